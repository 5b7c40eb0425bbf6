/**
 * The server of the hub's own: in a folder that only its owner can enter - where the account that runs PostgreSQL for root
 * cannot - and in one that everybody can.
 */
import { chmodSync, existsSync, lstatSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { test, type Test } from 'tap'
import { eraseEmbedded, startEmbedded, stopEmbedded, type EmbeddedServer } from '../../../../src/ground/database/embedded.ts'

const ROOT = process.getuid?.() === 0
const FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'shared_buffers=16MB']

function folderWith (t: Test, mode: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'lianban-test-'))
  chmodSync(folder, mode)
  t.teardown(async () => {
    await stopEmbedded(folder).catch(() => {})
    eraseEmbedded(folder)
  })
  return folder
}

function everybodyCanEnter (path: string): boolean {
  return (statSync(path).mode & 0o001) !== 0 && (path === dirname(path) || everybodyCanEnter(dirname(path)))
}

async function query (url: string, statement: string): Promise<any[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

async function answers (url: string): Promise<boolean> {
  return await query(url, 'select 1').then(() => true, () => false)
}

for (const [name, mode, aside] of [
  ['a folder that only its owner can enter', 0o700, ROOT],
  // The binaries lie in the project; where those are out of reach, so are they for a folder that is not.
  ['a folder that everybody can enter', 0o755, ROOT && !everybodyCanEnter(process.cwd())]
] as const) {
  test(name, async t => {
    const folder = folderWith(t, mode)
    const data = join(folder, 'postgres')
    let server: EmbeddedServer

    await t.test('the first start makes a server', async t => {
      server = await startEmbedded(folder, FAST)
      t.match(await query(server.url, 'select current_database() as database, current_user as name'), [{ database: 'lianban', name: 'lianban' }])
      await query(server.url, "create table kept as select '泾县' as name")
      t.match(await query(server.url, "select datcollate, pg_encoding_to_char(encoding) as encoding from pg_database where datname = 'lianban'"), [{ encoding: 'UTF8' }])
    })

    await t.test(aside ? 'elsewhere, with a link in the folder' : 'in the folder itself', async t => {
      t.equal(lstatSync(data).isSymbolicLink(), aside)
      t.ok(existsSync(join(data, 'PG_VERSION')))
      if (ROOT) t.not(statSync(realpathSync(data)).uid, 0, 'whose data belong to the account that runs it')
    })

    await t.test('nobody gets in without the password, nor from outside', async t => {
      const password = new URL(server.url).password
      const file = join(dirname(realpathSync(data)), 'password')
      t.equal(readFileSync(file, 'utf8'), password)
      t.equal(statSync(file).mode & 0o777, 0o600)
      await t.rejects(query(server.url.replace(password, 'guessed'), 'select 1'), { code: '28P01' })
      t.match(await query(server.url, 'show listen_addresses'), [{ listen_addresses: '127.0.0.1' }])
    })

    await t.test('a second start joins it, and leaves it running when it stops', async t => {
      const joined = await startEmbedded(folder, FAST)
      t.equal(joined.url, server.url)
      await joined.stop()
      t.match(await query(server.url, 'select name from kept'), [{ name: '泾县' }])
    })

    await t.test('stopped and started again it has kept its data', async t => {
      await server.stop()
      t.notOk(await answers(server.url))
      server = await startEmbedded(folder, FAST)
      t.match(await query(server.url, 'select name from kept'), [{ name: '泾县' }])
    })

    await t.test('another process may stop it', async t => {
      await stopEmbedded(folder)
      t.notOk(await answers(server.url))
    })

    await t.test('when its data are gone a new one is made', async t => {
      rmSync(realpathSync(data), { recursive: true })
      server = await startEmbedded(folder, FAST)
      t.match(await query(server.url, "select to_regclass('kept') as found"), [{ found: null }])
      await server.stop()
    })

    await t.test('erased, nothing is left', async t => {
      const home = dirname(realpathSync(data))
      eraseEmbedded(folder)
      t.notOk(existsSync(folder))
      t.notOk(existsSync(home))
      eraseEmbedded(folder)
    })
  })
}

test('a server that cannot start says why, in PostgreSQL\'s own words', async t => {
  const folder = folderWith(t, 0o755)
  t.match(await startEmbedded(folder, ['shared_buffers=plenty']).catch(error => error), { message: /invalid value for parameter "shared_buffers"/ })
  t.ok(await startEmbedded(folder, FAST), 'and starts once it can')
})
