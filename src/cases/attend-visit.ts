/** What an enterprise says of the joint visit: whether it comes, that it has begun, what it found, who was absent. */
import type { components } from '../../openapi/hub.d.ts'
import type { Caller } from '../ground/access/caller.ts'
import { Problem } from '../ground/problem/problem.ts'
import { addResults } from '../records/attachments/results.ts'
import { waitingAtDesk } from '../records/intents/intents.ts'
import { legalSteps } from '../records/orders/desk-steps.ts'
import { answer as takeAnswer, type VisitAtHand } from '../records/visits/arrange.ts'
import { begin, missApplicant, missEnterprise, report } from '../records/visits/hold.ts'
import { ANSWER_LABELS, OUTCOME_LABELS } from '../records/visits/visit-states.ts'
import { comers, stepsOf, type Party } from '../records/visits/visit.ts'
import { applyDeskStep } from '../steps/desk-step.ts'
import type { PresentedVisit } from '../views/visits.ts'
import {
  changeVisit, notPossible, slotFrom, whereStands, wordsFor, type AskedOfVisit, type Visiting
} from './change-visit.ts'

type Schemas = components['schemas']

/** Throws Problem `visit-not-found`, `proposal-superseded`, `visit-not-possible`, or `validation-failed` for a slot. */
export async function answerVisit (
  hub: Visiting, caller: Caller, asked: AskedOfVisit<Schemas['VisitAnswerRequest']>
): Promise<PresentedVisit> {
  const { proposal, answer, slot, remark } = asked.request
  return await changeVisit(hub, caller, asked, 'answer', visited => {
    const at = whereStands(visited, proposal, 'answer')
    const { visit, application } = at
    const party = ownParty(at, caller)
    // A time that is settled is another's to propose.
    if (visit.state === 'agreed' && answer === 'proposedOther') {
      throw notPossible(visit, 'answer', '时间已经确定，不能另约：不能到场的，答复不参加，另行踏勘')
    }
    const other = slot ? slotFrom(hub, slot, visited.now) : null
    const words = remark === undefined ? undefined : wordsFor(hub, application, remark)
    const remarkSealed = words === undefined ? null : hub.vault.seal(['visitRemark', visit.id, party.orderId], words)
    const source = caller.kind === 'enterprise' ? 'client' : 'person'
    takeAnswer(hub.visits, at, party, { answer, other, source, remarkSealed, now: visited.now })
    return { visit, action: 'visit-answer', label: `答复踏勘时间：${ANSWER_LABELS[answer]}` }
  })
}

/** Of the caller's enterprise, which is asked to come. Throws Problem `visit-not-possible`. */
function ownParty ({ visit }: VisitAtHand, { enterprise }: Caller): Party {
  const party = visit.parties.find(party => party.enterprise === enterprise && !party.leftAt)
  if (!party) throw new Problem('visit-not-possible', { detail: '贵企业不参加此次踏勘' })
  return party
}

/** Of those who were to come. Throws Problem `visit-not-possible`. */
function ownComer (at: VisitAtHand, caller: Caller): Party {
  const party = ownParty(at, caller)
  if (!comers(at.visit).includes(party)) {
    throw new Problem('visit-not-possible', { detail: '贵企业未参加此次踏勘，请另行踏勘并登记' })
  }
  return party
}

/** What has begun is not begun again. Throws Problem `visit-not-found`, `proposal-superseded`, `visit-not-possible`. */
export async function beginVisit (
  hub: Visiting, caller: Caller, asked: AskedOfVisit<Schemas['VisitBeginning']>
): Promise<PresentedVisit> {
  const { proposal } = asked.request
  return await changeVisit(hub, caller, asked, 'begin', visited => {
    const { visit: before, now } = visited
    const isBegun = before?.proposal === proposal && before.begunAt !== null
    const at = isBegun ? { ...visited, visit: before } : whereStands(visited, proposal, 'begin')
    ownComer(at, caller)
    if (!isBegun) begin(at, now)
    return { visit: at.visit, action: 'visit-begin', label: '开始联合踏勘' }
  })
}

/**
 * Throws Problem `visit-not-found`, `proposal-superseded`, `visit-not-begun`, `visit-not-possible`, or
 * `validation-failed` for a file.
 */
export async function reportVisit (
  hub: Visiting, caller: Caller, asked: AskedOfVisit<Schemas['VisitResultRequest']>
): Promise<PresentedVisit> {
  const { request } = asked
  const { proposal, outcome, length } = request
  return await changeVisit(hub, caller, asked, 'report', async visited => {
    const { visit: before, now } = visited
    const isEarly = before?.proposal === proposal && !stepsOf(before, now).includes('report') &&
      ['proposed', 'agreed'].includes(before.state)
    if (isEarly) throw new Problem('visit-not-begun', { detail: notPossible(before, 'report').detail! })
    const at = whereStands(visited, proposal, 'report')
    const { visit } = at
    const party = ownComer(at, caller)
    if (party.hasResult) throw new Problem('visit-not-possible', { detail: '贵企业已登记踏勘结果' })
    if (!visit.begunAt) begin(at, now)
    await addPhotos(hub, caller, at, party, request)
    const words = wordsOf(hub, at, request)
    const wordsSealed = hub.vault.seal(['visitWords', visit.id, party.orderId], words)
    report(hub.visits, at, party, { outcome, length, wordsSealed }, now)
    await surveyAtDesk(hub, caller, at, party, { ...request, ...words })
    return { visit, action: 'visit-report', label: `登记踏勘结果：${OUTCOME_LABELS[outcome]}` }
  })
}

type Words = Pick<Schemas['VisitResultRequest'], 'route' | 'reason' | 'remark'>

function wordsOf (hub: Visiting, { application }: VisitAtHand, { route, reason, remark }: Words): Words {
  const plain = (words: string): string => wordsFor(hub, application, words)
  return {
    ...route !== undefined && { route: plain(route) },
    ...reason !== undefined && { reason: plain(reason) },
    ...remark !== undefined && { remark: plain(remark) }
  }
}

/** They stand with the results of the order, as those that its desk adds. */
async function addPhotos (
  { now }: Visiting, { owner }: Caller, { work, application: { serial } }: VisitAtHand, { orderId }: Party,
  { attachments }: Schemas['VisitResultRequest']
): Promise<void> {
  if (!attachments) return
  const errors = await addResults(work, owner, { serial, orderId, at: now(), step: 'surveyed' }, attachments)
  if (errors.length > 0) throw new Problem('validation-failed', { errors })
}

/** As long as any text of a step. */
const MOST_WORDS = 200

/** Of an order that is worked by hand it is the survey as well; a system says so itself. */
async function surveyAtDesk (
  hub: Visiting, { id: actor }: Caller, { work, application }: VisitAtHand, { orderId }: Party,
  { outcome, length, route, reason, remark }: Schemas['VisitResultRequest']
): Promise<void> {
  const order = application.orders.find(({ id }) => id === orderId)!
  const supplement = await waitingAtDesk(work, orderId, 'supplement')
  if (!legalSteps({ ...order, isSupplied: supplement !== undefined }).includes('surveyed')) return
  const said = [
    OUTCOME_LABELS[outcome], length !== undefined && `外线 ${length} 米`, route && `路由：${route}`, reason, remark
  ].filter(Boolean).join('；')
  const result = [...said].slice(0, MOST_WORDS).join('')
  await applyDeskStep(hub, { work, application, order, actor, supplement }, { step: 'surveyed', result })
}

/** Throws Problem `visit-not-found`, `proposal-superseded`, `visit-not-possible`. */
export async function reportNoShow (
  hub: Visiting, caller: Caller, asked: AskedOfVisit<Schemas['VisitNoShow']>
): Promise<PresentedVisit> {
  const { proposal, party, reason } = asked.request
  return await changeVisit(hub, caller, asked, 'no-show', visited => {
    const at = whereStands(visited, proposal, 'miss')
    const own = ownComer(at, caller)
    return noteAbsence(hub, at, visited.now, party === 'applicant' ? undefined : own, reason)
  })
}

/** Throws Problem `visit-not-found`, `proposal-superseded`, `visit-not-possible`. */
export async function markNoShow (
  hub: Visiting, caller: Caller, asked: AskedOfVisit<Schemas['VisitNoShowMark']>
): Promise<PresentedVisit> {
  const { proposal, enterprise, reason } = asked.request
  return await changeVisit(hub, caller, asked, 'no-show-mark', visited => {
    const at = whereStands(visited, proposal, 'miss')
    const absent = comers(at.visit).find(party => party.enterprise === enterprise)
    if (enterprise !== undefined && !absent) throw new Problem('visit-not-possible', { detail: '该企业不参加此次踏勘' })
    return noteAbsence(hub, at, visited.now, absent, reason)
  })
}

/** Of the applicant, unless an enterprise is named. */
function noteAbsence (
  hub: Visiting, at: VisitAtHand, now: Date, party: Party | undefined, reason: string
): { visit: VisitAtHand['visit'], action: string, label: string } {
  const { visit } = at
  const words = wordsFor(hub, at.application, reason)
  if (party) {
    if (party.hasResult) throw new Problem('visit-not-possible', { detail: '该企业已登记踏勘结果' })
    missEnterprise(hub.visits, at, party, hub.vault.seal(['visitMissed', visit.id, party.orderId], words), now)
    return { visit, action: 'visit-no-show', label: '登记未到场：企业' }
  }
  // Whoever has begun it has found the applicant there.
  if (visit.begunAt) throw notPossible(visit, 'miss', '踏勘已开始，不能登记申请人未到场')
  visit.reasonSealed = hub.vault.seal(['visitReason', visit.id], words)
  missApplicant(hub.visits, at, now)
  return { visit, action: 'visit-no-show', label: '登记未到场：申请人' }
}
