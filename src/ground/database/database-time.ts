/** What time it is by the database's clock, which all processes share. */
import type { Queryable } from './pool.ts'

export type DatabaseTime = (connection: Queryable) => Promise<Date>

export async function readDatabaseTime (connection: Queryable): Promise<Date> {
  const { rows } = await connection.query<{ now: Date }>('select clock_timestamp() as now')
  return rows[0]!.now
}
