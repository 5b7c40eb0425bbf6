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
