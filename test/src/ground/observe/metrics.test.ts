/** The meters, by what they say after this or that has happened. */
import { test, type Test } from 'tap'
import { Failure } from '../../../../adapters/failure.ts'
import { handOver } from '../../../../src/steps/hand-over.ts'
import { changeLocked, changeOrder } from '../../../../src/records/orders/application.ts'
import { transit } from '../../../../src/records/orders/change-order.ts'
import { inWork } from '../../../../src/ground/database/work.ts'
import { deliver } from '../../../../src/engines/delivery/deliver.ts'
import { openMetrics, type Metrics } from '../../../../src/ground/observe/metrics.ts'
import { bareHub } from '../../../kit/bare-hub.ts'
import { wholeHouseForm } from '../../../kit/forms.ts'
import { startIntake } from '../../../kit/intake-hub.ts'
import { formFor } from '../../../journeys/enterprises.ts'
import { startTestHub } from '../../../kit/test-hub.ts'
import { until } from '../../../kit/until.ts'

/** The samples of a text, by name and labels as they stand there; those of a histogram's buckets left out. */
function samples (text: string): Record<string, number> {
  return Object.fromEntries(text.split('\n').filter(line => line !== '' && !/^#|_bucket\{/.test(line)).map(line => {
    const space = line.lastIndexOf(' ')
    return [line.slice(0, space), Number(line.slice(space + 1))]
  }))
}

async function has (t: Test, metrics: Metrics, expected: Record<string, number | undefined>): Promise<void> {
  const found = samples(await metrics.registry.metrics())
  t.strictSame(Object.fromEntries(Object.keys(expected).map(name => [name, found[name]])), expected)
}

test('what was taken in is counted once, however often it is sent', async t => {
  const { hub, send, submit } = await startIntake(t)
  await submit(wholeHouseForm(), 'one')
  await submit(wholeHouseForm(), 'one')
  await submit(formFor('unicom'), 'two')
  await send({}, 'three')
  await has(t, hub.metrics, {
    lianban_applications_accepted_total: 2,
    'lianban_orders_opened_total{enterprise="unicom",service="network"}': 2,
    'lianban_orders_opened_total{enterprise="county-water",service="water"}': 1,
    'lianban_http_request_duration_seconds_count{operation="submitApplication",status="202"}': 3,
    'lianban_http_request_duration_seconds_count{operation="submitApplication",status="422"}': 1
  })
})

test('attempts are counted by what came of them, and failures by their class', async t => {
  const { hub, enterprise, told, clock, submit } = await bareHub(t)
  const ring = deliver(hub, enterprise)
  const { intentId } = await submit()
  clock.pass(1_000)
  const failures = [
    new Failure({ comeBack: 'later', fault: 'network', code: 'connection', message: '' }),
    new Failure({ comeBack: 'later', fault: 'enterprise', code: 'http-503', message: '' }),
    new Failure({ comeBack: 'later', fault: 'enterprise', code: '90000', message: '' }),
    new Failure({ comeBack: 'later', fault: 'hub', code: '<script>', message: '' }),
    new TypeError('a fault of our own')
  ]
  told.place = async () => {
    const failure: Error = failures.shift()!
    throw failure
  }
  for (let again: Date | undefined = clock.now; failures.length > 0; clock.now = again!) again = await ring(intentId)
  told.place = async () => {
    clock.pass(2_000)
    return { kind: 'acknowledged' }
  }
  await ring(intentId)
  const attempt = (outcome: string, failure: string): string => `lianban_attempts_total{enterprise="unicom",kind="place",outcome="${outcome}",failure="${failure}"}`
  await has(t, hub.metrics, {
    [attempt('failed', 'connection')]: 1,
    [attempt('failed', 'http-5xx')]: 1,
    [attempt('failed', 'native-enterprise')]: 1,
    [attempt('failed', 'native-hub')]: 1,
    [attempt('failed', 'internal')]: 1,
    [attempt('acknowledged', '')]: 1,
    'lianban_attempts_total{enterprise="unicom",kind="inquire",outcome="notFound",failure=""}': 1,
    'lianban_attempt_duration_seconds_sum{enterprise="unicom",kind="place"}': 2,
    'lianban_acknowledgement_seconds_count{enterprise="unicom"}': 1
  })
})

test('acknowledgement and completion are measured from the receipt of the application, once they are stored', async t => {
  const { hub, clock, submit } = await bareHub(t)
  const { orderId } = await submit()
  const move = (state: 'submitted' | 'accepted' | 'completed'): Promise<void> =>
    changeOrder(hub, orderId, async at => transit(hub, at, { state, source: 'answer' }))
  clock.pass(5_000)
  await t.rejects(inWork(hub, async work => {
    await changeLocked(hub, work, orderId, async at => transit(hub, at, { state: 'submitted', source: 'answer' }))
    throw new Error('second thoughts')
  }))
  await move('submitted')
  clock.pass(5_000)
  await move('accepted')
  clock.pass(3_600_000)
  await move('completed')
  await has(t, hub.metrics, {
    'lianban_acknowledgement_seconds_count{enterprise="unicom"}': 1,
    'lianban_acknowledgement_seconds_sum{enterprise="unicom"}': 5,
    'lianban_completion_seconds_count{enterprise="unicom",state="completed"}': 1,
    'lianban_completion_seconds_sum{enterprise="unicom",state="completed"}': 3_610
  })
})

test('a withdrawal before anything was sent is no acknowledgement; a handing over ends one order and opens another', async t => {
  const { hub, pool, submit } = await startIntake(t)
  const orderOf = async (jointNumber: string): Promise<string> => (await pool.query(`
    select orders.id from orders join applications on serial = application_serial where joint_number = $1`, [jointNumber])).rows[0].id
  const withdrawn = await orderOf((await submit(formFor('unicom'))).jointNumber)
  await changeOrder(hub, withdrawn, async at => transit(hub, at, { state: 'withdrawn', source: 'hub' }))
  const declined = await orderOf((await submit(formFor('towngas'))).jointNumber)
  await changeOrder(hub, declined, at => handOver(hub, at, undefined, 'answer'))
  await has(t, hub.metrics, {
    'lianban_acknowledgement_seconds_count{enterprise="unicom"}': undefined,
    'lianban_completion_seconds_count{enterprise="unicom",state="withdrawn"}': 1,
    'lianban_acknowledgement_seconds_count{enterprise="towngas"}': 1,
    'lianban_completion_seconds_count{enterprise="towngas",state="handedOver"}': 1,
    'lianban_orders_opened_total{enterprise="enn",service="gas"}': 1
  })
})

test('statuses of the portal are told by their hundreds', async t => {
  const metrics = openMetrics()
  for (const result of ['taken', 'http-503', 'http-500', 'http-404', 'timeout']) metrics.webhook(result, 0.1)
  await has(t, metrics, {
    'lianban_webhooks_total{result="taken"}': 1,
    'lianban_webhooks_total{result="http-5xx"}': 2,
    'lianban_webhooks_total{result="http-4xx"}': 1,
    'lianban_webhooks_total{result="timeout"}': 1,
    lianban_webhook_duration_seconds_count: 5
  })
})

test('a journey, as Prometheus sees it', async t => {
  const slugs = ['unicom', 'state-grid']
  const hub = await startTestHub(t, {
    slugs,
    // Asked so seldom, the enterprises tell everything themselves.
    adjust ({ enterprises }) { for (const slug of slugs) enterprises[slug].delivery.watch = { first: '1h', every: '1h' } }
  })
  const form = { ...formFor('unicom'), electricity: { kind: 'new' as const, mainCapacity: 8 } }
  form.basic.services = ['electricity', 'network']
  const { jointNumber, orders } = await hub.submit(form)
  for (const { enterprise } of orders) await hub.reached(jointNumber, enterprise, 'submitted')
  for (const { enterprise, reference } of orders) {
    await hub.simulators[enterprise]!.move(reference, enterprise === 'unicom' ? '60' : '11')
    await hub.reached(jointNumber, enterprise, 'completed')
  }
  await hub.call('/v1/callbacks/unicom', { method: 'POST' })
  const { rows: [{ count: events }] } = await hub.hub.pool.query('select count(*) from transitions')
  await until(() => hub.lines.filter(line => line.includes('webhook taken')).length === events)

  const answer = await hub.call('/metrics')
  t.equal(answer.status, 200)
  t.equal(answer.headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8')
  const text = await answer.text()
  const found = samples(text)
  for (const { enterprise } of orders) {
    t.equal(found[`lianban_attempts_total{enterprise="${enterprise}",kind="place",outcome="acknowledged",failure=""}`], 1)
    t.equal(found[`lianban_callbacks_total{enterprise="${enterprise}",result="applied"}`], 1)
    t.equal(found[`lianban_completion_seconds_count{enterprise="${enterprise}",state="completed"}`], 1)
    t.equal(found[`lianban_intents{enterprise="${enterprise}",kind="place",state="due"}`], 0)
  }
  t.equal(found['lianban_callbacks_total{enterprise="unicom",result="refused"}'], 1)
  t.equal(found['lianban_webhooks_total{result="taken"}'], events)
  t.equal(found['lianban_notifications{state="open"}'], 0)
  t.equal(found['lianban_database_up'], 1)
  t.ok(found['process_resident_memory_bytes']! > 0)

  await t.test('names have a prefix, and no label a case or a person', async t => {
    const names = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name]) => name!)
    t.ok(names.length > 30)
    t.strictSame(names.filter(name => !/^(lianban|process|nodejs)_/.test(name)), [])
    for (const word of [jointNumber, ...orders.map(({ reference }) => reference), '11010519491231002X', '13800000001', 'AH341823']) t.notOk(text.includes(word), word)
  })
})
