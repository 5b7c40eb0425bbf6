/** Who calls: found in the access token before anything else of a request is looked at, and carried by the request from then on. */
import type { FastifyRequest } from 'fastify'
import type { Slug } from '../../../enterprises/profiles.ts'
import type { ClientKind } from '../../../ground/access/kinds.ts'

export interface Caller {
  /** The client's, as the settings name it. */
  id: string
  kind: ClientKind
  /** Of an enterprise's client: whose. */
  enterprise?: Slug
  /** What its token is good for. */
  scopes: ReadonlySet<string>
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Missing where an operation is open to anybody. */
    caller?: Caller
  }
}

/** Throws for an operation that lets anybody in: its handler cannot know who calls. */
export function callerOf ({ caller, routeOptions }: FastifyRequest<any>): Caller {
  if (!caller) throw new Error(`operation ${routeOptions.config.operationId} has no security in the contract, so nobody knows its caller`)
  return caller
}
