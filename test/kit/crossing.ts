/** Two who lock the same rows the other way round: one of them would be ended by PostgreSQL (deadlock_detected). */
import type { Pool } from '../../src/ground/database/pool.ts'
import { until } from './until.ts'

interface Rows {
  table: 'intents' | 'notifications'
  ids: readonly [string, string]
  /** What the other one does before. */
  first?: string
}

/**
 * Runs `change`, which changes both rows, twice: each time somebody else has one of them and comes to need the other
 * while it runs. Answers what it answered; throws when either is ended.
 */
export async function crossed<T> (pool: Pool, { table, ids, first = 'select' }: Rows, change: () => Promise<T>): Promise<T[]> {
  const answers: T[] = []
  for (const [mine, other] of [ids, ids.toReversed()]) {
    const somebody = await pool.connect()
    try {
      await somebody.query('begin')
      await somebody.query(first)
      const lock = `select from ${table} where id = $1 for update`
      await somebody.query(lock, [mine])
      let ended = false
      const changing = change().finally(() => { ended = true })
      await until(async () => ended || await isWaitedFor(pool))
      await somebody.query(lock, [other])
      await somebody.query('commit')
      answers.push(await changing)
    } finally {
      // Should it have been ended, nothing of it stays.
      await somebody.query('rollback')
      somebody.release()
    }
  }
  return answers
}

async function isWaitedFor (pool: Pool): Promise<boolean> {
  const { rowCount } = await pool.query("select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
  return rowCount! > 0
}
