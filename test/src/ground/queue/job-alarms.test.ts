/** The alarm clock in Redis: what its jobs hold, and what becomes of them when a process dies or Redis is away. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'bullmq'
import { Redis } from 'ioredis'
import { test, type Test } from 'tap'
import { freePort } from '../../../../src/ground/database/free-port.ts'
import { openLog } from '../../../../src/ground/observe/log.ts'
import { openJobAlarms } from '../../../../src/ground/queue/job-alarms.ts'
import { alarmBench, NOTHING_DUE, ringing, soon, TAKE_OVER_AFTER } from '../../../kit/alarm-bench.ts'
import { until } from '../../../kit/until.ts'

test('a job holds nothing but its id, and is gone when its row was dealt with', async t => {
  const { alarms, stored } = await alarmBench(t, 'redis')
  const id = randomUUID()
  await alarms.set([{ queue: 'once', id, at: soon() }])
  t.equal(await stored('once', id), '{}')
  alarms.answer('once', 1, async () => undefined)
  await until(async () => await stored('once', id) === undefined)
})

test('closing sets those again that are ringing and are not done', async t => {
  const { alarms, stored } = await alarmBench(t, 'redis')
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

test('an alarm that rings at a process which dies rings again at another', async t => {
  const { alarms, redisUrl } = await alarmBench(t, 'redis')
  const id = randomUUID()
  await alarms.set([{ queue: 'dies', id, at: soon() }])
  const dead = forgetfulWorker(t, redisUrl!, 'lianban-dies')
  t.equal((await until(() => dead.getNextJob('dead', { block: false })))!.id, id, 'it takes the alarm, and is never heard of again')
  const { rings, handler } = ringing()
  alarms.answer('dies', 1, handler)
  await until(() => rings.length > 0)
  t.strictSame(rings, [id])
})

test('a row that comes due while its handler runs, which has looked at it, rings once more', async t => {
  const { alarms, stored } = await alarmBench(t, 'redis')
  const id = randomUUID()
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
  let isDue = false
  const seen: Array<[string, boolean]> = []
  alarms.answer('resumed', 2, async id => {
    const ring = seen.push([id, isDue])
    if (ring === 1) await held
    if (ring !== 2) return undefined
    letGo()
    await until(async () => await stored('resumed', id) === undefined)
    return soon()
  })
  await alarms.set([{ queue: 'resumed', id, at: soon() }])
  await until(() => seen.length === 1)
  isDue = true
  await alarms.insist({ queue: 'resumed', id })
  await until(() => seen.length === 3)
  t.strictSame(seen, [[id, false], [id, true], [id, true]], 'and again when its handler says so')
  await until(async () => await stored('resumed', id) === undefined)
})

/** A worker that renews no lock of what it takes. */
function forgetfulWorker (t: Test, redisUrl: string, name: string): Worker {
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null })
  const worker = new Worker(name, null, { autorun: false, lockDuration: TAKE_OVER_AFTER, connection })
  t.teardown(async () => {
    await worker.close(true)
    connection.disconnect()
  })
  return worker
}

/** Whoever posts an application must not wait for a queue longer than this. */
const PATIENCE = 8_000

test('while Redis is away an alarm that cannot be set is told of, not thrown; the sweep hears of it; nobody waits', async t => {
  const lines: string[] = []
  const alarms = openJobAlarms({
    redisUrl: `redis://127.0.0.1:${await freePort()}`,
    takeOverAfter: TAKE_OVER_AFTER,
    now: () => new Date(),
    log: openLog('debug', { write: line => { lines.push(line) } })
  })
  await t.rejects(alarms.check(), 'the check says so')
  const set = alarms.set([{ queue: 'away', id: randomUUID(), at: soon() }])
  await until(() => lines.some(line => line.includes('alarm not set')), PATIENCE)
  await set
  const insisted = alarms.insist({ queue: 'away', id: randomUUID() }).then(() => 'insisted', () => 'thrown')
  t.equal(await Promise.race([insisted, sleep(PATIENCE, 'waits', { ref: false })]), 'thrown')
  alarms.answer({ queue: 'away', concurrency: 1, handler: async () => undefined, due: NOTHING_DUE })
  t.equal(await Promise.race([alarms.close().then(() => 'closed'), sleep(PATIENCE, 'waits', { ref: false })]), 'closed', 'a stop does not wait for it either')
})
