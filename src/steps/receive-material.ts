/** The enterprise has the corrected material that it asked for (补正结束): from here the clock runs again. */
import type { ApplicationForm } from '../ground/form/order-view.ts'
import type { OrderAtHand, Source } from '../records/orders/application.ts'
import { correct, showFailure } from '../records/orders/change-order.ts'
import { applyProgress } from './progress.ts'
import type { Steps } from './steps.ts'

/** An order that has gone further already, because the enterprise has said so, stays there. */
export async function receiveMaterial (
  steps: Steps, at: OrderAtHand, corrections: Partial<ApplicationForm>, source: Source
): Promise<void> {
  correct(steps, at, corrections)
  showFailure(at)
  if (at.order.state !== 'needsMaterial') return
  await applyProgress(steps, at, { kind: 'mapped', state: 'materialReceived' }, source)
}
