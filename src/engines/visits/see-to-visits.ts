/**
 * What time does to visits: it settles those whose answers have closed, and reminds of those that come near. Each is
 * done once, under the lock of its application, whatever dies in between and however many processes there are.
 */
import type { Logger } from 'pino'
import { goOver, notAside, type Chore } from '../../ground/aside/set-aside.ts'
import { changeBySerial, type OrderRecords } from '../../records/orders/application.ts'
import { settle, tell, type VisitAtHand, type VisitTerms } from '../../records/visits/arrange.ts'
import { dueVisits, storeVisit, visitAtHand } from '../../records/visits/stored-visits.ts'
import { comers, dueReminder, nextReminder } from '../../records/visits/visit.ts'

export interface SeeingToVisits extends OrderRecords { visits: VisitTerms, log: Logger }

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

/** What was seen to be due is looked at again under the lock: it may have been seen to meanwhile. */
async function overDue (
  hub: SeeingToVisits, what: 'settle' | 'remind', chore: Chore, now: Date, see: (at: VisitAtHand) => boolean
): Promise<number> {
  const serials = await dueVisits(hub.pool, what, notAside(chore, 'application_serial', '$1'), now, MOST)
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
