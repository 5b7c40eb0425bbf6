/**
 * Brings the database to the schema this version needs (`npm run migrate`; every start does it too). Several processes
 * may start together: one migrates, the others wait for it.
 */
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import Postgrator from 'postgrator'
import { LOCKS } from './locks.ts'

/** Returns the names of the migrations that were applied. */
export async function migrate (url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  // A connection that breaks makes the next statement fail; the event itself needs no listener of its own.
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCKS.migrations])
    const postgrator = new Postgrator({
      migrationPattern: fileURLToPath(new URL('migrations/*.sql', import.meta.url)),
      driver: 'pg',
      database: client.database!,
      schemaTable: 'migrations',
      execQuery: query => client.query(query)
    })
    const applied = await postgrator.migrate()
    return applied.map(({ filename }) => basename(filename))
  } finally {
    await client.end()
  }
}
