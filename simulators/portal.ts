/**
 * The simulated government-service portal: takes the hub's webhooks, verifies signature and contract, and keeps the
 * events. What it cannot verify it refuses, so that a wrong event shows.
 */
import Fastify from 'fastify'
import { Webhook } from 'standardwebhooks'
import { newChecker, readDocument } from '../openapi/document.ts'
import type { components } from '../openapi/hub.d.ts'
import { newFaults, suffer, type Faults } from './faults.ts'

type Schemas = components['schemas']
export type OrderProgressed = Schemas['OrderProgressed']

export type Announced = Schemas['ApplicationEvent']

export interface PortalOptions {
  /** 0 takes a free one. */
  port?: number
  /** The one secret it knows, `whsec_…`; the hub may sign with another beside it. */
  secret: string
  onEvent?: (event: OrderProgressed['data']) => void
}

export interface PortalSimulator {
  /** Where the hub sends its webhooks. */
  url: string
  /** In the order of arrival; repeats of one event are kept once. */
  events: OrderProgressed['data'][]
  /** Events that are of no order: visits, filings, invitations; likewise. */
  announced: Announced[]
  /** The places in their sequences of both, in the order of arrival. */
  heard: Array<{ jointNumber: string, sequence: number }>
  /** The type of every event of an order, by joint number and sequence. */
  types: Map<string, OrderProgressed['type']>
  /** Test events taken. */
  tests: number
  /** Deliveries that were not believed. */
  refused: number
  /** Those that can strike a request: before the event is taken, or its answer. */
  faults: Faults
  /** Answers this status instead of taking events; 204 takes them again. */
  answer (status: number): void
  /** Loses all events, as if it had never had them. */
  forget (): void
  close (): Promise<void>
}

export async function simulatePortal ({ port = 0, secret, onEvent }: PortalOptions): Promise<PortalSimulator> {
  const webhook = new Webhook(secret)
  const checker = newChecker<Schemas>(readDocument(new URL('../openapi/hub.yaml', import.meta.url)))
  const seen = new Set<string>()
  let status = 204
  const app = Fastify({ forceCloseConnections: true })
  const faults = newFaults()
  suffer(app, faults)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  app.post<{ Body: string }>('/webhook', async (request, reply) => {
    if (status !== 204) return reply.code(status).send()
    const event = believed(request.body, request.headers as Record<string, string>)
    if (!event) {
      portal.refused++
      return reply.code(400).send()
    }
    const id = String(request.headers['webhook-id'])
    if (event.type === 'hub.test') portal.tests++
    else if (!seen.has(id)) {
      seen.add(id)
      take(event as OrderProgressed | Announced)
    }
    return reply.code(204).send()
  })

  function take (event: OrderProgressed | Announced): void {
    const { jointNumber, sequence } = event.data
    portal.heard.push({ jointNumber, sequence })
    if (isAnnounced(event)) {
      portal.announced.push(event)
      return
    }
    portal.events.push(event.data)
    portal.types.set(`${event.data.jointNumber} ${event.data.sequence}`, event.type)
    onEvent?.(event.data)
  }

  function believed (
    body: string, headers: Record<string, string>
  ): OrderProgressed | Announced | Schemas['HubTest'] | undefined {
    try {
      const said = webhook.verify(body, headers) as { type?: unknown }
      const event = checker.check(schemaOf(String(said.type)), said)
      return 'value' in event ? event.value : undefined
    } catch {
      return undefined
    }
  }

  const origin = await app.listen({ host: '127.0.0.1', port })
  const portal: PortalSimulator = {
    url: `${origin}/webhook`,
    events: [],
    announced: [],
    heard: [],
    types: new Map(),
    tests: 0,
    refused: 0,
    faults,
    answer (next) { status = next },
    forget () {
      seen.clear()
      portal.types.clear()
      portal.events.length = 0
      portal.announced.length = 0
      portal.heard.length = 0
    },
    close: () => app.close()
  }
  return portal
}

/** What an event is checked by. */
function schemaOf (type: string): 'HubTest' | 'OrderProgressed' | 'ApplicationEvent' {
  if (type === 'hub.test') return 'HubTest'
  return isOfNoOrder(type) ? 'ApplicationEvent' : 'OrderProgressed'
}

function isAnnounced (event: OrderProgressed | Announced): event is Announced {
  return isOfNoOrder(event.type)
}

function isOfNoOrder (type: string): boolean {
  return /^(?:visit|filing|rating)\./.test(type)
}
