/** Answers the operations about joint visits. */
import type { operations } from '../../../openapi/hub.d.ts'
import type { Handlers } from '../../../openapi/serve-contract.ts'
import { answerForApplicant, cancelVisit, proposeVisit, settleVisit } from '../../cases/arrange-visit.ts'
import { answerVisit, beginVisit, markNoShow, reportNoShow, reportVisit } from '../../cases/attend-visit.ts'
import type { AskedOfVisit } from '../../cases/change-visit.ts'
import { viewOf } from '../../ground/access/visible.ts'
import type { Hub } from '../../hub.ts'
import { storeAttachment } from '../../records/attachments/attachments.ts'
import { findApplication } from '../../views/applications.ts'
import { listVisits, readVisit } from '../../views/visits.ts'
import { callerOf } from './access/caller-of.ts'
import { onlyFile } from './bodies.ts'

type VisitOperations =
  'readVisit' | 'listVisits' | 'proposeVisit' | 'answerVisit' | 'answerVisitForApplicant' | 'settleVisit' |
  'cancelVisit' | 'beginVisit' | 'reportVisit' | 'reportNoShow' | 'markNoShow' | 'uploadVisitAttachment'

export function visitHandlers (hub: Hub): Handlers<Pick<operations, VisitOperations>> {
  return {
    readVisit: request => readVisit(hub, viewOf(callerOf(request)), request.params.jointNumber),
    listVisits: request => listVisits(hub, viewOf(callerOf(request)), request.query),
    proposeVisit: request => proposeVisit(hub, callerOf(request), asked(request)),
    answerVisit: request => answerVisit(hub, callerOf(request), asked(request)),
    answerVisitForApplicant: request => answerForApplicant(hub, callerOf(request), asked(request)),
    settleVisit: request => settleVisit(hub, callerOf(request), asked(request)),
    cancelVisit: request => cancelVisit(hub, callerOf(request), asked(request)),
    beginVisit: request => beginVisit(hub, callerOf(request), asked(request)),
    reportVisit: request => reportVisit(hub, callerOf(request), asked(request)),
    reportNoShow: request => reportNoShow(hub, callerOf(request), asked(request)),
    markNoShow: request => markNoShow(hub, callerOf(request), asked(request)),
    async uploadVisitAttachment (request, reply) {
      const caller = callerOf(request)
      await findApplication(hub, viewOf(caller), request.params.jointNumber)
      const attachment = await storeAttachment(hub, caller.owner, onlyFile(request, hub.settings.hub.attachmentLimit))
      reply.code(201)
      return attachment
    }
  }
}

interface Requested<Body> {
  params: { jointNumber: string }
  headers: { 'idempotency-key': string }
  body: Body
}

function asked<Body> ({ params, headers, body }: Requested<Body>): AskedOfVisit<Body> {
  return { jointNumber: params.jointNumber, key: headers['idempotency-key'], request: body }
}
