/** Drafts: forms that a person has begun, sealed; nobody but that person has any way to them. */
import type { Queryable } from '../../ground/database/pool.ts'
import type { Work } from '../../ground/database/work.ts'
import type { Service } from '../../../mappings/mapping.ts'
import type { Vault } from '../../ground/sealing/vault.ts'

/** Whatever a form has come to. */
export type Unfinished = Record<string, unknown>

/** What a person knows a draft by; the applicant's name is masked. */
export interface Summary { services: Service[], applicantName?: string }

export interface DraftRow {
  id: string
  version: number
  createdAt: Date
  changedAt: Date
}

/** A person's own. */
export interface DraftOf { personId: string, id: string }

export interface KeptDraft extends DraftOf { form: Unfinished, summary: Summary, now: Date }

const COLUMNS = 'id, version, created_at as "createdAt", changed_at as "changedAt"'

/**
 * How many drafts the person has; no other comes in before the work ends. Undefined of an account that is not in use.
 */
export async function countDrafts (work: Work, personId: string): Promise<number | undefined> {
  const { rowCount } = await work.query(
    "select from people where id = $1 and state = 'active' for no key update", [personId])
  if (rowCount === 0) return undefined
  const { rows } = await work.query<{ count: number }>(
    'select count(*) as count from drafts where person_id = $1', [personId])
  return rows[0]!.count
}

export async function insertDraft (
  vault: Vault, work: Work, { personId, id, form, summary, now }: KeptDraft
): Promise<DraftRow> {
  const { rows } = await work.query<DraftRow>(`
    insert into drafts (id, person_id, form_sealed, summary_sealed, created_at, changed_at)
    values ($1, $2, $3, $4, $5, $5) returning ${COLUMNS}`,
  [id, personId, ...sealed(vault, id, form, summary), now])
  return rows[0]!
}

/** Undefined where the person has no such draft, or it is of another version. */
export async function changeDraft (
  vault: Vault, connection: Queryable, { personId, id, form, summary, now }: KeptDraft, version: number
): Promise<DraftRow | undefined> {
  const { rows } = await connection.query<DraftRow>(`
    update drafts set form_sealed = $3, summary_sealed = $4, version = version + 1, changed_at = $5
    where id = $1 and person_id = $2 and version = $6 returning ${COLUMNS}`,
  [id, personId, ...sealed(vault, id, form, summary), now, version])
  return rows[0]
}

function sealed (vault: Vault, asked: string, form: Unfinished, summary: Summary): [form: Buffer, summary: Buffer] {
  // As the row has it, however it was written.
  const id = asked.toLowerCase()
  return [vault.seal(['draftForm', id], form), vault.seal(['draftSummary', id], summary)]
}

/** Last changed first. */
export async function draftsOf (
  connection: Queryable, vault: Vault, personId: string
): Promise<Array<DraftRow & Summary>> {
  const { rows } = await connection.query<DraftRow & { summarySealed: Buffer }>(`
    select ${COLUMNS}, summary_sealed as "summarySealed" from drafts where person_id = $1
    order by changed_at desc, id`, [personId])
  return rows.map(({ summarySealed, ...row }) => (
    { ...row, ...vault.open<Summary>(['draftSummary', row.id], summarySealed) }))
}

export async function findDraft (
  connection: Queryable, vault: Vault, { personId, id }: DraftOf
): Promise<DraftRow & Summary & { form: Unfinished } | undefined> {
  const { rows } = await connection.query<DraftRow & { formSealed: Buffer, summarySealed: Buffer }>(`
    select ${COLUMNS}, form_sealed as "formSealed", summary_sealed as "summarySealed" from drafts
    where id = $1 and person_id = $2`, [id, personId])
  if (!rows[0]) return undefined
  const { formSealed, summarySealed, ...row } = rows[0]
  const form = vault.open<Unfinished>(['draftForm', row.id], formSealed)
  return { ...row, ...vault.open<Summary>(['draftSummary', row.id], summarySealed), form }
}

/** False where the person has no such draft. */
export async function removeDraft (
  connection: Queryable, { personId, id }: DraftOf
): Promise<boolean> {
  const { rowCount } = await connection.query('delete from drafts where id = $1 and person_id = $2', [id, personId])
  return rowCount === 1
}

/** As it was seen last. */
export interface SeenDraft extends DraftOf { version: number }

/** What is submitted is a draft no more. False where the person has none of that version. */
export async function submitDraft (work: Work, { personId, id, version }: SeenDraft): Promise<boolean> {
  const { rowCount } = await work.query({
    name: 'submit-draft',
    text: 'delete from drafts where id = $1 and person_id = $2 and version = $3',
    values: [id, personId, version]
  })
  return rowCount === 1
}

/** Of somebody whose account is closed. */
export function removeDraftsOf (work: Work, personId: string): void {
  work.write('delete from drafts where person_id = $1', [personId])
}

/** Those that nobody has changed since, the oldest first, so many at most. */
export async function purgeDrafts (connection: Queryable, before: Date, most: number): Promise<number> {
  const { rowCount } = await connection.query(`
    delete from drafts where id = any(array(
      select id from drafts where changed_at < $1 order by changed_at limit $2))`, [before, most])
  return rowCount!
}
