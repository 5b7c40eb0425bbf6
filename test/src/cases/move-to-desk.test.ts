/** An order that cannot be delivered is worked by people, and goes back to the system as long as nobody has begun. */
import { randomUUID } from 'node:crypto'
import { test } from 'tap'
import { Failure } from '../../../adapters/failure.ts'
import { moveToDesk, returnFromDesk } from '../../../src/cases/move-to-desk.ts'
import { redriveOrders } from '../../../src/cases/redrive-orders.ts'
import { takeDeskStep } from '../../../src/cases/take-desk-step.ts'
import { deliver } from '../../../src/engines/delivery/deliver.ts'
import { receive } from '../../../src/engines/callbacks/receive.ts'
import type { Caller } from '../../../src/ground/access/caller.ts'
import { EVERYTHING } from '../../../src/ground/access/visible.ts'
import { localTime } from '../../../src/ground/calendar/local-time.ts'
import { readApplication } from '../../../src/views/applications.ts'
import { listDeskOrders, readDeskOrder } from '../../../src/views/desk-orders.ts'
import { listMovedOrders } from '../../../src/views/moved-orders.ts'
import { listUndeliverableOrders } from '../../../src/views/undeliverable-orders.ts'
import { bareHub, type BareHub } from '../../kit/bare-hub.ts'
import { giveUp } from '../../kit/given-up.ts'
import { keptCallback } from '../../kit/kept-callback.ts'

const BY = { actor: 'operator', reason: '联通系统停用一周' }
const SPECIALIST: Caller = { id: 'unicom', owner: 'unicom', kind: 'enterprise', enterprise: 'unicom', scopes: new Set() }
const VIEW = { client: null, enterprise: 'unicom' }
const status = (state: string): object => ({ ORDER_STATE: state, STATE_DATE: '20260105090000' })

async function take (bare: BareHub, reference: string, step: string, version: number): Promise<void> {
  await takeDeskStep(bare.hub, SPECIALIST, { reference, key: randomUUID(), request: { step, version } as any })
}

async function intents ({ rows }: BareHub): Promise<string[]> {
  return (await rows('select kind, state, ask_first from intents order by opened_at, kind, state')).map(({ kind, state, ask_first: asks }) => `${kind} ${state}${asks ? ' asks' : ''}`)
}

/** The enterprise tells of an order. */
async function tells ({ hub, enterprise }: BareHub, reference: string, state: string): Promise<unknown> {
  enterprise.adapter.callback = {
    accept: async () => ({ reference, status: status(state), messageId: randomUUID(), nonce: randomUUID() }),
    answer: () => ({ status: 200, headers: {}, body: 'taken' })
  } as any
  return await receive(hub, 'unicom', { method: 'POST', url: '/', query: {}, headers: {}, body: Buffer.from('{}') })
}

test('what the enterprise does not have is worked at its desk', async t => {
  const bare = await bareHub(t)
  const { orderId, reference, jointNumber } = await giveUp(bare, { askFirst: true })
  t.equal(await moveToDesk(bare.hub, orderId, BY), 'moved')
  t.strictSame(bare.calls, ['inquire'], 'it was asked')
  t.strictSame(await bare.rows('select kind, outcome from exchanges'), [{ kind: 'inquire', outcome: 'notFound' }], 'on the record')
  t.strictSame(await bare.rows('select desk, delivery, failure, state, version from orders'), [{ desk: 'moved', delivery: 'placed', failure: null, state: 'received', version: 1 }])
  t.strictSame((await listUndeliverableOrders(bare.hub, {})).orders, [])
  t.match((await listDeskOrders(bare.hub, VIEW, {})).orders, [{ order: { reference }, task: 'take', steps: [{ step: 'take' }] }])
  t.strictSame(await bare.rows('select actor, action, target, about, reason, affected from acts'), [{
    actor: 'operator', action: 'order-to-desk', target: { orderId, order: reference, outcome: 'moved', vouched: false }, about: [jointNumber], reason: '联通系统停用一周', affected: 1
  }])
  await take(bare, reference, 'take', 1)
  await take(bare, reference, 'completed', 2)
  t.match((await readApplication(bare.hub, EVERYTHING, jointNumber)).orders, [{ state: 'completed', delivery: { state: 'acknowledged' } }])
  t.strictSame(await bare.rows("select kind from intents where state <> 'done'"), [])
})

test('what the enterprise has after all is delivered and not moved', async t => {
  for (const told of ['asked', 'by itself'] as const) {
    const bare = await bareHub(t)
    const { orderId, reference } = await giveUp(bare, { askFirst: true })
    if (told === 'asked') bare.told.inquire = async () => ({ kind: 'found', nativeNumber: '56001', status: status('20') as any })
    else await keptCallback(bare, { state: 'parked', orderId, reference, status: status('20') })
    t.equal(await moveToDesk(bare.hub, orderId, BY), 'delivered', told)
    t.match(await bare.rows('select desk, delivery, state from orders'), [{ desk: null, delivery: 'acknowledged', state: 'dispatched' }])
    t.match(await bare.rows('select target from acts'), [{ target: { outcome: 'delivered' } }])
    t.strictSame((await listDeskOrders(bare.hub, VIEW, {})).orders, [])
  }
})

test('where the enterprise cannot be asked, somebody has to vouch', async t => {
  const bare = await bareHub(t)
  const { orderId } = await giveUp(bare)
  bare.told.inquire = async () => { throw new Failure({ comeBack: 'askFirst', fault: 'enterprise', code: 'timeout', message: '没有应答' }) }
  await t.rejects(moveToDesk(bare.hub, orderId, BY), { code: 'enterprise-not-asked', detail: 'timeout 没有应答' } as any)
  t.match(await bare.rows('select outcome, code from exchanges'), [{ outcome: 'failed', code: 'timeout' }])
  bare.hub.enterprises = new Map([['unicom', { ...bare.enterprise, atDesk: true }]])
  await t.rejects(moveToDesk(bare.hub, orderId, BY), { code: 'enterprise-not-asked', detail: '该企业现在没有接入系统' } as any)
  bare.told.inquire = async () => { throw new Error('broken') }
  bare.hub.enterprises = new Map([['unicom', bare.enterprise]])
  await t.rejects(moveToDesk(bare.hub, orderId, BY), { message: 'broken' })
  t.strictSame(await bare.rows('select from acts'), [])
  t.strictSame(await intents(bare), ['place undeliverable'])
  bare.calls.length = 0
  t.equal(await moveToDesk(bare.hub, orderId, BY, true), 'moved')
  t.strictSame(bare.calls, [])
  t.match(await bare.rows('select target from acts'), [{ target: { outcome: 'moved', vouched: true } }])
})

test('what was taken up again while it was asked about is not moved', async t => {
  const bare = await bareHub(t)
  const { orderId, intentId } = await giveUp(bare)
  bare.told.inquire = async () => {
    await redriveOrders(bare.hub, {}, BY)
    return { kind: 'notFound' }
  }
  await t.rejects(moveToDesk(bare.hub, orderId, BY), { code: 'undeliverable-order-not-found' } as any)
  await bare.rows("update intents set state = 'undeliverable', claims = 0 where id = $1", [intentId])
  await bare.rows("update orders set delivery = 'undeliverable'")
  bare.told.inquire = async () => {
    await bare.rows('update intents set claims = claims + 1')
    return { kind: 'notFound' }
  }
  await t.rejects(moveToDesk(bare.hub, orderId, BY), { code: 'order-changed' } as any)
  t.match(await bare.rows('select desk from orders'), [{ desk: null }])
})

test('only the handing over of an order that was given up is moved', async t => {
  const bare = await bareHub(t)
  const [placed, withdrawal] = [await bare.submit(), await giveUp(bare, { task: 'withdraw' })]
  await t.rejects(moveToDesk(bare.hub, placed.orderId, BY), { code: 'undeliverable-order-not-found' } as any)
  await t.rejects(moveToDesk(bare.hub, withdrawal.orderId, BY, true), { code: 'move-not-possible' } as any)
  await t.rejects(returnFromDesk(bare.hub, placed.orderId, BY), { code: 'undeliverable-order-not-found' } as any)
  t.strictSame(await bare.rows('select from acts'), [])
})

test('what nobody has taken goes back to the system, which is asked before', async t => {
  const bare = await bareHub(t)
  const { orderId, reference } = await giveUp(bare)
  await moveToDesk(bare.hub, orderId, BY, true)
  bare.alarms.length = 0
  t.match((await listMovedOrders(bare.hub, {})).orders, [{ orderId, jointNumber: 'JXLB000001', enterpriseName: '中国联通', reference, state: 'received', movedAt: localTime(bare.clock.now), returnable: true }])
  for (const filter of [{ enterprise: 'unicom' }, { jointNumber: 'JXLB000001' }]) t.equal((await listMovedOrders(bare.hub, filter)).orders.length, 1)
  for (const filter of [{ enterprise: 'telecom' }, { jointNumber: 'JXLB000002' }]) t.strictSame(await listMovedOrders(bare.hub, filter), { orders: [] })
  await returnFromDesk(bare.hub, orderId, { ...BY, reason: '已恢复' })
  t.strictSame(await listMovedOrders(bare.hub, {}), { orders: [] })
  t.match(await bare.rows('select desk, delivery from orders'), [{ desk: null, delivery: 'unknown' }])
  t.match(await bare.rows('select action, target, reason from acts order by id'), [{}, { action: 'order-from-desk', target: { orderId, order: reference }, reason: '已恢复' }])
  t.strictSame(bare.alarms.map(({ queue }) => queue), ['unicom'])
  const [{ id }] = await bare.rows("select id from intents where state = 'open'")
  await deliver(bare.hub, bare.enterprise)(id)
  t.strictSame(bare.calls, ['inquire', 'place'])
  t.match(await bare.rows('select desk, delivery, state from orders'), [{ desk: null, delivery: 'acknowledged', state: 'submitted' }])
  await t.rejects(returnFromDesk(bare.hub, orderId, BY), { code: 'undeliverable-order-not-found' } as any)
})

test('what somebody has taken stays, and what has no system to go to', async t => {
  const bare = await bareHub(t)
  const { orderId, reference } = await giveUp(bare)
  await moveToDesk(bare.hub, orderId, BY, true)
  bare.hub.enterprises = new Map([['unicom', { ...bare.enterprise, atDesk: true }]])
  await t.rejects(returnFromDesk(bare.hub, orderId, BY), { code: 'move-not-possible' } as any)
  t.match((await listMovedOrders(bare.hub, {})).orders, [{ returnable: false }], 'it has no system to go to')
  bare.hub.enterprises = new Map([['unicom', bare.enterprise]])
  await take(bare, reference, 'take', 1)
  await t.rejects(returnFromDesk(bare.hub, orderId, BY), { code: 'move-not-possible' } as any)
  t.match(await readDeskOrder(bare.hub, VIEW, reference), { takenBy: 'unicom' })
  t.match((await listMovedOrders(bare.hub, {})).orders, [{ returnable: false }], 'somebody has taken it')
})

test('what the system reports of a moved order is not lost', async t => {
  const untaken = await bareHub(t)
  const one = await giveUp(untaken)
  await moveToDesk(untaken.hub, one.orderId, BY, true)
  await tells(untaken, one.reference, '20')
  t.match(await untaken.rows('select desk, delivery, state from orders'), [{ desk: null, delivery: 'acknowledged', state: 'dispatched' }], 'the system has it: it is its own again')
  t.strictSame(await intents(untaken), ['place done', 'place done', 'watch open'])

  const taken = await bareHub(t)
  const other = await giveUp(taken)
  await moveToDesk(taken.hub, other.orderId, BY, true)
  await take(taken, other.reference, 'take', 1)
  await tells(taken, other.reference, '20')
  t.match(await taken.rows('select desk, taken_by, state from orders'), [{ desk: 'moved', taken_by: 'unicom', state: 'dispatched' }], 'the people go on with it')
  t.ok(taken.lines.some(line => JSON.parse(line).alert === 'reported-beside-desk'), 'and somebody is told')
  await t.rejects(take(taken, other.reference, 'accepted', 2), { code: 'order-changed' } as any)
})
