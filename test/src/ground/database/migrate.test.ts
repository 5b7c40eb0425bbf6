/** Real processes that migrate one database at the same moment. */
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { test } from 'tap'
import { migrate } from '../../../../src/ground/database/migrate.ts'
import { newDatabase } from '../../../kit/servers/servers.ts'

const CLI = fileURLToPath(new URL('../../../../src/cli.ts', import.meta.url))
const MIGRATIONS = readdirSync(new URL('../../../../src/ground/database/migrations/', import.meta.url)).filter(name => name.endsWith('.sql')).sort()

async function run (databaseUrl: string): Promise<{ code: number | null, said: string }> {
  const child = spawn(process.execPath, [CLI, 'migrate'], { env: { PATH: process.env['PATH'], DATABASE_URL: databaseUrl }, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<number | null>(resolve => { child.once('exit', resolve) })
  const [said, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code, said: (said + errors).trim() }
}

async function query (databaseUrl: string, statement: string): Promise<any[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

test('processes that start together migrate once', async t => {
  const url = await newDatabase(t)
  const runs = await Promise.all([1, 2, 3, 4].map(() => run(url)))
  t.strictSame(runs.map(({ code }) => code), [0, 0, 0, 0])
  t.strictSame(runs.map(({ said }) => said).sort(), [`已更新 ${MIGRATIONS.join(', ')}`, ...Array(3).fill('数据库已是最新')])
  t.equal((await query(url, 'select version from migrations where version > 0')).length, MIGRATIONS.length)
  t.strictSame(await query(url, 'select serial from applications'), [], 'the hub\'s tables are there')
})

test('migrating again changes nothing', async t => {
  const url = await newDatabase(t)
  t.strictSame(await migrate(url), MIGRATIONS)
  await query(url, "insert into pacing values ('unicom', '2026-01-05')")
  t.strictSame(await migrate(url), [])
  t.match(await query(url, 'select enterprise from pacing'), [{ enterprise: 'unicom' }])
})

test('a migration that fails leaves nothing half made, and says why', async t => {
  const url = await newDatabase(t)
  await query(url, 'create table callbacks (whose text)')
  t.match(await migrate(url).catch(error => error), { message: /callbacks/ })
  t.strictSame(await query(url, "select to_regclass('applications') as found"), [{ found: null }])
  await query(url, 'drop table callbacks')
  t.strictSame(await migrate(url), MIGRATIONS, 'and is made good')
})

test('a database that other migrations made is left as it is, and it is said what to do', async t => {
  const url = await newDatabase(t)
  await migrate(url)
  await query(url, "update migrations set md5 = repeat('0', 32) where version = 1")
  await query(url, `delete from migrations where version = ${MIGRATIONS.length}`)
  const before = await query(url, 'select * from migrations order by version')
  const { code, said } = await run(url)
  t.not(code, 0)
  t.match(said, /^环境变量：DATABASE_URL.*另一个版本的本系统建立，其第 1 次更新.*未作任何改动/)
  t.notMatch(said, /\n/, 'and nothing else')
  t.strictSame(await query(url, 'select * from migrations order by version'), before)
})
