/** Hours of the day, in Asia/Shanghai, at which an enterprise is closed. */
import { DateTime } from 'luxon'

/** Asia/Shanghai: since 1992 eight hours ahead, all year round. By its name each time would be looked up. */
const ZONE = 'UTC+8'

/** From one time of day to another, `23:30`; past midnight when the second is not the later one. */
export interface DailyWindow { from: string, to: string }

/** The end of the window that is open now; nothing when none is. */
export function endOfWindow (windows: readonly DailyWindow[], now: Date): Date | undefined {
  const at = DateTime.fromJSDate(now, { zone: ZONE })
  for (const { from, to } of windows) {
    for (const day of [at, at.minus({ days: 1 })]) {
      const start = timeOf(day, from)
      const sameDay = timeOf(day, to)
      const end = sameDay > start ? sameDay : sameDay.plus({ days: 1 })
      if (start <= at && at < end) return end.toJSDate()
    }
  }
  return undefined
}

function timeOf (day: DateTime<boolean>, time: string): DateTime<boolean> {
  const [hour, minute] = time.split(':').map(Number) as [number, number]
  return day.startOf('day').set({ hour, minute })
}
