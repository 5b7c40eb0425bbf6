/** Who has read personal data in full, as the contract shows it, by pages. What they read is not in it. */
import type { components, operations } from '../../openapi/hub.d.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import type { Queryable } from '../ground/database/pool.ts'
import { readPage } from './page.ts'

type Schemas = components['schemas']
type Request = NonNullable<operations['listDisclosures']['parameters']['query']>

interface DisclosureRow extends Omit<Schemas['DisclosureRecord'], 'at'> {
  id: number
  at: Date
}

/** Newest first. Throws Problem `invalid-parameter` for a cursor that is none. */
export async function listDisclosures (
  { pool }: { pool: Queryable }, { jointNumber, actor, from, to, ...page }: Request
): Promise<Schemas['DisclosurePage']> {
  const { rows, next } = await readPage<DisclosureRow>(pool, {
    select: 'select id, at, actor, joint_number as "jointNumber", fields, purpose from disclosures',
    filters: [['joint_number = ?', jointNumber], ['actor = ?', actor], ['at >= ?', from], ['at < ?', to]],
    by: 'id',
    numberOf: ({ id }) => id,
    order: 'newest first',
    ...(from ?? to) !== undefined && { time: { by: 'at', of: ({ at }) => at } }
  }, page)
  return { disclosures: rows.map(({ id, at, ...record }) => ({ at: localTime(at), ...record })), ...next }
}
