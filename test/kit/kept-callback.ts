/** Callbacks made as rows: what was kept of a message, whatever became of it. */
import { createHash } from 'node:crypto'
import type { Message } from '../../src/engines/callbacks/apply-message.ts'
import { keepMessage, type CallbackState } from '../../src/records/inbox/callbacks.ts'
import type { Slug } from '../../src/enterprises/profiles.ts'
import type { BareHub } from './bare-hub.ts'

export const ACCEPTED = { ORDER_STATE: '10', STATE_DATE: '20260105093000' }

export interface Kept extends Partial<Pick<Message, 'messageId' | 'nonce'>> {
  state?: CallbackState
  /** What it calls the order. */
  reference?: string
  /** The order it was found to be about. */
  orderId?: string
  enterprise?: Slug
  /** Null of a message that was never verified. */
  status?: object | null
}

/** A row with what was verified. */
export async function keptCallback (bare: BareHub, { state = 'received', reference, orderId, enterprise = 'unicom', status = ACCEPTED, messageId = null, nonce = null }: Kept): Promise<Message> {
  const contentHash = createHash('sha256').update(JSON.stringify([reference, status])).digest()
  const { id } = await keepMessage(bare.hub.pool, bare.hub.vault, enterprise,
    { method: 'POST', url: '/', query: {}, headers: {}, body: Buffer.from('王小梅 13800000001') }, bare.clock.now)
  await bare.rows(`
    update callbacks set state = $2, told_reference = $3, order_id = $4, message_id = $5, nonce = $6, content_hash = $7, status_sealed = $8, told_native_number = '56001'
    where id = $1`, [id, state, reference, orderId, messageId, nonce, contentHash, status && bare.hub.vault.seal(['callbackStatus', id], status)])
  return { id, messageId, nonce, nativeNumber: '56001', contentHash, status }
}
