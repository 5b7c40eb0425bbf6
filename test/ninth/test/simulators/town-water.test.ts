/** The simulated 乡镇水厂 takes what its contract allows and refuses the rest in its own words. */
import Fastify from 'fastify'
import { test, type Test } from 'tap'
import { signature, simulate } from '../../simulators/town-water.ts'
import type { Simulator } from '../../simulators/simulator.ts'

const NOW = new Date('2026-01-05T09:30:15.123+08:00')

const order = {
  reference: 'JXLB000009-W',
  kind: '新装',
  customer: { type: '个人', name: '汪小溪', certificate: '身份证', certificateNo: '11010519491231002X' },
  contact: { name: '汪小溪', phone: '13800000001' },
  address: '泾县泾川镇桃花潭路18号',
  demand: 0.5
}

async function start (t: Test, callbackUrl?: string): Promise<Simulator> {
  const simulator = await simulate({ now: () => NOW, ...callbackUrl && { callbackUrl } })
  t.teardown(() => simulator.close())
  return simulator
}

interface Call { path?: string, body?: unknown, key?: string, secret?: string, at?: number }

async function call ({ url }: Simulator, { path = '', body, key = 'LB341823', secret = 'works-sandbox-secret', at = NOW.getTime() }: Call = {}): Promise<{ status: number, body: any }> {
  const sent = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)
  const answer = await fetch(`${url}/waterworks/v1/orders${path}`, {
    method: sent === '' ? 'GET' : 'POST',
    headers: { 'x-works-key': key, 'x-works-timestamp': String(at), 'x-works-signature': signature(secret, String(at), sent), ...sent !== '' && { 'content-type': 'application/json' } },
    ...sent !== '' && { body: sent }
  })
  return { status: answer.status, body: await answer.json() }
}

test('the signature is HMAC-SHA256 over timestamp and body', async t => {
  t.equal(signature('works-sandbox-secret', '1767576615123', '{"reference":"JXLB000009-W"}'), '23d44e805a1de9600a20949f427c60329c9b0749181aab7d506be825f82404dc')
  t.equal(signature('works-sandbox-secret', '1767576615123', ''), '73e267548656a25149df3b76c42869c0250882f88ecf724889a1a11f368f1648')
})

const { demand: _demand, ...withoutDemand } = order
for (const [what, given, refusal] of [
  ['a foreign key', { key: 'LB000000' }, { status: 401, body: { message: '接入标识不存在' } }],
  ['a wrong secret', { secret: 'wrong' }, { status: 401, body: { message: '签名错误' } }],
  ['a time six minutes off', { at: NOW.getTime() + 360_000 }, { status: 401, body: { message: '时间戳超出范围' } }],
  ['新装 without its demand', { body: withoutDemand }, { status: 400, body: { message: '缺少必填字段', field: 'demand' } }],
  ['a field of another service', { body: { ...order, mainCapacity: 8 } }, { status: 400, body: { message: '字段不符合要求', field: 'mainCapacity' } }],
  ['a kind it does not know', { body: { ...order, kind: '改管' } }, { status: 400, body: { message: '字段不符合要求', field: 'kind' } }],
  ['half a body', { body: '{"reference"' }, { status: 400, body: { message: '报文应为 UTF-8 编码的 JSON' } }]
] as const) {
  test(`${what} is refused`, async t => {
    const simulator = await start(t)
    t.strictSame(await call(simulator, { body: order, ...given }), refusal)
    t.equal(simulator.orders.size, 0)
  })
}

test('an order nobody placed is not found', async t => {
  const simulator = await start(t)
  for (const given of [{ path: '/JXLB000001-W' }, { path: '/JXLB000001-W/cancel', body: { reason: '暂缓' } }, { path: '/JXLB000001-W/supplement', body: order }]) {
    t.strictSame(await call(simulator, given), { status: 404, body: { message: '没有这个联办单号' } })
  }
})

test('an order is taken once and read', async t => {
  const simulator = await start(t)
  t.equal((await call(simulator, { body: order })).status, 201)
  const again = await call(simulator, { body: order })
  t.equal(again.status, 200)
  t.strictSame(await call(simulator, { path: '/JXLB000009-W' }), again)
})

test('every step is told with a signature of its own', async t => {
  const app = Fastify()
  const told: Array<{ headers: Record<string, unknown>, body: string }> = []
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  app.post<{ Body: string }>('/callback', async ({ headers, body }) => {
    told.push({ headers, body })
    return { taken: true }
  })
  t.teardown(() => app.close())
  const simulator = await start(t, `${await app.listen({ host: '127.0.0.1', port: 0 })}/callback`)
  await call(simulator, { body: order })
  await simulator.move('JXLB000009-W', '退件', '不在供水管网范围')
  t.equal(told.length, 1)
  const { headers, body } = told[0]!
  t.match(JSON.parse(body), { eventId: /./, reference: 'JXLB000009-W', worksNo: 'SC000001', status: '退件', remark: '不在供水管网范围' })
  t.equal(headers['x-works-key'], 'LB341823')
  t.equal(headers['x-works-signature'], signature('works-callback-secret', String(NOW.getTime()), body))
})
