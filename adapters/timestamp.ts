/** A moment as an interface writes it, in Asia/Shanghai; `format` in luxon's tokens, `20260105093015` unless given. */
import { DateTime } from 'luxon'

/** Asia/Shanghai, as in mappings/native-time.ts. */
export const ZONE = 'UTC+8'

export function timestamp (time: Date, format = 'yyyyMMddHHmmss'): string {
  return DateTime.fromJSDate(time, { zone: ZONE }).toFormat(format)
}
