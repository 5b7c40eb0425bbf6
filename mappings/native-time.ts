/**
 * Times of interfaces that write them in a format of their own and without an offset: all of them are Asia/Shanghai.
 */
import { DateTime } from 'luxon'

/**
 * Asia/Shanghai: since 1992 eight hours ahead, all year round. By its name each time would be looked up in the rules of
 * the zone, which takes longer than all the rest.
 */
const ZONE = 'UTC+8'

/** An RFC 3339 time as an interface writes it; `format` in luxon's tokens. */
export function toNative (rfc3339: string, format: string): string {
  return DateTime.fromISO(rfc3339, { zone: ZONE }).toFormat(format)
}

/**
 * A native time as RFC 3339 with offset; without a `format` it is some form of ISO 8601. A day that no calendar has (30
 * February) is no time: nothing, rather than bent into another day.
 */
export function fromNative (text: string | null | undefined, format?: string): string | undefined {
  const time = format === undefined
    ? DateTime.fromISO(text ?? '', { zone: ZONE })
    : DateTime.fromFormat(text ?? '', format, { zone: ZONE })
  return time.toISO({ suppressMilliseconds: true }) ?? undefined
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
