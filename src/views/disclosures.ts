/** Who has read personal data in full or looked for somebody by it, as the contract shows it; not what it said. */
import type { components, operations } from '../../openapi/hub.d.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import type { Queryable } from '../ground/database/pool.ts'
import { readPage } from './page.ts'

type Schemas = components['schemas']
type Request = NonNullable<operations['listDisclosures']['parameters']['query']>

interface DisclosureRow extends Omit<Schemas['DisclosureRecord'], 'at' | 'jointNumber' | 'found'> {
  id: number
  at: Date
  /** Null of a search. */
  jointNumber: string | null
  /** Null of a reading. */
  found: number | null
}

/** Newest first. Throws Problem `invalid-parameter` for a cursor that is none. */
export async function listDisclosures (
  { pool }: { pool: Queryable }, { jointNumber, actor, from, to, ...page }: Request
): Promise<Schemas['DisclosurePage']> {
  const { rows, next } = await readPage<DisclosureRow>(pool, {
    select: 'select id, at, actor, joint_number as "jointNumber", found, fields, purpose from disclosures',
    filters: [['joint_number = ?', jointNumber], ['actor = ?', actor], ['at >= ?', from], ['at < ?', to]],
    by: 'id',
    numberOf: ({ id }) => id,
    order: 'newest first',
    ...(from ?? to) !== undefined && { time: { by: 'at', of: ({ at }) => at } }
  }, page)
  return { disclosures: rows.map(shownOf), ...next }
}

function shownOf ({ at, actor, jointNumber, found, fields, purpose }: DisclosureRow): Schemas['DisclosureRecord'] {
  const what = jointNumber === null ? { found: found! } : { jointNumber }
  return { at: localTime(at), actor, ...what, fields, purpose }
}
