/**
 * What every change of a visit by somebody goes through: once for each Idempotency-Key, under the lock of the
 * application, stored and recorded as one.
 */
import type { components } from '../../openapi/hub.d.ts'
import type { Caller } from '../ground/access/caller.ts'
import { viewOf } from '../ground/access/visible.ts'
import { slotOf, type Slot, type SlotFault } from '../ground/calendar/slots.ts'
import { inWork, type Work } from '../ground/database/work.ts'
import { fieldError, type FieldError } from '../ground/problem/field-errors.ts'
import { Problem } from '../ground/problem/problem.ts'
import { recordAct } from '../records/acts/acts.ts'
import { claimKey, hashOf, keepAnswer } from '../records/idempotency/answers.ts'
import { changeSeen, type LockedApplication } from '../records/orders/application.ts'
import { presentable } from '../records/orders/change-order.ts'
import type { VisitAtHand, VisitTerms } from '../records/visits/arrange.ts'
import { presentSlot } from '../records/visits/visit-news.ts'
import { isOpen, VISIT_LABELS, type VisitStep } from '../records/visits/visit-states.ts'
import { storeVisit, visitAtHand } from '../records/visits/stored-visits.ts'
import { stepsOf, type Visit } from '../records/visits/visit.ts'
import type { Steps } from '../steps/steps.ts'
import { readVisit, type PresentedVisit, type VisitNeeds } from '../views/visits.ts'

type Schemas = components['schemas']

export interface Visiting extends Steps, Omit<VisitNeeds, keyof Steps> {
  visits: VisitTerms
  settings: {
    hub: {
      /** How long a second request with a running Idempotency-Key waits, milliseconds. */
      idempotencyWait: number
    }
  }
}

/** About the visit of which application, and the key that names the request. */
export interface AskedOfVisit<Request> { jointNumber: string, key: string, request: Request }

/** An application at hand, and its visit: the open one or the last; nothing where there was none. */
export interface Visited { work: Work, application: LockedApplication, visit: Visit | undefined, now: Date }

/** What was done, as it is recorded, and to which visit. */
export interface Done { visit: Visit, action: string, label: string, reason?: string | undefined }

/**
 * Throws Problem `application-not-found`, `person-erased`, what an Idempotency-Key can be refused for, and what `act`
 * throws; nothing is stored then.
 */
export async function changeVisit<Request> (
  hub: Visiting, caller: Caller, { jointNumber, key, request }: AskedOfVisit<Request>, what: string,
  act: (visited: Visited) => Promise<Done> | Done
): Promise<PresentedVisit> {
  const view = viewOf(caller)
  const bodyHash = hashOf([what, jointNumber, request])
  const named = { client: caller.id, key }
  await inWork(hub, async work => {
    if (await claimKey(work, hub.vault, named, bodyHash, hub.settings.hub.idempotencyWait)) return
    await changeSeen(hub, work, view, jointNumber, async application => {
      if (!application.formSealed) throw new Problem('person-erased')
      application.by = caller.id
      const now = hub.now()
      const done = await act({ work, application, visit: await visitAtHand(work, application), now })
      storeVisit(work, done.visit)
      await record(hub, work, caller, application, done)
      const { serial } = application
      keepAnswer(work, hub.vault, named, { bodyHash, serial, answer: { done: true }, now })
    })
  })
  return await readVisit(hub, view, jointNumber)
}

async function record (
  hub: Visiting, work: Work, { id: actor }: Caller, { jointNumber }: LockedApplication,
  { visit: { id: visitId, proposal, version }, action, label, reason }: Done
): Promise<void> {
  await recordAct(hub, work, {
    at: hub.now(),
    actor,
    action,
    target: { jointNumber, visitId, proposal, version },
    ...reason !== undefined && { about: [jointNumber] },
    reason: reason === undefined ? label : `${label}：${reason}`,
    affected: 1
  })
}

/** Throws Problem `visit-not-found`. */
export function atHand ({ work, application, visit }: Visited): VisitAtHand {
  if (!visit) throw new Problem('visit-not-found')
  return { work, application, visit }
}

/**
 * The visit at hand, with the time that the caller speaks of. Throws Problem `visit-not-found`, `proposal-superseded`,
 * or `visit-not-possible` for what cannot be done about it as it stands.
 */
export function whereStands (visited: Visited, proposal: number, step: VisitStep): VisitAtHand {
  const at = atHand(visited)
  const { visit } = at
  if (visit.proposal !== proposal) {
    const asked = `第 ${proposal} 次提出的时间`
    const what = proposal > visit.proposal ? `没有${asked}` : `${asked}已不再有效`
    const detail = `${what}，现为第 ${visit.proposal} 次：${presentSlot(visit.slot).label}`
    throw new Problem('proposal-superseded', { detail })
  }
  if (!stepsOf(visit, visited.now).includes(step)) throw notPossible(visit, step)
  return at
}

/** `rule` forbids it: of a step that cannot be taken yet, or any more, that follows from how the visit stands. */
export function notPossible (visit: Visit, step: VisitStep, rule = ruleAgainst(visit, step)): Problem {
  const { state, slot } = visit
  const detail = `${rule}；现状态为“${VISIT_LABELS[state]}”，时间为 ${presentSlot(slot).label}`
  return new Problem('visit-not-possible', { detail })
}

const TOO_EARLY: Partial<Record<VisitStep, string>> = {
  begin: '约定的当天才能开始踏勘',
  report: '开始踏勘或者到约定时间以后，才能登记结果',
  miss: '到约定时间以后，才能登记未到场'
}

function ruleAgainst ({ state, begunAt }: Visit, step: VisitStep): string {
  if (!isOpen(state)) return '踏勘已结束'
  if (state === 'proposed') return '时间确定以后才能这样办理'
  if (begunAt && step !== 'miss') return '踏勘已开始，不能再改约、答复或取消'
  return TOO_EARLY[step] ?? '时间已经确定'
}

/** What is wrong with a field, as its code, and what it has to be where the code leaves that open. */
const FAULTS: Record<SlotFault['why'], [code: Parameters<typeof fieldError>[1], wanted?: string]> = {
  'no-date': ['format', '须为日期，如 2026-12-03'],
  past: ['time-in-the-past'],
  far: ['time-too-far-ahead'],
  'day-off': ['not-a-working-day'],
  closed: ['half-day-closed'],
  'other-half': ['hour-of-other-half']
}

/** Throws Problem `validation-failed` for a slot that is past, on a day off or of the wrong half-day. */
export function slotFrom ({ visits }: Pick<Visiting, 'visits'>, wished: Schemas['WishedSlot'], now: Date): Slot {
  const slot = slotOf(visits.measure().calendar, wished, now.getTime())
  if (!('why' in slot)) return slot
  const [code, wanted] = FAULTS[slot.why]
  const errors: FieldError[] = [fieldError(`/slot/${slot.field}`, code, wanted)]
  throw new Problem('validation-failed', { errors })
}

/** What somebody wrote, without what the applicant has told for any of the orders. */
export function wordsFor ({ vault }: Pick<Visiting, 'vault'>, application: LockedApplication, words: string): string {
  return application.orders.reduce((text, order) => presentable(vault, application, order, text), words)
}
