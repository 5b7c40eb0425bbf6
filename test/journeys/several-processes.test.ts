/**
 * Several processes on one database and one set of queues: two that take requests, two that deliver. Together they do what one
 * does alone: every order once, one session token for all, one rate towards an enterprise, one sweep at a time.
 */
import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import pg from 'pg'
import { test } from 'tap'
import { stringify } from 'yaml'
import type { HubProcess } from '../../kit/hub-process.ts'
import { closeAround, sandboxDocument, startEnterprises, startPortal } from '../../kit/sandbox.ts'
import type { Slug } from '../../src/enterprises/profiles.ts'
import { freePort } from '../../src/ground/database/free-port.ts'
import { LOCKS } from '../../src/ground/database/locks.ts'
import { newTestCall, type TestCall } from '../kit/calls.ts'
import { wholeHouseForm } from '../kit/forms.ts'
import { settingsFile, startHubProcess } from '../kit/hub-process.ts'
import { newDatabase } from '../kit/servers/servers.ts'
import { json, ownRedis, type Application, type Backend } from '../kit/test-hub.ts'
import { until } from '../kit/until.ts'

const APPLICATIONS = 8

/** Where each enterprise that gives session tokens gives them; all of them last longer than this test. */
const TOKENS: Partial<Record<Slug, string>> = {
  towngas: 'GET /vcc-openapi/oauth2/getToken 200', mobile: 'POST /oauth/token 200', anguang: 'POST /oauth2/token 200'
}

/** Every enterprise but one of the two for gas. */
function formForAll (): ReturnType<typeof wholeHouseForm> {
  const form = wholeHouseForm()
  return { ...form, network: { ...form.network!, carriers: ['telecom', 'mobile', 'unicom', 'anguang'] } }
}

for (const backend of ['postgresql', 'redis'] satisfies Backend[]) {
  test(`two that take requests and two that deliver, queues in ${backend}`, async t => {
    const databaseUrl = await newDatabase(t)
    const redisUrl = backend === 'redis' ? await ownRedis() : undefined
    const client = new pg.Client({ connectionString: databaseUrl })
    await client.connect()
    const settings = sandboxDocument()
    // Nothing but placements.
    for (const entry of Object.values<any>(settings.enterprises)) entry.delivery = { ...entry.delivery, watch: { first: '1d', every: '1d' } }
    settings.hub.sweepEvery = '200ms'
    const portal = await startPortal(settings)
    const simulators = await startEnterprises(settings)
    const enterprises = Object.values(simulators)
    t.teardown(async () => { await Promise.all([client.end(), closeAround(simulators, portal)]) })
    const LIANBAN_SETTINGS = settingsFile(t, stringify(settings))

    async function start (role: string): Promise<{ hub: HubProcess, url: string, call: TestCall }> {
      const port = await freePort()
      const hub = startHubProcess(t, { DATABASE_URL: databaseUrl, ...redisUrl && { REDIS_URL: redisUrl }, LIANBAN_SETTINGS, LIANBAN_ROLE: role, PORT: String(port) })
      await hub.up()
      const url = `http://127.0.0.1:${port}`
      return { hub, url, call: newTestCall(url) }
    }

    /** When a request was let go is read from the database: in this process a burst may come together that set out evenly. */
    async function noteDepartures (): Promise<void> {
      await client.query(`
        create table let_go (at timestamptz);
        create function note() returns trigger language plpgsql as $$ begin insert into let_go values (clock_timestamp()); return new; end $$;
        create trigger noted after insert or update of next_at on pacing for each row execute function note()`)
    }

    const before = await Promise.all(['api', 'api'].map(start))
    const accepted = await Promise.all(Array.from({ length: APPLICATIONS }, async (_, index) => {
      const answer = await before[index % before.length]!.call('/v1/applications', json(formForAll(), { 'idempotency-key': randomUUID() }))
      t.equal(answer.status, 202)
      return await answer.json() as Application
    }))
    const orders = accepted.flatMap(({ orders }) => orders)

    // A process that ends has set all its alarms.
    for (const { hub } of before) hub.signal('SIGTERM')
    for (const { hub } of before) t.equal(await hub.ended, 0)

    // All alarms are lost: whatever happens from here, a sweep has begun it, or a look at the rows.
    if (redisUrl) {
      const redis = new Redis(redisUrl)
      await redis.flushdb()
      await redis.quit()
    }
    await client.query('select pg_advisory_lock($1)', [LOCKS.sweep])
    await noteDepartures()
    const takers = await Promise.all(['api', 'api'].map(start))
    const workers = await Promise.all(['worker', 'worker'].map(start))
    for (const { url } of workers) {
      for (const path of ['/health/live', '/health/ready']) t.equal((await fetch(url + path)).status, 200, path)
      for (const path of ['/v1/applications', '/oauth/jwks', '/docs', '/openapi.json']) t.equal((await fetch(url + path)).status, 404, `a worker answers nobody but the platform: ${path}`)
    }
    for (const { call } of takers) t.equal((await call('/v1/applications')).status, 200)
    if (redisUrl) t.strictSame(enterprises.map(({ orders }) => orders.size).filter(Boolean), [], 'while somebody sweeps nobody else does, and those that take requests never do')

    await client.query('select pg_advisory_unlock($1)', [LOCKS.sweep])
    await until(async () => (await client.query("select from orders where delivery <> 'acknowledged'")).rowCount === 0, 60_000)
    for (const { slug, orders: book, answers } of enterprises) {
      const own = orders.filter(({ enterprise }) => enterprise === slug).map(({ reference }) => reference)
      t.strictSame([...book.keys()].sort(), own.sort(), `${slug} has every order`)
      t.strictSame([...book.values()].filter(({ placements }) => placements !== 1), [], `${slug} was given each once`)
      if (TOKENS[slug as Slug]) t.equal(answers.get(TOKENS[slug as Slug]!), 1, `${slug} gave one token`)
    }
    const water = simulators['county-water']!
    const { rows: departures } = await client.query<{ at: number }>('select extract(epoch from at)::float8 as at from let_go order by at')
    t.equal(departures.length, [...water.answers.values()].reduce((sum, count) => sum + count), 'every request to the water company was let go by the one pace')
    t.strictSame(departures.filter(({ at }, index) => (departures[index + 5]?.at ?? Infinity) - at < 1), [], 'and no second held more than five')

    const { rows } = await client.query<{ jointNumber: string, last: number }>('select joint_number as "jointNumber", last_sequence as last from applications')
    const heard = (jointNumber: string): number[] => portal.events.filter(event => event.jointNumber === jointNumber).map(({ sequence }) => sequence)
    await until(() => rows.every(({ jointNumber, last }) => heard(jointNumber).length === last))
    for (const { jointNumber, last } of rows) t.strictSame(heard(jointNumber), Array.from({ length: last }, (_, index) => index + 1), 'in sequence, without gaps')
    for (const { hub } of [...takers, ...workers]) hub.signal('SIGTERM')
    for (const { hub } of [...takers, ...workers]) t.equal(await hub.ended, 0)
  })
}
