/** Puts the published arrangements of a year in the place of what was known of it. */
import type { components } from '../../openapi/hub.d.ts'
import type { Calendar } from '../ground/calendar/calendar.ts'
import { fieldError, type FieldError } from '../ground/problem/field-errors.ts'
import { Problem } from '../ground/problem/problem.ts'
import { recordAct, type ActTerms } from '../records/acts/acts.ts'
import { withoutPersons } from '../records/acts/own-words.ts'
import { changeCalendar, type ChangingCalendar } from '../records/calendar/change-calendar.ts'
import { calendarFrom, storeYear, withYear, type StoredYear } from '../records/calendar/county-calendar.ts'
import { differencesOf, workingDaysIn } from '../views/calendar.ts'

type Schemas = components['schemas']
type CalendarFile = Schemas['CalendarFile']

/**
 * `file` is valid by the contract. Throws Problem `calendar-file-wrong`, naming every date of another year and every
 * one that stands twice; nothing is done then. A dry run changes nothing.
 */
export async function importCalendarYear (
  hub: ChangingCalendar, file: CalendarFile, { actor, reason: given, dryRun = false }: ActTerms
): Promise<Schemas['CalendarImport']> {
  const errors = faultsOf(file)
  if (errors.length > 0) throw new Problem('calendar-file-wrong', { errors })
  const { year } = file
  const days = file.days.map(({ name, date, isOffDay }) => ({ name, date, isOffDay }))
    .sort((one, other) => one.date < other.date ? -1 : 1)
  const imported: StoredYear = { year, source: 'import', days }
  if (dryRun) {
    await hub.calendar.reload()
    const stored = hub.calendar.stored()
    const after = calendarFrom(withYear(stored, imported), hub.calendar.officeHours)
    return { ...told(year, hub.calendar.current(), after), dryRun }
  }
  const reason = await withoutPersons(hub, hub.pool, given)
  const change = await changeCalendar(hub, reason, async (work, stored) => {
    storeYear(work, imported)
    await recordAct(hub, work, {
      at: hub.now(), actor, action: 'calendar-import', target: { year }, reason, affected: days.length
    })
    return withYear(stored, imported)
  })
  return { ...told(year, change!.before, change!.after), dryRun }
}

function told (year: number, before: Calendar, after: Calendar): Omit<Schemas['CalendarImport'], 'dryRun'> {
  const differences = differencesOf(year, before, after)
  return { year, workingDays: workingDaysIn(after, year), differences, version: after.version }
}

function faultsOf ({ year, days }: CalendarFile): FieldError[] {
  const seen = new Set<string>()
  return days.flatMap(({ date }, index) => {
    const isTwice = seen.has(date)
    seen.add(date)
    const pointer = `/file/days/${index}/date`
    if (isTwice) return [fieldError(pointer, 'duplicate')]
    // The days of New Year begin in the December before.
    return date.startsWith(`${year}-`) || date.startsWith(`${year - 1}-12-`) ? [] : [fieldError(pointer, 'value')]
  })
}
