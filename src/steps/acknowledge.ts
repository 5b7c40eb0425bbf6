/**
 * The one place where an order becomes one that its enterprise has, whoever said so: an answer, an inquiry, a callback.
 */
import type { ConnectedEnterprise } from '../enterprises/connected-enterprise.ts'
import { parkedStatuses, settleCallback, type CallbackState } from '../records/inbox/callbacks.ts'
import { endIntents, watchPlaced } from '../records/intents/intents.ts'
import type { OrderAtHand } from '../records/orders/application.ts'
import type { Source } from '../records/orders/transition.ts'
import { learnNumber, passCustody } from '../records/orders/change-order.ts'
import { showNews } from '../records/orders/news.ts'
import { isFinal } from '../records/orders/states.ts'
import { appointAgain } from './appointment.ts'
import { applyProgress, RESULTS } from './progress.ts'
import type { Steps } from './steps.ts'

/** How the enterprise showed that it has the order. */
export interface Acknowledgement {
  source: Source
  nativeNumber?: string | null | undefined
  status?: unknown
  remark?: string | undefined
}

/**
 * The order's placement ends, the callbacks that came before are applied in their sequence, and the order is watched
 * from now on. Answers what became of the messages that were parked, by their ids.
 */
export async function acknowledge (
  steps: Steps, enterprise: ConnectedEnterprise, at: OrderAtHand,
  { source, nativeNumber, status, remark }: Acknowledgement
): Promise<Map<number, CallbackState>> {
  const { work, order } = at
  const { lastSequence } = at.application
  passCustody(at, 'acknowledged')
  // Its system has it: whoever was to take it by hand need not. Who has taken it keeps it.
  if (order.takenBy === null) order.desk = null
  const isLearnt = learnNumber(at, nativeNumber, true)
  await applyProgress(steps, at, { kind: 'mapped', state: 'submitted', ...remark !== undefined && { remark } }, source)
  if (status !== undefined) await applyProgress(steps, at, enterprise.mapping.progress(status), source)
  const results = order.hasParked ? await applyParked(steps, enterprise, at) : new Map<number, CallbackState>()
  if (isLearnt && at.application.lastSequence === lastSequence) showNews(steps, at, {}, { source })
  if (isFinal(order.state)) endIntents(work, order.id, 'place')
  else if (order.desk === null) {
    const now = steps.now()
    const first = new Date(now.getTime() + enterprise.settings.delivery.watch.first)
    watchPlaced(work, { orderId: order.id, enterprise: enterprise.slug, at: first, now })
    await appointAgain(steps, enterprise, at)
  }
  return results
}

/** In the order in which the messages came. */
async function applyParked (
  steps: Steps, enterprise: ConnectedEnterprise, at: OrderAtHand
): Promise<Map<number, CallbackState>> {
  const { work, order } = at
  const results = new Map<number, CallbackState>()
  for (const { id, receivedAt, status } of await parkedStatuses(work, steps.vault, order.id)) {
    const progress = enterprise.mapping.progress(status)
    const result = RESULTS[await applyProgress(steps, at, progress, 'callback', { heardAt: receivedAt })]
    settleCallback(work, id, result)
    results.set(id, result)
    work.afterwards(() => {
      steps.log.info({ callback: id, result }, 'parked callback')
      steps.metrics.callback({ enterprise: enterprise.slug, result })
    })
  }
  return results
}
