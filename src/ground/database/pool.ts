/** The connection pool, and transactions on it. */
import pg from 'pg'
import { aside } from '../observe/matter.ts'

export type Pool = pg.Pool
export type Connection = pg.PoolClient
/** Whatever runs a statement: the pool for one alone, a connection inside a transaction. */
export type Queryable = Pick<pg.Pool, 'query'>

// Times come as Date; counts (bigint) as numbers, which hold every count this hub will ever reach.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

export function openPool (url: string, onError: (error: Error) => void): Pool {
  const pool = new pg.Pool({ connectionString: url, max: 20, connectionTimeoutMillis: 10_000, application_name: 'lianban' })
  // An idle connection that breaks is replaced by the pool; unheard, the event would end the process.
  pool.on('error', aside(onError))
  bearBreaks(pool)
  return pool
}

/**
 * A connection that breaks while it is lent, and between two statements, tells of it by an event that would end the process if
 * nobody listened. Whoever has it learns of it all the same: its next statement fails, and the pool takes it back for good.
 */
export function bearBreaks (pool: Pool): void {
  pool.on('connect', connection => { connection.on('error', () => {}) })
}

/** Runs `work` in one transaction: all of it is stored, or nothing. */
export async function transaction<T> (pool: Pool, work: (connection: Connection) => Promise<T>): Promise<T> {
  const follow: Array<() => void> = []
  const result = await commit(pool, connection => {
    followUps.set(connection, follow)
    return work(connection)
  })
  for (const tell of follow) tell()
  return result
}

const followUps = new WeakMap<Connection, Array<() => void>>()

/** Has something told once the transaction of this connection is stored, and not at all when it is not. */
export function afterCommit (connection: Connection, tell: () => void): void {
  followUps.get(connection)!.push(tell)
}

async function commit<T> (pool: Pool, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await pool.connect()
  let broken: Error | undefined
  try {
    await connection.query('begin')
    const result = await work(connection)
    await connection.query('commit')
    return result
  } catch (error) {
    await connection.query('rollback').catch(failure => { broken = failure })
    throw error
  } finally {
    connection.release(broken)
  }
}
