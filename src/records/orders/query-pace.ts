/** How often an enterprise may be asked about one order, where its interface document limits that. */
import type { Queryable } from '../../ground/database/pool.ts'

/**
 * Lets one question pass and moves the next one to `next`; answers when the next may be asked, where this one may not.
 */
export async function mayQuery (
  connection: Queryable, { enterprise, reference }: { enterprise: string, reference: string }, now: Date, next: Date
): Promise<Date | undefined> {
  const { rowCount } = await connection.query({
    name: 'may-query',
    text: `
      update orders set next_query_at = $4
      where enterprise = $1 and reference = $2 and (next_query_at is null or next_query_at <= $3)`,
    values: [enterprise, reference, now, next]
  })
  if (rowCount === 1) return undefined
  const { rows } = await connection.query<{ next: Date }>({
    name: 'next-query',
    text: 'select next_query_at as next from orders where enterprise = $1 and reference = $2',
    values: [enterprise, reference]
  })
  return rows[0]?.next
}
