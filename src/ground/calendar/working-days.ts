/** Working days as they are published, where no county's own calendar is at hand: what checks a form outside a hub. */
import { newCalendar, type Calendar } from './calendar.ts'
import { dayAt } from './chinese-time.ts'
import { publishedYears } from './published-years.ts'

let calendar: Calendar | undefined

export function isWorkingDay (time: Date): boolean {
  calendar ??= published()
  return calendar.isWorkingDay(dayAt(time.getTime()))
}

function published (): Calendar {
  const years = publishedYears()
  return newCalendar({
    version: 'published',
    years: years.map(({ year }) => year),
    arranged: years.flatMap(({ days }) => days),
    county: [],
    officeHours: { hours: [], seasons: [] }
  })
}
