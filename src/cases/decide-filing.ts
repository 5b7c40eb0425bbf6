/** What a filing says is checked, and how it goes is decided, in one place for new ones and for corrections. */
import type { components } from '../../openapi/hub.d.ts'
import type { Builder } from '../enterprises/approvals-settings.ts'
import { decide, type Decision, type FilingDecisions } from '../enterprises/filing-decisions.ts'
import { dateOf, dayAt } from '../ground/calendar/chinese-time.ts'
import { mergePatches } from '../ground/form/merge-patch.ts'
import type { ApplicationForm } from '../ground/form/order-view.ts'
import { fieldError, type FieldError } from '../ground/problem/field-errors.ts'
import { Problem } from '../ground/problem/problem.ts'
import type { Vault } from '../ground/sealing/vault.ts'
import { FILING_FILE_KINDS, type NamedFile } from '../records/attachments/filing-files.ts'
import { addedLengths } from '../records/filings/added-lengths.ts'
import type { FilingContent, KeptDecision } from '../records/filings/filing.ts'
import type { Mode } from '../records/filings/filing-states.ts'
import type { OrderAtHand } from '../records/orders/application.ts'
import { openCorrections, openForm } from '../records/orders/form.ts'

export type FilingRequest = components['schemas']['FilingRequest']

/** Where the order is, as its enterprise knows it: with what was corrected. */
export function addressOf (vault: Vault, { application, order }: OrderAtHand): string {
  const { serial, formSealed } = application
  if (!formSealed) throw new Problem('person-erased')
  const form = mergePatches(openForm(vault, { serial, formSealed }), openCorrections(vault, order)) as ApplicationForm
  return form.basic.address.text
}

/** The days of a new filing; those of a correction may have begun. */
export function dayErrors ({ startDate, endDate }: FilingRequest, now: Date, isNew: boolean): FieldError[] {
  const today = dateOf(dayAt(now.getTime()))
  return [
    ...isNew && startDate < today ? [fieldError('/startDate', 'day-in-the-past')] : [],
    ...endDate < startDate ? [fieldError('/endDate', 'day-out-of-order')] : []
  ]
}

export interface Decided { mode: Mode, decision: KeptDecision, errors: FieldError[] }

/** Throws Problem `validation-failed` where a measure is missing, with all else that is wrong. */
export async function decided (
  vault: Vault, at: OrderAtHand, table: FilingDecisions, request: FilingRequest,
  { address, now, except, errors = [] }: { address: string, now: Date, except?: string, errors?: FieldError[] }
): Promise<Decided> {
  const { work, application: { serial }, order: { enterprise, service } } = at
  const added = await addedLengths(vault, work, { serial, enterprise, address, now, ...except && { except } })
  const length = Math.round((added.metres + request.lengthMetres) * 100) / 100
  const { kilovolts, crossing, greenArea } = request
  const answer = decide(table, { service, length, kilovolts, crossing, greenArea })
  if ('errors' in answer) throw new Problem('validation-failed', { errors: [...errors, ...answer.errors] })
  const { kind: mode, ...decision } = answer.decision
  const wanting = [...errors, ...lackOf(answer.decision, request)]
  const kept = { ...decision, version: table.version, decidedBy: length, ...added.count > 0 && { added } }
  return { mode, decision: kept, errors: wanting }
}

/** What the way that was decided needs, and the filing lacks. */
function lackOf ({ kind, files }: Decision, { commitment, materials = [] }: FilingRequest): FieldError[] {
  return [
    ...kind === 'notice' && commitment !== true ? [fieldError('/commitment', 'commitment-required')] : [],
    ...files.some(wanted => !materials.some(file => file.kind === wanted))
      ? [fieldError('/materials', 'file-needed', missingFiles(files, materials))]
      : []
  ]
}

function missingFiles (
  files: Decision['files'], materials: ReadonlyArray<{ kind: string }>
): string {
  return files.filter(wanted => !materials.some(({ kind }) => kind === wanted))
    .map(kind => FILING_FILE_KINDS[kind]).join('、')
}

interface Given { address: string, files: NamedFile[], mode: Mode }

/** What is sent, as long as nothing is corrected: what the settings say of the enterprise now stays with it. */
export function contentOf (
  { nameOf }: { nameOf (slug: string): string }, { application: { jointNumber }, order: { enterprise } }: OrderAtHand,
  builder: Builder, request: FilingRequest, { address, files, mode }: Given
): FilingContent {
  const { name, unifiedSocialCreditCode, contact } = builder
  return {
    ...request,
    projectName: `${nameOf(enterprise)}接入工程（${jointNumber}）`,
    applicant: { name, unifiedSocialCreditCode },
    contact: request.contact ?? contact,
    address,
    commitment: mode === 'notice',
    materials: files
  }
}
