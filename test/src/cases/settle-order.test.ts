/** What was given up, ended by a person who knows how it stands. */
import { test } from 'tap'
import { EVERYTHING } from '../../../src/ground/access/visible.ts'
import { readApplication, type Application } from '../../../src/views/applications.ts'
import { openRemark } from '../../../src/records/orders/form.ts'
import { deliver } from '../../../src/engines/delivery/deliver.ts'
import { settleOrder } from '../../../src/cases/settle-order.ts'
import { listUndeliverableOrders } from '../../../src/views/undeliverable-orders.ts'
import { bareHub, type BareHub } from '../../kit/bare-hub.ts'
import { ACCEPTED, keptCallback } from '../../kit/kept-callback.ts'
import { giveUp } from '../../kit/given-up.ts'

const BY = { actor: 'operator', reason: '电话核实' }

async function moves ({ hub, rows }: BareHub): Promise<Array<{ state: string, event: string, source: string, remark: string | undefined }>> {
  const transitions = await rows('select application_serial as serial, sequence, state, event, source, remark_sealed as sealed from transitions order by sequence')
  return transitions.map(({ serial, sequence, sealed, ...move }) => ({ ...move, remark: openRemark(hub.vault, ['transitionRemark', serial, sequence], sealed) }))
}

async function orderOf ({ hub }: BareHub, jointNumber: string): Promise<Application['orders'][number]> {
  return (await readApplication(hub, EVERYTHING, jointNumber)).orders[0]!
}

test('an order that its enterprise has is handed over, and what it told before holds', async t => {
  const bare = await bareHub(t)
  const { orderId, reference } = await giveUp(bare, { askFirst: true })
  await keptCallback(bare, { state: 'parked', orderId, reference, status: { ...ACCEPTED, ORDER_STATE: '20' } })
  bare.alarms.length = 0
  await settleOrder(bare.hub, orderId, { task: 'place', outcome: 'delivered', nativeNumber: '56009', remark: '已电话确认' }, BY)
  t.match(await bare.rows('select state, delivery, failure, native_number from orders'), [{ state: 'dispatched', delivery: 'acknowledged', failure: null, native_number: '56009' }])
  t.match(await moves(bare), [{ state: 'received' }, { state: 'submitted', source: 'hub', remark: '已电话确认' }, { state: 'dispatched', source: 'callback' }])
  t.strictSame(await bare.rows('select kind, state from intents order by kind'), [{ kind: 'place', state: 'done' }, { kind: 'watch', state: 'open' }], 'it is watched')
  t.strictSame(bare.alarms.map(({ queue }) => queue).sort(), ['portal', 'unicom'])
  t.strictSame(await bare.rows('select at, actor, action, target, reason, affected from acts'), [{
    at: bare.clock.now,
    actor: 'operator',
    action: 'order-settlement',
    reason: '电话核实',
    affected: 1,
    target: { order: reference, task: 'place', outcome: 'delivered' }
  }])
})

test('an order that a person has found at its enterprise is not placed again, whatever its system says', async t => {
  const bare = await bareHub(t)
  const { orderId } = await giveUp(bare)
  await settleOrder(bare.hub, orderId, { task: 'place', outcome: 'delivered', nativeNumber: '56009' }, BY)
  bare.calls.length = 0
  const [watch] = await bare.rows("select id, due_at from intents where kind = 'watch'")
  bare.clock.now = watch.due_at
  const again = await deliver(bare.hub, bare.enterprise)(watch.id)
  t.strictSame(bare.calls, ['inquire'], 'it is asked, and says that it knows nothing')
  t.ok(again! > bare.clock.now, 'and is watched on')
  t.strictSame(await bare.rows("select from intents where kind = 'place' and state = 'open'"), [])
  t.match(await bare.rows('select state, delivery, failure from orders'), [{ state: 'submitted', delivery: 'acknowledged', failure: null }])
  t.ok(bare.lines.some(line => JSON.parse(line).alert === 'settled-order-unknown'), 'a person hears of it')
})

test('an order that ends', async t => {
  for (const task of ['place', 'supplement', 'withdraw'] as const) {
    for (const outcome of ['refused', 'withdrawn'] as const) {
      const bare = await bareHub(t)
      const { orderId, jointNumber } = await giveUp(bare, { task })
      await settleOrder(bare.hub, orderId, { task, outcome, remark: '王小梅：企业无法办理' }, BY)
      t.match(await orderOf(bare, jointNumber), { state: outcome, remark: '***：企业无法办理', delivery: { failure: undefined } }, `${task} ${outcome}`)
      t.strictSame(await bare.rows("select from intents where state <> 'done'"), [])
      t.strictSame((await listUndeliverableOrders(bare.hub, {})).orders, [])
    }
  }
})

test('material that the enterprise has', async t => {
  const bare = await bareHub(t)
  const { orderId, intentId } = await giveUp(bare, { task: 'supplement' })
  const corrections = { basic: { phone: '13900000000' } }
  await bare.rows('update intents set payload_sealed = $2 where id = $1', [intentId, bare.hub.vault.seal(['payload', intentId], { corrections })])
  await settleOrder(bare.hub, orderId, { task: 'supplement', outcome: 'delivered' }, BY)
  const [{ state, sealed }] = await bare.rows('select state, corrections_sealed as sealed from orders')
  t.equal(state, 'materialReceived')
  t.strictSame(bare.hub.vault.open(['corrections', orderId], sealed), [corrections])
  t.match(await bare.rows('select state from intents'), [{ state: 'done' }])
})

test('a withdrawal that the enterprise declines', async t => {
  const bare = await bareHub(t)
  const { orderId, jointNumber } = await giveUp(bare, { task: 'withdraw' })
  await settleOrder(bare.hub, orderId, { task: 'withdraw', outcome: 'declined', remark: '已施工' }, BY)
  t.match(await orderOf(bare, jointNumber), { state: 'received', withdrawal: { state: 'declined', remark: '已施工' } })
  t.match(await moves(bare), [{}, { state: 'received', event: 'withdrawalDeclined', source: 'hub', remark: '已施工' }])
})

test('what cannot be said of a task is refused and changes nothing', async t => {
  const bare = await bareHub(t)
  const placement = await giveUp(bare)
  const withdrawal = await giveUp(bare, { task: 'withdraw' })
  const foreign = await giveUp(bare, { enterprise: 'telecom' })
  await t.rejects(settleOrder(bare.hub, placement.orderId, { task: 'place', outcome: 'declined' }, BY), { code: 'settlement-not-possible' } as any)
  await t.rejects(settleOrder(bare.hub, withdrawal.orderId, { task: 'withdraw', outcome: 'delivered' }, BY), { code: 'settlement-not-possible' } as any)
  await t.rejects(settleOrder(bare.hub, foreign.orderId, { task: 'place', outcome: 'delivered' }, BY), { code: 'settlement-not-possible' } as any, 'nobody would watch it')
  await t.rejects(settleOrder(bare.hub, '00000000-0000-4000-8000-000000000000', { task: 'place', outcome: 'refused' }, BY), { code: 'undeliverable-order-not-found' } as any)
  t.equal((await listUndeliverableOrders(bare.hub, {})).orders.length, 3)
  t.strictSame(await bare.rows('select from acts'), [])
})
