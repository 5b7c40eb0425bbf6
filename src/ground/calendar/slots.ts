/**
 * When somebody comes: a half-day of a working day, by the office hours of that day, or an hour of it. An afternoon of
 * a day whose offices close at noon is no slot.
 */
import { DAY, dayAt, dayOf, startOfDay } from './chinese-time.ts'
import type { Calendar } from './calendar.ts'
import type { Span } from './office-hours.ts'

export type HalfDay = 'morning' | 'afternoon'

/** From one instant to before another. `hourly`: somebody has named the hour. */
export interface Slot { from: number, to: number, half: HalfDay, hourly: boolean }

/** As it is asked for: `2026-12-01`, and of an hour that it begins with, `10:00`. */
export interface WishedSlot { date: string, half: HalfDay, hour?: string | undefined }

/** What is wrong with a slot that is asked for, and in which of its fields. */
export interface SlotFault {
  field: 'date' | 'half' | 'hour'
  why: 'no-date' | 'past' | 'far' | 'day-off' | 'closed' | 'other-half'
}

const HOUR = 3_600_000
const NOON = 12 * HOUR

/** Two years: nobody arranges a visit for later, and who says so has mistyped the year. */
const FAR = 2 * 366 * DAY

/** Whose slot it is, or what is wrong with it; one that has begun is past. */
export function slotOf (calendar: Calendar, wished: WishedSlot, now: number): Slot | SlotFault {
  const day = dayOf(wished.date)
  if (day === undefined) return { field: 'date', why: 'no-date' }
  if (day < dayAt(now)) return { field: 'date', why: 'past' }
  if (startOfDay(day) > now + FAR) return { field: 'date', why: 'far' }
  if (!calendar.isWorkingDay(day)) return { field: 'date', why: 'day-off' }
  const half = halfDayOf(calendar, day, wished.half)
  if (!half) return { field: 'half', why: 'closed' }
  if (wished.hour === undefined) return half.from > now ? half : { field: 'half', why: 'past' }
  const from = startOfDay(day) + timeOf(wished.hour)
  if (!isWithin(half, from)) return { field: 'hour', why: 'other-half' }
  return from > now ? hourFrom(half, from) : { field: 'hour', why: 'past' }
}

/** The slot of a planned time: the hour, where offices are open then, else the half-day that it lies in. */
export function slotAround (calendar: Calendar, instant: number): Slot | undefined {
  const day = dayAt(instant)
  const halves = HALVES.map(half => halfDayOf(calendar, day, half)).filter(half => half !== undefined)
  const named = halves.find(half => isWithin(half, instant))
  if (named) return hourFrom(named, instant)
  const side = instant - startOfDay(day) < NOON ? 'morning' : 'afternoon'
  return halves.find(({ half }) => half === side) ?? halves[0]
}

/** Of a time that somebody else has made out, whatever the offices' hours: the hour from then on. */
export function hourOf (instant: number): Slot {
  const half = instant - startOfDay(dayAt(instant)) < NOON ? 'morning' : 'afternoon'
  return { from: instant, to: instant + HOUR, half, hourly: true }
}

export function isWithin ({ from, to }: Pick<Slot, 'from' | 'to'>, instant: number): boolean {
  return from <= instant && instant < to
}

const HALVES: readonly HalfDay[] = ['morning', 'afternoon']

/** Nothing on a day off, or where offices are closed for that half. */
export function halfDayOf (calendar: Calendar, day: number, half: HalfDay): Slot | undefined {
  const hours = calendar.hoursOf(day)
  if (!hours) return undefined
  const spans = halved(hours.spans).filter(span => sideOf(span) === half)
  if (spans.length === 0) return undefined
  const start = startOfDay(day)
  return { from: start + spans[0]!.from, to: start + spans.at(-1)!.to, half, hourly: false }
}

/** A span belongs to the half in which its middle lies; where that leaves a half without any, noon divides it. */
function halved (spans: readonly Span[]): readonly Span[] {
  const sides = new Set(spans.map(sideOf))
  if (sides.size > 1) return spans
  return spans.flatMap(span => span.from < NOON && NOON < span.to
    ? [{ from: span.from, to: NOON }, { from: NOON, to: span.to }]
    : [span])
}

function sideOf ({ from, to }: Span): HalfDay {
  return from + to < 2 * NOON ? 'morning' : 'afternoon'
}

/** An hour, or what is left of the half-day. */
function hourFrom (half: Slot, from: number): Slot {
  return { ...half, from, to: Math.min(from + HOUR, half.to), hourly: true }
}

/** Of `10:00`. */
function timeOf (hour: string): number {
  const [hours, minutes] = hour.split(':').map(Number) as [number, number]
  return (hours * 60 + minutes) * 60_000
}

/** The instant by which so many milliseconds of office hours have passed. */
export function afterOfficeTime (calendar: Calendar, from: number, length: number): number {
  let left = length
  for (let day = dayAt(from); ; day++) {
    const start = startOfDay(day)
    for (const span of calendar.hoursOf(day)?.spans ?? []) {
      const begin = Math.max(start + span.from, from)
      const open = start + span.to - begin
      if (open <= 0) continue
      if (left <= open) return begin + left
      left -= open
    }
  }
}
