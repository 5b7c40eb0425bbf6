/**
 * Answers the operations of the evaluation: applicants rate on pages of the hub, or of the province; those who were
 * rated, and those who watch over them, do something about it.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { operations } from '../../../openapi/hub.d.ts'
import type { Handlers } from '../../../openapi/serve-contract.ts'
import { decideAppeal, markRating } from '../../cases/decide-appeal.ts'
import { giveRatingLink } from '../../cases/give-rating-link.ts'
import { leadToProvince } from '../../cases/lead-to-province.ts'
import { openRatingLink, rate, type From, type Outcome } from '../../cases/rate.ts'
import { takeRectificationStep } from '../../cases/work-rectification.ts'
import { viewOf } from '../../ground/access/visible.ts'
import { PROBLEMS } from '../../ground/problem/problem.ts'
import type { Hub } from '../../hub.ts'
import { findSession } from '../../records/people/sessions.ts'
import {
  failedPage, gonePage, heldPage, leadingPage, ratingPage, thanksPage, type Entered
} from '../../views/rating-page.ts'
import { listRatings, readRatingCounts } from '../../views/ratings.ts'
import { listRectifications, readRectification } from '../../views/rectifications.ts'
import { callerOf } from './access/caller-of.ts'
import { sessionIn } from './access/session-cookie.ts'
import { networkOf } from './limits/network-of.ts'
import { asPlainPage, failByPage } from './plain-pages.ts'

type RatingOperations =
  'createRatingLink' | 'readRatingPage' | 'rate' | 'listRatings' | 'readRatingCounts' | 'markRating' |
  'listRectifications' | 'readRectification' | 'takeRectificationStep' | 'decideAppeal'

const DAY = 86_400_000

/** A browser that fetches ahead, or a program that looks what is behind a link, has not followed it. */
function isPassing ({ method, headers }: FastifyRequest<any>): boolean {
  return method === 'HEAD' || /prefetch|prerender/.test(String(headers['sec-purpose'] ?? headers['purpose'] ?? ''))
}

export function ratingHandlers (hub: Hub): Handlers<Pick<operations, RatingOperations>> {
  const { settings: { ratings, access: { people } } } = hub

  function page (reply: FastifyReply, status: number, text: string): string {
    asPlainPage(reply.code(status))
    return text
  }

  const gone = (reply: FastifyReply): string => page(reply, 404, gonePage(hub))

  /** Whose browser it is, if somebody has signed in there who works with the hub. */
  async function from (request: FastifyRequest<any>): Promise<From> {
    const id = people && sessionIn(request, people)
    const session = id === undefined ? undefined : await findSession(hub.pool, id, hub.now())
    return { network: networkOf(request.ip), ...session && { unit: session.unit } }
  }

  function answer (reply: FastifyReply, token: string, outcome: Outcome, entered: Omit<Entered, 'faults'>): string {
    switch (outcome.kind) {
      case 'gone': return gone(reply)
      case 'held': {
        const seconds = Math.max(1, Math.ceil((outcome.until.getTime() - hub.now().getTime()) / 1000))
        reply.header('retry-after', seconds)
        return page(reply, 429, heldPage(hub, outcome.until))
      }
      case 'wrong':
        return page(reply, 422, ratingPage(hub, { token, ...outcome.standing }, { ...entered, faults: outcome.faults }))
      case 'taken':
        return page(reply, 200, thanksPage(hub, outcome.standing, Math.floor(ratings.supplementWithin / DAY)))
    }
  }

  return {
    async createRatingLink (request, reply) {
      const { params: { jointNumber }, headers, body } = request
      const link = await giveRatingLink(hub, callerOf(request), {
        jointNumber, key: headers['idempotency-key'], request: body
      })
      reply.code(201)
      return link
    },
    async readRatingPage (request, reply) {
      const { token } = request.params
      const standing = await openRatingLink(hub, token)
      if (!standing) return gone(reply)
      if (standing.purpose !== 'province') return page(reply, 200, ratingPage(hub, { token, ...standing }))
      if (isPassing(request)) return page(reply, 200, leadingPage(hub))
      const to = await leadToProvince(hub, token)
      if (to === undefined) return gone(reply)
      await reply.header('referrer-policy', 'no-referrer').redirect(to, 303)
      return undefined
    },
    async rate (request, reply) {
      const { token } = request.params
      const { level = '', reason = [], text = '', phone = '' } = request.body
      const entered = { level, reasons: [reason].flat(), text }
      return answer(reply, token, await rate(hub, token, { ...entered, phone }, await from(request)), entered)
    },
    // Whoever is rated has no such scope, and never sees who rated.
    listRatings: request => listRatings(hub, request.query),
    readRatingCounts: request => readRatingCounts(hub, viewOf(callerOf(request)), request.query),
    markRating: request => markRating(hub, callerOf(request).id, request.params.ratingId.toLowerCase(), request.body),
    listRectifications: request => listRectifications(hub, viewOf(callerOf(request)), request.query),
    readRectification: request =>
      readRectification(hub, viewOf(callerOf(request)), request.params.rectificationId.toLowerCase()),
    takeRectificationStep: request => takeRectificationStep(hub, callerOf(request), {
      id: request.params.rectificationId.toLowerCase(), key: request.headers['idempotency-key'], request: request.body
    }),
    decideAppeal: request =>
      decideAppeal(hub, callerOf(request).id, request.params.rectificationId.toLowerCase(), request.body)
  }
}

/** Of the pages: whoever looks at one is told by one. */
export function ratingFailures (hub: Hub): Record<'readRatingPage' | 'rate', ReturnType<typeof failByPage>> {
  const answer = failByPage(({ code }) => failedPage(hub, PROBLEMS[code].title))
  return { readRatingPage: answer, rate: answer }
}
