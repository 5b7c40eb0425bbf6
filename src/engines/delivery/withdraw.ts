/** Asks an enterprise to give an order back. */
import type { Withdrawal } from '../../../adapters/adapter.ts'
import { Failure } from '../../../adapters/failure.ts'
import type { OrderState } from '../../../mappings/mapping.ts'
import { closeIntent, hasOpenIntent } from '../../records/intents/intents.ts'
import { postponeIntent } from '../../records/intents/postpone-intent.ts'
import { declineWithdrawal, transit } from '../../records/orders/change-order.ts'
import { isFinal } from '../../records/orders/states.ts'
import { appointAgain } from '../../steps/appointment.ts'
import type { Attempt, Delivery } from './attempt.ts'
import { changeOrderOf, recordExchange } from './exchanges.ts'
import { standing } from './inquire.ts'

/**
 * Answers when to try again while the order's placement is still undecided, or nothing when the matter is over. Of an
 * order with a mere receipt the enterprise may decide at any time: it is asked at once.
 */
export async function withdraw (delivery: Delivery, attempt: Attempt): Promise<Date | undefined> {
  const { enterprise, adapter, intent, order } = attempt
  const hasReceipt = order.delivery === 'placed'
  const undecided = await hasOpenIntent(delivery.pool, order.id, 'place')
  if (undecided && !hasReceipt) {
    const at = new Date(delivery.now().getTime() + enterprise.settings.delivery.retry.first)
    await postponeIntent(delivery.pool, intent, { at, askFirst: intent.askFirst, spent: false })
    return at
  }
  const reason = order.wish!
  // The enterprise may never have got the order, or may have ended it since: it knows.
  const toAsk = intent.askFirst || intent.underway || order.delivery !== 'acknowledged'
  const state = await standing(delivery, attempt, toAsk)
  // What it has given a receipt for it may come to know yet; the placement finds out in the end whether it does.
  if (state === 'notFound' && undecided) throw new Failure({ ...NOT_KNOWN_YET })
  const withdrawal = await askBack(state, intent.underway, () =>
    recordExchange(delivery, attempt, 'withdraw', () => adapter.withdraw(order.key, reason)))
  if (withdrawal?.kind === 'underway') {
    intent.underway = true
    throw new Failure({ ...UNDERWAY })
  }
  await applyAnswer(delivery, attempt, withdrawal, reason)
  return undefined
}

const NOT_KNOWN_YET = {
  comeBack: 'askFirst', fault: 'enterprise', code: 'receipt-only', message: '企业已收件，但尚查不到此单'
} as const

/** Asked after by the retry policy, and in front of a person when it leads to nothing. */
const UNDERWAY = {
  comeBack: 'askFirst', fault: 'enterprise', code: 'withdrawal-underway', message: '企业正在办理撤回'
} as const

/** Nothing where the order has ended. What is under way is not asked for again. */
async function askBack (
  state: OrderState | 'notFound', underway: boolean, ask: () => Promise<Withdrawal>
): Promise<Withdrawal | undefined> {
  if (state === 'notFound') return { kind: 'withdrawn' }
  if (isFinal(state)) return undefined
  return underway ? { kind: 'underway' } : await ask()
}

type Decided = Exclude<Withdrawal, { kind: 'underway' }>

async function applyAnswer (
  delivery: Delivery, attempt: Attempt, withdrawal: Decided | undefined, reason: string
): Promise<void> {
  await changeOrderOf(delivery, attempt, async at => {
    closeIntent(at.work, attempt.intent)
    if (!withdrawal || isFinal(at.order.state)) return
    if (withdrawal.kind === 'withdrawn') {
      transit(delivery, at, { state: 'withdrawn', source: 'answer', remark: reason })
      return
    }
    declineWithdrawal(delivery, at, { source: 'answer', remark: withdrawal.reason })
    await appointAgain(delivery, attempt.enterprise, at)
  })
}
