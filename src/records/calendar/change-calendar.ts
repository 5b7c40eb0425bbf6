/**
 * The one door to the county's calendar: one change at a time, each with a version of its own, and what follows from it
 * in the same transaction.
 */
import type { Calendar } from '../../ground/calendar/calendar.ts'
import { LOCKS } from '../../ground/database/locks.ts'
import { inWork, type Work, type Workplace } from '../../ground/database/work.ts'
import type { Vault } from '../../ground/sealing/vault.ts'
import type { CalendarInForce } from './calendar-in-force.ts'
import { calendarFrom, readCountyCalendar, storeVersion, type CountyCalendar } from './county-calendar.ts'

export interface CalendarChange {
  before: Calendar
  after: Calendar
  at: Date
  /** Why, in the words of who did it. */
  reason: string
}

/** What follows from a change, whoever makes it; passed at assembly. */
export type CalendarReaction = (work: Work, change: CalendarChange) => Promise<void> | void

export interface ChangingCalendar extends Workplace {
  calendar: CalendarInForce
  calendarReactions: readonly CalendarReaction[]
  vault: Vault
  now (): Date
}

/**
 * `act` says what the calendar will be, and writes that; nothing where it stays as it is. The version is not its
 * affair. Answers what changed.
 */
export async function changeCalendar (
  hub: ChangingCalendar, reason: string,
  act: (work: Work, stored: CountyCalendar) => Promise<CountyCalendar | undefined> | CountyCalendar | undefined
): Promise<CalendarChange | undefined> {
  const change = await inWork(hub, async work => {
    await work.query('select pg_advisory_xact_lock($1)', [LOCKS.calendar])
    const stored = await readCountyCalendar(work)
    const changed = await act(work, stored)
    if (!changed) return undefined
    const at = hub.now()
    const version = stored.version + 1
    storeVersion(work, version, at, reason)
    const { officeHours } = hub.calendar
    const change = {
      before: calendarFrom(stored, officeHours), after: calendarFrom({ ...changed, version }, officeHours), at, reason
    }
    for (const react of hub.calendarReactions) await react(work, change)
    return change
  })
  await hub.calendar.reload()
  return change
}
