/** A clock as the contract shows it: how far it is, by a word and never by a colour alone, and whose turn it is. */
import type { components } from '../../openapi/hub.d.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import { lateBy, remainderOf, type Measure, type Projected } from '../records/clocks/clock.ts'
import type { StoredClock } from '../records/clocks/clocks.ts'
import { ITEM_LABELS } from '../records/filings/filing-states.ts'
import { isOfOrder, PROMISE_LABELS } from '../records/orders/promises.ts'
import { isFinal } from '../records/orders/states.ts'

type Schemas = components['schemas']
type Clock = Schemas['Clock']
export type ClockLight = Schemas['ClockLight']
export type ClockActor = Schemas['ClockActor']

export const CAUSE_LABELS: Record<Schemas['PauseCause'], string> = {
  applicant: '申请人原因', approval: '特别程序', appeal: '申诉裁决'
}

const LIGHT_LABELS: Record<ClockLight, string> = {
  late: '超期', paused: '暂停', warned: '临期', running: '正常', ended: '已结束'
}

const ACTOR_LABELS: Record<ClockActor, string> = {
  enterprise: '承办企业', applicant: '申请人', department: '主管部门', operator: '县级服务专员'
}

const OUTCOME_LABELS: Record<NonNullable<Clock['outcome']>, string> = { onTime: '按时', late: '超期', ended: '未计' }

/** What of a clock says whose turn it is. */
type Turn = Pick<StoredClock, 'ledger'>

/** And what of its order. */
export interface OrderOfClock { state: Schemas['OrderState'], delivery: Schemas['DeliveryState'] }

/** Late before all else: who is late is so while it is paused, too. At the due time itself it is not. */
export function lightOf ({ state, dueAt, exceededAt, warnAt }: Projected, now: Date): ClockLight {
  if (state === 'ended') return 'ended'
  if (exceededAt !== null || (dueAt !== null && dueAt < now)) return 'late'
  if (state === 'paused') return 'paused'
  return warnAt !== null && warnAt <= now ? 'warned' : 'running'
}

export function actorOf (
  { ledger: { promise, pauses } }: Turn, { state, delivery }: OrderOfClock
): ClockActor | undefined {
  const isPaused = pauses.at(-1)?.to === null
  // The filer corrects what a department sends back; who was rated bad is the enterprise itself.
  if (promise === 'approval') return isPaused && pauses.at(-1)!.cause === 'applicant' ? 'enterprise' : 'department'
  if (!isOfOrder(promise)) return 'enterprise'
  if (isFinal(state)) return undefined
  if (delivery === 'undeliverable') return 'operator'
  if (state === 'needsMaterial' || (isPaused && pauses.at(-1)!.cause === 'applicant')) return 'applicant'
  return state === 'specialProcedure' ? 'department' : 'enterprise'
}

export function presentClock (measure: Measure, clock: StoredClock, order: OrderOfClock, now: Date): Clock {
  const { id, item, ledger: { promise, days, startedAt, pauses, end }, projected } = clock
  const { dueAt, outcome, provisional } = projected
  const state = lightOf(projected, now)
  const open = pauses.at(-1)
  const late = lateBy(measure, clock.ledger, projected, now)
  return {
    id,
    promise,
    // Of several departments each by its own name.
    promiseLabel: item ? `${PROMISE_LABELS[promise]}（${ITEM_LABELS[item]}）` : PROMISE_LABELS[promise],
    days,
    startedAt: localTime(startedAt),
    state,
    stateLabel: LIGHT_LABELS[state],
    ...dueAt && { dueAt: localTime(dueAt) },
    ...open?.to === null && { pausedBy: open.cause },
    ...provisional && { provisional },
    ...end ? { endedAt: localTime(end.at) } : remaining(measure, clock, order, now),
    ...outcome && { outcome, outcomeLabel: OUTCOME_LABELS[outcome] },
    ...late > 0 && { lateByMinutes: late }
  }
}

/** What is left of an open one, and whose turn it is. */
function remaining (measure: Measure, clock: StoredClock, order: OrderOfClock, now: Date): Partial<Clock> {
  const { ledger, facts } = clock
  const { minutes, days } = remainderOf(measure, ledger, facts, now)
  const actor = actorOf(clock, order)
  return {
    ...minutes !== null && { remainingMinutes: minutes },
    remainingDays: days,
    ...actor && { actor, actorLabel: ACTOR_LABELS[actor] }
  }
}

/** Those of one order, among others. */
export function clocksOfOrder (
  { clocks: { measure }, now }: { clocks: { measure (): Measure }, now (): Date },
  order: OrderOfClock & { id: string }, clocks: readonly StoredClock[]
): Clock[] {
  return clocks.filter(({ orderId }) => orderId === order.id)
    .map(clock => presentClock(measure(), clock, order, now()))
}
