import { test } from 'tap'
import type { Hub } from '../../../../src/hub.ts'
import { claimIntent } from '../../../../src/records/intents/claim-intent.ts'
import { sweep, sweepRegularly } from '../../../../src/engines/sweep/sweep.ts'
import { roundsOf } from '../../../../src/start.ts'
import { bareHub } from '../../../kit/bare-hub.ts'
import { until } from '../../../kit/until.ts'

const MINUTE = 60_000

/** With all that the running hub's sweep looks after. */
const sweepAll = (hub: Hub): Promise<number> => sweep(hub, roundsOf(hub))

test('a sweep', async t => {
  const bare = await bareHub(t)
  const { hub, clock, insisted, submit, rows } = bare
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
    await t.rejects(sweepAll({ ...hub, alarms: { ...hub.alarms, insist: async () => { throw new Error('queue away') } } }), { message: 'queue away' })
    t.equal(await sweepAll(hub), 2)
    t.equal(insisted.length, 2)
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
    t.equal(await sweepAll(hub), 0)
    t.strictSame(insisted, [])
    letGo()
    await slow
    clock.pass(MINUTE)
    t.equal(await sweepAll(hub), 2)
    t.ok(insisted.some(({ id }) => id === intentId))
  })
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
    await until(() => lines.filter(line => line.includes('sweep failed')).length >= 2)
    t.match(lines.find(line => line.includes('sweep failed')), 'queue away')
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
