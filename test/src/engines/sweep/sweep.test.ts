import { test } from 'tap'
import type { Hub } from '../../../../src/hub.ts'
import { openPool } from '../../../../src/ground/database/pool.ts'
import { sweep, sweepRegularly, type Chore, type Source } from '../../../../src/engines/sweep/sweep.ts'
import { roundsOf } from '../../../../src/start.ts'
import { claimIntent } from '../../../kit/attempts.ts'
import { bareHub } from '../../../kit/bare-hub.ts'
import { until } from '../../../kit/until.ts'

const MINUTE = 60_000

/** With all that the running hub's sweep looks after. */
const sweepAll = (hub: Hub): Promise<number> => sweep(hub, roundsOf(hub))

test('a sweep', async t => {
  const bare = await bareHub(t)
  const { hub, databaseUrl, clock, insisted, submit, rows } = bare
  const { orderId, intentId } = await submit()
  const [notification] = await rows('select id from notifications')

  await t.test('leaves alone what may still ring by itself', async t => {
    clock.pass(1_999)
    t.equal(await sweepAll(hub), 0)
    t.strictSame(insisted, [])
  })

  await t.test('insists on what should have rung: orders and notifications', async t => {
    clock.pass(1)
    t.equal(await sweepAll(hub), 2)
    t.strictSame(insisted, [{ queue: 'unicom', id: intentId }, { queue: 'portal', id: notification.id }])
  })

  await t.test('sees to it again when the queue was away', async t => {
    const { hub, clock, insisted, submit } = await bareHub(t)
    await submit()
    clock.pass(MINUTE)
    t.equal(await sweepAll({ ...hub, alarms: { ...hub.alarms, insist: async () => { throw new Error('queue away') } } }), 0)
    t.equal(await sweepAll(hub), 2)
    t.equal(insisted.length, 2)
  })

  await t.test('does its chores while the queue is away', async t => {
    const { hub, clock, submit } = await bareHub(t)
    await submit()
    clock.pass(MINUTE)
    const done: string[] = []
    const chores = ['one', 'two'].map(name => ({ name, act: async () => { done.push(name) } }))
    const away: Hub = { ...hub, alarms: { ...hub.alarms, insist: async () => { throw new Error('queue away') } } }
    for (let round = 0; round < 2; round++) t.equal(await sweep(away, { sources: roundsOf(hub).sources, chores }), 0)
    t.strictSame(done, ['one', 'two', 'one', 'two'])
  })

  await t.test('keeps nobody from what it has found', async t => {
    const { hub, clock, submit } = await bareHub(t)
    const { intentId } = await submit()
    clock.pass(MINUTE)
    let claimed = false
    await sweepAll({
      ...hub,
      alarms: {
        ...hub.alarms,
        async insist ({ queue }) {
          if (queue === 'unicom') claimed = 'intent' in (await claimIntent(hub, intentId, clock.now, new Date(clock.now.getTime() + MINUTE)) ?? {})
        }
      }
    })
    t.ok(claimed, 'the alarm rings before the sweep is over, and is answered')
  })

  await t.test('leaves alone for a while what it has seen to', async t => {
    clock.pass(14_999)
    t.equal(await sweepAll(hub), 0)
    clock.pass(1)
    t.equal(await sweepAll(hub), 2, 'its alarm may have been lost again')
  })

  await t.test('leaves alone what somebody is working on, until the lease has ended', async t => {
    clock.pass(MINUTE)
    insisted.length = 0
    await claimIntent(hub, intentId, clock.now, new Date(clock.now.getTime() + MINUTE))
    await sweepAll(hub)
    t.strictSame(insisted, [{ queue: 'portal', id: notification.id }])
    clock.pass(MINUTE + 2_000)
    await sweepAll(hub)
    t.strictSame(insisted.slice(1).map(({ queue }) => queue).sort(), ['portal', 'unicom'])
  })

  await t.test('leaves alone what is done', async t => {
    insisted.length = 0
    await rows("update intents set state = 'done' where order_id = $1", [orderId])
    await rows("update notifications set state = 'delivered'")
    t.equal(await sweepAll(hub), 0)
    t.strictSame(insisted, [])
  })

  await t.test('clears away the lane of a process that died in it, and no other', async t => {
    const [dead, alive] = [await submit(), await submit()]
    for (const [{ orderId }, until] of [[dead, clock.now], [alive, new Date(clock.now.getTime() + 1)]] as const) {
      await rows('insert into webhook_lanes select application_serial, gen_random_uuid(), $2 from orders where id = $1', [orderId, until])
    }
    await sweepAll(hub)
    t.strictSame(await rows('select orders.id from webhook_lanes join orders using (application_serial)'), [{ id: alive.orderId }])
    await rows("update intents set state = 'done'")
    await rows("update notifications set state = 'delivered'")
  })

  await t.test('is one process\'s business at a time', async t => {
    const { intentId } = await submit()
    clock.pass(MINUTE)
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
    const slow = sweepAll({ ...hub, alarms: { ...hub.alarms, insist: () => { begin(); return held } } })
    await begun
    insisted.length = 0
    const another = openPool(databaseUrl, () => {}, { most: 1 })
    t.teardown(() => another.end())
    t.equal(await sweepAll({ ...hub, lockPool: another }), 0)
    t.strictSame(insisted, [])
    letGo()
    await slow
    clock.pass(MINUTE)
    t.equal(await sweepAll(hub), 2)
    t.ok(insisted.some(({ id }) => id === intentId))
  })
})

test('what fails keeps nothing else from being done', async t => {
  const { hub, lines } = await bareHub(t)
  const done: string[] = []
  let fault: Error | undefined = new Error('a bucket with a lock')
  const failures = new Map()
  const source = (name: string): Source => ({
    name,
    overdue: async () => {
      if (fault && name === 'broken rows') throw fault
      done.push(name)
      return []
    },
    unsweep: async () => {}
  })
  const chore = (name: string): Chore => ({
    name,
    act: async () => {
      if (fault && name === 'broken') throw fault
      done.push(name)
    }
  })
  const rounds = { sources: [source('broken rows'), source('rows')], chores: [chore('broken'), chore('purge')] }
  const round = async (): Promise<string[]> => {
    done.length = 0
    await sweep(hub, rounds, failures)
    return done
  }
  const alerts = (): unknown[] => lines.map(line => JSON.parse(line)).filter(({ alert }) => alert === 'chore-failed').map(({ chore }) => chore)

  t.strictSame(await round(), ['rows', 'purge'], 'no source and no chore')
  t.equal(lines.filter(line => /"chore":"broken( rows)?".*"chore failed"/.test(line)).length, 2, 'each failure is told')
  t.match(await hub.metrics.registry.metrics(), /lianban_chore_failures_total\{chore="broken rows"\} 1\n/, 'and counted')
  await round()
  t.strictSame(alerts(), [])
  for (let times = 0; times < 3; times++) await round()
  t.strictSame(alerts(), ['broken rows', 'broken'], 'what does not pass is told to a person, once')
  fault = undefined
  t.strictSame(await round(), ['broken rows', 'rows', 'broken', 'purge'])
  t.equal(lines.filter(line => line.includes('chore works again')).length, 2)
  fault = Object.assign(new Error('gone'), { code: '57P01' })
  for (let times = 0; times < 4; times++) t.strictSame(await round(), ['rows', 'purge'])
  t.equal(alerts().length, 2, 'that the database is away is told elsewhere')
})

test('sweeping regularly', async t => {
  const { hub, clock, submit, lines, insisted } = await bareHub(t, { adjust: settings => { settings.hub.sweepEvery = '5ms' } })
  const { intentId } = await submit()
  clock.pass(MINUTE)

  await t.test('a sweep that fails is told, and the next one comes all the same', async t => {
    let broken = true
    const stop = sweepRegularly({
      ...hub,
      alarms: {
        ...hub.alarms,
        insist: async alarm => {
          if (broken) throw new Error('queue away')
          insisted.push(alarm)
        }
      }
    }, roundsOf(hub))
    await until(() => lines.filter(line => line.includes('chore failed')).length >= 2)
    t.match(lines.find(line => line.includes('chore failed')), 'queue away')
    broken = false
    await until(() => insisted.some(({ id }) => id === intentId))
    await stop()
    t.match(lines.at(-1), '"seen":2')
  })

  await t.test('ending it waits for the sweep under way and starts no other', async t => {
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
    let insistences = 0
    let ended = false
    clock.pass(MINUTE)
    const stop = sweepRegularly({ ...hub, alarms: { ...hub.alarms, insist: () => { insistences++; begin(); return held } } }, roundsOf(hub))
    await begun
    const ending = stop().then(() => { ended = true })
    await hub.pool.query('select 1')
    t.notOk(ended)
    letGo()
    await ending
    t.equal(insistences, 2, 'one sweep, of an order and a notification')
  })
})
