/** What became of each event, as an operator reads it. */
import { test } from 'tap'
import { EVERYTHING } from '../../../src/ground/access/visible.ts'
import { listDeliveries, readDelivery, type DeliveryFilters } from '../../../src/views/webhooks.ts'
import { stopEndpoint } from '../../../src/records/outbox/endpoint.ts'
import { localTime } from '../../../src/ground/calendar/local-time.ts'
import { bench, openPortal } from '../../kit/webhook-bench.ts'

const SECOND = 1000

test('deliveries', async t => {
  const { url, react, deliveries } = await openPortal(t)
  const { hub, ring, progressed, clock } = await bench(t, { webhookUrl: url, horizon: '1h' })
  const start = clock.now
  const delivered = await progressed()
  await ring(delivered.ids[0]!)
  react(({ event }) => event.data.sequence === 1 ? 500 : 204)
  const failed = await progressed()
  await ring(failed.ids[0]!)
  clock.pass(3600 * SECOND)
  await ring(failed.ids[0]!)
  const later = clock.now
  const open = await progressed()
  const again = await ring(open.ids[0]!)
  const newest = [...delivered.ids, ...failed.ids, ...open.ids].reverse()

  async function list (filters: DeliveryFilters): Promise<string[]> {
    return (await listDeliveries(hub, EVERYTHING, filters)).deliveries.map(({ id }) => id)
  }

  await t.test('are listed newest first, in pages', async t => {
    const pages: string[][] = []
    let cursor: string | undefined
    do {
      const page = await listDeliveries(hub, EVERYTHING, { limit: 4, ...cursor && { cursor } })
      pages.push(page.deliveries.map(({ id }) => id))
      cursor = page.nextCursor
    } while (cursor)
    t.strictSame(pages, [newest.slice(0, 4), newest.slice(4, 8), newest.slice(8)])
    t.strictSame(await list({ limit: 9 }), newest)
    t.equal((await listDeliveries(hub, EVERYTHING, { limit: 9 })).nextCursor, undefined)
    await t.rejects(listDeliveries(hub, EVERYTHING, { cursor: 'bm8' }), { code: 'invalid-parameter' })
  })

  await t.test('are found by state, application and time', async t => {
    t.strictSame(await list({ state: 'open' }), [...open.ids].reverse())
    t.strictSame(await list({ state: 'failed' }), [failed.ids[0]])
    t.strictSame(await list({ state: 'delivered' }), [failed.ids[2], failed.ids[1], ...[...delivered.ids].reverse()])
    t.strictSame(await list({ jointNumber: failed.jointNumber }), [...failed.ids].reverse())
    t.strictSame(await list({ jointNumber: 'JXLB999999' }), [])
    t.strictSame(await list({ from: later.toISOString() }), [...open.ids].reverse())
    t.strictSame(await list({ from: start.toISOString(), to: later.toISOString() }), newest.slice(3))
    t.strictSame(await list({ to: start.toISOString() }), [])
    t.strictSame(await list({ jointNumber: failed.jointNumber, state: 'delivered' }), [failed.ids[2], failed.ids[1]])
  })

  await t.test('say what became of them, and what comes next', async t => {
    const [one, other] = (await listDeliveries(hub, EVERYTHING, { jointNumber: delivered.jointNumber })).deliveries
    t.strictSame(one, {
      id: delivered.ids[2], jointNumber: delivered.jointNumber, sequence: 3, type: 'order.progressed', state: 'delivered', stateLabel: '已推送', recordedAt: localTime(start), attempts: 1, deliveredAt: localTime(start)
    })
    t.equal(other!.sequence, 2)
    t.match(await readDelivery(hub, EVERYTHING, failed.ids[0]!), { delivery: { state: 'failed', stateLabel: '推送失败', attempts: 2, failure: { code: 'http-500', message: '平台答复 HTTP 500' }, nextAttemptAt: undefined, deliveredAt: undefined } })
    t.match(await readDelivery(hub, EVERYTHING, open.ids[0]!), { delivery: { state: 'open', stateLabel: '待推送', nextAttemptAt: localTime(again!), waitsFor: undefined, failure: { code: 'http-500' } } })
    t.match(await readDelivery(hub, EVERYTHING, open.ids[2]!), { delivery: { state: 'open', attempts: 0, nextAttemptAt: undefined, waitsFor: 1, failure: undefined } })
  })

  await t.test('one is told with every attempt, and as it was sent', async t => {
    const { exchanges, payload } = await readDelivery(hub, EVERYTHING, failed.ids[0]!)
    t.strictSame(exchanges, [start, later].map(at => ({ at: localTime(at), durationMs: 0, status: 500, failure: { code: 'http-500', message: '平台答复 HTTP 500' } })))
    t.strictSame(payload, deliveries.find(({ headers }) => headers['webhook-id'] === failed.ids[0])!.event)
    t.strictSame((await readDelivery(hub, EVERYTHING, failed.ids[1]!)).exchanges, [{ at: localTime(later), durationMs: 0, status: 204 }])
    t.strictSame((await readDelivery(hub, EVERYTHING, open.ids[2]!)).exchanges, [])
    await t.rejects(readDelivery(hub, EVERYTHING, '00000000-0000-4000-8000-000000000000'), { code: 'webhook-delivery-not-found' })
  })

  await t.test('promise no time while the end-point is stopped', async t => {
    await stopEndpoint(hub.pool, 'http-410', clock.now, clock.now)
    t.match(await readDelivery(hub, EVERYTHING, open.ids[0]!), { delivery: { state: 'open', nextAttemptAt: undefined } })
  })
})
