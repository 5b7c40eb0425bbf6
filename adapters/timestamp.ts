/** A moment as an interface writes it, in Asia/Shanghai; `format` in luxon's tokens, `20260105093015` unless given. */
import { DateTime } from 'luxon'

export function timestamp (time: Date, format = 'yyyyMMddHHmmss'): string {
  return DateTime.fromJSDate(time, { zone: 'Asia/Shanghai' }).toFormat(format)
}
