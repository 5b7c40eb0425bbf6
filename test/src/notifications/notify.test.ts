/** Webhooks to portals that take them, refuse them, hang, and are not there. */
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import { test, type Test } from 'tap'
import { simulatePortal, type OrderProgressed } from '../../../simulators/portal.ts'
import { freePort } from '../../../src/database/free-port.ts'
import { deliver } from '../../../src/delivery/deliver.ts'
import { notify } from '../../../src/notifications/notify.ts'
import { claimHead } from '../../../src/notifications/outbox.ts'
import { bareHub, type BareHub } from '../../bare-hub.ts'

const SECRET = 'whsec_c2FuZGJveC1wb3J0YWwtd2ViaG9vay1zZWNyZXQ='
const SECOND = 1000

interface Delivery { headers: IncomingHttpHeaders, body: string, event: OrderProgressed }
type Reaction = number | 'hang' | 'cut'

interface Portal {
  url: string
  deliveries: Delivery[]
  /** Of the deliveries: joint number and sequence. */
  sequences (): string[]
  react (next: (delivery: Delivery) => Reaction): void
}

/** A portal that keeps every delivery and reacts as told. */
async function openPortal (t: Test, react: (delivery: Delivery) => Reaction = () => 204): Promise<Portal> {
  const deliveries: Delivery[] = []
  const server = createServer(async (request, response) => {
    const body = await text(request)
    const delivery = { headers: request.headers, body, event: JSON.parse(body) }
    deliveries.push(delivery)
    const reaction = react(delivery)
    if (reaction === 'cut') response.destroy()
    else if (reaction !== 'hang') response.writeHead(reaction, { location: '/elsewhere' }).end()
  })
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
  t.teardown(() => {
    server.close()
    server.closeAllConnections()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`,
    deliveries,
    sequences: () => deliveries.map(({ event: { data: { jointNumber, sequence } } }) => `${jointNumber} ${sequence}`),
    react (next) { react = next }
  }
}

interface Bench extends BareHub {
  ring (id: string): Promise<Date | undefined>
  /** An application with three events: received, submitted, accepted. Its number, and its notifications in sequence. */
  progressed (): Promise<{ jointNumber: string, ids: string[] }>
}

async function bench (t: Test, webhookUrl: string, timeout = '5s'): Promise<Bench> {
  const bare = await bareHub(t, { adjust (settings) { Object.assign(settings.portal, { webhookUrl, timeout }) } })
  // Receivers compare the time of a webhook with their own.
  bare.clock.now = new Date()
  bare.told.place = async () => ({ kind: 'acknowledged', nativeNumber: '56001', status: { ORDER_STATE: '10', STATE_DATE: '20260105093000', REMARK: '请保持电话畅通' } })
  const notifier = notify(bare.hub, bare.hub.settings.portal!)
  t.teardown(() => notifier.close())
  const handler = deliver(bare.hub, bare.enterprise)
  return {
    ...bare,
    ring: notifier.handler,
    async progressed () {
      const { jointNumber, intentId } = await bare.submit()
      await handler(intentId)
      const rows = await bare.rows(`
        select id from notifications where application_serial = (select serial from applications where joint_number = $1) order by sequence`, [jointNumber])
      return { jointNumber, ids: rows.map(({ id }) => id) }
    }
  }
}

function inSequence (jointNumber: string, ...sequences: number[]): string[] {
  return sequences.map(sequence => `${jointNumber} ${sequence}`)
}

test('an event', async t => {
  const { url, deliveries } = await openPortal(t)
  const { ring, progressed, clock, rows } = await bench(t, url)
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
    t.throws(() => verify('whsec_bm90LXRoZS1zZWNyZXQtb2YtdGhpcy1wb3J0YWw=', body), 'with the portal\'s secret')
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
    const { ring, progressed } = await bench(t, url)
    const { jointNumber, ids } = await progressed()
    for (const id of [ids[2]!, ids[0]!, ids[1]!, ids[2]!]) t.equal(await ring(id), undefined)
    t.strictSame(sequences(), inSequence(jointNumber, 1, 2, 3))
  })

  await t.test('go out once, though many workers ring at the same moment', async t => {
    const { url, sequences } = await openPortal(t)
    const { ring, progressed } = await bench(t, url)
    const { jointNumber, ids } = await progressed()
    await Promise.all([...ids, ...ids, ...ids].map(ring))
    t.strictSame(sequences(), inSequence(jointNumber, 1, 2, 3))
  })

  await t.test('are believed by a portal that verifies them and checks them by the contract, after it has refused for a while', async t => {
    const portal = await simulatePortal({ secret: SECRET })
    t.teardown(() => portal.close())
    const { ring, progressed, clock } = await bench(t, portal.url)
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
    const { ring, progressed, clock, rows, lines } = await bench(t, url)
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
  })

  await t.test('of one application do not wait for those of another', async t => {
    let troubled = ''
    const { url, sequences } = await openPortal(t, ({ event }) => event.data.jointNumber === troubled ? 500 : 204)
    const { ring, progressed } = await bench(t, url)
    const [first, second] = [await progressed(), await progressed()]
    troubled = first.jointNumber
    t.ok(await ring(first.ids[0]!))
    t.equal(await ring(second.ids[0]!), undefined)
    t.strictSame(sequences(), [...inSequence(first.jointNumber, 1), ...inSequence(second.jointNumber, 1, 2, 3)])
  })

  await t.test('are sent again when the process that was sending them died', async t => {
    const { url, sequences } = await openPortal(t)
    const { ring, progressed, clock, hub } = await bench(t, url)
    const { jointNumber, ids } = await progressed()
    const leasedUntil = new Date(clock.now.getTime() + 15 * SECOND)
    await claimHead(hub.pool, ids[0]!, clock.now, leasedUntil)
    t.strictSame(await ring(ids[0]!), leasedUntil, 'nobody else is at it until the lease ends')
    t.strictSame(sequences(), [])
    clock.now = leasedUntil
    t.equal(await ring(ids[0]!), undefined)
    t.strictSame(sequences(), inSequence(jointNumber, 1, 2, 3))
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
  const { ring, progressed, rows } = await bench(t, url, '200ms')

  for (const status of [200, 202, 204]) {
    await t.test(`${status} is an acknowledgement`, async t => {
      react(() => status)
      const { ids } = await progressed()
      t.equal(await ring(ids[0]!), undefined)
    })
  }

  for (const [reaction, failure] of [[301, 'http-301'], [400, 'http-400'], [404, 'http-404'], [410, 'http-410'], [503, 'http-503'], ['hang', 'timeout'], ['cut', 'connection']] as const) {
    await t.test(`${reaction} is none`, async t => {
      react(() => reaction)
      deliveries.length = 0
      const { ids } = await progressed()
      t.ok(await ring(ids[0]!))
      t.equal(deliveries.length, 1)
      t.match(await rows('select state, failure from notifications where id = $1', [ids[0]]), [{ state: 'open', failure }])
    })
  }

  await t.test('nobody there is none', async t => {
    const away = await bench(t, `http://127.0.0.1:${await freePort()}/webhook`)
    const { ids } = await away.progressed()
    t.ok(await away.ring(ids[0]!))
    t.match(await away.rows('select failure from notifications where id = $1', [ids[0]]), [{ failure: 'connection' }])
  })
})

test('the waits grow to a day, spread by a tenth, and go on', async t => {
  const { url } = await openPortal(t, () => 500)
  const { hub, ring, progressed, clock } = await bench(t, url)
  const { ids } = await progressed()

  async function wait (random: number): Promise<number> {
    hub.random = () => random
    const again = (await ring(ids[0]!))!
    const seconds = (again.getTime() - clock.now.getTime()) / SECOND
    clock.now = again
    return seconds
  }

  const waits: number[] = []
  for (let attempt = 1; attempt <= 11; attempt++) waits.push(await wait(0.5))
  t.strictSame(waits, [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400, 86_400, 86_400])
  t.equal(await wait(0), 77_760)
  t.equal(await wait(1), 95_040)
})
