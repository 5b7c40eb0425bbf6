/**
 * The counterpart's rows: the very ones that the hub has stored, to be stored again by one prepared statement of many
 * rows. The tables have the same columns and a primary key, and no other index, constraint or trigger.
 */
import type { Pool, Statement } from '../src/ground/database/pool.ts'

export interface CopiedRows { table: string, count: number, insert: Statement }

/** Makes the counterpart's table of this one, and the statement that inserts the rows that `where` chooses. */
export async function copyRows (pool: Pool, table: string, where: string): Promise<CopiedRows> {
  await pool.query('create schema if not exists bare')
  await pool.query(`create table bare.${table} as table ${table} with no data`)
  await pool.query(`alter table bare.${table} add bare_id bigint generated always as identity primary key`)
  const { rows: found } = await pool.query<{ row: object }>(
    `select to_jsonb(${table}) as row from ${table} where ${where}`)
  const rows = found.map(({ row }) => row)
  if (rows.length === 0) throw new Error(`there is no row of ${table} where ${where}`)
  return { table, count: rows.length, insert: insertion(table, rows) }
}

export function insertion (table: string, rows: object[]): Statement {
  const columns = Object.keys(rows[0]!)
  const places = rows.map((_, row) =>
    `(${columns.map((_, column) => `$${row * columns.length + column + 1}`).join(', ')})`)
  return {
    name: `bare-${table}`,
    text: `insert into bare.${table} (${columns.join(', ')}) values ${places.join(', ')}`,
    values: rows.flatMap(row => Object.values(row).map(asText))
  }
}

/** As PostgreSQL reads a value of any type. */
function asText (value: unknown): string | null {
  if (value === null) return null
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
