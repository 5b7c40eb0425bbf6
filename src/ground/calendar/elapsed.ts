/** What has passed of something promised within working days. */
import { dayOfReceipt, type AfterHours, type Calendar } from './calendar.ts'
import { dayAt, startOfDay } from './chinese-time.ts'
import { piecesOf, stretchesOf, type Pause } from './pauses.ts'

export interface Elapsed<Cause extends string> {
  /** Of the promise: office hours that no pause took out, as days and their parts. */
  days: number
  /** Milliseconds of office hours that pauses took out, by what caused them. */
  paused: Partial<Record<Cause, number>>
}

export interface Running<Cause extends string> {
  calendar: Calendar
  /** The instant of receipt; its day counts nothing. */
  startedAt: number
  pauses: ReadonlyArray<Pause<Cause>>
  afterHours: AfterHours
}

/** Up to an instant; `pauses` are those of the deadline, with what a planned day made. */
export function elapsedUntil<Cause extends string> (running: Running<Cause>, until: number): Elapsed<Cause> {
  const { calendar, startedAt, afterHours } = running
  const pieces = piecesOf(running.pauses)
  const paused: Partial<Record<Cause, number>> = {}
  let whole = 0
  let part = 0n
  let next = 0
  for (let day = dayOfReceipt(calendar, startedAt, afterHours) + 1; startOfDay(day) < until; day++) {
    const hours = calendar.hoursOf(day)
    if (!hours) continue
    const start = startOfDay(day)
    while (next < pieces.length && pieces[next]!.to <= start) next++
    let counted = 0
    for (const span of hours.spans) {
      const end = Math.min(start + span.to, until)
      for (const { from, to, piece } of stretchesOf(start + span.from, end, pieces, next)) {
        if (!piece) counted += to - from
        else paused[piece.cause] = (paused[piece.cause] ?? 0) + to - from
      }
    }
    if (counted === hours.length) whole++
    else part += BigInt(counted) * (calendar.commonLength / BigInt(hours.length))
  }
  return { days: whole + Number(part) / Number(calendar.commonLength), paused }
}

/** Office hours between two instants, milliseconds; those of the day of receipt count nothing. */
export function officeTimeLeft<Cause extends string> (
  { calendar, startedAt, afterHours }: Omit<Running<Cause>, 'pauses'>, now: number, dueAt: number
): number {
  const from = Math.max(now, startOfDay(dayOfReceipt(calendar, startedAt, afterHours) + 1))
  let left = 0
  for (let day = dayAt(from); startOfDay(day) < dueAt; day++) {
    const start = startOfDay(day)
    for (const span of calendar.hoursOf(day)?.spans ?? []) {
      left += Math.max(0, Math.min(start + span.to, dueAt) - Math.max(start + span.from, from))
    }
  }
  return left
}

/** Working days after the day of the first instant, to that of the second, which counts: the same day is 0. */
export function workingDaysBetween (calendar: Calendar, from: number, to: number): number {
  let count = 0
  for (let day = dayAt(from) + 1, last = dayAt(to); day <= last; day++) {
    if (calendar.isWorkingDay(day)) count++
  }
  return count
}
