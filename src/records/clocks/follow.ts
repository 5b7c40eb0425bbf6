/**
 * What follows from a transition for the clocks of its order. A clock begins with its order; one that stands still,
 * goes on, ends or moves with its order to another enterprise is counted anew from all that has happened.
 */
import { isDeepStrictEqual } from 'node:util'
import { publishedDays, type PromiseSettings } from '../../enterprises/promise-settings.ts'
import { newRowId } from '../../ground/database/row-id.ts'
import type { Work } from '../../ground/database/work.ts'
import type { LockedApplication, Reaction } from '../orders/application.ts'
import type { Transition } from '../orders/transition.ts'
import type { LockedOrder } from '../orders/locked-order.ts'
import { isOfOrder } from '../orders/promises.ts'
import { hasReached, isFinal } from '../orders/states.ts'
import { chainsOf, type Chain } from './chains.ts'
import {
  acceptByOf, NOTHING_TOLD, project, type ClockEntry, type ClockFacts, type ClockReason,
  type Measure
} from './clock.ts'
import { clocksOf, stepsOf, storeClocks, type ChangedClock, type StoredClock } from './clocks.ts'
import { isAccepted, isPausing, ledgersOf, surveyedAt, type Ledger, type Terms } from './ledger.ts'

/** What clocks are made by. */
export interface ClockTerms {
  /** As it is now; the calendar is another one when a year is imported or a day closed. */
  measure (): Measure
  /** Working days within which acceptance and survey are promised. */
  surveyDays: number
  promisesOf (enterprise: string): PromiseSettings
}

/** A reaction. */
export function followClocks (terms: ClockTerms): Reaction {
  return async (work, transitions, application, announcements) => {
    const concerning = [
      ...transitions.filter(transition => concernsClocks(terms, application, transition)),
      ...announcements.filter(({ absence }) => absence !== null)
    ]
    if (concerning.length === 0) return
    const at = new Date(Math.max(...concerning.map(({ recordedAt }) => recordedAt.getTime())))
    await countAnew(terms, work, application, { at })
  }
}

/** Of an application that the work has just written: its orders have come to nothing yet. */
export function beginClocks (
  terms: ClockTerms, work: Work, application: LockedApplication, facts: ClockFacts
): StoredClock[] {
  const clocks = application.orders.flatMap(order => countChain(
    terms, application, order, { orderIds: [order.id], steps: [] }, [],
    { at: application.receivedAt, facts, reason: 'started' }))
  storeClocks(work, application.serial, clocks)
  return clocks
}

/** By when acceptance and survey would be promised of such orders, were they received now. */
export function foreseeAcceptBy (
  terms: ClockTerms, { receivedAt, orders }: { receivedAt: Date, orders: Array<Omit<CountedOrder, 'id'>> },
  facts: ClockFacts
): Date | null {
  return acceptByOf(orders.flatMap(order => countChain(
    terms, { receivedAt }, { ...order, id: '' }, { orderIds: [], steps: [] }, [],
    { at: receivedAt, facts, reason: 'started' })))
}

/** Whether it can pause, end or move a clock, or let one go on; acceptance stands on it, too. */
function concernsClocks (
  { promisesOf }: ClockTerms, { orders }: LockedApplication, { orderId, clock, from, state }: Transition
): boolean {
  if (clock !== undefined || from === null) return false
  if (isPausing(from) || isPausing(state) || isFinal(state)) return true
  if (isAccepted(state) && !isAccepted(from)) return true
  const { enterprise, kind } = orders.find(({ id }) => id === orderId)!
  const place = surveyedAt(promisesOf(enterprise).withoutVisit.includes(kind))
  return hasReached(state, place) && !hasReached(from, place)
}

export interface Counted {
  at: Date
  /** Of an order that has no clock yet; without them it gets none here. */
  facts?: ClockFacts
  /** Why a clock begins, unless it is the next of its order. */
  reason?: ClockReason
}

/** Counts the clocks of an application, which the work has locked, from all that has happened; stores what changes. */
export async function countAnew (
  terms: ClockTerms, work: Work, application: LockedApplication, counted: Counted
): Promise<void> {
  const [clocks, steps] = await Promise.all([clocksOf(work, application.serial), stepsOf(work, application.serial)])
  storeClocks(work, application.serial, chainsOf(steps).flatMap(chain => {
    const order = application.orders.find(({ id }) => id === chain.orderIds.at(-1))!
    const own = clocks.filter(({ orderId, ledger }) => isOfOrder(ledger.promise) && chain.orderIds.includes(orderId))
    return countChain(terms, application, order, chain, own, counted)
  }))
}

type CountedOrder = Pick<LockedOrder, 'id' | 'enterprise' | 'service' | 'kind'>

function countChain (
  terms: ClockTerms, { receivedAt }: Pick<LockedApplication, 'receivedAt'>, order: CountedOrder, { steps }: Chain,
  clocks: StoredClock[],
  { at, facts = clocks[0]?.facts, reason = 'started' }: Counted
): ChangedClock[] {
  if (!facts) return []
  return ledgersOf(receivedAt, steps, termsOf(terms, order, facts, clocks)).flatMap(ledger => {
    const clock = clocks.find(stored => stored.ledger.promise === ledger.promise)
    const isMoved = clock?.orderId !== order.id
    if (!isMoved && isDeepStrictEqual(clock.ledger, ledger)) return []
    const { id: orderId, enterprise, service, kind } = order
    const { id = newRowId(), told = NOTHING_TOLD } = clock ?? {}
    const why = clock ? reasonOf(clock, order.id, ledger) : reason
    const counted = projectedAnew(terms, { id, orderId, subject: null, enterprise, service, kind, ledger, facts, told })
    const movesNothing = clock && isDeepStrictEqual({ ...clock.ledger, acceptedAt: ledger.acceptedAt }, ledger)
    return [{ ...counted, entry: movesNothing && !isMoved ? undefined : entryOf(counted, at, why) }]
  })
}

/** Days that are promised stay as they were when the clock began, whatever the settings say since. */
function termsOf (
  { surveyDays, promisesOf }: ClockTerms, { enterprise, kind }: CountedOrder, facts: ClockFacts,
  clocks: StoredClock[]
): Terms {
  const promises = promisesOf(enterprise)
  const daysOf = (promise: string): number | undefined =>
    clocks.find(({ ledger }) => ledger.promise === promise)?.ledger.days
  return {
    surveyDays: daysOf('acceptAndSurvey') ?? surveyDays,
    withoutVisit: promises.withoutVisit.includes(kind),
    connectDays: daysOf('connect') ?? publishedDays(promises, { kind, ...facts })
  }
}

export function reasonOf (before: StoredClock, orderId: string, { pauses, end }: Ledger): ClockReason {
  if (end) return 'ended'
  if (before.orderId !== orderId) return 'handedOver'
  return pauses.at(-1)?.to === null ? 'paused' : 'resumed'
}

/** With its times as the calendar has them now. */
export function projectedAnew (
  { measure }: Pick<ClockTerms, 'measure'>, clock: Omit<StoredClock, 'projected'>
): StoredClock {
  return { ...clock, projected: project(measure(), clock.ledger, clock.facts, clock.told) }
}

/** What its history gains by that. */
export function entryOf (
  { projected: { dueAt, calendarVersion } }: StoredClock, at: Date, reason: ClockReason
): ClockEntry {
  return { at, reason, dueAt, calendarVersion }
}
