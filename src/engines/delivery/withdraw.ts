/** Asks an enterprise to give an order back. */
import type { Withdrawal } from '../../../adapters/adapter.ts'
import type { OrderState } from '../../../mappings/mapping.ts'
import { isFinal } from '../../records/orders/states.ts'
import { sealRemark } from '../../records/orders/remark.ts'
import { lockOrder, storeTransition, transit, type LockedOrder, type Move } from '../../records/orders/transition.ts'
import { transaction, type Connection } from '../../ground/database/pool.ts'
import type { ConnectedEnterprise, Hub } from '../../hub.ts'
import { recordExchange } from './exchanges.ts'
import { standing } from './inquire.ts'
import { closeIntent, hasOpenIntent, postponeIntent, type Intent } from '../../records/intents/intents.ts'
import type { LoadedOrder } from './order.ts'
import type { Alarm } from '../../ground/queue/alarms.ts'

/** Answers when to try again while the order's placement is still undecided, or nothing when the matter is settled. */
export async function withdraw (hub: Hub, enterprise: ConnectedEnterprise, intent: Intent, order: LoadedOrder): Promise<Date | undefined> {
  if (await hasOpenIntent(hub.pool, order.id, 'place')) {
    const at = new Date(hub.now().getTime() + enterprise.settings.delivery.retry.first)
    await postponeIntent(hub.pool, intent, { at, askFirst: intent.askFirst, spent: false })
    return at
  }
  const { reason } = intent.payload as { reason: string }
  // The enterprise may never have got the order, or may have ended it since: it knows.
  const state = await standing(hub, enterprise, intent, order, intent.askFirst || order.delivery !== 'acknowledged')
  const withdrawal = await askBack(state, () => recordExchange(hub, intent, order, 'withdraw', () => enterprise.adapter.withdraw(order.key, reason)))
  await settle(hub, intent, withdrawal, reason)
  return undefined
}

/** Nothing where the order has ended. */
async function askBack (state: OrderState | 'notFound', ask: () => Promise<Withdrawal>): Promise<Withdrawal | undefined> {
  if (state === 'notFound') return { kind: 'withdrawn' }
  return isFinal(state) ? undefined : await ask()
}

async function settle (hub: Hub, intent: Intent, withdrawal: Withdrawal | undefined, reason: string): Promise<void> {
  const alarms: Alarm[] = []
  await transaction(hub.pool, async connection => {
    const order = await lockOrder(connection, intent.orderId)
    await closeIntent(connection, intent)
    if (!withdrawal || isFinal(order.state)) return
    if (withdrawal.kind === 'withdrawn') {
      await transit(hub, connection, order, { state: 'withdrawn', source: 'answer', remark: reason }, alarms)
      return
    }
    await declineWithdrawal(hub, connection, order, { source: 'answer', remark: withdrawal.reason }, alarms)
  })
  await hub.alarms.set(alarms)
}

/** The enterprise keeps the order and goes on with it. */
export async function declineWithdrawal (hub: Hub, connection: Connection, order: LockedOrder, { source, remark }: Pick<Move, 'source' | 'remark'>, alarms: Alarm[]): Promise<void> {
  await connection.query("update orders set withdrawal = 'declined', withdrawal_reason_sealed = $2 where id = $1",
    [order.id, sealRemark(hub, ['withdrawalReason', order.id], remark)])
  await storeTransition(hub, connection, order, { state: order.state, source, event: 'withdrawalDeclined', remark }, alarms)
}
