/** Orders that wait for a person, as operators see them: by pages, and one with its exchanges. No personal data is read here. */
import type { components, operations } from '../../openapi/hub.d.ts'
import { isFinal, STATES } from '../records/orders/states.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import { readCursor, writeCursor } from './cursor.ts'
import type { Queryable } from '../ground/database/pool.ts'
import { enterpriseName } from '../enterprises/settings.ts'
import type { Hub } from '../hub.ts'
import { Problem } from '../ground/problem/problem.ts'

type Schemas = components['schemas']
export type UndeliverableOrder = Schemas['UndeliverableOrder']
type Filters = NonNullable<operations['listUndeliverableOrders']['parameters']['query']>

/** What the contract can filter by, and single orders. */
export type OrderFilter = Schemas['UndeliverableOrderFilter'] & { orderIds?: string[] }

const ENDED = Object.keys(STATES).filter(state => isFinal(state as Schemas['OrderState']))

/**
 * SQL: the intents that were given up and still matter, one an order, and what a filter takes of them, by the places of `valuesOf`.
 * The list, the count and the act share it. An order that its applicant wants back is not handed over or supplemented any more.
 */
const WAITING = `
  from intents
  join orders on orders.id = order_id
  join applications on serial = application_serial
  where intents.state = 'undeliverable' and orders.state <> all($1)
    and case intents.kind when 'place' then delivery = 'undeliverable' when 'supplement' then orders.state = 'needsMaterial' else true end
    and (intents.kind = 'withdraw' or withdrawal is distinct from 'requested')
    and not exists (
      select from intents as later
      where later.order_id = intents.order_id and later.kind = intents.kind
        and (later.state = 'open' or (later.opened_at, later.id) > (intents.opened_at, intents.id)))
    and ($2::text is null or orders.enterprise = $2)
    and ($3::text is null or intents.kind = $3)
    and ($4::text is null or failure->>'code' = $4)
    and ($5::text is null or joint_number = $5)
    and ($6::timestamptz is null or given_up_at >= $6)
    and ($7::timestamptz is null or given_up_at < $7)
    and ($8::uuid[] is null or orders.id = any($8))`

function valuesOf ({ enterprise, task, failureCode, jointNumber, givenUpFrom, givenUpTo, orderIds }: OrderFilter): unknown[] {
  return [ENDED, enterprise, task, failureCode, jointNumber, givenUpFrom, givenUpTo, orderIds]
}

/** Its place in the list: by application, and within it as the application has its orders. */
const PLACE = 'serial * 100 + position'

export interface WaitingIntent { intentId: string, orderId: string, serial: number, reference: string, task: UndeliverableOrder['task'] }

/** What a filter takes, in the order of the list. */
export async function waitingIntents (connection: Queryable, filter: OrderFilter): Promise<WaitingIntent[]> {
  const { rows } = await connection.query<WaitingIntent>(`
    select intents.id as "intentId", orders.id as "orderId", serial, reference, intents.kind as task ${WAITING} order by ${PLACE}`, valuesOf(filter))
  return rows
}

/** How many wait at each enterprise, and since when the first of them does. */
export async function waitingByEnterprise (connection: Queryable): Promise<Array<{ enterprise: UndeliverableOrder['enterprise'], count: number, oldest: Date }>> {
  const { rows } = await connection.query<{ enterprise: UndeliverableOrder['enterprise'], count: number, oldest: Date }>(`
    select orders.enterprise, count(*), min(given_up_at) as oldest ${WAITING} group by orders.enterprise`, valuesOf({}))
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

async function selectRows (connection: Queryable, filter: OrderFilter, after: number | null, limit: number): Promise<Row[]> {
  const { rows } = await connection.query<Row>(`
    select ${PLACE} as place, orders.id as "orderId", joint_number as "jointNumber", orders.enterprise, service, orders.kind, reference,
           native_number as "nativeNumber", orders.state, intents.kind as task, attempts, opened_at as "openedAt", given_up_at as "givenUpAt",
           ask_first as "askFirst", failure
    ${WAITING} and ($9::bigint is null or ${PLACE} > $9) order by ${PLACE} limit $10`, [...valuesOf(filter), after, limit])
  return rows
}

/** By joint number, oldest first. Throws Problem `invalid-parameter` for a cursor that is none. */
export async function listUndeliverableOrders (hub: Pick<Hub, 'pool' | 'settings'>, { cursor, limit = 20, ...filter }: Filters): Promise<Schemas['UndeliverableOrderPage']> {
  const rows = await selectRows(hub.pool, filter, readCursor(cursor), limit + 1)
  const page = rows.slice(0, limit)
  return { orders: page.map(row => present(hub, row)), ...rows.length > limit && { nextCursor: writeCursor(page.at(-1)!.place) } }
}

/** Throws Problem `undeliverable-order-not-found`, also for an order that does not wait for a person. */
export async function readUndeliverableOrder (hub: Pick<Hub, 'pool' | 'settings'>, orderId: string): Promise<Schemas['UndeliverableOrderDetail']> {
  const [row] = await selectRows(hub.pool, { orderIds: [orderId] }, null, 1)
  if (!row) throw new Problem('undeliverable-order-not-found')
  const { rows } = await hub.pool.query<{ at: Date, kind: Schemas['Exchange']['kind'], attempt: number, durationMs: number, outcome: string, code: string | null, message: string | null }>(`
    select started_at as at, kind, attempt, duration_ms as "durationMs", outcome, code, message from exchanges where order_id = $1 and kind <> 'callback' order by id`, [orderId])
  return {
    order: present(hub, row),
    exchanges: rows.map(({ at, code, message, ...exchange }) => ({ at: localTime(at), ...exchange, ...code !== null && { code }, ...message !== null && { message } }))
  }
}

export const TASK_LABELS: Record<UndeliverableOrder['task'], string> = { place: '送单', supplement: '送补正材料', withdraw: '申请撤回' }

/** What follows a redrive, and what a person can do instead. */
const NEXT: Record<UndeliverableOrder['task'], string> = {
  place: '排除原因后重新送单；或与企业核实，人工了结',
  supplement: '排除原因后重新送补正材料；或确认企业已收到，人工了结',
  withdraw: '排除原因后重新向企业申请撤回；或与企业核实，人工了结'
}

function present ({ settings }: Pick<Hub, 'settings'>, { place: _place, nativeNumber, openedAt, givenUpAt, failure, ...row }: Row): UndeliverableOrder {
  return {
    ...row,
    enterpriseName: enterpriseName(settings.enterprises, row.enterprise),
    ...nativeNumber !== null && { nativeNumber },
    stateLabel: STATES[row.state].label,
    taskLabel: TASK_LABELS[row.task],
    openedAt: localTime(openedAt),
    givenUpAt: localTime(givenUpAt),
    ...failure && { failure },
    next: row.askFirst ? `企业是否已收到尚不清楚，重新处理时先向企业查询；${NEXT[row.task]}` : NEXT[row.task]
  }
}
