/**
 * What becomes of callbacks that are kept (keep-callback.ts, refused-callbacks.ts): the states of a row, and what may
 * follow what.
 */
import { APPROVALS } from '../../enterprises/approvals.ts'
import { notAside } from '../../ground/aside/set-aside.ts'
import type { Queryable } from '../../ground/database/pool.ts'
import type { Work } from '../../ground/database/work.ts'
import type { Vault } from '../../ground/sealing/vault.ts'

export type CallbackState =
  'refused' | 'unknownReference' | 'parked' | 'applied' | 'repeated' | 'late' | 'ignored' |
  'unknownStatus' | 'failed'

const SETTLED = [
  'parked', 'applied', 'repeated', 'late', 'ignored', 'unknownStatus'
] as const satisfies CallbackState[]

/** What a message may come to at its order. */
export type Settled = typeof SETTLED[number]

/** What may follow what. Drawn in docs/architecture from this table. */
export const CALLBACK_STATES: Record<CallbackState, readonly CallbackState[]> = {
  // The hub takes it again by itself, an operator all three; a message that comes again is a row of its own.
  failed: ['refused', ...SETTLED],
  unknownReference: ['refused', ...SETTLED],
  unknownStatus: ['refused', ...SETTLED],
  // It overtook the acknowledgement of its order, which applies it.
  parked: ['refused', ...SETTLED],
  refused: [],
  applied: [],
  repeated: [],
  late: [],
  ignored: []
}

/** Those that have changed nothing yet, but still may. */
export const UNSETTLED = [
  'failed', 'unknownReference', 'unknownStatus', 'parked'
] as const satisfies CallbackState[]

function before (state: CallbackState): CallbackState[] {
  return UNSETTLED.filter(from => CALLBACK_STATES[from].includes(state))
}

export function openStatus (vault: Vault, id: number, sealed: Buffer): unknown {
  return vault.open(['callbackStatus', id], sealed)
}

export async function stateOfCallback (work: Queryable, id: number): Promise<CallbackState> {
  const { rows } = await work.query<{ state: CallbackState }>('select state from callbacks where id = $1', [id])
  return rows[0]!.state
}

/** Stores what became of a message, if its state allows it. */
export function settleCallback (work: Pick<Work, 'write'>, id: number, state: CallbackState): void {
  work.write({
    name: 'settle-callback',
    text: 'update callbacks set state = $2 where id = $1 and state = any($3)',
    values: [id, state, before(state)]
  })
}

/**
 * Gives a message that was kept before to its order, with what became of it there or as one that waits. The id of one
 * that repeats another message stays that one's.
 */
export function giveToOrder (
  work: Pick<Work, 'write'>, id: number, orderId: string, state: Settled, isRepeat = false
): void {
  work.write({
    name: 'give-callback',
    text: `
      update callbacks set
        state = $3, order_id = $2, nonce = null, message_id = case when $5 then null else message_id end
      where id = $1 and state = any($4)`,
    values: [id, orderId, state, before(state), isRepeat]
  })
}

/**
 * Nothing more can come of a message whose id was used for another one meanwhile: what it says goes, like that of any
 * that is refused.
 */
export async function refuseKept (connection: Queryable, id: number, reason: string): Promise<void> {
  await connection.query(`
    update callbacks set state = 'refused', reason = $2, url_sealed = null, body_sealed = null, status_sealed = null
    where id = $1 and state = any($3)`,
  [id, reason, before('refused')])
}

/**
 * Gives what is kept of a message that cannot be read to the order that one of its words names, where there is one;
 * answers which. It stays refused.
 */
export async function giveUnreadable (
  connection: Queryable, id: number | undefined, enterprise: string, words: string[]
): Promise<string | undefined> {
  const { rows } = await connection.query<{ orderId: string }>(`
    with named as (select id from orders where enterprise = $2 and reference = any($3) limit 1),
      given as (update callbacks set order_id = named.id from named where callbacks.id = $1)
    select id as "orderId" from named`, [id ?? null, enterprise, words])
  return rows[0]?.orderId
}

/** The statuses that came before their order's acknowledgement, in the order in which they came. */
export async function parkedStatuses (
  work: Queryable, vault: Vault, orderId: string
): Promise<Array<{ id: number, receivedAt: Date, status: unknown }>> {
  const { rows } = await work.query<{ id: number, receivedAt: Date, statusSealed: Buffer }>({
    name: 'parked-callbacks',
    text: `
      select id, received_at as "receivedAt", status_sealed as "statusSealed" from callbacks
      where order_id = $1 and state = 'parked'
      order by id for update`,
    values: [orderId]
  })
  return rows.map(({ statusSealed, ...row }) => ({ ...row, status: openStatus(vault, row.id, statusSealed) }))
}

/** One that was verified when it came, and can be taken again. */
export interface KeptCallback {
  id: number
  enterprise: string
  receivedAt: Date
  state: CallbackState
  messageId: string | null
  nativeNumber: string | null
  /** What it calls the order. */
  reference: string
  statusSealed: Buffer
  /** The order it is about. */
  orderId: string
}

/** One that the hub had failed with, and the order that it is about. */
export interface Leftover extends KeptCallback {
  serial: number
  jointNumber: string
  correlationId: string
}

/** Those that failed, came before a time and were not tried again since another; in the order in which they came. */
export async function leftoverCallbacks (
  connection: Queryable, enterprises: string[],
  { cameBefore, triedBefore, now, most }: { cameBefore: Date, triedBefore: Date, now: Date, most: number }
): Promise<Leftover[]> {
  const { rows } = await connection.query<Leftover>(`
    select callbacks.id, callbacks.enterprise, callbacks.received_at as "receivedAt", callbacks.state,
           message_id as "messageId", told_native_number as "nativeNumber", status_sealed as "statusSealed",
           orders.id as "orderId", reference, serial, joint_number as "jointNumber", correlation_id as "correlationId"
    from callbacks
    join orders on orders.enterprise = callbacks.enterprise and reference = told_reference
    join applications on serial = application_serial
    where callbacks.state = 'failed' and status_sealed is not null and callbacks.received_at < $1
      and coalesce(taken_again_at, '-infinity') < $2 and callbacks.enterprise = any($3)
      and ${notAside('left callbacks', 'callbacks.id', '$5')}
    order by callbacks.id limit $4`,
  [cameBefore, triedBefore, enterprises, most, now])
  return rows
}

export function noteTakenAgain (work: Pick<Work, 'write'>, id: number, at: Date): void {
  work.write('update callbacks set taken_again_at = $2 where id = $1', [id, at])
}

/** Removes the content of all messages about the orders of an application, and of those that only name one of them. */
export function eraseMessages (work: Pick<Work, 'write'>, serial: number): void {
  work.write(`
    update callbacks set
      url_sealed = null, body_sealed = null, status_sealed = null, told_native_number = null, message_id = null,
      nonce = null
    where id in (
      select id from callbacks where order_id = any(array(select id from orders where application_serial = $1))
      union all
      select told.id from orders
      join callbacks as told on told.enterprise = orders.enterprise and told_reference = reference
      where application_serial = $1
      union all
      select told.id from filings
      join callbacks as told on told.enterprise = $2 and told_reference = reference
      where application_serial = $1)`,
  [serial, APPROVALS])
}

/**
 * SQL: the oldest of those that came before `$1`, `$2` at most, about no order of the hub or about one whose
 * application has ended. What is part of an open application stays. Those that were refused are gone long before
 * (refused-callbacks.ts).
 */
const DUE = `
  select callbacks.id from callbacks
  left join lateral (
    select status from orders join applications on serial = application_serial where orders.id = order_id offset 0
  ) as its_application on true
  where received_at < $1 and (order_id is null or status in ('completed', 'ended'))
  order by received_at, callbacks.id limit $2`

export async function countDueCallbacks (connection: Queryable, before: Date, most: number): Promise<number> {
  const { rows } = await connection.query<{ count: number }>(`select count(*) from (${DUE}) as due`, [before, most])
  return rows[0]!.count
}

/** Removes so many at most; answers how many there were. */
export async function purgeCallbacks (work: Work, before: Date, most: number): Promise<number> {
  const { rowCount } = await work.query(`delete from callbacks where id = any(array(${DUE}))`, [before, most])
  return rowCount!
}
