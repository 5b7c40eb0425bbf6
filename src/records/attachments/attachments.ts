/** Takes and gives attachments. The type is what the content says, never what a name or header claims. */
import { createHash, randomUUID } from 'node:crypto'
import { fileTypeFromBuffer } from 'file-type'
import type { components } from '../../../openapi/hub.d.ts'
import type { Connection, Queryable } from '../../ground/database/pool.ts'
import type { Hub } from '../../hub.ts'
import { Problem } from '../../ground/problem/problem.ts'

type Attachment = components['schemas']['Attachment']

const TYPES: readonly string[] = ['image/jpeg', 'image/png', 'application/pdf'] satisfies Attachment['mediaType'][]

/** Throws Problem `attachment-type` when the content is none of the types taken. */
export async function storeAttachment (hub: Hub, client: string, content: Buffer): Promise<Attachment> {
  const type = await fileTypeFromBuffer(content)
  if (!type || !TYPES.includes(type.mime)) throw new Problem('attachment-type')
  const mediaType = type.mime as Attachment['mediaType']
  const sha256 = createHash('sha256').update(content).digest()
  const id = randomUUID()
  await hub.storage.put(id, content)
  await hub.pool.query(`
    insert into attachments (id, uploaded_at, media_type, size, sha256, sealed_by, client_id) values ($1, $2, $3, $4, $5, $6, $7)`,
  [id, hub.now(), mediaType, content.length, sha256, hub.vault.active, client])
  return { id, mediaType, size: content.length, sha256: sha256.toString('hex') }
}

/** Throws Problem `attachment-not-found`. */
export async function readAttachment (hub: Hub, id: string): Promise<{ mediaType: string, content: Buffer }> {
  const { rows } = await hub.pool.query<{ mediaType: string }>('select media_type as "mediaType" from attachments where id = $1', [id])
  if (!rows[0]) throw new Problem('attachment-not-found')
  return { mediaType: rows[0].mediaType, content: await hub.storage.get(id) }
}

export interface FreeAttachment { id: string, size: number }

/** Those of the attachments that the client uploaded and that belong to no application yet; locked until the transaction ends. */
export async function freeAttachments (connection: Connection, client: string, ids: string[]): Promise<FreeAttachment[]> {
  const { rows } = await connection.query<FreeAttachment>(`
    select id, size from attachments where id = any($1) and client_id = $2 and application_serial is null order by id for update`, [ids, client])
  return rows
}

export interface Naming {
  serial: number
  /** When a supplement names them: for which order alone. */
  orderId?: string
  at: Date
}

export async function nameAttachments (connection: Connection, { serial, orderId, at }: Naming, attachments: Array<{ id: string, kind: string }>): Promise<void> {
  await connection.query(`
    update attachments set application_serial = $1, order_id = $2, named_at = $3, kind = named.kind, position = named.position
    from unnest($4::uuid[], $5::text[]) with ordinality as named (id, kind, position) where attachments.id = named.id`,
  [serial, orderId ?? null, at, attachments.map(({ id }) => id), attachments.map(({ kind }) => kind)])
}

/** Removes uploads that no application has named for a day. Returns how many. */
export async function removeUnusedAttachments (hub: Hub, connection: Queryable): Promise<number> {
  const { rows } = await connection.query<{ id: string }>(`
    delete from attachments where application_serial is null and uploaded_at < $1 returning id`, [new Date(hub.now().getTime() - UNUSED_FOR)])
  await hub.storage.remove(rows.map(({ id }) => id))
  return rows.length
}

/** Milliseconds. */
const UNUSED_FOR = 86_400_000
