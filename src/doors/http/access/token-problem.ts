/**
 * What is wrong with a token request, said in the words of RFC 6749 §5.2; what is wrong with the hub is said as
 * everywhere.
 */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { components } from '../../../../openapi/hub.d.ts'
import { Problem } from '../../../ground/problem/problem.ts'
import { answerError } from '../answer-problems.ts'

type TokenError = components['schemas']['TokenError']['error']

/** `basic`: the client tried the Authorization header, and is told what goes there. */
export class TokenProblem extends Error {
  readonly error: TokenError
  readonly basic: boolean

  constructor (error: TokenError, { basic = false } = {}) {
    super(error)
    this.name = 'TokenProblem'
    this.error = error
    this.basic = basic
  }
}

/** Neither the token nor why there is none is for a cache to keep. */
export const NOT_KEPT = { 'cache-control': 'no-store', pragma: 'no-cache' }

export function answerTokenProblem (error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = error.validation || isMalformed(error) ? new TokenProblem('invalid_request') : error
  if (!(problem instanceof TokenProblem)) return answerError(error, request, reply)
  request.log.info({ reason: problem.error }, 'no token given')
  return reply
    .code(problem.error === 'invalid_client' ? 401 : 400)
    .headers({ ...NOT_KEPT, ...problem.basic && { 'www-authenticate': 'Basic realm="lianban"' } })
    .send({ error: problem.error })
}

/** What is refused before it is looked at, wherever it goes. */
function isMalformed (error: Error): boolean {
  return error instanceof Problem && error.code === 'malformed-request'
}
