/** Years whose arrangements ought to be known by now. */
import { dateOf, dayAt } from '../../ground/calendar/chinese-time.ts'
import type { CountyCalendar } from './county-calendar.ts'

/** The State Council announces a year in November of the one before. */
const ANNOUNCED_FROM = '11-01'

export function missingYears ({ years }: Pick<CountyCalendar, 'years'>, now: Date): number[] {
  const today = dateOf(dayAt(now.getTime()))
  const year = Number(today.slice(0, 4))
  const wanted = today.slice(5) >= ANNOUNCED_FROM ? [year, year + 1] : [year]
  return wanted.filter(wanted => !years.some(({ year }) => year === wanted))
}
