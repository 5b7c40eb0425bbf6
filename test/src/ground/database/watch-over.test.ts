/** A server of the hub's own that is killed is started again; one that cannot be is given up. */
import { readFileSync } from 'node:fs'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { test } from 'tap'
import { eraseEmbedded, startEmbedded } from '../../../../src/ground/database/embedded.ts'
import { openPool } from '../../../../src/ground/database/pool.ts'
import { watchOver } from '../../../../src/ground/database/watch-over.ts'

/** The hub's timer holds no process up; a test has nothing else to wait for. */
function stayUp (t: { teardown: (end: () => void) => unknown }): void {
  const timer = setInterval(() => {}, 1_000)
  t.teardown(() => { clearInterval(timer) })
}

test('killed with SIGKILL it comes back on its port, with what was committed', async t => {
  stayUp(t)
  const folder = mkdtempSync(join(tmpdir(), 'lianban-test-'))
  const server = await startEmbedded(folder, ['shared_buffers=16MB'])
  const pool = openPool(server.url, () => {})
  t.teardown(async () => {
    await pool.end()
    await server.stop()
    eraseEmbedded(folder)
  })
  await pool.query("create table kept as select '泾县' as name")
  t.equal(server.isAlive(), true)

  const { promise: revived, resolve: revive, reject: lose } = Promise.withResolvers<void>()
  const told: string[] = []
  const unwatch = watchOver(server, { died () { told.push('died') }, revived () { told.push('revived'); revive() }, lost: lose }, 10)
  process.kill(Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n', 1)[0]), 'SIGKILL')
  await revived
  await unwatch()
  t.strictSame(told, ['died', 'revived'])
  t.match((await pool.query('select name from kept').catch(() => pool.query('select name from kept'))).rows, [{ name: '泾县' }])
})

test('one that cannot be started again is given up, and why is said', async t => {
  stayUp(t)
  const { promise: lost, resolve: lose } = Promise.withResolvers<Error>()
  const fault = new Error('No space left on device')
  let starts = 0
  const unwatch = watchOver({ isAlive: () => false, async revive () { starts++; throw fault } }, { died () {}, revived () {}, lost: lose }, 1)
  t.equal(await lost, fault)
  await setTimeout(20)
  await unwatch()
  t.equal(starts, 1)
})

test('nor is one that dies again and again', async t => {
  stayUp(t)
  const { promise: lost, resolve: lose } = Promise.withResolvers<Error>()
  let starts = 0
  const unwatch = watchOver({ isAlive: () => false, async revive () { starts++ } }, { died () {}, revived () {}, lost: lose }, 1)
  t.match(await lost, { message: 'the database server dies again and again' })
  t.equal(starts, 5)
  await unwatch()
})
