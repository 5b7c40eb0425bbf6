/** The operations for who runs the hub: whether it lives, whether it is ready, and its metrics. */
import type { operations } from '../../../openapi/hub.d.ts'
import type { Handlers } from '../../../openapi/serve-contract.ts'
import { within } from '../../ground/observe/within.ts'
import type { Hub } from '../../hub.ts'
import { countBacklog, PATIENCE } from '../../views/backlog.ts'
import { newReadiness } from './readiness.ts'

type ObserveOperations = 'readLiveness' | 'readReadiness' | 'readMetrics'

export function observeHandlers (hub: Hub): Handlers<Pick<operations, ObserveOperations>> {
  const count = within(PATIENCE, () => countBacklog(hub))
  return {
    readLiveness: async () => ({ status: 'ok' }),
    readReadiness: newReadiness(hub),
    async readMetrics (_request, reply) {
      // What the process knows by itself is worth most when the database is away.
      await count().catch(error => { hub.log.warn({ err: error }, 'backlog not counted') })
      reply.type('text/plain; version=0.0.4; charset=utf-8')
      return await hub.metrics.registry.metrics()
    }
  }
}
