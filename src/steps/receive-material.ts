/** The enterprise has the corrected material that it asked for (补正结束): from here the clock runs again. */
import type { OrderAtHand } from '../records/orders/application.ts'
import type { Source } from '../records/orders/transition.ts'
import { correct, showFailure } from '../records/orders/change-order.ts'
import type { Correction } from '../records/orders/form.ts'
import { applyProgress } from './progress.ts'
import type { Steps } from './steps.ts'

/** An order that has gone further already, because the enterprise has said so, stays there. */
export async function receiveMaterial (
  steps: Steps, at: OrderAtHand, correction: Correction, source: Source
): Promise<void> {
  correct(steps, at, [correction])
  showFailure(at)
  if (at.order.state !== 'needsMaterial') return
  await applyProgress(steps, at, { kind: 'mapped', state: 'materialReceived' }, source)
}
