/** Applies a verified message of an enterprise to its order, once. */
import { CallbackRefused } from '../../../adapters/failure.ts'
import { applyProgress } from '../../steps/apply-progress.ts'
import { lockOrder } from '../../records/orders/transition.ts'
import type { Connection } from '../../ground/database/pool.ts'
import { acknowledge } from '../../steps/acknowledge.ts'
import type { Alarm } from '../../ground/queue/alarms.ts'
import type { Slug } from '../../enterprises/profiles.ts'
import type { ConnectedEnterprise, Hub } from '../../hub.ts'
import { settleCallback, type CallbackState } from '../../records/inbox/callback-state.ts'

/** What is kept of a message that was verified. */
export interface Message {
  id: number
  /** The enterprise's id of it; an honest repeat has the same id and the same content. */
  messageId: string | null
  /** Never to be seen twice. Null in a message that is taken again: its nonce was good when it came. */
  nonce: string | null
  nativeNumber: string | null
  contentHash: Buffer
  status: unknown
}

/** Runs in a transaction. Throws CallbackRefused `replayed`. Alarms are added to `alarms`, to be set after the commit. */
export async function applyMessage (
  hub: Hub, enterprise: ConnectedEnterprise, connection: Connection, orderId: string, message: Message, alarms: Alarm[]
): Promise<CallbackState> {
  const order = await lockOrder(connection, orderId)
  if (await isRepeat(connection, enterprise.slug, message)) {
    await connection.query("update callbacks set state = 'repeated', order_id = $2, message_id = null, nonce = $3 where id = $1", [message.id, order.id, message.nonce])
    return 'repeated'
  }
  await connection.query("update callbacks set state = 'parked', order_id = $2, nonce = $3 where id = $1", [message.id, order.id, message.nonce])
  if (message.nativeNumber) await connection.query('update orders set native_number = coalesce(native_number, $2) where id = $1', [orderId, message.nativeNumber])
  // It has overtaken the acknowledgement, which will apply it.
  if (order.delivery === 'pending' || order.delivery === 'unknown') return 'parked'
  // Nobody is at it now: the message itself is the acknowledgement, and is applied with those parked before it.
  if (order.delivery !== 'acknowledged') {
    await acknowledge(hub, enterprise, connection, order, { source: 'callback' }, alarms)
    return await stateOf(connection, message.id)
  }
  const verdict = await applyProgress(hub, connection, order, enterprise.mapping.progress(message.status), 'callback', alarms)
  return await settleCallback(connection, message.id, verdict)
}

async function stateOf (connection: Connection, id: number): Promise<CallbackState> {
  const { rows } = await connection.query<{ state: CallbackState }>('select state from callbacks where id = $1', [id])
  return rows[0]!.state
}

/** Throws CallbackRefused when an id or nonce comes back with something else. */
async function isRepeat (connection: Connection, slug: Slug, { id, messageId, nonce, contentHash }: Message): Promise<boolean> {
  const { rows } = await connection.query<{ nonce: string | null, messageId: string | null, contentHash: Buffer | null }>(`
    select nonce, message_id as "messageId", content_hash as "contentHash" from callbacks
    where enterprise = $1 and (message_id = $2 or nonce = $3) and order_id is not null and id <> $4`, [slug, messageId, nonce, id])
  if (nonce !== null && rows.some(row => row.nonce === nonce)) throw new CallbackRefused('replayed')
  const first = rows.find(row => messageId !== null && row.messageId === messageId)
  if (first && !first.contentHash?.equals(contentHash)) throw new CallbackRefused('replayed')
  return first !== undefined
}
