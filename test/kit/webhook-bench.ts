/** A hub's notifier without queues, and a portal that keeps every delivery and reacts as told. */
import { createServer, type IncomingHttpHeaders, type OutgoingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { OrderProgressed } from '../../simulators/portal.ts'
import { deliver } from '../../src/engines/delivery/deliver.ts'
import { notify } from '../../src/engines/portal/notify.ts'
import { bareHub, type BareHub } from './bare-hub.ts'

interface Test { teardown: (end: () => Promise<void> | void) => unknown }

export interface Delivery { headers: IncomingHttpHeaders, body: string, event: OrderProgressed }

/** A status; a status with headers; nothing at all; a broken connection; or whatever the test does itself. */
export type Reaction = number | { status: number, headers: OutgoingHttpHeaders } | 'hang' | 'cut' | ((response: ServerResponse) => void)

export interface ToldPortal {
  url: string
  deliveries: Delivery[]
  /** Of the deliveries: joint number and sequence. */
  sequences (): string[]
  react (next: (delivery: Delivery) => Reaction | Promise<Reaction>): void
}

export async function openPortal (t: Test, react: (delivery: Delivery) => Reaction | Promise<Reaction> = () => 204): Promise<ToldPortal> {
  const deliveries: Delivery[] = []
  const server = createServer(async (request, response) => {
    const body = await text(request)
    const delivery = { headers: request.headers, body, event: JSON.parse(body) }
    deliveries.push(delivery)
    const reaction = await react(delivery)
    if (reaction === 'cut') response.destroy()
    else if (typeof reaction === 'function') reaction(response)
    else if (typeof reaction === 'object') response.writeHead(reaction.status, reaction.headers).end()
    else if (reaction !== 'hang') response.writeHead(reaction, { location: '/elsewhere' }).end()
  })
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
  t.teardown(() => {
    server.close()
    server.closeAllConnections()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`,
    deliveries,
    sequences: () => deliveries.map(({ event: { data: { jointNumber, sequence } } }) => `${jointNumber} ${sequence}`),
    react (next) { react = next }
  }
}

export interface Progressed { jointNumber: string, ids: string[] }

export interface Bench extends BareHub {
  ring (id: string): Promise<Date | undefined>
  /** An application with three events: received, submitted, accepted. Its number, and its notifications in sequence. */
  progressed (): Promise<Progressed>
  /** The states of an application's notifications, in sequence. */
  states (application: Progressed): Promise<string[]>
}

/** `portal`: its settings where they differ from those of the sandbox. */
export async function bench (t: Test, portal: { webhookUrl: string, secrets?: string[], timeout?: string, horizon?: string }): Promise<Bench> {
  const bare = await bareHub(t, { adjust (settings) { Object.assign(settings.portal, { timeout: '5s' }, portal) } })
  // Receivers compare the time of a webhook with their own.
  bare.clock.now = new Date()
  bare.told.place = async () => ({ kind: 'acknowledged', nativeNumber: '56001', status: { ORDER_STATE: '10', STATE_DATE: '20260105093000', REMARK: '请保持电话畅通' } })
  const notifier = notify(bare.hub, bare.hub.settings.portal!)
  t.teardown(() => notifier.close())
  const handler = deliver(bare.hub, bare.enterprise)
  return {
    ...bare,
    ring: notifier.handler,
    async progressed () {
      const { jointNumber, intentId } = await bare.submit()
      await handler(intentId)
      const rows = await bare.rows(`
        select id from notifications where application_serial = (select serial from applications where joint_number = $1) order by sequence`, [jointNumber])
      return { jointNumber, ids: rows.map(({ id }) => id) }
    },
    async states ({ ids }) {
      const rows = await bare.rows('select state from notifications where id = any($1) order by sequence', [ids])
      return rows.map(({ state }) => state)
    }
  }
}

/** What `sequences` gives for deliveries of one application. */
export function inSequence (jointNumber: string, ...sequences: number[]): string[] {
  return sequences.map(sequence => `${jointNumber} ${sequence}`)
}
