/** Applies what an enterprise says about an order, from whichever side it comes: the one door to an order's state. */
import type { Progress } from '../../mappings/mapping.ts'
import { newRedactor } from '../ground/redaction/redact.ts'
import type { Settled } from '../records/inbox/callbacks.ts'
import type { OrderAtHand, Source } from '../records/orders/application.ts'
import { personalOf, transit } from '../records/orders/change-order.ts'
import { advance, isFinal, type Verdict } from '../records/orders/states.ts'
import { handOver } from './hand-over.ts'
import type { Steps } from './steps.ts'

export type Applied = Verdict | 'ignored' | 'unknownStatus'

/** Answers the verdict, or why the message could not have one. */
export async function applyProgress (
  steps: Steps, at: OrderAtHand, progress: Progress, source: Source
): Promise<Applied> {
  const { order } = at
  switch (progress.kind) {
    case 'ignored': return 'ignored'
    case 'unknown':
      steps.log.error({
        alert: 'unknown-status',
        enterprise: order.enterprise,
        reference: order.reference,
        native: legible(steps, at, progress.native)
      }, 'unknown native status')
      return 'unknownStatus'
    case 'outOfArea':
      if (isFinal(order.state)) return 'ended'
      await handOver(steps, at, progress.remark, source)
      return 'moves'
    case 'mapped': {
      const nativeAt = progress.at === undefined ? undefined : new Date(progress.at)
      const verdict = advance(order, progress.state, nativeAt)
      if (verdict === 'moves') transit(steps, at, { ...progress, source, nativeAt })
      return verdict
    }
  }
}

/** Longer than any status that a document has. */
const LONGEST_STATUS = 64

/** Whatever stands where a status should: in the log, so without anybody's data. */
function legible (steps: Pick<Steps, 'vault'>, { application, order }: OrderAtHand, native: string): string {
  const personal = personalOf(steps.vault, application, order) ?? { identity: [], words: [] }
  return newRedactor(personal).text(native.slice(0, 4 * LONGEST_STATUS)).slice(0, LONGEST_STATUS)
}

/** What a message of an enterprise comes to by what applying it came to. */
export const RESULTS: Record<Applied, Settled> = {
  moves: 'applied', repeat: 'repeated', late: 'late', ended: 'late', ignored: 'ignored', unknownStatus: 'unknownStatus'
}
