/** Takes over the years that the hub's library knows; what was imported stays. */
import { isDeepStrictEqual } from 'node:util'
import { publishedYears } from '../../ground/calendar/published-years.ts'
import { changeCalendar, type ChangingCalendar } from './change-calendar.ts'
import { storeYear, withYear, type CountyCalendar, type StoredYear } from './county-calendar.ts'

/** When a hub is opened. */
export async function fillYears (hub: ChangingCalendar): Promise<void> {
  await hub.calendar.reload()
  if (newYears(hub.calendar.stored()).length === 0) return
  await changeCalendar(hub, '随系统更新的放假安排', (work, stored) => {
    const years = newYears(stored)
    for (const year of years) storeYear(work, year)
    return years.length === 0 ? undefined : years.reduce(withYear, stored)
  })
}

function newYears ({ years }: CountyCalendar): StoredYear[] {
  return publishedYears().map(published => ({ ...published, source: 'library' as const })).filter(known => {
    const stored = years.find(({ year }) => year === known.year)
    return !stored || (stored.source === 'library' && !isDeepStrictEqual(stored, known))
  })
}
