/** The hours at which offices are open on a working day, in Asia/Shanghai. */

/** From one time of day to another, as milliseconds from midnight. */
export interface Span { from: number, to: number }

/** Spans of one day in their order, without overlaps. */
export type Hours = readonly Span[]

/** From one date of each year to another, `05-01`, both included; over the year's end if the second is the earlier. */
export interface Season { from: string, to: string, hours: Hours }

export interface OfficeHours {
  hours: Hours
  /** The first that fits has its own hours. */
  seasons: readonly Season[]
}

/** The hours of a date, `11-27`, by their place: 0 are the usual ones, then those of the seasons. */
export function placeOf (monthAndDay: string, { seasons }: OfficeHours): number {
  return seasons.findIndex(({ from, to }) => from <= to
    ? from <= monthAndDay && monthAndDay <= to
    : from <= monthAndDay || monthAndDay <= to) + 1
}

/** How long offices are open on such a day, milliseconds. */
export function lengthOf (hours: Hours): number {
  return hours.reduce((sum, { from, to }) => sum + to - from, 0)
}
