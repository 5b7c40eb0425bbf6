/** Answers the operations by which applications are submitted, followed and changed. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
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

/** A repeated submission is answered as the first was, before its form is looked at. */
export function repeatAnswers (app: FastifyInstance, hub: Hub): void {
  app.addHook('preValidation', async (request, reply) => {
    const key = request.headers['idempotency-key']
    if (request.routeOptions.config.operationId !== 'submitApplication' || typeof key !== 'string') return
    const answer = await answeredBefore(hub, { client: callerOf(request).id, key }, request.body)
    if (answer) return reply.send(accepted(reply, answer))
  })
}

function accepted (reply: FastifyReply, application: Application): Application {
  reply.code(202).header('location', `/v1/applications/${application.jointNumber}`)
  return application
}

function viewFrom (request: FastifyRequest<any>): View {
  return viewOf(callerOf(request))
}
