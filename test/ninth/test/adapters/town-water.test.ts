/** 乡镇水厂's adapter: every operation against its simulator, every answer of its contract, every callback it must not believe. */
import Fastify from 'fastify'
import { test, type Test } from 'tap'
import { adapter as townWater, signTownWater } from '../../adapters/town-water.ts'
import type { components } from '../../openapi/enterprises/town-water.d.ts'
import { simulate } from '../../simulators/town-water.ts'
import { adapterContext } from '../kit/adapter-context.ts'

type Native = components['schemas']

const NOW = new Date('2026-01-05T09:30:15.123+08:00')
const key = { reference: 'JXLB000009-W' }

const order: Native['Order'] = {
  reference: key.reference,
  kind: '新装',
  customer: { type: '个人', name: '汪小溪', certificate: '身份证', certificateNo: '11010519491231002X' },
  contact: { name: '汪小溪', phone: '13800000001' },
  address: '泾县泾川镇桃花潭路18号',
  demand: 0.5
}

const status: Native['Status'] = { reference: key.reference, worksNo: 'SC000001', status: '受理', changedAt: '2026-01-05T09:30:15.123+08:00' }

function connect (t: Test, baseUrl: string, secret = 'works-sandbox-secret') {
  const settings = townWater.settings.parse({
    baseUrl,
    credentials: { key: 'LB341823', secret },
    callback: { key: 'LB341823', secret: 'works-callback-secret' }
  })
  const context = adapterContext(settings, () => NOW)
  const adapter = townWater.connect(context)
  t.teardown(() => adapter.close())
  return { adapter, context }
}

async function start (t: Test, secret?: string) {
  const simulator = await simulate({ now: () => NOW })
  t.teardown(() => simulator.close())
  return { simulator, ...connect(t, simulator.url, secret) }
}

/** An adapter whose every request is answered the same. */
async function answered (t: Test, code: number, body: unknown) {
  const app = Fastify()
  app.all('/*', async (_request, reply) => reply.code(code).send(body))
  t.teardown(() => app.close())
  return connect(t, await app.listen({ host: '127.0.0.1', port: 0 })).adapter
}

/** The facts of the failure a promise ends in. */
async function facts (promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(() => 'no failure', error => error.facts ?? error)
}

test('the signature is HMAC-SHA256 over timestamp and body', async t => {
  t.equal(signTownWater('works-sandbox-secret', '1767576615123', '{"reference":"JXLB000009-W"}'), '23d44e805a1de9600a20949f427c60329c9b0749181aab7d506be825f82404dc')
  t.equal(signTownWater('works-sandbox-secret', '1767576615123', ''), '73e267548656a25149df3b76c42869c0250882f88ecf724889a1a11f368f1648')
})

test('an order is placed once, however often it is sent', async t => {
  const { adapter, simulator, context } = await start(t)
  const placed = { kind: 'acknowledged', nativeNumber: 'SC000001', status }
  t.strictSame(await adapter.place(order), placed)
  t.strictSame(await adapter.place(order), placed)
  t.strictSame([...simulator.orders.values()].map(({ content, placements }) => ({ content, placements })), [{ content: order, placements: 2 }])
  t.equal(context.paced(), 2)
})

test('an order is asked after', async t => {
  const { adapter } = await start(t)
  t.strictSame(await adapter.inquire(key), { kind: 'notFound' })
  await adapter.place(order)
  t.strictSame(await adapter.inquire(key), { kind: 'found', nativeNumber: 'SC000001', status })
})

test('material is sent when it is wanted', async t => {
  const { adapter, simulator } = await start(t)
  await adapter.place(order)
  t.match(await facts(adapter.supplement(key, order, order)), { code: 'http-409', comeBack: 'never' })
  await simulator.move(key.reference, '补件')
  await adapter.supplement(key, { ...order, demand: 0.8 }, order)
  t.match(simulator.orders.get(key.reference), { content: { demand: 0.8 } })
})

test('an order is cancelled, or it is too late', async t => {
  const { adapter, simulator } = await start(t)
  await adapter.place(order)
  await simulator.move(key.reference, '施工')
  t.strictSame(await adapter.withdraw(key, '暂缓'), { kind: 'tooLate', reason: '已施工或已办结，不能撤销' })
  await simulator.move(key.reference, '踏勘')
  t.strictSame(await adapter.withdraw(key, '暂缓'), { kind: 'withdrawn' })
})

test('what is wrong says whose fault it is and whether to come back', async t => {
  const { adapter } = await start(t)
  t.match(await facts(adapter.place({ ...order, kind: '拆除' as '其他' })), { code: 'contract', comeBack: 'never', fault: 'hub', alert: true }, 'our own mistake is not sent')
  t.match(await facts(adapter.withdraw(key, '暂缓')), { code: 'http-404', comeBack: 'never', fault: 'enterprise' })
  const stranger = await start(t, 'wrong')
  t.match(await facts(stranger.adapter.place(order)), { code: 'http-401', comeBack: 'never', fault: 'hub', alert: true })
  t.match(await facts((await answered(t, 400, { message: '缺少必填字段', field: 'demand' })).place(order)), { code: 'http-400', comeBack: 'never', fault: 'application', message: 'demand：缺少必填字段' })
  t.match(await facts((await answered(t, 418, { message: '?' })).place(order)), { code: 'http-418', comeBack: 'askFirst' })
  t.match(await facts((await answered(t, 200, { ...status, reference: 'JXLB000008-W' })).inquire(key)), { code: 'unreadable', comeBack: 'askFirst' })
  t.match(await facts((await answered(t, 201, '<html>')).place(order)), { code: 'unreadable', comeBack: 'askFirst' })
})

const notification = { eventId: 'e1', ...status, status: '踏勘' }

function request (content: object | string, { secret = 'works-callback-secret', at = NOW, ...headers }: { secret?: string, at?: Date, 'x-works-key'?: string } = {}) {
  const body = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content))
  const timestamp = String(at.getTime())
  return {
    method: 'POST',
    url: '/v1/callbacks/town-water',
    query: {},
    headers: { 'x-works-key': 'LB341823', 'x-works-timestamp': timestamp, 'x-works-signature': signTownWater(secret, timestamp, body), ...headers },
    body
  }
}

test('a callback is believed and acknowledged', async t => {
  const { callback: side } = connect(t, 'http://127.0.0.1:1').adapter
  const message = request(notification)
  t.strictSame(await side!.accept(message), { reference: key.reference, messageId: 'e1', nativeNumber: 'SC000001', status: { ...status, status: '踏勘' } })
  t.match(side!.answer('stored', message), { status: 200, body: '{"taken":true}' })
})

for (const [what, message, reason, code] of [
  ['signed with another secret', request(notification, { secret: 'works-sandbox-secret' }), 'signature', 401],
  ['of another body', { ...request(notification), body: Buffer.from(JSON.stringify({ ...notification, status: '通水' })) }, 'signature', 401],
  ['not signed', { ...request(notification), headers: {} }, 'signature', 401],
  ['of a stranger', request(notification, { 'x-works-key': 'LB000000' }), 'signature', 401],
  ['of six minutes ago', request(notification, { at: new Date(NOW.getTime() - 360_000) }), 'stale', 401],
  ['without its event id', request(status), 'malformed', 400],
  ['cut off', request('{"eventId":"e1"'), 'malformed', 400]
] as const) {
  test(`a callback ${what} is refused`, async t => {
    const { callback: side } = connect(t, 'http://127.0.0.1:1').adapter
    t.equal(await side!.accept(message).then(() => 'believed', error => error.reason), reason)
    t.equal(side!.answer(reason, message).status, code)
  })
}
