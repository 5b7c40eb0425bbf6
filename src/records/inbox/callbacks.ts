/**
 * Callbacks as they are kept: the message byte for byte and the status read from it, both sealed, and what became of
 * it.
 */
import type { NativeRequest } from '../../../adapters/adapter.ts'
import type { Queryable } from '../../ground/database/pool.ts'
import type { Work } from '../../ground/database/work.ts'
import type { Vault } from '../../ground/sealing/vault.ts'

/** `received` until it is one of the others; a row that stays so was cut off. */
export type CallbackState =
  'received' | 'refused' | 'unknownReference' | 'parked' | 'applied' | 'repeated' | 'late' | 'ignored' |
  'unknownStatus' | 'failed'

const SETTLED = [
  'parked', 'applied', 'repeated', 'late', 'ignored', 'unknownStatus'
] as const satisfies CallbackState[]

/** What a message may come to at its order. */
export type Settled = typeof SETTLED[number]

/** What may follow what. Drawn in docs/architecture from this table. */
export const CALLBACK_STATES: Record<CallbackState, readonly CallbackState[]> = {
  received: ['refused', 'unknownReference', 'failed', ...SETTLED],
  // These three are taken again by an operator; a message that comes again is a row of its own.
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
  'received', 'failed', 'unknownReference', 'unknownStatus', 'parked'
] as const satisfies CallbackState[]

function before (state: CallbackState): CallbackState[] {
  return UNSETTLED.filter(from => CALLBACK_STATES[from].includes(state))
}

/** The numbers of a message: its row's, and the one it has among the exchanges should it be believed. */
export interface Numbers { id: number, exchange: number }

/** Keeps a message before anything in it is believed. Its number is part of what it is sealed with. */
export async function keepMessage (
  connection: Queryable, vault: Vault, enterprise: string, { url, body }: NativeRequest, receivedAt: Date
): Promise<Numbers> {
  const { rows } = await connection.query<Numbers>({
    name: 'number-callback', text: "select nextval('callbacks_id_seq') as id, nextval('exchanges_id_seq') as exchange"
  })
  const { id, exchange } = rows[0]!
  await connection.query({
    name: 'keep-callback',
    text: 'insert into callbacks (id, enterprise, received_at, url_sealed, body_sealed) values ($1, $2, $3, $4, $5)',
    values: [
      id, enterprise, receivedAt, vault.seal(['callbackUrl', id], url), vault.sealBytes(['callbackBody', id], body)
    ]
  })
  return { id, exchange }
}

/** What a verified message says. */
export interface Verified {
  reference: string
  messageId: string | null
  nonce: string | null
  nativeNumber: string | null
  contentHash: Buffer
  status: unknown
}

/** The order that a message is about, with what log and traces know its application by. */
export interface KnownOrder {
  orderId: string
  jointNumber: string
  correlationId: string
  traceparent: string | null
}

/** What is kept of a message that was given to an order. */
export interface TakenBefore { nonce: string | null, messageId: string | null, contentHash: Buffer }

export interface KnownMessage {
  /** Missing where no order of the enterprise is called so. */
  order: KnownOrder | undefined
  /** The earlier messages with the same message id or nonce: this one may repeat one of them. */
  earlier: TakenBefore[]
}

interface Found { order: KnownOrder | null, earlier: Array<Omit<TakenBefore, 'contentHash'> & { contentHash: string }> }

/** SQL: those of enterprise `$2` with message id `$3` or nonce `$4` that an order has. */
const EARLIER = `
  select json_agg(json_build_object(
    'nonce', nonce, 'messageId', message_id, 'contentHash', encode(content_hash, 'hex')))
  from callbacks
  where enterprise = $2 and (message_id = $3 or nonce = $4) and order_id is not null and id <> $1`

/** What was verified stays verified: from here on the message can be taken again, whatever becomes of it now. */
export async function keepVerified (
  connection: Queryable, vault: Vault, enterprise: string, id: number, verified: Verified
): Promise<KnownMessage> {
  const { rows } = await connection.query<Found>({
    name: 'keep-verified',
    text: `
      update callbacks set
        message_id = $3, nonce = $4, told_reference = $5, told_native_number = $6, content_hash = $7,
        status_sealed = $8,
        state = case when known."order" is null then 'unknownReference' else state end
      from (select (
        select json_build_object(
          'orderId', orders.id, 'jointNumber', joint_number, 'correlationId', correlation_id,
          'traceparent', traceparent)
        from orders join applications on serial = application_serial
        where enterprise = $2 and reference = $5) as "order", (${EARLIER}) as earlier) as known
      where callbacks.id = $1 returning known."order", coalesce(known.earlier, '[]') as earlier`,
    values: [
      id, enterprise, verified.messageId, verified.nonce, verified.reference, verified.nativeNumber,
      verified.contentHash, vault.seal(['callbackStatus', id], verified.status)
    ]
  })
  const { order, earlier } = rows[0]!
  return { order: order ?? undefined, earlier: earlier.map(takenOf) }
}

function takenOf ({ contentHash, ...taken }: Found['earlier'][number]): TakenBefore {
  return { ...taken, contentHash: Buffer.from(contentHash, 'hex') }
}

/** The earlier messages, looked for again. */
export async function takenBefore (
  work: Queryable, enterprise: string,
  { id, messageId, nonce }: { id: number, messageId: string | null, nonce: string | null }
): Promise<TakenBefore[]> {
  const { rows } = await work.query<Pick<Found, 'earlier'>>({
    name: 'taken-before',
    text: `select coalesce((${EARLIER}), '[]') as earlier`,
    values: [id, enterprise, messageId, nonce]
  })
  return rows[0]!.earlier.map(takenOf)
}

/** PostgreSQL: unique_violation. */
const UNIQUE = '23505'

/** Whether a work failed because another message with the same id or nonce was given to an order in the meantime. */
export function isTwin (error: unknown): boolean {
  const { code, table } = error as { code?: string, table?: string }
  return code === UNIQUE && table === 'callbacks'
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
 * Gives a message to its order, with what became of it there or as one that waits. The id of one that repeats another
 * message stays that one's.
 */
export function giveToOrder (
  work: Pick<Work, 'write'>, { id, nonce }: { id: number, nonce: string | null }, orderId: string,
  state: Settled, isRepeat = false
): void {
  work.write({
    name: 'give-callback',
    text: `
      update callbacks set
        state = $3, order_id = $2, nonce = $4, message_id = case when $6 then null else message_id end
      where id = $1 and state = any($5)`,
    values: [id, orderId, state, nonce, before(state), isRepeat]
  })
}

/** Nothing of a message is believed, or it could not be dealt with; `reason` for operators. */
export async function refuseCallback (
  connection: Queryable, id: number, state: 'refused' | 'failed', reason?: string
): Promise<void> {
  await connection.query('update callbacks set state = $2, reason = $3 where id = $1 and state = any($4)', [
    id, state, reason ?? null, before(state)
  ])
}

/** The statuses that came before their order's acknowledgement, in the order in which they came. */
export async function parkedStatuses (
  work: Queryable, vault: Vault, orderId: string
): Promise<Array<{ id: number, status: unknown }>> {
  const { rows } = await work.query<{ id: number, statusSealed: Buffer }>({
    name: 'parked-callbacks',
    text: `
      select id, status_sealed as "statusSealed" from callbacks where order_id = $1 and state = 'parked'
      order by id for update`,
    values: [orderId]
  })
  return rows.map(({ id, statusSealed }) => ({ id, status: openStatus(vault, id, statusSealed) }))
}

/** Removes the content of a message about somebody who has been erased. */
export function eraseMessage (work: Pick<Work, 'write'>, id: number): void {
  work.write('update callbacks set url_sealed = null, body_sealed = null, status_sealed = null where id = $1', [id])
}

/** The same for all messages about the orders of an application, and for those that only name one of its orders. */
export function eraseMessages (work: Pick<Work, 'write'>, serial: number): void {
  work.write(`
    update callbacks set url_sealed = null, body_sealed = null, status_sealed = null, told_native_number = null
    where id in (
      select id from callbacks where order_id = any(array(select id from orders where application_serial = $1))
      union all
      select told.id from orders
      join callbacks as told on told.enterprise = orders.enterprise and told_reference = reference
      where application_serial = $1)`,
  [serial])
}

/**
 * SQL: the oldest of those that came before `$1`, `$2` at most, about no order of the hub or about one whose
 * application has ended. What is part of an open application stays.
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
