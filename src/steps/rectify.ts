/** What a bad rating brings about in several records at once: the rectification and its two clocks. */
import type { Work } from '../ground/database/work.ts'
import { keepClock, type ClockedApplication } from '../records/clocks/keep.ts'
import type { ClockTerms } from '../records/clocks/follow.ts'
import { storeRectification, type Rectification } from '../records/ratings/rectifications.ts'
import type { RatingSettings } from '../records/ratings/settings.ts'

/** What is promised to whoever has rated badly. */
export interface RectifyTerms {
  clocks: Pick<ClockTerms, 'measure'>
  settings: { ratings: Pick<RatingSettings, 'callBack' | 'rectify'> }
  now (): Date
}

/** Stores what has come of a rectification, and counts its clocks anew. */
export async function changeRectification (
  terms: RectifyTerms, work: Work, application: ClockedApplication, rectification: Rectification
): Promise<void> {
  storeRectification(work, rectification)
  await keepRectificationClocks(terms, work, application, rectification)
}

/**
 * The call-back is not stopped by an appeal: whoever has complained is called all the same. The rectification is, while
 * it is being decided.
 */
export async function keepRectificationClocks (
  { clocks, settings, now }: RectifyTerms, work: Work, application: ClockedApplication,
  rectification: Pick<
    Rectification,
    'ratingId' | 'answeringOrder' | 'openedAt' | 'state' | 'calledBackAt' | 'closedAt' | 'appealedAt' | 'decidedAt'
  >
): Promise<void> {
  const { ratingId, answeringOrder, openedAt, state, calledBackAt, closedAt, appealedAt, decidedAt } = rectification
  const own = { orderId: answeringOrder, subject: ratingId, startedAt: openedAt }
  const ended = closedAt && { at: closedAt, kept: state === 'closed' }
  await keepClock(clocks, work, application, {
    ...own,
    promise: 'callBack',
    days: settings.ratings.callBack,
    pauses: [],
    end: calledBackAt ? { at: calledBackAt, kept: true } : ended
  }, now())
  await keepClock(clocks, work, application, {
    ...own,
    promise: 'rectify',
    days: settings.ratings.rectify,
    pauses: appealedAt ? [{ from: appealedAt, to: decidedAt ?? closedAt, cause: 'appeal' }] : [],
    end: ended
  }, now())
}
