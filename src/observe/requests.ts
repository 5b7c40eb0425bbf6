/** Watches the requests of the HTTP side: each has an id, which its answer carries, is a matter of its own to the log, and is measured. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Hub } from '../hub.ts'
import { Problem } from '../problem.ts'
import { atWork, type Matter } from './matter.ts'

/** What is answered to the end, so that it can be seen how the process stops. */
const ALWAYS = new Set(['readLiveness', 'readReadiness', 'readMetrics'])

/** Before any other hook, so that what those log is of the request, too. */
export function observeRequests (app: FastifyInstance, hub: Hub): void {
  const matters = new WeakMap<FastifyRequest, Matter>()

  app.addHook('onRequest', (request, reply, done) => {
    const matter = { correlationId: request.id }
    matters.set(request, matter)
    reply.header('x-request-id', request.id)
    const turnedAway = hub.phase === 'stopping' && !ALWAYS.has(operationOf(request))
    atWork(matter, () => done(turnedAway ? new Problem('unavailable', { headers: { 'retry-after': '5' } }) : undefined))
  })
  // The body came in on the connection, which may have begun with another request.
  app.addHook('preValidation', (request, _reply, done) => { atWork(matters.get(request)!, done) })
  app.addHook('onResponse', async (request, reply) => {
    hub.metrics.request({ operation: operationOf(request), status: reply.statusCode }, reply.elapsedTime / 1000)
  })
}

/** `none` for addresses that the contract does not have. */
function operationOf (request: FastifyRequest): string {
  return request.routeOptions.config?.operationId ?? 'none'
}
