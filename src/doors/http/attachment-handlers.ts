/** Answers the operations about files: the applicant's are uploaded, an enterprise fetches one by its link. */
import type { operations } from '../../../openapi/hub.d.ts'
import type { Handlers } from '../../../openapi/serve-contract.ts'
import type { Hub } from '../../hub.ts'
import { readAttachment, storeAttachment } from '../../records/attachments/attachments.ts'
import { checkLink } from '../../records/attachments/link.ts'
import { callerOf } from './access/caller-of.ts'
import { onlyFile } from './bodies.ts'

/** An uploaded file must not run anything in the browser that opens it. */
export const AS_FILE = {
  'content-disposition': 'attachment', 'x-content-type-options': 'nosniff', 'cache-control': 'private, no-store'
}

export function attachmentHandlers (hub: Hub): Handlers<Pick<operations, 'uploadAttachment' | 'readAttachment'>> {
  return {
    async uploadAttachment (request, reply) {
      const file = onlyFile(request, hub.settings.hub.attachmentLimit)
      const attachment = await storeAttachment(hub, callerOf(request).owner, file)
      reply.code(201)
      return attachment
    },
    async readAttachment (request, reply) {
      const { attachmentId } = request.params
      checkLink(hub.settings.hub.attachmentLinks, { id: attachmentId, ...request.query }, hub.now())
      const { mediaType, content } = await readAttachment(hub, attachmentId)
      reply.type(mediaType).headers(AS_FILE)
      return content
    }
  }
}
