/**
 * Working days of mainland China in Asia/Shanghai: holidays and make-up days (调休) as the State Council arranges them
 * year by year. The calendar knows the years that have been announced; in others Monday to Friday are taken for working
 * days, and `calendarCovers` says so.
 */
import chineseDays from 'chinese-days'
import { DateTime } from 'luxon'

/** Asia/Shanghai: since 1992 eight hours ahead, all year round. By its name each time would be looked up. */
export const ZONE = 'UTC+8'

export function isWorkingDay (time: Date): boolean {
  return isWorkingDate(DateTime.fromJSDate(time, { zone: ZONE }))
}

/** Whether the holiday arrangements of the year have been announced to this calendar. */
export function calendarCovers (time: Date): boolean {
  return coversYear(DateTime.fromJSDate(time, { zone: ZONE }).year)
}

/**
 * The end of a period of whole working days: the same time of day, `days` working days on. What arrives on a day off
 * counts from the start of the next working day.
 */
export function addWorkingDays (time: Date, days: number): Date {
  let at: DateTime<boolean> = DateTime.fromJSDate(time, { zone: ZONE })
  if (!isWorkingDate(at)) at = nextWorkingDate(at).startOf('day')
  for (let left = days; left > 0; left--) at = nextWorkingDate(at)
  return at.toJSDate()
}

function nextWorkingDate (from: DateTime<boolean>): DateTime<boolean> {
  let at: DateTime<boolean> = from.plus({ days: 1 })
  while (!isWorkingDate(at)) at = at.plus({ days: 1 })
  return at
}

function isWorkingDate (date: DateTime<boolean>): boolean {
  return coversYear(date.year) ? chineseDays.isWorkday(date.toISODate()!) : date.weekday <= 5
}

/** Only an announced year has holidays on weekdays; for other years the library goes by the weekday alone. */
function coversYear (year: number): boolean {
  const known = coverage.get(year) ?? chineseDays.getHolidaysInRange(`${year}-01-01`, `${year}-12-31`, false).length > 0
  coverage.set(year, known)
  return known
}

const coverage = new Map<number, boolean>()
