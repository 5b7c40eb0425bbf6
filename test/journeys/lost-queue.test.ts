/** Whatever the queues lose, the rows bring back; and while they are away, applications are taken all the same. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Redis } from 'ioredis'
import pg from 'pg'
import { test, type Test } from 'tap'
import { startRedis } from '../../kit/redis-server.ts'
import type { Slug } from '../../src/enterprises/profiles.ts'
import { freePort } from '../../src/ground/database/free-port.ts'
import { wholeHouseForm } from '../kit/forms.ts'
import { FOLDER } from '../kit/servers/servers.ts'
import { startTestHub, type Application, type TestHub } from '../kit/test-hub.ts'
import { until } from '../kit/until.ts'
import { KNOWN } from './enterprises.ts'

const slugs = ['county-water', 'state-grid', 'towngas', 'unicom'] as const satisfies Slug[]

/** Loses every job there is. */
async function lose (redisUrl: string): Promise<void> {
  const redis = new Redis(redisUrl)
  await redis.flushdb()
  await redis.quit()
}

/** Follows applications to their end, and looks at what the portal heard of them. */
async function toTheEnd (t: Test, hub: TestHub, jointNumbers: string[]): Promise<void> {
  for (const jointNumber of jointNumbers) {
    for (const slug of slugs) await hub.reached(jointNumber, slug, 'submitted')
    for (const { enterprise, reference } of (await hub.read(jointNumber)).orders) {
      await hub.simulators[enterprise]!.move(reference, KNOWN[enterprise]!.finished)
      await hub.reached(jointNumber, enterprise, 'completed')
      t.equal(hub.simulators[enterprise]!.orders.get(reference)!.placements, 1, `${jointNumber} ${enterprise} was given the order once`)
    }
    t.equal((await hub.read(jointNumber)).status, 'completed')
    const sequences = hub.portal.events.filter(event => event.jointNumber === jointNumber).map(({ sequence }) => sequence)
    t.strictSame(sequences, sequences.map((_, index) => index + 1), 'the portal heard everything, in sequence')
  }
}

test('Redis loses everything', async t => {
  const hub = await startTestHub(t, { backend: 'redis' })
  for (const slug of slugs) hub.simulators[slug]!.faults.arm('tooMany429', Infinity)
  hub.portal.answer(500)
  const applications = await Promise.all([1, 2].map(() => hub.submit(wholeHouseForm())))
  await until(async () => {
    const { rows } = await hub.hub.pool.query('select count(*) filter (where failure is null) as untried from orders')
    return rows[0].untried === 0
  })
  await until(() => hub.lines.some(line => line.includes('webhook not taken')))
  await lose(hub.redisUrl!)
  for (const slug of slugs) hub.simulators[slug]!.faults.arm('tooMany429', 0)
  hub.portal.answer(204)
  await toTheEnd(t, hub, applications.map(({ jointNumber }) => jointNumber))
})

test('while Redis is away applications are taken; once it is back they are delivered', async t => {
  const port = await freePort()
  const redisUrl = `redis://127.0.0.1:${port}`

  async function startRedis (): Promise<() => Promise<void>> {
    const server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction'], { stdio: 'ignore' })
    const ended = once(server, 'exit')
    const client = new Redis(redisUrl, { retryStrategy: attempt => attempt < 200 ? 20 : null, maxRetriesPerRequest: null })
    client.on('error', () => {})
    await client.ping()
    await client.quit()
    return async () => {
      server.kill('SIGKILL')
      await ended
    }
  }

  const printed = t.capture(console, 'error')
  let stopRedis = await startRedis()
  t.teardown(() => stopRedis())
  const hub = await startTestHub(t, { redisUrl })
  const ready = async (): Promise<number> => (await hub.call('/health/ready')).status
  const before = await hub.submit(wholeHouseForm())
  for (const slug of slugs) await hub.reached(before.jointNumber, slug, 'submitted')
  t.equal(await ready(), 200)

  await stopRedis()
  const asked = Date.now()
  const during = await hub.submit(wholeHouseForm())
  t.ok(Date.now() - asked < 8_000, 'the applicant does not wait for Redis')
  t.equal(await ready(), 503, 'the platform is told')
  t.match((await hub.read(during.jointNumber)).orders, slugs.map(() => ({ state: 'received', delivery: { state: 'pending', attempts: 0 } })))

  stopRedis = await startRedis()
  await toTheEnd(t, hub, [before.jointNumber, during.jointNumber])
  await until(async () => await ready() === 200)
  t.equal(printed().length, 0, 'and nothing is told anywhere but in the log')
})

for (const { what, begin, end } of [
  { what: 'is full', begin: (redis: Redis) => redis.config('SET', 'maxmemory', '1'), end: (redis: Redis) => redis.config('SET', 'maxmemory', '0') },
  { what: 'is made a replica', begin: (redis: Redis) => redis.replicaof('127.0.0.1', 1), end: (redis: Redis) => redis.replicaof('NO', 'ONE') }
]) {
  test(`while Redis ${what} it takes no alarms, and nothing is lost`, async t => {
    const redis = await startRedis(`${FOLDER}/redis-${process.pid}.log`)
    t.teardown(() => redis.kill())
    const operator = new Redis(redis.url)
    t.teardown(() => { operator.disconnect() })
    const hub = await startTestHub(t, { redisUrl: redis.url, adjust: settings => { settings.hub.takeOverAfter = '2s' } })
    const ready = async (): Promise<number> => (await hub.call('/health/ready')).status
    const failedSweeps = (): number => hub.lines.filter(line => line.includes('chore failed')).length
    t.equal(await ready(), 200)
    for (const slug of slugs) hub.simulators[slug]!.faults.arm('tooMany429', Infinity)
    const before = await hub.submit(wholeHouseForm())
    await hub.attempted(before.jointNumber)

    await begin(operator)
    t.equal(await operator.ping(), 'PONG', 'it answers')
    t.equal(await ready(), 503, 'and the platform is told all the same')
    const during = await hub.submit(wholeHouseForm())
    await until(() => failedSweeps() > 1)
    t.match((await hub.read(during.jointNumber)).orders, slugs.map(() => ({ state: 'received', delivery: { state: 'pending', attempts: 0 } })))

    await end(operator)
    for (const slug of slugs) hub.simulators[slug]!.faults.arm('tooMany429', 0)
    await until(async () => await ready() === 200)
    await toTheEnd(t, hub, [before.jointNumber, during.jointNumber])
  })
}

test('connections to the database that break do not end the process, and what comes after them is delivered', async t => {
  const hub = await startTestHub(t)
  const outside = new pg.Client({ connectionString: hub.databaseUrl })
  await outside.connect()
  t.teardown(() => outside.end())
  /** As a portal submits: again under the same key when it is told that the hub cannot just now. */
  const submit = (key: string): Promise<Application> => until(() => hub.submit(wholeHouseForm(), key).catch(() => false as const))

  for (let round = 0; round < 5; round++) {
    await submit(`round-${round}`)
    await outside.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()')
  }
  const { jointNumber } = await submit('afterwards')
  for (const slug of slugs) t.match(await hub.reached(jointNumber, slug, 'submitted'), { enterprise: slug })
  t.equal((await hub.hub.pool.query('select from applications')).rowCount, 6, 'one application for each key')
})
