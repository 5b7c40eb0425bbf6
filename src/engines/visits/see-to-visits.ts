/**
 * What time does to visits: it settles those whose answers have closed, reminds of those that come near, and has those
 * moved whose day has become a day off. Each is done once, under the lock of its application, whatever dies in between
 * and however many processes there are.
 */
import type { Logger } from 'pino'
import { goOver, notAside, type Chore } from '../../ground/aside/set-aside.ts'
import { changeBySerial, type OrderRecords } from '../../records/orders/application.ts'
import { settle, tell, type VisitAtHand, type VisitTerms } from '../../records/visits/arrange.ts'
import { dueVisits, storeVisit, visitAtHand, visitsOnOther } from '../../records/visits/stored-visits.ts'
import { isOpen } from '../../records/visits/visit-states.ts'
import { comers, dueReminder, isOnDayOff, nextReminder } from '../../records/visits/visit.ts'

export interface SeeingToVisits extends OrderRecords {
  visits: VisitTerms
  calendar: { reload (): Promise<void> }
  log: Logger
}

/** Visits in one go: after downtime not everything is told at once. */
const MOST = 100

/** Answers how many there were. */
export async function settleDueVisits (hub: SeeingToVisits, now: Date): Promise<number> {
  return await overDue(hub, 'settle', 'visits to settle', now, at => {
    if (at.visit.state !== 'proposed' || at.visit.closesAt > now) return false
    settle(hub.visits, at, now)
    return true
  })
}

/** Of what is due the last alone: after downtime nobody is reminded twice at once. */
export async function remindOfVisits (hub: SeeingToVisits, now: Date): Promise<number> {
  return await overDue(hub, 'remind', 'visits to remind of', now, at => {
    const { visit } = at
    if (visit.remindAt === null || visit.remindAt > now) return false
    const kind = dueReminder(visit.slot, now)
    visit.remindAt = nextReminder(visit.slot, now)
    if (kind) tell(hub.visits, at, kind, comers(visit), now)
    return true
  })
}

/**
 * Looks once at each open visit when the calendar has changed. People have arranged it, and people move it: until then
 * it stays as it is.
 */
export async function reviewVisits (hub: SeeingToVisits, now: Date): Promise<number> {
  // Not by one that another process has changed.
  await hub.calendar.reload()
  const { calendar } = hub.visits.measure()
  const { version } = calendar
  const chore = 'visits on another calendar'
  const serials = await visitsOnOther(hub.pool, version, notAside(chore, 'application_serial', '$1'), now, MOST)
  return await overSerials(hub, serials, chore, now, at => {
    const { visit } = at
    if (!isOpen(visit.state) || visit.calendarVersion === version) return false
    visit.calendarVersion = version
    const isToCome = visit.begunAt === null && visit.slot.from > now.getTime()
    if (isToCome && isOnDayOff(calendar, visit)) tell(hub.visits, at, 'visitDayOff', comers(visit), now)
    return true
  })
}

async function overDue (
  hub: SeeingToVisits, what: 'settle' | 'remind', chore: Chore, now: Date, see: (at: VisitAtHand) => boolean
): Promise<number> {
  const serials = await dueVisits(hub.pool, what, notAside(chore, 'application_serial', '$1'), now, MOST)
  return await overSerials(hub, serials, chore, now, see)
}

/** What was found is looked at again under the lock: it may have been seen to meanwhile. */
async function overSerials (
  hub: SeeingToVisits, serials: number[], chore: Chore, now: Date, see: (at: VisitAtHand) => boolean
): Promise<number> {
  return await goOver(hub, hub.pool, serials, {
    chore,
    now,
    keyOf: String,
    act: serial => changeBySerial(hub, serial, async (work, application) => {
      const visit = await visitAtHand(work, application)
      if (visit && see({ work, application, visit })) storeVisit(work, visit)
    })
  })
}
