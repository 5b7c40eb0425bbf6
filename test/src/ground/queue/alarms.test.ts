/** The alarm clock on both of its backends: what holds on one holds on the other. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { createPostgresBackend, Worker, type PostgresConnectionOptions } from 'bullmq'
import { Redis } from 'ioredis'
import pg from 'pg'
import { test, type Test } from 'tap'
import { freePort } from '../../../../src/ground/database/free-port.ts'
import { migrate, QUEUE_SCHEMA } from '../../../../src/ground/database/migrate.ts'
import { openAlarms, type AlarmOptions, type Alarms } from '../../../../src/ground/queue/alarms.ts'
import { openLog } from '../../../../src/ground/observe/log.ts'
import { newDatabase } from '../../../kit/servers/servers.ts'
import { databaseWire } from '../../../kit/database-wire.ts'
import { ownRedis, type Backend } from '../../../kit/test-hub.ts'
import { until } from '../../../kit/until.ts'

/** Long enough for no live worker to be taken for dead. */
const TAKE_OVER_AFTER = 2_000

const NO_DATABASE = 'postgres://nobody@127.0.0.1:1/nothing'

interface Bench {
  alarms: Alarms
  databaseUrl: string
  redisUrl?: string
  lines: string[]
  /** What is stored of a job. */
  stored (queue: string, id: string): Promise<string | undefined>
}

async function bench (t: Test, backend: Backend, now = (): Date => new Date()): Promise<Bench> {
  const lines: string[] = []
  const log = openLog('debug', { write: line => { lines.push(line) } })
  const databaseUrl = backend === 'postgresql' ? await newDatabase(t) : NO_DATABASE
  if (backend === 'postgresql') await migrate(databaseUrl)
  const redisUrl = backend === 'redis' ? await ownRedis() : undefined
  const opened = openAlarms({ databaseUrl, ...redisUrl && { redisUrl }, takeOverAfter: TAKE_OVER_AFTER, now, log })
  let closing: Promise<void> | undefined
  const alarms = {
    ...opened,
    close () {
      closing ??= opened.close()
      return closing
    }
  }
  t.teardown(() => alarms.close())

  async function stored (queue: string, id: string): Promise<string | undefined> {
    if (redisUrl) {
      const redis = new Redis(redisUrl)
      const job = await redis.hgetall(`bull:lianban-${queue}:${id}`)
      await redis.quit()
      return job['data']
    }
    const client = new pg.Client({ connectionString: databaseUrl })
    await client.connect()
    const { rows } = await client.query('select data from bullmq.job where id = $1', [id])
    await client.end()
    return rows[0] && (typeof rows[0].data === 'string' ? rows[0].data : JSON.stringify(rows[0].data))
  }

  return { alarms, databaseUrl, ...redisUrl && { redisUrl }, lines, stored }
}

function soon (milliseconds = 0): Date {
  return new Date(Date.now() + milliseconds)
}

/** A handler that notes its rings, and what waits for them. */
function ringing (then: (rings: string[]) => Date | undefined = () => undefined): { rings: string[], handler: (id: string) => Promise<Date | undefined> } {
  const rings: string[] = []
  return { rings, handler: async id => { rings.push(id); return then(rings) } }
}

for (const backend of ['postgresql', 'redis'] satisfies Backend[]) {
  test(`alarms in ${backend}`, async t => {
    const { alarms, lines, stored } = await bench(t, backend)
    await alarms.check()

    await t.test('an alarm names its row and holds nothing else; set twice it rings once, and is gone', async t => {
      const [id, last] = [randomUUID(), randomUUID()]
      await alarms.set([{ queue: 'once', id, at: soon() }, { queue: 'once', id, at: soon() }])
      await alarms.set([{ queue: 'once', id, at: soon(3600_000) }])
      t.equal(await stored('once', id), '{}')
      const { rings, handler } = ringing()
      alarms.answer('once', 1, handler)
      await until(() => rings.length > 0)
      await until(async () => await stored('once', id) === undefined)
      await alarms.set([{ queue: 'once', id: last, at: soon() }])
      await until(() => rings.includes(last))
      t.strictSame(rings, [id, last])
      await alarms.set([{ queue: 'once', id, at: soon() }])
      await until(() => rings.length === 3)
      t.equal(rings[2], id, 'and can be set again')
    })

    await t.test('an alarm rings at its time', async t => {
      const { rings, handler } = ringing()
      alarms.answer('later', 1, handler)
      const at = soon(300)
      await alarms.set([{ queue: 'later', id: randomUUID(), at }])
      await until(() => rings.length > 0)
      t.ok(Date.now() >= at.getTime() - 2)
    })

    await t.test('a handler that names a time is rung again then', async t => {
      const id = randomUUID()
      let again: Date | undefined
      const { rings, handler } = ringing(rings => {
        if (rings.length === 1) again = soon(300)
        return rings.length === 1 ? again : undefined
      })
      alarms.answer('again', 1, handler)
      await alarms.set([{ queue: 'again', id, at: soon() }])
      await until(() => rings.length === 2)
      t.ok(Date.now() >= again!.getTime() - 2)
      t.strictSame(rings, [id, id])
      await until(async () => await stored('again', id) === undefined)
    })

    await t.test('what is put off goes behind what has come since, however often it is put off', async t => {
      const [old, young] = [randomUUID(), randomUUID()]
      const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
      const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
      const rings: string[] = []
      alarms.answer('fair', 1, async id => {
        rings.push(id)
        begin()
        await held
        return rings.length < 20 && id === old ? soon() : undefined
      })
      await alarms.set([{ queue: 'fair', id: old, at: soon() }])
      await begun
      await alarms.set([{ queue: 'fair', id: young, at: soon() }])
      letGo()
      await until(() => rings.includes(young))
      t.ok(rings.indexOf(young) <= 2, `${rings.indexOf(young)} before it`)
      await until(() => rings.length === 20)
    })

    await t.test('a patient alarm lets all others go first, as often as it rings', async t => {
      const ids = { first: randomUUID(), patient: randomUUID(), insisted: randomUUID(), waited: randomUUID(), last: randomUUID() }
      const nameOf = (id: string): string => Object.entries(ids).find(([, known]) => known === id)![0]
      const rings: string[] = []
      const gates: Array<() => void> = []
      alarms.answer('patience', 1, async id => {
        rings.push(nameOf(id))
        await new Promise<void>(resolve => { gates.push(resolve) })
        return rings.filter(name => name === 'patient').length === 1 && id === ids.patient ? soon() : undefined
      })
      await alarms.set([{ queue: 'patience', id: ids.first, at: soon() }])
      await until(() => gates.length === 1)
      await alarms.set([{ queue: 'patience', id: ids.patient, at: soon(), patient: true }])
      await alarms.insist({ queue: 'patience', id: ids.insisted, patient: true })
      await alarms.set([{ queue: 'patience', id: ids.waited, at: soon() }])
      for (let passed = 0; passed < 4; passed++) {
        // What is to ring last is there before the patient one rings again.
        if (passed === 3) await alarms.set([{ queue: 'patience', id: ids.last, at: soon() }])
        gates[passed]!()
        await until(() => gates.length === passed + 2)
      }
      gates[4]!()
      await until(() => gates.length === 6)
      gates[5]!()
      t.strictSame(rings, ['first', 'waited', 'patient', 'insisted', 'last', 'patient'])
    })

    await t.test('a handler that throws is told of, and its alarm can be set again', async t => {
      const id = randomUUID()
      let broken = true
      const { rings, handler } = ringing(() => {
        if (broken) throw new Error('row away')
        return undefined
      })
      alarms.answer('throws', 1, handler)
      await alarms.set([{ queue: 'throws', id, at: soon() }])
      await until(() => lines.some(line => line.includes('alarm handler failed') && line.includes('row away')))
      await until(async () => await stored('throws', id) === undefined)
      broken = false
      await alarms.insist({ queue: 'throws', id })
      await until(() => rings.length === 2)
      t.strictSame(rings, [id, id])
    })

    await t.test('insisting rings what is missing and what is waiting, and leaves what is ringing', async t => {
      const [missing, waiting, running] = [randomUUID(), randomUUID(), randomUUID()]
      const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
      const rings: string[] = []
      await alarms.set([{ queue: 'insist', id: waiting, at: soon(3600_000) }])
      alarms.answer('insist', 4, async id => {
        rings.push(id)
        if (id === running) await held
        return undefined
      })
      await alarms.insist({ queue: 'insist', id: running })
      await until(() => rings.includes(running))
      await alarms.insist({ queue: 'insist', id: running })
      await alarms.insist({ queue: 'insist', id: missing })
      await alarms.insist({ queue: 'insist', id: waiting })
      await until(() => rings.length === 3)
      letGo()
      await until(async () => await stored('insist', running) === undefined)
      t.strictSame(rings.sort(), [missing, waiting, running].sort())
    })

    await t.test('as many handlers run as were asked for, and one queue holds up no other', async t => {
      const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
      let running = 0
      alarms.answer('dead', 2, async () => {
        running++
        await held
        running--
        return undefined
      })
      const { rings, handler } = ringing()
      alarms.answer('alive', 1, handler)
      await alarms.set(Array.from({ length: 5 }, () => ({ queue: 'dead', id: randomUUID(), at: soon() })))
      await until(() => running === 2)
      await alarms.set([1, 2, 3].map(() => ({ queue: 'alive', id: randomUUID(), at: soon() })))
      await until(() => rings.length === 3)
      t.equal(running, 2)
      letGo()
      await until(() => running === 0)
    })
  })

  test(`closing alarms in ${backend} waits for those that are ringing`, async t => {
    const { alarms, stored } = await bench(t, backend)
    const [id, next] = [randomUUID(), randomUUID()]
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
    const rings: string[] = []
    alarms.answer('drain', 1, async id => {
      rings.push(id)
      await held
      return undefined
    })
    await alarms.set([{ queue: 'drain', id, at: soon() }])
    await until(() => rings.length === 1)
    await alarms.set([{ queue: 'drain', id: next, at: soon() }])
    let closed = false
    const closing = alarms.close().then(() => { closed = true })
    t.equal(await stored('drain', next), '{}')
    t.notOk(closed)
    letGo()
    await closing
    t.equal(await stored('drain', id), undefined, 'what was ringing is done')
    t.equal(await stored('drain', next), '{}', 'what was not waits for the next start')
    t.strictSame(rings, [id])
  })

  test(`closing alarms in ${backend} sets those again that are ringing and are not done`, async t => {
    const { alarms, stored } = await bench(t, backend)
    const id = randomUUID()
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
    const { rings, handler } = ringing(() => soon(3600_000))
    alarms.answer('unfinished', 1, async id => {
      const again = await handler(id)
      await held
      return again
    })
    await alarms.set([{ queue: 'unfinished', id, at: soon() }])
    await until(() => rings.length === 1)
    const closing = alarms.close()
    letGo()
    await closing
    t.equal(await stored('unfinished', id), '{}')
  })

  test(`an alarm in ${backend} that rings at a process which dies rings again at another`, async t => {
    const site = await bench(t, backend)
    const id = randomUUID()
    await site.alarms.set([{ queue: 'dies', id, at: soon() }])
    const dead = await worker(t, site, 'lianban-dies')
    t.equal((await until(() => dead.getNextJob('dead', { block: false })))!.id, id, 'it takes the alarm, and is never heard of again')
    const { rings, handler } = ringing()
    site.alarms.answer('dies', 1, handler)
    await until(() => rings.length > 0)
    t.strictSame(rings, [id])
  })

  test(`the hub's clock counts in ${backend}, not the machine's`, async t => {
    const ahead = (): Date => soon(3600_000)
    const { alarms } = await bench(t, backend, ahead)
    const { rings, handler } = ringing(rings => rings.length === 1 ? new Date(ahead().getTime() + 50) : undefined)
    alarms.answer('ahead', 1, handler)
    await alarms.set([{ queue: 'ahead', id: randomUUID(), at: new Date(ahead().getTime() + 50) }])
    await until(() => rings.length === 1, 3_000)
    t.equal(await until(() => rings.length === 2, 3_000).catch(() => false), true, 'also when it is to ring again')
  })
}

/** A worker that renews no lock of what it takes. */
async function worker (t: Test, { databaseUrl, redisUrl }: Bench, name: string): Promise<Worker> {
  const options = { autorun: false, lockDuration: TAKE_OVER_AFTER }
  if (redisUrl) {
    const connection = new Redis(redisUrl, { maxRetriesPerRequest: null })
    const worker = new Worker(name, null, { ...options, connection })
    t.teardown(async () => {
      await worker.close(true)
      connection.disconnect()
    })
    return worker
  }
  const pool = new pg.Pool({ connectionString: databaseUrl, options: `-c search_path=${QUEUE_SCHEMA}` })
  const worker = new Worker(name, null, { ...options, connection: pool as unknown as PostgresConnectionOptions }, createPostgresBackend) as unknown as Worker
  t.teardown(async () => {
    await worker.close(true)
    await pool.end()
  })
  return worker
}

test('connections that break while BullMQ has borrowed them end nothing', async t => {
  const wire = await databaseWire(t, await newDatabase(t))
  await migrate(wire.url)
  const alarms = openAlarms({ databaseUrl: wire.url, takeOverAfter: TAKE_OVER_AFTER, now: () => new Date(), log: openLog('silent') })
  t.teardown(() => alarms.close())
  wire.stopServing()
  const { rings, handler } = ringing()
  alarms.answer('broken', 1, handler)
  await t.rejects(alarms.insist({ queue: 'broken', id: randomUUID() }))
  await wire.mend()
  const id = randomUUID()
  await alarms.set([{ queue: 'broken', id, at: soon() }])
  await until(() => rings.includes(id))
})

/** Whoever posts an application must not wait for a queue longer than this. */
const PATIENCE = 8_000

test('while the queues are away an alarm that cannot be set is told of, not thrown; the sweep hears of it; nobody waits', async t => {
  const away: Array<[Backend, Pick<AlarmOptions, 'databaseUrl' | 'redisUrl'>]> = [
    ['postgresql', { databaseUrl: `postgres://nobody@127.0.0.1:${await freePort()}/nothing` }],
    ['redis', { databaseUrl: NO_DATABASE, redisUrl: `redis://127.0.0.1:${await freePort()}` }]
  ]
  for (const [backend, options] of away) {
    await t.test(backend, async t => {
      const lines: string[] = []
      const alarms = openAlarms({ ...options, takeOverAfter: TAKE_OVER_AFTER, now: () => new Date(), log: openLog('debug', { write: line => { lines.push(line) } }) })
      await t.rejects(alarms.check(), 'the check says so')
      const set = alarms.set([{ queue: 'away', id: randomUUID(), at: soon() }])
      await until(() => lines.some(line => line.includes('alarm not set')), PATIENCE)
      await set
      const insisted = alarms.insist({ queue: 'away', id: randomUUID() }).then(() => 'insisted', () => 'thrown')
      t.equal(await Promise.race([insisted, sleep(PATIENCE, 'waits', { ref: false })]), 'thrown')
      alarms.answer('away', 1, async () => undefined)
      t.equal(await Promise.race([alarms.close().then(() => 'closed'), sleep(PATIENCE, 'waits', { ref: false })]), 'closed', 'a stop does not wait for them either')
    })
  }
})
