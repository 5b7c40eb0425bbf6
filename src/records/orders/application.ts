/**
 * An application with its orders, under its lock: read in one round trip, changed in memory (change-order.ts), stored
 * with all that follows from it in one more. Every change of an order goes this way, whoever makes it.
 */
import { seenByNumber, type View } from '../../ground/access/visible.ts'
import type { Statement } from '../../ground/database/pool.ts'
import { NotTogether } from '../../ground/database/shared-work.ts'
import { inWork, writeAll, type Work, type Workplace } from '../../ground/database/work.ts'
import { Problem } from '../../ground/problem/problem.ts'
import type { Vault } from '../../ground/sealing/vault.ts'
import type { Announcement } from './announcements.ts'
import { orderOf, type LockedOrder, type StoredOrder } from './locked-order.ts'
import { writeChanged, writeHappened } from './store-happened.ts'
import type { TakenReferences } from './taken-references.ts'
import type { Transition } from './transition.ts'

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
  /** A joint visit is proposed or agreed. */
  hasVisit: boolean
  /** Orders to be stored when the work ends. */
  changed: Set<LockedOrder>
  /** What has happened in this work, in sequence. */
  transitions: Transition[]
  /** And what is announced of it as a whole. */
  announcements: Announcement[]
  /** Who has asked for it, where somebody did. */
  by?: string | undefined
}

/** An order under its application's lock, and the work in which it changes. */
export interface OrderAtHand { work: Work, application: LockedApplication, order: LockedOrder }

/**
 * What follows from what has happened to the orders of an application, and from what was announced of it; given at
 * assembly, run one after the other before the work is stored. What a reaction itself moves or announces is stored and
 * reacted to in turn.
 */
export type Reaction = (
  work: Work, transitions: readonly Transition[], application: LockedApplication,
  announcements: readonly Announcement[]
) => void | Promise<void>

/** What it takes to change applications. */
export interface OrderRecords extends Workplace {
  vault: Vault
  reactions: readonly Reaction[]
  references: TakenReferences
  now (): Date
}

/** Changes one order; its whole application is locked meanwhile. `first` is written before, in the same work. */
export async function changeOrder<T> (
  records: OrderRecords, orderId: string, change: (at: OrderAtHand) => Promise<T>, first: Statement[] = []
): Promise<T> {
  return await inWork(records, async work => {
    writeAll(work, first)
    return await changeLocked(records, work, orderId, change)
  })
}

/** Changes an application that the caller sees. Throws Problem `application-not-found`. */
export async function changeApplication<T> (
  records: OrderRecords, view: View, jointNumber: string,
  change: (work: Work, application: LockedApplication) => Promise<T>
): Promise<T> {
  return await inWork(records, work =>
    changeSeen(records, work, view, jointNumber, application => change(work, application)))
}

/** In a work that does more. Throws Problem `application-not-found`. */
export async function changeSeen<T> (
  records: OrderRecords, work: Work, view: View, jointNumber: string,
  change: (application: LockedApplication) => Promise<T>
): Promise<T> {
  const { text, values } = seenByNumber(view, jointNumber)
  const application = await lock(work, { text: lockWhere(text), values })
  if (!application) throw new Problem('application-not-found')
  return await changing(records, work, application, () => change(application))
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

/**
 * Locks an application that nobody else has locked, among others whom the work locks at the same time. Nothing where
 * somebody else has it.
 */
export async function lockFree (work: Work, serial: number): Promise<LockedApplication | undefined> {
  const { rows } = await work.query<Row>({ name: 'lock-free', joins: true, text: LOCK_FREE, rows: [{ serial }] })
  const row = rows.find(row => row.serial === serial)
  return row && lockedOf(row)
}

/** Locks applications, always in the same sequence, so that two works that lock many cannot block each other. */
export async function lockAll (work: Work, serials: number[]): Promise<void> {
  await work.query('select from applications where serial = any($1) order by serial for no key update', [serials])
}

/** Changes an application that the work has locked, and stores it. */
export async function changing<T> (
  records: OrderRecords, work: Work, application: LockedApplication, change: () => Promise<T>
): Promise<T> {
  const result = await change()
  await storeApplication(records, work, application)
  return result
}

type InMemory = 'isNew' | 'orders' | 'changed' | 'transitions' | 'announcements' | 'by'
type Row = Omit<LockedApplication, InMemory> & { orders: StoredOrder[] }

const LOCKED = `
  serial, joint_number as "jointNumber", received_at as "receivedAt", client_id as "clientId",
  form_sealed as "formSealed", last_sequence as "lastSequence"`

const LOCK_FREE = lockWhere(`
  serial = any(array(select serial from jsonb_to_recordset($1::jsonb) as asked (serial bigint)))
  order by serial`, 'skip locked')

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

/** What else is asked about an order while it is locked: SQL of another room, and what it asks with. */
export interface Beside {
  /** Stands for `columns` and `types`. */
  name: string
  /** About `asked`, a row of what is given. */
  columns: string
  /** Of what is given beside `enterprise` and `reference`, as a column definition list. */
  types: string
  given: object
}

/**
 * Locks an application by what an enterprise calls one of its orders; `columns` are asked in the same statement.
 * Whoever changes the order stores the application. Among others nobody is waited for: throws NotTogether where
 * somebody else has it.
 */
export async function lockNamed<Answer extends object> (
  work: Work, enterprise: string, reference: string, { name, columns, types, given }: Beside
): Promise<Named<Answer>> {
  type Asked = { of: string, as: string, known: number | null }
  const { rows } = await work.query<Answer & Partial<Row & Origin> & Asked>({
    name: `lock-by-reference${work.common ? '-free' : ''}+${name}`,
    joins: true,
    text: `
      select asked.enterprise as "of", asked.reference as "as", named.serial as known, ${columns}, locked.*,
             case when locked.serial is not null then locked_orders(locked.serial) end as orders,
             case when locked.serial is not null then has_visit(locked.serial) end as "hasVisit"
      from jsonb_to_recordset($1::jsonb) as asked (enterprise text, reference text, ${types})
      left join lateral (
        select application_serial as serial from orders
        where enterprise = asked.enterprise and reference = asked.reference
      ) as named on true
      left join lateral (
        select ${LOCKED}, correlation_id as "correlationId", traceparent
        from applications where serial = named.serial for no key update ${work.common ? 'skip locked' : ''}
      ) as locked on true`,
    rows: [{ ...given, enterprise, reference }]
  })
  const row = rows.find(({ of, as }) => of === enterprise && as === reference)!
  const { serial, orders, correlationId, traceparent, of: _of, as: _as, known, ...rest } = row
  const beside = rest as unknown as Answer
  if (known === null) return { found: undefined, beside }
  if (serial === null || serial === undefined) throw new NotTogether()
  const application = lockedOf(row as unknown as Row)
  const order = application.orders.find(order => order.enterprise === enterprise && order.reference === reference)!
  return { found: { application, order, origin: { correlationId: correlationId!, traceparent: traceparent! } }, beside }
}

function lockWhere (condition: string, unlessFree = ''): string {
  return `
    select locked.*, locked_orders(serial) as orders, has_visit(serial) as "hasVisit"
    from (
      select ${LOCKED}
      from applications where ${condition} for no key update ${unlessFree}
    ) as locked`
}

/** Nothing where no application fits. */
async function lock (work: Work, statement: Statement): Promise<LockedApplication | undefined> {
  const { rows: [row] } = await work.query<Row>(statement)
  return row && lockedOf(row)
}

function lockedOf (
  { serial, jointNumber, receivedAt, clientId, formSealed, lastSequence, orders, hasVisit }: Row
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
    hasVisit,
    changed: new Set(),
    transitions: [],
    announcements: []
  }
}

/** Stores what has changed, in one statement, and has everything done that follows from it, and from that. */
export async function storeApplication (
  records: Pick<OrderRecords, 'vault' | 'reactions'>, work: Work, application: LockedApplication
): Promise<void> {
  const { changed, transitions, announcements } = application
  let stored = { transitions: 0, announcements: 0 }
  for (let isFirst = true; ; isFirst = false) {
    const moved = transitions.slice(stored.transitions)
    const announced = announcements.slice(stored.announcements)
    if (changed.size + moved.length + announced.length === 0) return
    // One statement cannot change a row twice, nor read what it writes: what was written before goes by itself.
    if (!isFirst) work.write('select')
    stored = { transitions: transitions.length, announcements: announcements.length }
    writeHappened(records.vault, work, application, moved, announced)
    // A new one is written as it will stay, but for what is announced of it and what its reactions make of it.
    if (!application.isNew || !isFirst || announced.length > 0) writeChanged(work, application)
    changed.clear()
    if (moved.length + announced.length === 0) return
    for (const react of records.reactions) await react(work, moved, application, announced)
  }
}
