/**
 * What a clock counts: a promise, its days, when it began, what paused it and what ended it. The ledgers of an order
 * follow from what has happened to it and from nothing else, so that a clock that is attached late, or counted again,
 * comes to the same.
 */
import type { OrderState } from '../../../mappings/mapping.ts'
import type { AnnouncementKind } from '../orders/announcements.ts'
import type { EventKind } from '../orders/transition.ts'
import type { Promised } from '../orders/promises.ts'
import { hasReached, isCompleted, isFinal } from '../orders/states.ts'

/** Whom a pause is owed to: the applicant, or a department. */
export type PauseCause = 'applicant' | 'approval' | 'appeal'

export interface Pause {
  from: Date
  /** Null while it lasts. */
  to: Date | null
  cause: PauseCause
}

export interface Ledger {
  promise: Promised
  /** Working days. */
  days: number
  startedAt: Date
  /** In the sequence in which they began; no two at once. */
  pauses: Pause[]
  /** Of the first promise: when the order was accepted, by what was told of it first. */
  acceptedAt: Date | null
  /** `kept`: what was promised is done, in time or not; else the order ended before. Null while it runs. */
  end: { at: Date, kept: boolean } | null
}

/** Something that has happened to an order, or to the one that it continues. */
export interface Step {
  event: EventKind | AnnouncementKind
  /** Null where it has moved nothing: the applicant was not there, or is there after all (`absent`). */
  state: OrderState | null
  absent?: boolean | null
  /** The enterprise's own time, where it gave one. */
  at: Date
  recordedAt: Date
}

/** What is promised of an order. */
export interface Terms {
  surveyDays: number
  /** Nobody visits for such business: acceptance alone is promised. */
  withoutVisit: boolean
  /** The enterprise's published days; nothing where it has published none for such an order. */
  connectDays: number | undefined
}

/** The national codes 6 to 7 and 9 to 10 stop the clock. */
const PAUSING: Partial<Record<OrderState, PauseCause>> = { needsMaterial: 'applicant', specialProcedure: 'approval' }

/** Whether a clock stands still in a state. */
export function isPausing (state: OrderState): boolean {
  return PAUSING[state] !== undefined
}

/** `steps`: all that happened since the application came in, in sequence. */
export function ledgersOf (receivedAt: Date, steps: readonly Step[], terms: Terms): Ledger[] {
  const survey = begin('acceptAndSurvey', terms.surveyDays, receivedAt)
  const ledgers = [survey]
  let running: Ledger | undefined = survey
  let last = receivedAt
  let state: OrderState = 'received'
  let isAbsent = false
  for (const step of steps) {
    const at = plausible(step, last)
    last = at
    state = step.state ?? state
    if (!running) continue
    const isSurveyed = hasReached(state, surveyedAt(terms.withoutVisit)) || isCompleted(state)
    isAbsent = !isSurveyed && (step.absent ?? isAbsent)
    pause(running, PAUSING[state] ?? (isAbsent ? 'applicant' : undefined), at)
    if (running === survey && isAccepted(state)) survey.acceptedAt ??= at
    if (running === survey && isSurveyed) {
      close(survey, at, true)
      running = terms.connectDays === undefined ? undefined : begin('connect', terms.connectDays, at)
      if (running) ledgers.push(running)
    }
    if (running && endsOrder(state)) {
      close(running, at, isCompleted(state))
      running = undefined
    }
  }
  return ledgers
}

/** An order that is handed over goes on elsewhere, and its clock with it. */
function endsOrder (state: OrderState): boolean {
  return isFinal(state) && state !== 'handedOver'
}

function begin (promise: Promised, days: number, startedAt: Date): Ledger {
  return { promise, days, startedAt, pauses: [], acceptedAt: null, end: null }
}

/** Whether an order has been accepted that is in a state. */
export function isAccepted (state: OrderState): boolean {
  return hasReached(state, 'accepted') || isCompleted(state)
}

/** Where on its line an order has to be for its acceptance and survey to be over. */
export function surveyedAt (withoutVisit: boolean): OrderState {
  return withoutVisit ? 'accepted' : 'surveyed'
}

function pause ({ pauses }: Ledger, cause: PauseCause | undefined, at: Date): void {
  const current = pauses.at(-1)
  if (current?.to === null && current.cause !== cause) current.to = at
  const isOpen = pauses.at(-1)?.to === null
  if (cause && !isOpen) pauses.push({ from: at, to: null, cause })
}

function close (ledger: Ledger, at: Date, kept: boolean): void {
  for (const open of ledger.pauses) open.to ??= at
  ledger.end = { at, kept }
}

/**
 * When a step counts as made: at the enterprise's own time, unless that lies after its receipt or before what happened
 * last; nobody buys time by dating back.
 */
function plausible ({ at, recordedAt }: Step, last: Date): Date {
  if (at <= recordedAt && at >= last) return at
  return recordedAt > last ? recordedAt : last
}
