/** The states of a visit, what may follow what, and what people see of it. */
import type { components } from '../../../openapi/hub.d.ts'

type Schemas = components['schemas']

export type VisitState = Schemas['VisitState']
export type VisitAnswer = Schemas['VisitAnswer']
export type VisitEnding = Schemas['VisitEnding']
export type VisitOutcome = Schemas['VisitOutcome']
export type VisitProposer = Schemas['VisitProposer']
export type VisitAttendance = Schemas['VisitAttendance']
export type VisitStep = Schemas['VisitStep']

/** The legal transitions. Drawn in docs/architecture from this table. */
export const VISIT_STATES: Record<VisitState, readonly VisitState[]> = {
  // Another time is another proposal of the same visit.
  proposed: ['agreed', 'cancelled'],
  agreed: ['proposed', 'done', 'cancelled', 'noShow'],
  done: [],
  cancelled: [],
  noShow: []
}

export function mayBecome (from: VisitState, to: VisitState): boolean {
  return VISIT_STATES[from].includes(to)
}

export function isOpen (state: VisitState): boolean {
  return VISIT_STATES[state].length > 0
}

export const OPEN_STATES = (Object.keys(VISIT_STATES) as VisitState[]).filter(isOpen)

export const VISIT_LABELS: Record<VisitState, string> = {
  proposed: '待答复', agreed: '已约定', done: '已完成', cancelled: '已取消', noShow: '未成行'
}

export const ANSWER_LABELS: Record<VisitAnswer, string> = {
  needsAction: '未答复', accepted: '同意', declined: '不参加，另行踏勘', proposedOther: '希望另约时间'
}

export const PROPOSER_LABELS: Record<VisitProposer, string> = { applicant: '申请人', lead: '首接单位' }

export const ATTENDANCE_LABELS: Record<VisitAttendance, string> = {
  undecided: '待确定', coming: '参加', unconfirmed: '未确认', alone: '另行踏勘', left: '不再参加', missed: '未到场'
}

export const ENDING_LABELS: Record<VisitEnding, string> = {
  byHand: '人工取消',
  ordersEnded: '相关业务均已结束或已踏勘',
  allAlone: '各企业均另行踏勘',
  applicantAbsent: '申请人未到场',
  enterprisesAbsent: '企业均未到场'
}

export const OUTCOME_LABELS: Record<VisitOutcome, string> = {
  feasible: '具备条件', needsConstruction: '需外线施工', notFeasible: '不具备条件'
}
