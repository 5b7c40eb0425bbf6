/**
 * What time does to visits: it settles those whose answers have closed, reminds of those that come near, and has those
 * moved whose day has become a day off. Each is done once, under the lock of its application, whatever dies in between
 * and however many processes there are.
 */
import type { Logger } from 'pino'
import { goOver, notAside, type Chore } from '../../ground/aside/set-aside.ts'
import type { Calendar } from '../../ground/calendar/calendar.ts'
import { changeBySerial, type OrderRecords } from '../../records/orders/application.ts'
import { say, settle, tell, type VisitAtHand, type VisitTerms } from '../../records/visits/arrange.ts'
import { dueVisits, noteTold, storeVisit, visitAtHand, visitsToCome } from '../../records/visits/stored-visits.ts'
import { isOpen } from '../../records/visits/visit-states.ts'
import { comers, dueReminder, isOnDayOff, nextReminder, type Visit } from '../../records/visits/visit.ts'

export interface SeeingToVisits extends OrderRecords {
  visits: VisitTerms
  calendar: { reload (): Promise<void> }
  log: Logger
}

/** Visits in one go: after downtime not everything is told at once. */
const MOST = 100

/** Milliseconds until all are gone over once more when some have failed. */
const AGAIN = 600_000

/** Answers how many there were. */
export async function settleDueVisits (hub: SeeingToVisits, now: Date): Promise<number> {
  const chore = 'visits to settle'
  return await overVisits(hub, await dueVisits(hub.pool, 'settle', asideOf(chore), now, MOST), chore, now, at => {
    if (at.visit.state !== 'proposed' || at.visit.closesAt > now) return
    settle(hub.visits, at, now)
    storeVisit(at.work, at.visit)
  })
}

/** Of what is due the last alone: after downtime nobody is reminded twice at once. */
export async function remindOfVisits (hub: SeeingToVisits, now: Date): Promise<number> {
  const chore = 'visits to remind of'
  return await overVisits(hub, await dueVisits(hub.pool, 'remind', asideOf(chore), now, MOST), chore, now, at => {
    const { visit } = at
    if (visit.remindAt === null || visit.remindAt > now) return
    const kind = dueReminder(visit.slot, now)
    visit.remindAt = nextReminder(visit.slot, now)
    if (kind) tell(hub.visits, at, kind, comers(visit), now)
    noteTold(at.work, visit)
  })
}

/**
 * A chore that goes over all open visits when the calendar has changed, and once after a start, some at each sweep. A
 * visit whose day has become a day off is told of once. People have arranged it, and people move it: until then it
 * stays as it is.
 */
export function reviewVisits (hub: SeeingToVisits): (now: Date) => Promise<number> {
  let reviewed: string | undefined
  let last = 0
  let again: Date | undefined
  return async now => {
    // Not by one that another process has changed.
    await hub.calendar.reload()
    const { calendar } = hub.visits.measure()
    if (reviewed !== calendar.version || (again && again <= now)) {
      [reviewed, last, again] = [calendar.version, 0, undefined]
    }
    const chore = 'visits on days off'
    const toCome = await visitsToCome(hub.pool, last, asideOf(chore), now, MOST)
    const serials = toCome.filter(visit => isToMove(calendar, visit)).map(({ serial }) => serial)
    const told = await overVisits(hub, serials, chore, now, at => {
      const { visit } = at
      if (!isOpen(visit.state) || visit.begunAt || !isToMove(calendar, visit)) return
      visit.dayOffTold = new Date(visit.slot.from)
      say(at, 'visitDayOff', now)
      tell(hub.visits, at, 'visitDayOff', comers(visit), now)
      noteTold(at.work, visit)
    })
    last = toCome.at(-1)?.serial ?? last
    if (told < serials.length) again ??= new Date(now.getTime() + AGAIN)
    return told
  }
}

function isToMove (calendar: Calendar, { slot, dayOffTold }: Pick<Visit, 'slot' | 'dayOffTold'>): boolean {
  return isOnDayOff(calendar, { slot }) && dayOffTold?.getTime() !== slot.from
}

function asideOf (chore: Chore): string {
  return notAside(chore, 'application_serial', '$1')
}

/** What was found is looked at again under the lock: it may have been seen to meanwhile. */
async function overVisits (
  hub: SeeingToVisits, serials: number[], chore: Chore, now: Date, see: (at: VisitAtHand) => void
): Promise<number> {
  return await goOver(hub, hub.pool, serials, {
    chore,
    now,
    keyOf: String,
    act: serial => changeBySerial(hub, serial, async (work, application) => {
      const visit = await visitAtHand(work, application)
      if (visit) see({ work, application, visit })
    })
  })
}
