/** What follows a failed attempt: the retry policy decides, the order shows what it is waiting for, and at the end a person is told. */
import { Failure, type FailureFacts } from '../../../adapters/failure.ts'
import { isFinal } from '../../records/orders/states.ts'
import { lockOrder } from '../../records/orders/transition.ts'
import { hasParked } from '../../steps/apply-parked.ts'
import { transaction, type Queryable } from '../../ground/database/pool.ts'
import type { ConnectedEnterprise, Hub } from '../../hub.ts'
import { acknowledge } from '../../steps/acknowledge.ts'
import { INTERNAL } from './exchanges.ts'
import { closeIntent, giveUpIntent, postponeIntent, type Intent } from '../../records/intents/intents.ts'
import type { LoadedOrder } from './order.ts'
import type { Alarm } from '../../ground/queue/alarms.ts'
import { decide } from '../../ground/retry/retry.ts'

/** Answers when to come back, or nothing when the matter is out of the hub's hands. */
export async function cope (hub: Hub, enterprise: ConnectedEnterprise, intent: Intent, order: LoadedOrder, error: unknown): Promise<Date | undefined> {
  const failure = factsOf(hub, error)
  const { settings: { delivery }, slug } = enterprise
  const now = hub.now()
  // A watch has nothing to give up: the order is with the enterprise, and is asked about until it ends.
  const watching = intent.kind === 'watch'
  const decision = decide(failure, watching ? { ...intent, openedAt: now } : intent, delivery, now, hub.random)
  // What was unknown before is so still, unless the enterprise was asked since.
  const askFirst = intent.askFirst || failure.comeBack === 'askFirst'
  const givenUp = decision.kind === 'undeliverable' && !watching && await giveUp(hub, enterprise, intent, failure, askFirst)
  if (failure.alert || givenUp) {
    hub.log.error({ alert: givenUp ? 'undeliverable' : 'delivery', enterprise: slug, reference: order.view.reference, code: failure.code }, 'delivery needs a person')
  }
  if (decision.kind === 'undeliverable' && !watching) return undefined
  const { at, spent } = decision.kind === 'again' ? decision : { at: new Date(now.getTime() + delivery.retry.ceiling), spent: true }
  if (!await postponeIntent(hub.pool, intent, { at, askFirst, spent, held: failure.condition === 'held' })) return undefined
  if (!watching) await showFailure(hub.pool, order.id, failure, intent.kind === 'place' ? waitingAs(order, askFirst) : undefined)
  return at
}

/** An order with a receipt stays one that waits for its acknowledgement. */
function waitingAs ({ delivery }: LoadedOrder, askFirst: boolean): string {
  if (!askFirst) return 'pending'
  return delivery === 'placed' ? 'placed' : 'unknown'
}

/** Puts an intent in front of a person, unless its order has ended meanwhile or the enterprise has shown that it has it. Answers whether it did. */
async function giveUp (hub: Hub, enterprise: ConnectedEnterprise, intent: Intent, failure: FailureFacts, askFirst: boolean): Promise<boolean> {
  const alarms: Alarm[] = []
  const givenUp = await transaction(hub.pool, async connection => {
    const order = await lockOrder(connection, intent.orderId)
    if (isFinal(order.state)) {
      await closeIntent(connection, intent)
      return false
    }
    if (!await giveUpIntent(connection, intent, { askFirst, now: hub.now() })) return false
    if (intent.kind === 'place' && await hasParked(connection, order.id)) {
      await acknowledge(hub, enterprise, connection, order, { source: 'callback' }, alarms)
      return false
    }
    await showFailure(connection, order.id, failure, intent.kind === 'place' ? 'undeliverable' : undefined)
    return true
  })
  await hub.alarms.set(alarms)
  return givenUp
}

/** `delivery` is left as it is for what follows the placement. */
async function showFailure (connection: Queryable, orderId: string, { code, message }: FailureFacts, delivery?: string): Promise<void> {
  await connection.query('update orders set delivery = coalesce($2, delivery), failure = $3 where id = $1', [orderId, delivery ?? null, { code, message }])
}

/** What is not a Failure is a fault of the hub's own; what became of the attempt is unknown then. */
function factsOf (hub: Hub, error: unknown): FailureFacts {
  if (error instanceof Failure) return error.facts
  hub.log.error({ err: error }, 'delivery failed unexpectedly')
  return INTERNAL
}
