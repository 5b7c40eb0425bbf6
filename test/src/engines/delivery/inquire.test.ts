/** Watching an order that the enterprise has: asked again and again, until it has ended. */
import { test, type Test } from 'tap'
import type { Inquiry } from '../../../../adapters/adapter.ts'
import { Failure } from '../../../../adapters/failure.ts'
import { unreadable } from '../../../../adapters/http.ts'
import { EVERYTHING } from '../../../../src/ground/access/visible.ts'
import { readApplication } from '../../../../src/views/applications.ts'
import { deliver } from '../../../../src/engines/delivery/deliver.ts'
import { bareHub, type BareHub, type BareHubOptions, type SubmittedOrder } from '../../../kit/bare-hub.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

interface Bench extends BareHub {
  /** A delivered order; `intentId` is its watch. */
  delivered (): Promise<SubmittedOrder>
  ask (order: SubmittedOrder): Promise<Date | undefined>
  /** Works on the order's open placement, if it has one. */
  place (order: SubmittedOrder): Promise<Date | undefined>
  show (order: SubmittedOrder): Promise<Awaited<ReturnType<typeof readApplication>>['orders'][number]>
}

async function bench (t: Test, options: BareHubOptions = {}): Promise<Bench> {
  const bare = await bareHub(t, options)
  const handler = deliver(bare.hub, bare.enterprise)
  return {
    ...bare,
    async delivered () {
      const order = await bare.submit()
      await handler(order.intentId)
      const [watch] = await bare.rows("select id, due_at from intents where order_id = $1 and kind = 'watch'", [order.orderId])
      bare.clock.now = watch.due_at
      bare.calls.length = 0
      bare.lines.length = 0
      return { ...order, intentId: watch.id }
    },
    ask: order => handler(order.intentId),
    async place ({ orderId }) {
      const [placement] = await bare.rows("select id from intents where order_id = $1 and kind = 'place' and state = 'open'", [orderId])
      return placement && await handler(placement.id)
    },
    show: async order => (await readApplication(bare.hub, EVERYTHING, order.jointNumber)).orders[0]!
  }
}

function standing (ORDER_STATE: string, more: object = {}): Inquiry<unknown> {
  return { kind: 'found', status: { ORDER_STATE, STATE_DATE: '20260105093000', ...more } }
}

function alerts (lines: string[]): string[] {
  return lines.map(line => JSON.parse(line)).filter(({ level, alert }) => level >= 50 && alert).map(({ alert }) => alert)
}

test('watching an order', async t => {
  const { delivered, ask, show, told, calls, clock, lines, rows } = await bench(t)

  await t.test('moves it, and asks again after the settled time until it has ended', async t => {
    const order = await delivered()
    for (const [native, state] of [['10', 'accepted'], ['10', 'accepted'], ['50', 'building']] as const) {
      told.inquire = async key => {
        t.strictSame(key, { reference: order.reference })
        return standing(native)
      }
      t.strictSame(await ask(order), new Date(clock.now.getTime() + 6 * HOUR))
      t.match(await show(order), { state })
      clock.pass(6 * HOUR)
    }
    told.inquire = async () => standing('60')
    t.equal(await ask(order), undefined)
    t.match(await show(order), { state: 'completed' })
    t.strictSame((await rows('select source, state from transitions where order_id = $1 order by sequence', [order.orderId])).map(({ source, state }) => `${source} ${state}`),
      ['hub received', 'answer submitted', 'inquiry accepted', 'inquiry building', 'inquiry completed'], 'what it says twice is stored once')
    t.equal(await ask(order), undefined)
    t.equal(calls.length, 4, 'an order that has ended is not asked about')
  })

  await t.test('does not ask about an order that a callback has ended', async t => {
    const order = await delivered()
    await rows("update orders set state = 'withdrawn' where id = $1", [order.orderId])
    t.equal(await ask(order), undefined)
    t.strictSame(calls, [])
    t.strictSame(await rows('select state from intents where id = $1', [order.intentId]), [{ state: 'done' }])
  })

  await t.test('learns the enterprise\'s number, and another when the order has gone on under it', async t => {
    const order = await delivered()
    told.inquire = async () => ({ ...standing('10'), nativeNumber: '56001' })
    clock.now = (await ask(order))!
    t.equal((await show(order)).nativeNumber, '56001')
    told.inquire = async key => {
      t.strictSame(key, { reference: order.reference, nativeNumber: '56001' }, 'and asks with it')
      return { ...standing('20'), nativeNumber: '56002' }
    }
    clock.now = (await ask(order))!
    t.match(await show(order), { state: 'dispatched', nativeNumber: '56002' })
    told.inquire = async () => ({ ...standing('10'), nativeNumber: '56001' })
    await ask(order)
    t.equal((await show(order)).nativeNumber, '56002', 'an old answer brings no old number back')
  })

  await t.test('is never given up', async t => {
    const order = await delivered()
    for (const comeBack of ['later', 'askFirst', 'never'] as const) {
      told.inquire = async () => { throw new Failure({ comeBack, fault: 'enterprise', code: 'x', message: 'x' }) }
      clock.pass(30 * 24 * HOUR)
      const again = await ask(order)
      t.ok(again && again > clock.now, comeBack)
      clock.now = again!
      t.match(await show(order), { state: 'submitted', delivery: { state: 'acknowledged' } })
    }
    t.strictSame(alerts(lines), [], 'nothing was lost by it')
    told.inquire = async () => standing('60')
    t.equal(await ask(order), undefined)
    t.match(await show(order), { state: 'completed' })
  })

  await t.test('a status that nobody knows alerts and moves nothing', async t => {
    const order = await delivered()
    told.inquire = async () => standing('35')
    t.strictSame(await ask(order), new Date(clock.now.getTime() + 6 * HOUR))
    t.strictSame(alerts(lines), ['unknown-status'])
    t.match(lines.join(), '"native":"35"')
    t.match(await show(order), { state: 'submitted' })
  })

  await t.test('an answer that cannot be read alerts, and the order shows it until one can', async t => {
    const order = await delivered()
    told.inquire = async () => { throw unreadable('/STATE_DATE') }
    clock.now = (await ask(order))!
    t.strictSame(alerts(lines), ['delivery'])
    t.match(await show(order), { state: 'submitted', delivery: { state: 'acknowledged', failure: { code: 'unreadable-inquiry' } } })
    told.inquire = async () => { throw new Failure({ comeBack: 'later', fault: 'network', code: 'connection', message: 'x' }) }
    clock.now = (await ask(order))!
    t.match(await show(order), { delivery: { failure: { code: 'unreadable-inquiry' } } })
    told.inquire = async () => standing('10')
    await ask(order)
    t.notOk((await show(order)).delivery.failure)
  })

  await t.test('an older answer moves nothing back', async t => {
    const order = await delivered()
    told.inquire = async () => standing('50', { STATE_DATE: '20260105100000' })
    clock.now = (await ask(order))!
    told.inquire = async () => standing('20', { STATE_DATE: '20260105093000' })
    await ask(order)
    t.match(await show(order), { state: 'building' })
  })
})

test('an order that the enterprise had acknowledged and does not know any more', async t => {
  const { delivered, ask, place, show, told, calls, clock, lines, rows } = await bench(t)

  async function lost (): Promise<SubmittedOrder> {
    const order = await delivered()
    told.inquire = async () => ({ kind: 'notFound' })
    t.strictSame(await ask(order), new Date(clock.now.getTime() + 6 * HOUR), 'it is watched on')
    t.strictSame(alerts(lines), ['order-lost'])
    t.match(await show(order), { state: 'submitted', delivery: { state: 'unknown', failure: { code: 'order-lost' } } }, 'the order stands where it stood')
    clock.pass(10_000)
    calls.length = 0
    return order
  }

  await t.test('is handed over again under its reference, after asking once more', async t => {
    const order = await lost()
    const given: unknown[] = []
    told.place = async native => {
      given.push(native)
      return { kind: 'acknowledged', nativeNumber: '56002' }
    }
    t.equal(await place(order), undefined)
    t.strictSame(calls, ['inquire', 'place'])
    t.match(given, [{ SUBSCRIBE_ID: order.reference }])
    t.match(await show(order), { state: 'submitted', delivery: { state: 'acknowledged', attempts: 1 } })
  })

  await t.test('and is not when it is there the next time', async t => {
    const order = await lost()
    told.inquire = async () => standing('20')
    await place(order)
    t.strictSame(calls, ['inquire'])
    t.match(await show(order), { state: 'dispatched', delivery: { state: 'acknowledged' } })
  })

  await t.test('found by the watch it needs no placing', async t => {
    const order = await lost()
    clock.pass(6 * HOUR)
    told.inquire = async () => standing('20')
    await ask(order)
    t.match(await show(order), { state: 'dispatched', delivery: { state: 'acknowledged' } })
    t.equal(await place(order), undefined)
    t.strictSame(calls, ['inquire'])
  })

  await t.test('lost again and again, it ends in front of a person', async t => {
    const order = await lost()
    told.place = async () => ({ kind: 'acknowledged' })
    let losses = 1
    for (; (await show(order)).delivery.state !== 'undeliverable'; losses++) {
      await place(order)
      if ((await show(order)).delivery.state !== 'acknowledged') break
      clock.pass(6 * HOUR)
      await ask(order)
      clock.pass(10_000)
    }
    t.equal(losses, 13, 'after the horizon of three days, in which it is asked about every six hours')
    t.match(await show(order), { delivery: { state: 'undeliverable', failure: { code: 'unacknowledged' } } })
    t.equal(alerts(lines).at(-1), 'undeliverable')
    lines.length = 0
    clock.pass(6 * HOUR)
    await ask(order)
    t.strictSame(alerts(lines), [], 'of which the person is told once')
    t.match(await rows("select state from intents where order_id = $1 and kind = 'place' and state = 'open'", [order.orderId]), [])
    told.inquire = async () => standing('20')
    clock.pass(6 * HOUR)
    await ask(order)
    t.match(await show(order), { state: 'dispatched', delivery: { state: 'acknowledged' } }, 'and the watch finds it when it is there after all')
  })
})

test('an enterprise that never calls is asked as often as its document allows, while it is its turn', async t => {
  const { delivered, ask, show, told, clock } = await bench(t, { slug: 'county-water', adjust: settings => { delete settings.enterprises['county-water'].delivery } })
  const order = await delivered()
  const says = async (node: string, more: object = {}): Promise<number> => {
    told.inquire = async () => ({ kind: 'found', status: { flowsn: order.reference, billNo: 'B', node, nodeTime: `2026-01-05 ${clock.now.toISOString().slice(11, 19)}`, ...more } })
    const again = await ask(order)
    const wait = (again?.getTime() ?? NaN) - clock.now.getTime()
    if (again) clock.now = again
    return wait / MINUTE
  }
  t.equal(await says('受理'), 7)
  t.equal(await says('施工'), 7)
  t.equal(await says('退补'), 30, 'the applicant has to bring something')
  t.equal((await show(order)).state, 'needsMaterial')
  t.equal(await says('施工'), 7)
  t.ok(7 * MINUTE > 1.25 * 5 * MINUTE, 'more often it may not be asked')
})

test('a refusal after an acceptance that nobody saw is one after it', async t => {
  for (const [handler, statusCode] of [['王工', 13], [null, 4]] as const) {
    const { delivered, ask, show, told } = await bench(t, { slug: 'county-water' })
    const order = await delivered()
    told.inquire = async () => ({ kind: 'found', status: { flowsn: order.reference, billNo: 'B', node: '退件', nodeTime: '2026-01-05 10:00:00', handler } })
    await ask(order)
    t.match(await show(order), { state: 'refused', statusCode })
  }
})
