/** The command line as a process, as operators and their scripts run it. What every command does is in test/src/cli/. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from 'tap'
import { eraseEmbedded, stopEmbedded } from '../../src/ground/database/embedded.ts'
import { bareHub } from '../kit/bare-hub.ts'
import { runCli, type Ran } from '../kit/command-line.ts'
import { settingsFile } from '../kit/hub-process.ts'
import { giveUp } from '../kit/given-up.ts'
import { SANDBOX } from '../../kit/sandbox.ts'

const BY = ['--by', '王工', '--reason', '企业已恢复']

test('the program', async t => {
  const bare = await bareHub(t)
  const environment = { DATABASE_URL: bare.databaseUrl, LIANBAN_SETTINGS: settingsFile(t, SANDBOX) }
  const run = (...args: string[]): Promise<Ran> => runCli(environment, ...args)
  for (let order = 0; order < 3; order++) await giveUp(bare, { askFirst: order === 1 })

  await t.test('done: 0, the answer alone on standard output', async t => {
    const listed = await run('orders', 'list', '--json')
    t.match(listed, { code: 0, err: '' })
    t.equal(listed.json().orders.length, 3)
    const counted = await run('orders', 'redrive', '--enterprise', 'unicom', ...BY, '--dry-run', '--json')
    t.match(counted, { code: 0, err: '', out: '{"count":3,"dryRun":true}' })
    t.match(await run('orders', 'redrive', '--enterprise', 'unicom', ...BY, '--json'), { code: 0, err: '', out: '{"count":3,"dryRun":false}' })
    t.match(await bare.rows('select state, ask_first from intents order by ask_first'), [{ state: 'open', ask_first: false }, { state: 'open', ask_first: false }, { state: 'open', ask_first: true }])
    t.match(await bare.rows('select actor, reason, affected from acts'), [{ actor: 'cli:王工', reason: '企业已恢复', affected: 3 }])
  })

  await t.test('nothing found: 3', async t => {
    t.match(await run('orders', 'redrive', '--all', ...BY, '--json'), { code: 3, out: '', err: '没有符合条件的单项业务' })
  })

  await t.test('wrong usage or settings: 2', async t => {
    t.match(await run('orders', 'redrive', '--all'), { code: 2, out: '', err: '缺少选项：--by <who>' })
    t.match(await runCli({ DATABASE_URL: bare.databaseUrl }, 'status'), { code: 2, out: '', err: /LIANBAN_SETTINGS/ })
  })

  await t.test('a data folder that has no database is told of beside the answer, once', async t => {
    const folder = mkdtempSync(join(tmpdir(), 'lianban-test-'))
    t.teardown(async () => {
      await stopEmbedded(folder)
      eraseEmbedded(folder)
    })
    const { LIANBAN_SETTINGS } = environment
    const own = (): Promise<Ran> => runCli({ LIANBAN_SETTINGS, LIANBAN_DATA: folder }, 'orders', 'list')
    t.match(await own(), { code: 0, err: `${folder} 中没有数据库，已新建一个空库；要找的若在别处，请改 LIANBAN_DATA` })
    t.match(await own(), { code: 0, err: '' })
  })

  await t.test('failure: 1', async t => {
    t.match(await runCli({ ...environment, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' }, 'status'), { code: 1, out: '', err: /ECONNREFUSED/ })
  })

  await t.test('a reader that has read enough is no failure', async t => {
    const cli = spawn(process.execPath, [fileURLToPath(new URL('../../src/cli.ts', import.meta.url)), '--help'], { stdio: ['ignore', 'pipe', 'pipe'] })
    let words = ''
    cli.stderr.on('data', chunk => { words += chunk })
    cli.stdout.destroy()
    t.strictSame([await once(cli, 'close'), words], [[0, null], ''])
  })
})
