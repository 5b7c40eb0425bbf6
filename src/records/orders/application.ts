/**
 * An application with its orders, under its lock: read in one round trip, changed in memory (change-order.ts), stored
 * with all that follows from it in one more. Every change of an order goes this way, whoever makes it.
 */
import type { OrderState, Service } from '../../../mappings/mapping.ts'
import { seenByNumber, type View } from '../../ground/access/visible.ts'
import { bytea, type Statement } from '../../ground/database/pool.ts'
import { inWork, type Work, type Workplace } from '../../ground/database/work.ts'
import { Problem } from '../../ground/problem/problem.ts'
import type { Vault } from '../../ground/sealing/vault.ts'
import { orderOf, orderRow, type LockedOrder, type StoredOrder } from './locked-order.ts'
import type { ClockNews } from './promises.ts'
import { overallStatus } from './states.ts'

/** Who says so: an acknowledgement, an inquiry, a callback of the enterprise, its desk, or the hub itself. */
export type Source = 'answer' | 'inquiry' | 'callback' | 'desk' | 'hub'

/** What kind of event it is to the portal. `updated`: more is said of the state in which the order stands. */
export type EventKind =
  'progressed' | 'updated' | 'withdrawalDeclined' | 'handedOver' | 'clockWarned' | 'clockExpired'

/** What has happened to an order; never changed once it is stored. */
export interface Transition {
  applicationSerial: number
  /** Its place in the application's sequence. */
  sequence: number
  orderId: string
  enterprise: string
  service: Service
  event: EventKind
  /** Where the order stood before; null of one that has just been opened. */
  from: OrderState | null
  state: OrderState
  statusCode: number
  at: Date
  recordedAt: Date
  source: Source
  /** The visit that was agreed for this state. */
  bookedFor: Date | undefined
  remark: string | undefined
  /** Of an event of a clock. */
  clock: ClockNews | undefined
  /** When the application came in. */
  receivedAt: Date
}

export interface LockedApplication {
  serial: number
  jointNumber: string
  receivedAt: Date
  /** The client that submitted it. */
  clientId: string
  /** Null once the person has been erased. */
  formSealed: Buffer | null
  lastSequence: number
  /** Its row and those of its orders were written by this work, as they will stay. */
  isNew: boolean
  orders: LockedOrder[]
  /** Orders to be stored when the work ends. */
  changed: Set<LockedOrder>
  /** What has happened in this work, in sequence. */
  transitions: Transition[]
  /** Who has asked for it, where somebody did. */
  by?: string | undefined
}

/** An order under its application's lock, and the work in which it changes. */
export interface OrderAtHand { work: Work, application: LockedApplication, order: LockedOrder }

/**
 * What follows from what has happened to the orders of an application; given at assembly, run one after the other
 * before the work is stored.
 */
export type Reaction = (
  work: Work, transitions: readonly Transition[], application: LockedApplication
) => void | Promise<void>

/** What it takes to change applications. */
export interface OrderRecords extends Workplace {
  vault: Vault
  reactions: readonly Reaction[]
  now (): Date
}

/** Changes one order; its whole application is locked meanwhile. `first` is written before, in the same work. */
export async function changeOrder<T> (
  records: OrderRecords, orderId: string, change: (at: OrderAtHand) => Promise<T>, first: Statement[] = []
): Promise<T> {
  return await inWork(records, async work => {
    for (const statement of first) work.write(statement)
    return await changeLocked(records, work, orderId, change)
  })
}

/** Changes an application that the caller sees. Throws Problem `application-not-found`. */
export async function changeApplication<T> (
  records: OrderRecords, view: View, jointNumber: string,
  change: (work: Work, application: LockedApplication) => Promise<T>
): Promise<T> {
  return await inWork(records, async work => {
    const { text, values } = seenByNumber(view, jointNumber)
    const application = await lock(work, { text: lockWhere(text), values })
    if (!application) throw new Problem('application-not-found')
    return await changing(records, work, application, () => change(work, application))
  })
}

/** Changes the application with this serial number. */
export async function changeBySerial<T> (
  records: OrderRecords, serial: number, change: (work: Work, application: LockedApplication) => Promise<T>
): Promise<T> {
  return await inWork(records, async work => {
    const statement = { name: 'lock-by-serial', text: lockWhere('serial = $1'), values: [serial] }
    const application = (await lock(work, statement))!
    return await changing(records, work, application, () => change(work, application))
  })
}

/** Of the orders of an application those that the caller sees. */
export function ordersSeen ({ orders }: LockedApplication, { enterprise }: View): LockedOrder[] {
  return orders.filter(order => enterprise === null || order.enterprise === enterprise)
}

/** Changes one order in a work that does more; a work that changes many locks their applications first (`lockAll`). */
export async function changeLocked<T> (
  records: OrderRecords, work: Work, orderId: string, change: (at: OrderAtHand) => Promise<T>
): Promise<T> {
  const application = (await lock(work, ofOrder(orderId)))!
  return await changing(records, work, application, () =>
    change({ work, application, order: application.orders.find(({ id }) => id === orderId)! }))
}

/** Locks applications, always in the same sequence, so that two works that lock many cannot block each other. */
export async function lockAll (work: Work, serials: number[]): Promise<void> {
  await work.query('select from applications where serial = any($1) order by serial for no key update', [serials])
}

async function changing<T> (
  records: OrderRecords, work: Work, application: LockedApplication, change: () => Promise<T>
): Promise<T> {
  const result = await change()
  await storeApplication(records, work, application)
  return result
}

type Row = Omit<LockedApplication, 'isNew' | 'orders' | 'changed' | 'transitions' | 'by'> & { orders: StoredOrder[] }

const LOCKED = `
  serial, joint_number as "jointNumber", received_at as "receivedAt", client_id as "clientId",
  form_sealed as "formSealed", last_sequence as "lastSequence"`

/** One application by an order of it, which is how deliveries and callbacks come to it. */
function ofOrder (orderId: string): Statement {
  return {
    name: 'lock-by-order',
    text: lockWhere('serial = (select application_serial from orders where id = $1)'),
    values: [orderId]
  }
}

/** What log and traces know an application by. */
export interface Origin { correlationId: string, traceparent: string | null }

export interface Found extends Omit<OrderAtHand, 'work'> { origin: Origin }

export interface Named<Beside> {
  /** Missing where no order of the enterprise is called so. */
  found: Found | undefined
  beside: Beside
}

/**
 * Locks an application by what an enterprise calls one of its orders. `columns`, SQL of another room, are asked in the
 * same statement, with the enterprise as `$1` and `values` from `$3` on; `name` stands for them. Whoever changes the
 * order stores the application.
 */
export async function lockNamed<Beside extends object> (
  work: Work, enterprise: string, reference: string,
  { name, columns, values }: { name: string, columns: string, values: unknown[] }
): Promise<Named<Beside>> {
  const { rows } = await work.query<Beside & Partial<Row & Origin>>({
    name: `lock-by-reference+${name}`,
    text: `
      select ${columns}, locked.*, case when serial is not null then lock_orders(serial) end as orders
      from (values (1)) as once left join (
        select ${LOCKED}, correlation_id as "correlationId", traceparent
        from applications where serial = (
          select application_serial from orders where enterprise = $1 and reference = $2)
        for no key update
      ) as locked on true`,
    values: [enterprise, reference, ...values]
  })
  const { serial, orders, correlationId, traceparent, ...rest } = rows[0]!
  const beside = rest as unknown as Beside
  if (serial === null || serial === undefined) return { found: undefined, beside }
  const application = lockedOf(rows[0] as unknown as Row)
  const order = application.orders.find(order => order.enterprise === enterprise && order.reference === reference)!
  return { found: { application, order, origin: { correlationId: correlationId!, traceparent: traceparent! } }, beside }
}

function lockWhere (condition: string): string {
  return `
    select locked.*, lock_orders(serial) as orders
    from (
      select ${LOCKED}
      from applications where ${condition} for no key update
    ) as locked`
}

/** Nothing where no application fits. */
async function lock (work: Work, statement: Statement): Promise<LockedApplication | undefined> {
  const { rows: [row] } = await work.query<Row>(statement)
  return row && lockedOf(row)
}

function lockedOf (
  { serial, jointNumber, receivedAt, clientId, formSealed, lastSequence, orders }: Row
): LockedApplication {
  return {
    serial,
    jointNumber,
    receivedAt,
    clientId,
    formSealed,
    lastSequence,
    isNew: false,
    orders: orders.map(orderOf),
    changed: new Set(),
    transitions: []
  }
}

/** Stores what has changed, in one statement, and has everything done that follows from it. */
export async function storeApplication (
  { vault, reactions }: Pick<OrderRecords, 'vault' | 'reactions'>, work: Work, application: LockedApplication
): Promise<void> {
  const { serial, lastSequence, isNew, by = null, orders, changed, transitions } = application
  if (changed.size === 0 && transitions.length === 0) return
  const happened = JSON.stringify(transitions.map(transition => transitionRow(vault, transition)))
  work.write({ name: 'store-transitions', joins: true, text: HAPPENED, values: [serial, happened, by] })
  if (!isNew) {
    for (const order of changed) order.version++
    const rows = JSON.stringify([...changed].map(orderRow))
    work.write({ name: 'store-orders', joins: true, text: CHANGED, values: [serial, rows] })
    const status = overallStatus(orders.map(({ state }) => state))
    work.write({ name: 'store-status', joins: true, text: STATUS, values: [serial, lastSequence, status] })
  }
  if (transitions.length === 0) return
  for (const react of reactions) await react(work, transitions, application)
}

const HAPPENED = `
  insert into transitions (
    application_serial, sequence, order_id, event, state, status_code, at, recorded_at, source, booked_for,
    remark_sealed, clock, actor)
  select
    $1, sequence, order_id, event, state, status_code, at, recorded_at, source, booked_for, remark_sealed, clock,
    $3::text
  from jsonb_to_recordset($2::jsonb) as step (
    sequence integer, order_id uuid, event text, state text, status_code smallint, at timestamptz,
    recorded_at timestamptz, source text, booked_for timestamptz, remark_sealed bytea, clock jsonb)`

const CHANGED = `
  update orders set
    native_number = new.native_number, state = new.state, status_code = new.status_code, reached = new.reached,
    since = new.since, native_at = new.native_at, booked_for = new.booked_for, remark_sealed = new.remark_sealed,
    delivery = new.delivery, failure = new.failure, corrections_sealed = new.corrections_sealed,
    withdrawal = new.withdrawal, withdrawal_reason_sealed = new.withdrawal_reason_sealed,
    wish_sealed = new.wish_sealed, vouched_for = new.vouched_for, desk = new.desk, taken_by = new.taken_by,
    version = new.version
  from jsonb_to_recordset($2::jsonb) as new (
    id uuid, native_number text, state text, status_code smallint, reached text, since timestamptz,
    native_at timestamptz, booked_for timestamptz, remark_sealed bytea, delivery text, failure jsonb,
    corrections_sealed bytea, withdrawal text, withdrawal_reason_sealed bytea, wish_sealed bytea,
    vouched_for boolean, desk text, taken_by text, version integer)
  where orders.id = new.id and application_serial = $1`

const STATUS = 'update applications set last_sequence = $2, status = $3 where serial = $1'

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
