/**
 * A visit as it changes in memory, under the lock of its application: who is asked, who comes, and what is still to be
 * waited for.
 */
import type { Service } from '../../../mappings/mapping.ts'
import type { PromiseSettings } from '../../enterprises/promise-settings.ts'
import { afterOfficeTime, halfDayOf, isWithin, type Slot } from '../../ground/calendar/slots.ts'
import { dayAt, startOfDay } from '../../ground/calendar/chinese-time.ts'
import type { Calendar } from '../../ground/calendar/calendar.ts'
import type { LockedOrder } from '../orders/locked-order.ts'
import { hasReached, isFinal } from '../orders/states.ts'
import type {
  VisitAnswer, VisitAttendance, VisitEnding, VisitProposer, VisitState, VisitStep
} from './visit-states.ts'

/** By whom an enterprise says something: its client, its people, or a booking of its system. */
export type AnswerSource = 'client' | 'person' | 'native'

/** An enterprise that is asked to come, for one order. */
export interface Party {
  orderId: string
  enterprise: string
  service: Service
  answer: VisitAnswer
  source: AnswerSource | null
  answeredAt: Date | null
  /** When it could come, of `proposedOther`. */
  other: Slot | null
  remarkSealed: Buffer | null
  /** Its order has ended, or was surveyed, before the visit. */
  leftAt: Date | null
  /** Its order was surveyed while the visit was under way. */
  surveyedAt: Date | null
  missedAt: Date | null
  missedSealed: Buffer | null
  hasResult: boolean
}

export interface Visit {
  id: string
  serial: number
  clientId: string
  state: VisitState
  version: number
  /** The number of the time that is in force, among all that were proposed for the application. */
  proposal: number
  slot: Slot
  proposedBy: VisitProposer
  proposedAt: Date
  /** When the time is settled with what was answered by then. */
  closesAt: Date
  applicant: 'needsAction' | 'accepted'
  agreedAt: Date | null
  begunAt: Date | null
  endedAt: Date | null
  ending: VisitEnding | null
  reasonSealed: Buffer | null
  /** When who comes is to be reminded next. */
  remindAt: Date | null
  /** The beginning of the slot of which it was told that its day has become a day off. */
  dayOffTold: Date | null
  parties: Party[]
}

/** What a visit is arranged by. */
export interface VisitMeasure {
  calendar: Calendar
  /** Milliseconds of office hours. */
  answerWithin: number
}

/** Whether somebody has to come for an order, as it stands. */
export function needsVisit ({ withoutVisit }: PromiseSettings, { state, reached, kind }: LockedOrder): boolean {
  return !isFinal(state) && !hasReached(reached, 'surveyed') && !withoutVisit.includes(kind)
}

/** Offices are closed when it is to be: the county has closed the day since, or a year's arrangements have come. */
export function isOnDayOff (calendar: Calendar, { slot }: { slot: Pick<Slot, 'from' | 'half'> }): boolean {
  return halfDayOf(calendar, dayAt(slot.from), slot.half) === undefined
}

/** Answers close so long after the proposal, by office hours, and when the slot begins at the latest. */
export function closeOfAnswers ({ calendar, answerWithin }: VisitMeasure, slot: Slot, now: Date): Date {
  return new Date(Math.min(afterOfficeTime(calendar, now.getTime(), answerWithin), slot.from))
}

export function attendanceOf ({ agreedAt }: Pick<Visit, 'agreedAt'>, party: Party): VisitAttendance {
  if (party.missedAt) return 'missed'
  if (party.leftAt) return 'left'
  if (party.answer === 'declined') return 'alone'
  if (!agreedAt) return 'undecided'
  return party.answer === 'accepted' ? 'coming' : 'unconfirmed'
}

/** Those whose answers count. */
export function asked ({ parties }: Visit): Party[] {
  return parties.filter(({ leftAt }) => leftAt === null)
}

/** Those who are to come, or came; who has declined goes alone. */
export function comers (visit: Visit): Party[] {
  return asked(visit).filter(({ answer, missedAt }) => answer !== 'declined' && missedAt === null)
}

/** Nobody is waited for: all that are asked have said whether they come. */
export function isAnswered (visit: Visit): boolean {
  return asked(visit).every(({ answer }) => answer === 'accepted' || answer === 'declined')
}

/** Of those who came nobody is left that has not said what came of it. */
export function isReported (visit: Visit): boolean {
  return comers(visit).every(({ hasResult, surveyedAt }) => hasResult || surveyedAt !== null)
}

/** 18:00 of the day before, by the wall clock. */
const EVE = 18 * 3_600_000
/** Before the slot begins, by the wall clock. */
const SOON = 2 * 3_600_000

export type Reminding = 'visitEve' | 'visitSoon'

function remindersOf ({ from }: Slot): Array<{ kind: Reminding, at: number }> {
  return [
    { kind: 'visitEve', at: startOfDay(dayAt(from) - 1) + EVE },
    { kind: 'visitSoon', at: from - SOON }
  ]
}

/** The first time after this one at which who comes is to be reminded. */
export function nextReminder (slot: Slot, after: Date): Date | null {
  const next = remindersOf(slot).find(({ at }) => at > after.getTime())
  return next ? new Date(next.at) : null
}

/** Of what is due by now the last; nothing once the visit should have begun. */
export function dueReminder (slot: Slot, now: Date): Reminding | undefined {
  if (now.getTime() >= slot.from) return undefined
  return remindersOf(slot).findLast(({ at }) => at <= now.getTime())?.kind
}

/** From the day of the slot on; whoever is early need not wait. */
export function mayBegin ({ slot }: Pick<Visit, 'slot'>, now: Date): boolean {
  return dayAt(now.getTime()) >= dayAt(slot.from)
}

/** The agreed slot has begun. */
export function isDue ({ slot }: Pick<Visit, 'slot'>, now: Date): boolean {
  return now.getTime() >= slot.from
}

/**
 * When the system of an enterprise is to be told that it is expected for an order: its order has to be there, and it
 * need not hear of a time within which it has booked itself. Nothing once the visit has begun, or should have, and
 * nothing of an order that its applicant wants back.
 */
export function appointmentOf (visit: Visit, order: LockedOrder, now: Date): Date | undefined {
  const from = new Date(visit.slot.from)
  if (visit.state !== 'agreed' || visit.begunAt || isDue(visit, now)) return undefined
  if (!comers(visit).some(({ orderId }) => orderId === order.id)) return undefined
  if (isFinal(order.state) || order.delivery !== 'acknowledged' || order.desk !== null) return undefined
  if (order.withdrawal === 'requested') return undefined
  return hasBookedItself(visit, order) ? undefined : from
}

/** Not where another time was proposed meanwhile: it may have been told that one. */
function hasBookedItself ({ proposal, slot }: Visit, { state, bookedFor }: LockedOrder): boolean {
  return proposal === 1 && state === 'surveyBooked' && bookedFor !== null && isWithin(slot, bookedFor.getTime())
}

/** What can be done about a visit as it stands. */
export function stepsOf (visit: Visit, now: Date): VisitStep[] {
  const { state, begunAt } = visit
  if (state === 'proposed') return ['propose', 'answer', 'settle', 'cancel']
  // Whose system has said no more than that it was surveyed can still say what was found.
  const isMissing = visit.parties.some(({ hasResult, surveyedAt }) => !hasResult && surveyedAt)
  if (state === 'done') return isMissing ? ['report'] : []
  if (state !== 'agreed') return []
  if (begunAt) return ['report', ...isDue(visit, now) ? ['miss' as const] : []]
  const onDay: VisitStep[] = mayBegin(visit, now) ? ['begin'] : []
  const due: VisitStep[] = isDue(visit, now) ? ['report', 'miss'] : []
  return ['propose', 'answer', 'cancel', ...onDay, ...due]
}
