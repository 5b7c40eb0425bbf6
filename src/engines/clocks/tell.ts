/**
 * Tells of clocks whose time runs out: each rung once, the highest that is passed, and then a digest each working day.
 * What is told is stored with what it is claimed by, under the lock of the application, so that nobody is warned about
 * something that is done.
 */
import type { Logger } from 'pino'
import { goOver } from '../../ground/aside/set-aside.ts'
import { dateOf, dayAt } from '../../ground/calendar/chinese-time.ts'
import { localTime } from '../../ground/calendar/local-time.ts'
import type { Work } from '../../ground/database/work.ts'
import { passedRung, type Told } from '../../records/clocks/clock.ts'
import { clocksOf, storeClocks, type ClockWarning, type StoredClock } from '../../records/clocks/clocks.ts'
import { applicationsToTell, claimWarning } from '../../records/clocks/due-clocks.ts'
import { projectedAnew, type ClockTerms } from '../../records/clocks/follow.ts'
import { changeBySerial, type LockedApplication, type OrderRecords } from '../../records/orders/application.ts'
import { noteClock } from '../../records/orders/change-order.ts'
import { isOfOrder, isToldPortal } from '../../records/orders/promises.ts'
import { isFinal } from '../../records/orders/states.ts'

export interface Telling extends OrderRecords {
  clocks: ClockTerms
  log: Logger
  metrics: { clockTold (clock: { enterprise: string, promise: string, kind: ClockWarning['kind'] }): void }
  /** Stores what the people who answer for the clock are to be told. */
  remind (work: Work, warning: ClockWarning): void
}

/** Applications in one go: after downtime not everything is told at once. */
const MOST = 100

/** Answers of how many applications there was something to tell. */
export async function tellOfClocks (hub: Telling, now: Date): Promise<number> {
  const serials = await applicationsToTell(hub.pool, now, MOST)
  return await goOver(hub, hub.pool, serials, {
    chore: 'clocks to tell of',
    now,
    keyOf: String,
    act: serial => changeBySerial(hub, serial, (work, application) => tellOne(hub, work, application, now))
  })
}

async function tellOne (hub: Telling, work: Work, application: LockedApplication, now: Date): Promise<void> {
  const clocks = await clocksOf(work, application.serial)
  const due = clocks.filter(({ projected }) => projected.nextAt !== null && projected.nextAt <= now)
  for (const clock of due) await tellClock(hub, work, application, clock, now)
}

async function tellClock (
  hub: Telling, work: Work, application: LockedApplication, clock: StoredClock, now: Date
): Promise<void> {
  const order = application.orders.find(({ id }) => id === clock.orderId)!
  const { kind, rung, told } = newsOf(hub.clocks, clock, now)
  storeClocks(work, application.serial, [{ ...projectedAnew(hub.clocks, { ...clock, told }), entry: undefined }])
  const { promise } = clock.ledger
  const isOver = isOfOrder(promise) && isFinal(order.state)
  if (isOver || !await claimWarning(work, { clockId: clock.id, rung, at: now })) return
  const dueAt = clock.projected.dueAt!
  if (kind !== 'digest' && isToldPortal(promise)) {
    const event = kind === 'warned' ? 'clockWarned' : 'clockExpired'
    noteClock(hub, { work, application, order }, event, { promise, dueAt: localTime(dueAt) })
  }
  hub.remind(work, { kind, clock, jointNumber: application.jointNumber, at: now })
  work.afterwards(() => {
    hub.metrics.clockTold({ enterprise: order.enterprise, promise, kind })
    hub.log.warn({ enterprise: order.enterprise, reference: order.reference, promise, kind }, 'time of a promise')
  })
}

interface News { kind: ClockWarning['kind'], rung: string, told: Told }

/** The highest rung that is passed and was not told; once all are, the digest of the day. */
function newsOf ({ measure }: ClockTerms, { ledger, facts, told }: StoredClock, now: Date): News {
  const today = dateOf(dayAt(now.getTime()))
  if (told.rung >= 1) return { kind: 'digest', rung: `digest ${today}`, told: { ...told, digestOn: today } }
  const rung = passedRung(measure(), ledger, facts, now)
  const kind = rung < 1 ? 'warned' : 'expired'
  // On the day on which that is told, nothing more.
  return { kind, rung: String(rung), told: { rung, digestOn: rung < 1 ? null : today } }
}
