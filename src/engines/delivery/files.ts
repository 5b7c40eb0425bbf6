/** Makes an application's attachments ready in the way an enterprise takes files. */
import { Failure } from '../../../adapters/failure.ts'
import type { HandedFile } from '../../../mappings/mapping.ts'
import { filesOf } from '../../records/attachments/attachments.ts'
import { attachmentLink } from '../../records/attachments/link.ts'
import type { Attempt, Delivery } from './attempt.ts'

const EXTENSIONS: Record<HandedFile['mediaType'], string> = {
  'image/jpeg': 'jpg', 'image/png': 'png', 'application/pdf': 'pdf'
}

/** Throws Failure when the enterprise does not take a file beforehand. */
export async function handFiles (delivery: Delivery, attempt: Attempt): Promise<HandedFile[]> {
  if (attempt.enterprise.mapping.capabilities.files.pass === 'none') return []
  const files: HandedFile[] = []
  const stored = await filesOf(delivery.pool, { serial: attempt.order.applicationSerial, orderId: attempt.order.id })
  for (const [index, { id, kind, mediaType }] of stored.entries()) {
    const name = `${kind}-${index + 1}.${EXTENSIONS[mediaType]}`
    files.push({ kind, name, mediaType, handle: await handle(delivery, attempt, id, mediaType) })
  }
  return files
}

async function handle (
  { pool, settings, storage, now }: Delivery, { adapter, enterprise: { mapping, slug } }: Attempt,
  id: string, mediaType: string
): Promise<string> {
  switch (mapping.capabilities.files.pass) {
    case 'inline': return (await storage.get(pool, id)).toString('base64')
    case 'link': return attachmentLink(settings.hub.attachmentLinks, id, now())
    case 'upload': {
      if (!adapter.upload) {
        const message = `${slug} 的接口缺少附件上传`
        throw new Failure({ comeBack: 'never', fault: 'hub', code: 'no-upload', message, alert: true })
      }
      return await adapter.upload(await storage.get(pool, id), mediaType)
    }
    case 'none': return ''
  }
}
