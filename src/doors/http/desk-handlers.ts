/** Answers the operations about orders that are worked by hand, at the desk of their enterprise. */
import type { operations } from '../../../openapi/hub.d.ts'
import type { Handlers } from '../../../openapi/serve-contract.ts'
import { readFileAtDesk, readInFull } from '../../cases/read-at-desk.ts'
import { takeDeskStep } from '../../cases/take-desk-step.ts'
import { viewOf } from '../../ground/access/visible.ts'
import type { Hub } from '../../hub.ts'
import { storeAttachment } from '../../records/attachments/attachments.ts'
import { findAtDesk } from '../../records/orders/find-at-desk.ts'
import { listDeskOrders } from '../../views/desk-orders.ts'
import { callerOf } from './access/caller-of.ts'
import { AS_FILE } from './attachment-handlers.ts'
import { onlyFile } from './bodies.ts'

type DeskOperations =
  'listDeskOrders' | 'readDeskOrder' | 'takeDeskStep' | 'uploadDeskAttachment' | 'readDeskAttachment'

export function deskHandlers (hub: Hub): Handlers<Pick<operations, DeskOperations>> {
  return {
    listDeskOrders (request) {
      const caller = callerOf(request)
      return listDeskOrders(hub, viewOf(caller), request.query, caller.id)
    },
    readDeskOrder: request => readInFull(hub, callerOf(request), request.params.reference),
    takeDeskStep: request => takeDeskStep(hub, callerOf(request), {
      reference: request.params.reference, key: request.headers['idempotency-key'], request: request.body
    }),
    async uploadDeskAttachment (request, reply) {
      const caller = callerOf(request)
      await findAtDesk(hub.pool, viewOf(caller), request.params.reference)
      const attachment = await storeAttachment(hub, caller.owner, onlyFile(request, hub.settings.hub.attachmentLimit))
      reply.code(201)
      return attachment
    },
    async readDeskAttachment (request, reply) {
      const { reference, attachmentId } = request.params
      const { mediaType, content } = await readFileAtDesk(hub, callerOf(request), reference, attachmentId)
      reply.type(mediaType).headers(AS_FILE)
      return content
    }
  }
}
