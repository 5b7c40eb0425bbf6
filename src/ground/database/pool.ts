/** The connection pool. */
import type { Writable } from 'node:stream'
import pg, { type QueryResult, type QueryResultRow } from 'pg'
import { gatherWrites } from '../network/gather-writes.ts'
import { aside } from '../observe/matter.ts'
import { watchLoans } from './loans.ts'
import { session } from './session.ts'

export type Pool = pg.Pool

/** A statement; one with a name is prepared once on each connection. */
export interface Statement {
  name?: string
  text: string
  values?: unknown[]
  /**
   * Of one that joins, instead of values: what `$1` has as JSON. All of one name that go together are one statement
   * with the rows of all, which an application or an order that they belong to tells apart.
   */
  rows?: readonly object[]
  /**
   * It looks at nothing that its work writes otherwise, and writes what nothing else of its work does: so it may go as
   * one with those around it (join-statements.ts). Such a statement has a name and begins with no `with`.
   */
  joins?: true
}

/** Bytes as the JSON of a row has them: PostgreSQL reads a bytea from that text. */
export function bytea (bytes: Buffer | null): string | null {
  return bytes && `\\x${bytes.toString('hex')}`
}

/** The other way. */
export function bytesOf (text: string | null): Buffer | null {
  return text === null ? null : Buffer.from(text.slice(2), 'hex')
}

/** Whatever runs a statement: the pool for one alone, a Work inside a transaction. */
export interface Queryable {
  query<Row extends QueryResultRow> (text: string | Statement, values?: unknown[]): Promise<QueryResult<Row>>
}

// Times come as Date; counts (bigint) as numbers, which hold every count this hub will ever reach.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

export interface PoolOptions {
  /** Connections at most. */
  most?: number
  /** Told when somebody who has a connection takes a second one (loans.ts); nobody is, unless given. */
  onSecond?: (error: Error) => void
}

const PLANNING = {
  // A page by an index costs hardly more than one behind the other: what the hub reads most is in memory, the rest on
  // disks without heads. Else small tables are read whole where an index would do.
  random_page_cost: '1.1',
  // Before its first row, a memo of what was joined takes room for as many as the whole list has, up to 8 MiB: that
  // grows with what is stored and is dearer than the twenty look-ups of a page, most of which it does not spare.
  enable_memoize: 'off'
}

export function openPool (
  url: string, onError: (error: Error) => void, { most = 20, onSecond }: PoolOptions = {}
): Pool {
  const pool = new pg.Pool({
    ...session(url, PLANNING),
    max: most,
    connectionTimeoutMillis: 10_000,
    // A server that has vanished without a word would be waited for without end, and with it by everybody whose turn
    // comes behind whoever waits (gather.ts).
    keepAlive: true,
    keepAliveInitialDelayMillis: 30_000,
    application_name: 'lianban',
    // What is sent one after the other without waiting is one round trip (work.ts).
    pipeline: true
  })
  pool.on('connect', connection => { gatherWrites(streamOf(connection)) })
  // An idle connection that breaks is replaced by the pool; unheard, the event would end the process.
  pool.on('error', aside(onError))
  bearBreaks(pool)
  if (onSecond) watchLoans(pool, onSecond)
  return pool
}

/** The driver tells nobody of it. */
function streamOf (connection: pg.PoolClient): Writable {
  return (connection as unknown as { connection: { stream: Writable } }).connection.stream
}

/**
 * A connection that breaks while it is lent, and between two statements, tells of it by an event that would end the
 * process if nobody listened. Whoever has it learns of it all the same: its next statement fails, and the pool takes it
 * back for good.
 */
export function bearBreaks (pool: Pool): void {
  pool.on('connect', connection => { connection.on('error', () => {}) })
}
