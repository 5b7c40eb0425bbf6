/** Applies a verified message of an enterprise to its order, once. */
import { CallbackRefused } from '../../../adapters/failure.ts'
import type { ConnectedEnterprise } from '../../enterprises/connected-enterprise.ts'
import { giveToOrder, type CallbackState, type TakenBefore } from '../../records/inbox/callbacks.ts'
import type { OrderAtHand } from '../../records/orders/application.ts'
import { learnNumber } from '../../records/orders/change-order.ts'
import { acknowledge } from '../../steps/acknowledge.ts'
import { applyProgress, RESULTS } from '../../steps/progress.ts'
import type { Steps } from '../../steps/steps.ts'

/** What is kept of a message that was verified. */
export interface Message {
  id: number
  /** The enterprise's id of it; a message that is sent again has the same id and the same content. */
  messageId: string | null
  /** Never to be seen twice. Null in a message that is applied again: its nonce was good when it came. */
  nonce: string | null
  nativeNumber: string | null
  contentHash: Buffer
  status: unknown
}

/** Throws CallbackRefused `replayed` for one of whose id or nonce there is an earlier one that says something else. */
export async function applyMessage (
  engine: Steps, enterprise: ConnectedEnterprise, at: OrderAtHand, message: Message, earlier: readonly TakenBefore[]
): Promise<CallbackState> {
  const { work, order } = at
  if (isRepeat(message, earlier)) {
    giveToOrder(work, message, order.id, 'repeated', true)
    return 'repeated'
  }
  learnNumber(at, message.nativeNumber)
  if (order.delivery === 'acknowledged') {
    const progress = enterprise.mapping.progress(message.status)
    const result = RESULTS[await applyProgress(engine, at, progress, 'callback')]
    giveToOrder(work, message, order.id, result)
    return result
  }
  giveToOrder(work, message, order.id, 'parked')
  order.hasParked = true
  // It has overtaken the acknowledgement, which will apply it.
  if (order.delivery === 'pending' || order.delivery === 'unknown') return 'parked'
  // No attempt is under way: the message itself is the acknowledgement, and is applied with those parked before it.
  const results = await acknowledge(engine, enterprise, at, { source: 'callback' })
  return results.get(message.id)!
}

function isRepeat ({ messageId, nonce, contentHash }: Message, earlier: readonly TakenBefore[]): boolean {
  if (nonce !== null && earlier.some(row => row.nonce === nonce)) throw new CallbackRefused('replayed')
  const first = earlier.find(row => messageId !== null && row.messageId === messageId)
  if (first && !first.contentHash.equals(contentHash)) throw new CallbackRefused('replayed')
  return first !== undefined
}
