/** Applies what an enterprise says about an order, from whichever side it comes: the one door to an order's state. */
import type { OrderState, Progress } from '../../mappings/mapping.ts'
import { newRedactor } from '../ground/redaction/redact.ts'
import type { Settled } from '../records/inbox/callbacks.ts'
import type { OrderAtHand } from '../records/orders/application.ts'
import type { Source } from '../records/orders/transition.ts'
import { learnNumber, personalOf, transit } from '../records/orders/change-order.ts'
import { newsOf, showNews } from '../records/orders/news.ts'
import { advance, isFinal, TRANSITIONS, type Verdict } from '../records/orders/states.ts'
import { handOver } from './hand-over.ts'
import { ownStateOf } from './hold-order.ts'
import type { Steps } from './steps.ts'
import { isAhead, tellNoSuchTime, timeOf } from './told-time.ts'
import { showReadable } from './unreadable.ts'

export type Applied = Verdict | 'ignored' | 'unknownStatus'

/** How a message came, and what it says beside where the order stands. */
export interface Heard {
  /**
   * The enterprise's own number of the order, when the message says it; where there was none it is news by itself,
   * whatever else the message comes to.
   */
  nativeNumber?: string | null | undefined
  /** Just now unless the message has waited here. */
  heardAt?: Date | undefined
}

/** Answers the verdict, or why the message could not have one. */
export async function applyProgress (
  steps: Steps, at: OrderAtHand, progress: Progress, source: Source, heard: Heard = {}
): Promise<Applied> {
  const { lastSequence } = at.application
  showReadable(at, source)
  const isLearnt = learnNumber(at, heard.nativeNumber)
  const applied = await apply(steps, at, progress, source, heard)
  if (!isLearnt || at.application.lastSequence > lastSequence) return applied
  showNews(steps, at, {}, { source })
  return applied === 'repeat' ? 'news' : applied
}

async function apply (
  steps: Steps, at: OrderAtHand, progress: Progress, source: Source, { nativeNumber, heardAt = steps.now() }: Heard
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
      const teller = { who: 'enterprise', enterprise: order.enterprise, reference: order.reference } as const
      const nativeAt = timeOf(steps, teller, progress, source, heardAt)
      const news = order.state === progress.state ? newsOf(steps.vault, at, { ...progress, nativeNumber }) : undefined
      const state = await ownStateOf(at)
      const standing = { ...order, state, ...isAhead(order.nativeAt, steps.now()) && { nativeAt: null } }
      const verdict = advance(standing, progress.state, nativeAt, news !== undefined)
      const isNew = verdict === 'moves' || verdict === 'news'
      const told = progress.noSuchTime === undefined ? undefined : legible(steps, at, progress.noSuchTime)
      tellNoSuchTime(steps, teller, told, source, isNew)
      if (verdict === 'moves' && state !== order.state && !mayFollow(order.state, progress.state)) return 'late'
      if (verdict === 'news') showNews(steps, at, news!, { source, nativeAt })
      if (verdict !== 'moves') return verdict
      learnNumber(at, nativeNumber, true)
      transit(steps, at, { ...progress, source, nativeAt })
      return verdict
    }
  }
}

/** What the enterprise itself calls special is so from here on, though the hub has called it that before. */
function mayFollow (from: OrderState, to: OrderState): boolean {
  return from === to || TRANSITIONS[from].includes(to)
}

/** Longer than any status or time that a document has. */
const LONGEST_STATUS = 64

/** Whatever stands where a status or a time should: in the log, so without anybody's data. */
function legible (steps: Pick<Steps, 'vault'>, { application, order }: OrderAtHand, native: string): string {
  const personal = personalOf(steps.vault, application, order) ?? { identity: [], words: [] }
  return newRedactor(personal).text(native.slice(0, 4 * LONGEST_STATUS)).slice(0, LONGEST_STATUS)
}

/** What a message of an enterprise comes to by what applying it came to. */
export const RESULTS: Record<Applied, Settled> = {
  moves: 'applied',
  news: 'applied',
  repeat: 'repeated',
  late: 'late',
  ended: 'late',
  ignored: 'ignored',
  unknownStatus: 'unknownStatus'
}
