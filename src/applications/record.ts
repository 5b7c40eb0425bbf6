/**
 * Moves an order, inside a transaction that holds its application's lock: asks the table of transitions, stores the transition
 * with its place in the application's sequence, and opens the portal's notification of it.
 */
import type { Connection } from '../database/pool.ts'
import type { Alarm } from '../delivery/queue.ts'
import type { Hub } from '../hub.ts'
import type { OrderState, Progress } from '../../mappings/mapping.ts'
import { advance, furthest, overallStatus, statusCode, type Verdict } from './progress.ts'

/** Who says so: an acknowledgement, an inquiry, a callback of the enterprise, or the hub itself. */
export type Source = 'answer' | 'inquiry' | 'callback' | 'hub'

export interface LockedOrder {
  id: string
  applicationSerial: number
  enterprise: string
  reference: string
  nativeNumber: string | null
  state: OrderState
  reached: OrderState
  nativeAt: Date | null
  delivery: string
}

/** Locks the order's application, then reads the order. Every change of an order goes through this lock, in this sequence. */
export async function lockOrder (connection: Connection, orderId: string): Promise<LockedOrder> {
  await connection.query('select from applications where serial = (select application_serial from orders where id = $1) for update', [orderId])
  const { rows } = await connection.query<LockedOrder>(`
    select id, application_serial as "applicationSerial", enterprise, reference, native_number as "nativeNumber",
           state, reached, native_at as "nativeAt", delivery
    from orders where id = $1`, [orderId])
  return rows[0]!
}

/**
 * Applies one message to an order. Answers the verdict, or why the message could not have one; alarms that a transition needs
 * are added to `alarms`, to be set after the commit. `order` is kept up to date.
 */
export async function applyProgress (
  hub: Hub, connection: Connection, order: LockedOrder, progress: Progress, source: Source, alarms: Alarm[]
): Promise<Verdict | 'ignored' | 'unknownStatus'> {
  if (progress.kind === 'ignored') return 'ignored'
  if (progress.kind === 'unknown') {
    hub.log.error({ alert: 'unknown-status', enterprise: order.enterprise, reference: order.reference, native: progress.native }, 'unknown native status')
    return 'unknownStatus'
  }
  const message = progress.kind === 'outOfArea'
    ? { state: 'refused' as const, remark: progress.remark ?? '该地址不在企业经营区域' }
    : progress
  const nativeAt = 'at' in message && message.at ? new Date(message.at) : undefined
  const verdict = advance(order, message.state, nativeAt)
  if (verdict !== 'moves') return verdict
  await move(hub, connection, order, { ...message, ...nativeAt && { nativeAt } }, source, alarms)
  return 'moves'
}

interface Move { state: OrderState, nativeAt?: Date, bookedFor?: string, remark?: string }

async function move (hub: Hub, connection: Connection, order: LockedOrder, { state, nativeAt, bookedFor, remark }: Move, source: Source, alarms: Alarm[]): Promise<void> {
  const now = hub.now()
  const reached = furthest(order.reached, state)
  const code = statusCode(state, order.reached)
  await connection.query(`
    update orders set state = $2, status_code = $3, reached = $4, since = $5, native_at = coalesce($6, native_at),
                      booked_for = coalesce($7, booked_for), remark = $8
    where id = $1`, [order.id, state, code, reached, nativeAt ?? now, nativeAt ?? null, bookedFor ?? null, remark ?? null])
  Object.assign(order, { state, reached }, nativeAt && { nativeAt })
  const sequence = await nextSequence(connection, order.applicationSerial)
  await storeTransition(connection, { order, sequence, state, code, at: nativeAt ?? now, now, source, remark })
  if (hub.settings.portal) alarms.push(await openNotification(connection, order.applicationSerial, sequence, now))
}

/** The next place in the application's sequence; takes the occasion to bring the overall status up to date. */
async function nextSequence (connection: Connection, serial: number): Promise<number> {
  const { rows: orders } = await connection.query<{ state: OrderState }>('select state from orders where application_serial = $1', [serial])
  const { rows } = await connection.query<{ sequence: number }>(`
    update applications set last_sequence = last_sequence + 1, status = $2 where serial = $1 returning last_sequence as sequence`,
  [serial, overallStatus(orders.map(({ state }) => state))])
  return rows[0]!.sequence
}

interface Transition {
  order: Pick<LockedOrder, 'id' | 'applicationSerial'>
  sequence: number
  state: OrderState
  code: number
  at: Date
  now: Date
  source: Source
  remark?: string | undefined
}

/** A stored transition never changes. */
export async function storeTransition (connection: Connection, { order, sequence, state, code, at, now, source, remark }: Transition): Promise<void> {
  await connection.query(`
    insert into transitions (application_serial, sequence, order_id, state, status_code, at, recorded_at, source, remark)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`, [order.applicationSerial, sequence, order.id, state, code, at, now, source, remark ?? null])
}

export async function openNotification (connection: Connection, serial: number, sequence: number, now: Date): Promise<Alarm> {
  const { rows } = await connection.query<{ id: string }>(`
    insert into notifications (application_serial, sequence, opened_at, due_at) values ($1, $2, $3, $3) returning id`, [serial, sequence, now])
  return { queue: 'portal', id: rows[0]!.id, at: now }
}
