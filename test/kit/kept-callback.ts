/** Callbacks made as rows: what was kept of a message, whatever became of it. */
import type { Message } from '../../src/engines/callbacks/apply-message.ts'
import type { Pool } from '../../src/ground/database/pool.ts'
import type { Vault } from '../../src/ground/sealing/vault.ts'
import type { CallbackState } from '../../src/records/inbox/callbacks.ts'
import { keepAlone, saidBy, type Verified } from '../../src/records/inbox/keep-callback.ts'
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
  /** Null of a message whose content is gone. */
  status?: object | null
}

/** A verified message of 中国联通, with something else than usual. */
export function verified (receivedAt: Date, said: Partial<Verified> = {}): Verified {
  const { reference = 'NOBODYS', status = ACCEPTED } = said
  return {
    enterprise: 'unicom',
    receivedAt,
    request: { url: '/v1/callbacks/unicom', body: Buffer.from('王小梅 13800000001') },
    reference,
    messageId: null,
    nonce: null,
    nativeNumber: '56001',
    status,
    ...said
  }
}

/** One that the hub could not deal with; answers its id. */
export function failedCallback ({ pool, vault }: { pool: Pool, vault: Vault }, receivedAt: Date, said: Partial<Verified> = {}): Promise<number> {
  return keepAlone(pool, vault, undefined, verified(receivedAt, said))
}

/** A row with what was verified. */
export async function keptCallback (bare: BareHub, { state = 'failed', reference, orderId, enterprise = 'unicom', status = ACCEPTED, messageId = null, nonce = null }: Kept): Promise<Message> {
  const receivedAt = bare.clock.now
  const message = verified(receivedAt, { enterprise, messageId, nonce, status, ...reference !== undefined && { reference } })
  const id = await keepAlone(bare.hub.pool, bare.hub.vault, undefined, message)
  await bare.rows('update callbacks set state = $2, order_id = $3, told_reference = $4 where id = $1', [id, state, orderId, reference])
  if (status === null) await bare.rows('update callbacks set status_sealed = null where id = $1', [id])
  return { id, receivedAt, messageId, nonce, nativeNumber: message.nativeNumber, says: saidBy(reference ?? null, status), status }
}
