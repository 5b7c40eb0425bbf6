/** Events that the portal is sent again. */
import { test } from 'tap'
import { EVERYTHING } from '../../../src/ground/access/visible.ts'
import { listDeliveries } from '../../../src/views/webhooks.ts'
import { redeliver } from '../../../src/cases/redeliver.ts'
import type { RedeliveryFilter } from '../../../src/records/outbox/notifications.ts'
import { bareHub } from '../../kit/bare-hub.ts'
import { bench, inSequence, openPortal } from '../../kit/webhook-bench.ts'

const SECOND = 1000
const BY = { actor: 'county-office', reason: '平台漏收' }

test('a redelivery', async t => {
  const { url, deliveries, sequences, react } = await openPortal(t)
  const { hub, ring, progressed, clock, rows, insisted, states } = await bench(t, { webhookUrl: url })

  await t.test('sends the same event again, under the same id and sequence', async t => {
    const { ids: [first] } = await progressed()
    await ring(first!)
    clock.pass(SECOND)
    insisted.length = 0
    t.equal(await redeliver(hub, EVERYTHING, { ids: [first!] }, BY), 1)
    t.strictSame(insisted, [{ queue: 'portal', id: first }])
    await ring(first!)
    const [before, after] = [deliveries[0]!, deliveries.at(-1)!]
    t.equal(deliveries.length, 4)
    t.equal(after.headers['webhook-id'], before.headers['webhook-id'])
    t.equal(after.body, before.body)
    t.not(after.headers['webhook-timestamp'], before.headers['webhook-timestamp'])
    t.match(await rows('select state, attempts from notifications where id = $1', [first]), [{ state: 'delivered', attempts: 2 }])
  })

  await t.test('goes in the order of its application, before later ones that wait', async t => {
    react(({ event }) => event.data.sequence === 3 ? 500 : 204)
    const { jointNumber, ids } = await progressed()
    await ring(ids[0]!)
    deliveries.length = 0
    react(() => 204)
    t.equal(await redeliver(hub, EVERYTHING, { jointNumber }, BY), 3, 'open ones count: they go at once')
    t.equal(await ring(ids[2]!), undefined)
    t.strictSame(sequences(), inSequence(jointNumber, 1, 2, 3))
  })

  await t.test('waits for the event that is being sent', async t => {
    const { promise, resolve } = Promise.withResolvers<number>()
    let arrive: () => void
    const arrived = new Promise<void>(resolve => { arrive = resolve })
    react(({ event }) => {
      if (event.data.sequence < 3) return 204
      arrive()
      return promise
    })
    deliveries.length = 0
    const { jointNumber, ids } = await progressed()
    const sending = ring(ids[0]!)
    await arrived
    await redeliver(hub, EVERYTHING, { ids: [ids[0]!] }, BY)
    t.ok(await ring(ids[0]!), 'nobody else begins')
    t.strictSame(sequences(), inSequence(jointNumber, 1, 2, 3))
    react(() => 204)
    resolve(204)
    t.equal(await sending, undefined)
    t.strictSame(sequences(), inSequence(jointNumber, 1, 2, 3, 1), 'who is at it goes on with it')
  })

  await t.test('of what was given up begins its retries anew', async t => {
    react(() => 500)
    const application = await progressed()
    const [first] = application.ids
    await ring(first!)
    clock.pass(72 * 3600 * SECOND)
    await ring(first!)
    t.strictSame(await states(application), ['failed', 'failed', 'failed'])
    await redeliver(hub, EVERYTHING, { jointNumber: application.jointNumber, sequenceTo: 1 }, BY)
    t.strictSame(await states(application), ['open', 'failed', 'failed'])
    t.equal((await ring(first!))!.getTime() - clock.now.getTime(), 5 * SECOND)
    clock.pass(5 * SECOND)
    t.equal((await ring(first!))!.getTime() - clock.now.getTime(), 300 * SECOND)
  })

  await t.test('asked for while an attempt is failing is not put off by it', async t => {
    const application = await progressed()
    const [first] = application.ids
    await ring(first!)
    clock.pass(5 * SECOND)
    let attempts = 0
    react(async () => {
      attempts++
      if (attempts === 1) await redeliver(hub, EVERYTHING, { ids: [first!] }, BY)
      return attempts === 1 ? 500 : 204
    })
    t.equal(await ring(first!), undefined)
    t.strictSame(await states(application), ['delivered', 'delivered', 'delivered'])
  })
})

test('a filter', async t => {
  const { url, react } = await openPortal(t)
  const { hub, ring, progressed, clock, rows } = await bench(t, { webhookUrl: url, horizon: '1h' })
  const start = clock.now.toISOString()
  const delivered = await progressed()
  await ring(delivered.ids[0]!)
  clock.pass(1800 * SECOND)
  react(({ event }) => event.data.sequence === 2 ? 204 : 500)
  const failed = await progressed()
  await ring(failed.ids[0]!)
  const middle = clock.now.toISOString()
  clock.pass(3600 * SECOND)
  await ring(failed.ids[0]!)
  const open = await progressed()
  const end = clock.now.toISOString()

  const cases: Array<[what: string, filter: RedeliveryFilter, ids: string[]]> = [
    ['ids', { ids: [delivered.ids[1]!, open.ids[0]!] }, [delivered.ids[1]!, open.ids[0]!]],
    ['ids that there are not', { ids: ['00000000-0000-4000-8000-000000000000'] }, []],
    ['an application', { jointNumber: failed.jointNumber }, failed.ids],
    ['an application that there is not', { jointNumber: 'JXLB999999' }, []],
    ['a range of its sequence', { jointNumber: delivered.jointNumber, sequenceFrom: 2, sequenceTo: 2 }, [delivered.ids[1]!]],
    ['its sequence from', { jointNumber: delivered.jointNumber, sequenceFrom: 2 }, delivered.ids.slice(1)],
    ['its sequence to', { jointNumber: delivered.jointNumber, sequenceTo: 2 }, delivered.ids.slice(0, 2)],
    ['a time from', { from: middle }, [...failed.ids, ...open.ids]],
    ['a time to', { to: middle }, delivered.ids],
    ['a range of time', { from: start, to: end }, [...delivered.ids, ...failed.ids]],
    ['what failed', { state: 'failed' }, [failed.ids[0]!, failed.ids[2]!]],
    ['what is open', { state: 'open' }, open.ids],
    ['what was delivered', { state: 'delivered' }, [...delivered.ids, failed.ids[1]!]],
    ['all of it at once', { ids: delivered.ids, jointNumber: delivered.jointNumber, sequenceFrom: 1, sequenceTo: 2, from: start, to: middle, state: 'delivered' }, delivered.ids.slice(0, 2)]
  ]
  const before = await rows('select * from notifications order by number')
  clock.pass(SECOND)
  for (const [what, filter, ids] of cases) {
    await t.test(`takes ${what}, as many as it counts`, async t => {
      t.equal(await redeliver(hub, EVERYTHING, filter, { ...BY, dryRun: true }), ids.length)
      t.strictSame(await rows('select * from notifications order by number'), before, 'counting changes nothing')
      const acts = await rows('select id from acts')
      t.equal(await redeliver(hub, EVERYTHING, filter, BY), ids.length)
      const changed = await rows("select id, state from notifications where horizon_from = $1 and due_at = $1 and failures = 0 and state = 'open'", [clock.now])
      t.strictSame(changed.map(({ id }) => id).sort(), [...ids].sort(), 'no other')
      const act = { at: clock.now, ...BY, action: 'webhook-redelivery', target: filter, affected: ids.length }
      t.match((await rows('select * from acts order by id')).slice(acts.length), ids.length > 0 ? [act] : [])
      // As it was, for the next.
      for (const { id, ...row } of before) {
        await rows('update notifications set state = $2, due_at = $3, horizon_from = $4, failures = $5, delivered_at = $6 where id = $1', [id, row.state, row.due_at, row.horizon_from, row.failures, row.delivered_at])
      }
      await rows('update notifications set swept_at = null')
    })
  }
})

test('many at once are woken, however many and whoever is away', async t => {
  const { url } = await openPortal(t)
  const { hub, ring, progressed, insisted, lines } = await bench(t, { webhookUrl: url })
  const applications = [await progressed(), await progressed(), await progressed()]
  for (const { ids } of applications) await ring(ids[0]!)
  insisted.length = 0
  await redeliver(hub, EVERYTHING, { state: 'delivered' }, BY)
  t.strictSame(insisted.map(({ id }) => id).sort(), applications.map(({ ids }) => ids[0]).sort(), 'the first of each application, which brings the others')
  hub.alarms.insist = async () => { throw new Error('queue is away') }
  t.equal(await redeliver(hub, EVERYTHING, { state: 'open' }, BY), 9, 'what is stored is stored; the sweep sees to the alarms')
  t.match(JSON.parse(lines.find(line => line.includes('alarm not set'))!), { level: 40, err: { message: 'queue is away' } })
  t.match(await listDeliveries(hub, EVERYTHING, { state: 'open', limit: 100 }), { deliveries: Array(9).fill({ state: 'open' }) })
})

test('where no portal is told nothing is sent again', async t => {
  const { hub, rows } = await bareHub(t, { adjust (settings) { delete settings.portal } })
  await t.rejects(redeliver(hub, EVERYTHING, { state: 'failed' }, BY), { code: 'webhook-endpoint-not-found' })
  t.strictSame(await rows('select id from acts'), [])
})
