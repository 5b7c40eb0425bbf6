/**
 * News of an order in the state where it stands: another visit, other words, another number. A message that says what
 * the order shows already is a repeat; what it leaves out it does not deny.
 */
import type { OrderAtHand, OrderRecords } from './application.ts'
import { noteTransition, presentable, type Move } from './change-order.ts'
import { openRemark } from './form.ts'

/** What a message says of a state beside the state itself. */
export interface Said extends Pick<Move, 'bookedFor' | 'remark'> {
  nativeNumber?: string | null | undefined
}

/** As much of it as the order does not show. */
export interface News {
  bookedFor?: Date
  /** Fit to be shown. With a visit its own words, or none: those of an earlier visit are about that one. */
  remark?: string | undefined
  nativeNumber?: string
}

/** Nothing when all of it is known. Nobody writes anew about somebody who has been erased. */
export function newsOf (
  vault: OrderRecords['vault'], { application, order }: OrderAtHand, { bookedFor, remark, nativeNumber }: Said
): News | undefined {
  if (!application.formSealed) return undefined
  const visit = bookedFor === undefined ? undefined : new Date(bookedFor)
  const isNewVisit = visit !== undefined && visit.getTime() !== order.bookedFor?.getTime()
  const words = remark && presentable(vault, application, order, remark)
  // Why it was withdrawn the applicant has said: the enterprise's words for having heard it are none of its own.
  const isAnswered = order.state === 'withdrawn' && order.wishSealed !== null
  const known = openRemark(vault, ['orderRemark', order.id], order.remarkSealed)
  const news: News = {
    ...isNewVisit && { bookedFor: visit, remark: words },
    ...words && words !== known && !isAnswered && { remark: words },
    ...nativeNumber && nativeNumber !== order.nativeNumber && { nativeNumber }
  }
  return Object.keys(news).length > 0 ? news : undefined
}

/** Shows news and gives them a place in the application's sequence, with all that is known of the state by now. */
export function showNews (
  { vault, now }: Pick<OrderRecords, 'vault' | 'now'>, { application, order }: OrderAtHand, news: News,
  { source, nativeAt }: Pick<Move, 'source' | 'nativeAt'>
): void {
  const place = ['orderRemark', order.id] as const
  if ('remark' in news) order.remarkSealed = news.remark === undefined ? null : vault.seal([...place], news.remark)
  order.bookedFor = news.bookedFor ?? order.bookedFor
  order.nativeNumber = news.nativeNumber ?? order.nativeNumber
  order.nativeAt = nativeAt ?? order.nativeAt
  application.changed.add(order)
  noteTransition({ now }, application, order, {
    source,
    event: 'updated',
    nativeAt,
    from: order.state,
    bookedFor: order.state === 'surveyBooked' ? order.bookedFor ?? undefined : undefined,
    remark: openRemark(vault, [...place], order.remarkSealed)
  })
}
