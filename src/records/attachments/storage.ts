/**
 * Where the contents of attachments are kept: beside the rows in the database, or on S3-compatible storage when the
 * settings name one. Both receive them sealed. What is kept in the database is asked for by the connection of whoever
 * asks, so that nobody needs a second one, and goes with their work.
 */
import type { Queryable } from '../../ground/database/pool.ts'
import type { Vault } from '../../ground/sealing/vault.ts'
import type { AttachmentStorageSettings } from './settings.ts'

export interface Storage {
  /** Takes the place of what is there of that id. */
  put (connection: Queryable, id: string, content: Buffer): Promise<void>
  /** Throws when there is none of that id. */
  get (connection: Queryable, id: string): Promise<Buffer>
  /** Answers which of them it could not remove; those that are not there are removed. Throws when none can be. */
  remove (connection: Queryable, ids: string[]): Promise<Left[]>
  close (): void
}

/** A content that could not be removed, and why. */
export interface Left { id: string, reason: string }

export async function openStorage (
  settings: AttachmentStorageSettings | undefined, vault: Vault
): Promise<Storage> {
  const storage = settings ? await s3Storage(settings) : databaseStorage()
  return {
    ...storage,
    put: (connection, id, content) => storage.put(connection, id, vault.sealBytes(['attachment', id], content)),
    get: async (connection, id) => vault.openBytes(['attachment', id], await storage.get(connection, id))
  }
}

function databaseStorage (): Storage {
  return {
    async put (connection, id, content) {
      await connection.query(`
        insert into attachment_contents (id, content) values ($1, $2)
        on conflict (id) do update set content = excluded.content`, [id, content])
    },
    async get (connection, id) {
      const { rows } = await connection.query<{ content: Buffer }>(
        'select content from attachment_contents where id = $1', [id])
      if (!rows[0]) throw new Error('attachment content is missing')
      return rows[0].content
    },
    async remove (connection, ids) {
      await connection.query('delete from attachment_contents where id = any($1)', [ids])
      return []
    },
    close () {}
  }
}

/** Keys in one request, as the API of S3 has it (DeleteObjects). */
const REMOVED_AT_ONCE = 1000

/** Loaded only where it is used: the client is large. */
async function s3Storage (
  { endpoint, region, bucket, accessKeyId, secretAccessKey, timeout }: AttachmentStorageSettings
): Promise<Storage> {
  const { DeleteObjectsCommand, GetObjectCommand, PutObjectCommand, S3Client } = await import('@aws-sdk/client-s3')
  const client = new S3Client({ endpoint, region, forcePathStyle: true, credentials: { accessKeyId, secretAccessKey } })
  const options = (): { abortSignal: AbortSignal } => ({ abortSignal: AbortSignal.timeout(timeout) })
  const key = (id: string): string => `attachments/${id}`
  return {
    async put (_connection, id, content) {
      await client.send(new PutObjectCommand({
        Bucket: bucket, Key: key(id), Body: content, ContentType: 'application/octet-stream'
      }), options())
    },
    async get (_connection, id) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key(id) }), options())
      return Buffer.from(await Body!.transformToByteArray())
    },
    async remove (_connection, ids) {
      const byKey = new Map(ids.map(id => [key(id), id]))
      const left: Left[] = []
      for (let from = 0; from < ids.length; from += REMOVED_AT_ONCE) {
        const { Errors: errors = [] } = await client.send(new DeleteObjectsCommand({
          Bucket: bucket,
          Delete: { Objects: ids.slice(from, from + REMOVED_AT_ONCE).map(id => ({ Key: key(id) })), Quiet: true }
        }), options())
        for (const { Key: of, Code: reason = 'unknown' } of errors) {
          const id = byKey.get(of ?? '')
          if (id === undefined) throw new Error(`storage did not remove what it was not asked for: ${reason}`)
          left.push({ id, reason })
        }
      }
      return left
    },
    close: () => client.destroy()
  }
}
