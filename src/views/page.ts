/**
 * Reads one page of a list. A cursor is the number of the last row of the page before, behind its time where the list
 * goes along that; opaque to those who pass it on. A page is found by an index from where the one before ended, so it
 * costs the same wherever it is.
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
  /**
   * Where rows of a certain time are asked for, the list goes along that time, in SQL, and only then by number: those
   * of last year are not looked for among all that came since.
   */
  time?: { by: string, of (row: Row): Date } | undefined
}

export interface Page<Row> {
  rows: Row[]
  /** As the contract has it: nothing on the last page. */
  next: { nextCursor?: string }
}

/** Throws Problem `invalid-parameter` for a cursor that is none. */
export async function readPage<Row> (
  connection: Queryable, listing: Listing<Row>, { cursor, limit = 20 }: PageRequest
): Promise<Page<Row>> {
  const { select, filters, by, numberOf, order, time } = listing
  const [beyond, direction] = order === 'newest first' ? ['<', 'desc'] : ['>', 'asc']
  const last = cursor === undefined ? [undefined] : readCursor(cursor, time !== undefined)
  const [rest, along]: [Filter, string] = time
    ? [[`(${time.by}, ${by}) ${beyond} (?::timestamptz, ?::bigint)`, ...last], `${time.by} ${direction}, ${by}`]
    : [[`${by} ${beyond} ?::bigint`, ...last], by]
  const { text, values } = conditionsOf([...filters, rest])
  const { rows: found } = await connection.query<any>(
    `${select} where ${text} order by ${along} ${direction} limit $${values.length + 1}`, [...values, limit + 1])
  const rows: Row[] = found.slice(0, limit)
  if (found.length <= limit) return { rows, next: {} }
  const end = rows.at(-1)!
  return { rows, next: { nextCursor: writeCursor(numberOf(end), time?.of(end)) } }
}

function writeCursor (number: number, time?: Date): string {
  return Buffer.from([...time ? [time.getTime()] : [], number].join('.')).toString('base64url')
}

function readCursor (cursor: string, timed: boolean): Array<Date | number> {
  const numbers = Buffer.from(cursor, 'base64url').toString().split('.').map(Number)
  if (numbers.length === (timed ? 2 : 1) && numbers.every(number => Number.isSafeInteger(number) && number > 0)) {
    const [time, number] = timed ? numbers : [undefined, ...numbers]
    if (time === undefined) return [number!]
    if (time <= MOST_TIME) return [new Date(time), number!]
  }
  throw new Problem('invalid-parameter', { errors: [{ pointer: '/cursor', code: 'format', message: '游标无效' }] })
}

/** The last moment of the year 9999: what is written with four digits. */
const MOST_TIME = 253_402_300_799_999
