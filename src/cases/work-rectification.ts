/** Somebody who was rated badly sees to it: who does, what the applicant said on the telephone, what came of it. */
import type { components } from '../../openapi/hub.d.ts'
import type { Caller } from '../ground/access/caller.ts'
import { viewOf } from '../ground/access/visible.ts'
import { inWork } from '../ground/database/work.ts'
import { changedSince, Problem } from '../ground/problem/problem.ts'
import { recordAct } from '../records/acts/acts.ts'
import { claimKey, hashOf, keepAnswer } from '../records/idempotency/answers.ts'
import { changeLocked, type OrderAtHand, type OrderRecords } from '../records/orders/application.ts'
import { presentable } from '../records/orders/change-order.ts'
import { findRectification, isAppealed, legalSteps, type Rectification } from '../records/ratings/rectifications.ts'
import type { RatingSettings } from '../records/ratings/settings.ts'
import { changeRectification, type RectifyTerms } from '../steps/rectify.ts'
import { readRectification, RECTIFICATION_LABELS, type PresentedRectification } from '../views/rectifications.ts'

type Request = components['schemas']['RectificationStepRequest']

export interface WorkingRectifications extends OrderRecords {
  clocks: RectifyTerms['clocks']
  nameOf (slug: string): string
  settings: { ratings: RatingSettings, hub: { idempotencyWait: number } }
}

/** Which step of which rectification, and the key that names the request. */
export interface StepAsked { id: string, key: string, request: Request }

const STEP_LABELS: Record<Request['step'], string> = {
  name: '指定整改责任人', callBack: '差评回访', close: '差评整改办结', appeal: '申诉差评'
}

/**
 * Throws Problem `rectification-not-found`, `rectification-changed`, `rectification-step-not-possible`, or what an
 * Idempotency-Key can be refused for.
 */
export async function takeRectificationStep (
  hub: WorkingRectifications, caller: Caller, { id, key, request }: StepAsked
): Promise<PresentedRectification> {
  const view = viewOf(caller)
  const bodyHash = hashOf([id, request])
  const named = { client: caller.id, key }
  await inWork(hub, async work => {
    if (await claimKey(work, hub.vault, named, bodyHash, hub.settings.hub.idempotencyWait)) return
    const found = await findRectification(work, view, id)
    if (!found) throw new Problem('rectification-not-found')
    await changeLocked(hub, work, found.answeringOrder, async at => {
      // As it stands under the lock.
      const rectification = (await findRectification(work, view, id))!
      refuseWrong(rectification, request)
      await takeStep(hub, at, rectification, request, caller.id)
      const { jointNumber } = at.application
      const isInVain = request.step === 'callBack' && !request.isReached
      await recordAct(hub, work, {
        at: hub.now(),
        actor: caller.id,
        action: 'rectification-step',
        target: { ratingId: found.ratingId, jointNumber, step: request.step, version: request.version },
        about: [jointNumber],
        reason: isInVain ? '差评回访，未联系上' : STEP_LABELS[request.step],
        affected: 1
      })
    })
    keepAnswer(work, hub.vault, named, { bodyHash, serial: found.serial, answer: { done: true }, now: hub.now() })
  })
  return await readRectification(hub, view, id)
}

function refuseWrong (rectification: Rectification, { step, version }: Pick<Request, 'step' | 'version'>): void {
  refuseSeenBefore(rectification, version)
  if (!legalSteps(rectification).includes(step)) throw notPossible(rectification)
}

/** Throws Problem `rectification-changed` where it is not as it was seen. */
export function refuseSeenBefore (rectification: Rectification, seen: number): void {
  const { version } = rectification
  if (seen !== version) throw changedSince('rectification-changed', seen, version, wordsOf(rectification))
}

export function notPossible (rectification: Rectification): Problem {
  return new Problem('rectification-step-not-possible', { detail: wordsOf(rectification) })
}

/** How it stands, and never who made it so: the rated are told this, too. */
function wordsOf (rectification: Rectification): string {
  const label = `现状态为“${RECTIFICATION_LABELS[rectification.state]}”`
  return isAppealed(rectification) ? `${label}，申诉待裁决` : label
}

async function takeStep (
  hub: WorkingRectifications, { work, application, order }: OrderAtHand, rectification: Rectification,
  { step, person, isReached, remark, result, isSatisfied, ground, reason }: Request, actor: string
): Promise<void> {
  const now = hub.now()
  const { ratingId } = rectification
  const own = (text: string): string => presentable(hub.vault, application, order, text)
  const change: Record<Request['step'], () => Partial<Rectification>> = {
    name: () => ({ personSealed: hub.vault.seal(['rectifier', ratingId], person), namedAt: now }),
    callBack: () => ({
      callBackSealed: hub.vault.seal(['callBack', ratingId], own(remark!)),
      ...isReached && { state: 'calledBack', calledBackAt: now }
    }),
    close: () => ({
      state: 'closed',
      closedAt: now,
      resultSealed: hub.vault.seal(['rectificationResult', ratingId], own(result!)),
      satisfied: isSatisfied!
    }),
    appeal: () => ({
      appealGround: ground!,
      appealedAt: now,
      appealedBy: actor,
      appealSealed: hub.vault.seal(['appeal', ratingId], own(reason!))
    })
  }
  await changeRectification(hub, work, application, Object.assign(rectification, change[step]()))
}
