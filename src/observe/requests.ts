/** Watches the requests of the HTTP side: each has an id, which its answer carries, and is a matter of its own to the log. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { atWork, type Matter } from './matter.ts'

/** Before any other hook, so that what those log is of the request, too. */
export function observeRequests (app: FastifyInstance): void {
  const matters = new WeakMap<FastifyRequest, Matter>()

  app.addHook('onRequest', (request, reply, done) => {
    const matter = { correlationId: request.id }
    matters.set(request, matter)
    reply.header('x-request-id', request.id)
    atWork(matter, done)
  })
  // The body came in on the connection, which may have begun with another request.
  app.addHook('preValidation', (request, _reply, done) => { atWork(matters.get(request)!, done) })
}
