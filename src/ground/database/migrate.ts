/**
 * Brings the database to the schema this version needs (`npm run migrate`; every start does it too). Several processes
 * may start together: one migrates, the others wait for it.
 */
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import Postgrator from 'postgrator'
import { LOCKS } from './locks.ts'
import { session } from './session.ts'
import { WrongSettings } from '../settings/wrong-settings.ts'

/**
 * Returns the names of the migrations that were applied. Throws WrongSettings, and changes nothing, where the database
 * was made by others than these.
 */
export async function migrate (url: string): Promise<string[]> {
  const client = new pg.Client(session(url))
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
    const applied = await postgrator.migrate().catch(error => { throw ofAnother(error) ?? error })
    return applied.map(({ filename }) => basename(filename))
  } finally {
    await client.end()
  }
}

/** Postgrator keeps a sum of each migration beside its number, and looks at those that were applied before all else. */
function ofAnother (error: Error): WrongSettings | undefined {
  const [, number] = /^MD5 checksum failed for migration \[(\d+)\]$/.exec(error.message) ?? []
  if (number === undefined) return undefined
  return new WrongSettings(
    `环境变量：DATABASE_URL（未设置时为 LIANBAN_DATA 下的内嵌数据库）：数据库结构由另一个版本的本系统建立，其第 ${number} 次更新与本版本的不同。` +
    '未作任何改动。请用建立它的版本启动，或者指定一个空的数据库')
}
