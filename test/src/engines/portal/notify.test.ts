/** Webhooks to portals that take them, refuse them, hang, and are not there. */
import { Webhook } from 'standardwebhooks'
import { test } from 'tap'
import { simulatePortal } from '../../../../simulators/portal.ts'
import { freePort } from '../../../../src/ground/database/free-port.ts'
import { takeLanes } from '../../../../src/records/outbox/lanes.ts'
import { dueNotifications } from '../../../../src/records/outbox/notifications.ts'
import { bareHub } from '../../../kit/bare-hub.ts'
import { bench, inSequence, openPortal, type Delivery } from '../../../kit/webhook-bench.ts'

const SECRET = 'whsec_c2FuZGJveC1wb3J0YWwtd2ViaG9vay1zZWNyZXQ='
const OTHER = 'whsec_bm90LXRoZS1zZWNyZXQtb2YtdGhpcy1wb3J0YWw='
const SECOND = 1000
const HOUR = 3600 * SECOND

test('an event', async t => {
  const { url, deliveries } = await openPortal(t)
  const { ring, progressed, clock, rows } = await bench(t, { webhookUrl: url })
  const { jointNumber, ids } = await progressed()
  t.equal(await ring(ids[0]!), undefined)
  t.equal(deliveries.length, 3)
  const { headers, body } = deliveries[2]!
  const verify = (secret: string, body: string): unknown => new Webhook(secret).verify(body, headers as Record<string, string>)

  await t.test('is signed as Standard Webhooks says', async t => {
    t.match(headers, { 'content-type': 'application/json', 'webhook-id': ids[2], 'webhook-timestamp': String(Math.floor(clock.now.getTime() / 1000)) })
    t.strictSame(await rows('select correlation_id from applications'), [{ correlation_id: headers['x-correlation-id'] }])
    t.same(verify(SECRET, body), JSON.parse(body))
    t.throws(() => verify(SECRET, body.replace('accepted', 'completed')), 'over its content')
    t.throws(() => verify(OTHER, body), 'with the portal\'s secret')
  })

  await t.test('is signed with both secrets while one takes the other\'s place', async t => {
    const portal = await openPortal(t)
    const { ring, progressed } = await bench(t, { webhookUrl: portal.url, secrets: [SECRET, OTHER] })
    await ring((await progressed()).ids[0]!)
    const { headers, body } = portal.deliveries[0]!
    const signatures = String(headers['webhook-signature']).split(' ')
    t.equal(signatures.length, 2)
    for (const signature of signatures) t.match(signature, /^v1,[A-Za-z0-9+/]{43}=$/)
    for (const secret of [SECRET, OTHER]) t.same(new Webhook(secret).verify(body, headers as Record<string, string>), JSON.parse(body), 'either will do')
    t.throws(() => new Webhook(`whsec_${'A'.repeat(32)}`).verify(body, headers as Record<string, string>))
  })

  await t.test('tells the change, and no person', async t => {
    t.match(JSON.parse(body), {
      type: 'order.progressed',
      timestamp: /\+08:00$/,
      data: {
        jointNumber,
        portalCaseNumber: 'AH341823-2026-0001',
        sequence: 3,
        enterprise: 'unicom',
        service: 'network',
        nativeNumber: '56001',
        state: 'accepted',
        stateLabel: '已受理',
        statusCode: 3,
        statusLabel: '受理',
        at: '2026-01-05T09:30:00+08:00',
        remark: '请保持电话畅通'
      }
    })
    for (const { body } of deliveries) for (const value of ['王小梅', '13800000001', '11010519491231002X', '泾川镇']) t.notMatch(body, value)
  })
})

test('events', async t => {
  await t.test('go out one for each transition, in sequence, whichever alarm rings and however often', async t => {
    const { url, sequences } = await openPortal(t)
    const { ring, progressed } = await bench(t, { webhookUrl: url })
    const { jointNumber, ids } = await progressed()
    for (const id of [ids[2]!, ids[0]!, ids[1]!, ids[2]!]) t.equal(await ring(id), undefined)
    t.strictSame(sequences(), inSequence(jointNumber, 1, 2, 3))
  })

  await t.test('go out once, though many workers ring at the same moment', async t => {
    const { url, sequences } = await openPortal(t)
    const { ring, progressed } = await bench(t, { webhookUrl: url })
    const { jointNumber, ids } = await progressed()
    await Promise.all([...ids, ...ids, ...ids].map(ring))
    t.strictSame(sequences(), inSequence(jointNumber, 1, 2, 3))
  })

  await t.test('are believed by a portal that verifies them and checks them by the contract, after it has refused for a while', async t => {
    const portal = await simulatePortal({ secret: SECRET })
    t.teardown(() => portal.close())
    const { ring, progressed, clock } = await bench(t, { webhookUrl: portal.url })
    const { ids } = await progressed()
    portal.answer(500)
    clock.now = (await ring(ids[0]!))!
    t.strictSame(portal.events, [])
    portal.answer(204)
    t.equal(await ring(ids[0]!), undefined)
    t.strictSame(portal.events.map(({ sequence, state }) => `${sequence} ${state}`), ['1 received', '2 submitted', '3 accepted'])
    t.equal(portal.refused, 0)
  })

  await t.test('wait behind one that is not taken, and follow it in sequence', async t => {
    const { url, deliveries, sequences, react } = await openPortal(t, () => 500)
    const { ring, progressed, clock, rows, lines } = await bench(t, { webhookUrl: url })
    const { jointNumber, ids } = await progressed()
    const again = new Date(clock.now.getTime() + 5 * SECOND)
    t.strictSame(await ring(ids[0]!), again)
    t.strictSame(await ring(ids[1]!), again, 'the alarms of the later ones wait with it')
    t.strictSame(await ring(ids[2]!), again)
    t.strictSame(sequences(), inSequence(jointNumber, 1))
    t.match(await rows('select attempts, failure from notifications where id = $1', [ids[0]]), [{ attempts: 1, failure: 'http-500' }])
    t.match(JSON.parse(lines.find(line => line.includes('webhook not taken'))!), { level: 40, jointNumber, sequence: 1, failure: 'http-500' })
    clock.now = again
    react(() => 204)
    t.equal(await ring(ids[2]!), undefined)
    t.strictSame(sequences(), inSequence(jointNumber, 1, 1, 2, 3))
    const [refused, taken] = deliveries as [Delivery, Delivery]
    t.equal(taken.headers['webhook-id'], refused.headers['webhook-id'], 'the same event under the same id')
    t.not(taken.headers['webhook-timestamp'], refused.headers['webhook-timestamp'], 'at the time it is sent')
    t.same(new Webhook(SECRET).verify(taken.body, taken.headers as Record<string, string>), refused.event)
    t.strictSame(await rows("select id from notifications where state <> 'delivered' or failure is not null or delivered_at is null"), [])
    t.strictSame(await rows('select status, failure, at from webhook_attempts where notification_id = $1 order by id', [ids[0]]), [
      { status: 500, failure: 'http-500', at: new Date(again.getTime() - 5 * SECOND) }, { status: 204, failure: null, at: again }
    ])
  })

  await t.test('of one application do not wait for those of another', async t => {
    let troubled = ''
    const { url, sequences } = await openPortal(t, ({ event }) => event.data.jointNumber === troubled ? 500 : 204)
    const { ring, progressed } = await bench(t, { webhookUrl: url })
    const [first, second] = [await progressed(), await progressed()]
    troubled = first.jointNumber
    t.ok(await ring(first.ids[0]!))
    t.equal(await ring(second.ids[0]!), undefined)
    t.strictSame(sequences(), [...inSequence(first.jointNumber, 1), ...inSequence(second.jointNumber, 1, 2, 3)])
  })

  await t.test('are sent again when the process that was sending them died', async t => {
    const { url, sequences } = await openPortal(t)
    const { ring, progressed, clock, hub } = await bench(t, { webhookUrl: url })
    const { jointNumber, ids } = await progressed()
    const leasedUntil = new Date(clock.now.getTime() + 15 * SECOND)
    await takeLanes(hub.pool, [ids[0]!], clock.now, leasedUntil)
    t.strictSame(await ring(ids[0]!), leasedUntil, 'nobody else is at it until the lease ends')
    t.strictSame(sequences(), [])
    clock.now = leasedUntil
    t.equal(await ring(ids[0]!), undefined)
    t.strictSame(sequences(), inSequence(jointNumber, 1, 2, 3))
  })

  await t.test('do not wait for a lease where the rows could not be read for a moment', async t => {
    const { url, sequences } = await openPortal(t)
    const { ring, progressed, rows } = await bench(t, { webhookUrl: url })
    const { jointNumber, ids } = await progressed()
    await rows('alter table transitions rename to transitions_away')
    await t.rejects(ring(ids[0]!), { code: '42P01' })
    await rows('alter table transitions_away rename to transitions')
    t.equal(await ring(ids[0]!), undefined)
    t.strictSame(sequences(), inSequence(jointNumber, 1, 2, 3))
  })

  await t.test('follow a change of the secret without one being lost', async t => {
    const before = await simulatePortal({ secret: SECRET })
    const after = await simulatePortal({ secret: OTHER })
    t.teardown(async () => { await Promise.all([before.close(), after.close()]) })
    for (const [portal, secrets, taken] of [
      [before, [SECRET], 3], [before, [SECRET, OTHER], 3], [after, [SECRET, OTHER], 3], [after, [OTHER], 3], [after, [SECRET], 0]
    ] as const) {
      const { ring, progressed } = await bench(t, { webhookUrl: portal.url, secrets: [...secrets] })
      portal.events.length = 0
      await ring((await progressed()).ids[0]!)
      t.equal(portal.events.length, taken)
    }
  })

  await t.test('are not made where no portal is told', async t => {
    const { submit, rows, alarms } = await bareHub(t, { adjust (settings) { delete settings.portal } })
    await submit()
    t.strictSame(await rows('select id from notifications'), [])
    t.strictSame(alarms.map(({ queue }) => queue), ['unicom'])
  })
})

test('answers', async t => {
  const { url, deliveries, react } = await openPortal(t)
  const { ring, progressed, rows } = await bench(t, { webhookUrl: url, timeout: '1s' })

  for (const status of [200, 202, 204]) {
    await t.test(`${status} is an acknowledgement`, async t => {
      react(() => status)
      const { ids } = await progressed()
      t.equal(await ring(ids[0]!), undefined)
    })
  }

  for (const [reaction, failure] of [[301, 'http-301'], [400, 'http-400'], [404, 'http-404'], [503, 'http-503'], ['hang', 'timeout'], ['cut', 'connection']] as const) {
    await t.test(`${reaction} is none`, async t => {
      react(() => reaction)
      deliveries.length = 0
      const { ids } = await progressed()
      t.ok(await ring(ids[0]!))
      t.equal(deliveries.length, 1)
      t.match(await rows('select state, failure from notifications where id = $1', [ids[0]]), [{ state: 'open', failure }])
    })
  }

  await t.test('201 with words that never end is an acknowledgement, and is not read to its end', async t => {
    let sent = 0
    react(() => response => {
      response.writeHead(201)
      const chunk = Buffer.alloc(1024)
      function more (): void {
        while (!response.destroyed && response.write(chunk)) sent += chunk.length
      }
      response.on('drain', more)
      more()
    })
    const { ids } = await progressed()
    t.equal(await ring(ids[0]!), undefined)
    t.ok(sent < 3 * 10 * 1024 * 1024, 'what the network held, and little more')
    for (const reaction of ['stops', 'breaks off'] as const) {
      react(() => response => {
        response.writeHead(200, { 'content-length': 100 }).write('half')
        if (reaction === 'breaks off') setImmediate(() => response.destroy())
      })
      t.equal(await ring((await progressed()).ids[0]!), undefined, `and so is one that ${reaction}`)
    }
  })

  await t.test('a name that leads inside is none, and nothing is sent', async t => {
    const { port } = new URL(url)
    const inside = await bench(t, { webhookUrl: `http://localhost:${port}/webhook` })
    Object.assign(inside.hub.settings.hub.outbound, { allow: [] })
    deliveries.length = 0
    const { ids } = await inside.progressed()
    t.ok(await inside.ring(ids[0]!))
    t.match(await inside.rows('select state, failure from notifications where id = $1', [ids[0]]), [{ state: 'open', failure: 'address-refused' }])
    t.strictSame(deliveries, [])
  })

  await t.test('nobody there is none', async t => {
    const away = await bench(t, { webhookUrl: `http://127.0.0.1:${await freePort()}/webhook` })
    const { ids } = await away.progressed()
    t.ok(await away.ring(ids[0]!))
    t.match(await away.rows('select failure from notifications where id = $1', [ids[0]]), [{ failure: 'connection' }])
  })
})

test('an event that is not taken', async t => {
  await t.test('is sent again for three days, then given up, and the later ones go on', async t => {
    const { url, sequences, react } = await openPortal(t, () => 500)
    const { ring, progressed, clock, lines, states } = await bench(t, { webhookUrl: url })
    const opened = clock.now
    const application = await progressed()
    const { jointNumber, ids: [first] } = application
    const waits: number[] = []
    for (let again = await ring(first!); again; again = await ring(first!)) {
      waits.push((again.getTime() - clock.now.getTime()) / SECOND)
      clock.now = again
      if (waits.length === 9) react(({ event }) => event.data.sequence === 1 ? 500 : 204)
    }
    t.strictSame(waits, [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 73_495])
    t.equal(clock.now.getTime() - opened.getTime(), 72 * HOUR)
    t.strictSame(await states(application), ['failed', 'delivered', 'delivered'])
    t.strictSame(sequences(), inSequence(jointNumber, ...Array(10).fill(1), 2, 3))
    const alerts = lines.map(line => JSON.parse(line)).filter(({ alert }) => alert)
    t.match(alerts, [{ level: 50, alert: 'webhook-failed', jointNumber, sequence: 1, failure: 'http-500' }])
    t.equal(alerts.length, 1)
  })

  await t.test('takes those with it that have waited as long, each tried once', async t => {
    const { url, sequences } = await openPortal(t, () => 500)
    const { ring, progressed, clock, states } = await bench(t, { webhookUrl: url, horizon: '1h' })
    const application = await progressed()
    await ring(application.ids[0]!)
    clock.pass(HOUR)
    t.equal(await ring(application.ids[0]!), undefined)
    t.strictSame(sequences(), inSequence(application.jointNumber, 1, 1, 2, 3))
    t.strictSame(await states(application), ['failed', 'failed', 'failed'])
  })

  await t.test('waits as long as the portal asks, in seconds or until a time', async t => {
    const { url, react } = await openPortal(t)
    const { ring, progressed, clock } = await bench(t, { webhookUrl: url })
    const wait = async (asked: string): Promise<number> => {
      react(() => ({ status: 503, headers: { 'retry-after': asked } }))
      return ((await ring((await progressed()).ids[0]!))!.getTime() - clock.now.getTime()) / SECOND
    }
    clock.now = new Date(Math.ceil(clock.now.getTime() / SECOND) * SECOND)
    t.equal(await wait('120'), 120)
    t.equal(await wait(new Date(clock.now.getTime() + HOUR).toUTCString()), 3600)
    for (const nothing of ['0', '1', 'soon', '-5', new Date(clock.now.getTime() - HOUR).toUTCString()]) t.equal(await wait(nothing), 5, nothing)
    t.equal(await wait('9999999'), 24 * 3600, 'to the ceiling')
  })
})

test('a slow portal', async t => {
  await t.test('is never sent a later event before its answer, though another process takes over', async t => {
    const { promise: late, resolve: answer } = Promise.withResolvers<number>()
    let arrive: () => void
    const arrived = new Promise<void>(resolve => { arrive = resolve })
    const { url, sequences, react } = await openPortal(t, () => {
      arrive()
      return late
    })
    const { ring, progressed, clock, states } = await bench(t, { webhookUrl: url, timeout: '60s' })
    const application = await progressed()
    const { jointNumber, ids: [first, second] } = application
    const slow = ring(first!)
    await arrived
    const leased = await ring(second!)
    t.equal(leased!.getTime() - clock.now.getTime(), 70 * SECOND, 'the lease outlasts the exchange')
    clock.now = leased!
    react(() => 204)
    t.equal(await ring(second!), undefined)
    t.strictSame(sequences(), inSequence(jointNumber, 1, 1, 2, 3), 'who takes over begins with the same')
    answer(500)
    t.equal(await slow, undefined)
    t.strictSame(await states(application), ['delivered', 'delivered', 'delivered'], 'and the late answer undoes nothing')
    t.equal(sequences().length, 4)
  })
})

test('an event that cannot be written is put off like one that is not taken, and keeps no other application', async t => {
  const { url, sequences } = await openPortal(t)
  const { hub, ring, progressed, rows, clock } = await bench(t, { webhookUrl: url })
  const broken = await progressed()
  await rows("do $$ begin perform set_config('lianban.purging', 'on', true); update transitions set remark_sealed = (select form_sealed from applications) where sequence = 1; end $$")
  const fine = await progressed()
  t.ok(await ring(broken.ids[0]!) as Date > clock.now, 'it comes back later')
  await ring(fine.ids[0]!)
  t.strictSame(sequences(), inSequence(fine.jointNumber, 1, 2, 3))
  t.match(await rows('select state, attempts, failures, failure from notifications where id = $1', [broken.ids[0]]), [{ state: 'open', attempts: 1, failures: 1, failure: 'not-written' }])
  t.strictSame(await dueNotifications(hub.pool, { now: clock.now, known: [], most: 8 }), [], 'and is not found before its time')
})
