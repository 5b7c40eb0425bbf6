/**
 * A specialist says what has come of an order at the desk. It is judged by the table of transitions, as what an
 * enterprise's system says is, and has the same consequences.
 */
import type { components } from '../../openapi/hub.d.ts'
import type { Caller } from '../ground/access/caller.ts'
import { viewOf } from '../ground/access/visible.ts'
import { localMinute } from '../ground/calendar/local-time.ts'
import { inWork } from '../ground/database/work.ts'
import { Problem } from '../ground/problem/problem.ts'
import { actsAtDesk, recordAct } from '../records/acts/acts.ts'
import { addResults } from '../records/attachments/results.ts'
import { claimKey, hashOf, keepAnswer } from '../records/idempotency/answers.ts'
import { waitingAtDesk } from '../records/intents/intents.ts'
import { changeLocked, type OrderAtHand } from '../records/orders/application.ts'
import { presentable } from '../records/orders/change-order.ts'
import { DESK_STEPS, DESK_TASKS, legalSteps, taskOf } from '../records/orders/desk-steps.ts'
import { findAtDesk } from '../records/orders/find-at-desk.ts'
import { STATES } from '../records/orders/states.ts'
import { shownNames } from '../records/people/shown-names.ts'
import { applyDeskStep, type AtDesk } from '../steps/desk-step.ts'
import type { Steps } from '../steps/steps.ts'
import { readDeskOrder, type DeskOrder } from '../views/desk-orders.ts'
import type { ApplicationNeeds } from '../views/applications.ts'

type Request = components['schemas']['DeskStepRequest']

export interface AtTheDesk extends Steps, Omit<ApplicationNeeds, keyof Steps> {
  settings: {
    hub: {
      /** How long a second request with a running Idempotency-Key waits, milliseconds. */
      idempotencyWait: number
    }
  }
}

/** Which step of which order, and the key that names the request. */
export interface Asked { reference: string, key: string, request: Request }

/**
 * Throws Problem `desk-order-not-found`, `order-changed`, `step-not-possible`, `validation-failed` for a file, or what
 * an Idempotency-Key can be refused for.
 */
export async function takeDeskStep (
  hub: AtTheDesk, caller: Caller, { reference, key, request }: Asked
): Promise<DeskOrder> {
  const view = viewOf(caller)
  const { specialist, ...asked } = request
  // Who has signed in is known by name; several people may share a client.
  const isShared = caller.kind === 'enterprise' && specialist !== undefined
  const bodyHash = hashOf([reference, request])
  const named = { client: caller.id, key }
  await inWork(hub, async work => {
    if (await claimKey(work, hub.vault, named, bodyHash, hub.settings.hub.idempotencyWait)) return
    const { orderId, serial } = await findAtDesk(work, view, reference)
    await changeLocked(hub, work, orderId, async at => {
      const name = isShared ? presentable(hub.vault, at.application, at.order, specialist) : undefined
      const actor = name === undefined ? caller.id : `${caller.id}:${name}`
      await takeStep(hub, at, asked, { actor, owner: caller.owner })
    })
    keepAnswer(work, hub.vault, named, { bodyHash, serial, answer: { done: true }, now: hub.now() })
  })
  return await readDeskOrder(hub, view, reference, caller.id)
}

/** Under what name it is recorded, and whose the files are that were uploaded. */
interface Who { actor: string, owner: string }

async function takeStep (
  hub: AtTheDesk, at: OrderAtHand, request: Omit<Request, 'specialist'>, { actor, owner }: Who
): Promise<void> {
  const { work, application, order } = at
  const supplement = await waitingAtDesk(work, order.id, 'supplement')
  const desk: AtDesk = { ...at, actor, supplement }
  const standing = { ...order, isSupplied: supplement !== undefined }
  if (request.version !== order.version) {
    throw new Problem('order-changed', { detail: await whatChanged(hub, desk, request.version) })
  }
  const isLegal = legalSteps(standing).includes(request.step)
  if (isLegal) await addFiles(hub, owner, at, request)
  if (!isLegal || !await applyDeskStep(hub, desk, request)) {
    throw new Problem('step-not-possible', { detail: `现状态为“${STATES[order.state].label}”${waitingWords(desk)}` })
  }
  const { jointNumber } = application
  const target = { orderId: order.id, jointNumber, order: order.reference, step: request.step, version: order.version }
  const reason = DESK_STEPS[request.step]
  await recordAct(hub, work, { at: hub.now(), actor, action: 'desk-step', target, reason, affected: 1 })
}

/** With the step they belong to: where that is not taken they stay free. Throws Problem `validation-failed`. */
async function addFiles (
  { now }: AtTheDesk, owner: string, { work, application, order }: OrderAtHand,
  { step, attachments }: Pick<Request, 'step' | 'attachments'>
): Promise<void> {
  if (!attachments) return
  const adding = { serial: application.serial, orderId: order.id, at: now(), step }
  const errors = await addResults(work, owner, adding, attachments)
  if (errors.length > 0) throw new Problem('validation-failed', { errors })
}

/** Who has done what since, and how the order stands. */
async function whatChanged ({ vault }: Pick<AtTheDesk, 'vault'>, desk: AtDesk, since: number): Promise<string> {
  const acts = await actsAtDesk(desk.work, desk.order.id, since)
  const nameOf = await shownNames(vault, desk.work, acts.map(({ actor }) => actor))
  const done = acts.map(({ at, actor, reason }) => `${localMinute(at).slice(5)} ${nameOf(actor)} ${reason}`)
  return [...done, `现状态为“${STATES[desk.order.state].label}”${waitingWords(desk)}`].join('；')
}

function waitingWords ({ order, supplement }: AtDesk): string {
  const task = taskOf({ ...order, isSupplied: supplement !== undefined })
  return task === undefined ? '' : `，${DESK_TASKS[task]}`
}
