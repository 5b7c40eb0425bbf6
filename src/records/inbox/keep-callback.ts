/**
 * Keeps a callback that was verified: the message byte for byte and the status read from it, both sealed, in one row
 * with what became of it. So there is a row once something is settled, and none that a crash has left half way.
 */
import stringify from 'safe-stable-stringify'
import type { NativeRequest } from '../../../adapters/adapter.ts'
import { joinStatements } from '../../ground/database/join-statements.ts'
import { bytea, type Queryable, type Statement } from '../../ground/database/pool.ts'
import type { Work } from '../../ground/database/work.ts'
import type { Vault } from '../../ground/sealing/vault.ts'
import type { Beside } from '../orders/application.ts'
import { openStatus, type CallbackState, type Settled } from './callbacks.ts'

/** The numbers of a message: its row's, and the one it has among the exchanges. Each is part of what is sealed. */
export interface Numbers { id: number, exchange: number }

/** What a verified message says, and how it came. */
export interface Verified {
  enterprise: string
  receivedAt: Date
  request: Pick<NativeRequest, 'url' | 'body'>
  reference: string
  /** The enterprise's id of it; a message that is sent again has the same id and the same content. */
  messageId: string | null
  /** Never to be seen twice. */
  nonce: string | null
  nativeNumber: string | null
  status: unknown
}

/** Where a message has its place. */
export type Given =
  | { state: Settled, orderId: string, isRepeat?: boolean, erased?: boolean }
  /** No order has it: unknown, or the hub has failed. */
  | { state: Extract<CallbackState, 'unknownReference' | 'failed'> }

/**
 * Should the row be there already, it is what it became: a commit that broke off may have taken place. The id of one
 * that repeats another message stays that one's. Of a message about somebody who has been erased the content is not
 * kept.
 */
export function keepCallback (
  { write }: Pick<Work, 'write'>, vault: Vault, id: number, verified: Verified, given: Given
): void {
  write(keeping(vault, id, verified, given))
}

/** Of a message that no transaction of its order could take: alone. */
export async function keepAlone (
  connection: Queryable, vault: Vault, id: number | undefined, verified: Verified
): Promise<number> {
  const own = id ?? await nextCallback(connection)
  await connection.query(joinStatements([keeping(vault, own, verified, { state: 'failed' })]))
  return own
}

export async function nextCallback (connection: Queryable): Promise<number> {
  const { rows } = await connection.query<{ id: number }>({
    name: 'next-callback', text: "select nextval('callbacks_id_seq') as id"
  })
  return rows[0]!.id
}

function keeping (vault: Vault, id: number, verified: Verified, given: Given): Statement {
  const { enterprise, receivedAt, request, reference, messageId, nonce, nativeNumber, status } = verified
  const { orderId = null, isRepeat = false, erased = false } = 'orderId' in given ? given : {}
  return {
    name: 'keep-callback',
    joins: true,
    text: `
      insert into callbacks (
        id, enterprise, received_at, state, order_id, message_id, nonce, told_reference, told_native_number,
        url_sealed, body_sealed, status_sealed)
      select id, enterprise, received_at, state, order_id, message_id, nonce, told_reference, told_native_number,
             url_sealed, body_sealed, status_sealed
      from jsonb_to_recordset($1::jsonb) as kept (
        id bigint, enterprise text, received_at timestamptz, state text, order_id uuid, message_id text, nonce text,
        told_reference text, told_native_number text, url_sealed bytea, body_sealed bytea, status_sealed bytea)
      on conflict (id) do nothing`,
    rows: [{
      id,
      enterprise,
      received_at: receivedAt,
      state: given.state,
      order_id: orderId,
      told_reference: reference,
      ...!erased && {
        message_id: isRepeat ? null : messageId,
        nonce,
        told_native_number: nativeNumber,
        url_sealed: bytea(vault.seal(['callbackUrl', id], request.url)),
        body_sealed: bytea(vault.sealBytes(['callbackBody', id], request.body)),
        status_sealed: bytea(vault.seal(['callbackStatus', id], status))
      }
    }]
  }
}

/** What a message says, in one spelling: two that say the same are the same. */
export function saidBy (reference: string | null, status: unknown): string {
  return stringify([reference, status])!
}

/** What is kept of a message that an order has, and what it says. */
export interface TakenBefore { nonce: string | null, messageId: string | null, says: string | null }

interface EarlierRow {
  id: number
  nonce: string | null
  messageId: string | null
  reference: string
  /** Hexadecimal. Null of one that was refused afterwards. */
  statusSealed: string | null
}

export type Earlier = EarlierRow[]

/** SQL: those of the enterprise with the message id or nonce of what is `asked` that an order has. */
const EARLIER = `
  (select json_agg(json_build_object(
    'id', id, 'nonce', nonce, 'messageId', message_id, 'reference', told_reference,
    'statusSealed', encode(status_sealed, 'hex')))
  from callbacks
  where callbacks.enterprise = asked.enterprise and order_id is not null
    and (callbacks.message_id = asked.message_id or callbacks.nonce = asked.nonce))`

/** What is asked about a message while its order is locked (`lockNamed`): numbers for it, and earlier ones. */
export function besideTheLock ({ messageId, nonce }: Pick<Verified, 'messageId' | 'nonce'>): Beside {
  return {
    name: 'callback',
    columns: `nextval('callbacks_id_seq') as id, nextval('exchanges_id_seq') as exchange, ${EARLIER} as earlier`,
    types: 'message_id text, nonce text',
    given: { message_id: messageId, nonce }
  }
}

/** The answer to that. */
export interface BesideTheLock extends Numbers { earlier: Earlier | null }

export function takenOf (vault: Vault, earlier: Earlier | null): TakenBefore[] {
  return (earlier ?? []).map(({ id, nonce, messageId, reference, statusSealed }) => {
    const status = statusSealed === null ? undefined : openStatus(vault, id, Buffer.from(statusSealed, 'hex'))
    return { nonce, messageId, says: status === undefined ? null : saidBy(reference, status) }
  })
}

/** The earlier messages, of one that was kept before and is taken again. */
export async function takenBefore (
  work: Queryable, vault: Vault, enterprise: string, { id, messageId }: { id: number, messageId: string | null }
): Promise<TakenBefore[]> {
  const { rows } = await work.query<EarlierRow>({
    name: 'taken-before',
    text: `
      select id, nonce, message_id as "messageId", told_reference as reference,
             encode(status_sealed, 'hex') as "statusSealed"
      from callbacks
      where enterprise = $1 and message_id = $3 and order_id is not null and id <> $2`,
    values: [enterprise, id, messageId]
  })
  return takenOf(vault, rows)
}

/** PostgreSQL: unique_violation. */
const UNIQUE = '23505'

/** Whether a work failed because another message with the same id or nonce was given to an order in the meantime. */
export function isTwin (error: unknown): boolean {
  const { code, table } = error as { code?: string, table?: string }
  return code === UNIQUE && table === 'callbacks'
}
