/** What has happened to an application and its orders, as rows. */
import { bytea } from '../../ground/database/pool.ts'
import type { Work } from '../../ground/database/work.ts'
import type { Vault } from '../../ground/sealing/vault.ts'
import type { Announcement } from './announcements.ts'
import { orderRow, type LockedOrder } from './locked-order.ts'
import { overallStatus } from './states.ts'
import type { Transition } from './transition.ts'

/** What of an application is stored anew when something has happened. */
export interface Happened {
  serial: number
  lastSequence: number
  orders: LockedOrder[]
  /** Orders to be stored. */
  changed: Set<LockedOrder>
  /** Who has asked for it, where somebody did. */
  by?: string | undefined
}

export function writeHappened (
  vault: Vault, work: Work, { serial, by }: Happened, moved: readonly Transition[],
  announced: readonly Announcement[]
): void {
  const rows = [...moved.map(transition => transitionRow(vault, transition)), ...announced.map(announcementRow)]
    .map(row => ({ ...row, application_serial: serial, actor: by }))
  work.write({ name: 'store-transitions', joins: true, text: HAPPENED, rows })
}

export function writeChanged (work: Work, { serial, lastSequence, orders, changed }: Happened): void {
  for (const order of changed) order.version++
  const orderOf = (order: LockedOrder): object => ({ ...orderRow(order), application_serial: serial })
  work.write({ name: 'store-orders', joins: true, text: CHANGED, rows: [...changed].map(orderOf) })
  const status = overallStatus(orders.map(({ state }) => state))
  const row = { serial, last_sequence: lastSequence, status }
  work.write({ name: 'store-status', joins: true, text: STATUS, rows: [row] })
}

const HAPPENED = `
  insert into transitions (
    application_serial, sequence, order_id, event, state, status_code, at, recorded_at, source, booked_for,
    remark_sealed, clock, about, absence, actor)
  select
    application_serial, sequence, order_id, event, state, status_code, at, recorded_at, source, booked_for,
    remark_sealed, clock, about, absence, actor
  from jsonb_to_recordset($1::jsonb) as step (
    application_serial bigint, sequence integer, order_id uuid, event text, state text, status_code smallint,
    at timestamptz, recorded_at timestamptz, source text, booked_for timestamptz, remark_sealed bytea, clock jsonb,
    about jsonb, absence jsonb, actor text)`

const CHANGED = `
  update orders set
    native_number = new.native_number, state = new.state, status_code = new.status_code, reached = new.reached,
    since = new.since, native_at = new.native_at, booked_for = new.booked_for, remark_sealed = new.remark_sealed,
    delivery = new.delivery, failure = new.failure, corrections_sealed = new.corrections_sealed,
    withdrawal = new.withdrawal, withdrawal_reason_sealed = new.withdrawal_reason_sealed,
    wish_sealed = new.wish_sealed, vouched_for = new.vouched_for, desk = new.desk, taken_by = new.taken_by,
    version = new.version
  from jsonb_to_recordset($1::jsonb) as new (
    id uuid, native_number text, state text, status_code smallint, reached text, since timestamptz,
    native_at timestamptz, booked_for timestamptz, remark_sealed bytea, delivery text, failure jsonb,
    corrections_sealed bytea, withdrawal text, withdrawal_reason_sealed bytea, wish_sealed bytea,
    vouched_for boolean, desk text, taken_by text, version integer, application_serial bigint)
  where orders.id = new.id and orders.application_serial = new.application_serial`

const STATUS = `
  update applications set last_sequence = new.last_sequence, status = new.status
  from jsonb_to_recordset($1::jsonb) as new (serial bigint, last_sequence integer, status text)
  where applications.serial = new.serial`

/** The hub announces, whoever has brought it about. */
function announcementRow ({ sequence, event, at, recordedAt, about, absence }: Announcement): object {
  return { sequence, event, at, recorded_at: recordedAt, source: 'hub', about, absence }
}

function transitionRow (vault: Vault, transition: Transition): object {
  const {
    applicationSerial, sequence, orderId, event, state, statusCode, at, recordedAt, source, bookedFor, remark, clock
  } = transition
  const sealed = remark === undefined ? null : vault.seal(['transitionRemark', applicationSerial, sequence], remark)
  return {
    sequence,
    order_id: orderId,
    event,
    state,
    status_code: statusCode,
    at,
    recorded_at: recordedAt,
    source,
    booked_for: bookedFor,
    remark_sealed: bytea(sealed),
    clock
  }
}
