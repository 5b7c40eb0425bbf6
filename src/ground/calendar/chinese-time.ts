/**
 * Days and times of day in Asia/Shanghai, as whole numbers: a day is counted from 1970-01-01, an instant in
 * milliseconds. China is eight hours ahead of UTC all year round since 15 September 1991 (IANA time zone database,
 * file `asia`, rule PRC), so neither needs a zone to be looked up, and the zone of the machine plays no part.
 */

export const OFFSET = 8 * 3_600_000
export const DAY = 86_400_000

/** The day on which the instant lies. */
export function dayAt (instant: number): number {
  return Math.floor((instant + OFFSET) / DAY)
}

/** The instant at which the day begins. */
export function startOfDay (day: number): number {
  return day * DAY - OFFSET
}

export function yearOf (day: number): number {
  return new Date(day * DAY).getUTCFullYear()
}

/** Monday is 1, Sunday is 7. */
export function weekdayOf (day: number): number {
  return ((day + 3) % 7 + 7) % 7 + 1
}

/** The day with which the year begins. */
export function newYearOf (year: number): number {
  return Date.UTC(year, 0) / DAY
}

/** `11-27`. */
export function monthAndDayOf (day: number): string {
  return new Date(day * DAY).toISOString().slice(-19, -14)
}

/** `2026-11-27`. */
export function dateOf (day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10)
}

/** The day of a date, `2026-11-27`; nothing where there is no such date. */
export function dayOf (date: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return undefined
  const instant = Date.parse(`${date}T00:00:00Z`)
  if (Number.isNaN(instant)) return undefined
  const day = instant / DAY
  // The parser takes 2026-02-30 for the second of March.
  return dateOf(day) === date ? day : undefined
}
