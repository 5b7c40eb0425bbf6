/** Whether the process can take requests: it is up, not stopping, and can use its database and queues. */
import type { QueryConfig } from 'pg'
import { within } from '../../ground/observe/within.ts'
import { Problem } from '../../ground/problem/problem.ts'
import type { Hub } from '../../hub.ts'
import { PATIENCE } from '../../views/backlog.ts'

/**
 * Answers within two seconds also where database or queues take requests and never answer. Throws Problem
 * `unavailable`.
 */
export function newReadiness (hub: Pick<Hub, 'pool' | 'alarms' | 'phase'>): () => Promise<{ status: 'ok' }> {
  const probe: QueryConfig & { query_timeout: number } = { text: 'select 1', query_timeout: PATIENCE }
  const usable = within(PATIENCE, () => Promise.all([hub.pool.query(probe), hub.alarms.check()]))
  return async () => {
    if (hub.phase !== 'up') throw new Problem('unavailable', { headers: { 'retry-after': '5' } })
    try {
      await usable()
      return { status: 'ok' }
    } catch (error) {
      throw new Problem('unavailable', { headers: { 'retry-after': '5' }, cause: error })
    }
  }
}
