/**
 * A message is the enterprise's own and cannot be read. An operator is told, and the order that it names shows it: it
 * may say what nothing else will say.
 */
import type { CallbackSide, NativeRequest } from '../../../adapters/adapter.ts'
import type { CallbackRefused } from '../../../adapters/failure.ts'
import { giveUnreadable } from '../../records/inbox/callbacks.ts'
import { changeOrder } from '../../records/orders/application.ts'
import type { Steps } from '../../steps/steps.ts'
import { showUnreadable } from '../../steps/unreadable.ts'
import { wordsOf } from './ask-instead.ts'

export interface Unreadable {
  /** Missing where nothing of it was kept. */
  id: number | undefined
  enterprise: string
  side: CallbackSide<unknown>
  request: NativeRequest
}

export async function tellUnreadable (
  steps: Steps, { id, enterprise, side, request }: Unreadable, { field }: CallbackRefused
): Promise<void> {
  steps.log.error(
    { alert: 'unreadable-callback', enterprise, callback: id, ...field && { field } }, 'callback cannot be read'
  )
  const words = wordsOf(side.plain?.(request) ?? request.body.toString('latin1'))
  const orderId = await giveUnreadable(steps.pool, id, enterprise, words)
  if (orderId) await changeOrder(steps, orderId, async at => { showUnreadable(at, 'callback') })
}
