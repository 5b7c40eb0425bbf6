/** Answers the operations of administrative approvals. */
import type { operations } from '../../../openapi/hub.d.ts'
import type { Handlers } from '../../../openapi/serve-contract.ts'
import { correctFiling } from '../../cases/correct-filing.ts'
import { fileForOrder } from '../../cases/file-for-order.ts'
import { breakFiling, cancelFiling, followUpFiling, redriveFiling } from '../../cases/follow-filing.ts'
import { viewOf } from '../../ground/access/visible.ts'
import type { Hub } from '../../hub.ts'
import { storeAttachment } from '../../records/attachments/attachments.ts'
import { findOwnOrder } from '../../records/filings/find-filing.ts'
import { listFilings, readFilingDetail } from '../../views/filings.ts'
import { callerOf } from './access/caller-of.ts'
import { onlyFile } from './bodies.ts'

type FilingOperations =
  'fileForOrder' | 'uploadFilingFile' | 'listFilings' | 'readFiling' | 'correctFiling' | 'cancelFiling' |
  'followUpFiling' | 'breakFiling' | 'redriveFiling'

export function filingHandlers (hub: Hub): Handlers<Pick<operations, FilingOperations>> {
  return {
    async fileForOrder (request, reply) {
      const filing = await fileForOrder(hub, callerOf(request), {
        reference: request.params.reference, key: request.headers['idempotency-key'], request: request.body
      })
      reply.code(201)
      return filing
    },
    async uploadFilingFile (request, reply) {
      const caller = callerOf(request)
      await findOwnOrder(hub.pool, viewOf(caller), request.params.reference)
      const attachment = await storeAttachment(hub, caller.owner, onlyFile(request, hub.settings.hub.attachmentLimit))
      reply.code(201)
      return attachment
    },
    listFilings: request => listFilings(hub, viewOf(callerOf(request)), request.query),
    readFiling: request => readFilingDetail(hub, viewOf(callerOf(request)), request.params.filingId),
    async correctFiling (request, reply) {
      const filing = await correctFiling(hub, callerOf(request), request.params.filingId, request.body)
      reply.code(202)
      return filing
    },
    cancelFiling: request => cancelFiling(hub, callerOf(request), request.params.filingId, request.body),
    followUpFiling: request => followUpFiling(hub, callerOf(request), request.params.filingId, request.body),
    breakFiling: request => breakFiling(hub, callerOf(request), request.params.filingId, request.body),
    redriveFiling: request => redriveFiling(hub, callerOf(request), request.params.filingId, request.body)
  }
}
