/**
 * Times of interfaces that write them in a format of their own and without an offset: all of them are Asia/Shanghai.
 */
import { DateTime } from 'luxon'

/**
 * Asia/Shanghai: since 1992 eight hours ahead, all year round. By its name each time would be looked up in the rules of
 * the zone, which takes longer than all the rest.
 */
const ZONE = 'UTC+8'
const OFFSET = 8 * 3_600_000

/**
 * What formats are made of that need no library, and where it stands in ISO 8601. What is written otherwise, and what
 * is no time, is left to the library: it takes several times as long.
 */
const PLACES: Record<string, [from: number, to: number]> = {
  yyyy: [0, 4], MM: [5, 7], dd: [8, 10], HH: [11, 13], mm: [14, 16], ss: [17, 19], SSS: [20, 23]
}
const TOKENS = /yyyy|MM|dd|HH|mm|ss|SSS/g
const OTHERS = /[a-zA-Z']/

/** In Asia/Shanghai as `2026-01-05T09:30:15.000Z`; undefined beyond the years that have four digits. */
function hereAt (instant: number): string | undefined {
  const here = new Date(instant + OFFSET)
  const year = here.getUTCFullYear()
  return year >= 0 && year <= 9999 ? here.toISOString() : undefined
}

/** A moment as an interface writes it; `format` in luxon's tokens. */
function written (instant: number, format: string): string {
  const here = hereAt(instant)
  const text = here && format.replace(TOKENS, token => here.slice(...PLACES[token]!))
  if (text !== undefined && !OTHERS.test(text)) return text
  return DateTime.fromMillis(instant, { zone: ZONE }).toFormat(format)
}

/** The moment that is written so; NaN where there is none. */
function read (text: string, format: string): number {
  const of = (token: string, unless = NaN): number => {
    const at = format.indexOf(token)
    return at === -1 ? unless : Number(text.slice(at, at + token.length))
  }
  const day = Date.UTC(of('yyyy'), of('MM') - 1, of('dd'))
  const instant = day + ((of('HH', 0) * 60 + of('mm', 0)) * 60 + of('ss', 0)) * 1000 + of('SSS', 0) - OFFSET
  // Neither a day that no calendar has nor anything else that was bent is written the same again.
  if (!Number.isNaN(instant) && !OTHERS.test(text) && written(instant, format) === text) return instant
  return DateTime.fromFormat(text, format, { zone: ZONE }).toMillis()
}

const RFC_3339 = /^\d{4}-\d\d-(?:[01]\d|2[0-8])T\d\d:\d\d:\d\d(?:\.\d{1,3})?(?:Z|[+-]\d\d:\d\d)$/

/** The moment of some form of ISO 8601; NaN where there is none. */
function readIso (text: string): number {
  // The runtime's own parser bends days that some months have not.
  const instant = RFC_3339.test(text) ? Date.parse(text) : NaN
  return Number.isNaN(instant) ? DateTime.fromISO(text, { zone: ZONE }).toMillis() : instant
}

/** An RFC 3339 time as an interface writes it; `format` in luxon's tokens. */
export function toNative (rfc3339: string, format: string): string {
  return written(readIso(rfc3339), format)
}

/**
 * A native time as RFC 3339 with offset; without a `format` it is some form of ISO 8601. A day that no calendar has (30
 * February) is no time: nothing, rather than bent into another day.
 */
export function fromNative (text: string | null | undefined, format?: string): string | undefined {
  const instant = format === undefined ? readIso(text ?? '') : read(text ?? '', format)
  if (Number.isNaN(instant)) return undefined
  const here = hereAt(instant)
  if (here) return `${here.slice(0, 19)}${here.slice(19, 23).replace('.000', '')}+08:00`
  return DateTime.fromMillis(instant, { zone: ZONE }).toISO({ suppressMilliseconds: true })!
}

/** What a status says of when it was reached. */
export interface ToldTime {
  /** RFC 3339 with offset. */
  at?: string
  /** What stands in the place of a time and is none, as it stands there. */
  noSuchTime?: string
}

/** Programs write the first moment they can think of where they have none: of the years 0, 1, 1900 or 1970. */
const EARLIEST_YEAR = 2000

/** When a message says that it happened; nothing where it says nothing. `format` as above. */
export function timeTold (text: string | null | undefined, format?: string): ToldTime {
  if (!text) return {}
  const at = fromNative(text, format)
  return at === undefined || Number(at.slice(0, 4)) < EARLIEST_YEAR ? { noSuchTime: text } : { at }
}
