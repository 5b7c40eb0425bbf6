/**
 * Where the contents of attachments are kept: beside the rows in the database, or on S3-compatible storage when the
 * settings name one. Both receive them sealed.
 */
import type { Pool } from '../../ground/database/pool.ts'
import type { Vault } from '../../ground/sealing/vault.ts'
import type { AttachmentStorageSettings } from './settings.ts'

export interface Storage {
  /** Takes the place of what is there of that id. */
  put (id: string, content: Buffer): Promise<void>
  /** Throws when there is none of that id. */
  get (id: string): Promise<Buffer>
  remove (ids: string[]): Promise<void>
  close (): void
}

export async function openStorage (
  settings: AttachmentStorageSettings | undefined, pool: Pool, vault: Vault
): Promise<Storage> {
  const storage = settings ? await s3Storage(settings) : databaseStorage(pool)
  return {
    ...storage,
    put: (id, content) => storage.put(id, vault.sealBytes(['attachment', id], content)),
    get: async id => vault.openBytes(['attachment', id], await storage.get(id))
  }
}

function databaseStorage (pool: Pool): Storage {
  return {
    async put (id, content) {
      await pool.query(`
        insert into attachment_contents (id, content) values ($1, $2)
        on conflict (id) do update set content = excluded.content`, [id, content])
    },
    async get (id) {
      const { rows } = await pool.query<{ content: Buffer }>(
        'select content from attachment_contents where id = $1', [id])
      if (!rows[0]) throw new Error('attachment content is missing')
      return rows[0].content
    },
    async remove (ids) {
      await pool.query('delete from attachment_contents where id = any($1)', [ids])
    },
    close () {}
  }
}

/** Loaded only where it is used: the client is large. */
async function s3Storage (
  { endpoint, region, bucket, accessKeyId, secretAccessKey, timeout }: AttachmentStorageSettings
): Promise<Storage> {
  const { DeleteObjectsCommand, GetObjectCommand, PutObjectCommand, S3Client } = await import('@aws-sdk/client-s3')
  const client = new S3Client({ endpoint, region, forcePathStyle: true, credentials: { accessKeyId, secretAccessKey } })
  const options = (): { abortSignal: AbortSignal } => ({ abortSignal: AbortSignal.timeout(timeout) })
  const key = (id: string): string => `attachments/${id}`
  return {
    async put (id, content) {
      await client.send(new PutObjectCommand({
        Bucket: bucket, Key: key(id), Body: content, ContentType: 'application/octet-stream'
      }), options())
    },
    async get (id) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key(id) }), options())
      return Buffer.from(await Body!.transformToByteArray())
    },
    async remove (ids) {
      if (ids.length === 0) return
      const { Errors: errors = [] } = await client.send(new DeleteObjectsCommand({
        Bucket: bucket, Delete: { Objects: ids.map(id => ({ Key: key(id) })), Quiet: true }
      }), options())
      if (errors.length === 0) return
      throw new Error(`${errors.length} attachments were not removed from storage: ${errors[0]!.Code}`)
    },
    close: () => client.destroy()
  }
}
