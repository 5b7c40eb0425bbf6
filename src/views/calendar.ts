/** The calendar as it is answered: a year, what an import changes in it, and when something would be due. */
import type { components } from '../../openapi/hub.d.ts'
import type { Calendar } from '../ground/calendar/calendar.ts'
import { dateOf, dayOf, newYearOf } from '../ground/calendar/chinese-time.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import type { Pause } from '../ground/calendar/pauses.ts'
import { projectDeadline } from '../ground/calendar/project-deadline.ts'
import type { ClockSettings } from '../ground/calendar/settings.ts'
import { fieldError } from '../ground/problem/field-errors.ts'
import { Problem } from '../ground/problem/problem.ts'
import type { CalendarInForce } from '../records/calendar/calendar-in-force.ts'

type Schemas = components['schemas']
type Difference = Schemas['CalendarDifference']

/** From the rows, whatever this process has seen of them. */
export async function readCalendarYear (
  { calendar }: { calendar: CalendarInForce }, year: number
): Promise<Schemas['CalendarYear']> {
  await calendar.reload()
  const { years, county } = calendar.stored()
  const stored = years.find(known => known.year === year)
  const current = calendar.current()
  return {
    year,
    provisional: !stored,
    ...stored && { source: stored.source },
    workingDays: workingDaysIn(current, year),
    days: years.flatMap(({ days }) => days).filter(({ date }) => isOf(year, date)),
    countyDays: county.filter(({ date }) => isOf(year, date)).map(({ date, isOffDay, reason, changedAt }) => (
      { date, isOffDay, reason, changedAt: localTime(new Date(changedAt)) })),
    version: current.version
  }
}

function isOf (year: number, date: string): boolean {
  return date.startsWith(`${year}-`)
}

export function workingDaysIn (calendar: Calendar, year: number): number {
  let count = 0
  for (let day = newYearOf(year); day < newYearOf(year + 1); day++) {
    if (calendar.isWorkingDay(day)) count++
  }
  return count
}

/** The days of a year, and of the December before, that are worked by one calendar and not by the other. */
export function differencesOf (year: number, before: Calendar, after: Calendar): Difference[] {
  const differences: Difference[] = []
  for (let day = dayOf(`${year - 1}-12-01`)!; day < newYearOf(year + 1); day++) {
    const [wasOffDay, isOffDay] = [!before.isWorkingDay(day), !after.isWorkingDay(day)]
    if (wasOffDay !== isOffDay) differences.push({ date: dateOf(day), wasOffDay, isOffDay })
  }
  return differences
}

/**
 * By the very function that counts everything that is promised. Throws Problem `validation-failed` for a pause that
 * ends before it begins.
 */
export async function readDue (
  { calendar, settings }: { calendar: CalendarInForce, settings: { clock: ClockSettings } },
  { from, days, pauses = [], planned }: Schemas['DueRequest']
): Promise<Schemas['Due']> {
  const errors = pauses.flatMap(({ from, to }, index) => to !== undefined && Date.parse(to) < Date.parse(from)
    ? [fieldError(`/pauses/${index}/to`, 'ends-before-it-begins')]
    : [])
  if (errors.length > 0) throw new Problem('validation-failed', { errors })
  await calendar.reload()
  const { rungs, afterHours } = settings.clock
  const due = projectDeadline({
    calendar: calendar.current(),
    startedAt: Date.parse(from),
    days,
    pauses: pauses.map(({ from, to }): Pause => (
      { from: Date.parse(from), to: to === undefined ? null : Date.parse(to), cause: 'applicant' })),
    rungs,
    afterHours,
    ...planned !== undefined && { planned }
  })
  return {
    dueAt: exactTime(due.dueAt),
    rungs: due.rungs.map(({ share, at }) => ({ share, at: exactTime(at) })),
    provisional: due.provisional
  }
}

/** To the millisecond where there are some. */
function exactTime (instant: number | null): string | null {
  if (instant === null) return null
  const milliseconds = instant % 1000
  const text = localTime(new Date(instant))
  return milliseconds === 0 ? text : text.replace('+', `.${String(milliseconds).padStart(3, '0')}+`)
}
