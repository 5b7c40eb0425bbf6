/**
 * A withdrawal or a supplement whose outcome is unknown: the enterprise is asked where the order stands before the same is sent once
 * more, and nothing more is sent about an order that has gone on.
 */
import { test, type Test } from 'tap'
import type { Inquiry, Placement } from '../../../../adapters/adapter.ts'
import { Failure, failureOf } from '../../../../adapters/failure.ts'
import { deliver } from '../../../../src/engines/delivery/deliver.ts'
import { inWork } from '../../../../src/ground/database/work.ts'
import type { Handler } from '../../../../src/ground/queue/alarms.ts'
import { openIntents, reopenIntent } from '../../../../src/records/intents/intents.ts'
import { changeOrder } from '../../../../src/records/orders/application.ts'
import { requestWithdrawal } from '../../../../src/records/orders/change-order.ts'
import { bareHub, type BareHub, type BareHubOptions } from '../../../kit/bare-hub.ts'

const UNKNOWN = new Failure({ comeBack: 'askFirst', fault: 'network', code: 'timeout', message: '企业系统未在时限内答复' })

/** Later than every wait, sooner than every horizon. */
const A_WHILE = 60_000

/** Native states of 中国联通. */
const NEEDS_MATERIAL = '70'
const WITHDRAWN = '80'
const FINISHED = '60'
const BUILDING = '50'

/** Of a supplement. */
const CORRECTIONS = { corrections: { basic: { phone: '13911112222' } } }

interface Bench extends BareHub {
  handler: Handler
  orderId: string
  /** Lets the enterprise say where the order stands, and asks. */
  moves (native: string): Promise<void>
  /** Opens an intent and makes its first attempt, and the next ones, each after a while. */
  begin (kind: 'withdraw' | 'supplement'): Promise<void>
  again (): Promise<void>
  state (): Promise<string>
  /** Those that are open. */
  intents (): Promise<string[]>
}

async function bench (t: Test, { placed, ...options }: BareHubOptions & { placed?: Placement<unknown> } = {}): Promise<Bench> {
  const bare = await bareHub(t, options)
  if (placed) bare.told.place = async () => placed
  const { hub, enterprise, clock, told, rows } = bare
  const handler = deliver(hub, enterprise)
  const { orderId, intentId } = await bare.submit()
  await handler(intentId)
  const [watch] = await rows("select id from intents where kind = 'watch'")
  let opened = ''
  // The enterprise's clock goes on, too.
  let day = 5

  return {
    ...bare,
    handler,
    orderId,
    async moves (native) {
      await rows('update intents set due_at = $2 where id = $1', [watch.id, clock.now])
      told.inquire = async () => standing(native, ++day)
      await handler(watch.id)
      bare.calls.length = 0
    },
    async begin (kind) {
      await changeOrder(hub, orderId, async at => {
        if (kind === 'withdraw') requestWithdrawal(hub, at, '暂不装修')
        const payload = kind === 'supplement' ? CORRECTIONS : undefined
        openIntents(hub.vault, at.work, [{ orderId, enterprise: 'unicom', kind, at: clock.now, now: clock.now, payload }])
      })
      opened = (await rows("select id from intents where kind = $1 and state = 'open'", [kind]))[0].id
      await handler(opened)
    },
    async again () {
      clock.pass(A_WHILE)
      await handler(opened)
    },
    state: async () => (await rows('select state from orders'))[0].state,
    intents: async () => (await rows("select kind from intents where state = 'open' order by kind")).map(({ kind }) => kind)
  }
}

function standing (ORDER_STATE: string, day: number): Inquiry<unknown> {
  return { kind: 'found', status: { ORDER_STATE, STATE_DATE: `202601${String(day).padStart(2, '0')}093000` } }
}

test('a withdrawal that may have come through is found to have, and not asked for again', async t => {
  const { begin, again, told, calls, state, intents } = await bench(t)
  told.withdraw = async () => { throw UNKNOWN }
  await begin('withdraw')
  told.inquire = async () => standing(WITHDRAWN, 6)
  await again()
  t.strictSame(calls, ['place', 'withdraw', 'inquire'])
  t.equal(await state(), 'withdrawn')
  t.notOk((await intents()).includes('withdraw'))
})

test('a withdrawal that an enterprise refuses in words nobody knows ends when the order does', async t => {
  const { begin, again, told, calls, state, intents } = await bench(t)
  told.withdraw = async () => { throw UNKNOWN }
  await begin('withdraw')
  told.inquire = async () => standing(BUILDING, 6)
  await again()
  t.ok((await intents()).includes('withdraw'), 'as long as the order goes on it is tried again')
  told.inquire = async () => standing(FINISHED, 7)
  await again()
  t.strictSame(calls, ['place', 'withdraw', 'inquire', 'withdraw', 'inquire'])
  t.equal(await state(), 'completed')
  t.notOk((await intents()).includes('withdraw'))
})

test('a withdrawal that an enterprise refuses by a code of no document stands before a person after a few tries', async t => {
  const { begin, again, told, calls, state, rows, lines } = await bench(t)
  told.withdraw = async () => { throw failureOf({}, '1099', '工单锁定') }
  told.inquire = async () => standing(BUILDING, 6)
  await begin('withdraw')
  await again()
  t.strictSame((await rows("select state from intents where kind = 'withdraw'")), [{ state: 'open' }])
  await again()
  t.strictSame(calls, ['place', 'withdraw', 'inquire', 'withdraw', 'inquire', 'withdraw'])
  t.strictSame((await rows("select state from intents where kind = 'withdraw'")), [{ state: 'undeliverable' }])
  t.match(lines.map(line => JSON.parse(line)).findLast(({ alert }) => alert), { alert: 'undeliverable', code: '1099' })
  t.equal(await state(), 'building')
})

test('a withdrawal that the enterprise sees to is asked after, and not asked for again', async t => {
  const { begin, again, told, calls, state, intents, rows } = await bench(t)
  told.withdraw = async () => ({ kind: 'underway' })
  await begin('withdraw')
  t.equal(await state(), 'submitted', 'it is not withdrawn yet')
  t.match(await rows('select failure from orders'), [{ failure: { code: 'withdrawal-underway' } }])
  told.inquire = async () => { throw UNKNOWN }
  await again()
  told.inquire = async () => standing(BUILDING, 6)
  await again()
  t.equal(await state(), 'building')
  told.inquire = async () => standing(WITHDRAWN, 7)
  await again()
  t.strictSame(calls, ['place', 'withdraw', 'inquire', 'inquire', 'inquire'])
  t.equal(await state(), 'withdrawn')
  t.notOk((await intents()).includes('withdraw'))
})

test('what is finished after all while a withdrawal is under way has been finished', async t => {
  const { begin, again, moves, told, state, intents } = await bench(t)
  told.withdraw = async () => ({ kind: 'underway' })
  await begin('withdraw')
  await moves(FINISHED)
  t.equal(await state(), 'completed')
  await again()
  t.equal(await state(), 'completed')
  t.strictSame(await intents(), [])
})

test('a withdrawal that leads to nothing stands before a person, who can ask for it anew', async t => {
  const { begin, again, told, calls, clock, rows, hub } = await bench(t)
  told.withdraw = async () => ({ kind: 'underway' })
  told.inquire = async () => standing(BUILDING, 6)
  await begin('withdraw')
  clock.pass(72 * 3_600_000)
  await again()
  t.match(await rows("select state, underway from intents where kind = 'withdraw'"), [{ state: 'undeliverable' }])
  const [{ id }] = await rows("select id from intents where kind = 'withdraw'")
  await inWork(hub, work => reopenIntent(work, id, clock.now))
  calls.length = 0
  await again()
  t.ok(calls.includes('withdraw'))
})

test('while there is only a receipt the enterprise hears of a withdrawal at once', async t => {
  const { begin, told, calls, state, intents } = await bench(t, { slug: 'enn', placed: { kind: 'receipt' } })
  told.inquire = async () => ({ kind: 'found', status: { externalNo: 'x', state: 'RECEIVED', stateTime: '2026-01-05T09:30:00+08:00' } })
  told.withdraw = async () => ({ kind: 'withdrawn' })
  await begin('withdraw')
  t.strictSame(calls, ['place', 'inquire', 'withdraw'])
  t.equal(await state(), 'withdrawn')
  t.strictSame(await intents(), ['watch'], 'the next look finds it ended')
})

test('a receipt of what is not known yet is no withdrawal; what then never comes to be known is not placed again', async t => {
  const { begin, again, told, calls, state, intents, clock, rows, handler } = await bench(t, { slug: 'enn', placed: { kind: 'receipt' } })
  told.inquire = async () => ({ kind: 'notFound' })
  told.withdraw = async () => { throw new Error('asked') }
  await begin('withdraw')
  await again()
  t.strictSame(calls, ['place', 'inquire', 'inquire'])
  t.equal(await state(), 'received')
  t.match(await rows('select delivery, failure from orders'), [{ delivery: 'placed', failure: { code: 'receipt-only' } }])
  clock.pass(30 * 60_000)
  await handler((await rows("select id from intents where kind = 'place'"))[0].id)
  t.strictSame(calls, ['place', 'inquire', 'inquire', 'inquire'])
  t.equal(await state(), 'withdrawn')
  t.strictSame(await intents(), [])
})

test('nothing is withdrawn that has ended meanwhile', async t => {
  const { begin, moves, told, calls, intents } = await bench(t)
  told.withdraw = async () => { throw new Error('asked') }
  await moves(FINISHED)
  await begin('withdraw')
  t.strictSame(calls, [])
  t.strictSame(await intents(), [])
})

test('material that may have been taken is found to be, when the order has gone on', async t => {
  const { begin, again, moves, told, calls, state, intents } = await bench(t)
  await moves(NEEDS_MATERIAL)
  told.supplement = async () => { throw UNKNOWN }
  await begin('supplement')
  t.equal(await state(), 'needsMaterial')
  told.inquire = async () => standing(BUILDING, 20)
  await again()
  t.strictSame(calls, ['supplement', 'inquire'])
  t.equal(await state(), 'building')
  t.notOk((await intents()).includes('supplement'))
})

test('material that was not taken is sent again', async t => {
  const { begin, again, moves, told, calls, state } = await bench(t)
  await moves(NEEDS_MATERIAL)
  told.supplement = async () => { throw UNKNOWN }
  await begin('supplement')
  told.supplement = async () => {}
  await again()
  t.strictSame(calls, ['supplement', 'inquire', 'supplement'])
  t.equal(await state(), 'materialReceived')
})

test('what the enterprise tells before it answers a supplement is not undone by the answer', async t => {
  const { begin, moves, told, state, rows, orderId } = await bench(t)
  await moves(NEEDS_MATERIAL)
  told.supplement = async () => { await rows("update orders set state = 'building', reached = 'building' where id = $1", [orderId]) }
  await begin('supplement')
  t.equal(await state(), 'building')
})

test('material that is wanted again while it is found out whether it is wanted is sent, not taken for sent', async t => {
  const { begin, again, moves, told, calls, state, intents, rows } = await bench(t)
  await moves(NEEDS_MATERIAL)
  told.supplement = async () => { throw UNKNOWN }
  await begin('supplement')
  told.inquire = async () => standing(BUILDING, 20)
  // By the time the answer is stored another message has moved the order back.
  await rows(`
    create function aside() returns trigger language plpgsql as $$ begin update orders set state = 'needsMaterial' where id = new.id; return null; end $$;
    create constraint trigger aside after update on orders deferrable initially deferred for each row when (new.state = 'building') execute function aside()`)
  await again()
  t.strictSame(calls, ['supplement', 'inquire'])
  t.equal(await state(), 'needsMaterial')
  t.ok((await intents()).includes('supplement'))
  told.supplement = async () => {}
  await again()
  t.strictSame(calls, ['supplement', 'inquire', 'supplement'])
  t.equal(await state(), 'materialReceived')
})

test('no material is sent of an order that has ended', async t => {
  const { begin, moves, told, calls, intents } = await bench(t)
  told.supplement = async () => { throw new Error('sent') }
  await moves(NEEDS_MATERIAL)
  await moves(WITHDRAWN)
  await begin('supplement')
  t.strictSame(calls, [])
  t.strictSame(await intents(), [])
})
