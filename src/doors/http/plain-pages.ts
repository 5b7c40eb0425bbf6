/** Answers pages for everybody: what a browser may do with them, and what it is told where something is wrong. */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import { Problem, PROBLEMS } from '../../ground/problem/problem.ts'
import { PLAIN_PAGE_POLICY, PLAIN_PAGE_STYLE, STYLE_PATH } from '../../views/plain-page.ts'
import { answerError, problemOf } from './answer-problems.ts'

/** An hour, in seconds: the style changes with a release, and says nothing of anybody. */
const FOR_AN_HOUR = 'public, max-age=3600'

export function servePlainPageStyle (app: FastifyInstance): void {
  app.register(async scope => {
    scope.get(STYLE_PATH, { schema: { hide: true } }, async (_request, reply) =>
      reply.header('cache-control', FOR_AN_HOUR).type('text/css; charset=utf-8').send(PLAIN_PAGE_STYLE))
  })
}

/**
 * Of an answer that is such a page. Nobody keeps it, nobody is told where the reader came from, and no search engine
 * takes it up.
 */
export function asPlainPage (reply: FastifyReply): FastifyReply {
  return reply.type('text/html; charset=utf-8').headers({
    'content-security-policy': PLAIN_PAGE_POLICY,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow'
  })
}

/**
 * Who answers failures of an operation that is such a page: a page to whoever looks at one, and a problem to programs.
 */
export function failByPage (
  pageOf: (problem: Problem, request: FastifyRequest) => string
): NonNullable<RouteOptions['errorHandler']> {
  return async (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    const wantsPage = request.headers.accept?.includes('text/html') ?? false
    if (!wantsPage) return answerError(error, request, reply)
    const problem = problemOf(error)
    const { status } = PROBLEMS[problem.code]
    if (status >= 500) request.log.error({ err: error }, 'request failed')
    return asPlainPage(reply.code(status).headers(problem.headers)).send(pageOf(problem, request))
  }
}
