/** Answers the operations by which applications are submitted, followed and changed. */
import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { operations } from '../../../openapi/hub.d.ts'
import type { Handlers } from '../../../openapi/serve-contract.ts'
import { checkApplication, type FormChecks } from '../../cases/check-application.ts'
import { readResult } from '../../cases/read-result.ts'
import { allThatFails, answeredBefore, submit } from '../../cases/submit.ts'
import { handOverDuty } from '../../cases/hand-over-duty.ts'
import { supplement } from '../../cases/supplement.ts'
import { withdraw } from '../../cases/withdraw.ts'
import { viewOf, type View } from '../../ground/access/visible.ts'
import type { PartReader } from '../../ground/form/form-checker.ts'
import { fieldError } from '../../ground/problem/field-errors.ts'
import { Problem } from '../../ground/problem/problem.ts'
import type { Hub } from '../../hub.ts'
import { listApplications, readApplication, type Application } from '../../views/applications.ts'
import { listColleagues } from '../../views/colleagues.ts'
import { listOpenApplications } from '../../views/open-applications.ts'
import { readTimeline } from '../../views/timeline.ts'
import { callerOf } from './access/caller-of.ts'
import { AS_FILE } from './attachment-handlers.ts'
import { problemOf } from './answer-problems.ts'

type ApplicationOperations =
  'submitApplication' | 'checkApplication' | 'withdrawApplication' | 'supplementApplication' |
  'listApplications' | 'listOpenApplications' | 'readApplication' | 'readTimeline' | 'readResult' |
  'handOverDuty' | 'listColleagues'

export function applicationHandlers (
  hub: Hub, checks: FormChecks
): Handlers<Pick<operations, ApplicationOperations>> {
  return {
    async submitApplication (request, reply) {
      const { owner, id: by } = callerOf(request)
      const { headers, query, body, session } = request
      const seen = seenDraft(query)
      // A draft is a person's; of whoever else there is none to be gone.
      const draft = session && seen ? { personId: session.personId, ...seen } : undefined
      return accepted(reply, await submit(hub, owner, headers['idempotency-key'], body, {
        by, accountable: session?.login, draft
      }))
    },
    checkApplication: request => checkApplication(hub, checks, callerOf(request).owner, request.body),
    async withdrawApplication (request, reply) {
      const { id } = callerOf(request)
      return accepted(reply, await withdraw(hub, viewFrom(request), request.params.jointNumber, request.body, id))
    },
    async supplementApplication (request, reply) {
      const { jointNumber } = request.params
      return accepted(reply, await supplement(hub, checks.checkForm, callerOf(request), jointNumber, request.body))
    },
    handOverDuty: request => handOverDuty(hub, callerOf(request), request.params.jointNumber, request.body),
    listColleagues: request => listColleagues(hub, callerOf(request)),
    listOpenApplications: request => listOpenApplications(hub, viewFrom(request), request.query),
    listApplications: request => listApplications(hub, viewFrom(request), request.query),
    readApplication: request => readApplication(hub, viewFrom(request), request.params.jointNumber),
    readTimeline: request => readTimeline(hub, viewFrom(request), request.params.jointNumber),
    async readResult (request, reply) {
      const { jointNumber, attachmentId } = request.params
      const { mediaType, content } = await readResult(hub, callerOf(request), jointNumber, attachmentId)
      reply.type(mediaType).headers(AS_FILE)
      return content
    }
  }
}

/** Throws Problem `invalid-parameter` for one without the other. */
function seenDraft (
  { draftId: id, draftVersion: version }: NonNullable<operations['submitApplication']['parameters']['query']>
): { id: string, version: number } | undefined {
  if (id !== undefined && version !== undefined) return { id, version }
  if (id === undefined && version === undefined) return undefined
  const missing = id === undefined ? '/draftId' : '/draftVersion'
  throw new Problem('invalid-parameter', { errors: [fieldError(missing, 'required')] })
}

/**
 * What is not valid may be the repeat of what was, its planned time having passed since: it is answered as the first
 * was. Else what of it is sound is looked at further, so that all that fails is told at once.
 */
export function repeatOrProblem (hub: Hub, readParts: PartReader): NonNullable<RouteOptions['errorHandler']> {
  return async (error, request, reply) => {
    const key = request.headers['idempotency-key']
    const problem = problemOf(error)
    if (problem.code !== 'validation-failed' || typeof key !== 'string') throw error
    const { owner } = callerOf(request)
    const answer = await answeredBefore(hub, { client: owner, key }, request.body)
    if (answer) return accepted(reply, answer)
    if (!error.validation || problem.errorsOmitted > 0) throw error
    throw await allThatFails(hub, owner, readParts(request.body), problem.errors)
  }
}

function accepted (reply: FastifyReply, application: Application): Application {
  reply.code(202).header('location', `/v1/applications/${application.jointNumber}`)
  return application
}

function viewFrom (request: FastifyRequest<any>): View {
  return viewOf(callerOf(request))
}
