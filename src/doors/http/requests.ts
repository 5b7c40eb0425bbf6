/**
 * Watches the requests of the HTTP side: each has an id, which its answer carries, is a matter of its own to the log,
 * is measured and traced.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { atWork } from '../../ground/observe/matter.ts'
import { NO_TRACES } from '../../ground/observe/traces.ts'
import { Problem } from '../../ground/problem/problem.ts'
import type { Hub } from '../../hub.ts'

/**
 * What the platform asks for all the time, and is answered to the end: so that it can be seen how the process stops.
 */
const PLATFORM = new Set(['readLiveness', 'readReadiness', 'readMetrics'])

/** Before any other hook, so that what those log is of the request, too. */
export function observeRequests (app: FastifyInstance, hub: Pick<Hub, 'metrics' | 'traces' | 'phase' | 'now'>): void {
  const surroundings = new WeakMap<FastifyRequest, { within: (work: () => void) => void, end: () => void }>()

  app.addHook('onRequest', (request, reply, done) => {
    const operation = operationOf(request)
    const { method, headers: { traceparent }, routeOptions: { url: route } } = request
    const matter = { correlationId: request.id }
    const startedAt = hub.now()
    const traces = PLATFORM.has(operation) ? NO_TRACES : hub.traces
    const name = route ? `${method} ${route}` : method
    const span = traces.open({ name, kind: 'server', begun: traceparent, startedAt })
    const within = (work: () => void): void => span.run(() => atWork(matter, work))
    surroundings.set(request, {
      within,
      end () {
        const status = reply.statusCode
        hub.metrics.request({ operation, status }, reply.elapsedTime / 1000)
        within(() => span.end({
          attributes: {
            'http.request.method': method,
            ...route && { 'http.route': route },
            'http.response.status_code': status,
            'lianban.operation': operation
          },
          ...status >= 500 && { failure: String(status) }
        }))
      }
    })
    reply.header('x-request-id', request.id)
    const turnedAway = hub.phase === 'stopping' && !PLATFORM.has(operation)
    within(() => done(turnedAway ? new Problem('unavailable', { headers: { 'retry-after': '5' } }) : undefined))
  })
  // The body came in on the connection, which may have begun with another request.
  app.addHook('preValidation', (request, _reply, done) => { surroundings.get(request)!.within(done) })
  // It is not answered, and no trouble of the hub.
  app.addHook('onRequestAbort', async request => { request.log.info('client went away') })
  app.addHook('onResponse', async request => { surroundings.get(request)?.end() })
}

/** `none` for addresses that the contract does not have. */
function operationOf (request: FastifyRequest): string {
  return request.routeOptions.config?.operationId ?? 'none'
}
