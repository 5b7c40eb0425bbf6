/** Applies a verified message of an enterprise to its order, once. */
import { CallbackRefused } from '../../../adapters/failure.ts'
import type { ConnectedEnterprise } from '../../enterprises/connected-enterprise.ts'
import type { CallbackState, Settled } from '../../records/inbox/callbacks.ts'
import type { TakenBefore } from '../../records/inbox/keep-callback.ts'
import type { OrderAtHand } from '../../records/orders/application.ts'
import { learnNumber } from '../../records/orders/change-order.ts'
import { acknowledge } from '../../steps/acknowledge.ts'
import { applyProgress, RESULTS } from '../../steps/progress.ts'
import type { Steps } from '../../steps/steps.ts'

/** What a message says, whether it has just come or was kept before. */
export interface Message {
  id: number
  receivedAt: Date
  messageId: string | null
  /** Null in a message that is taken again: its nonce was good when it came. */
  nonce: string | null
  nativeNumber: string | null
  /** Null once the person it is about has been erased. */
  says: string | null
  status: unknown
}

/** Gives the message's row to the order, with what became of it there or as one that waits. */
export type Give = (state: Settled, isRepeat?: boolean) => void

/** Throws CallbackRefused `replayed` for one of whose id or nonce there is an earlier one that says something else. */
export async function applyMessage (
  engine: Steps, enterprise: ConnectedEnterprise, at: OrderAtHand, message: Message, earlier: readonly TakenBefore[],
  give: Give
): Promise<CallbackState> {
  const { order } = at
  if (isRepeat(message, earlier)) {
    give('repeated', true)
    return 'repeated'
  }
  if (order.delivery === 'acknowledged') {
    if (order.desk !== null) tellOfDesk(engine, order)
    const progress = enterprise.mapping.progress(message.status)
    const result = RESULTS[await applyProgress(engine, at, progress, 'callback', {
      nativeNumber: message.nativeNumber, heardAt: message.receivedAt
    })]
    give(result)
    return result
  }
  learnNumber(at, message.nativeNumber)
  give('parked')
  order.hasParked = true
  // It has overtaken the acknowledgement, which will apply it.
  if (order.delivery === 'pending' || order.delivery === 'unknown') return 'parked'
  // No attempt is under way: the message itself is the acknowledgement, and is applied with those parked before it.
  const results = await acknowledge(engine, enterprise, at, { source: 'callback' })
  return results.get(message.id)!
}

/**
 * The people at the desk work on what the enterprise's system has, too: its word counts like theirs, they see that the
 * order has changed, and somebody has to tell the enterprise.
 */
function tellOfDesk ({ log }: Steps, { enterprise, reference }: OrderAtHand['order']): void {
  log.error({ alert: 'reported-beside-desk', enterprise, reference }, 'system reports on an order that its desk works')
}

function isRepeat ({ messageId, nonce, says }: Message, earlier: readonly TakenBefore[]): boolean {
  if (nonce !== null && earlier.some(row => row.nonce === nonce)) throw new CallbackRefused('replayed')
  const first = earlier.find(row => messageId !== null && row.messageId === messageId)
  if (first?.says && says && first.says !== says) throw new CallbackRefused('replayed')
  return first !== undefined
}
