/** The form in which times leave the hub. */
import { DateTime } from 'luxon'
import { ZONE } from './working-days.ts'

/** RFC 3339 to the second in Asia/Shanghai, `2026-11-23T09:30:15+08:00`. */
export function localTime (time: Date): string {
  return DateTime.fromJSDate(time, { zone: ZONE }).toISO({ suppressMilliseconds: true, precision: 'second' })!
}
