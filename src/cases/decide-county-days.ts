/** Closes days, or has them worked, for the whole county; whole days only. */
import type { components } from '../../openapi/hub.d.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import { fieldError } from '../ground/problem/field-errors.ts'
import { Problem } from '../ground/problem/problem.ts'
import { recordAct, type ActTerms } from '../records/acts/acts.ts'
import { withoutPersons } from '../records/acts/own-words.ts'
import { changeCalendar, type ChangingCalendar } from '../records/calendar/change-calendar.ts'
import { removeCountyDays, storeCountyDays, type CountyDay } from '../records/calendar/county-calendar.ts'

/** `takenBack` leaves the days to what is published again. */
export interface CountyDecision { dates: readonly string[], isOffDay: boolean, takenBack?: boolean }

const ACTIONS = { close: 'calendar-closing', open: 'calendar-opening' } as const

/**
 * Throws Problem `calendar-contradiction`, naming every day that the county has decided the other way, and, where they
 * are taken back, every one that it has not decided; nothing is done then.
 */
export async function decideCountyDays (
  hub: ChangingCalendar, { dates, isOffDay, takenBack = false }: CountyDecision,
  { actor, reason: given }: Pick<ActTerms, 'actor' | 'reason'>
): Promise<components['schemas']['CountyDays']> {
  const now = hub.now()
  const reason = await withoutPersons(hub, hub.pool, given)
  const change = await changeCalendar(hub, reason, async (work, stored) => {
    const decided = (date: string): CountyDay | undefined => stored.county.find(day => day.date === date)
    const errors = dates.flatMap((date, index) => {
      const known = decided(date)
      if (known && known.isOffDay !== isOffDay) return [fieldError(`/dates/${index}`, 'day-decided-otherwise')]
      return takenBack && !known ? [fieldError(`/dates/${index}`, 'day-not-decided')] : []
    })
    if (errors.length > 0) throw new Problem('calendar-contradiction', { errors })
    const days = dates.map((date): CountyDay => ({ date, isOffDay, reason, changedAt: localTime(now) }))
    if (takenBack) removeCountyDays(work, dates)
    else storeCountyDays(work, days)
    await recordAct(hub, work, {
      at: now,
      actor,
      action: ACTIONS[isOffDay ? 'close' : 'open'],
      target: { dates, takenBack },
      reason,
      affected: dates.length
    })
    const others = stored.county.filter(({ date }) => !dates.includes(date))
    const county = takenBack ? others : [...others, ...days].sort((one, other) => one.date < other.date ? -1 : 1)
    return { ...stored, county }
  })
  return { dates: [...dates], isOffDay, takenBack, version: change!.after.version }
}
