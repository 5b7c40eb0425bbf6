/**
 * Hands orders to an enterprise:
 * intent -> mapping.order() -> adapter.place() -> mapping.progress() -> applyProgress() -> store.
 */
import type { Placement } from '../../../adapters/adapter.ts'
import { Failure } from '../../../adapters/failure.ts'
import { applyProgress } from '../../steps/apply-progress.ts'
import { lockOrder, type LockedOrder } from '../../records/orders/transition.ts'
import { hasParked } from '../../steps/apply-parked.ts'
import { transaction, type Connection } from '../../ground/database/pool.ts'
import type { ConnectedEnterprise, Hub } from '../../hub.ts'
import { atWork, concerns } from '../../ground/observe/matter.ts'
import { acknowledge } from '../../steps/acknowledge.ts'
import { cope } from './fail.ts'
import { recordExchange } from './exchanges.ts'
import { handFiles } from './files.ts'
import { throughGate } from './gate.ts'
import { ask, watch } from './inquire.ts'
import { claimIntent, endIntents, postponeIntent, type Intent, type IntentKind } from '../../records/intents/intents.ts'
import { leaseFrom, underLease } from './lease.ts'
import { loadOrder, type LoadedOrder } from './order.ts'
import type { Alarm, Handler } from '../../ground/queue/alarms.ts'
import { isBeyondHorizon } from '../../ground/retry/retry.ts'
import { shield } from './shield.ts'
import { supplement } from './supplement.ts'
import { withdraw } from './withdraw.ts'

/** Answers the alarms of one enterprise's queue. */
export function deliver (hub: Hub, enterprise: ConnectedEnterprise): Handler {
  return id => atWork({ enterprise: enterprise.slug }, async () => {
    const now = hub.now()
    const claim = await claimIntent(hub, id, now, leaseFrom(now, hub, enterprise))
    if (!claim || 'again' in claim) return claim?.again
    const { intent } = claim
    const order = await loadOrder(hub, intent.orderId, intent.payload)
    concerns({ correlationId: order.correlationId, jointNumber: order.received.jointNumber, reference: order.key.reference })
    const span = hub.traces.open({ name: `deliver ${intent.kind}`, begun: order.traceparent, startedAt: now })
    return await span.run(() => underLease(hub, enterprise, intent, () => attempt(hub, enterprise, intent, order))).finally(() => span.end({ attributes: { 'lianban.attempt': intent.attempts } }))
  })
}

async function attempt (hub: Hub, enterprise: ConnectedEnterprise, intent: Intent, order: LoadedOrder): Promise<Date | undefined> {
  try {
    return await throughGate(hub, enterprise, intent, adapter =>
      CARRY_OUT[intent.kind](hub, { ...enterprise, adapter: shield(adapter, order.personal) }, intent, order))
  } catch (error) {
    return await cope(hub, enterprise, intent, order, error)
  }
}

type CarryOut = (hub: Hub, enterprise: ConnectedEnterprise, intent: Intent, order: LoadedOrder) => Promise<Date | undefined>

const CARRY_OUT: Record<IntentKind, CarryOut> = { place, watch, withdraw, supplement }

type Declined = Extract<Placement<unknown>, { kind: 'refused' | 'outOfArea' }>

async function place (hub: Hub, enterprise: ConnectedEnterprise, intent: Intent, order: LoadedOrder): Promise<Date | undefined> {
  if (intent.askFirst) {
    const known = await recordExchange(hub, intent, order, 'inquire', () => ask(enterprise, order))
    if (known) return await settle(hub, enterprise, intent, known)
    intent.askFirst = false
    refuseWhatIsLostForGood(hub, enterprise, intent, order)
  }
  const placement = await recordExchange(hub, intent, order, 'place', async () => {
    const files = await handFiles(hub, enterprise, order)
    return await enterprise.adapter.place(enterprise.mapping.order(order.view, files, enterprise.site))
  })
  return await settle(hub, enterprise, intent, placement)
}

/** Throws Failure for an order that its enterprise takes again and again and never has when asked, once the time for that is over. */
function refuseWhatIsLostForGood (hub: Hub, { settings }: ConnectedEnterprise, intent: Intent, { delivery }: LoadedOrder): void {
  if ((delivery !== 'placed' && !intent.lost) || !isBeyondHorizon(intent, settings.delivery.retry, hub.now())) return
  throw new Failure({ comeBack: 'never', fault: 'enterprise', code: 'unacknowledged', message: '企业屡次收单而查无此单' })
}

/** Stores what the enterprise answered, together with everything that follows from it; answers when to ask, after a mere receipt. */
async function settle (hub: Hub, enterprise: ConnectedEnterprise, intent: Intent, placement: Placement<unknown>): Promise<Date | undefined> {
  const alarms: Alarm[] = []
  const again = await transaction(hub.pool, async connection => {
    const order = await lockOrder(connection, intent.orderId)
    if (placement.kind === 'receipt' && !await hasParked(connection, order.id)) return await awaitAcknowledgement(hub, enterprise, connection, intent)
    if (placement.kind === 'receipt') await acknowledge(hub, enterprise, connection, order, { source: 'callback' }, alarms)
    else if (placement.kind === 'acknowledged') await acknowledge(hub, enterprise, connection, order, { source: 'answer', ...placement }, alarms)
    else await decline(hub, connection, order, placement, alarms)
    return undefined
  })
  await hub.alarms.set(alarms)
  return again
}

/** The enterprise has seen the order and will not have it. */
async function decline (hub: Hub, connection: Connection, order: LockedOrder, { kind, reason: remark }: Declined, alarms: Alarm[]): Promise<void> {
  await connection.query("update orders set delivery = 'acknowledged', failure = null where id = $1", [order.id])
  await endIntents(connection, order.id, 'place')
  await applyProgress(hub, connection, order, kind === 'refused' ? { kind: 'mapped', state: 'refused', remark } : { kind, remark }, 'answer', alarms)
}

/** Sent, and to be asked after unless the enterprise shows before that it has the order; then the intent is over. */
async function awaitAcknowledgement (hub: Hub, { settings }: ConnectedEnterprise, connection: Connection, intent: Intent): Promise<Date | undefined> {
  const at = new Date(hub.now().getTime() + settings.delivery.acknowledgement.within)
  if (!await postponeIntent(connection, intent, { at, askFirst: true })) return undefined
  await connection.query("update orders set delivery = 'placed', failure = null where id = $1", [intent.orderId])
  return at
}
