/** An enterprise that falls silent and comes back, under a clock that is set. */
import { test, type Test } from 'tap'
import { Failure } from '../../../../adapters/failure.ts'
import { EVERYTHING } from '../../../../src/ground/access/visible.ts'
import { newCatalogue } from '../../../../src/views/catalogue.ts'
import { readApplication } from '../../../../src/views/applications.ts'
import { deliver } from '../../../../src/engines/delivery/deliver.ts'
import { bareHub, NINE, type BareHub, type SubmittedOrder } from '../../../kit/bare-hub.ts'

const SECOND = 1000
const HOUR = 3600 * SECOND
/** With the dice in the middle a hold ends half a wait after the probe, and half the first wait of a retry after that. */
const FIRST_HOLD = 30 * SECOND + 15 * SECOND + 5 * SECOND

const silent = async (): Promise<never> => { throw new Failure({ comeBack: 'askFirst', fault: 'network', code: 'timeout', message: '企业系统未在时限内答复', condition: 'down' }) }
const refusing = async (): Promise<never> => { throw new Failure({ comeBack: 'later', fault: 'network', code: 'connection', message: '无法连接企业系统', condition: 'down' }) }

interface Bench extends BareHub {
  attempt (order: SubmittedOrder): Promise<Date | undefined>
  /** As many new orders, each attempted once. */
  fail (count: number): Promise<SubmittedOrder[]>
  intent (order: SubmittedOrder): Promise<any>
  breaker (): Promise<any>
  health (): Promise<any>
}

async function bench (t: Test, adjust?: (delivery: any) => void): Promise<Bench> {
  const bare = await bareHub(t, { adjust: settings => adjust?.(settings.enterprises.unicom.delivery ??= {}) })
  const handler = deliver(bare.hub, bare.enterprise)
  const catalogue = newCatalogue(bare.hub)
  return {
    ...bare,
    attempt: order => handler(order.intentId),
    async fail (count) {
      const orders = []
      for (let index = 0; index < count; index++) {
        const order = await bare.submit()
        await handler(order.intentId)
        orders.push(order)
      }
      return orders
    },
    intent: async ({ intentId }) => (await bare.rows('select attempts, due_at, ask_first, held, state from intents where id = $1', [intentId]))[0],
    breaker: async () => (await bare.rows("select * from breakers where enterprise = 'unicom'"))[0],
    health: async () => (await catalogue()).find(({ slug }) => slug === 'unicom')!.health
  }
}

function alerts (lines: string[]): string[] {
  return lines.map(line => JSON.parse(line)).filter(({ alert }) => alert).map(({ alert }) => alert)
}

function after (milliseconds: number): Date {
  return new Date(NINE.getTime() + milliseconds)
}

test('a breaker', async t => {
  await t.test('opens after so many attempts in a row without an answer, and says so once', async t => {
    const { fail, told, breaker, health, lines } = await bench(t)
    t.match(await health(), { state: 'closed', stateLabel: '正常', failures: 0 })
    told.place = silent
    await fail(4)
    t.match(await breaker(), { state: 'closed', failures: 4, opened_at: null, probe_at: null })
    t.strictSame(alerts(lines), [])
    await fail(1)
    t.match(await breaker(), { state: 'open', failures: 5, opened_at: NINE, probe_at: after(30 * SECOND) })
    t.strictSame(await health(), { state: 'open', stateLabel: '无应答，暂停送单', failures: 5, since: '2026-01-05T09:00:00+08:00', nextProbeAt: '2026-01-05T09:00:30+08:00' })
    await fail(3)
    t.strictSame(alerts(lines), ['enterprise-down'])
  })

  await t.test('is closed again by any answer in between', async t => {
    const { fail, told, breaker } = await bench(t)
    for (const answers of [
      async () => ({ kind: 'acknowledged' }) as const,
      async () => { throw new Failure({ comeBack: 'never', fault: 'application', code: '1001', message: '参数错误' }) },
      async () => { throw new Failure({ comeBack: 'later', fault: 'enterprise', code: '8888', message: '业务系统异常' }) }
    ]) {
      told.place = refusing
      await fail(4)
      told.place = answers
      await fail(1)
      t.match(await breaker(), { state: 'closed', failures: 0 })
    }
  })

  await t.test('is moved neither way by what the enterprise did not say', async t => {
    const { fail, told, breaker } = await bench(t)
    told.place = refusing
    await fail(4)
    for (const facts of [
      { comeBack: 'askFirst', fault: 'enterprise', code: 'unreadable' },
      { comeBack: 'later', fault: 'hub', code: 'http-429', condition: 'busy' },
      { comeBack: 'never', fault: 'hub', code: 'contract' }
    ] as const) {
      told.place = async () => { throw new Failure({ ...facts, message: 'x' }) }
      await fail(1)
    }
    told.place = async () => { throw new TypeError('undefined is not a function') }
    await fail(1)
    t.match(await breaker(), { state: 'closed', failures: 4 })
  })
})

test('while it is open', async t => {
  const { fail, attempt, submit, told, calls, clock, intent, hub, breaker, lines } = await bench(t)
  told.place = silent
  const [unknown] = await fail(5)
  const waiting = await submit()
  calls.length = 0

  await t.test('what is due is held: no attempt, nothing sent, what is unknown stays so', async t => {
    t.strictSame(await attempt(waiting), after(FIRST_HOLD))
    t.match(await intent(waiting), { attempts: 0, due_at: after(FIRST_HOLD), ask_first: false, held: true })
    t.match((await readApplication(hub, EVERYTHING, waiting.jointNumber)).orders[0], { delivery: { state: 'pending', attempts: 0, failure: { code: 'enterprise-down' } } })
    clock.pass(10 * SECOND)
    t.strictSame(await attempt(unknown!), after(FIRST_HOLD))
    t.match(await intent(unknown!), { attempts: 1, ask_first: true, held: true })
    t.match((await readApplication(hub, EVERYTHING, unknown!.jointNumber)).orders[0], { delivery: { state: 'unknown', attempts: 1 } })
    t.strictSame(calls, [])
  })

  await t.test('one intent at a time goes through as a probe, at growing intervals', async t => {
    clock.now = after(FIRST_HOLD)
    const { promise: hanging, reject } = Promise.withResolvers<never>()
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
    told.place = () => {
      begin()
      return hanging
    }
    const probe = attempt(waiting)
    await begun
    t.match(await breaker(), { state: 'halfOpen', failures: 5 })
    const again = await attempt(unknown!)
    t.ok(again! > clock.now, 'the other is held')
    t.strictSame(calls, ['place'])
    reject(new Failure({ comeBack: 'askFirst', fault: 'network', code: 'timeout', message: 'x', condition: 'down' }))
    await probe
    t.match(await breaker(), { state: 'open', failures: 6, opened_at: NINE, probe_at: new Date(clock.now.getTime() + 60 * SECOND) })
    t.match(await intent(waiting), { attempts: 1, ask_first: true, held: false }, 'the probe was an attempt')

    told.inquire = silent
    for (const wait of [120, 240, 480, 600, 600]) {
      clock.pass(HOUR)
      await attempt(unknown!)
      t.match(await breaker(), { state: 'open', probe_at: new Date(clock.now.getTime() + wait * SECOND) })
    }
    t.strictSame(alerts(lines), ['enterprise-down'], 'and nobody is told again')
  })

  await t.test('an answer closes it and brings forward what was held', async t => {
    const [first, second] = [await submit(), await submit()]
    for (const order of [first, second]) await attempt(order)
    clock.pass(HOUR)
    for (const order of [first, second]) t.ok((await intent(order)).held)
    told.inquire = async () => ({ kind: 'notFound' })
    told.place = async () => ({ kind: 'acknowledged' })
    await attempt(unknown!)
    t.match(await breaker(), { state: 'closed', failures: 0, opened_at: null, probe_at: null })
    for (const order of [first, second]) t.notOk((await intent(order)).held)
    t.strictSame(alerts(lines), ['enterprise-down', 'enterprise-up'])
    t.match(JSON.parse(lines.find(line => line.includes('enterprise-up'))!), { enterprise: 'unicom', released: 2 })
    await attempt(first)
    t.match((await readApplication(hub, EVERYTHING, first.jointNumber)).orders[0], { delivery: { state: 'acknowledged', attempts: 1 } })
  })
})

test('what was held is brought forward evenly, the oldest first', async t => {
  const { fail, attempt, submit, told, clock, intent, rows } = await bench(t, delivery => { delivery.breaker = { first: '10m', ceiling: '10m' } })
  told.place = refusing
  const [probe] = await fail(5)
  const held = []
  for (let index = 0; index < 3; index++) {
    clock.pass(SECOND)
    const order = await submit()
    await attempt(order)
    held.push(order)
  }
  await rows('update breakers set probe_at = $1', [clock.now])
  clock.pass(10 * SECOND)
  told.place = async () => ({ kind: 'acknowledged' })
  await attempt(probe!)
  t.strictSame(await Promise.all(held.map(async order => (await intent(order)).due_at)), [0, 300, 600].map(seconds => new Date(clock.now.getTime() + seconds * SECOND)))
})

test('a probe that finds nothing out makes room for another', async t => {
  const { fail, attempt, told, clock, breaker } = await bench(t)
  told.place = refusing
  const [first, second] = await fail(5)
  clock.pass(HOUR)
  told.place = async () => { throw new Failure({ comeBack: 'askFirst', fault: 'enterprise', code: 'unreadable', message: 'x' }) }
  await attempt(first!)
  t.match(await breaker(), { state: 'open', failures: 5, probe_at: new Date(clock.now.getTime() + 30 * SECOND) })
  clock.pass(30 * SECOND)
  told.place = async () => ({ kind: 'acknowledged' })
  await attempt(second!)
  t.match(await breaker(), { state: 'closed' })
})

test('a probe whose process died counts as lost by the end of its lease', async t => {
  const { fail, attempt, told, clock, rows, breaker } = await bench(t)
  told.place = refusing
  const [first] = await fail(5)
  await rows("update breakers set state = 'halfOpen', probe_at = $1", [after(70 * SECOND)])
  clock.now = after(69 * SECOND)
  await attempt(first!)
  t.match(await breaker(), { state: 'halfOpen' })
  clock.now = after(HOUR)
  told.place = async () => ({ kind: 'acknowledged' })
  await attempt(first!)
  t.match(await breaker(), { state: 'closed' })
})

test('the horizon of a held intent runs out', async t => {
  const { fail, attempt, submit, told, clock, rows, lines, hub, calls } = await bench(t)
  told.place = refusing
  await fail(5)
  const order = await submit()
  calls.length = 0
  await rows("update breakers set probe_at = '2030-01-01'")
  clock.pass(72 * HOUR)
  t.equal(await attempt(order), undefined)
  t.match((await readApplication(hub, EVERYTHING, order.jointNumber)).orders[0], { delivery: { state: 'undeliverable', failure: { code: 'enterprise-down' } } })
  t.strictSame(alerts(lines), ['enterprise-down', 'undeliverable'])
  t.strictSame(calls, [])
})
