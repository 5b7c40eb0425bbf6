/** Reads clocks as the contract shows them: by pages, and one with its ledger and its history. */
import type { components, operations } from '../../openapi/hub.d.ts'
import type { View } from '../ground/access/visible.ts'
import { dayAt, startOfDay } from '../ground/calendar/chinese-time.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import { conditionsOf, type Filter } from '../ground/database/filters.ts'
import type { Queryable } from '../ground/database/pool.ts'
import { Problem } from '../ground/problem/problem.ts'
import type { ClockEntry, ClockReason } from '../records/clocks/clock.ts'
import { CLOCK_COLUMNS, DUE, LAST, storedClock, type ClockRow } from '../records/clocks/clocks.ts'
import type { ClockTerms } from '../records/clocks/follow.ts'
import { ORDER_PROMISES } from '../records/orders/promises.ts'
import { STATES } from '../records/orders/states.ts'
import { readPage } from './page.ts'
import { CAUSE_LABELS, presentClock, type ClockActor, type ClockLight } from './present-clock.ts'

type Schemas = components['schemas']
type Request = NonNullable<operations['listClocks']['parameters']['query']>
type CountRequest = NonNullable<operations['countClocks']['parameters']['query']>

export interface ClockNeeds {
  pool: Queryable
  clocks: Pick<ClockTerms, 'measure'>
  nameOf (slug: string): string
  now (): Date
}

interface ListedRow extends ClockRow {
  number: number
  jointNumber: string
  reference: string
  orderState: Schemas['OrderState']
  delivery: Schemas['DeliveryState']
  history: Array<Omit<ClockEntry, 'at' | 'dueAt'> & { at: string, dueAt: string | null }>
}

const CLOCKS = `
  select ${CLOCK_COLUMNS}, clocks.number, joint_number as "jointNumber", reference,
         orders.state as "orderState", delivery, history
  from clocks join orders on orders.id = clocks.order_id
  join applications on serial = clocks.application_serial`

/** Throws Problem `invalid-parameter` for a cursor that is none. */
export async function listClocks (needs: ClockNeeds, view: View, request: Request): Promise<Schemas['ClockPage']> {
  const { state, promise, service, enterprise, actor, dueFrom, dueTo, ...page } = request
  const now = needs.now()
  const along = state === 'ended'
    ? { order: 'newest first', time: { by: 'clocks.ended_at', of: ({ endedAt }: ListedRow) => endedAt! } } as const
    : {
        order: 'oldest first',
        time: { by: DUE, of: ({ dueAt, exceededAt }: ListedRow) => dueAt ?? exceededAt ?? LAST }
      } as const
  const { rows, next } = await readPage<ListedRow>(needs.pool, {
    select: CLOCKS,
    filters: [
      ...seenClocks(view),
      ...state ? LIGHTS[state](now) : [OPEN],
      ...actor ? ACTORS[actor] : [],
      ['clocks.promise = ?', promise],
      ['clocks.service = ?', service],
      ['clocks.enterprise = ?', enterprise],
      [`${DUE} >= ?`, dueFrom],
      [`${DUE} < ?`, dueTo]
    ],
    by: 'clocks.number',
    numberOf: ({ number }) => number,
    ...along
  }, page)
  return { clocks: rows.map(row => presentListed(needs, row, now)), ...next }
}

const COUNTED: readonly ClockLight[] = ['late', 'warned', 'running', 'paused']

export async function countClocks (
  { pool, now }: Pick<ClockNeeds, 'pool' | 'now'>, view: View, { service, enterprise }: CountRequest
): Promise<Schemas['ClockCounts']> {
  const at = now()
  const today = dayAt(at.getTime())
  const [begin, end] = [today, today + 1].map(day => new Date(startOfDay(day)))
  const kept: Array<[name: string, filters: Filter[]]> = [
    ...COUNTED.map((light): [string, Filter[]] => [light, LIGHTS[light](at)]),
    ['dueToday', [OPEN, [`${DUE} >= ?`, begin], [`${DUE} < ?`, end]]]
  ]
  const counts = await Promise.all(kept.map(async ([name, filters]) => {
    const { text, values } = conditionsOf([
      ...seenClocks(view), ...filters, ['clocks.service = ?', service], ['clocks.enterprise = ?', enterprise]
    ])
    // Whose application it is is asked only where somebody sees their own.
    const { rows: [row] } = await pool.query<{ count: number }>(`
      select count(*)::int as count from clocks
      ${view.client === null ? '' : 'join applications on serial = clocks.application_serial'} where ${text}`, values)
    return [name, row!.count]
  }))
  return Object.fromEntries(counts)
}

/** Throws Problem `clock-not-found`. */
export async function readClock (needs: ClockNeeds, view: View, id: string): Promise<Schemas['ClockDetail']> {
  const { text, values } = conditionsOf([...seenClocks(view), ['clocks.id = ?', id]])
  const { rows: [row] } = await needs.pool.query<ListedRow>(`${CLOCKS} where ${text}`, values)
  if (!row) throw new Problem('clock-not-found')
  return {
    listed: presentListed(needs, row, needs.now()),
    pauses: storedClock(row).ledger.pauses.map(({ from, to, cause }) => (
      { from: localTime(from), ...to && { to: localTime(to) }, cause, causeLabel: CAUSE_LABELS[cause] })),
    history: row.history.map((entry, index) => presentEntry(entry, row.history[index - 1]))
  }
}

/** To an enterprise a clock is that of its own order. */
function seenClocks ({ client, enterprise }: View): Filter[] {
  return [['applications.client_id = ?', client], ['clocks.enterprise = ?', enterprise]]
}

const OPEN: Filter = ["clocks.state <> 'ended'"]

/** As `lightOf` judges them; each says as well where its clocks lie in the order of due times, so as to begin there. */
const LIGHTS: Record<ClockLight, (now: Date) => Filter[]> = {
  late: now => [OPEN, [`${DUE} < ?`, now]],
  paused: () => [OPEN, ["clocks.state = 'paused'"], ['clocks.exceeded_at is null'], [`${DUE} = ?`, LAST]],
  warned: now => [OPEN, ["clocks.state = 'running'"], ['clocks.warn_at <= ?', now], [`${DUE} >= ?`, now]],
  running: now => [OPEN, ["clocks.state = 'running'"], ['clocks.warn_at > ?', now], [`${DUE} > ?`, now]],
  ended: () => [["clocks.state = 'ended'"]]
}

const OF_ORDER = `promise in (${ORDER_PROMISES.map(promise => `'${promise}'`).join(', ')})`

/** Paused because somebody who wants something has to do something. */
const WAITING = "(clocks.state = 'paused' and pauses -> -1 ->> 'cause' = 'applicant')"

/** As `actorOf` judges them. */
const ACTORS: Record<ClockActor, Filter[]> = {
  // Few, and all of them in front of a person: the search begins with those.
  operator: [
    OPEN, [`${OF_ORDER} and delivery = 'undeliverable'`],
    [`(clocks.application_serial, clocks.order_id) in (
      select given_up.application_serial, given_up.id
      from intents join orders as given_up on given_up.id = order_id where intents.state = 'undeliverable')`]
  ],
  applicant: [OPEN, [`${OF_ORDER} and delivery <> 'undeliverable' and (orders.state = 'needsMaterial' or ${WAITING})`]],
  department: [OPEN, [`
    case when promise = 'approval' then not ${WAITING}
    else ${OF_ORDER} and delivery <> 'undeliverable' and orders.state = 'specialProcedure' end`]],
  enterprise: [OPEN, [`
    case when promise = 'approval' then ${WAITING} when ${OF_ORDER}
    then delivery <> 'undeliverable' and orders.state not in ('needsMaterial', 'specialProcedure') and not ${WAITING}
    else true end`]]
}

function presentListed ({ clocks, nameOf }: ClockNeeds, row: ListedRow, now: Date): Schemas['ListedClock'] {
  const { jointNumber, enterprise, service, kind, reference, orderState, delivery } = row
  return {
    jointNumber,
    enterprise,
    enterpriseName: nameOf(enterprise),
    service,
    kind,
    reference,
    orderState,
    orderStateLabel: STATES[orderState].label,
    clock: presentClock(clocks.measure(), storedClock(row), { state: orderState, delivery }, now)
  }
}

const REASON_LABELS: Record<ClockReason, string> = {
  started: '开始计时',
  attached: '补建计时',
  paused: '暂停',
  resumed: '恢复',
  ended: '结束',
  handedOver: '转办',
  calendar: '工作日历变更'
}

type Entry = ListedRow['history'][number]

function presentEntry (
  { at, reason, dueAt, calendarVersion }: Entry, before: Entry | undefined
): Schemas['ClockProjection'] {
  return {
    at: localTime(new Date(at)),
    reason,
    reasonLabel: REASON_LABELS[reason],
    ...before?.dueAt && { dueBefore: localTime(new Date(before.dueAt)) },
    ...dueAt && { dueAt: localTime(new Date(dueAt)) },
    calendarVersion
  }
}
