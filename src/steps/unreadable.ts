/**
 * An enterprise has said something of an order that cannot be read. The order shows it, until something can be read
 * again.
 */
import type { OrderAtHand } from '../records/orders/application.ts'
import type { Source } from '../records/orders/transition.ts'
import { showFailure } from '../records/orders/change-order.ts'
import { isFinal } from '../records/orders/states.ts'

const FAILURES = {
  callback: { code: 'unreadable-callback', message: '企业来报无法识别' },
  inquiry: { code: 'unreadable-inquiry', message: '企业对进度查询的答复无法识别' }
} as const

/** What already stands in the way of the order is left to be seen; of one that has ended nothing is awaited. */
export function showUnreadable (at: OrderAtHand, source: keyof typeof FAILURES): void {
  if (at.order.failure === null && !isFinal(at.order.state)) showFailure(at, FAILURES[source])
}

export function showReadable (at: OrderAtHand, source: Source): void {
  const isShown = Object.values(FAILURES).some(({ code }) => code === at.order.failure?.code)
  if (isShown && (source === 'callback' || source === 'inquiry')) showFailure(at)
}
