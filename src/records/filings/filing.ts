/**
 * A filing with its items, as it is stored: read and changed under the lock of its application. What it says of people
 * and places is sealed.
 */
import type { FailureFacts } from '../../../adapters/failure.ts'
import type { FilingItem, ItemState } from '../../../mappings/filing.ts'
import type { components } from '../../../openapi/hub.d.ts'
import type { Decision } from '../../enterprises/filing-decisions.ts'
import { bytesOf, type Queryable } from '../../ground/database/pool.ts'
import type { Vault } from '../../ground/sealing/vault.ts'
import type { FilingState, Mode } from './filing-states.ts'

type Schemas = components['schemas']

/** A file of a filing: the attachment, and what the departments read as its name. */
export interface FilingFile { id: string, kind: Schemas['FilingFileKind'], name: string }

/**
 * What a filing says, as it was made or corrected last: the request, and what the hub adds. It stays as it is over
 * every retry: the approvals system knows a repeat by its content, too.
 */
export interface FilingContent
  extends Omit<Schemas['FilingRequest'], 'materials' | 'contact' | 'commitment'> {
  projectName: string
  applicant: { name: string, unifiedSocialCreditCode: string }
  contact: { name: string, phone: string }
  /** Where is built; of a person's home, personal data. */
  address: string
  commitment: boolean
  materials: FilingFile[]
}

/** The enterprise's other filings that count together with one: how many, their metres, and the last of them. */
export interface Added { count: number, metres: number, references: string[] }

/** What has been decided, by which row of which table. */
export interface KeptDecision extends Omit<Decision, 'kind'> {
  /** Version of the table. */
  version: string
  /** Metres: its own and those that were added. */
  decidedBy: number
  /** Missing where none were. */
  added?: Added
}

export interface Item {
  id: string
  item: FilingItem
  /** Null until the approvals system has it. */
  state: ItemState | null
  reached: ItemState | null
  since: Date | null
  nativeAt: Date | null
  projectNumber: string | null
  remarkSealed: Buffer | null
}

export interface Filing {
  id: string
  orderId: string
  enterprise: string
  reference: string
  mode: Mode
  state: FilingState
  decision: KeptDecision
  lengthMetres: number
  filedAt: Date
  contentSealed: Buffer | null
  nativeNumber: string | null
  submittedAt: Date | null
  endedAt: Date | null
  failure: Pick<FailureFacts, 'code' | 'message'> | null
  cancelReasonSealed: Buffer | null
  /** Days, `2026-12-03`. */
  finishedOn: string | null
  restoredOn: string | null
  brokenAt: Date | null
  reasonSealed: Buffer | null
  version: number
  /** Sequence of the last of its events. */
  lastEvent: number
  items: Item[]
}

export function openContent (
  vault: Vault, { id, contentSealed }: Pick<Filing, 'id' | 'contentSealed'>
): FilingContent | undefined {
  return contentSealed ? vault.open<FilingContent>(['filingContent', id], contentSealed) : undefined
}

/** What stands sealed of a filing in one of its columns. */
export function openWords (
  vault: Vault, column: 'filingCancelReason' | 'filingReason' | 'filingRemark', id: string, sealed: Buffer | null
): string | undefined {
  return sealed ? vault.open<string>([column, id], sealed) : undefined
}

/** The columns of a filing. */
export const FILING_COLUMNS = `
  filings.id, filings.order_id as "orderId", filings.enterprise, filings.reference, filings.mode, filings.state,
  filings.decision, filings.length_metres::float8 as "lengthMetres", filings.filed_at as "filedAt",
  filings.content_sealed as "contentSealed", filings.native_number as "nativeNumber",
  filings.submitted_at as "submittedAt", filings.ended_at as "endedAt", filings.failure,
  filings.cancel_reason_sealed as "cancelReasonSealed", filings.finished_on::text as "finishedOn",
  filings.restored_on::text as "restoredOn", filings.broken_at as "brokenAt",
  filings.reason_sealed as "reasonSealed", filings.version,
  (select coalesce(max(sequence), 0) from filing_events where filing_id = filings.id) as "lastEvent",
  (select json_agg(json_build_object(
    'id', id, 'item', item, 'state', state, 'reached', reached, 'since', since, 'nativeAt', native_at,
    'projectNumber', project_number, 'remarkSealed', remark_sealed) order by position)
  from filing_items where filing_id = filings.id) as items`

/** As `json_build_object` writes an item: times and bytes as text. */
interface ItemRow extends Omit<Item, 'since' | 'nativeAt' | 'remarkSealed'> {
  since: string | null
  nativeAt: string | null
  remarkSealed: string | null
}

export interface FilingRow extends Omit<Filing, 'items'> { items: ItemRow[] | null }

export function filingOf (row: FilingRow): Filing {
  return { ...row, items: (row.items ?? []).map(itemOf) }
}

function itemOf ({ since, nativeAt, remarkSealed, ...item }: ItemRow): Item {
  const dateOf = (text: string | null): Date | null => text === null ? null : new Date(text)
  return { ...item, since: dateOf(since), nativeAt: dateOf(nativeAt), remarkSealed: bytesOf(remarkSealed) }
}

/** Those of an application, the oldest first. */
export async function filingsOf (connection: Queryable, serial: number): Promise<Filing[]> {
  const { rows } = await connection.query<FilingRow>({
    name: 'filings-of',
    text: `select ${FILING_COLUMNS} from filings where application_serial = $1 order by number`,
    values: [serial]
  })
  return rows.map(filingOf)
}

/** One, of an application that this work has locked. */
export async function filingById (connection: Queryable, id: string): Promise<Filing | undefined> {
  const { rows } = await connection.query<FilingRow>({
    name: 'filing-by-id', text: `select ${FILING_COLUMNS} from filings where id = $1`, values: [id]
  })
  return rows[0] && filingOf(rows[0])
}

/** Which application a filing belongs to, by what the approvals system calls it. */
export async function findByReference (
  connection: Queryable, reference: string
): Promise<{ id: string, serial: number } | undefined> {
  const { rows } = await connection.query<{ id: string, serial: number }>({
    name: 'filing-by-reference',
    text: 'select id, application_serial as serial from filings where reference = $1',
    values: [reference]
  })
  return rows[0]
}
