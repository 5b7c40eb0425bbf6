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
  // A primary that was demoted still answers.
  const text = "select 1 where current_setting('transaction_read_only') = 'off'"
  const probe: QueryConfig & { query_timeout: number } = { text, query_timeout: PATIENCE }
  async function takesWrites (): Promise<void> {
    const { rowCount } = await hub.pool.query(probe)
    if (rowCount === 0) throw new Error('the database takes no writes')
  }
  const usable = within(PATIENCE, () => Promise.all([takesWrites(), hub.alarms.check()]))
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
