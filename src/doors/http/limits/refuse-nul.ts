/** No text of PostgreSQL has a NUL: an address that has one names nothing and finds nothing, wherever it has it. */
import type { FastifyInstance } from 'fastify'
import { Problem } from '../../../ground/problem/problem.ts'

/** Bodies are checked by the contract, whose texts have forms; headers by the parser of HTTP, which takes none. */
export function refuseNul (app: FastifyInstance): void {
  app.addHook('onRequest', async request => {
    if (request.url.includes('%00')) throw new Problem('malformed-request')
  })
}
