/** A portal that says it is gone, and is back. */
import { test } from 'tap'
import { resumeWebhooks } from '../../../../src/cases/resume-webhooks.ts'
import { readEndpoint, stopEndpoint } from '../../../../src/records/outbox/endpoint.ts'
import { notify } from '../../../../src/engines/portal/notify.ts'
import { bench, inSequence, openPortal } from '../../../kit/webhook-bench.ts'

const HOUR = 3_600_000
const BY = { actor: 'county-office', reason: '平台迁移完成' }

test('410', async t => {
  const { url, sequences, react } = await openPortal(t, () => 410)
  const { hub, ring, progressed, clock, rows, lines, insisted, states } = await bench(t, { webhookUrl: url, horizon: '10h' })
  const neighbour = notify(hub, hub.settings.portal!)
  t.teardown(() => neighbour.close())
  const opened = clock.now
  t.strictSame(await readEndpoint(hub.pool, clock.now), { state: 'active', stateLabel: '正常推送', open: 0, failed: 0 })
  const [one, other] = [await progressed(), await progressed()]

  await t.test('stops everything, in all processes', async t => {
    clock.pass(HOUR)
    t.equal(await ring(one.ids[0]!), undefined)
    t.equal(await ring(one.ids[0]!), undefined)
    t.equal(await neighbour.handler(other.ids[0]!), undefined)
    clock.pass(HOUR)
    const later = await progressed()
    t.equal(await neighbour.handler(later.ids[0]!), undefined, 'what comes later too')
    t.strictSame(sequences(), inSequence(one.jointNumber, 1))
    t.match(lines.map(line => JSON.parse(line)).filter(({ alert }) => alert), [
      { level: 50, alert: 'webhook-stopped', jointNumber: one.jointNumber, sequence: 1, failure: 'http-410' }
    ])
  })

  await t.test('is told, with what waits', async t => {
    t.match(await readEndpoint(hub.pool, clock.now), {
      state: 'stopped', stateLabel: '已停止推送', since: /\+08:00$/, reason: { code: 'http-410', message: /410/ }, open: 9, oldestOpenAge: 7200, failed: 0
    })
    t.strictSame(new Date((await readEndpoint(hub.pool, clock.now)).since!), new Date(Math.floor((opened.getTime() + HOUR) / 1000) * 1000))
  })

  await t.test('gives nothing up, however long it lasts', async t => {
    clock.pass(100 * HOUR)
    t.equal(await ring(one.ids[0]!), undefined)
    t.match(await readEndpoint(hub.pool, clock.now), { open: 9, failed: 0 })
  })

  await t.test('ends when it is resumed, and all goes on in sequence', async t => {
    react(() => 204)
    await resumeWebhooks(hub, BY)
    t.match(await readEndpoint(hub.pool, clock.now), { state: 'active', since: /\+08:00$/, reason: undefined, open: 9 })
    t.equal(insisted.length, 3, 'each application is woken once')
    for (const { queue, id } of insisted) {
      t.equal(queue, 'portal')
      t.equal(await ring(id), undefined)
    }
    t.strictSame(await rows("select id from notifications where state <> 'delivered'"), [])
    t.strictSame(sequences().filter(sent => sent.startsWith(one.jointNumber)), inSequence(one.jointNumber, 1, 1, 2, 3))
    t.strictSame(sequences().filter(sent => sent.startsWith(other.jointNumber)), inSequence(other.jointNumber, 1, 2, 3))
    t.match(await rows('select actor, action, reason, affected from acts'), [{ ...BY, action: 'webhook-resumption', affected: 9 }])
  })

  await t.test('and the horizons go on where they were', async t => {
    react(() => 500)
    const waiting = await progressed()
    await ring(waiting.ids[0]!)
    clock.pass(HOUR)
    react(() => 410)
    await ring(waiting.ids[0]!)
    clock.pass(50 * HOUR)
    react(() => 500)
    await resumeWebhooks(hub, BY)
    clock.pass(9 * HOUR - 1)
    const last = await ring(waiting.ids[0]!)
    t.equal(last!.getTime() - clock.now.getTime(), 1, 'an hour of ten was over before it was stopped')
    clock.now = last!
    t.equal(await ring(waiting.ids[0]!), undefined)
    t.strictSame(await states(waiting), ['failed', 'failed', 'failed'])
    t.match(await readEndpoint(hub.pool, clock.now), { open: 0, failed: 3, oldestOpenAt: undefined, oldestOpenAge: undefined })
  })

  await t.test('an answer from before it was resumed stops nothing', async t => {
    const before = clock.now
    clock.pass(1000)
    await stopEndpoint(hub.pool, 'http-410', clock.now, clock.now)
    clock.pass(1000)
    await resumeWebhooks(hub, BY)
    t.equal(await stopEndpoint(hub.pool, 'http-410', before, clock.now), false)
    t.equal(await stopEndpoint(hub.pool, 'http-410', clock.now, clock.now), true)
    t.equal(await stopEndpoint(hub.pool, 'http-410', clock.now, clock.now), false, 'and what is stopped is stopped once')
  })
})
