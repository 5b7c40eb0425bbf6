/**
 * Hands orders to an enterprise:
 * intent -> mapping.order() -> adapter.place() -> mapping.progress() -> applyProgress() -> store.
 */
import type { Placement } from '../../adapters/adapter.ts'
import { Failure, type FailureFacts } from '../../adapters/failure.ts'
import { applyProgress } from '../applications/apply-progress.ts'
import { lockOrder } from '../applications/transition.ts'
import { applyParked } from '../callbacks/parked.ts'
import { transaction, type Queryable } from '../database/pool.ts'
import type { ConnectedEnterprise, Hub } from '../hub.ts'
import { atWork, concerns } from '../observe/matter.ts'
import { recordExchange } from './exchanges.ts'
import { handFiles } from './files.ts'
import { ask, watch } from './inquire.ts'
import { claimIntent, closeIntent, openIntent, postponeIntent, type Intent, type IntentKind } from './intents.ts'
import { loadOrder, type LoadedOrder } from './order.ts'
import type { Alarm, Handler } from './queue.ts'
import { decide } from './retry.ts'
import { shield } from './shield.ts'
import { supplement } from './supplement.ts'
import { withdraw } from './withdraw.ts'

/** Answers the alarms of one enterprise's queue. */
export function deliver (hub: Hub, enterprise: ConnectedEnterprise): Handler {
  return id => atWork({ enterprise: enterprise.slug }, async () => {
    const now = hub.now()
    // An attempt is a few exchanges, each within the time-out; a lease outlasts them all.
    const claim = await claimIntent(hub, id, now, new Date(now.getTime() + 4 * enterprise.settings.timeout + 10_000))
    if (!claim || 'again' in claim) return claim?.again
    const order = await loadOrder(hub, claim.intent.orderId, claim.intent.payload)
    concerns({ correlationId: order.correlationId, jointNumber: order.received.jointNumber, reference: order.key.reference })
    try {
      const shielded = { ...enterprise, adapter: shield(enterprise.adapter, order.personal) }
      return await CARRY_OUT[claim.intent.kind](hub, shielded, claim.intent, order)
    } catch (error) {
      return await cope(hub, enterprise, claim.intent, order, error)
    }
  })
}

type CarryOut = (hub: Hub, enterprise: ConnectedEnterprise, intent: Intent, order: LoadedOrder) => Promise<Date | undefined>

const CARRY_OUT: Record<IntentKind, CarryOut> = { place, watch, withdraw, supplement }

async function place (hub: Hub, enterprise: ConnectedEnterprise, intent: Intent, order: LoadedOrder): Promise<undefined> {
  const known = intent.askFirst ? await askUntilKnown(() => recordExchange(hub, intent, order, 'inquire', () => ask(enterprise, order))) : undefined
  const placement = known ?? await recordExchange(hub, intent, order, 'place', async () => {
    const files = await handFiles(hub, enterprise, order)
    return await enterprise.adapter.place(enterprise.mapping.order(order.view, files, enterprise.settings.profile))
  })
  await settle(hub, enterprise, intent, placement)
}

/** An inquiry that fails leaves the earlier attempt as unknown as it was: the next one asks again. */
async function askUntilKnown<T> (inquire: () => Promise<T>): Promise<T> {
  try {
    return await inquire()
  } catch (error) {
    if (error instanceof Failure && error.facts.comeBack === 'later') throw new Failure({ ...error.facts, comeBack: 'askFirst' }, { cause: error })
    throw error
  }
}

/** Stores what the enterprise answered, together with everything that follows from it. */
async function settle (hub: Hub, enterprise: ConnectedEnterprise, intent: Intent, placement: Placement<unknown>): Promise<void> {
  const alarms: Alarm[] = []
  await transaction(hub.pool, async connection => {
    const order = await lockOrder(connection, intent.orderId)
    const nativeNumber = placement.kind === 'acknowledged' ? placement.nativeNumber : undefined
    await connection.query(`
      update orders set delivery = 'acknowledged', failure = null, native_number = coalesce($2, native_number) where id = $1`,
    [order.id, nativeNumber ?? null])
    await closeIntent(connection, intent, 'done')
    if (placement.kind === 'refused') {
      await applyProgress(hub, connection, order, { kind: 'mapped', state: 'refused', remark: placement.reason }, 'answer', alarms)
    } else if (placement.kind === 'outOfArea') {
      await applyProgress(hub, connection, order, { kind: 'outOfArea', remark: placement.reason }, 'answer', alarms)
    } else {
      await applyProgress(hub, connection, order, { kind: 'mapped', state: 'submitted' }, 'answer', alarms)
      if (placement.status !== undefined) await applyProgress(hub, connection, order, enterprise.mapping.progress(placement.status), 'answer', alarms)
      await applyParked(hub, enterprise, connection, order, alarms)
      const now = hub.now()
      const at = new Date(now.getTime() + enterprise.settings.delivery.watch.first)
      alarms.push(...await openIntent(hub, connection, { orderId: order.id, enterprise: enterprise.slug, kind: 'watch', at, now }))
    }
  })
  await hub.alarms.set(alarms)
}

/** A failed attempt: the policy decides; the order shows what it is waiting for. */
async function cope (hub: Hub, enterprise: ConnectedEnterprise, intent: Intent, order: LoadedOrder, error: unknown): Promise<Date | undefined> {
  const failure = factsOf(hub, error)
  const decision = decide(failure, intent, enterprise.settings.delivery, hub.now(), hub.random)
  // A watch has nothing to give up: the order is with the enterprise, and is asked about until it ends.
  const givenUp = decision.kind === 'undeliverable' && intent.kind !== 'watch'
  if (failure.alert || givenUp) {
    hub.log.error({ alert: givenUp ? 'undeliverable' : 'delivery', enterprise: enterprise.slug, reference: order.view.reference, code: failure.code }, 'delivery needs a person')
  }
  if (givenUp) {
    await transaction(hub.pool, async connection => {
      const mine = await closeIntent(connection, intent, 'undeliverable', failure.comeBack === 'askFirst')
      if (mine) await showFailure(connection, order, failure, intent.kind === 'place' ? 'undeliverable' : undefined)
    })
    return undefined
  }
  const at = decision.kind === 'again' ? decision.at : new Date(hub.now().getTime() + enterprise.settings.delivery.retry.ceiling)
  const askFirst = decision.kind === 'again' && decision.askFirst
  if (!await postponeIntent(hub.pool, intent, at, askFirst)) return undefined
  if (intent.kind !== 'watch') await showFailure(hub.pool, order, failure, intent.kind === 'place' ? askFirst ? 'unknown' : 'pending' : undefined)
  return at
}

/** `delivery` is left as it is for what follows the placement. */
async function showFailure (connection: Queryable, order: LoadedOrder, { code, message }: FailureFacts, delivery?: string): Promise<void> {
  await connection.query('update orders set delivery = coalesce($2, delivery), failure = $3 where id = $1', [order.id, delivery ?? null, { code, message }])
}

/** What is not a Failure is a fault of the hub's own; what became of the attempt is unknown then. */
function factsOf (hub: Hub, error: unknown): FailureFacts {
  if (error instanceof Failure) return error.facts
  hub.log.error({ err: error }, 'delivery failed unexpectedly')
  return { comeBack: 'askFirst', fault: 'hub', code: 'internal', message: '系统内部错误', alert: true }
}
