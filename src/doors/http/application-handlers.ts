/** Answers the operations by which applications are submitted, followed and changed. */
import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { operations } from '../../../openapi/hub.d.ts'
import type { Handlers } from '../../../openapi/serve-contract.ts'
import { answeredBefore, submit } from '../../cases/submit.ts'
import { supplement } from '../../cases/supplement.ts'
import { withdraw } from '../../cases/withdraw.ts'
import { viewOf, type View } from '../../ground/access/visible.ts'
import type { FormChecker } from '../../ground/form/form-checker.ts'
import type { Hub } from '../../hub.ts'
import { listApplications, readApplication, type Application } from '../../views/applications.ts'
import { readTimeline } from '../../views/timeline.ts'
import { callerOf } from './access/caller-of.ts'
import { problemOf } from './answer-problems.ts'

type ApplicationOperations =
  'submitApplication' | 'withdrawApplication' | 'supplementApplication' |
  'listApplications' | 'readApplication' | 'readTimeline'

export function applicationHandlers (
  hub: Hub, checkForm: FormChecker
): Handlers<Pick<operations, ApplicationOperations>> {
  return {
    async submitApplication (request, reply) {
      return accepted(reply, await submit(hub, callerOf(request).id, request.headers['idempotency-key'], request.body))
    },
    async withdrawApplication (request, reply) {
      return accepted(reply, await withdraw(hub, viewFrom(request), request.params.jointNumber, request.body))
    },
    async supplementApplication (request, reply) {
      const { jointNumber } = request.params
      return accepted(reply, await supplement(hub, checkForm, callerOf(request), jointNumber, request.body))
    },
    listApplications: request => listApplications(hub, viewFrom(request), request.query),
    readApplication: request => readApplication(hub, viewFrom(request), request.params.jointNumber),
    readTimeline: request => readTimeline(hub, viewFrom(request), request.params.jointNumber)
  }
}

/**
 * What is not valid may be the repeat of what was, its planned time having passed since: it is answered as the first
 * was.
 */
export function repeatOrProblem (hub: Hub): NonNullable<RouteOptions['errorHandler']> {
  return async (error, request, reply) => {
    const key = request.headers['idempotency-key']
    if (problemOf(error).code !== 'validation-failed' || typeof key !== 'string') throw error
    const answer = await answeredBefore(hub, { client: callerOf(request).id, key }, request.body)
    if (!answer) throw error
    return accepted(reply, answer)
  }
}

function accepted (reply: FastifyReply, application: Application): Application {
  reply.code(202).header('location', `/v1/applications/${application.jointNumber}`)
  return application
}

function viewFrom (request: FastifyRequest<any>): View {
  return viewOf(callerOf(request))
}
