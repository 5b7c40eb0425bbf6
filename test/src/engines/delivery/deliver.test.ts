/** Attempts at one order, one after the other under a clock that is set, with an enterprise that does as it is told. */
import { test, type Test } from 'tap'
import { Failure, type FailureFacts } from '../../../../adapters/failure.ts'
import type { OrderProgressed } from '../../../../simulators/portal.ts'
import { EVERYTHING } from '../../../../src/ground/access/visible.ts'
import { inWork } from '../../../../src/ground/database/work.ts'
import { readApplication } from '../../../../src/views/applications.ts'
import { readFigures } from '../../../../src/views/figures.ts'
import { deliver } from '../../../../src/engines/delivery/deliver.ts'
import { claimIntent } from '../../../kit/attempts.ts'
import { bareHub, NINE, type BareHub, type SubmittedOrder } from '../../../kit/bare-hub.ts'

type Order = Awaited<ReturnType<typeof readApplication>>['orders'][number]

const SECOND = 1000
/** Of the sandbox settings: four exchanges within the time-out, and ten seconds. */
const LEASE = 4 * 15 * SECOND + 10 * SECOND
const FOUND = { kind: 'found', nativeNumber: '56001', status: { ORDER_STATE: '10', STATE_DATE: '20260105090000' } } as const

function fails (comeBack: FailureFacts['comeBack'], facts: Partial<FailureFacts> = {}): () => Promise<never> {
  return async () => { throw new Failure({ comeBack, fault: 'enterprise', code: '9074', message: '系统超时', ...facts }) }
}

function after (milliseconds: number): Date {
  return new Date(NINE.getTime() + milliseconds)
}

interface Bench extends BareHub {
  /** One ring of the order's alarm. */
  attempt (order: SubmittedOrder): Promise<Date | undefined>
  show (order: SubmittedOrder): Promise<Order>
  exchanges (order: SubmittedOrder): Promise<string[]>
}

async function bench (t: Test): Promise<Bench> {
  const bare = await bareHub(t)
  const handler = deliver(bare.hub, bare.enterprise)
  return {
    ...bare,
    attempt: order => handler(order.intentId),
    show: async order => (await readApplication(bare.hub, EVERYTHING, order.jointNumber)).orders[0]!,
    exchanges: async ({ orderId }) => (await bare.rows('select kind, attempt, outcome from exchanges where order_id = $1 order by id', [orderId]))
      .map(({ kind, attempt, outcome }) => `${attempt} ${kind} ${outcome}`)
  }
}

function alerts (lines: string[]): string[] {
  return lines.map(line => JSON.parse(line)).filter(({ level, alert }) => level >= 50 && alert).map(({ alert, code }) => `${alert} ${code}`)
}

test('an order that the enterprise takes', async t => {
  const { attempt, show, submit, told, calls, clock, alarms, rows, exchanges } = await bench(t)

  await t.test('is acknowledged, numbered, and watched from then on', async t => {
    const order = await submit()
    alarms.length = 0
    told.place = async native => {
      t.match(native, { SUBSCRIBE_ID: order.reference, CUST_NAME_CHINESE: '王小梅' }, 'the order as its mapping writes it')
      return { kind: 'acknowledged', nativeNumber: '56001' }
    }
    t.equal(await attempt(order), undefined)
    t.match(await show(order), { state: 'submitted', nativeNumber: '56001', delivery: { state: 'acknowledged', attempts: 1 } })
    t.strictSame(await exchanges(order), ['1 place acknowledged'])
    const [watch] = await rows("select id, due_at from intents where order_id = $1 and kind = 'watch'", [order.orderId])
    t.strictSame(watch.due_at, after(30 * 60 * SECOND))
    t.strictSame(alarms.map(({ queue, id }) => `${queue} ${queue === 'portal' ? '' : id}`).sort(), ['portal ', `unicom ${watch.id}`],
      'an alarm for the portal, an alarm for the watch')
  })

  await t.test('is not handed over again, whoever rings', async t => {
    const order = await submit()
    told.place = async () => ({ kind: 'acknowledged' })
    await attempt(order)
    calls.length = 0
    t.equal(await attempt(order), undefined)
    clock.pass(24 * 3600 * SECOND)
    t.equal(await attempt(order), undefined)
    t.strictSame(calls, [])
    clock.now = NINE
  })

  await t.test('moves on at once when the acknowledgement tells where it stands', async t => {
    const order = await submit()
    told.place = async () => ({ kind: 'acknowledged', status: { ORDER_STATE: '20', STATE_DATE: '20260105090000' } })
    await attempt(order)
    t.match(await show(order), { state: 'dispatched', statusCode: 8 })
    t.strictSame((await rows('select state from transitions where order_id = $1 order by sequence', [order.orderId])).map(({ state }) => state),
      ['received', 'submitted', 'dispatched'])
  })

  await t.test('is refused when the enterprise declines the business', async t => {
    const order = await submit()
    told.place = async () => ({ kind: 'refused', code: '1010', reason: '资源不具备' })
    t.equal(await attempt(order), undefined)
    t.match(await show(order), { state: 'refused', statusCode: 4, remark: '资源不具备', delivery: { state: 'acknowledged' } })
    t.strictSame(await rows("select id from intents where order_id = $1 and state = 'open'", [order.orderId]), [], 'nothing is owed any more')
    t.strictSame(await exchanges(order), ['1 place refused'])
  })
})

test('a failure before the enterprise could act', async t => {
  const { attempt, show, submit, told, calls, clock, exchanges, alarms, lines } = await bench(t)
  const order = await submit()
  told.place = fails('later', { code: 'connection', message: '无法连接企业系统' })

  t.strictSame(await attempt(order), after(10 * SECOND), 'the alarm rings again after the first wait')
  t.match(await show(order), {
    state: 'received', delivery: { state: 'pending', attempts: 1, nextAttemptAt: '2026-01-05T09:00:10+08:00', failure: { code: 'connection', message: '无法连接企业系统' } }
  })
  t.strictSame(await attempt(order), after(10 * SECOND), 'an alarm that rings too early is put off')
  t.strictSame(calls, ['place'])

  clock.pass(10 * SECOND)
  t.strictSame(await attempt(order), after(30 * SECOND), 'after twice the wait')
  clock.pass(20 * SECOND)
  told.place = async () => ({ kind: 'acknowledged', nativeNumber: '56001' })
  alarms.length = 0
  t.equal(await attempt(order), undefined)
  const delivered = await show(order)
  t.match(delivered, { state: 'submitted', delivery: { state: 'acknowledged', attempts: 3 } })
  t.notOk(delivered.delivery.failure || delivered.delivery.nextAttemptAt, 'what went wrong before is no news any more')
  t.strictSame(calls, ['place', 'place', 'place'], 'there was nothing to ask about')
  t.strictSame(await exchanges(order), ['1 place failed', '2 place failed', '3 place acknowledged'])
  t.strictSame(alerts(lines), [], 'and nobody was called')
})

test('a failure after which the outcome is unknown', async t => {
  const { attempt, show, submit, told, calls, clock, exchanges } = await bench(t)

  async function unknown (): Promise<SubmittedOrder> {
    const order = await submit()
    told.place = fails('askFirst', { code: 'timeout' })
    const again = await attempt(order)
    t.match(await show(order), { state: 'received', delivery: { state: 'unknown', failure: { code: 'timeout' } } })
    clock.now = again!
    calls.length = 0
    return order
  }

  await t.test('the enterprise has the order: it is not placed again', async t => {
    const order = await unknown()
    told.inquire = async key => {
      t.strictSame(key, { reference: order.reference })
      return FOUND
    }
    t.equal(await attempt(order), undefined)
    t.strictSame(calls, ['inquire'])
    t.match(await show(order), { state: 'accepted', nativeNumber: '56001', delivery: { state: 'acknowledged' } })
    t.strictSame(await exchanges(order), ['1 place failed', '2 inquire acknowledged'])
  })

  await t.test('the enterprise does not know it: it is placed under the same reference', async t => {
    const order = await unknown()
    told.inquire = async () => ({ kind: 'notFound' })
    told.place = async native => {
      t.match(native, { SUBSCRIBE_ID: order.reference })
      return { kind: 'acknowledged' }
    }
    t.equal(await attempt(order), undefined)
    t.strictSame(calls, ['inquire', 'place'])
    t.match(await show(order), { state: 'submitted', delivery: { state: 'acknowledged' } })
    t.strictSame(await exchanges(order), ['1 place failed', '2 inquire notFound', '2 place acknowledged'])
  })

  for (const comeBack of ['later', 'askFirst'] as const) {
    await t.test(`an inquiry that fails (${comeBack}) leaves it as unknown as it was`, async t => {
      const order = await unknown()
      told.inquire = fails(comeBack, { code: 'http-429' })
      for (const attempts of [2, 3, 4]) {
        const again = await attempt(order)
        t.match(await show(order), { delivery: { state: 'unknown', attempts, failure: { code: 'http-429' } } })
        clock.now = again!
      }
      t.strictSame(calls, ['inquire', 'inquire', 'inquire'], 'asked again and again, never placed')
      told.inquire = async () => FOUND
      t.equal(await attempt(order), undefined)
      t.strictSame(calls, ['inquire', 'inquire', 'inquire', 'inquire'])
      t.match(await show(order), { delivery: { state: 'acknowledged' } })
    })
  }

  await t.test('asked and not known, then refused a connection: the next attempt need not ask', async t => {
    const order = await unknown()
    told.inquire = async () => ({ kind: 'notFound' })
    told.place = fails('later')
    clock.now = (await attempt(order))!
    calls.length = 0
    t.match(await show(order), { delivery: { state: 'pending' } })
    await attempt(order)
    t.strictSame(calls, ['place'])
  })
})

test('an enterprise that turns the request away for now', async t => {
  const { attempt, show, submit, told, calls, clock, exchanges } = await bench(t)
  const busy = (retryAfter?: number): () => Promise<never> => fails('later', { code: 'http-429', condition: 'busy', ...retryAfter !== undefined && { retryAfter } })

  await t.test('costs no attempt, however often it does, and the wait does not grow', async t => {
    const order = await submit()
    told.place = busy()
    for (let times = 0; times < 20; times++) {
      t.strictSame(await attempt(order), new Date(clock.now.getTime() + 10 * SECOND))
      t.match(await show(order), { delivery: { state: 'pending', attempts: 0, failure: { code: 'http-429' } } })
      clock.pass(10 * SECOND)
    }
    told.place = async () => ({ kind: 'acknowledged' })
    t.equal(await attempt(order), undefined)
    t.match(await show(order), { delivery: { state: 'acknowledged', attempts: 1 } })
    t.strictSame((await exchanges(order)).slice(-2), ['1 place failed', '1 place acknowledged'], 'the trail has each of them')
  })

  await t.test('is left alone as long as it asks, whatever failed before', async t => {
    const order = await submit()
    told.place = fails('later')
    for (let times = 0; times < 8; times++) clock.now = (await attempt(order))!
    told.place = busy(60 * SECOND)
    t.strictSame(await attempt(order), new Date(clock.now.getTime() + 65 * SECOND), 'and half the first wait, with the dice in the middle')
    t.match(await show(order), { delivery: { attempts: 8 } })
  })

  await t.test('asked about an unknown order, it leaves it unknown', async t => {
    const order = await submit()
    told.place = fails('askFirst')
    clock.now = (await attempt(order))!
    told.inquire = busy()
    clock.now = (await attempt(order))!
    t.match(await show(order), { delivery: { state: 'unknown', attempts: 1 } })
    calls.length = 0
    told.inquire = async () => FOUND
    await attempt(order)
    t.strictSame(calls, ['inquire'])
  })

  await t.test('given an order that it has just said it does not know, it leaves nothing unknown', async t => {
    const order = await submit()
    told.place = fails('askFirst')
    clock.now = (await attempt(order))!
    told.inquire = async () => ({ kind: 'notFound' })
    told.place = busy()
    clock.now = (await attempt(order))!
    t.match(await show(order), { delivery: { state: 'pending', attempts: 1 } })
    calls.length = 0
    await attempt(order)
    t.strictSame(calls, ['place'])
  })
})

test('in front of a person', async t => {
  let standing = 0
  const { hub, attempt, show, submit, told, calls, clock, lines, rows, enterprise: { settings: { delivery: { retry: { horizon } } } } } = await bench(t)

  async function givenUp (order: SubmittedOrder, code: string): Promise<void> {
    t.match(await show(order), { state: 'received', next: /服务专员/, delivery: { state: 'undeliverable', stateLabel: '需人工处理', failure: { code } } })
    t.strictSame(await rows('select state from intents where order_id = $1', [order.orderId]), [{ state: 'undeliverable' }])
    calls.length = 0
    clock.pass(30 * 24 * 3600 * SECOND)
    t.equal(await attempt(order), undefined)
    t.strictSame(calls, [], 'no further attempt')
    const { total } = await readFigures(hub, EVERYTHING, { from: '2026-01-01', to: '2026-12-31' })
    t.equal(total.undeliverable, ++standing, 'each is counted once')
  }

  await t.test('a failure that coming back does not mend', async t => {
    lines.length = 0
    const order = await submit()
    told.place = fails('never', { fault: 'application', code: '1001', message: '参数错误：CERT_CODE' })
    t.equal(await attempt(order), undefined)
    t.strictSame(alerts(lines), ['undeliverable 1001'])
    t.match(JSON.parse(lines.find(line => line.includes('"alert"'))!), { reference: order.reference, enterprise: 'unicom', level: 50 })
    await givenUp(order, '1001')
  })

  await t.test('an inquiry that coming back does not mend', async t => {
    lines.length = 0
    const order = await submit()
    told.place = fails('askFirst')
    clock.now = (await attempt(order))!
    told.inquire = fails('never', { fault: 'hub', code: '10001', alert: true })
    t.equal(await attempt(order), undefined)
    t.strictSame(alerts(lines), ['undeliverable 10001'])
    t.strictSame(await rows('select ask_first from intents where id = $1', [order.intentId]), [{ ask_first: true }], 'it is as unknown as it was')
    await givenUp(order, '10001')
  })

  await t.test('the horizon', async t => {
    lines.length = 0
    const order = await submit()
    const opened = clock.now.getTime()
    told.place = fails('later', { code: 'connection' })
    let attempts = 0
    for (let again: Date | undefined = clock.now; again; attempts++) {
      clock.now = again
      again = await attempt(order)
    }
    t.ok(clock.now.getTime() <= opened + horizon, 'no attempt beyond it')
    t.ok(attempts > 70, 'many before it')
    t.strictSame(alerts(lines), ['undeliverable connection'], 'one alert, at the end')
    await givenUp(order, 'connection')
  })

  await t.test('a failure that an operator must hear of at once is tried again all the same', async t => {
    lines.length = 0
    const order = await submit()
    told.place = fails('later', { code: '20001', alert: true })
    clock.now = (await attempt(order))!
    t.strictSame(alerts(lines), ['delivery 20001'])
    told.place = async () => ({ kind: 'acknowledged' })
    await attempt(order)
    t.match(await show(order), { delivery: { state: 'acknowledged' } })
  })
})

test('a fault of the hub\'s own', async t => {
  const { attempt, show, submit, told, calls, clock, lines, rows, exchanges } = await bench(t)

  await t.test('before an answer leaves the outcome unknown and is told', async t => {
    const order = await submit()
    told.place = async () => { throw new TypeError('undefined is not a function') }
    clock.now = (await attempt(order))!
    t.match(await show(order), { delivery: { state: 'unknown', failure: { code: 'internal' } } })
    t.strictSame(alerts(lines), ['delivery internal'])
    calls.length = 0
    await attempt(order)
    t.strictSame(calls.slice(0, 1), ['inquire'])
  })

  await t.test('an answer that cannot be stored is asked for again', async t => {
    const order = await submit()
    told.place = async () => ({ kind: 'acknowledged', nativeNumber: '56009' })
    told.inquire = async () => ({ ...FOUND, nativeNumber: '56009' })
    calls.length = 0
    await rows('alter table transitions add constraint refuses check (false) not valid')
    clock.now = (await attempt(order))!
    await rows('alter table transitions drop constraint refuses')
    t.match(await show(order), { state: 'received', delivery: { state: 'unknown', failure: { code: 'internal' } } }, 'half of it was not stored either')
    t.equal(await attempt(order), undefined)
    t.strictSame(calls, ['place', 'inquire'])
    t.match(await show(order), { state: 'accepted', nativeNumber: '56009', delivery: { state: 'acknowledged' } })
    t.strictSame((await exchanges(order)).at(-1), '2 inquire acknowledged')
  })
})

test('an exchange that cannot be written down does not keep what follows from being stored', async t => {
  const { attempt, show, submit, told, calls, exchanges, lines, rows, clock } = await bench(t)
  const order = await submit()
  await rows('alter table exchanges add constraint refuses check (false) not valid')
  const again = await attempt(order)
  t.ok(again! < after(LEASE), 'it comes back before the lease would have ended')
  t.match(await show(order), { delivery: { state: 'unknown', failure: { code: 'internal' } } })
  t.strictSame(await exchanges(order), [])
  t.ok(lines.some(line => line.includes('exchange not written down')))
  await rows('alter table exchanges drop constraint refuses')
  told.inquire = async () => FOUND
  clock.now = again!
  t.equal(await attempt(order), undefined)
  t.strictSame(calls, ['place', 'inquire'], 'it was asked, and not given the order again')
  t.match(await show(order), { delivery: { state: 'acknowledged' } })
  t.strictSame(await exchanges(order), ['2 inquire acknowledged'])
})

test('a process that dies between claim and outcome', async t => {
  const { attempt, show, submit, told, calls, clock, hub } = await bench(t)

  for (const [name, answer, expected] of [
    ['had handed the order over', FOUND, ['inquire']],
    ['had not', { kind: 'notFound' }, ['inquire', 'place']]
  ] as const) {
    await t.test(name, async t => {
      const order = await submit()
      const end = new Date(clock.now.getTime() + LEASE)
      await claimIntent(hub, order.intentId, clock.now, end)
      told.inquire = async () => answer
      calls.length = 0
      t.strictSame(await attempt(order), end, 'nobody else is at it until the lease ends')
      t.strictSame(calls, [])
      clock.now = end
      t.equal(await attempt(order), undefined)
      t.strictSame(calls, expected)
      t.match(await show(order), { delivery: { state: 'acknowledged', attempts: 2 } })
    })
  }
})

test('two workers', async t => {
  const { attempt, show, submit, told, calls, clock } = await bench(t)

  await t.test('at once: the order is placed by one of them', async t => {
    const order = await submit()
    const rings = await Promise.all(Array.from({ length: 8 }, () => attempt(order)))
    t.strictSame(calls, ['place'])
    t.equal(rings.filter(again => again === undefined || again.getTime() === after(LEASE).getTime()).length, 8, 'the others come back after the lease')
  })

  await t.test('while one is still at it: the other waits for the end of the lease', async t => {
    const order = await submit()
    calls.length = 0
    const { promise: answer, resolve } = Promise.withResolvers<{ kind: 'acknowledged' }>()
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
    told.place = () => {
      begin()
      return answer
    }
    const slow = attempt(order)
    await begun
    clock.pass(LEASE - 1)
    t.strictSame(await attempt(order), new Date(clock.now.getTime() + 1))
    resolve({ kind: 'acknowledged' })
    await slow
    t.strictSame(calls, ['place'])
  })

  for (const comeBack of ['askFirst', 'later', 'never'] as const) {
    await t.test(`one that comes too late with a failure (${comeBack}) undoes nothing of what the other achieved`, async t => {
      const order = await submit()
      const { promise: hanging, reject } = Promise.withResolvers<never>()
      const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
      told.place = () => {
        begin()
        return hanging
      }
      told.inquire = async () => FOUND
      const slow = attempt(order)
      await begun
      clock.pass(LEASE)
      t.equal(await attempt(order), undefined)
      t.match(await show(order), { state: 'accepted', delivery: { state: 'acknowledged' } })
      reject(new Failure({ comeBack, fault: 'network', code: 'timeout', message: '企业系统未在时限内答复' }))
      await slow
      const { delivery } = await show(order)
      t.equal(delivery.state, 'acknowledged')
      t.equal(delivery.failure, undefined)
    })
  }
})

test('the portal is told of what was stored, and of nothing else', async t => {
  const { attempt, submit, told, rows } = await bench(t)
  const order = await submit()
  told.place = async () => ({ kind: 'acknowledged', status: { ORDER_STATE: '10', STATE_DATE: '20260105090000' } })
  await attempt(order)
  const notified = await rows(`
    select sequence, transitions.state from notifications join transitions using (application_serial, sequence)
    where order_id = $1 order by sequence`, [order.orderId])
  t.strictSame(notified.map(({ sequence, state }: Pick<OrderProgressed['data'], 'sequence' | 'state'>) => `${sequence} ${state}`), ['1 received', '2 submitted', '3 accepted'])
})

test('what somebody is changing at this moment is not waited for', async t => {
  const { hub, enterprise, submit, calls } = await bareHub(t)
  const { intentId } = await submit()
  const { promise: letGo, resolve } = Promise.withResolvers<void>()
  const { promise: held, resolve: hold } = Promise.withResolvers<void>()
  const holder = inWork(hub, async work => {
    await work.query('select from intents where id = $1 for update', [intentId])
    hold()
    await letGo
  })
  await held
  t.strictSame(await deliver(hub, enterprise)(intentId), new Date(NINE.getTime() + 250), 'it is come back to in a moment')
  t.strictSame(calls, [])
  resolve()
  await holder
  t.equal(await deliver(hub, enterprise)(intentId), undefined)
  t.strictSame(calls, ['place'])
})

test('what cannot be opened, its key being lost, keeps no other that is begun with it', async t => {
  const { attempt, submit, calls, rows } = await bench(t)
  const [lost, other] = [await submit(), await submit()]
  await rows(`update intents set kind = 'supplement', payload_sealed = decode(repeat('01', 64), 'hex') where id = '${lost.intentId}'`)
  const ends = await Promise.allSettled([attempt(lost), attempt(other)])
  t.strictSame(ends.map(({ status }) => status), ['rejected', 'fulfilled'])
  t.strictSame(calls, ['place'])
})
