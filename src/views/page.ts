/**
 * Reads one page of a list. A cursor is the number of the last row of the page before; opaque to those who pass it on.
 */
import { conditionsOf, type Filter } from '../ground/database/filters.ts'
import type { Queryable } from '../ground/database/pool.ts'
import { Problem } from '../ground/problem/problem.ts'

export interface PageRequest { cursor?: string | undefined, limit?: number | undefined }

/** A list as it would be without pages. */
export interface Listing<Row> {
  /** SQL, up to its `where`. */
  select: string
  filters: readonly Filter[]
  /** What the rows are numbered by, in SQL, and the number of a row that was read. No two have the same. */
  by: string
  numberOf (row: Row): number
  order: 'newest first' | 'oldest first'
}

export interface Page<Row> {
  rows: Row[]
  /** As the contract has it: nothing on the last page. */
  next: { nextCursor?: string }
}

/** Throws Problem `invalid-parameter` for a cursor that is none. */
export async function readPage<Row> (
  connection: Queryable, { select, filters, by, numberOf, order }: Listing<Row>, { cursor, limit = 20 }: PageRequest
): Promise<Page<Row>> {
  const [beyond, direction] = order === 'newest first' ? ['<', 'desc'] : ['>', 'asc']
  const { text, values } = conditionsOf([...filters, [`${by} ${beyond} ?::bigint`, readCursor(cursor)]])
  const { rows: found } = await connection.query<any>(
    `${select} where ${text} order by ${by} ${direction} limit $${values.length + 1}`, [...values, limit + 1])
  const rows: Row[] = found.slice(0, limit)
  return { rows, next: found.length > limit ? { nextCursor: writeCursor(numberOf(rows.at(-1)!)) } : {} }
}

function writeCursor (number: number): string {
  return Buffer.from(String(number)).toString('base64url')
}

function readCursor (cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined
  const number = Number(Buffer.from(cursor, 'base64url').toString())
  if (Number.isSafeInteger(number) && number > 0) return number
  throw new Problem('invalid-parameter', { errors: [{ pointer: '/cursor', code: 'format', message: '游标无效' }] })
}
