/** The form in which times leave the hub. */
import { DateTime } from 'luxon'

const OFFSET = 8 * 3_600_000

/** Since 1992 China is eight hours ahead, all year round; what is told of earlier or later asks the library. */
const [FROM, TO] = [Date.UTC(1992, 0), Date.UTC(9999, 0)]

/** RFC 3339 to the second in Asia/Shanghai, `2026-11-23T09:30:15+08:00`. */
export function localTime (time: Date): string {
  const instant = time.getTime()
  if (instant >= FROM && instant < TO) return `${new Date(instant + OFFSET).toISOString().slice(0, 19)}+08:00`
  const there = DateTime.fromJSDate(time, { zone: 'Asia/Shanghai' })
  return there.toISO({ suppressMilliseconds: true, precision: 'second' })!
}

/** As people read it, to the minute: `2026-11-30 17:30`. */
export function localMinute (time: Date): string {
  return localTime(time).slice(0, 16).replace('T', ' ')
}
