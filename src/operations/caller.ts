/** Who calls an operation, for what is recorded of it. */
import type { FastifyRequest } from 'fastify'

export interface Caller { id: string }

/** Callers are not told apart yet: whoever reaches the hub is let in. */
export function callerOf (_request: FastifyRequest<any>): Caller {
  return { id: 'anonymous' }
}
