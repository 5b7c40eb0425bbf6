/**
 * The counterpart's rows: the very ones that the hub has stored, to be stored again by one prepared statement of many
 * rows. The tables have the same columns and, unless they are plain, the same index entries to write; none is unique,
 * for the same rows come again, and there is no constraint and no trigger.
 */
import type { Pool, Statement } from '../src/ground/database/pool.ts'
import type { Workplace } from '../src/ground/database/work.ts'

export interface CopiedRows { table: string, count: number, insert: Statement }

export type Copies = 'indexed' | 'plain'

/** Makes the counterpart's table of this one: `bare.<table>`, with a key `bare_id` of its own. */
export async function copyTable (pool: Pool, table: string, copies: Copies = 'indexed'): Promise<void> {
  await pool.query('create schema if not exists bare')
  await pool.query(`create table bare.${table} as table ${table} with no data`)
  await pool.query(`alter table bare.${table} add bare_id bigint generated always as identity primary key`)
  if (copies === 'plain') return
  const { rows } = await pool.query<{ definition: string }>(
    'select pg_get_indexdef(indexrelid) as definition from pg_index where indrelid = $1::regclass', [table])
  for (const { definition } of rows) await pool.query(inBare(definition))
}

/** The definition of an index, as PostgreSQL writes it, for the counterpart's table. */
export function inBare (definition: string): string {
  return definition.replace(/^CREATE (?:UNIQUE )?INDEX \w+ ON \w+\./, 'CREATE INDEX ON bare.')
}

/** The statement that inserts the rows that `where` chooses into the counterpart's table. */
export async function copyRows (pool: Pool, table: string, where: string): Promise<CopiedRows> {
  const { rows: found } = await pool.query<{ row: object }>(
    `select to_jsonb(${table}) as row from ${table} where ${where}`)
  const rows = found.map(({ row }) => row)
  if (rows.length === 0) throw new Error(`there is no row of ${table} where ${where}`)
  return { table, count: rows.length, insert: insertion(table, rows) }
}

/** Where the counterpart stores them: nothing rings for it. */
export function bareWorkplace ({ pool, log }: Pick<Workplace, 'pool' | 'log'>): Workplace {
  return { pool, alarms: { async set () {} }, log }
}

/** A name stands for one number of rows. */
export function insertion (table: string, rows: object[]): Statement {
  const columns = Object.keys(rows[0]!)
  const places = rows.map((_, row) =>
    `(${columns.map((_, column) => `$${row * columns.length + column + 1}`).join(', ')})`)
  return {
    name: `bare-${table}-${rows.length}`,
    text: `insert into bare.${table} (${columns.join(', ')}) values ${places.join(', ')}`,
    values: rows.flatMap(row => Object.values(row).map(asText))
  }
}

/** As PostgreSQL reads a value of any type. */
function asText (value: unknown): string | null {
  if (value === null) return null
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
