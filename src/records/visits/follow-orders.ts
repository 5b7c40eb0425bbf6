/**
 * What follows for a visit from what has happened to the orders of its application: a booking is an answer, an order
 * that has ended is visited no more, one that was handed over is asked for at the next company.
 */
import type { LockedApplication, Reaction } from '../orders/application.ts'
import type { Transition } from '../orders/transition.ts'
import { hasReached, isFinal } from '../orders/states.ts'
import {
  answerByBooking, conclude, newParty, ordersToVisit, tell, type VisitAtHand, type VisitTerms
} from './arrange.ts'
import { isOpen } from './visit-states.ts'
import { storeVisit, visitAtHand } from './stored-visits.ts'
import type { Visit } from './visit.ts'

/** A reaction. */
export function followVisits (terms: VisitTerms): Reaction {
  return async (work, transitions, application) => {
    const moved = transitions.filter(concernsVisits)
    if (moved.length === 0 || !application.hasVisit) return
    const visit = await visitAtHand(work, application)
    if (!visit || !isOpen(visit.state)) return
    const at = { work, application, visit }
    const before = JSON.stringify(visit)
    const now = moved.at(-1)!.recordedAt
    for (const transition of moved) leave(at, transition)
    invite(terms, at, now)
    for (const transition of moved) takeBooking(terms, at, transition)
    conclude(terms, at, now)
    if (JSON.stringify(visit) !== before) storeVisit(work, visit)
  }
}

function concernsVisits ({ from, state, bookedFor, clock }: Transition): boolean {
  if (clock !== undefined) return false
  return from === null || bookedFor !== undefined || isFinal(state) || isSurveyed(state)
}

function isSurveyed (state: Transition['state']): boolean {
  return hasReached(state, 'surveyed')
}

/** An order that has ended, or was surveyed, is visited no more; one that was so while the visit goes on, has been. */
function leave ({ visit }: VisitAtHand, { orderId, state, recordedAt }: Transition): void {
  const party = visit.parties.find(party => party.orderId === orderId)
  if (!party || party.leftAt) return
  if (visit.begunAt && isSurveyed(state)) party.surveyedAt ??= recordedAt
  const isOver = party.hasResult || party.surveyedAt !== null
  if (!isOver && (isFinal(state) || isSurveyed(state))) party.leftAt = recordedAt
}

function takeBooking (
  terms: VisitTerms, at: VisitAtHand, { orderId, bookedFor, recordedAt }: Transition
): void {
  const { visit } = at
  const party = visit.parties.find(party => party.orderId === orderId)
  if (!party || party.leftAt || !bookedFor || visit.begunAt || !isOpen(visit.state)) return
  answerByBooking(terms, at, party, bookedFor, recordedAt)
}

/** Whoever is to come for an order that is new. */
function invite (terms: VisitTerms, at: VisitAtHand, now: Date): void {
  const { visit, application } = at
  if (visit.begunAt) return
  const fresh = ordersToVisit(terms, application).filter(order => isUnknown(visit, order)).map(newParty)
  visit.parties.push(...fresh)
  tell(terms, at, visit.state === 'proposed' ? 'visitProposed' : 'visitAgreed', fresh, now)
}

function isUnknown ({ parties }: Visit, { id }: LockedApplication['orders'][number]): boolean {
  return !parties.some(({ orderId }) => orderId === id)
}
