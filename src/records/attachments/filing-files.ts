/** Files that an enterprise hands in with a filing, and what the approvals system calls each. */
import type { components } from '../../../openapi/hub.d.ts'
import type { Queryable } from '../../ground/database/pool.ts'
import type { Work } from '../../ground/database/work.ts'
import { fieldError, type FieldError } from '../../ground/problem/field-errors.ts'
import { holdFreeAttachments } from './attachments.ts'

type Schemas = components['schemas']
export type FilingFileKind = Schemas['FilingFileKind']

export const FILING_FILE_KINDS: Record<FilingFileKind, string> = {
  routeDrawing: '路由图',
  constructionPlan: '施工方案',
  trafficPlan: '交通组织方案',
  greenPlan: '绿化恢复方案',
  commitmentLetter: '承诺书',
  photo: '现场照片',
  other: '其他'
}

const EXTENSIONS: Record<Schemas['Attachment']['mediaType'], string> = {
  'image/jpeg': 'jpg', 'image/png': 'png', 'application/pdf': 'pdf'
}

interface Filed { serial: number, orderId: string, filingId: string, at: Date }

type Named = ReadonlyArray<Schemas['FilingFileReference']>

/** One of a filing's, with the name that the departments read. */
export interface NamedFile { id: string, kind: FilingFileKind, name: string }

/**
 * Gives a filing what `owner` has uploaded for it; those that it has already may be named again. Answers the files with
 * their names, or why they cannot be given.
 */
export async function giveToFiling (
  work: Work, owner: string, { serial, orderId, filingId, at }: Filed, named: Named
): Promise<{ files: NamedFile[] } | { errors: FieldError[] }> {
  const ids = named.map(({ id }) => id.toLowerCase())
  const free = await holdFreeAttachments(work, owner, ids)
  const own = await filingFilesOf(work, filingId)
  const errors = ids.flatMap((id, index) => {
    const pointer = `/materials/${index}/id`
    if (![...free, ...own].some(file => file.id === id)) return [fieldError(pointer, 'attachment-not-found')]
    return ids.indexOf(id) < index ? [fieldError(pointer, 'attachment-repeated')] : []
  })
  if (errors.length > 0) return { errors }
  const { rows } = await work.query<{ id: string, mediaType: keyof typeof EXTENSIONS }>(`
    update attachments set
      application_serial = $1, order_id = $2, filing_id = $3, named_at = coalesce(named_at, $4), kind = named.kind,
      position = named.position
    from unnest($5::uuid[], $6::text[]) with ordinality as named (id, kind, position)
    where attachments.id = named.id and (application_serial is null or filing_id = $3)
    returning attachments.id, media_type as "mediaType"`,
  [serial, orderId, filingId, at, ids, named.map(({ kind }) => kind)])
  const files = named.map(({ kind }, index): NamedFile => {
    const id = ids[index]!
    const { mediaType } = rows.find(row => row.id === id)!
    return { id, kind, name: `${FILING_FILE_KINDS[kind]}-${index + 1}.${EXTENSIONS[mediaType]}` }
  })
  return { files }
}

export interface StoredFilingFile {
  id: string
  /** The approvals system's own name of it; null until it was handed in. */
  filedAs: string | null
}

export async function filingFilesOf (connection: Queryable, filingId: string): Promise<StoredFilingFile[]> {
  const { rows } = await connection.query<StoredFilingFile>(`
    select id, filed_as as "filedAs" from attachments where filing_id = $1`, [filingId])
  return rows
}

/** It is handed in once: what is submitted again names the same file. */
export async function noteFiledAs (connection: Queryable, id: string, filedAs: string): Promise<void> {
  await connection.query('update attachments set filed_as = $2 where id = $1', [id, filedAs])
}
