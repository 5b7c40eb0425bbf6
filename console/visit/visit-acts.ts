/**
 * What can be done about a joint visit on the screens: who may, where it stands so that it can be, what the hub is told
 * with it. Which of them are offered follows from `steps` of the visit and from the scopes of the person.
 */
import type { components } from '../../openapi/hub.d.ts'
import { ask, hub } from '../hub/hub.ts'

type Schemas = components['schemas']
export type Visit = Schemas['Visit']

export type ActName =
  'propose' | 'settle' | 'cancel' | 'mark' | 'agree' | 'wish' | 'accept' | 'decline' | 'other' | 'begin' | 'report' |
  'miss'

/** What is asked for before it is done. */
export type VisitField =
  'slot' | 'remark' | 'reason' | 'outcome' | 'length' | 'route' | 'why' | 'party' | 'absent' | 'photos'

export interface VisitActForm {
  label: string
  scope: 'visits:arrange' | 'visits:answer' | 'applications:change'
  /** Of the visit; undefined where there need be none. */
  step: Schemas['VisitStep'] | undefined
  fields: readonly VisitField[]
  danger?: boolean
}

/** In the order in which they are offered. */
export const VISIT_ACTS: Record<ActName, VisitActForm> = {
  accept: { label: '同意时间', scope: 'visits:answer', step: 'answer', fields: ['remark'] },
  decline: { label: '不参加，另行踏勘', scope: 'visits:answer', step: 'answer', fields: ['remark'] },
  other: { label: '希望另约时间', scope: 'visits:answer', step: 'answer', fields: ['slot', 'remark'] },
  begin: { label: '开始踏勘', scope: 'visits:answer', step: 'begin', fields: [] },
  report: {
    label: '登记结果',
    scope: 'visits:answer',
    step: 'report',
    fields: ['outcome', 'length', 'route', 'why', 'remark', 'photos']
  },
  miss: { label: '登记未到场', scope: 'visits:answer', step: 'miss', fields: ['party', 'reason'], danger: true },
  agree: { label: '申请人同意', scope: 'applications:change', step: 'answer', fields: [] },
  wish: { label: '申请人希望的时间', scope: 'applications:change', step: 'propose', fields: ['slot'] },
  propose: { label: '提出时间', scope: 'visits:arrange', step: 'propose', fields: ['slot'] },
  settle: { label: '确定时间', scope: 'visits:arrange', step: 'settle', fields: [] },
  mark: { label: '登记未到场', scope: 'visits:arrange', step: 'miss', fields: ['absent', 'reason'], danger: true },
  cancel: { label: '取消踏勘', scope: 'visits:arrange', step: 'cancel', fields: ['reason'], danger: true }
}

/** Without an open visit a time can be proposed or wished, which opens one. */
export function actsOffered (visit: Visit | undefined, may: (scope: string) => boolean): ActName[] {
  const isOpen = visit?.state === 'proposed' || visit?.state === 'agreed'
  const steps: readonly string[] = isOpen || visit?.state === 'done' ? visit?.steps ?? [] : ['propose']
  return (Object.keys(VISIT_ACTS) as ActName[]).filter(name => {
    const { scope, step } = VISIT_ACTS[name]
    if (!may(scope) || !steps.includes(step!)) return false
    if (name === 'agree') return visit?.applicant !== 'accepted'
    return name !== 'other' || visit?.state === 'proposed'
  })
}

/** What was typed, whichever act it is then for. */
export interface Typed {
  date: string
  half: Schemas['HalfDay']
  hour: string
  remark: string
  reason: string
  outcome: Schemas['VisitOutcome']
  length: string
  route: string
  why: string
  party: Schemas['VisitAbsentee']
  /** An enterprise; empty for the applicant. */
  absent: string
  photos: Array<Schemas['ResultReference']>
}

export function nothingTyped (): Typed {
  return {
    date: '',
    half: 'morning',
    hour: '',
    remark: '',
    reason: '',
    outcome: 'feasible',
    length: '',
    route: '',
    why: '',
    party: 'applicant',
    absent: '',
    photos: []
  }
}

/** Whether a field is asked for with what was chosen so far. */
export function isWanted (field: VisitField, { outcome }: Typed): boolean {
  if (field === 'length' || field === 'route') return outcome === 'needsConstruction'
  return field !== 'why' || outcome === 'notFeasible'
}

/** The hub is asked; what it answers is the visit as it is then. */
export async function askOfVisit (
  name: ActName, jointNumber: string, visit: Visit | undefined, typed: Typed, key: string
): Promise<Visit> {
  const params = { path: { jointNumber }, header: { 'Idempotency-Key': key } }
  const proposal = visit?.proposal ?? 1
  const isOpen = visit?.state === 'proposed' || visit?.state === 'agreed'
  const slot = { date: typed.date, half: typed.half, ...typed.hour !== '' && { hour: typed.hour } }
  const remark = typed.remark.trim() === '' ? {} : { remark: typed.remark.trim() }
  const reason = typed.reason.trim()
  switch (name) {
    case 'propose': return await ask(hub.POST('/v1/applications/{jointNumber}/visit/proposals', {
      params, body: { slot, ...isOpen && { version: visit.version } }
    }))
    case 'wish': return await ask(hub.POST('/v1/applications/{jointNumber}/visit/applicant-answers', {
      params, body: { answer: 'proposedOther', slot, ...isOpen && { proposal } }
    }))
    case 'agree': return await ask(hub.POST('/v1/applications/{jointNumber}/visit/applicant-answers', {
      params, body: { answer: 'accepted', proposal }
    }))
    case 'settle': return await ask(hub.POST('/v1/applications/{jointNumber}/visit/settlements', {
      params, body: { proposal }
    }))
    case 'cancel': return await ask(hub.POST('/v1/applications/{jointNumber}/visit/cancellations', {
      params, body: { version: visit?.version ?? 0, reason }
    }))
    case 'mark': return await ask(hub.POST('/v1/applications/{jointNumber}/visit/no-show-marks', {
      params,
      body: typed.absent === ''
        ? { proposal, party: 'applicant', reason }
        : { proposal, party: 'enterprise', enterprise: typed.absent, reason }
    }))
    case 'begin': return await ask(hub.POST('/v1/applications/{jointNumber}/visit/beginnings', {
      params, body: { proposal }
    }))
    case 'miss': return await ask(hub.POST('/v1/applications/{jointNumber}/visit/no-shows', {
      params, body: { proposal, party: typed.party, reason }
    }))
    case 'report': return await ask(hub.POST('/v1/applications/{jointNumber}/visit/results', {
      params, body: { proposal, ...resultOf(typed), ...remark }
    }))
    default: return await ask(hub.POST('/v1/applications/{jointNumber}/visit/answers', {
      params, body: { proposal, ...answerOf(name, slot), ...remark }
    }))
  }
}

function answerOf (
  name: ActName, slot: Schemas['WishedSlot']
): Pick<Schemas['VisitAnswerRequest'], 'answer' | 'slot'> {
  if (name === 'other') return { answer: 'proposedOther', slot }
  return { answer: name === 'accept' ? 'accepted' : 'declined' }
}

function resultOf (
  { outcome, length, route, why, photos }: Typed
): Omit<Schemas['VisitResultRequest'], 'proposal' | 'remark'> {
  return {
    outcome,
    ...outcome === 'needsConstruction' && { length: Number(length), route: route.trim() },
    ...outcome === 'notFeasible' && { reason: why.trim() },
    ...photos.length > 0 && { attachments: photos }
  }
}
