/** A clock: a ledger of one order, and what the calendar makes of it. */
import { nextWorkingDay, type AfterHours, type Calendar } from '../../ground/calendar/calendar.ts'
import { dateOf, dayAt, dayOf, startOfDay } from '../../ground/calendar/chinese-time.ts'
import { elapsedUntil, officeTimeLeft, workingDaysBetween } from '../../ground/calendar/elapsed.ts'
import { projectDeadline, type Deadline } from '../../ground/calendar/project-deadline.ts'
import type { ApplicationForm } from '../../ground/form/order-view.ts'
import type { Ledger, PauseCause } from './ledger.ts'

export type ClockState = 'running' | 'paused' | 'ended'

/** `ended`: the order ended before what was promised was done. */
export type ClockOutcome = 'onTime' | 'late' | 'ended'

/** Why a clock was projected. */
export type ClockReason = 'started' | 'attached' | 'paused' | 'resumed' | 'ended' | 'handedOver' | 'calendar'

export interface ClockEntry {
  at: Date
  reason: ClockReason
  /** Null while it is paused. */
  dueAt: Date | null
  calendarVersion: string
}

/**
 * What of a form decides about the clocks of an order; nothing that tells who the applicant is. What is not promised by
 * kind of applicant lacks the kind.
 */
export interface ClockFacts {
  applicantType?: ApplicationForm['basic']['applicantType']
  businessNature?: ApplicationForm['basic']['businessNature']
  /** The day that the applicant wished (预约), `2026-12-03`. */
  plannedOn?: string
  firstContactUnit?: string
}

/** What of a clock has been told: the highest rung, and of digests the day of the last. */
export interface Told {
  rung: number
  digestOn: string | null
}

export const NOTHING_TOLD: Told = { rung: 0, digestOn: null }

/** What a clock's times are made by. */
export interface Measure {
  calendar: Calendar
  afterHours: AfterHours
  /** Shares of the days at which somebody is told. */
  rungs: readonly number[]
}

type PausedMinutes = Partial<Record<PauseCause, number>>

export interface Projected {
  state: ClockState
  /** Null while it is paused. */
  dueAt: Date | null
  /** Of a paused clock: when its time had run out before the pause began. */
  exceededAt: Date | null
  /** When the first rung is passed. */
  warnAt: Date | null
  /** The next time that somebody is to be told; null when nobody is. */
  nextAt: Date | null
  /** A day that was walked through is of a year that nobody has published. */
  provisional: boolean
  calendarVersion: string
  outcome: ClockOutcome | null
  /** Of an ended clock: working days from its beginning, pauses and all; the day of the beginning is 0. */
  spent: number | null
  /** Of an ended clock: what of its days was used, pauses taken out. */
  used: number | null
  /** Of an ended clock: office minutes that it was paused, by cause. */
  paused: PausedMinutes | null
  /** Once the order is accepted: working days from the beginning to that. */
  acceptedSpent: number | null
  /** And office minutes of pauses until then. */
  acceptedPaused: PausedMinutes | null
}

/** Of a form. */
export function clockFactsOf ({ basic, foot }: ApplicationForm): ClockFacts {
  const { applicantType, businessNature, appointment } = basic
  return {
    applicantType,
    businessNature,
    ...appointment?.plannedAt && { plannedOn: dateOf(dayAt(Date.parse(appointment.plannedAt))) },
    ...foot && { firstContactUnit: foot.firstContactUnit }
  }
}

/** The one function by which a clock's times are made of its ledger. */
export function project (measure: Measure, ledger: Ledger, facts: ClockFacts, told: Told): Projected {
  const { calendar, afterHours } = measure
  const { end } = ledger
  const startedAt = ledger.startedAt.getTime()
  const { dueAt, expiredAt, rungs, provisional, pauses } = deadlineOf(measure, ledger, facts)
  const times = {
    dueAt: dateAt(dueAt),
    exceededAt: dateAt(expiredAt),
    warnAt: dateAt(rungs[0]?.at),
    nextAt: null,
    provisional,
    calendarVersion: calendar.version,
    ...acceptanceOf(measure, ledger, pauses)
  }
  if (!end) {
    const going = { outcome: null, spent: null, used: null, paused: null }
    if (dueAt === null) return { ...times, ...going, state: 'paused' }
    const next = rungs.find(({ share }) => share > told.rung)?.at ?? nextDigest(calendar, dueAt, told)
    return { ...times, ...going, nextAt: new Date(next), state: 'running' }
  }
  const at = end.at.getTime()
  const elapsed = elapsedUntil({ calendar, afterHours, startedAt, pauses }, at)
  return {
    ...times,
    state: 'ended',
    outcome: !end.kept ? 'ended' : at <= dueAt! ? 'onTime' : 'late',
    spent: workingDaysBetween(calendar, startedAt, at),
    used: elapsed.days,
    paused: minutesOf(elapsed.paused)
  }
}

function acceptanceOf (
  { calendar, afterHours }: Measure, { startedAt: started, acceptedAt }: Ledger, pauses: Deadline<PauseCause>['pauses']
): Pick<Projected, 'acceptedSpent' | 'acceptedPaused'> {
  if (!acceptedAt) return { acceptedSpent: null, acceptedPaused: null }
  const [startedAt, at] = [started.getTime(), acceptedAt.getTime()]
  return {
    acceptedSpent: workingDaysBetween(calendar, startedAt, at),
    acceptedPaused: minutesOf(elapsedUntil({ calendar, afterHours, startedAt, pauses }, at).paused)
  }
}

function deadlineOf (
  { calendar, afterHours, rungs }: Measure, { promise, days, startedAt, pauses }: Ledger, { plannedOn }: ClockFacts
): Deadline<PauseCause> {
  return projectDeadline<PauseCause>({
    calendar,
    afterHours,
    rungs,
    startedAt: startedAt.getTime(),
    days,
    pauses: pauses.map(({ from, to, cause }) => ({ from: from.getTime(), to: to && to.getTime(), cause })),
    ...plannedOn !== undefined && promise === 'acceptAndSurvey' && { planned: plannedOn }
  })
}

/** The highest rung that a running clock has passed; 0 if it has passed none. */
export function passedRung (measure: Measure, ledger: Ledger, facts: ClockFacts, now: Date): number {
  const { rungs } = deadlineOf(measure, ledger, facts)
  return Math.max(0, ...rungs.filter(({ at }) => at !== null && at <= now.getTime()).map(({ share }) => share))
}

/**
 * `acceptBy` of an application, the latest of its orders; one that stands still without an end has none, and where all
 * do there is none.
 */
export function acceptByOf (clocks: ReadonlyArray<{ ledger: Ledger, projected: Projected }>): Date | null {
  const due = clocks.filter(({ ledger }) => ledger.promise === 'acceptAndSurvey')
    .flatMap(({ projected: { dueAt } }) => dueAt ? [dueAt.getTime()] : [])
  return due.length === 0 ? null : new Date(Math.max(...due))
}

/** What is left of an open clock. */
export interface Remainder {
  /** Office minutes to the due time; null while it is paused. */
  minutes: number | null
  /** Of its working days. */
  days: number
}

/** The day on which it began counts in neither. */
export function remainderOf (measure: Measure, ledger: Ledger, facts: ClockFacts, now: Date): Remainder {
  const { calendar, afterHours } = measure
  const running = { calendar, afterHours, startedAt: ledger.startedAt.getTime() }
  const { dueAt, pauses } = deadlineOf(measure, ledger, facts)
  const { days } = elapsedUntil({ ...running, pauses }, now.getTime())
  return {
    minutes: dueAt === null ? null : Math.floor(officeTimeLeft(running, now.getTime(), dueAt) / 60_000),
    days: Math.max(0, Math.round((ledger.days - days) * 100) / 100)
  }
}

/** Office minutes from the due time of a clock to its end, or until now; 0 where it is not late. */
export function lateBy ({ calendar, afterHours }: Measure, ledger: Ledger, projected: Projected, now: Date): number {
  const due = projected.dueAt ?? projected.exceededAt
  const until = ledger.end?.at ?? now
  if (due === null || until <= due || projected.outcome === 'ended') return 0
  const running = { calendar, afterHours, startedAt: ledger.startedAt.getTime() }
  return Math.ceil(officeTimeLeft(running, due.getTime(), until.getTime()) / 60_000)
}

/** At opening of the first working day after the day it was due, and of each after that. */
function nextDigest (calendar: Calendar, dueAt: number, { digestOn }: Told): number {
  const last = Math.max(dayAt(dueAt), digestOn === null ? 0 : dayOf(digestOn)!)
  const day = nextWorkingDay(calendar, last)
  return startOfDay(day) + calendar.hoursOf(day)!.spans[0]!.from
}

function minutesOf (paused: PausedMinutes): PausedMinutes {
  return Object.fromEntries(Object.entries(paused).map(([cause, length]) => [cause, length / 60_000]))
}

function dateAt (instant: number | null | undefined): Date | null {
  return instant === null || instant === undefined ? null : new Date(instant)
}
