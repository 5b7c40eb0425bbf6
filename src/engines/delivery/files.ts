/** Makes an application's attachments ready in the way an enterprise takes files. */
import { Failure } from '../../../adapters/failure.ts'
import type { AttachmentKind, HandedFile } from '../../../mappings/mapping.ts'
import { attachmentLink } from '../../records/attachments/link.ts'
import type { ConnectedEnterprise, Hub } from '../../hub.ts'
import type { LoadedOrder } from './order.ts'

interface StoredFile { id: string, kind: AttachmentKind, mediaType: HandedFile['mediaType'] }

const EXTENSIONS: Record<HandedFile['mediaType'], string> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'application/pdf': 'pdf' }

/**
 * Of each kind those that were named last: what a supplement brings takes the place of what was there. Throws Failure when the
 * enterprise does not take a file beforehand.
 */
export async function handFiles (hub: Hub, enterprise: ConnectedEnterprise, order: LoadedOrder): Promise<HandedFile[]> {
  const { pass } = enterprise.mapping.capabilities.files
  if (pass === 'none') return []
  const { rows } = await hub.pool.query<StoredFile>(`
    select id, kind, media_type as "mediaType"
    from (
      select *, max(named_at) over (partition by kind) as latest from attachments
      where application_serial = $1 and (order_id is null or order_id = $2)
    ) as of_order
    where named_at = latest order by named_at, position`, [order.applicationSerial, order.id])
  const files: HandedFile[] = []
  for (const [index, { id, kind, mediaType }] of rows.entries()) {
    const name = `${kind}-${index + 1}.${EXTENSIONS[mediaType]}`
    files.push({ kind, name, mediaType, handle: await handle(hub, enterprise, id, mediaType) })
  }
  return files
}

async function handle (hub: Hub, { adapter, mapping, slug }: ConnectedEnterprise, id: string, mediaType: string): Promise<string> {
  switch (mapping.capabilities.files.pass) {
    case 'inline': return (await hub.storage.get(id)).toString('base64')
    case 'link': return attachmentLink(hub, id)
    case 'upload': {
      if (!adapter.upload) throw new Failure({ comeBack: 'never', fault: 'hub', code: 'no-upload', message: `${slug} 的接口缺少附件上传`, alert: true })
      return await adapter.upload(await hub.storage.get(id), mediaType)
    }
    case 'none': return ''
  }
}
