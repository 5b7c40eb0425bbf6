/**
 * Attachments: rows beside the contents, which the storage keeps. Each belongs to the client that uploaded it until an
 * application names it.
 */
import { createHash } from 'node:crypto'
import { fileTypeFromBuffer } from 'file-type'
import type { AttachmentKind, HandedFile } from '../../../mappings/mapping.ts'
import type { components } from '../../../openapi/hub.d.ts'
import { notAside } from '../../ground/aside/set-aside.ts'
import type { Pool, Queryable } from '../../ground/database/pool.ts'
import { newRowId } from '../../ground/database/row-id.ts'
import type { Work } from '../../ground/database/work.ts'
import { Problem } from '../../ground/problem/problem.ts'
import type { Vault } from '../../ground/sealing/vault.ts'
import type { Left, Storage } from './storage.ts'

type Attachment = components['schemas']['Attachment']

interface Attachments { pool: Pool, storage: Storage }

const IMAGES = ['image/jpeg', 'image/png'] as const satisfies Attachment['mediaType'][]

/**
 * The type is what the content says, never what a name or header claims. Throws Problem `attachment-type` when it is
 * none of those that are taken.
 */
export async function storeAttachment (
  { pool, storage, vault, now }: Attachments & { vault: Vault, now (): Date }, client: string, content: Buffer
): Promise<Attachment> {
  const mediaType = await typeOf(content)
  if (!mediaType) throw new Problem('attachment-type')
  const id = newRowId()
  await storage.put(pool, id, content)
  await pool.query(`
    insert into attachments (id, uploaded_at, media_type, size, sealed_by, client_id)
    values ($1, $2, $3, $4, $5, $6)`,
  [id, now(), mediaType, content.length, vault.active, client])
  return { id, mediaType, size: content.length, sha256: createHash('sha256').update(content).digest('hex') }
}

/** How far into a PDF its header may stand: what writers and scanners put before it, readers pass over. */
const PDF_HEADER_WITHIN = 1024

async function typeOf (content: Buffer): Promise<Attachment['mediaType'] | undefined> {
  const type = await fileTypeFromBuffer(content)
  const image = IMAGES.find(mime => mime === type?.mime)
  return image ?? (content.subarray(0, PDF_HEADER_WITHIN).includes('%PDF-') ? 'application/pdf' : undefined)
}

/** Throws Problem `attachment-not-found`. */
export async function readAttachment (
  { pool, storage }: Attachments, id: string
): Promise<{ mediaType: string, content: Buffer }> {
  const { rows: [row] } = await pool.query<{ id: string, mediaType: string }>(
    'select id, media_type as "mediaType" from attachments where id = $1', [id])
  if (!row) throw new Problem('attachment-not-found')
  return { mediaType: row.mediaType, content: await storage.get(pool, row.id) }
}

export interface FreeAttachment { id: string, size: number }

const FREE = `
  select id, size from attachments where id = any($1) and client_id = $2 and application_serial is null`

/** Those of the attachments that the client uploaded and that belong to no application yet. */
export async function freeAttachments (
  connection: Queryable, client: string, ids: string[]
): Promise<FreeAttachment[]> {
  const { rows } = await connection.query<FreeAttachment>(FREE, [ids, client])
  return rows
}

/** Locked until the work ends. */
export async function holdFreeAttachments (work: Work, client: string, ids: string[]): Promise<FreeAttachment[]> {
  const { rows } = await work.query<FreeAttachment>(`${FREE} order by id for update`, [ids, client])
  return rows
}

export interface Naming {
  serial: number
  /** When a supplement names them: for which order alone. */
  orderId?: string
  at: Date
}

export function nameAttachments (
  work: Work, { serial, orderId, at }: Naming, attachments: Array<{ id: string, kind: string }>
): void {
  work.write(`
    update attachments set
      application_serial = $1, order_id = $2, named_at = $3, kind = named.kind, position = named.position
    from unnest($4::uuid[], $5::text[]) with ordinality as named (id, kind, position) where attachments.id = named.id`,
  [serial, orderId ?? null, at, attachments.map(({ id }) => id), attachments.map(({ kind }) => kind)])
}

/** What a supplement brought for one order is another's from here on. */
export function passAttachments (
  work: Work, serial: number, { from, to }: { from: string, to: string }
): void {
  work.write(`
    update attachments set order_id = $3
    where application_serial = $1 and order_id = $2 and result_of is null and filing_id is null`,
  [serial, from, to])
}

export interface StoredFile { id: string, kind: AttachmentKind, mediaType: HandedFile['mediaType'] }

/**
 * The applicant's, for one order; of each kind those that were named last: what a supplement brings takes the place of
 * what was there.
 */
export async function filesOf (
  connection: Queryable, { serial, orderId }: { serial: number, orderId: string }
): Promise<StoredFile[]> {
  const { rows } = await connection.query<StoredFile>({
    name: 'files-of',
    text: `
      select id, kind, media_type as "mediaType"
      from (
        select *, max(named_at) over (partition by kind) as latest from attachments
        where application_serial = $1 and (order_id is null or order_id = $2)
          and result_of is null and filing_id is null
      ) as of_order
      where named_at = latest order by named_at, position`,
    values: [serial, orderId]
  })
  return rows
}

/** Milliseconds. */
const UNUSED_FOR = 86_400_000

/**
 * Removes uploads that no application has named for a day, the oldest, so many at most and without those that are set
 * aside; those whose content stays keep their row. One that an application is just naming is left alone. Contents go
 * first: should the work fail after that, the rows still say what is to be removed.
 */
export async function removeUnusedAttachments (
  storage: Pick<Storage, 'remove'>, work: Work, now: Date, most: number
): Promise<{ gone: string[], left: Left[] }> {
  const { rows } = await work.query<{ id: string }>(`
    select id from attachments
    where application_serial is null and uploaded_at < $1 and ${notAside('unused attachments', 'id', '$3')}
    order by uploaded_at limit $2 for update skip locked`,
  [new Date(now.getTime() - UNUSED_FOR), most, now])
  if (rows.length === 0) return { gone: [], left: [] }
  const left = await storage.remove(work, rows.map(({ id }) => id))
  const gone = rows.filter(({ id }) => left.every(one => one.id !== id)).map(({ id }) => id)
  work.write('delete from attachments where id = any($1)', [gone])
  return { gone, left }
}

/** Removes the files of an application, contents first. Throws when one of them stays. */
export async function removeAttachments (
  storage: Pick<Storage, 'remove'>, work: Work, serial: number
): Promise<void> {
  const { rows } = await work.query<{ id: string }>(
    'select id from attachments where application_serial = $1', [serial])
  if (rows.length === 0) return
  const left = await storage.remove(work, rows.map(({ id }) => id))
  if (left.length > 0) throw new Error(`${left.length} attachments were not removed from storage: ${left[0]!.reason}`)
  work.write('delete from attachments where application_serial = $1', [serial])
}

/**
 * Seals one content anew with the active key. The content first: should that be all that is done, the row still names
 * the old key, and the next time does it again. Throws NotOpened.
 */
export async function resealAttachment (
  storage: Storage, work: Work, { id, from, to }: { id: string, from: string, to: string }
): Promise<void> {
  const { rowCount } = await work.query(
    'select from attachments where id = $1 and sealed_by = $2 for update', [id, from])
  if (rowCount === 0) return
  await storage.put(work, id, await storage.get(work, id))
  work.write('update attachments set sealed_by = $2 where id = $1', [id, to])
}

/** A page of the attachments whose content is sealed with a key, after this one. */
export async function sealedBy (
  connection: Queryable, keyId: string, after: string | undefined, most: number
): Promise<string[]> {
  const { rows } = await connection.query<{ id: string }>(`
    select id from attachments where sealed_by = $1 and ($2::uuid is null or id > $2) order by id limit $3`,
  [keyId, after ?? null, most])
  return rows.map(({ id }) => id)
}
