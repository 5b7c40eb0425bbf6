/** Sends corrected material to an enterprise that asked for it. */
import { closeIntent } from '../../records/intents/intents.ts'
import { postponeIntent } from '../../records/intents/postpone-intent.ts'
import type { Correction } from '../../records/orders/form.ts'
import { isFinal } from '../../records/orders/states.ts'
import { appointAgain } from '../../steps/appointment.ts'
import { receiveMaterial } from '../../steps/receive-material.ts'
import { corrected, type Attempt, type Delivery } from './attempt.ts'
import { changeOrderOf, recordExchange } from './exchanges.ts'
import { handFiles } from './files.ts'
import { standing } from './inquire.ts'

/**
 * Before an attempt whose outcome is unknown is repeated the enterprise is asked: an order that has gone on waits for
 * nothing any more. Where it still waits the same correction twice is one correction. Answers when to look again where
 * it seemed to have gone on and, by now, waits all the same: nothing has been sent then.
 */
export async function supplement (delivery: Delivery, attempt: Attempt): Promise<Date | undefined> {
  const { enterprise, intent } = attempt
  const { corrections } = intent.payload as { corrections: Correction }
  const state = await standing(delivery, attempt, intent.askFirst)
  const toSend = state === 'needsMaterial' || state === 'notFound'
  if (toSend) await send(delivery, attempt, corrections)
  return await changeOrderOf(delivery, attempt, async at => {
    const now = delivery.now()
    if (!toSend && at.order.state === 'needsMaterial') {
      return await postponeIntent(at.work, intent, { at: now, askFirst: false, spent: false }) ? now : undefined
    }
    closeIntent(at.work, intent)
    if (!isFinal(at.order.state)) await receiveMaterial(delivery, at, corrections, 'answer')
    // Sent now, or by the attempt before whose outcome nobody knew.
    await appointAgain(delivery, enterprise, at)
    return undefined
  })
}

async function send (delivery: Delivery, attempt: Attempt, corrections: Correction): Promise<void> {
  const { enterprise: { mapping, site }, adapter, order } = attempt
  const next = corrected(order, [corrections])
  await recordExchange(delivery, attempt, 'supplement', async () => {
    const files = await handFiles(delivery, attempt)
    await adapter.supplement(order.key, mapping.order(next.view, files, site), mapping.order(order.view, [], site))
    return { kind: 'taken' }
  })
}
