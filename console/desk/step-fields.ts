/**
 * What each step at the desk is given beside its name, in the order in which it is asked for: the rules of
 * `DeskStepRequest` in the contract, as fields of a screen (test/console/desk.test.ts holds them to it).
 */
import type { components } from '../../openapi/hub.d.ts'
import { inChina } from '../pieces/times.ts'

type Schemas = components['schemas']
export type Step = Schemas['DeskStep']
export type StepField = 'bookedFor' | 'result' | 'material' | 'reason' | 'nativeNumber' | 'remark'
export type ResultKind = Schemas['ResultKind']

export interface StepForm {
  wanted: readonly StepField[]
  /** What may be left empty. */
  free: readonly StepField[]
  takesFiles: boolean
}

const WITH_REASON: StepForm = { wanted: ['reason'], free: [], takesFiles: true }
const WITH_REMARK: StepForm = { wanted: [], free: ['remark'], takesFiles: true }
const ALONE: StepForm = { wanted: [], free: [], takesFiles: false }

export const STEP_FORMS: Record<Step, StepForm> = {
  take: { ...ALONE, free: ['nativeNumber'] },
  withdrawalGranted: ALONE,
  withdrawalDeclined: { ...ALONE, wanted: ['reason'] },
  supplementSeen: ALONE,
  accepted: WITH_REMARK,
  dispatched: WITH_REMARK,
  surveyBooked: { ...WITH_REMARK, wanted: ['bookedFor'] },
  surveyed: { wanted: ['result'], free: [], takesFiles: true },
  designed: WITH_REMARK,
  quoted: WITH_REMARK,
  paid: WITH_REMARK,
  building: WITH_REMARK,
  inspected: WITH_REMARK,
  completed: WITH_REMARK,
  completedConditionally: WITH_REASON,
  needsMaterial: { wanted: ['material', 'reason'], free: [], takesFiles: true },
  specialProcedure: WITH_REASON,
  specialProcedureEnded: WITH_REMARK,
  notAdmitted: WITH_REASON,
  refused: WITH_REASON,
  revoked: WITH_REASON,
  outOfArea: { ...ALONE, wanted: ['reason'] },
  nativeNumber: { ...ALONE, wanted: ['nativeNumber'] }
}

/** What the files of a step mostly are. */
const FILES_OF: Partial<Record<Step, ResultKind>> = {
  surveyed: 'surveyReport', designed: 'design', quoted: 'quote', inspected: 'inspectionReport', completed: 'photo'
}

export function usualKind (step: Step): ResultKind {
  return FILES_OF[step] ?? 'other'
}

/** By which an order ends, or ends here, against the applicant's wish: they stand apart from those that lead on. */
export const AGAINST: ReadonlySet<Step> = new Set(['notAdmitted', 'refused', 'revoked', 'outOfArea'])

/** What was typed, whichever step it is then for. */
export type Said = Record<StepField, string>

/** What the hub is sent of what was typed: what the step has a field for, where anything stands in it. */
export function saidOf (step: Step, said: Said): Partial<Said> {
  const { wanted, free } = STEP_FORMS[step]
  return Object.fromEntries([...wanted, ...free].flatMap(field => {
    const text = said[field].trim()
    return text === '' ? [] : [[field, field === 'bookedFor' ? inChina(text) : text]]
  }))
}
