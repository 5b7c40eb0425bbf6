/** 新奥燃气's adapter: its signature against the document's vector, every operation against its simulator, every answer the document knows. */
import Fastify from 'fastify'
import { test, type Test } from 'tap'
import type { Adapter, NativeRequest } from '../../adapters/adapter.ts'
import { adapter as ennAdapter } from '../../adapters/enn.ts'
import { signEnn } from '../../adapters/enn-signature.ts'
import type { components } from '../../openapi/enterprises/enn.d.ts'
import { simulate as simulateEnn, type EnnOptions } from '../../simulators/enn.ts'
import { adapterContext } from '../kit/adapter-context.ts'

type Schemas = components['schemas']
type EnnAdapter = Adapter<Schemas['Order'], Schemas['Status']>

const NOW = new Date('2026-01-05T09:30:15.123+08:00')
const REFERENCE = 'JXLB000002-G'
const HUB = 'https://hub.example/v1/callbacks/enn'

const order: Schemas['Order'] = {
  externalNo: REFERENCE,
  service: 'IGNITION',
  premises: { nature: 'RESIDENTIAL', address: '泾县泾川镇桃花潭路18号', regionCode: '341823' },
  customer: { kind: 'PERSON', name: '汪小溪', idType: 'RESIDENT_ID', idNo: '11010519491231002X' },
  contact: { name: '汪小溪', mobile: '13800000001' },
  note: '下午在家'
}

function settings (baseUrl: string, more: { timeout?: string, path?: string, secret?: string } = {}) {
  return ennAdapter.settings.parse({
    baseUrl,
    timeout: more.timeout ?? '5s',
    credentials: { accessKey: 'LB341823', secret: more.secret ?? 'enn-sandbox-secret' },
    callback: { accessKey: 'LB341823', secret: 'enn-callback-secret', ...more.path && { path: more.path } }
  })
}

async function start (t: Test, options: EnnOptions = {}, more: Parameters<typeof settings>[1] = {}) {
  const simulator = await simulateEnn({ now: () => NOW, ...options })
  t.teardown(() => simulator.close())
  const context = adapterContext(settings(simulator.url + (options.gatewayPath ?? ''), more), () => NOW)
  const adapter = ennAdapter.connect(context)
  t.teardown(() => adapter.close())
  return { simulator, adapter, context }
}

/** An adapter whose every request is answered the same, and what it sent. */
async function answered (t: Test, status: number, body: string, headers: Record<string, string> = {}) {
  const app = Fastify()
  const requests: Array<{ method: string, url: string, headers: Record<string, unknown>, body: unknown }> = []
  app.all('/*', async (request, reply) => {
    requests.push({ method: request.method, url: request.url, headers: request.headers, body: request.body })
    return reply.code(status).headers({ 'content-type': 'application/json', ...headers }).send(body)
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const adapter = ennAdapter.connect(adapterContext(settings(url), () => NOW))
  t.teardown(async () => { await adapter.close(); await app.close() })
  return { adapter, requests }
}

/** The facts of the failure a promise ends in. */
async function facts (promise: Promise<unknown>) {
  return promise.then(() => 'no failure', error => error.facts ?? error)
}

test('signature', async t => {
  await t.test('is the vector\'s', async t => {
    t.equal(signEnn('enn-sandbox-secret', {
      method: 'POST', path: '/jx-install/api/v1/applications', timestamp: '1767576615123', nonce: '7f3c9a1e5b2d4c60', body: '{"externalNo":"JXLB000002-G"}'
    }), 'eOI/zhUEIdjv8ruMTg0btBBuVqZgBAuyuQVtzpLeMXE=')
  })

  await t.test('counts the path from /jx-install on, whatever stands before it in the base URL', async t => {
    const { adapter, simulator } = await start(t, { gatewayPath: '/open/gas' })
    t.strictSame(await adapter.place(order), { kind: 'receipt' })
    t.equal((await adapter.inquire({ reference: REFERENCE })).kind, 'found')
    t.equal(simulator.orders.size, 1)
  })

  await t.test('has a nonce of 16 to 32 hexadecimal characters, new for every attempt', async t => {
    const { adapter, requests } = await answered(t, 202, '{"success":true,"data":{"receipt":"R1"}}')
    await adapter.place(order)
    await adapter.place(order)
    const nonces = requests.map(({ headers }) => headers['x-gw-nonce'] as string)
    t.equal(new Set(nonces).size, 2)
    for (const nonce of nonces) t.match(nonce, /^[0-9a-f]{16,32}$/)
    t.equal(requests[0]!.headers['x-gw-timestamp'], String(NOW.getTime()))
    t.equal(requests[0]!.headers['content-type'], 'application/json')
  })
})

test('place', async t => {
  await t.test('is answered with a receipt, which is no number and no acceptance', async t => {
    const { adapter, simulator, context } = await start(t)
    t.strictSame(await adapter.place(order), { kind: 'receipt' })
    t.strictSame(simulator.orders.get(REFERENCE)?.content, order)
    t.equal(simulator.orders.get(REFERENCE)?.status, 'RECEIVED')
    t.equal(context.paced(), 1)
  })

  await t.test('of a reference that exists (409) is the same receipt', async t => {
    const { adapter, simulator } = await start(t)
    await adapter.place(order)
    t.strictSame(await adapter.place(order), { kind: 'receipt' })
    t.equal(simulator.orders.size, 1)
    t.equal(simulator.orders.get(REFERENCE)?.placements, 2)
  })

  await t.test('does not send what the contract does not allow', async t => {
    const { adapter, context } = await start(t)
    const industrial: Schemas['Order'] = { ...order, premises: { ...order.premises, nature: 'INDUSTRIAL' } }
    t.match(await facts(adapter.place(industrial)), { comeBack: 'never', fault: 'hub', code: 'contract', alert: true })
    t.equal(context.paced(), 0)
  })

  await t.test('with a wrong field (400) never comes back, and names the field', async t => {
    const { adapter } = await answered(t, 400, '{"success":false,"code":"PARAM_INVALID","message":"格式错误","field":"contact.mobile"}')
    t.strictSame(await facts(adapter.place(order)), { comeBack: 'never', fault: 'application', code: 'PARAM_INVALID', message: 'contact.mobile：格式错误' })
  })

  await t.test('with a 400 that is not of ENN asks first', async t => {
    const { adapter } = await answered(t, 400, '<html>400 Bad Request</html>')
    t.match(await facts(adapter.place(order)), { comeBack: 'askFirst', code: 'unreadable' })
  })

  await t.test('with a wrong secret (401) never comes back, and alerts', async t => {
    const { adapter } = await start(t, {}, { secret: 'wrong' })
    t.strictSame(await facts(adapter.place(order)), { comeBack: 'never', fault: 'hub', alert: true, code: 'SIGNATURE_INVALID', message: '签名错误' })
  })

  await t.test('with a 401 page of the gateway itself never comes back either', async t => {
    const { adapter } = await answered(t, 401, '')
    t.strictSame(await facts(adapter.place(order)), { comeBack: 'never', fault: 'hub', alert: true, code: 'http-401', message: 'HTTP 401' })
  })

  await t.test('at a wrong base URL (404) never comes back, and alerts', async t => {
    const { adapter } = await answered(t, 404, '{"success":false,"code":"NO_ROUTE","message":"无此服务"}')
    t.match(await facts(adapter.place(order)), { comeBack: 'never', fault: 'hub', alert: true, code: 'NO_ROUTE' })
  })

  await t.test('with too many requests (429) waits as long as Retry-After says', async t => {
    const { adapter } = await answered(t, 429, '', { 'retry-after': '7' })
    t.match(await facts(adapter.place(order)), { comeBack: 'later', code: 'http-429', retryAfter: 7000 })
  })

  await t.test('with a status the document does not list asks first, and alerts', async t => {
    for (const status of [200, 302, 418]) {
      const { adapter } = await answered(t, status, '{"success":true,"data":{"receipt":"R1"}}')
      t.match(await facts(adapter.place(order)), { comeBack: 'askFirst', code: `http-${status}`, alert: true })
    }
  })

  await t.test('with a receipt that is none asks first', async t => {
    for (const body of ['{"success":false,"data":{"receipt":"R1"}}', '{"success":true}', '']) {
      const { adapter } = await answered(t, 202, body)
      t.match(await facts(adapter.place(order)), { comeBack: 'askFirst', code: 'unreadable' })
    }
  })

  for (const [fault, expected] of [
    ['error500', { comeBack: 'askFirst', code: 'http-500' }],
    ['busy503', { comeBack: 'askFirst', code: 'http-503' }],
    ['dead', { comeBack: 'askFirst', code: 'connection' }],
    ['dropAnswer', { comeBack: 'askFirst', code: 'connection' }],
    ['halfBody', { comeBack: 'askFirst' }],
    ['garbage', { comeBack: 'askFirst', code: 'unreadable' }]
  ] as const) {
    await t.test(`asks first after ${fault}`, async t => {
      const { adapter, simulator } = await start(t)
      simulator.faults.arm(fault)
      t.match(await facts(adapter.place(order)), expected)
    })
  }

  await t.test('asks first after a time-out', async t => {
    const { adapter, simulator } = await start(t, {}, { timeout: '100ms' })
    simulator.faults.arm('hang')
    t.match(await facts(adapter.place(order)), { comeBack: 'askFirst', fault: 'network', code: 'timeout' })
  })
})

test('inquire', async t => {
  await t.test('finds an order that is not decided, without a number', async t => {
    const { adapter } = await start(t)
    await adapter.place(order)
    t.strictSame(await adapter.inquire({ reference: REFERENCE }), {
      kind: 'found', status: { externalNo: REFERENCE, state: 'RECEIVED', stateTime: '2026-01-05T09:30:15.123+08:00' }
    })
  })

  await t.test('finds an accepted order with its number', async t => {
    const { adapter, simulator } = await start(t)
    await adapter.place(order)
    await simulator.move(REFERENCE, 'ACCEPTED', '已受理')
    t.strictSame(await adapter.inquire({ reference: REFERENCE }), {
      kind: 'found',
      nativeNumber: 'XA0000000001',
      status: { externalNo: REFERENCE, orderNo: 'XA0000000001', state: 'ACCEPTED', stateTime: '2026-01-05T09:30:15.123+08:00', note: '已受理' }
    })
  })

  await t.test('lets a state it does not know through', async t => {
    const { adapter, simulator } = await start(t)
    await adapter.place(order)
    await simulator.move(REFERENCE, 'PIPE_FROZEN')
    t.match(await adapter.inquire({ reference: REFERENCE }), { kind: 'found', status: { state: 'PIPE_FROZEN' } })
  })

  await t.test('finds nothing where there is nothing (404)', async t => {
    const { adapter } = await start(t)
    t.strictSame(await adapter.inquire({ reference: REFERENCE }), { kind: 'notFound' })
  })

  await t.test('does not take another order\'s answer', async t => {
    const { adapter } = await answered(t, 200, '{"success":true,"data":{"externalNo":"JXLB000009-G","state":"ACCEPTED","stateTime":"2026-01-05T10:00:00+08:00"}}')
    t.match(await facts(adapter.inquire({ reference: REFERENCE })), { comeBack: 'askFirst', code: 'unreadable' })
  })

  await t.test('does not take an answer outside the contract', async t => {
    const { adapter } = await answered(t, 200, `{"success":true,"data":{"externalNo":"${REFERENCE}","state":"ACCEPTED","stateTime":"gestern"}}`)
    t.match(await facts(adapter.inquire({ reference: REFERENCE })), { code: 'unreadable', message: /\/data\/stateTime/ })
  })

  await t.test('fails for good on 401', async t => {
    const { adapter } = await start(t, {}, { secret: 'wrong' })
    t.match(await facts(adapter.inquire({ reference: REFERENCE })), { comeBack: 'never', alert: true })
  })

  await t.test('signs an empty body and sends none', async t => {
    const { adapter, requests } = await answered(t, 404, '')
    await adapter.inquire({ reference: REFERENCE })
    t.match(requests, [{ method: 'GET', url: `/jx-install/api/v1/applications/${REFERENCE}` }])
    t.notOk('content-type' in requests[0]!.headers)
    t.equal(requests[0]!.headers['x-gw-signature'], signEnn('enn-sandbox-secret', {
      method: 'GET', path: requests[0]!.url, timestamp: String(NOW.getTime()), nonce: requests[0]!.headers['x-gw-nonce'] as string, body: ''
    }))
  })
})

test('supplement', async t => {
  const attachments = [{ name: '身份证-1.jpg', mediaType: 'image/jpeg' as const, url: 'https://hub.example/f/1?t=new' }]
  const corrected: Schemas['Order'] = { ...order, contact: { ...order.contact, mobile: '13800000002' }, attachments }

  await t.test('sends the fields that changed and no other', async t => {
    const { adapter, requests } = await answered(t, 202, '{"success":true}')
    await adapter.supplement({ reference: REFERENCE }, corrected, order)
    t.match(requests, [{ method: 'POST', url: `/jx-install/api/v1/applications/${REFERENCE}/supplement` }])
    t.strictSame(requests[0]!.body, { contact: { name: '汪小溪', mobile: '13800000002' }, attachments })
  })

  await t.test('reaches an order that waits for material', async t => {
    const { adapter, simulator } = await start(t)
    await adapter.place(order)
    await simulator.move(REFERENCE, 'NEED_MATERIAL', '证件照片不清晰')
    await adapter.supplement({ reference: REFERENCE }, corrected, order)
    t.strictSame(simulator.orders.get(REFERENCE)?.content, corrected)
  })

  await t.test('takes a 202 without a body', async t => {
    const { adapter } = await answered(t, 202, '')
    await t.resolves(adapter.supplement({ reference: REFERENCE }, corrected, order))
  })

  await t.test('does not take a 202 that says something else', async t => {
    const { adapter } = await answered(t, 202, '{"success":false}')
    t.match(await facts(adapter.supplement({ reference: REFERENCE }, corrected, order)), { comeBack: 'askFirst', code: 'unreadable' })
  })

  await t.test('asks first when the order waits for nothing', async t => {
    const { adapter } = await start(t)
    await adapter.place(order)
    t.match(await facts(adapter.supplement({ reference: REFERENCE }, corrected, order)), { comeBack: 'askFirst', code: 'NOT_AWAITING' })
  })

  await t.test('of an order ENN does not have never comes back', async t => {
    const { adapter } = await start(t)
    t.match(await facts(adapter.supplement({ reference: REFERENCE }, corrected, order)), { comeBack: 'never', alert: true, code: 'NOT_FOUND' })
  })

  await t.test('does not send an order that is no longer whole', async t => {
    const { adapter, context } = await start(t)
    const commercial: Schemas['Order'] = { ...order, premises: { ...order.premises, nature: 'COMMERCIAL' } }
    t.match(await facts(adapter.supplement({ reference: REFERENCE }, commercial, order)), { comeBack: 'never', code: 'contract' })
    t.equal(context.paced(), 0)
  })
})

test('withdraw', async t => {
  await t.test('is taken', async t => {
    const { adapter, simulator } = await start(t)
    await adapter.place(order)
    t.strictSame(await adapter.withdraw({ reference: REFERENCE }, '申请人撤回'), { kind: 'withdrawn' })
    t.strictSame(simulator.orders.get(REFERENCE)?.ahead, [])
  })

  await t.test('sends the reason', async t => {
    const { adapter, requests } = await answered(t, 202, '')
    await adapter.withdraw({ reference: REFERENCE }, '申请人撤回')
    t.match(requests, [{ method: 'POST', url: `/jx-install/api/v1/applications/${REFERENCE}/withdraw`, body: { reason: '申请人撤回' } }])
  })

  await t.test('is too late (409)', async t => {
    const { adapter, simulator } = await start(t)
    await adapter.place(order)
    await simulator.move(REFERENCE, 'GAS_ON')
    t.strictSame(await adapter.withdraw({ reference: REFERENCE }, '申请人撤回'), { kind: 'tooLate', reason: '已通气或已办结，不能撤回' })
  })

  await t.test('is too late even when the 409 says nothing', async t => {
    const { adapter } = await answered(t, 409, '')
    t.strictSame(await adapter.withdraw({ reference: REFERENCE }, '申请人撤回'), { kind: 'tooLate', reason: '新奥燃气答复已不能撤回' })
  })

  await t.test('of an order ENN does not have never comes back', async t => {
    const { adapter } = await start(t)
    t.match(await facts(adapter.withdraw({ reference: REFERENCE }, '申请人撤回')), { comeBack: 'never', code: 'NOT_FOUND' })
  })
})

// ── callbacks ─────────────────────────────────────────────────────────────────────────────────────────────────────────

const told = {
  eventId: 'E0001',
  externalNo: REFERENCE,
  orderNo: 'XA0000000001',
  state: 'ACCEPTED',
  stateTime: '2026-01-05T09:30:00+08:00',
  note: '已受理',
  engineer: { name: '陈工', mobile: '13900000000' }
}

interface Sent { body?: Buffer | string, secret?: string, timestamp?: string, nonce?: string, signedPath?: string, url?: string, headers?: Record<string, string | undefined> }

/** A callback as ENN would send it, or nearly. */
function sent (given: Sent = {}): NativeRequest {
  const { secret = 'enn-callback-secret', timestamp = String(NOW.getTime()), nonce = '7f3c9a1e5b2d4c60', url = '/v1/callbacks/enn' } = given
  const body = Buffer.from(given.body ?? JSON.stringify(told))
  return {
    method: 'POST',
    url,
    query: {},
    headers: {
      'content-type': 'application/json',
      'x-gw-accesskey': 'LB341823',
      'x-gw-timestamp': timestamp,
      'x-gw-nonce': nonce,
      'x-gw-signature': signEnn(secret, { method: 'POST', path: given.signedPath ?? url, timestamp, nonce, body }),
      ...given.headers
    },
    body
  }
}

function callbackSide (t: Test, path?: string) {
  const adapter: EnnAdapter = ennAdapter.connect(adapterContext(settings('http://127.0.0.1:9', path ? { path } : {}), () => NOW))
  t.teardown(() => adapter.close())
  return adapter.callback!
}

/** Why a callback is not believed. */
async function reason (promise: Promise<unknown>): Promise<string> {
  return promise.then(() => 'believed', error => error.reason)
}

test('callback', async t => {
  const { eventId, ...status } = told
  const accepted = { reference: REFERENCE, messageId: eventId, nonce: '7f3c9a1e5b2d4c60', ...status.orderNo && { nativeNumber: status.orderNo }, status }

  await t.test('is believed when signed, timely and of the contract', async t => {
    t.strictSame(await callbackSide(t).accept(sent()), accepted)
  })

  await t.test('is signed over path and query', async t => {
    t.strictSame(await callbackSide(t).accept(sent({ url: '/v1/callbacks/enn?from=jx' })), accepted)
  })

  await t.test('is signed over the path as agreed where a gateway rewrites it', async t => {
    const side = callbackSide(t, '/lianban/enn?v=1')
    t.strictSame(await side.accept(sent({ signedPath: '/lianban/enn?v=1' })), accepted)
    t.equal(await reason(side.accept(sent())), 'signature')
  })

  await t.test('of the simulator is believed, and acknowledged', async t => {
    const side = callbackSide(t)
    const outcomes: unknown[] = []
    const hub = Fastify()
    hub.removeAllContentTypeParsers()
    hub.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    hub.post('/v1/callbacks/enn', async (request, reply) => {
      const native = { method: request.method, url: request.url, query: {}, headers: request.headers as NativeRequest['headers'], body: request.body as Buffer }
      const outcome = await side.accept(native).catch(error => error.reason)
      outcomes.push(outcome)
      const answer = side.answer(typeof outcome === 'string' ? 'signature' : 'stored', native)
      return reply.code(answer.status).headers(answer.headers).send(answer.body)
    })
    const callbackUrl = `${await hub.listen({ host: '127.0.0.1', port: 0 })}/v1/callbacks/enn?from=jx`
    t.teardown(() => hub.close())
    const { adapter, simulator } = await start(t, { callbackUrl })
    await adapter.place(order)
    await simulator.move(REFERENCE, 'ACCEPTED')
    simulator.faults.arm('forge')
    await simulator.move(REFERENCE, 'SURVEY_BOOKED')
    t.match(outcomes, [
      { reference: REFERENCE, status: { state: 'ACCEPTED', orderNo: 'XA0000000001' } },
      'signature',
      { reference: REFERENCE, status: { state: 'SURVEY_BOOKED', stateTime: '2026-01-06T09:00:00.000+08:00', engineer: { name: '陈工' } } }
    ])
    t.equal(outcomes.length, 3)
  })

  for (const [what, given] of Object.entries<Sent>({
    'signed with another secret': { secret: 'forged' },
    'signed with the secret of the other direction': { secret: 'enn-sandbox-secret' },
    'signed for another path': { signedPath: '/v1/callbacks/towngas' },
    'without a signature': { headers: { 'x-gw-signature': undefined } },
    'with half a signature': { headers: { 'x-gw-signature': 'eOI/zhUEIdjv' } },
    'of another access key': { headers: { 'x-gw-accesskey': 'LB000000' } },
    'with a timestamp other than the signed one': { headers: { 'x-gw-timestamp': String(NOW.getTime() + 1) } },
    'with a nonce other than the signed one': { headers: { 'x-gw-nonce': '0000000000000000' } }
  })) {
    await t.test(`${what} is refused: 401`, async t => {
      t.equal(await reason(callbackSide(t).accept(sent(given))), 'signature')
    })
  }

  await t.test('with another body than the signed one is refused', async t => {
    t.equal(await reason(callbackSide(t).accept({ ...sent(), body: Buffer.from(JSON.stringify({ ...told, state: 'GAS_ON' })) })), 'signature')
  })

  await t.test('is taken five minutes either way and no longer', async t => {
    const side = callbackSide(t)
    for (const minutes of [-5, 5]) {
      t.strictSame(await side.accept(sent({ timestamp: String(NOW.getTime() + minutes * 60_000) })), accepted)
      t.equal(await reason(side.accept(sent({ timestamp: String(NOW.getTime() + minutes * 60_000 + Math.sign(minutes)) }))), 'stale')
    }
  })

  await t.test('with a timestamp that is none is stale', async t => {
    for (const timestamp of ['', 'jetzt', '1767576615', '1.767576615123e12']) {
      t.equal(await reason(callbackSide(t).accept(sent({ timestamp }))), 'stale')
    }
  })

  for (const [what, given, field] of [
    ['a nonce too short', { nonce: '7f3c9a1e' }, 'X-GW-Nonce'],
    ['a nonce that is not hexadecimal', { nonce: 'zzzzzzzzzzzzzzzz' }, 'X-GW-Nonce'],
    ['no JSON', { body: 'state=ACCEPTED' }, undefined],
    ['half a body', { body: JSON.stringify(told).slice(0, 60) }, undefined],
    ['no body', { body: '' }, undefined],
    ['GBK text', { body: Buffer.concat([Buffer.from('{"note":"'), Buffer.from([0xd2, 0xd1, 0xca, 0xdc]), Buffer.from('"}')]) }, undefined],
    ['a list', { body: '[]' }, ''],
    ['no eventId', { body: JSON.stringify({ ...told, eventId: undefined }) }, '/eventId'],
    ['no externalNo', { body: JSON.stringify({ ...told, externalNo: undefined }) }, '/externalNo'],
    ['no state', { body: JSON.stringify({ ...told, state: undefined }) }, '/state'],
    ['a state that is no text', { body: JSON.stringify({ ...told, state: 3 }) }, '/state'],
    ['a time that is none', { body: JSON.stringify({ ...told, stateTime: '05.01.2026' }) }, '/stateTime']
  ] as Array<[string, Sent, string | undefined]>) {
    await t.test(`with ${what} is malformed`, async t => {
      const refusal = await callbackSide(t).accept(sent(given)).catch(error => error)
      t.match(refusal, { name: 'CallbackRefused', reason: 'malformed' }, 'refused')
      t.equal(refusal.field, field)
    })
  }

  await t.test('is answered in the gateway\'s words', async t => {
    const side = callbackSide(t)
    const answers = (['stored', 'signature', 'stale', 'replayed', 'malformed', 'unknownReference', 'internal'] as const)
      .map(outcome => side.answer(outcome, sent(), outcome === 'malformed' ? '/state' : undefined))
    t.strictSame(answers.map(({ status, body }) => [status, JSON.parse(String(body))]), [
      [200, { success: true }],
      [401, { success: false, code: 'SIGNATURE_INVALID', message: '签名错误' }],
      [401, { success: false, code: 'TIMESTAMP_EXPIRED', message: '时间戳超出范围' }],
      [401, { success: false, code: 'REPLAYED', message: '请求重复' }],
      [400, { success: false, code: 'PARAM_INVALID', message: '报文不符合约定', field: '/state' }],
      [404, { success: false, code: 'NOT_FOUND', message: '联办单号不存在' }],
      [500, { success: false, code: 'INTERNAL', message: '系统异常，请稍后重发' }]
    ])
    for (const { headers } of answers) t.equal(headers['content-type'], 'application/json')
  })
})

test('settings', async t => {
  const good = { baseUrl: 'https://enn.example/open/', credentials: { accessKey: 'LB341823', secret: 's' }, callback: { accessKey: 'LB341823', secret: 's' } }
  t.match(ennAdapter.settings.parse(good), { baseUrl: 'https://enn.example/open', timeout: 15_000 }, 'are read, with defaults')
  for (const wrong of [{ ...good, extra: 1 }, { ...good, credentials: { accessKey: 'LB341823', secret: '' } }, { ...good, callback: { ...good.callback, path: HUB } }]) {
    t.throws(() => ennAdapter.settings.parse(wrong), 'are refused when wrong')
  }
})
