/**
 * Tells the portal: every stored transition or announcement -> one signed webhook (Standard Webhooks), per application
 * in the order of its sequence. An event that is not taken holds back the later ones of its application, and no others,
 * until it is taken or given up; an end-point that is gone holds back all.
 */
import type { Logger } from 'pino'
import { gather } from '../../ground/database/gather.ts'
import type { Pool } from '../../ground/database/pool.ts'
import { inOneGo } from '../../ground/database/work.ts'
import type { OutboundSettings } from '../../ground/network/settings.ts'
import { newWebhookClient, type Exchange } from '../../ground/network/webhook-client.ts'
import { atWork, concerns } from '../../ground/observe/matter.ts'
import type { Traces } from '../../ground/observe/traces.ts'
import type { Handler } from '../../ground/queue/alarms.ts'
import { nextWebhook } from '../../ground/retry/retry.ts'
import type { Vault } from '../../ground/sealing/vault.ts'
import { stopEndpoint } from '../../records/outbox/endpoint.ts'
import { portalEvent } from '../../records/outbox/event.ts'
import {
  keepLanes, leaveLane, storeAttempts, takeLanes,
  type Begun, type Lane, type Outcome, type Pending, type Told, type Turn
} from '../../records/outbox/lanes.ts'
import type { PortalSettings } from './settings.ts'

export interface Notifying {
  pool: Pool
  vault: Vault
  settings: { hub: { takeOverAfter: number, outbound: OutboundSettings } }
  log: Logger
  metrics: { webhook (result: string, seconds: number): void }
  traces: Traces
  now (): Date
  random (): number
}

export interface Notifier {
  handler: Handler
  /** So many alarms are to be answered at once. */
  concurrency: number
  close (): Promise<void>
}

/** 410, as Standard Webhooks has it: the end-point is not to be called any more. */
const GONE = 410

/**
 * Answers the alarms of the portal's queue. An alarm names one notification; its application's open ones are sent in
 * order.
 */
export function notify (hub: Notifying, portal: PortalSettings): Notifier {
  const client = newWebhookClient(hub, portal)
  const { take, storeAndGoOn } = newTurns(hub, portal)

  async function handler (id: string): Promise<Date | undefined> {
    for (;;) {
      // Runs from before the lease, so that no exchange outlives it: a process that is held up sends nothing when it
      // goes on.
      const deadline = AbortSignal.timeout(portal.timeout)
      const turn = await take(id)
      if (!turn || 'again' in turn) return turn?.again
      const end = await work(turn, deadline)
      if (end !== 'anew') return end?.again
    }
  }

  /**
   * Sends what is due in the lane, then leaves it; answers when to come back, or nothing when there is no more, or that
   * it is to be taken anew.
   */
  async function work ({ lane, head }: Begun, deadline: AbortSignal): Promise<Exclude<Turn, Begun> | 'anew'> {
    try {
      while (head) {
        const exchange = await send(head, deadline)
        deadline = AbortSignal.timeout(portal.timeout)
        const next = await conclude(lane, head, exchange)
        if (next === 'gone') break
        if (!next || 'again' in next) return next
        head = next.head
      }
      await leaveLane(hub.pool, lane)
      return 'anew'
    } catch (error) {
      // Nobody else need wait for the lease.
      await leaveLane(hub.pool, lane)
      throw error
    }
  }

  async function send (head: Pending, deadline: AbortSignal): Promise<Exchange> {
    const { id, jointNumber, correlationId } = head
    const ofOrder = head.about === null && { enterprise: head.enterprise, reference: head.reference }
    concerns({ jointNumber, correlationId, ...ofOrder })
    const body = write(head)
    if (body === undefined) return { at: hub.now(), durationMs: 0, failure: 'not-written' }
    return await client.send({ id, body, correlationId }, deadline)
  }

  /** An event that cannot be written, because of a key that is lost, say, is like one that is not taken. */
  function write (head: Pending): string | undefined {
    try {
      return JSON.stringify(portalEvent(hub.vault, head))
    } catch (error) {
      hub.log.error({ err: error }, 'webhook not written')
      return undefined
    }
  }

  async function conclude (lane: Lane, head: Pending, exchange: Exchange): Promise<Turn | 'gone'> {
    const now = hub.now()
    const outcome = outcomeOf(head, exchange, now)
    if (exchange.status !== GONE) {
      const { mine, next } = await storeAndGoOn({ lane, head, exchange, outcome })
      report(head, exchange, outcome, mine)
      return next
    }
    const [mine] = await storeAttempts(hub.pool, [{ lane, head, exchange, outcome }], now)
    report(head, exchange, outcome, mine!)
    await stop(head, exchange, now)
    return 'gone'
  }

  async function stop (head: Pending, { failure, at }: Exchange, now: Date): Promise<void> {
    if (failure === undefined || !await stopEndpoint(hub.pool, failure, at, now)) return
    const { event, sequence, attempts: attempt } = head
    hub.log.error({ alert: 'webhook-stopped', event, sequence, attempt, failure }, 'webhook end-point is gone')
  }

  function report (head: Pending, exchange: Exchange, outcome: Outcome, mine: boolean): void {
    const { failure, durationMs } = exchange
    const { event, sequence, attempts: attempt } = head
    const facts = { event, sequence, attempt, durationMs, ...failure !== undefined && { failure } }
    hub.metrics.webhook(failure ?? 'taken', durationMs / 1000)
    hub.traces.record({ name: 'webhook', kind: 'client', begun: head.traceparent, startedAt: exchange.at }, {
      attributes: { 'lianban.sequence': sequence, 'lianban.attempt': attempt }, failure
    })
    if (failure === undefined) return hub.log.info(facts, 'webhook taken')
    hub.log.warn(facts, 'webhook not taken')
    if (mine && outcome.state === 'failed') hub.log.error({ alert: 'webhook-failed', ...facts }, 'webhook given up')
  }

  /** No event is given up because the end-point is gone: the time for which it is stopped does not count. */
  function outcomeOf (
    { failures, countedFrom }: Pending, { status, failure, retryAfter }: Exchange, now: Date
  ): Outcome {
    if (failure === undefined) return { state: 'delivered' }
    const refused = { failures: failures + 1, countedFrom, ...retryAfter !== undefined && { retryAfter } }
    const dueAt = nextWebhook(refused, portal, now, hub.random)
    if (dueAt) return { state: 'open', dueAt }
    return status === GONE ? { state: 'open', dueAt: now } : { state: 'failed' }
  }

  return {
    handler: id => atWork({}, () => handler(id)),
    concurrency: portal.concurrency,
    close: () => client.close()
  }
}

/** What applications that are told at the same time ask of the database, in one go for all of them. */
interface Turns {
  take (id: string): Promise<Turn>
  /** Stores what came of an attempt, tells whether that was still its to say, and begins the next one in the lane. */
  storeAndGoOn (told: Told): Promise<{ mine: boolean, next: Turn }>
}

function newTurns ({ pool, settings: { hub }, now: tell }: Notifying, { timeout }: PortalSettings): Turns {
  /** A lease outlasts the exchange it is for. */
  const leaseFrom = (now: Date): Date => new Date(now.getTime() + timeout + hub.takeOverAfter)

  return {
    take: gather(ids => {
      const now = tell()
      return takeLanes(pool, ids, now, leaseFrom(now))
    }),
    storeAndGoOn: gather(async told => {
      const now = tell()
      const [mine, next] = await inOneGo<[boolean[], Turn[]]>(pool, connection => [
        storeAttempts(connection, told, now),
        keepLanes(connection, told.map(({ lane }) => lane), now, leaseFrom(now))
      ])
      return told.map((_, index) => ({ mine: mine[index]!, next: next[index] }))
    })
  }
}
