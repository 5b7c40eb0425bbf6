/**
 * Clocks of things that belong to an order: what is promised of a filing by each department, of a bad rating by who is
 * to call back and to rectify. Their ledgers are made by whoever knows what has happened to the thing.
 */
import { isDeepStrictEqual } from 'node:util'
import { newRowId } from '../../ground/database/row-id.ts'
import type { Work } from '../../ground/database/work.ts'
import type { LockedOrder } from '../orders/locked-order.ts'
import { NOTHING_TOLD, type ClockFacts } from './clock.ts'
import { clocksOf, storeClocks, type StoredClock } from './clocks.ts'
import { entryOf, projectedAnew, reasonOf, type ClockTerms } from './follow.ts'
import type { Ledger, Pause } from './ledger.ts'

/** What of an application its clocks are told. */
export interface ClockedApplication {
  serial: number
  orders: ReadonlyArray<Pick<LockedOrder, 'id' | 'enterprise' | 'service' | 'kind'>>
}

export interface KeptClock {
  orderId: string
  promise: 'approval' | 'callBack' | 'rectify'
  /** The item of the filing, or the rating. */
  subject: string
  /** Working days; those of a clock that has begun stay as they were. */
  days: number
  startedAt: Date
  /** In the sequence in which they began; no two at once. */
  pauses: Pause[]
  end: Ledger['end']
}

/**
 * Begins the clock or counts it anew, under the lock of its application; nothing is stored where the ledger says what
 * is known already. `at`: when that was found out, for its history.
 */
export async function keepClock (
  terms: Pick<ClockTerms, 'measure'>, work: Work, application: ClockedApplication,
  { orderId, promise, subject, days, startedAt, pauses, end }: KeptClock, at: Date
): Promise<void> {
  const clocks = await clocksOf(work, application.serial)
  const before = clocks.find(clock => clock.subject === subject && clock.ledger.promise === promise)
  const ledger: Ledger = {
    promise,
    days: before?.ledger.days ?? days,
    startedAt: before?.ledger.startedAt ?? startedAt,
    pauses,
    acceptedAt: null,
    end
  }
  if (before && isDeepStrictEqual(before.ledger, ledger)) return
  const { enterprise, service, kind } = application.orders.find(({ id }) => id === orderId)!
  const { id = newRowId(), told = NOTHING_TOLD, facts = factsBeside(clocks, orderId) } = before ?? {}
  const counted = projectedAnew(terms, { id, orderId, subject, enterprise, service, kind, ledger, facts, told })
  const reason = before ? reasonOf(before, orderId, ledger) : 'started'
  storeClocks(work, application.serial, [{ ...counted, entry: entryOf(counted, at, reason) }])
}

/** Who took the application first is reminded of this, too; nothing else of the form has a part in it. */
function factsBeside (clocks: readonly StoredClock[], orderId: string): ClockFacts {
  const { firstContactUnit } = clocks.find(clock => clock.orderId === orderId)?.facts ?? {}
  return firstContactUnit === undefined ? {} : { firstContactUnit }
}
