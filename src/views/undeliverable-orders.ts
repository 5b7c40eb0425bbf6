/**
 * Orders that wait for a person, as operators see them: by pages, and one with its exchanges. No personal data is read
 * here.
 */
import type { components, operations } from '../../openapi/hub.d.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import { conditionsOf, type Filter } from '../ground/database/filters.ts'
import type { Queryable } from '../ground/database/pool.ts'
import { Problem } from '../ground/problem/problem.ts'
import { isFinal, STATES } from '../records/orders/states.ts'
import { outcomeLabel } from './exchanges.ts'
import { ORDER_PLACE } from './order-place.ts'
import { readPage } from './page.ts'

type Schemas = components['schemas']
export type UndeliverableOrder = Schemas['UndeliverableOrder']
type Request = NonNullable<operations['listUndeliverableOrders']['parameters']['query']>

/** What the contract can filter by, and single orders. */
export type OrderFilter = Schemas['UndeliverableOrderFilter'] & { orderIds?: string[] }

export interface UndeliverableNeeds {
  pool: Queryable
  nameOf (slug: string): string
}

const ENDED = Object.keys(STATES).filter(state => isFinal(state as Schemas['OrderState']))

/** The list, the count and the redrive share this and `waiting`. */
const INTENTS = `
  from intents
  join orders on orders.id = order_id
  join applications on serial = application_serial`

/** Its own, or what the order shows. */
const FAILURE = 'coalesce(intents.failure, orders.failure)'

/**
 * The intents that were given up and still matter, one an order, and that a filter takes. An order that its applicant
 * wants back is not handed over or supplemented any more, and a time is told once all else is.
 */
function waiting (filter: OrderFilter): Filter[] {
  const { enterprise, task, failureCode, jointNumber, givenUpFrom, givenUpTo, orderIds } = filter
  return [
    ["intents.state = 'undeliverable'"],
    ['orders.state <> all(?)', ENDED],
    [`case intents.kind
        when 'place' then delivery = 'undeliverable'
        when 'supplement' then orders.state = 'needsMaterial'
        else true end`],
    ["intents.kind = 'withdraw' or withdrawal is distinct from 'requested'"],
    [`not exists (
        select from intents as other
        where other.order_id = intents.order_id and case
          when other.kind = intents.kind
            then other.state = 'open' or (other.opened_at, other.id) > (intents.opened_at, intents.id)
          else intents.kind = 'appoint' and other.state = 'undeliverable' end)`],
    ['orders.enterprise = ?', enterprise],
    ['intents.kind = ?', task],
    [`${FAILURE}->>'code' = ?`, failureCode],
    ['joint_number = ?', jointNumber],
    ['given_up_at >= ?', givenUpFrom],
    ['given_up_at < ?', givenUpTo],
    ['orders.id = any(?)', orderIds]
  ]
}

export interface WaitingIntent {
  intentId: string
  orderId: string
  serial: number
  jointNumber: string
  enterprise: UndeliverableOrder['enterprise']
  reference: string
  task: UndeliverableOrder['task']
}

/** What a filter takes, in the order of the list. */
export async function waitingIntents (connection: Queryable, filter: OrderFilter): Promise<WaitingIntent[]> {
  const { text, values } = conditionsOf(waiting(filter))
  const { rows } = await connection.query<WaitingIntent>(`
    select intents.id as "intentId", orders.id as "orderId", serial, joint_number as "jointNumber",
           orders.enterprise, reference, intents.kind as task
    ${INTENTS} where ${text} order by ${ORDER_PLACE}`, values)
  return rows
}

export interface WaitingCount { enterprise: UndeliverableOrder['enterprise'], count: number, oldest: Date }

/** How many wait at each enterprise, and since when the first of them does. */
export async function waitingByEnterprise (connection: Queryable): Promise<WaitingCount[]> {
  const { text, values } = conditionsOf(waiting({}))
  const { rows } = await connection.query<WaitingCount>(`
    select orders.enterprise, count(*), min(given_up_at) as oldest
    ${INTENTS} where ${text} group by orders.enterprise`, values)
  return rows
}

interface Row {
  place: number
  orderId: string
  jointNumber: string
  enterprise: UndeliverableOrder['enterprise']
  service: UndeliverableOrder['service']
  kind: string
  reference: string
  nativeNumber: string | null
  state: UndeliverableOrder['state']
  task: UndeliverableOrder['task']
  attempts: number
  openedAt: Date
  givenUpAt: Date
  askFirst: boolean
  failure: UndeliverableOrder['failure'] | null
}

const ORDERS = `
  select ${ORDER_PLACE} as place, orders.id as "orderId", joint_number as "jointNumber", orders.enterprise, service,
         orders.kind, reference, native_number as "nativeNumber", orders.state, intents.kind as task, attempts,
         opened_at as "openedAt", given_up_at as "givenUpAt", ask_first as "askFirst",
         ${FAILURE} as failure
  ${INTENTS}`

/** By joint number, oldest first. Throws Problem `invalid-parameter` for a cursor that is none. */
export async function listUndeliverableOrders (
  { pool, nameOf }: UndeliverableNeeds, { cursor, limit, ...filter }: Request
): Promise<Schemas['UndeliverableOrderPage']> {
  const { rows, next } = await readPage<Row>(pool, {
    select: ORDERS,
    filters: waiting(filter),
    by: ORDER_PLACE,
    numberOf: ({ place }) => place,
    order: 'oldest first'
  }, { cursor, limit })
  return { orders: rows.map(row => present(row, nameOf)), ...next }
}

interface ExchangeRow {
  at: Date
  kind: Schemas['Exchange']['kind']
  attempt: number
  durationMs: number
  outcome: string
  code: string | null
  message: string | null
}

/** Throws Problem `undeliverable-order-not-found`, also for an order that does not wait for a person. */
export async function readUndeliverableOrder (
  { pool, nameOf }: UndeliverableNeeds, orderId: string
): Promise<Schemas['UndeliverableOrderDetail']> {
  const { text, values } = conditionsOf(waiting({ orderIds: [orderId] }))
  const { rows: [row] } = await pool.query<Row>(`${ORDERS} where ${text} order by ${ORDER_PLACE} limit 1`, values)
  if (!row) throw new Problem('undeliverable-order-not-found')
  const { rows: exchanges } = await pool.query<ExchangeRow>(`
    select started_at as at, kind, attempt, duration_ms as "durationMs", outcome, code, message
    from exchanges
    where order_id = $1 and kind in ('place', 'inquire', 'supplement', 'withdraw', 'appoint') order by id`, [orderId])
  return {
    order: present(row, nameOf),
    exchanges: exchanges.map(({ at, code, message, ...exchange }) => (
      {
        at: localTime(at),
        ...exchange,
        outcomeLabel: outcomeLabel(exchange.kind, exchange.outcome),
        ...code !== null && { code },
        ...message !== null && { message }
      }))
  }
}

const TASK_LABELS: Record<UndeliverableOrder['task'], string> = {
  place: '送单', supplement: '送补正材料', withdraw: '申请撤回', appoint: '通知踏勘时间'
}

type Outcome = Schemas['SettlementOutcome']

/** As what each can be settled by hand. */
export const SETTLEMENTS = {
  place: ['delivered', 'refused', 'withdrawn'],
  supplement: ['delivered', 'refused', 'withdrawn'],
  withdraw: ['declined', 'refused', 'withdrawn'],
  appoint: ['delivered']
} as const satisfies Record<UndeliverableOrder['task'], readonly Outcome[]>

/** What follows a redrive, and what a person can do instead. */
const NEXT: Record<UndeliverableOrder['task'], string> = {
  place: '排除原因后重新送单；或与企业核实，人工了结；或移到企业的工作台，人工办理',
  supplement: '排除原因后重新送补正材料；或确认企业已收到，人工了结',
  withdraw: '排除原因后重新向企业申请撤回；或与企业核实，人工了结',
  appoint: '排除原因后重新通知；或电话告知企业（时间见办件的联合踏勘），人工了结'
}

function present (
  { place: _place, nativeNumber, openedAt, givenUpAt, failure, ...row }: Row, nameOf: UndeliverableNeeds['nameOf']
): UndeliverableOrder {
  return {
    ...row,
    enterpriseName: nameOf(row.enterprise),
    ...nativeNumber !== null && { nativeNumber },
    stateLabel: STATES[row.state].label,
    taskLabel: TASK_LABELS[row.task],
    openedAt: localTime(openedAt),
    givenUpAt: localTime(givenUpAt),
    ...failure && { failure },
    settlements: [...SETTLEMENTS[row.task]],
    next: row.askFirst ? `企业是否已收到尚不清楚，重新处理时先向企业查询；${NEXT[row.task]}` : NEXT[row.task]
  }
}
