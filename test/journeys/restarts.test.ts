/**
 * The database, or the hub, goes down at once and comes back, again and again, while enterprises call back: everything that they say
 * is dealt with in the end, and nobody is called for what ended by itself.
 */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'tap'
import { eraseEmbedded, startEmbedded } from '../../src/ground/database/embedded.ts'
import type { Pool } from '../../src/ground/database/pool.ts'
import { UNSETTLED } from '../../src/records/inbox/callbacks.ts'
import type { Simulator } from '../../simulators/simulator.ts'
import { startSite } from '../kit/hub-process.ts'
import { startTestHub } from '../kit/test-hub.ts'
import { until } from '../kit/until.ts'
import { formFor, KNOWN } from './enterprises.ts'

const RESTARTS = 4

/** What comes back has much to do at once, milliseconds. */
const PATIENCE = 120_000

interface Told { simulator: Simulator, reference: string }

/** Ends with the first answers, or without them: the hub may be gone. An enterprise sends again what was not acknowledged. */
async function tell (orders: Told[], status: (simulator: Simulator) => string): Promise<void> {
  await Promise.all(orders.map(({ simulator, reference }) => simulator.move(reference, status(simulator))))
}

async function completed (pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>("select count(*) from orders where state = 'completed'")
  return rows[0]!.count
}

async function unsettled (pool: Pool): Promise<object[]> {
  return (await pool.query('select enterprise, state from callbacks where state = any($1)', [UNSETTLED])).rows
}

/** Lines of a log that somebody is called by, but for the holidays of a year that are not announced yet. */
function alertsIn (log: string): unknown[] {
  return log.split('\n').filter(line => line.includes('"alert"')).map(line => JSON.parse(line)).filter(({ alert }) => alert !== 'calendar-missing')
}

const finished = ({ slug }: Simulator): string => KNOWN[slug]!.finished

test('the database goes down as by a power failure, four times', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'lianban-test-'))
  const server = await startEmbedded(folder, ['shared_buffers=16MB', 'fsync=off', 'full_page_writes=off'])
  t.teardown(async () => {
    await server.stop()
    eraseEmbedded(folder)
  })
  const slugs = ['state-grid', 'towngas', 'unicom']
  let ahead = 0
  const hub = await startTestHub(t, { databaseUrl: server.url, slugs, now: () => new Date(Date.now() + ahead) })
  const { pool } = hub.hub
  const orders: Told[] = []
  for (let index = 0; index < 9; index++) {
    const slug = slugs[index % slugs.length]!
    const { jointNumber, orders: [order] } = await hub.submit(formFor(slug))
    await hub.reached(jointNumber, slug, 'submitted')
    orders.push({ simulator: hub.simulators[slug]!, reference: order!.reference })
  }
  const steps: Array<(simulator: Simulator) => string> = [
    ({ slug }) => KNOWN[slug]!.callback!.first, ({ slug }) => KNOWN[slug]!.callback!.further, finished, finished
  ]
  hub.lines.length = 0
  for (let restart = 0; restart < RESTARTS; restart++) {
    const heard = hub.lines.length
    tell(orders, steps[restart]!)
    await until(() => hub.lines.slice(heard).some(line => line.includes('"msg":"callback"')))
    await server.stop('immediate')
    await server.revive()
  }
  await until(async () => {
    await tell(orders, finished)
    return await completed(pool).catch(() => 0) === orders.length
  }, PATIENCE)
  t.ok(hub.lines.some(line => line.includes('callback not taken: the database is away')), 'some came while it was away')
  // Their enterprises have had the time to send again.
  ahead = 2 * 60_000
  await until(async () => (await unsettled(pool)).length === 0, PATIENCE)
  t.strictSame(alertsIn(hub.lines.join('')), [], 'and the metric of the database, which was away, says so alone')
})

test('the hub is killed four times, with callbacks under way and others that it had failed with', async t => {
  const { start, submit, unicom, portal, pool } = await startSite(t)
  let hub = await start()
  const orders: Told[] = []
  for (let index = 0; index < 25; index++) {
    const { jointNumber, reference } = await submit()
    await until(() => portal.events.some(event => event.jointNumber === jointNumber && event.state === 'submitted'))
    orders.push({ simulator: unicom, reference })
  }

  // A fault of the hub's own, of which somebody is told; what it kept then is what is left.
  await pool.query('alter table transitions rename to transitions_away')
  tell(orders, () => '20')
  await until(async () => (await unsettled(pool)).length >= orders.length)
  await pool.query('alter table transitions_away rename to transitions')
  hub.signal('SIGKILL')
  await hub.ended
  const left = (await unsettled(pool)).length
  // Their enterprise has had the time to send again.
  await pool.query("update callbacks set received_at = now() - interval '2 minutes'")

  const logs: Array<() => string> = []
  for (const status of ['30', '40', '50', '50'].slice(0, RESTARTS)) {
    hub = await start()
    logs.push(hub.said)
    tell(orders, () => status)
    await until(() => hub.said().includes('"msg":"callback"'))
    hub.signal('SIGKILL')
    await hub.ended
    await pool.query('update intents set leased_until = now() where leased_until is not null')
  }
  hub = await start()
  logs.push(hub.said)
  await until(async () => {
    await tell(orders, finished)
    return await completed(pool) === orders.length
  }, PATIENCE)
  await until(async () => (await unsettled(pool)).length === 0, PATIENCE)
  t.match((await pool.query('select count(*) as count from callbacks where taken_again_at is not null')).rows, [{ count: left }], 'each was taken again')
  t.strictSame(logs.flatMap(said => alertsIn(said())), [])
})
