/**
 * How a visit is arranged: proposed, answered, settled, cancelled. Time settles it, not unanimity, and nobody holds up
 * the others. What it comes to is announced, and who comes is told, in the work that stores it.
 */
import type { PromiseSettings } from '../../enterprises/promise-settings.ts'
import { hourOf, isWithin, type Slot } from '../../ground/calendar/slots.ts'
import { newRowId } from '../../ground/database/row-id.ts'
import type { Work } from '../../ground/database/work.ts'
import { announce, type Announcement } from '../orders/announcements.ts'
import type { LockedApplication } from '../orders/application.ts'
import type { LockedOrder } from '../orders/locked-order.ts'
import { answerNews, newsOfVisit } from './visit-news.ts'
import { mayBecome, type VisitEnding, type VisitProposer, type VisitState } from './visit-states.ts'
import { proposalsSoFar, storeProposal, takeInHand } from './stored-visits.ts'
import {
  appointmentOf, asked, closeOfAnswers, comers, isAnswered, isReported, needsVisit, nextReminder, type Party,
  type Reminding, type Visit, type VisitMeasure
} from './visit.ts'

/** What those who come, and who answers for the application, are told beside the portal. */
export interface VisitTelling {
  kind: 'visitProposed' | 'visitAgreed' | 'visitCancelled' | 'visitDayOff' | Reminding
  visit: Pick<Visit, 'clientId' | 'proposal' | 'slot'>
  jointNumber: string
  enterprises: string[]
  at: Date
}

export interface VisitTerms {
  measure (): VisitMeasure
  promisesOf (enterprise: string): PromiseSettings
  /** Has the people told. */
  tell (work: Work, telling: VisitTelling): void
  /** Has the systems told that can be told a time. */
  appoint (work: Work, orders: readonly LockedOrder[], times: { begins: Date, now: Date }): void
}

/** A visit under its application's lock, and the work in which it changes. */
export interface VisitAtHand { work: Work, application: LockedApplication, visit: Visit }

/** Those orders of an application for which somebody has to come. */
export function ordersToVisit (terms: VisitTerms, { orders }: LockedApplication): LockedOrder[] {
  return orders.filter(order => needsVisit(terms.promisesOf(order.enterprise), order))
}

export interface Proposed {
  slot: Slot
  by: VisitProposer
  /** By the name of acts. */
  actor: string | null
  now: Date
}

/**
 * Proposes a time to all whose orders need a visit: for the visit that is open, whose answers it voids, or for a new
 * one. What an enterprise has booked with the applicant by then is its answer.
 */
export async function proposeTime (
  terms: VisitTerms, { work, application, visit: open }: Omit<VisitAtHand, 'visit'> & { visit: Visit | undefined },
  { slot, by, actor, now }: Proposed
): Promise<Visit> {
  const proposal = await proposalsSoFar(work, application) + 1
  const orders = ordersToVisit(terms, application)
  const before = open?.parties ?? []
  const others = before.filter(({ orderId }) => !orders.some(({ id }) => id === orderId))
  const visit: Visit = {
    ...open ?? newVisit(application),
    state: 'proposed',
    proposal,
    slot,
    proposedBy: by,
    proposedAt: now,
    closesAt: closeOfAnswers(terms.measure(), slot, now),
    applicant: by === 'applicant' ? 'accepted' : 'needsAction',
    agreedAt: null,
    remindAt: null,
    parties: [...orders.map(order => answeredByBooking(newParty(order), order, slot, now)), ...others]
  }
  takeInHand(application, visit)
  storeProposal(work, visit, actor)
  const at = { work, application, visit }
  say(at, 'visitProposed', now)
  tell(terms, at, 'visitProposed', asked(visit).filter(({ answer }) => answer === 'needsAction'), now)
  conclude(terms, at, now)
  return visit
}

function newVisit (
  { serial, clientId }: LockedApplication
): Omit<Visit, 'state' | 'proposal' | 'slot' | 'proposedBy' | 'proposedAt' | 'closesAt' | 'applicant' | 'parties'> {
  return {
    id: newRowId(),
    serial,
    clientId,
    version: -1,
    agreedAt: null,
    begunAt: null,
    endedAt: null,
    ending: null,
    reasonSealed: null,
    remindAt: null,
    dayOffTold: null
  }
}

export function newParty ({ id: orderId, enterprise, service }: LockedOrder): Party {
  return {
    orderId,
    enterprise,
    service,
    answer: 'needsAction',
    source: null,
    answeredAt: null,
    other: null,
    remarkSealed: null,
    leftAt: null,
    surveyedAt: null,
    missedAt: null,
    missedSealed: null,
    hasResult: false
  }
}

/** With the visit that its system has made out, if there is one: accepted within the slot, else another time. */
function answeredByBooking (party: Party, { state, bookedFor }: LockedOrder, slot: Slot, now: Date): Party {
  if (state !== 'surveyBooked' || bookedFor === null) return party
  return { ...party, ...answerOfBooking(slot, bookedFor), answeredAt: now }
}

function answerOfBooking (slot: Slot, bookedFor: Date): Pick<Party, 'answer' | 'other' | 'source'> {
  const time = bookedFor.getTime()
  if (isWithin(slot, time)) return { answer: 'accepted', other: null, source: 'native' }
  return { answer: 'proposedOther', other: hourOf(time), source: 'native' }
}

export interface Said extends Pick<Party, 'answer' | 'other' | 'source' | 'remarkSealed'> { now: Date }

/** What one of those who are asked says; the same once more is no news. */
export function answer (terms: VisitTerms, at: VisitAtHand, party: Party, { now, ...said }: Said): boolean {
  const { visit } = at
  if (party.answer === said.answer && party.other?.from === said.other?.from && !said.remarkSealed) return false
  const wentAlone = party.answer === 'declined'
  Object.assign(party, { ...said, answeredAt: now })
  say(at, 'visitAnswered', now, answerNews(visit, party))
  if (wentAlone) appoint(terms, at, [party], now)
  conclude(terms, at, now)
  return true
}

/** A booking of its own system. */
export function answerByBooking (
  terms: VisitTerms, at: VisitAtHand, party: Party, bookedFor: Date, now: Date
): boolean {
  const said = answerOfBooking(at.visit.slot, bookedFor)
  // Who has said that it goes alone has booked what it does alone.
  if (party.answer === 'declined' && said.answer === 'proposedOther') return false
  return answer(terms, at, party, { ...said, remarkSealed: null, now })
}

/**
 * With those who accepted; who was silent, or wished another time, is told to come and marked as unconfirmed. Where all
 * go alone there is no joint visit.
 */
export function settle (terms: VisitTerms, at: VisitAtHand, now: Date): void {
  const { visit } = at
  const come = comers(visit)
  if (come.length === 0) return end(terms, at, 'cancelled', 'allAlone', now)
  pass(visit, 'agreed')
  visit.agreedAt = now
  visit.remindAt = nextReminder(visit.slot, now)
  say(at, 'visitAgreed', now)
  tell(terms, at, 'visitAgreed', come, now)
  appoint(terms, at, come, now)
}

/** Ends a visit that did not come about. */
export function end (
  terms: VisitTerms, at: VisitAtHand, state: 'cancelled' | 'noShow', ending: VisitEnding, now: Date
): void {
  const { visit } = at
  const told = comers(visit)
  pass(visit, state)
  Object.assign(visit, { endedAt: now, ending, remindAt: null })
  if (state !== 'cancelled') return
  say(at, 'visitCancelled', now)
  tell(terms, at, 'visitCancelled', told, now)
}

/** Settles a time to which all have said something; ends a visit for which nobody is waited for any more. */
export function conclude (terms: VisitTerms, at: VisitAtHand, now: Date): void {
  const { visit } = at
  if (visit.state === 'agreed') return concludeAgreed(terms, at, now)
  if (visit.state !== 'proposed') return
  if (asked(visit).length === 0) end(terms, at, 'cancelled', 'ordersEnded', now)
  else if (isAnswered(visit)) settle(terms, at, now)
}

/** Once all that came have said what came of it, the visit is done. */
function concludeAgreed (terms: VisitTerms, at: VisitAtHand, now: Date): void {
  const { visit } = at
  const isWaiting = comers(visit).length > 0 && !(visit.begunAt && isReported(visit))
  if (isWaiting) return
  if (comers(visit).length > 0) {
    pass(visit, 'done')
    visit.endedAt = now
    return say(at, 'visitDone', now)
  }
  if (visit.parties.some(({ missedAt }) => missedAt !== null)) {
    end(terms, at, 'noShow', 'enterprisesAbsent', now)
    return say(at, 'visitMissed', now)
  }
  end(terms, at, 'cancelled', asked(visit).length > 0 ? 'allAlone' : 'ordersEnded', now)
}

/** Throws where the table of states does not lead there. */
export function pass (visit: Visit, to: VisitState): void {
  if (!mayBecome(visit.state, to)) throw new Error(`a visit that is ${visit.state} cannot become ${to}`)
  visit.state = to
}

export function say (
  { application, visit }: VisitAtHand, event: Announcement['event'], now: Date, news = newsOfVisit(visit),
  more: { at?: Date, absence?: NonNullable<Announcement['absence']> } = {}
): void {
  announce({ now: () => now }, application, { event, about: { visit: news }, ...more })
}

/** Whoever else is told by the same mail is told once; nobody where there is nobody to be told. */
export function tell (
  terms: VisitTerms, { work, application: { jointNumber }, visit }: VisitAtHand, kind: VisitTelling['kind'],
  parties: readonly Party[], now: Date
): void {
  if (parties.length === 0) return
  terms.tell(work, { kind, visit, jointNumber, enterprises: parties.map(({ enterprise }) => enterprise), at: now })
}

/** Of a time that is agreed. */
function appoint (
  terms: VisitTerms, { work, application: { orders }, visit }: VisitAtHand, parties: readonly Party[], now: Date
): void {
  const expected = orders.filter(order =>
    parties.some(({ orderId }) => orderId === order.id) && appointmentOf(visit, order, now))
  if (expected.length > 0) terms.appoint(work, expected, { begins: new Date(visit.slot.from), now })
}
