/** The calendar that a process goes by: what is stored, read again when another process has changed it. */
import type { Calendar } from '../../ground/calendar/calendar.ts'
import type { OfficeHours } from '../../ground/calendar/office-hours.ts'
import type { Pool } from '../../ground/database/pool.ts'
import { calendarFrom, readCountyCalendar, versionOf, type CountyCalendar } from './county-calendar.ts'

export interface CalendarInForce {
  officeHours: OfficeHours
  /** To count by. */
  current (): Calendar
  /** As it is stored. */
  stored (): CountyCalendar
  /** Reads what is stored, if it is another version; nothing is known before the first time. */
  reload (): Promise<void>
}

export function openCalendar (pool: Pool, officeHours: OfficeHours): CalendarInForce {
  let stored: CountyCalendar = { version: 0, years: [], county: [] }
  let calendar = calendarFrom(stored, officeHours)
  let reading: Promise<void> = Promise.resolve()

  async function read (): Promise<void> {
    if (await versionOf(pool) === stored.version) return
    stored = await readCountyCalendar(pool)
    calendar = calendarFrom(stored, officeHours)
  }

  return {
    officeHours,
    current: () => calendar,
    stored: () => stored,
    // One after the other: what was read earlier must not take the place of what was read later.
    async reload () {
      reading = reading.catch(() => {}).then(read)
      await reading
    }
  }
}
