/** Who calls, as bearer.ts found in the access token before anything else of the request was looked at. */
import type { FastifyRequest } from 'fastify'
import type { Caller } from '../../../ground/access/caller.ts'
import type { ActTerms } from '../../../records/acts/acts.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Missing where an operation is open to anybody. */
    caller?: Caller
  }
}

/** Throws for an operation that is open to anybody: its handler cannot know who calls. */
export function callerOf ({ caller, routeOptions }: FastifyRequest<any>): Caller {
  if (!caller) {
    const { operationId } = routeOptions.config
    throw new Error(`operation ${operationId} has no security in the contract, so nobody knows its caller`)
  }
  return caller
}

/** Who does something by hand, and why they say so. */
export function termsOf (
  request: FastifyRequest<any> & { body: { reason: string } }
): Pick<ActTerms, 'actor' | 'reason'> {
  return { actor: callerOf(request).id, reason: request.body.reason }
}
