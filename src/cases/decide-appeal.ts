/**
 * Somebody of another role than those who are rated decides whether a bad rating is what it seems; whatever is found,
 * the rating stays.
 */
import type { components } from '../../openapi/hub.d.ts'
import { EVERYTHING } from '../ground/access/visible.ts'
import { inWork } from '../ground/database/work.ts'
import { changedSince, Problem } from '../ground/problem/problem.ts'
import { recordAct } from '../records/acts/acts.ts'
import { changeLocked } from '../records/orders/application.ts'
import { presentable } from '../records/orders/change-order.ts'
import { ratingsOf, storeMark, type RatingRow } from '../records/ratings/ratings.ts'
import { findRectification, isAppealed, type Rectification } from '../records/ratings/rectifications.ts'
import { changeRectification } from '../steps/rectify.ts'
import { findRating, MARK_LABELS, presentRating, type PresentedRating } from '../views/ratings.ts'
import { readRectification, type PresentedRectification } from '../views/rectifications.ts'
import { notPossible, refuseSeenBefore, type WorkingRectifications } from './work-rectification.ts'

type Schemas = components['schemas']

/**
 * Throws Problem `rectification-not-found`, `rectification-changed`, `rectification-step-not-possible` or `own-appeal`.
 */
export async function decideAppeal (
  hub: WorkingRectifications, actor: string, id: string, { decision, version, reason }: Schemas['DecisionRequest']
): Promise<PresentedRectification> {
  await inWork(hub, async work => {
    const found = await findRectification(work, EVERYTHING, id)
    if (!found) throw new Problem('rectification-not-found')
    await changeLocked(hub, work, found.answeringOrder, async ({ application, order }) => {
      const rectification = (await findRectification(work, EVERYTHING, id))!
      refuseSeenBefore(rectification, version)
      if (!isAppealed(rectification)) throw notPossible(rectification)
      if (rectification.appealedBy === actor) throw new Problem('own-appeal')
      const now = hub.now()
      const { ratingId, appealGround } = rectification
      const sealed = hub.vault.seal(
        ['appealDecision', ratingId], presentable(hub.vault, application, order, reason))
      const ended: Partial<Rectification> = decision === 'upheld' ? { state: 'dismissed', closedAt: now } : {}
      await changeRectification(hub, work, application, Object.assign(rectification, {
        decision, decidedAt: now, decidedBy: actor, decisionSealed: sealed, ...ended
      }))
      if (decision === 'upheld') storeMark(work, ratingId, appealGround, now)
      const { jointNumber } = application
      const target = { ratingId, jointNumber, decision, version }
      await recordAct(hub, work, {
        at: now, actor, action: 'appeal-decision', target, about: [jointNumber], reason, affected: 1
      })
    })
  })
  return await readRectification(hub, EVERYTHING, id)
}

/** Throws Problem `rating-not-found`, `rating-changed`, or `rectification-step-not-possible` while it is appealed. */
export async function markRating (
  hub: WorkingRectifications, actor: string, id: string, { mark, version, reason }: Schemas['MarkRequest']
): Promise<PresentedRating> {
  await inWork(hub, async work => {
    const found = await findRating(work, id)
    if (!found) throw new Problem('rating-not-found')
    await changeLocked(hub, work, found.answeringOrder, async ({ application }) => {
      const rating = (await ratingsOf(work, application.serial)).find(rating => rating.id === found.id)!
      if (version !== rating.version) throw ratingChanged(rating, version)
      const rectification = await findRectification(work, EVERYTHING, id)
      if (rectification && isAppealed(rectification)) throw notPossible(rectification)
      const now = hub.now()
      storeMark(work, rating.id, mark === 'none' ? null : mark, now)
      const { jointNumber } = application
      const target = { ratingId: rating.id, jointNumber, mark, version }
      await recordAct(hub, work, {
        at: now, actor, action: 'rating-mark', target, about: [jointNumber], reason, affected: 1
      })
    })
  })
  return presentRating(hub, (await findRating(hub.pool, id))!)
}

function ratingChanged ({ version, mark }: Pick<RatingRow, 'version' | 'mark'>, seen: number): Problem {
  return changedSince('rating-changed', seen, version, mark === null ? '现无标注' : `现标注为“${MARK_LABELS[mark]}”`)
}
