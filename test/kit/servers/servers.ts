/** The servers that `before.ts` started and every test file uses. */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import pg from 'pg'

/** Of this run alone: before, tests and after are all children of the one runner. */
export const FOLDER = `data/test/${process.ppid}`
export const SERVERS_FILE = `${FOLDER}/servers.json`

export interface Servers { databaseUrl: string, redisUrl: string, redisPid: number }

export function servers (): Servers {
  return JSON.parse(readFileSync(SERVERS_FILE, 'utf8'))
}

/** An empty database of the test's own, removed with it. */
export async function newDatabase (t: { teardown: (end: () => Promise<void>) => unknown }): Promise<string> {
  const { databaseUrl } = servers()
  const name = `test_${randomBytes(6).toString('hex')}`
  await administer(databaseUrl, `create database ${name}`)
  t.teardown(async () => {
    await deserted(databaseUrl, name)
    await administer(databaseUrl, `drop database ${name} with (force)`)
  })
  return databaseUrl.replace(/[^/]+$/, name)
}

/**
 * Waits a moment for the connections to a database to be gone. A pool that was ended still says goodbye to the server; thrown out
 * in the middle of that, its connection has an error that nobody listens for any more.
 */
async function deserted (url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (let looks = 0; looks < 100; looks++) {
      const { rowCount } = await client.query('select from pg_stat_activity where datname = $1', [name])
      if (rowCount === 0) return
      await client.query('select pg_sleep(0.02)')
    }
  } finally {
    await client.end()
  }
}

async function administer (url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
