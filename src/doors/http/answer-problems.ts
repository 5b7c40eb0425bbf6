/**
 * Answers whatever is thrown on the way of a request as problem+json (RFC 9457). Nothing of it that could be secret or
 * personal leaves the hub.
 */
import type { ErrorObject } from 'ajv'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { components } from '../../../openapi/hub.d.ts'
import { isDatabaseAway } from '../../ground/database/database-away.ts'
import { fieldErrors } from '../../ground/problem/field-errors.ts'
import { Problem, PROBLEMS, type ProblemCode } from '../../ground/problem/problem.ts'

/** Answers everything thrown on the way of a request. */
export function answerProblems (app: FastifyInstance): void {
  app.setErrorHandler(answerError)
  app.setNotFoundHandler((request, reply) => send(request, reply, new Problem('not-found')))
}

/** Answers one error; also those that Fastify finds before it knows the route. */
export function answerError (error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemOf(error)
  if (PROBLEMS[problem.code].status >= 500) request.log.error({ err: error }, 'request failed')
  return send(request, reply, problem)
}

function send (request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  const body = problemBody(problem)
  // The id also where Fastify has an answer before any hook has run.
  return reply.code(body.status).headers({ ...problem.headers, 'x-request-id': request.id })
    .type('application/problem+json').send({ ...body, instance: request.id })
}

/** A problem as it is answered, before it is known in which request. */
export function problemBody ({ code, detail, errors, errorsOmitted }: Problem): components['schemas']['Problem'] {
  const { status, title } = PROBLEMS[code]
  const failing = { ...detail && { detail }, ...errors && { errors }, ...errorsOmitted > 0 && { errorsOmitted } }
  return { type: `urn:lianban:problem:${code}`, title, status, code, ...failing }
}

const FASTIFY_PROBLEMS: Record<string, ProblemCode> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed-body',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed-body',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type'
}

export function problemOf (error: FastifyError | Problem): Problem {
  if (error instanceof Problem) return error
  if (error.validation) {
    return validationProblem(error.validation as unknown as ErrorObject[], error.validationContext ?? 'body')
  }
  const known = FASTIFY_PROBLEMS[error.code]
  if (known) return new Problem(known)
  const callersFault = error.statusCode !== undefined && error.statusCode < 500
  // Before its code: of the caller's connection the system says the same as of the database's.
  if (callersFault) return new Problem('malformed-request', { cause: error })
  if (isDatabaseAway(error)) {
    return new Problem('unavailable', { headers: { 'retry-after': '5' }, cause: error })
  }
  return new Problem('internal-error', { cause: error })
}

function validationProblem (mismatches: ErrorObject[], where: string): Problem {
  const errors = fieldErrors(mismatches)
  if (where === 'body') return new Problem('validation-failed', { errors })
  if (where === 'params') return new Problem(NOT_THERE[errors[0]!.pointer] ?? 'not-found')
  const key = errors.find(({ pointer }) => pointer === '/idempotency-key')
  if (where === 'headers' && key) {
    // An empty one is there, and wrong.
    const isMissing = mismatches.some(({ params }) => params['missingProperty'] === 'idempotency-key')
    return new Problem(isMissing ? 'idempotency-key-missing' : 'idempotency-key-wrong', { errors })
  }
  return new Problem('invalid-parameter', { errors })
}

/** What does not exist when a path parameter cannot be right. */
const NOT_THERE: Record<string, ProblemCode> = {
  '/jointNumber': 'application-not-found',
  '/clockId': 'clock-not-found',
  '/attachmentId': 'attachment-not-found',
  '/reference': 'desk-order-not-found',
  '/deliveryId': 'webhook-delivery-not-found',
  '/orderId': 'undeliverable-order-not-found',
  '/callbackId': 'callback-not-found',
  '/draftId': 'draft-not-found',
  '/login': 'account-not-found',
  '/ratingId': 'rating-not-found',
  '/rectificationId': 'rectification-not-found',
  '/enterprise': 'no-callbacks'
}
