/** How much one client may ask: at a time, and in a period. A refusal says when to come back (RFC 6585 §4). */
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem } from '../../../ground/problem/problem.ts'
import type { Limits } from '../../../ground/settings/limits.ts'
import { networkOf } from './network-of.ts'

/**
 * Registers the limits for every route that is registered after it. They come after the guards, which say whose request
 * it is, and before the body.
 */
export function limitClients (app: FastifyInstance, { per, concurrent, ...most }: Limits): void {
  app.register(rateLimit, {
    max: request => most[kindOf(request)],
    timeWindow: per,
    hook: 'preParsing',
    keyGenerator: request => `${kindOf(request)} ${askerOf(request)}`,
    // IETF httpapi ratelimit-headers draft: `ratelimit-limit`, `-remaining`, `-reset`.
    enableDraftSpec: true,
    errorResponseBuilder: (_request, { ttl }) => tooMany(ttl)
  })
  const underWay = new Map<string, number>()
  app.addHook('preParsing', async (request, reply) => {
    const client = clientOf(request)
    const now = underWay.get(client) ?? 0
    if (now >= concurrent) throw tooMany(1000)
    underWay.set(client, now + 1)
    // However it ends: answered, or the connection gone.
    reply.raw.once('close', () => {
      const left = underWay.get(client)! - 1
      if (left === 0) underWay.delete(client)
      else underWay.set(client, left)
    })
  })
}

/** The client of the token, or the network it asks from where none is asked for. */
function clientOf (request: FastifyRequest): string {
  return request.caller ? `client ${request.caller.id}` : networkOf(request.ip)
}

type Kind = 'requests' | 'tokens' | 'searches'

/** What has a limit of its own: by it secrets or somebody's values could be tried out. */
const KINDS: Record<string, Kind> = {
  issueToken: 'tokens',
  signIn: 'tokens',
  beginOidc: 'tokens',
  finishOidc: 'tokens',
  beginCas: 'tokens',
  finishCas: 'tokens',
  rate: 'tokens',
  searchApplications: 'searches'
}

function kindOf ({ routeOptions }: FastifyRequest): Kind {
  return KINDS[routeOptions.config.operationId ?? ''] ?? 'requests'
}

/** Who asks for a token, or signs in, is not known yet, whatever name is given. */
function askerOf (request: FastifyRequest): string {
  return kindOf(request) === 'tokens' ? networkOf(request.ip) : clientOf(request)
}

function tooMany (milliseconds: number): Problem {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000))
  return new Problem('too-many-requests', { headers: { 'retry-after': String(seconds) } })
}
