/**
 * The working days of a county and their office hours: what the State Council arranges year by year (holidays, and
 * 调休 days that are worked), and what the county closes or opens itself. A calendar does not change; another state of
 * the records is another calendar.
 */
import { dayAt, dayOf, monthAndDayOf, newYearOf, startOfDay, weekdayOf, yearOf } from './chinese-time.ts'
import { lengthOf, placeOf, type Hours, type OfficeHours } from './office-hours.ts'
import { statutoryDays } from './statutory-days.ts'

/** A date that is not what its weekday says, `2026-02-14`. */
export interface ArrangedDay { date: string, isOffDay: boolean }

export interface CalendarFacts {
  /** Another one whenever anything of it is another. */
  version: string
  /** Whose arrangements are published; others are provisional. */
  years: readonly number[]
  /** By the State Council; of a date that stands twice the last one counts. */
  arranged: readonly ArrangedDay[]
  /** By the county, before all others. */
  county: readonly ArrangedDay[]
  officeHours: OfficeHours
}

/** Days are those of `chinese-time.ts`. */
export interface Calendar {
  version: string
  isWorkingDay (day: number): boolean
  /** Whether the arrangements of its year are not published: it is then off by its weekday, or as a statutory day. */
  isProvisional (day: number): boolean
  /** Nothing on a day off. */
  hoursOf (day: number): DayHours | undefined
  /** Of all lengths that a day can have, the least common multiple. */
  commonLength: bigint
}

/** `length` is how long they are together, milliseconds. */
export interface DayHours { spans: Hours, length: number }

export function newCalendar (facts: CalendarFacts): Calendar {
  const { officeHours, version } = facts
  const arranged = daysOf(facts.arranged)
  const county = daysOf(facts.county)
  const published = new Set(facts.years)
  const sets = [officeHours.hours, ...officeHours.seasons.map(({ hours }) => hours)]
    .map((spans): DayHours => ({ spans, length: lengthOf(spans) }))
  const years = new Map<number, Year>()
  let last: Year | undefined

  function yearAround (day: number): Year {
    if (last && day >= last.first && day < last.end) return last
    const year = yearOf(day)
    last = years.get(year) ?? computed(year)
    years.set(year, last)
    return last
  }

  function computed (year: number): Year {
    const provisional = !published.has(year)
    const [first, end] = [newYearOf(year), newYearOf(year + 1)]
    const off = provisional ? statutoryDays(year) : NONE
    const hours = Array.from({ length: end - first }, (_, index) => {
      const day = first + index
      const isOff = county.get(day) ?? arranged.get(day) ?? (off.has(day) || weekdayOf(day) > 5)
      return isOff ? undefined : sets[placeOf(monthAndDayOf(day), officeHours)]
    })
    return { first, end, provisional, hours }
  }

  return {
    version,
    isWorkingDay: day => hoursIn(yearAround(day), day) !== undefined,
    isProvisional: day => yearAround(day).provisional,
    hoursOf: day => hoursIn(yearAround(day), day),
    commonLength: sets.reduce((multiple, { length }) => leastCommon(multiple, BigInt(length)), 1n)
  }
}

/** The days from `first` to before `end`; those that are off have no hours. */
interface Year { first: number, end: number, provisional: boolean, hours: Array<DayHours | undefined> }

const NONE: ReadonlySet<number> = new Set()

function hoursIn ({ first, hours }: Year, day: number): DayHours | undefined {
  return hours[day - first]
}

function daysOf (dates: readonly ArrangedDay[]): Map<number, boolean> {
  return new Map(dates.map(({ date, isOffDay }) => [dayOf(date)!, isOffDay]))
}

function leastCommon (a: bigint, b: bigint): bigint {
  return a / greatestCommon(a, b) * b
}

function greatestCommon (a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommon(b, a % b)
}

/** The first working day after this one. */
export function nextWorkingDay (calendar: Calendar, day: number): number {
  let next = day + 1
  while (!calendar.isWorkingDay(next)) next++
  return next
}

/** The instant at which offices close on a working day. */
export function closeOf (calendar: Calendar, day: number): number {
  return startOfDay(day) + calendar.hoursOf(day)!.spans.at(-1)!.to
}

/** To which day belongs what comes in after the close, or on a day off: its own, or the next that is worked. */
export type AfterHours = 'sameDay' | 'nextWorkingDay'

/** The day of an instant, from which the days after it are counted. */
export function dayOfReceipt (calendar: Calendar, instant: number, afterHours: AfterHours): number {
  const day = dayAt(instant)
  if (afterHours === 'sameDay') return day
  return calendar.isWorkingDay(day) && instant <= closeOf(calendar, day) ? day : nextWorkingDay(calendar, day)
}
