/** Orders at an enterprise whose answer is only a receipt, under a clock that is set. */
import { test, type Test } from 'tap'
import { Failure } from '../../../adapters/failure.ts'
import { EVERYTHING } from '../../../src/ground/access/visible.ts'
import { readApplication } from '../../../src/views/applications.ts'
import { receive } from '../../../src/engines/callbacks/receive.ts'
import { deliver } from '../../../src/engines/delivery/deliver.ts'
import { bareHub, NINE, type BareHub, type SubmittedOrder } from '../../kit/bare-hub.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

interface Bench extends BareHub {
  attempt (order: SubmittedOrder): Promise<Date | undefined>
  show (order: SubmittedOrder): Promise<Awaited<ReturnType<typeof readApplication>>['orders'][number]>
  /** A callback about the order; answers what became of it. */
  tell (order: SubmittedOrder, state: string): Promise<string>
  exchanges (order: SubmittedOrder): Promise<string[]>
  transitions (order: SubmittedOrder): Promise<string[]>
  intents (order: SubmittedOrder): Promise<string[]>
  /** An order with a receipt, half an hour later. */
  silent (): Promise<SubmittedOrder>
}

function standing (state: string): { kind: 'found', nativeNumber?: string, status: object } {
  return { kind: 'found', ...state !== 'RECEIVED' && { nativeNumber: 'E1' }, status: { externalNo: 'x', state, stateTime: '2026-01-05T09:20:00+08:00' } }
}

async function bench (t: Test): Promise<Bench> {
  const bare = await bareHub(t, { slug: 'enn' })
  const { hub, enterprise, told, rows, clock } = bare
  const handler = deliver(hub, enterprise)
  const list = async (statement: string, { orderId }: SubmittedOrder): Promise<string[]> => (await rows(statement, [orderId])).map(row => Object.values(row).join(' '))
  told.place = async () => ({ kind: 'receipt' })
  enterprise.adapter.callback = {
    accept: async ({ body }) => JSON.parse(body.toString()),
    answer: outcome => ({ status: 200, headers: {}, body: outcome })
  }

  return {
    ...bare,
    attempt: order => handler(order.intentId),
    show: async order => (await readApplication(hub, EVERYTHING, order.jointNumber)).orders[0]!,
    async tell (order, state) {
      const { status, nativeNumber } = standing(state)
      const body = Buffer.from(JSON.stringify({ reference: order.reference, messageId: `${order.reference} ${state}`, nativeNumber, status }))
      await receive(hub, 'enn', { method: 'POST', url: '/v1/callbacks/enn', query: {}, headers: {}, body })
      return (await rows('select state from callbacks where order_id = $1 order by id desc limit 1', [order.orderId]))[0].state
    },
    exchanges: order => list('select attempt, kind, outcome from exchanges where order_id = $1 order by id', order),
    transitions: order => list('select state, source from transitions where order_id = $1 order by sequence', order),
    intents: order => list('select kind, state from intents where order_id = $1 order by kind', order),
    async silent () {
      const order = await bare.submit()
      clock.now = (await handler(order.intentId))!
      bare.calls.length = 0
      bare.lines.length = 0
      return order
    }
  }
}

function alerts (lines: string[]): string[] {
  return lines.map(line => JSON.parse(line)).filter(({ alert }) => alert).map(({ alert, code }) => `${alert} ${code}`)
}

test('a receipt', async t => {
  const { attempt, submit, show, exchanges, intents, tell, transitions, told, calls, clock } = await bench(t)

  await t.test('is no acknowledgement: the order waits for one, as long as the document says', async t => {
    const order = await submit()
    t.strictSame(await attempt(order), new Date(NINE.getTime() + 30 * MINUTE))
    t.match(await show(order), { state: 'received', delivery: { state: 'placed', stateLabel: '已送出待确认', attempts: 1, nextAttemptAt: '2026-01-05T09:30:00+08:00' } })
    t.strictSame(await exchanges(order), ['1 place receipt'])
    clock.pass(30 * MINUTE - 1)
    await attempt(order)
    t.strictSame(calls, ['place'], 'nobody is asked before')
    clock.now = NINE
  })

  await t.test('is followed by a callback, which is the acknowledgement', async t => {
    const order = await submit()
    await attempt(order)
    t.equal(await tell(order, 'ACCEPTED'), 'applied')
    t.match(await show(order), { state: 'accepted', nativeNumber: 'E1', delivery: { state: 'acknowledged', attempts: 1 } })
    t.strictSame(await transitions(order), ['received hub', 'submitted callback', 'accepted callback'])
    t.strictSame(await intents(order), ['place done', 'watch open'])
    calls.length = 0
    clock.pass(30 * MINUTE)
    t.equal(await attempt(order), undefined)
    t.strictSame(calls, [], 'there is nothing to ask about')
    clock.now = NINE
  })

  await t.test('that comes after the callback is not waited upon', async t => {
    const order = await submit()
    told.place = async () => {
      t.equal(await tell(order, 'ACCEPTED'), 'parked')
      return { kind: 'receipt' }
    }
    t.equal(await attempt(order), undefined)
    t.match(await show(order), { state: 'accepted', delivery: { state: 'acknowledged' } })
    t.strictSame(await intents(order), ['place done', 'watch open'])
  })
})

test('after half an hour of silence the enterprise is asked', async t => {
  const { attempt, silent, show, exchanges, intents, tell, told, calls, clock } = await bench(t)

  await t.test('and has the order', async t => {
    const order = await silent()
    told.inquire = async () => standing('SURVEYED')
    t.equal(await attempt(order), undefined)
    t.match(await show(order), { state: 'surveyed', nativeNumber: 'E1', delivery: { state: 'acknowledged' } })
    t.strictSame(await exchanges(order), ['1 place receipt', '2 inquire acknowledged'])
    t.strictSame(await intents(order), ['place done', 'watch open'])
  })

  await t.test('and has it, though nothing is decided', async t => {
    const order = await silent()
    told.inquire = async () => standing('RECEIVED')
    t.equal(await attempt(order), undefined)
    t.match(await show(order), { state: 'submitted', delivery: { state: 'acknowledged' } })
  })

  await t.test('and does not know it: it is placed again under its reference, and waits anew', async t => {
    const order = await silent()
    const given: unknown[] = []
    told.inquire = async () => ({ kind: 'notFound' })
    told.place = async native => {
      given.push(native)
      return { kind: 'receipt' }
    }
    t.strictSame(await attempt(order), new Date(clock.now.getTime() + 30 * MINUTE))
    t.match(given, [{ externalNo: order.reference }])
    t.match(await show(order), { state: 'received', delivery: { state: 'placed', attempts: 2 } })
    t.strictSame(await exchanges(order), ['1 place receipt', '2 inquire notFound', '2 place receipt'])
  })

  await t.test('and tells while it is being asked: what it told stands', async t => {
    const order = await silent()
    told.inquire = async () => {
      t.equal(await tell(order, 'ACCEPTED'), 'applied')
      return { kind: 'notFound' }
    }
    told.place = async () => ({ kind: 'receipt' })
    t.equal(await attempt(order), undefined)
    t.match(await show(order), { state: 'accepted', delivery: { state: 'acknowledged' } })
    t.strictSame(await intents(order), ['place done', 'watch open'])
  })

  await t.test('and tells while it fails to answer: it is not given up', async t => {
    const order = await silent()
    told.inquire = async () => {
      await tell(order, 'ACCEPTED')
      throw new Failure({ comeBack: 'never', fault: 'hub', code: '401', message: 'x' })
    }
    t.equal(await attempt(order), undefined)
    const { state, delivery } = await show(order)
    t.match({ state, delivery }, { state: 'accepted', delivery: { state: 'acknowledged' } })
    t.equal(delivery.failure, undefined)
    t.strictSame(await intents(order), ['place done', 'watch open'])
  })

  await t.test('and does not answer: it is asked again at growing intervals, and not given the order again', async t => {
    const order = await silent()
    told.inquire = async () => { throw new Failure({ comeBack: 'later', fault: 'enterprise', code: '500', message: 'x' }) }
    for (const wait of [20, 40, 80]) {
      t.strictSame(await attempt(order), new Date(clock.now.getTime() + wait * SECOND))
      t.match(await show(order), { delivery: { state: 'placed', failure: { code: '500' } } })
      clock.pass(wait * SECOND)
    }
    t.strictSame(calls, ['inquire', 'inquire', 'inquire'])
  })
})

test('an acknowledgement that never comes ends in front of a person', async t => {
  const { attempt, silent, show, told, calls, clock, lines, rows } = await bench(t)

  async function toTheEnd (order: SubmittedOrder): Promise<void> {
    for (let again = await attempt(order); again; again = await attempt(order)) clock.now = again
  }

  await t.test('from an enterprise that does not answer', async t => {
    const order = await silent()
    told.inquire = async () => { throw new Failure({ comeBack: 'later', fault: 'enterprise', code: '500', message: 'x' }) }
    await toTheEnd(order)
    t.match(await show(order), { delivery: { state: 'undeliverable', failure: { code: '500' } } })
    t.strictSame(alerts(lines), ['undeliverable 500'])
    t.strictSame(await rows('select ask_first from intents where id = $1', [order.intentId]), [{ ask_first: true }], 'whoever opens it anew has it asked first')
  })

  await t.test('from an enterprise that gives one receipt after the other and never has the order', async t => {
    const order = await silent()
    const opened = clock.now.getTime() - 30 * MINUTE
    told.inquire = async () => ({ kind: 'notFound' })
    await toTheEnd(order)
    t.match(await show(order), { delivery: { state: 'undeliverable', failure: { code: 'unacknowledged' } } })
    t.strictSame(alerts(lines), ['undeliverable unacknowledged'])
    t.equal(calls.filter(call => call === 'place').length, 144, 'every half hour of three days')
    t.equal(clock.now.getTime() - opened, 72 * HOUR + 30 * MINUTE)
    t.equal(calls.at(-1), 'inquire', 'and asked for the last time')
  })
})
