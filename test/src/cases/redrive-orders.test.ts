/** Orders that wait for a person, taken up again: what is counted is what is done, and nothing else is touched. */
import fc from 'fast-check'
import { test } from 'tap'
import { changeOrder } from '../../../src/records/orders/application.ts'
import { passCustody } from '../../../src/records/orders/change-order.ts'
import { redriveOrders } from '../../../src/cases/redrive-orders.ts'
import { listUndeliverableOrders, type OrderFilter } from '../../../src/views/undeliverable-orders.ts'
import { beside } from '../../kit/beside.ts'
import { bareHub } from '../../kit/bare-hub.ts'
import { until } from '../../kit/until.ts'
import { giveUp, type GivenUp } from '../../kit/given-up.ts'

const TERMS = { actor: 'operator', reason: '企业系统已恢复' }

test('what a filter counts is what it lists and what is then done', async t => {
  const bare = await bareHub(t)
  const begun = bare.clock.now
  const pick = <T>(...values: T[]): fc.Arbitrary<T> => fc.constantFrom(...values)
  const enterprise = pick<GivenUp['enterprise']>('unicom', 'telecom', 'enn')
  const task = pick<GivenUp['task']>('place', 'supplement', 'withdraw', 'appoint')
  const code = pick('timeout', 'http-500', '1001')
  const minute = fc.integer({ min: 0, max: 9 })
  const orders = fc.sample(fc.record<GivenUp>({ enterprise, task, code, minute, askFirst: fc.boolean() }), { numRuns: 40, seed: 4 })
  const numbers: string[] = []
  for (const order of orders) numbers.push((await giveUp(bare, order)).jointNumber)
  await bare.rows('create table intents_before as select * from intents')
  const at = (minute: number): string => new Date(begun.getTime() + minute * 60_000).toISOString()
  /** Most filters have two of the conditions. */
  const filters: fc.Arbitrary<OrderFilter> = fc.shuffledSubarray(['enterprise', 'task', 'failureCode', 'jointNumber', 'givenUpFrom', 'givenUpTo'] as const, { maxLength: 3 }).chain(keys =>
    fc.record({ enterprise, task, failureCode: code, jointNumber: pick(...numbers, 'JXLB999999'), givenUpFrom: minute.map(at), givenUpTo: minute.map(at) }).map(conditions =>
      Object.fromEntries(keys.map(key => [key, conditions[key]]))))

  function takes (filter: OrderFilter, { enterprise, task, code, minute }: GivenUp, jointNumber: string): boolean {
    return [
      filter.enterprise === undefined || filter.enterprise === enterprise,
      filter.task === undefined || filter.task === task,
      filter.failureCode === undefined || filter.failureCode === code,
      filter.jointNumber === undefined || filter.jointNumber === jointNumber,
      filter.givenUpFrom === undefined || at(minute) >= filter.givenUpFrom,
      filter.givenUpTo === undefined || at(minute) < filter.givenUpTo
    ].every(Boolean)
  }

  let matched = 0
  await fc.assert(fc.asyncProperty(filters, async filter => {
    const expected = numbers.filter((number, index) => takes(filter, orders[index]!, number))
    const listed = await listUndeliverableOrders(bare.hub, { ...filter, limit: 100 })
    t.strictSame(listed.orders.map(({ jointNumber }) => jointNumber), expected)
    t.equal(await redriveOrders(bare.hub, filter, { ...TERMS, dryRun: true }), expected.length, 'counted')
    t.strictSame(await bare.rows("select id from intents where state = 'open'"), [], 'a dry run changes nothing')
    t.equal(await redriveOrders(bare.hub, filter, TERMS), expected.length, 'done')
    const open = await bare.rows("select joint_number from intents join orders on orders.id = order_id join applications on serial = application_serial where intents.state = 'open' order by serial")
    t.strictSame(open.map(({ joint_number: number }) => number), expected, 'and no others')
    t.equal(await redriveOrders(bare.hub, filter, TERMS), 0, 'done is done')
    await bare.rows('truncate intents')
    await bare.rows('insert into intents select * from intents_before')
    await bare.rows("update orders set delivery = 'undeliverable' where id in (select order_id from intents where kind = 'place')")
    matched += expected.length
  }), { numRuns: 40, seed: 11 })
  t.ok(matched > 40, 'the filters took some')
})

test('an order under way again is tried at once, and of an unknown outcome the enterprise is asked', async t => {
  const bare = await bareHub(t)
  const known = await giveUp(bare)
  const doubtful = await giveUp(bare, { askFirst: true })
  bare.clock.pass(3600_000)
  bare.alarms.length = 0
  t.equal(await redriveOrders(bare.hub, {}, TERMS), 2)
  t.strictSame(await bare.rows('select id, state, attempts, ask_first, opened_at, due_at, given_up_at from intents order by ask_first'), [known, doubtful].map(({ intentId }, index) => ({
    id: intentId, state: 'open', attempts: 0, ask_first: index === 1, opened_at: bare.clock.now, due_at: bare.clock.now, given_up_at: null
  })))
  t.strictSame(await bare.rows('select delivery, failure from orders order by application_serial'), [
    { delivery: 'pending', failure: { code: 'timeout', message: '没有应答' } }, { delivery: 'unknown', failure: { code: 'timeout', message: '没有应答' } }
  ], 'the failure is shown until it is known better')
  t.strictSame(bare.alarms, [known, doubtful].map(({ intentId }) => ({ queue: 'unicom', id: intentId, at: bare.clock.now })))
  t.strictSame(await bare.rows('select at, actor, action, target, reason, affected from acts'), [{
    at: bare.clock.now, actor: 'operator', action: 'order-redrive', target: { filter: {}, orders: [known.reference, doubtful.reference] }, reason: TERMS.reason, affected: 2
  }])
})

test('what matters no more does not wait for a person', async t => {
  const bare = await bareHub(t)
  const ended = await giveUp(bare)
  await bare.rows("update orders set state = 'withdrawn' where id = $1", [ended.orderId])
  const delivered = await giveUp(bare)
  await bare.rows("update orders set delivery = 'acknowledged' where id = $1", [delivered.orderId])
  const wantedBack = await giveUp(bare)
  await bare.rows("update orders set withdrawal = 'requested' where id = $1", [wantedBack.orderId])
  const goneOn = await giveUp(bare, { task: 'supplement' })
  await bare.rows("update orders set state = 'building' where id = $1", [goneOn.orderId])
  const askedAnew = await giveUp(bare, { task: 'supplement' })
  await bare.rows("insert into intents (order_id, enterprise, kind, opened_at, due_at) values ($1, 'unicom', 'supplement', $2, $2)", [askedAnew.orderId, bare.clock.now])
  t.strictSame((await listUndeliverableOrders(bare.hub, {})).orders, [])
  t.equal(await redriveOrders(bare.hub, {}, TERMS), 0)
  t.strictSame(await bare.rows('select from acts'), [], 'what did nothing is not recorded')
})

test('of a task that was given up twice the later one counts', async t => {
  const bare = await bareHub(t)
  const { orderId } = await giveUp(bare, { task: 'supplement' })
  const later = new Date(bare.clock.now.getTime() + 1000)
  const [{ id }] = await bare.rows("insert into intents (order_id, enterprise, kind, state, opened_at, due_at, given_up_at) values ($1, 'unicom', 'supplement', 'undeliverable', $2, $2, $2) returning id", [orderId, later])
  t.equal((await listUndeliverableOrders(bare.hub, {})).orders.length, 1)
  t.equal(await redriveOrders(bare.hub, {}, TERMS), 1)
  t.match(await bare.rows("select id from intents where state = 'open'"), [{ id }])
})

test('two at once do it once', async t => {
  const bare = await bareHub(t)
  for (let order = 0; order < 5; order++) await giveUp(bare)
  const counts = await Promise.all([1, 2, 3].map(() => redriveOrders(bare.hub, {}, TERMS)))
  t.strictSame(counts.sort(), [0, 0, 5])
  t.strictSame(await bare.rows('select affected from acts'), [{ affected: 5 }])
})

test('an order that its enterprise shows to have in the meantime is left alone', async t => {
  const bare = await bareHub(t)
  const { orderId } = await giveUp(bare)
  let redriven: Promise<number>
  await changeOrder(bare.hub, orderId, async at => {
    await beside(async () => {
      redriven = redriveOrders(bare.hub, {}, TERMS)
      await until(async () => (await bare.rows("select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")).length === 1)
    })
    passCustody(at, 'acknowledged')
  })
  t.equal(await redriven!, 0)
  t.match(await bare.rows('select state from intents'), [{ state: 'undeliverable' }])
})
