/** How a visit is held: begun, what came of it for each enterprise, and who was not there. */
import { FINAL_STATES } from '../orders/states.ts'
import { conclude, end, say, type VisitAtHand, type VisitTerms } from './arrange.ts'
import { newsOfVisit } from './visit-news.ts'
import { comers, type Party } from './visit.ts'
import { storeResult, type NewResult } from './stored-visits.ts'

/** The applicant is there: what stood still because they had not been goes on. */
export function begin (at: VisitAtHand, now: Date): void {
  const { visit, application } = at
  visit.begunAt = now
  visit.remindAt = null
  const orderIds = application.orders.filter(({ state }) => !FINAL_STATES.includes(state)).map(({ id }) => id)
  say(at, 'visitBegun', now, newsOfVisit(visit), { absence: { orderIds, begins: false } })
}

export type Found = Omit<NewResult, 'visitId' | 'orderId' | 'at'>

/** The visit is done once it is the last; one that comes after its end is kept with it. */
export function report (terms: VisitTerms, at: VisitAtHand, party: Party, found: Found, now: Date): void {
  const { work, visit } = at
  party.hasResult = true
  storeResult(work, { ...found, visitId: visit.id, orderId: party.orderId, at: now })
  conclude(terms, at, now)
}

/** The clocks of those who were to come stand still from the beginning of the slot on. */
export function missApplicant (terms: VisitTerms, at: VisitAtHand, now: Date): void {
  const { visit } = at
  const orderIds = comers(visit).map(({ orderId }) => orderId)
  end(terms, at, 'noShow', 'applicantAbsent', now)
  say(at, 'visitMissed', now, newsOfVisit(visit, { absentee: 'applicant' }), {
    at: new Date(visit.slot.from), absence: { orderIds, begins: true }
  })
}

/** The others go on without it. */
export function missEnterprise (
  terms: VisitTerms, at: VisitAtHand, party: Party, missedSealed: Buffer, now: Date
): void {
  Object.assign(party, { missedAt: now, missedSealed })
  say(at, 'visitMissed', now, newsOfVisit(at.visit, { absentee: 'enterprise', enterprise: party.enterprise }))
  conclude(terms, at, now)
}
