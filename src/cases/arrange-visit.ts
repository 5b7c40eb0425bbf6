/** Arranges the joint visit: who leads it proposes, settles and cancels; the applicant says whether the time fits. */
import type { components } from '../../openapi/hub.d.ts'
import type { Caller } from '../ground/access/caller.ts'
import { fieldError } from '../ground/problem/field-errors.ts'
import { changedSince, Problem } from '../ground/problem/problem.ts'
import { end, ordersToVisit, proposeTime, say, settle } from '../records/visits/arrange.ts'
import { newsOfVisit, presentSlot } from '../records/visits/visit-news.ts'
import { ANSWER_LABELS, isOpen, VISIT_LABELS, type VisitProposer } from '../records/visits/visit-states.ts'
import { stepsOf, type Visit } from '../records/visits/visit.ts'
import type { PresentedVisit } from '../views/visits.ts'
import {
  atHand, changeVisit, notPossible, slotFrom, whereStands, wordsFor, type AskedOfVisit, type Done, type Visited,
  type Visiting
} from './change-visit.ts'

type Schemas = components['schemas']
type WishedSlot = Schemas['WishedSlot']

/**
 * Throws Problem `visit-changed`, `visit-not-needed`, `visit-not-possible`, or `validation-failed` for a slot that is
 * none.
 */
export async function proposeVisit (
  hub: Visiting, caller: Caller, asked: AskedOfVisit<Schemas['VisitProposal']>
): Promise<PresentedVisit> {
  const { slot, version } = asked.request
  return await changeVisit(hub, caller, asked, 'propose', async visited => {
    const open = openVisit(visited)
    if (open?.version !== version) throw changedVisit(open, version)
    const visit = await propose(hub, caller, visited, slot, 'lead')
    return { visit, action: 'visit-propose', label: '提出踏勘时间' }
  })
}

function openVisit ({ visit }: Visited): Visit | undefined {
  return visit && isOpen(visit.state) ? visit : undefined
}

function changedVisit (visit: Visit | undefined, seen: number | undefined): Problem {
  if (!visit) return new Problem('visit-changed', { detail: '没有进行中的联合踏勘' })
  const { version, state, slot } = visit
  const standing = `现状态为“${VISIT_LABELS[state]}”，时间为 ${presentSlot(slot).label}`
  if (seen !== undefined) return changedSince('visit-changed', seen, version, standing)
  return new Problem('visit-changed', { detail: `已有进行中的联合踏勘，版本为 ${version}；${standing}` })
}

async function propose (
  hub: Visiting, { id: actor }: Caller, visited: Visited, wished: WishedSlot, by: VisitProposer
): Promise<Visit> {
  const { work, application, now } = visited
  const open = openVisit(visited)
  if (open && !stepsOf(open, now).includes('propose')) throw notPossible(open, 'propose')
  if (ordersToVisit(hub.visits, application).length === 0) throw new Problem('visit-not-needed')
  const slot = slotFrom(hub, wished, now)
  return await proposeTime(hub.visits, { work, application, visit: open }, { slot, by, actor, now })
}

/**
 * Throws Problem `visit-not-found`, `proposal-superseded`, `visit-not-possible`, `visit-not-needed`, or
 * `validation-failed` for a slot that is none, and for an answer to no proposal where there is one.
 */
export async function answerForApplicant (
  hub: Visiting, caller: Caller, asked: AskedOfVisit<Schemas['VisitApplicantAnswer']>
): Promise<PresentedVisit> {
  const { proposal, answer, slot } = asked.request
  return await changeVisit(hub, caller, asked, 'applicant-answer', async (visited): Promise<Done> => {
    const told = { action: 'visit-applicant-answer', label: `申请人答复踏勘时间：${ANSWER_LABELS[answer]}` }
    const open = openVisit(visited)
    if (open && proposal === undefined) throw wanted('/proposal')
    if (proposal !== undefined) whereStands(visited, proposal, 'answer')
    if (slot) return { visit: await propose(hub, caller, visited, slot, 'applicant'), ...told }
    const at = atHand(visited)
    if (at.visit.applicant !== 'accepted') {
      at.visit.applicant = 'accepted'
      say(at, 'visitAnswered', visited.now, { ...newsOfVisit(at.visit), answer, answerLabel: ANSWER_LABELS[answer] })
    }
    return { visit: at.visit, ...told }
  })
}

function wanted (pointer: string): Problem {
  return new Problem('validation-failed', { errors: [fieldError(pointer, 'required')] })
}

/**
 * A time that is settled is not settled again. Throws Problem `visit-not-found`, `proposal-superseded`,
 * `visit-not-possible`.
 */
export async function settleVisit (
  hub: Visiting, caller: Caller, asked: AskedOfVisit<Schemas['VisitSettlement']>
): Promise<PresentedVisit> {
  const { proposal } = asked.request
  return await changeVisit(hub, caller, asked, 'settle', visited => {
    const { visit: before } = visited
    const isSettled = before?.proposal === proposal && before.state === 'agreed'
    const at = isSettled ? atHand(visited) : whereStands(visited, proposal, 'settle')
    if (!isSettled) settle(hub.visits, at, visited.now)
    return { visit: at.visit, action: 'visit-settle', label: '确定踏勘时间' }
  })
}

/** Throws Problem `visit-not-found`, `visit-changed`, `visit-not-possible`. */
export async function cancelVisit (
  hub: Visiting, caller: Caller, asked: AskedOfVisit<Schemas['VisitCancellation']>
): Promise<PresentedVisit> {
  const { version, reason } = asked.request
  return await changeVisit(hub, caller, asked, 'cancel', visited => {
    const at = atHand(visited)
    const { visit, application } = at
    if (visit.version !== version) throw changedVisit(visit, version)
    if (!stepsOf(visit, visited.now).includes('cancel')) throw notPossible(visit, 'cancel')
    const words = wordsFor(hub, application, reason)
    visit.reasonSealed = hub.vault.seal(['visitReason', visit.id], words)
    end(hub.visits, at, 'cancelled', 'byHand', visited.now)
    return { visit, action: 'visit-cancel', label: '取消联合踏勘', reason: words }
  })
}
