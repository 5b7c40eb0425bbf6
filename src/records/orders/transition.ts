/**
 * Stores what happens to an order: under its application's lock, with its place in the application's sequence, and with the
 * portal's notification of it. A stored transition never changes.
 */
import type { components } from '../../../openapi/hub.d.ts'
import type { OrderState } from '../../../mappings/mapping.ts'
import { applicationSeen, orderSeen, type View } from '../../ground/access/visible.ts'
import { personalOf } from './personal-of.ts'
import { withoutPersonal } from '../../ground/redaction/redact.ts'
import { afterCommit, type Connection } from '../../ground/database/pool.ts'
import { endGivenUp, openPayload } from '../intents/intents.ts'
import type { Alarm } from '../../ground/queue/alarms.ts'
import type { Slug } from '../../enterprises/profiles.ts'
import type { Hub } from '../../hub.ts'
import { Problem } from '../../ground/problem/problem.ts'
import { furthest, isFinal, overallStatus, statusCode } from './states.ts'
import { sealRemark } from './remark.ts'

/** Who says so: an acknowledgement, an inquiry, a callback of the enterprise, or the hub itself. */
export type Source = 'answer' | 'inquiry' | 'callback' | 'hub'

/** What kind of event it is to the portal. */
export type EventKind = 'progressed' | 'withdrawalDeclined' | 'handedOver'

export interface LockedOrder {
  id: string
  applicationSerial: number
  /** Of the application. */
  receivedAt: Date
  enterprise: Slug
  service: components['schemas']['Service']
  kind: string
  reference: string
  nativeNumber: string | null
  state: OrderState
  reached: OrderState
  nativeAt: Date | null
  delivery: components['schemas']['DeliveryState']
}

const ORDER_COLUMNS = `
  id, application_serial as "applicationSerial", (select received_at from applications where serial = application_serial) as "receivedAt", enterprise, service, kind, reference, native_number as "nativeNumber",
  state, reached, native_at as "nativeAt", delivery`

/** Locks the order's application, then reads the order. Every change of an order goes through this lock, in this sequence. */
export async function lockOrder (connection: Connection, orderId: string): Promise<LockedOrder> {
  await connection.query('select from applications where serial = (select application_serial from orders where id = $1) for update', [orderId])
  const { rows } = await connection.query<LockedOrder>(`
    select ${ORDER_COLUMNS} from orders where id = $1`, [orderId])
  return rows[0]!
}

/** Locks an application and reads its orders, as far as they are seen. Throws Problem `application-not-found`. */
export async function lockOrders (connection: Connection, view: View, jointNumber: string): Promise<LockedOrder[]> {
  const { rowCount } = await connection.query(`
    select from applications where joint_number = $1 and ${applicationSeen(2, 3)} for update`, [jointNumber, view.client, view.enterprise])
  if (rowCount === 0) throw new Problem('application-not-found')
  const { rows } = await connection.query<LockedOrder>(`
    select ${ORDER_COLUMNS} from orders where application_serial = (select serial from applications where joint_number = $1) and ${orderSeen(2)} order by position`, [jointNumber, view.enterprise])
  return rows
}

/** Locks applications, always in the same sequence, so that two who lock many do not wait for each other. */
export async function lockApplications (connection: Connection, serials: number[]): Promise<void> {
  await connection.query('select from applications where serial = any($1) order by serial for update', [serials])
}

export interface Move {
  state: OrderState
  source: Source
  event?: EventKind
  /** The enterprise's own time. */
  nativeAt?: Date | undefined
  bookedFor?: string | undefined
  remark?: string | undefined
}

/** Moves an order to a state that `advance` has allowed. `order` is kept up to date; the alarm it needs is added to `alarms`. */
export async function transit (hub: Hub, connection: Connection, order: LockedOrder, said: Move, alarms: Alarm[]): Promise<void> {
  const words = said.remark ?? (said.state === 'withdrawn' ? await wishToWithdraw(hub, connection, order.id) : undefined)
  const remark = words && await presentable(hub, connection, order, words)
  const move = { ...said, remark }
  const { state, nativeAt, bookedFor } = move
  const code = statusCode(state, order.reached)
  const reached = furthest(order.reached, state)
  await connection.query(`
    update orders set state = $2, status_code = $3, reached = $4, since = $5, native_at = coalesce($6, native_at),
                      booked_for = coalesce($7, booked_for), remark_sealed = $8
    where id = $1`,
  [order.id, state, code, reached, nativeAt ?? hub.now(), nativeAt ?? null, bookedFor ?? null, sealRemark(hub, ['orderRemark', order.id], remark)])
  const from = order.state
  if (isFinal(state)) await endGivenUp(connection, order.id)
  else if (from === 'needsMaterial') await endGivenUp(connection, order.id, 'supplement')
  Object.assign(order, { state, reached }, nativeAt && { nativeAt })
  await storeTransition(hub, connection, order, move, alarms)
  const sinceReceived = hub.now().getTime() - order.receivedAt.getTime()
  afterCommit(connection, () => { hub.metrics.moved({ enterprise: order.enterprise, from, to: state, source: said.source, ended: isFinal(state) }, sinceReceived / 1000) })
}

/** The applicant's reason, when an enterprise reports a withdrawal before it has answered the wish for it. */
async function wishToWithdraw (hub: Hub, connection: Connection, orderId: string): Promise<string | undefined> {
  const wish = await openPayload(hub, connection, orderId, 'withdraw') as { reason: string } | undefined
  return wish?.reason
}

/** Longer than any remark an interface document allows. */
const REMARK_LIMIT = 500

/** What an enterprise wrote, fit to be shown: without the applicant's data, which some repeat, and of bounded length. */
async function presentable (hub: Hub, connection: Connection, { id }: LockedOrder, remark: string): Promise<string> {
  const personal = await personalOf(hub, connection, id)
  return [...personal ? withoutPersonal(personal)(remark) : remark].slice(0, REMARK_LIMIT).join('')
}

/** Stores an event of an order that stays, or has just come, where it is. */
export async function storeTransition (
  hub: Hub, connection: Connection, order: Pick<LockedOrder, 'id' | 'applicationSerial' | 'state' | 'reached'>, { source, event = 'progressed', nativeAt, remark }: Move, alarms: Alarm[]
): Promise<void> {
  const now = hub.now()
  const { applicationSerial } = order
  const sequence = await nextSequence(connection, applicationSerial)
  await connection.query(`
    insert into transitions (application_serial, sequence, order_id, event, state, status_code, at, recorded_at, source, remark_sealed)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
  [
    applicationSerial, sequence, order.id, event, order.state, statusCode(order.state, order.reached), nativeAt ?? now, now, source,
    sealRemark(hub, ['transitionRemark', applicationSerial, sequence], remark)
  ])
  if (hub.settings.portal) alarms.push(await openNotification(connection, applicationSerial, sequence, now))
}

/** The next place in the application's sequence; takes the occasion to bring the overall status up to date. */
async function nextSequence (connection: Connection, serial: number): Promise<number> {
  const { rows: orders } = await connection.query<{ state: OrderState }>('select state from orders where application_serial = $1', [serial])
  const { rows } = await connection.query<{ sequence: number }>(`
    update applications set last_sequence = last_sequence + 1, status = $2 where serial = $1 returning last_sequence as sequence`,
  [serial, overallStatus(orders.map(({ state }) => state))])
  return rows[0]!.sequence
}

async function openNotification (connection: Connection, serial: number, sequence: number, now: Date): Promise<Alarm> {
  const { rows } = await connection.query<{ id: string }>(`
    insert into notifications (application_serial, sequence, opened_at, due_at) values ($1, $2, $3, $3) returning id`, [serial, sequence, now])
  return { queue: 'portal', id: rows[0]!.id, at: now }
}
