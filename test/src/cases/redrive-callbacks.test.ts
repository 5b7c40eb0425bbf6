/** Callbacks of which nothing came, taken again: what is counted is what is done, and what was verified stays verified. */
import { test } from 'tap'
import type { Mapping } from '../../../mappings/mapping.ts'
import { listCallbacks, readCallback, type CallbackFilter } from '../../../src/views/callbacks.ts'
import { redriveCallbacks } from '../../../src/cases/redrive-callbacks.ts'
import { bareHub, type BareHub, type SubmittedOrder } from '../../kit/bare-hub.ts'
import { ACCEPTED, keptCallback } from '../../kit/kept-callback.ts'

const TERMS = { actor: 'operator', reason: '系统已修复' }
const DISPATCHED = { ...ACCEPTED, ORDER_STATE: '20' }

async function acknowledged (bare: BareHub): Promise<SubmittedOrder> {
  const order = await bare.submit()
  await bare.rows("update orders set delivery = 'acknowledged' where id = $1", [order.orderId])
  return order
}

async function states (bare: BareHub): Promise<string[]> {
  return (await bare.rows('select state from callbacks order by id')).map(({ state }) => state)
}

/** Counts first; what is counted has to be done. */
async function redrive (bare: BareHub, filter: CallbackFilter = {}): Promise<Array<[state: string, count: number]>> {
  const before = await states(bare)
  const counted = await redriveCallbacks(bare.hub, filter, { ...TERMS, dryRun: true })
  if (counted.outcomes.length > 0 || !counted.dryRun || `${await states(bare)}` !== `${before}`) throw new Error('a dry run does nothing')
  const done = await redriveCallbacks(bare.hub, filter, TERMS)
  const again = await redriveCallbacks(bare.hub, filter, { ...TERMS, dryRun: true })
  if (done.count !== counted.count || done.dryRun) throw new Error(`counted ${counted.count}, did ${done.count}`)
  if (again.count > done.outcomes.filter(({ state }) => state === 'failed').reduce((sum, { count }) => sum + count, 0)) throw new Error('done is not done')
  return done.outcomes.map(({ state, count }) => [state, count])
}

test('one that failed is applied as it was verified, however old it is', async t => {
  const bare = await bareHub(t)
  const { orderId, jointNumber, reference } = await acknowledged(bare)
  await keptCallback(bare, { state: 'failed', reference, messageId: 'A', nonce: 'n' })
  bare.clock.pass(30 * 86_400_000)
  t.strictSame(await redrive(bare), [['applied', 1]])
  t.match(await bare.rows('select state, native_number from orders'), [{ state: 'accepted', native_number: '56001' }])
  t.match(await bare.rows('select state, order_id, message_id, nonce from callbacks'), [{ state: 'applied', order_id: orderId, message_id: 'A', nonce: null }])
  t.match(await bare.rows('select actor, action, target, reason, affected from acts'), [{
    actor: 'operator', action: 'callback-redrive', target: { filter: {}, callbacks: [1], outcomes: { applied: 1 } }, reason: TERMS.reason, affected: 1
  }])
  const [{ correlation_id: correlationId }] = await bare.rows('select correlation_id from applications') as [{ correlation_id: string }]
  t.match(bare.lines.map(line => JSON.parse(line)).filter(({ msg }) => msg === 'callback taken again'), [
    { enterprise: 'unicom', jointNumber, reference, correlationId, callback: 1, result: 'applied' }
  ], 'under the id of the application\'s own request')
  t.match(await bare.hub.metrics.registry.metrics(), /^lianban_callbacks_total\{enterprise="unicom",result="applied"\} 1$/m)
})

test('one that its enterprise has sent again meanwhile is a repeat', async t => {
  const bare = await bareHub(t)
  const { orderId, reference } = await acknowledged(bare)
  await keptCallback(bare, { state: 'failed', reference, messageId: 'A', nonce: 'n' })
  await keptCallback(bare, { state: 'applied', reference, orderId, messageId: 'A', nonce: 'n' })
  await bare.rows("update orders set state = 'accepted', reached = 'accepted'")
  t.strictSame(await redrive(bare), [['repeated', 1]])
  t.strictSame(await states(bare), ['repeated', 'applied'])
})

test('one whose id was used for something else meanwhile is refused', async t => {
  const bare = await bareHub(t)
  const { orderId, reference } = await acknowledged(bare)
  await keptCallback(bare, { state: 'failed', reference, messageId: 'A' })
  await keptCallback(bare, { state: 'applied', reference, orderId, messageId: 'A', status: DISPATCHED })
  t.strictSame(await redrive(bare), [['refused', 1]])
  t.match(await bare.rows('select state, reason from callbacks order by id'), [{ state: 'refused', reason: 'replayed' }, { state: 'applied' }])
  t.match(await bare.rows('select state from orders'), [{ state: 'received' }], 'nothing has moved')
})

test('an order that is known since, and one that is not', async t => {
  const bare = await bareHub(t)
  const { reference } = await acknowledged(bare)
  await keptCallback(bare, { state: 'unknownReference', reference })
  await keptCallback(bare, { state: 'unknownReference', reference: 'NOBODYS' })
  t.match((await listCallbacks(bare.hub, {})).callbacks, [
    { reference: 'NOBODYS', redrivable: false, obstacle: 'unknownReference', obstacleLabel: '仍无此单号' }, { reference, redrivable: true }
  ])
  t.strictSame(await redrive(bare), [['applied', 1]])
  t.strictSame(await states(bare), ['applied', 'unknownReference'])
})

test('a status that the tables have learnt since', async t => {
  const bare = await bareHub(t)
  const { orderId, reference } = await acknowledged(bare)
  const { id } = await keptCallback(bare, { state: 'unknownStatus', reference, orderId, status: { ...ACCEPTED, ORDER_STATE: '35' } })
  t.match(await readCallback(bare.hub, id), { callback: { redrivable: false, obstacle: 'unknownStatus' }, meaning: { kind: 'unknown', native: '35' } })
  t.strictSame(await redrive(bare), [])
  const learnt: Mapping<any, any, any, any> = { ...bare.enterprise.mapping, progress: () => ({ kind: 'mapped', state: 'surveyed', at: '2026-01-05T09:30:00+08:00', remark: '王小梅' }) }
  bare.enterprise.mapping = learnt
  const detail = await readCallback(bare.hub, id)
  t.match(detail, { callback: { redrivable: true }, meaning: { kind: 'mapped', state: 'surveyed', stateLabel: '已踏勘', at: '2026-01-05T09:30:00+08:00' } })
  t.notMatch(JSON.stringify(detail), /王小梅|13800000001/, 'not what the enterprise wrote')
  t.strictSame(await redrive(bare), [['applied', 1]])
  t.match(await bare.rows('select state from orders'), [{ state: 'surveyed' }])
})

test('what waits for an acknowledgement waits on, unless the order was given up: then its enterprise has it', async t => {
  const bare = await bareHub(t)
  const { orderId, reference } = await bare.submit()
  for (const status of [ACCEPTED, DISPATCHED, { ...ACCEPTED, ORDER_STATE: '40' }]) await keptCallback(bare, { state: 'parked', reference, orderId, status })
  t.match((await listCallbacks(bare.hub, { limit: 1 })).callbacks, [{ redrivable: false, obstacle: 'notAcknowledged' }])
  t.strictSame(await redrive(bare), [])
  await bare.rows("update orders set delivery = 'undeliverable'")
  t.strictSame(await redrive(bare), [['applied', 3]])
  t.strictSame(await states(bare), ['applied', 'applied', 'applied'])
  t.match(await bare.rows('select state, delivery from orders'), [{ state: 'surveyed', delivery: 'acknowledged' }])
})

test('what cannot be taken again says why, and is neither counted nor taken', async t => {
  const bare = await bareHub(t)
  const { orderId, reference } = await acknowledged(bare)
  await keptCallback(bare, { state: 'failed', status: null })
  await keptCallback(bare, { state: 'failed', reference, enterprise: 'telecom' })
  for (const state of ['refused', 'applied', 'repeated', 'late', 'ignored'] as const) await keptCallback(bare, { state, reference, orderId })
  t.strictSame((await listCallbacks(bare.hub, {})).callbacks.reverse().map(({ redrivable, obstacle }) => [redrivable, obstacle]), [
    [false, 'personErased'], [false, 'notConnected'], ...Array(5).fill([false, undefined])
  ])
  t.strictSame(await redrive(bare), [])
  t.strictSame(await bare.rows('select from acts'), [])
})

test('filters choose, and one that fails again stops none of the others', async t => {
  const bare = await bareHub(t)
  const first = await acknowledged(bare)
  const second = await acknowledged(bare)
  await keptCallback(bare, { state: 'failed', reference: first.reference, status: { ORDER_STATE: 'poison' } })
  bare.clock.pass(60_000)
  await keptCallback(bare, { state: 'failed', reference: first.reference, status: DISPATCHED })
  await keptCallback(bare, { state: 'unknownReference', reference: second.reference })
  const { progress } = bare.enterprise.mapping
  bare.enterprise.mapping = {
    ...bare.enterprise.mapping,
    progress (status: any) {
      if (status.ORDER_STATE === 'poison') throw new Error('a table with a hole')
      return progress(status)
    }
  }
  const at = (minute: number): string => new Date(bare.clock.now.getTime() + minute * 60_000).toISOString()
  const filters: Array<[CallbackFilter, number]> = [
    [{}, 3], [{ state: 'failed' }, 2], [{ enterprise: 'unicom' }, 3], [{ enterprise: 'telecom' }, 0], [{ jointNumber: second.jointNumber }, 1],
    [{ receivedFrom: at(0) }, 2], [{ receivedTo: at(0) }, 1], [{ state: 'parked' }, 0], [{ state: 'failed', receivedFrom: at(0) }, 1]
  ]
  for (const [filter, count] of filters) t.equal((await redriveCallbacks(bare.hub, filter, { ...TERMS, dryRun: true })).count, count, JSON.stringify(filter))
  t.strictSame(await redrive(bare, { state: 'failed' }), [['failed', 1], ['applied', 1]])
  t.strictSame(await states(bare), ['failed', 'applied', 'unknownReference'])
  t.strictSame(await bare.rows('select state, (select count(*) from transitions where order_id = orders.id) as moves from orders order by application_serial'), [{ state: 'dispatched', moves: 2 }, { state: 'received', moves: 1 }])
  t.ok(bare.lines.some(line => line.includes('a table with a hole')), 'the log tells')
})

test('two at once take each once', async t => {
  const bare = await bareHub(t)
  const { reference } = await acknowledged(bare)
  for (let callback = 0; callback < 4; callback++) await keptCallback(bare, { state: 'failed', reference, messageId: String(callback) })
  const done = await Promise.all([1, 2, 3].map(() => redriveCallbacks(bare.hub, {}, TERMS)))
  t.strictSame(done.map(({ count }) => count).sort(), [0, 0, 4])
  t.strictSame(await states(bare), ['applied', 'repeated', 'repeated', 'repeated'])
})

test('the list goes by pages, and shows no message', async t => {
  const bare = await bareHub(t)
  const { jointNumber, reference, orderId } = await acknowledged(bare)
  for (let callback = 0; callback < 3; callback++) await keptCallback(bare, { state: 'applied', reference, orderId, messageId: String(callback) })
  const first = await listCallbacks(bare.hub, { limit: 2 })
  t.match(first.callbacks, [{ callbackId: 3, jointNumber, orderId, messageId: '2', stateLabel: '已采纳' }, { callbackId: 2 }])
  const second = await listCallbacks(bare.hub, { limit: 2, cursor: first.nextCursor! })
  t.match(second, { callbacks: [{ callbackId: 1 }], nextCursor: undefined })
  t.notMatch(JSON.stringify([first, second]), /王小梅|13800000001/)
  await t.rejects(readCallback(bare.hub, 4), { code: 'callback-not-found' } as any)
})
