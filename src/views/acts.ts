/** What operators did by hand, as the contract shows it, by pages. */
import type { components, operations } from '../../openapi/hub.d.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import type { Queryable } from '../ground/database/pool.ts'
import type { Act } from '../records/acts/acts.ts'
import { readPage } from './page.ts'

type Request = NonNullable<operations['listActs']['parameters']['query']>

interface ActRow extends Act {
  id: number
  target: Record<string, unknown>
}

/** Newest first. Throws Problem `invalid-parameter` for a cursor that is none. */
export async function listActs (
  { pool }: { pool: Queryable }, { action, by, from, to, ...page }: Request
): Promise<components['schemas']['ActPage']> {
  const { rows, next } = await readPage<ActRow>(pool, {
    select: 'select id, at, actor, action, target, reason, affected from acts',
    filters: [['action = ?', action], ['actor = ?', by], ['at >= ?', from], ['at < ?', to]],
    by: 'id',
    numberOf: ({ id }) => id,
    order: 'newest first',
    ...(from ?? to) !== undefined && { time: { by: 'at', of: ({ at }) => at } }
  }, page)
  return {
    acts: rows.map(({ id, at, actor, affected, ...act }) => (
      { actId: id, at: localTime(at), by: actor, count: affected, ...act })),
    ...next
  }
}
