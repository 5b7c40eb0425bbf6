/** Asks an enterprise to give an order back. */
import type { Withdrawal } from '../../../adapters/adapter.ts'
import type { OrderState } from '../../../mappings/mapping.ts'
import { closeIntent, hasOpenIntent, postponeIntent } from '../../records/intents/intents.ts'
import { declineWithdrawal, transit } from '../../records/orders/change-order.ts'
import { isFinal } from '../../records/orders/states.ts'
import type { Attempt, Delivery } from './attempt.ts'
import { changeOrderOf, recordExchange } from './exchanges.ts'
import { standing } from './inquire.ts'

/** Answers when to try again while the order's placement is still undecided, or nothing when the matter is over. */
export async function withdraw (delivery: Delivery, attempt: Attempt): Promise<Date | undefined> {
  const { enterprise, adapter, intent, order } = attempt
  if (await hasOpenIntent(delivery.pool, order.id, 'place')) {
    const at = new Date(delivery.now().getTime() + enterprise.settings.delivery.retry.first)
    await postponeIntent(delivery.pool, intent, { at, askFirst: intent.askFirst, spent: false })
    return at
  }
  const reason = order.wish!
  // The enterprise may never have got the order, or may have ended it since: it knows.
  const state = await standing(delivery, attempt, intent.askFirst || order.delivery !== 'acknowledged')
  const withdrawal = await askBack(state, () =>
    recordExchange(delivery, attempt, 'withdraw', () => adapter.withdraw(order.key, reason)))
  await applyAnswer(delivery, attempt, withdrawal, reason)
  return undefined
}

/** Nothing where the order has ended. */
async function askBack (
  state: OrderState | 'notFound', ask: () => Promise<Withdrawal>
): Promise<Withdrawal | undefined> {
  if (state === 'notFound') return { kind: 'withdrawn' }
  return isFinal(state) ? undefined : await ask()
}

async function applyAnswer (
  delivery: Delivery, attempt: Attempt, withdrawal: Withdrawal | undefined, reason: string
): Promise<void> {
  await changeOrderOf(delivery, attempt, async at => {
    closeIntent(at.work, attempt.intent)
    if (!withdrawal || isFinal(at.order.state)) return
    if (withdrawal.kind === 'withdrawn') transit(delivery, at, { state: 'withdrawn', source: 'answer', remark: reason })
    else declineWithdrawal(delivery, at, { source: 'answer', remark: withdrawal.reason })
  })
}
