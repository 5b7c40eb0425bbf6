/**
 * What the log tells of a request's address: the route, and of its parameters those that are the hub's own. Anybody may
 * write anything there, a passport's number for one; the query is left out as a whole.
 */
import type { FastifyBaseLogger, FastifyRequest } from 'fastify'
import type { Hub } from '../../hub.ts'

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const YEAR = /^\d{4}$/
/** Behind the county's letters; an order has its service's behind that. */
const RUNNING = /^\d{6,12}(?:-[A-Z]{1,2}\d{0,3})?$/
/** Of an address that the hub does not have. */
const WORD = /^(?:[a-z][a-z-]{0,30}|v1)$/

type Logged = Pick<FastifyRequest, 'method' | 'url'> & Partial<Pick<FastifyRequest, 'params' | 'routeOptions'>>

/** The hub's log, as the requests are written to it. */
export function logOfRequests ({ log, settings }: Pick<Hub, 'log' | 'settings'>): FastifyBaseLogger {
  const { prefix } = settings.county
  const isOwn = (value: string): boolean => UUID.test(value) || YEAR.test(value) ||
    Object.hasOwn(settings.enterprises, value) ||
    (value.startsWith(prefix) && RUNNING.test(value.slice(prefix.length)))

  function pathOf ({ url, params, routeOptions }: Logged): string {
    const route = routeOptions?.url
    if (route === undefined) {
      const segments = url.split('?', 1)[0]!.split('/').slice(0, 10)
      return segments.map(segment => segment === '' || WORD.test(segment) ? segment : '***').join('/')
    }
    const given = (params ?? {}) as Record<string, string>
    return route.split('/').map(segment => {
      const value = segment.startsWith(':') ? given[segment.slice(1)] : undefined
      return value !== undefined && isOwn(value) ? value : segment
    }).join('/')
  }

  const serializers = { req: (request: Logged) => ({ method: request.method, path: pathOf(request) }) }
  return log.child({}, { serializers }) as FastifyBaseLogger
}
