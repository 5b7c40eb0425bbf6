/**
 * When something promised within working days is due: at the close of office of the n-th working day after the day of
 * receipt, which is not counted (民法典 201, 203). A working day counts as one, spread evenly over its office hours; what
 * pauses take out of these is added up first and rounded up once, to the close of the day that completes the promise.
 * All of it is counted in whole milliseconds and fractions of them, so that nothing is ever rounded on the way.
 */
import { dayOfReceipt, closeOf, type AfterHours, type Calendar, type DayHours } from './calendar.ts'
import { DAY, dayAt, dayOf, newYearOf, startOfDay, yearOf } from './chinese-time.ts'
import { piecesOf, stretchesOf, type Pause, type Piece, type Stretch } from './pauses.ts'

export interface Promised<Cause extends string> {
  calendar: Calendar
  /** The instant of receipt. */
  startedAt: number
  /** Working days, a whole number from 1. */
  days: number
  pauses: ReadonlyArray<Pause<Cause>>
  /** The date that the applicant wished, `2026-12-03`. */
  planned?: string
  /** Shares of the days at which there is a warning, above 0 to 1, to the ten-thousandth. */
  rungs: readonly number[]
  afterHours: AfterHours
}

export interface Deadline<Cause extends string> {
  /** None while a pause is open. */
  dueAt: number | null
  /** The first instant by which that share has passed, none where a pause is open before it; of 1 the deadline. */
  rungs: Array<{ share: number, at: number | null }>
  /** Whether a day that was walked through is of a year whose arrangements are not published. */
  provisional: boolean
  /** Where a pause is open that began after the days were over: when they were. */
  expiredAt: number | null
  /** Those given, and the one that a planned day after the deadline makes. */
  pauses: ReadonlyArray<Pause<Cause | 'applicant'>>
}

/** Throws RangeError for days, a share, a pause or a date that are none. */
export function projectDeadline<Cause extends string> (promised: Promised<Cause>): Deadline<Cause> {
  const { calendar, startedAt, days, planned, afterHours } = promised
  if (!Number.isSafeInteger(days) || days < 1) throw new RangeError('days are a whole number from 1')
  const received = dayOfReceipt(calendar, startedAt, afterHours)
  const shares = promised.rungs.map(share => shareOf(share, days))
  let pauses: ReadonlyArray<Pause<Cause | 'applicant'>> = promised.pauses
  let walked = walk(calendar, received, days, piecesOf(pauses), shares)
  const wished = planned === undefined ? undefined : plannedDay(planned)
  if (wished !== undefined && !walked.open && walked.last < wished) {
    pauses = [...pauses, { from: startOfDay(walked.last), to: startOfDay(wished), cause: 'applicant' }]
    walked = walk(calendar, received, days, piecesOf(pauses), shares)
  }
  const { over, open, last, reached } = walked
  const end = over ? closeOf(calendar, last) : null
  const dueAt = open ? null : end
  return {
    dueAt,
    rungs: promised.rungs.map((share, index) => ({ share, at: share === 1 ? dueAt : reached[index]! })),
    provisional: isAnyProvisional(calendar, dayAt(startedAt) + 1, last),
    expiredAt: open ? end : null,
    pauses
  }
}

/** Whether a year is provisional its first day says, or the first of the days. */
function isAnyProvisional (calendar: Calendar, from: number, to: number): boolean {
  for (let day = from; day <= to; day = newYearOf(yearOf(day) + 1)) {
    if (calendar.isProvisional(day)) return true
  }
  return false
}

function plannedDay (date: string): number {
  const day = dayOf(date)
  if (day === undefined) throw new RangeError('a planned date that is none')
  return day
}

const UNIT = 10_000

/** A share of all days: whole days, and ten-thousandths of one. */
interface Share { whole: number, rest: bigint }

function shareOf (share: number, days: number): Share {
  const units = Math.round(share * UNIT)
  if (!(units >= 1 && units <= UNIT)) throw new RangeError('a share is above 0 and at most 1')
  return { whole: Math.floor(units * days / UNIT), rest: BigInt(units * days % UNIT) }
}

/** What has been counted: whole days, and parts of one as many of the calendar's common length. */
interface Counted { whole: number, part: bigint }

/** `over` is whether the days are; `last` is the day that completes them, or on which a pause began that is open. */
interface Walked { over: boolean, open: boolean, last: number, reached: Array<number | null> }

function walk (
  calendar: Calendar, received: number, days: number, pieces: readonly Piece[], shares: readonly Share[]
): Walked {
  const reached: Array<number | null> = shares.map(() => null)
  const openFrom = pieces.at(-1)?.to === Infinity ? pieces.at(-1)!.from : Infinity
  const open = openFrom < Infinity
  let counted: Counted = { whole: 0, part: 0n }
  let next = 0
  for (let day = received + 1; ; day++) {
    const start = startOfDay(day)
    if (start >= openFrom) return { over: false, open, last: day - 1, reached }
    const hours = calendar.hoursOf(day)
    if (!hours) continue
    while (next < pieces.length && pieces[next]!.to <= start) next++
    const before = counted
    const touched = next < pieces.length && pieces[next]!.from < start + DAY
    const length = touched ? lengthOf(runningOn(start, hours, pieces, next)) : hours.length
    counted = plus(calendar, before, length, hours.length)
    for (const [index, share] of shares.entries()) {
      if (reached[index] !== null || !hasReached(calendar, counted, share)) continue
      const missing = missingOn(calendar, before, share, hours.length)
      reached[index] = instantAfter(runningOn(start, hours, pieces, next), missing)
    }
    if (counted.whole >= days) return { over: true, open, last: day, reached }
  }
}

/** The office hours of a day that no pause takes out. */
function runningOn (start: number, { spans }: DayHours, pieces: readonly Piece[], next: number): Stretch[] {
  return spans.flatMap(({ from, to }) => stretchesOf(start + from, start + to, pieces, next))
    .filter(({ piece }) => piece === undefined)
}

function lengthOf (stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { from, to }) => sum + to - from, 0)
}

function plus ({ commonLength }: Calendar, { whole, part }: Counted, length: number, ofDay: number): Counted {
  if (length === ofDay) return { whole: whole + 1, part }
  const sum = part + BigInt(length) * (commonLength / BigInt(ofDay))
  return sum < commonLength ? { whole, part: sum } : { whole: whole + 1, part: sum - commonLength }
}

function hasReached ({ commonLength }: Calendar, { whole, part }: Counted, share: Share): boolean {
  return whole > share.whole || (whole === share.whole && part * BigInt(UNIT) >= share.rest * commonLength)
}

/** How many milliseconds of the day it takes from what was counted before it to the share. */
function missingOn ({ commonLength }: Calendar, { whole, part }: Counted, share: Share, ofDay: number): number {
  const days = (BigInt(share.whole - whole) * BigInt(UNIT) + share.rest) * commonLength - part * BigInt(UNIT)
  const unit = BigInt(UNIT) * commonLength
  return Number((days * BigInt(ofDay) + unit - 1n) / unit)
}

function instantAfter (stretches: readonly Stretch[], length: number): number {
  let left = length
  for (const { from, to } of stretches) {
    if (left <= to - from) return from + left
    left -= to - from
  }
  throw new Error('a day has no instant for a share that is reached on it')
}
