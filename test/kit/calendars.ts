/** Calendars for tests: the years that are published, the hours that are usual. */
import { newCalendar, type Calendar, type CalendarFacts } from '../../src/ground/calendar/calendar.ts'
import { publishedYears } from '../../src/ground/calendar/published-years.ts'
import type { Hours, OfficeHours } from '../../src/ground/calendar/office-hours.ts'

/** `8:00-12:00 14:30-17:30` */
export function hours (text: string): Hours {
  return text.split(' ').map(span => {
    const [from, to] = span.split('-').map(time => {
      const [hour, minute] = time.split(':').map(Number) as [number, number]
      return (hour * 60 + minute) * 60_000
    }) as [number, number]
    return { from, to }
  })
}

export const USUAL: OfficeHours = { hours: hours('8:00-12:00 14:30-17:30'), seasons: [] }

export const WITH_SUMMER: OfficeHours = {
  ...USUAL, seasons: [{ from: '05-01', to: '09-30', hours: hours('8:00-12:00 15:00-19:00') }]
}

const published = publishedYears()

export function calendarOf (changes: Partial<CalendarFacts> = {}): Calendar {
  return newCalendar({
    version: 'test',
    years: published.map(({ year }) => year),
    arranged: published.flatMap(({ days }) => days),
    county: [],
    officeHours: USUAL,
    ...changes
  })
}
