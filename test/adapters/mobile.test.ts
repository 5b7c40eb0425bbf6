/** The adapter of 中国移动 against its simulator on loopback, and against canned answers the simulator does not give. */
import { createCipheriv } from 'node:crypto'
import Fastify, { type FastifyInstance } from 'fastify'
import { test, type Test } from 'tap'
import type { Adapter, NativeRequest } from '../../adapters/adapter.ts'
import { CallbackRefused, Failure, type FailureFacts } from '../../adapters/failure.ts'
import { decrypt, encrypt, sign } from '../../adapters/mobile-signature.ts'
import { adapter as mobileAdapter } from '../../adapters/mobile.ts'
import type { components } from '../../openapi/enterprises/mobile.d.ts'
import { seal, signature, unseal, writeTime } from '../../simulators/mobile-envelope.ts'
import { simulate as simulateMobile } from '../../simulators/mobile.ts'
import type { Simulator } from '../../simulators/simulator.ts'
import { adapterContext, type TestContext } from '../kit/adapter-context.ts'

type Schemas = components['schemas']
type MobileAdapter = Adapter<Schemas['Order'], Schemas['Status']>

const KEY = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff'
const CALLBACK_KEY = 'ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100'
const START = new Date('2026-01-05T09:30:15+08:00')

const ORDER: Schemas['Order'] = {
  extOrderId: 'JXLB000001-NM',
  busiType: 'NEW',
  regionCode: '341823',
  custName: '张三',
  custType: '0',
  certType: '01',
  certNo: '11010519491231002X',
  linkName: '张三',
  linkPhone: '13800000001',
  installAddr: '泾县泾川镇桃花潭路12号',
  products: [{ prodType: 'BROADBAND', bandwidth: 300 }]
}
const OF_ORDER = { reference: ORDER.extOrderId }

function settings (baseUrl: string, more: { timeout?: string, clientSecret?: string, appKey?: string } = {}): object {
  return {
    baseUrl,
    timeout: more.timeout ?? '5s',
    credentials: { appId: '501234', appKey: more.appKey ?? KEY, clientId: 'lianban', clientSecret: more.clientSecret ?? 'mobile-sandbox-secret' },
    callback: { appId: '501234', appKey: CALLBACK_KEY }
  }
}

interface Connected { adapter: MobileAdapter, context: TestContext<unknown>, clock: { now: Date } }

function connect (t: Test, baseUrl: string, more: Parameters<typeof settings>[1] = {}, clock = { now: START }): Connected {
  const context = adapterContext(mobileAdapter.settings.parse(settings(baseUrl, more)), () => clock.now)
  const adapter = mobileAdapter.connect(context)
  t.teardown(() => adapter.close())
  return { adapter, context, clock }
}

async function connected (t: Test, more: Parameters<typeof settings>[1] = {}): Promise<Connected & { simulator: Simulator }> {
  const clock = { now: START }
  const simulator = await simulateMobile({ now: () => clock.now })
  t.teardown(() => simulator.close())
  return { ...connect(t, simulator.url, more, clock), simulator }
}

interface Stub { url: string, calls: Array<{ query: Record<string, string>, body: string }>, tokens: string[] }

/** A platform that issues numbered tokens and gives canned answers, the last one over and over. */
async function stub (t: Test, answers: Array<{ status?: number, body: unknown }>, token: { status?: number, body?: unknown } = {}): Promise<Stub> {
  const app: FastifyInstance = Fastify({ forceCloseConnections: true })
  const seen: Stub = { url: '', calls: [], tokens: [] }
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  app.post('/oauth/token', async (_request, reply) => {
    seen.tokens.push(`token-${seen.tokens.length + 1}`)
    return reply.code(token.status ?? 200).send(token.body ?? { access_token: seen.tokens.at(-1), expires_in: 3600 })
  })
  app.post<{ Querystring: Record<string, string>, Body: string }>('/oppf', async ({ query, body }, reply) => {
    seen.calls.push({ query, body })
    const answer = answers[Math.min(seen.calls.length, answers.length) - 1]!
    return reply.code(answer.status ?? 200).send(answer.body)
  })
  seen.url = await app.listen({ host: '127.0.0.1', port: 0 })
  t.teardown(() => app.close())
  return seen
}

function success (result?: object): { body: object } {
  return { body: { respCode: '00000', respDesc: '调用成功', ...result && { result: seal(KEY, JSON.stringify(result)) } } }
}

async function fails (t: Test, promise: Promise<unknown>, facts: Partial<FailureFacts>, name: string): Promise<void> {
  const error = await promise.then(() => undefined, error => error)
  if (error instanceof Failure) t.match({ alert: false, ...error.facts }, { alert: false, ...facts }, name)
  else t.fail(`${name}: no Failure but ${error}`)
}

test('the vector of the document', async t => {
  const query = {
    method: 'LB_ORDER_CREATE',
    format: 'json',
    appId: '501234',
    version: '1.0',
    timestamp: '20260105093015',
    accessToken: '11111111-2222-4333-8444-555555555555',
    busiSerial: 'JXLB000001-NM'
  }
  const business = { busiSerial: 'JXLB000001-NM', custName: '张三' }
  const content = encrypt(KEY, business)
  t.equal(content, 'D12489907D6760368AC5DEFB08240F2984B1140BC0E3BECD26768EAC5ABF9E495931A699EA09B1D2796FD72985E32DF6564665D31F93E536CDC3792772325D38')
  t.equal(sign(KEY, query, content), '09da9db536e3a57ebb5578d408a17c386a6f8bdbd27f9c944b4ca256cd1ae851')
  t.equal(sign(KEY, { sign: 'not signed itself', ...query }, content), '09da9db536e3a57ebb5578d408a17c386a6f8bdbd27f9c944b4ca256cd1ae851')
  t.strictSame(decrypt(KEY, content), business)
  t.equal(decrypt(CALLBACK_KEY, content), undefined, 'another key opens nothing')
})

test('placing', async t => {
  await t.test('an order arrives whole and is acknowledged with its number', async t => {
    const { adapter, simulator, context } = await connected(t)
    t.strictSame(await adapter.place(ORDER), { kind: 'acknowledged', nativeNumber: 'NM34182300000001' })
    t.strictSame(simulator.orders.get(ORDER.extOrderId)?.content, ORDER)
    t.equal(context.paced(), 2, 'the token and the order each kept the pace')
  })
  await t.test('a repeated reference is the same success with the same number', async t => {
    const { adapter, simulator } = await connected(t)
    const first = await adapter.place(ORDER)
    t.strictSame(await adapter.place(ORDER), first)
    t.equal(simulator.orders.get(ORDER.extOrderId)?.placements, 2)
    t.equal(simulator.orders.size, 1)
  })
  await t.test('without resources the order is refused, not failed', async t => {
    const { adapter, simulator } = await connected(t)
    t.strictSame(await adapter.place({ ...ORDER, installAddr: '泾县【无资源】村' }), { kind: 'refused', code: '20020', reason: '无资源' })
    t.equal(simulator.orders.size, 0)
  })
  await t.test('every attempt has a serial, time and signature of its own, the order stays the same', async t => {
    const { url, calls } = await stub(t, [success({ orderId: 'NM1' })])
    const { adapter, clock } = connect(t, url)
    await adapter.place(ORDER)
    clock.now = new Date(START.getTime() + 1000)
    await adapter.place(ORDER)
    const [first, second] = calls.map(({ query }) => query)
    t.strictSame([first!['timestamp'], second!['timestamp']], ['20260105093015', '20260105093016'])
    t.not(first!['busiSerial'], second!['busiSerial'])
    t.not(first!['sign'], second!['sign'])
    t.ok(first!['busiSerial']!.length <= 32)
    t.equal(calls[0]!.body, calls[1]!.body)
    t.strictSame(JSON.parse(unseal(KEY, calls[0]!.body)), ORDER)
  })
  await t.test('an order that breaks the contract is not sent', async t => {
    const { url, calls } = await stub(t, [success({ orderId: 'NM1' })])
    const { adapter } = connect(t, url)
    const { oldAddr: _, ...moved } = { ...ORDER, busiType: 'MOVE' as const, oldAddr: '' }
    await fails(t, adapter.place(moved), { code: 'contract', comeBack: 'never', fault: 'hub', alert: true }, 'a move without its old address')
    t.equal(calls.length, 0)
  })
})

test('asking, supplementing, withdrawing', async t => {
  await t.test('an order is found with where it stands', async t => {
    const { adapter, simulator } = await connected(t)
    await adapter.place(ORDER)
    await simulator.move(ORDER.extOrderId, '9', '光缆未覆盖')
    t.strictSame(await adapter.inquire(OF_ORDER), {
      kind: 'found',
      nativeNumber: 'NM34182300000001',
      status: { orderId: 'NM34182300000001', state: '9', stateTime: '20260105093015', remark: '光缆未覆盖' }
    })
  })
  await t.test('an order that never arrived is not found', async t => {
    const { adapter } = await connected(t)
    t.strictSame(await adapter.inquire(OF_ORDER), { kind: 'notFound' })
  })
  await t.test('corrected material replaces the order', async t => {
    const { adapter, simulator } = await connected(t)
    await adapter.place(ORDER)
    await simulator.move(ORDER.extOrderId, '7')
    const corrected = { ...ORDER, linkPhone: '13900000002' }
    await adapter.supplement(OF_ORDER, corrected, ORDER)
    t.strictSame(simulator.orders.get(ORDER.extOrderId)?.content, corrected)
  })
  await t.test('material nobody asked for makes the hub ask where the order stands', async t => {
    const { adapter } = await connected(t)
    await adapter.place(ORDER)
    await fails(t, adapter.supplement(OF_ORDER, ORDER, ORDER), { code: '20030', comeBack: 'askFirst', alert: true }, 'not waiting')
  })
  await t.test('an order can be withdrawn', async t => {
    const { adapter, simulator } = await connected(t)
    await adapter.place(ORDER)
    t.strictSame(await adapter.withdraw(OF_ORDER, '申请人撤回'), { kind: 'withdrawn' })
    t.strictSame(simulator.orders.get(ORDER.extOrderId)?.ahead, [])
  })
  await t.test('too late to withdraw has no code: the hub asks where the order stands', async t => {
    const { adapter, simulator } = await connected(t)
    await adapter.place(ORDER)
    await simulator.move(ORDER.extOrderId, '6')
    await fails(t, adapter.withdraw(OF_ORDER, '申请人撤回'), { code: '20030', comeBack: 'askFirst', alert: true }, 'too late')
  })
  await t.test('withdrawing or supplementing what the carrier does not know needs a person', async t => {
    const { adapter } = await connected(t)
    await fails(t, adapter.withdraw(OF_ORDER, '申请人撤回'), { code: '20404', comeBack: 'never', fault: 'enterprise' }, 'withdraw')
    await fails(t, adapter.supplement(OF_ORDER, ORDER, ORDER), { code: '20404', comeBack: 'never', fault: 'enterprise' }, 'supplement')
  })
})

test('the token', async t => {
  const taken = success({ orderId: 'NM1' })
  const refused = { body: { respCode: '10002', respDesc: 'accessToken 失效' } }

  await t.test('one serves all calls, until a minute before its end', async t => {
    const { url, calls, tokens } = await stub(t, [taken])
    const { adapter, clock } = connect(t, url)
    await adapter.place(ORDER)
    clock.now = new Date(START.getTime() + 3539_000)
    await adapter.place(ORDER)
    t.equal(tokens.length, 1)
    clock.now = new Date(START.getTime() + 3540_000)
    await adapter.place(ORDER)
    t.strictSame(calls.map(({ query }) => query['accessToken']), ['token-1', 'token-1', 'token-2'])
  })
  await t.test('a refused one is renewed and the call repeated once, with a new serial and signature', async t => {
    const { url, calls, tokens } = await stub(t, [refused, taken])
    const { adapter, context } = connect(t, url)
    t.strictSame(await adapter.place(ORDER), { kind: 'acknowledged', nativeNumber: 'NM1' })
    t.equal(tokens.length, 2)
    t.strictSame(calls.map(({ query }) => query['accessToken']), ['token-1', 'token-2'])
    t.not(calls[0]!.query['busiSerial'], calls[1]!.query['busiSerial'])
    t.not(calls[0]!.query['sign'], calls[1]!.query['sign'])
    t.equal(context.paced(), 4)
  })
  await t.test('refused again right after renewal it is a failure', async t => {
    const { url, calls } = await stub(t, [refused])
    const { adapter } = connect(t, url)
    await fails(t, adapter.place(ORDER), { code: '10002', comeBack: 'later', alert: true }, 'twice')
    t.equal(calls.length, 2)
  })
  await t.test('one that the platform ended is renewed unseen', async t => {
    const { adapter, simulator, clock, context } = await connected(t)
    await adapter.place(ORDER)
    const other = connect(t, simulator.url, {}, { now: new Date(START.getTime() + 1000) })
    await other.adapter.inquire(OF_ORDER)
    clock.now = new Date(START.getTime() + 61_000)
    t.match(await adapter.inquire(OF_ORDER), { kind: 'found' })
    t.equal(context.paced(), 5, 'token, order; inquiry, token, inquiry')
  })
  await t.test('a wrong client secret alerts and does not come back', async t => {
    const { adapter } = await connected(t, { clientSecret: 'wrong' })
    await fails(t, adapter.place(ORDER), { code: 'http-401', comeBack: 'never', fault: 'hub', alert: true }, 'client')
  })
  await t.test('while none can be had nothing was placed, so there is nothing to ask', async t => {
    const { adapter, simulator } = await connected(t)
    simulator.faults.arm('error500')
    await fails(t, adapter.place(ORDER), { code: 'http-500', comeBack: 'later' }, 'platform down')
    const { url } = await stub(t, [taken], { body: { access_token: '', expires_in: 3600 } })
    await fails(t, connect(t, url).adapter.place(ORDER), { code: 'unreadable', comeBack: 'later' }, 'an empty token')
  })
})

test('failures', async t => {
  const codes: Array<[string, Partial<FailureFacts>]> = [
    ['10001', { comeBack: 'never', fault: 'hub', alert: true }],
    ['20001', { comeBack: 'never', fault: 'application' }],
    ['20404', { comeBack: 'never', fault: 'enterprise' }],
    ['99999', { comeBack: 'later', fault: 'enterprise' }],
    ['88888', { comeBack: 'askFirst', fault: 'enterprise', alert: true }]
  ]
  for (const [respCode, facts] of codes) {
    await t.test(`respCode ${respCode}`, async t => {
      const { url, calls } = await stub(t, [{ body: { respCode, respDesc: '说明' } }])
      await fails(t, connect(t, url).adapter.place(ORDER), { code: respCode, ...facts }, respCode)
      t.equal(calls.length, 1, 'tried once')
    })
  }
  await t.test('the simulator refuses a wrong app key as the document says', async t => {
    const { adapter } = await connected(t, { appKey: CALLBACK_KEY })
    await fails(t, adapter.place(ORDER), { code: '10001', comeBack: 'never', alert: true }, 'signature')
  })
  await t.test('a clock out of step is told like a wrong signature', async t => {
    const simulator = await simulateMobile({ now: () => new Date(START.getTime() + 11 * 60_000) })
    t.teardown(() => simulator.close())
    await fails(t, connect(t, simulator.url).adapter.place(ORDER), { code: '10001', comeBack: 'never', alert: true }, 'stale')
  })
  await t.test('what the platform says of a wrong signature is not repeated: it may hold what was signed', async t => {
    const { url } = await stub(t, [{ body: { respCode: '10001', respDesc: `sign base ${KEY}` } }])
    await fails(t, connect(t, url).adapter.place(ORDER), { message: '签名错误', alert: true }, 'signature')
  })

  const sealed = seal(KEY, JSON.stringify({ orderId: 'NM1' }))
  const unreadable: Array<[string, unknown]> = [
    ['no JSON', '<html>'],
    ['no respCode', { respDesc: '成功' }],
    ['no result', { respCode: '00000', respDesc: '调用成功' }],
    ['an empty result', { respCode: '00000', result: '' }],
    ['a result in lower case', { respCode: '00000', result: sealed.toLowerCase() }],
    ['a truncated result', { respCode: '00000', result: sealed.slice(0, -1) }],
    ['a result of another key', { respCode: '00000', result: seal(CALLBACK_KEY, JSON.stringify({ orderId: 'NM1' })) }],
    ['a result without orderId', { respCode: '00000', result: seal(KEY, '{}') }],
    ['a duplicate without its number', { respCode: '20010', respDesc: 'extOrderId 重复' }]
  ]
  for (const [name, body] of unreadable) {
    await t.test(`unreadable: ${name}`, async t => {
      const { url } = await stub(t, [{ body }])
      await fails(t, connect(t, url).adapter.place(ORDER), { code: 'unreadable', comeBack: 'askFirst' }, name)
    })
  }
  await t.test('another HTTP status leaves the outcome open', async t => {
    const { url } = await stub(t, [{ status: 404, body: 'Not Found' }, { status: 502, body: 'Bad Gateway' }])
    const { adapter } = connect(t, url)
    await fails(t, adapter.place(ORDER), { code: 'http-404', comeBack: 'askFirst', alert: true }, '404')
    await fails(t, adapter.place(ORDER), { code: 'http-502', comeBack: 'askFirst' }, '502')
  })
  await t.test('after a lost answer the order is found by asking', async t => {
    const { adapter, simulator } = await connected(t)
    await adapter.inquire(OF_ORDER)
    simulator.faults.arm('dropAnswer')
    await fails(t, adapter.place(ORDER), { code: 'connection', comeBack: 'askFirst' }, 'dropped')
    t.match(await adapter.inquire(OF_ORDER), { kind: 'found', nativeNumber: 'NM34182300000001' })
  })
  await t.test('silence ends with the time-out', async t => {
    const { adapter, simulator } = await connected(t, { timeout: '200ms' })
    await adapter.inquire(OF_ORDER)
    simulator.faults.arm('hang')
    await fails(t, adapter.place(ORDER), { code: 'timeout', comeBack: 'askFirst' }, 'hang')
  })
})

test('settings name a key that is none', async t => {
  t.equal(mobileAdapter.settings.safeParse(settings('http://127.0.0.1:1', { appKey: 'short' })).success, false)
  t.equal(mobileAdapter.settings.safeParse({ ...settings('http://127.0.0.1:1'), surprise: 1 }).success, false)
})

interface Told { business?: unknown, content?: string, query?: Record<string, string | undefined>, key?: string, sign?: string }

/** A callback as the document describes it, made with the simulator's own functions. */
function callback (told: Told = {}): NativeRequest {
  const { business = { extOrderId: 'JXLB000001-NM', orderId: 'NM1', state: '2', stateTime: '20260105093000' }, key = CALLBACK_KEY } = told
  const content = told.content ?? seal(key, JSON.stringify(business))
  const parameters = { method: 'LB_ORDER_STATE', format: 'json', appId: '501234', version: '1.0', timestamp: '20260105093015', busiSerial: 'S0001', ...told.query }
  const given = Object.entries(parameters).filter((pair): pair is [string, string] => pair[1] !== undefined)
  const query = new URLSearchParams(given)
  query.append('sign', told.sign ?? signature(key, query, content))
  return {
    method: 'POST',
    url: `/v1/callbacks/mobile?${query}`,
    query: Object.fromEntries(query),
    headers: { 'content-type': 'text/plain; charset=UTF-8' },
    body: Buffer.from(content)
  }
}

test('callbacks', async t => {
  const { adapter } = connect(t, 'http://127.0.0.1:1')
  const { accept, answer } = adapter.callback!

  await t.test('one of the simulator is believed, a forged one before it is not', async t => {
    const receiver = Fastify({ forceCloseConnections: true })
    const heard: unknown[] = []
    receiver.removeAllContentTypeParsers()
    receiver.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    receiver.post<{ Querystring: Record<string, string>, Body: Buffer }>('/v1/callbacks/mobile', async ({ query, url, body }, reply) => {
      const request: NativeRequest = { method: 'POST', url, query, headers: {}, body }
      const { outcome, ...accepted } = await accept(request).then(
        accepted => ({ outcome: 'stored' as const, ...accepted }),
        (error: CallbackRefused) => ({ outcome: error.reason }))
      heard.push('status' in accepted ? accepted : outcome)
      const { status, headers, body: said } = answer(outcome, request)
      return reply.code(status).headers(headers).send(said)
    })
    const url = await receiver.listen({ host: '127.0.0.1', port: 0 })
    const simulator = await simulateMobile({ now: () => START, callbackUrl: `${url}/v1/callbacks/mobile` })
    t.teardown(() => Promise.all([receiver.close(), simulator.close()]))
    await connect(t, simulator.url).adapter.place(ORDER)
    simulator.faults.arm('forge')
    simulator.faults.arm('repeat')
    await simulator.move(ORDER.extOrderId, '3', '明日上午')
    const messageId = (heard[1] as { messageId: string }).messageId
    t.match(messageId, /^[0-9a-f]{32}$/)
    const message = { reference: ORDER.extOrderId, messageId, nativeNumber: 'NM34182300000001', status: { orderId: 'NM34182300000001', state: '3', stateTime: '20260105093015', remark: '明日上午' } }
    t.strictSame(heard, ['signature', message, message], 'a repeat has the same busiSerial')
  })
  await t.test('an unknown state gets through to the mapping', async t => {
    const business = { extOrderId: 'JXLB000001-NM', orderId: 'NM1', state: '42', stateTime: '20260105093000', remark: null, area: '341823' }
    t.match(await accept(callback({ business })), { reference: 'JXLB000001-NM', messageId: 'S0001', status: { state: '42' } })
  })
  await t.test('the time may differ by ten minutes and no more', async t => {
    for (const seconds of [-600, 600]) {
      const timestamp = writeTime(new Date(START.getTime() + seconds * 1000))
      t.match(await accept(callback({ query: { timestamp } })), { messageId: 'S0001' })
    }
    for (const seconds of [-601, 601]) {
      const timestamp = writeTime(new Date(START.getTime() + seconds * 1000))
      await t.rejects(accept(callback({ query: { timestamp } })), { name: 'CallbackRefused', reason: 'stale' })
    }
  })

  const good = callback()
  const whole = good.body.toString()
  const json = JSON.stringify({ extOrderId: 'JXLB000001-NM' })
  const refusals: Array<[string, NativeRequest, CallbackRefused['reason']]> = [
    ['signed with the hub\'s own key', callback({ key: KEY }), 'signature'],
    ['a signature of the right form', callback({ sign: 'a'.repeat(64) }), 'signature'],
    ['no signature', { ...good, query: { ...good.query, sign: '' } }, 'signature'],
    ['another application', callback({ query: { appId: '999999' } }), 'signature'],
    ['no application', callback({ query: { appId: undefined } }), 'signature'],
    ['a parameter changed on the way', { ...good, query: { ...good.query, busiSerial: 'S0002' } }, 'signature'],
    ['a parameter added on the way', { ...good, query: { ...good.query, extra: '1' } }, 'signature'],
    ['a body cut off on the way', { ...good, body: Buffer.from(whole.slice(0, 32)) }, 'signature'],
    ['another method', callback({ query: { method: 'LB_ORDER_CREATE' } }), 'malformed'],
    ['no busiSerial', callback({ query: { busiSerial: undefined } }), 'malformed'],
    ['a busiSerial of 33 characters', callback({ query: { busiSerial: 'S'.repeat(33) } }), 'malformed'],
    ['a time that is none', callback({ query: { timestamp: '2026-01-05 09:30:15' } }), 'malformed'],
    ['a day that does not exist', callback({ query: { timestamp: '20260230093015' } }), 'malformed'],
    ['a truncated body, signed so', callback({ content: whole.slice(0, -1) }), 'malformed'],
    ['a block missing, signed so', callback({ content: whole.slice(0, -32) }), 'malformed'],
    ['lower-case hex', callback({ content: whole.toLowerCase() }), 'malformed'],
    ['base64', callback({ content: Buffer.from(json).toString('base64') }), 'malformed'],
    ['plain JSON', callback({ content: json }), 'malformed'],
    ['an empty body', callback({ content: '' }), 'malformed'],
    ['encrypted with another key', callback({ content: seal(KEY, json) }), 'malformed'],
    ['no JSON inside', callback({ content: seal(CALLBACK_KEY, 'state=2') }), 'malformed'],
    ['no UTF-8 inside', callback({ content: gbk() }), 'malformed'],
    ['no extOrderId', callback({ business: { orderId: 'NM1', state: '2', stateTime: '20260105093000' } }), 'malformed'],
    ['no state', callback({ business: { extOrderId: 'JXLB000001-NM', orderId: 'NM1', stateTime: '20260105093000' } }), 'malformed']
  ]
  for (const [name, request, reason] of refusals) {
    await t.test(`refused: ${name}`, async t => {
      await t.rejects(accept(request), { name: 'CallbackRefused', reason })
    })
  }
  await t.test('a missing field is named', async t => {
    await t.rejects(accept(callback({ business: { extOrderId: 'JXLB000001-NM', orderId: 'NM1', stateTime: '20260105093000' } })), { name: 'CallbackRefused', field: '/state' })
    await t.rejects(accept(callback({ query: { busiSerial: undefined } })), { name: 'CallbackRefused', field: '/busiSerial' })
  })
  await t.test('every outcome has its answer in plain JSON', async t => {
    const outcomes = ['stored', 'signature', 'stale', 'replayed', 'malformed', 'unknownReference', 'internal'] as const
    const answers = outcomes.map(outcome => answer(outcome, good))
    t.ok(answers.every(({ status, headers }) => status === 200 && headers['content-type'] === 'application/json; charset=utf-8'))
    t.strictSame(answers.map(({ body }) => JSON.parse(String(body)).respCode), ['00000', '10001', '10001', '10001', '20001', '20404', '99999'])
    t.equal(answers[0]!.body, '{"respCode":"00000","respDesc":"成功"}')
    t.equal(answer('malformed', good, '/state').body, '{"respCode":"20001","respDesc":"参数错误：/state"}')
  })
})

/** A message whose remark is in GBK: 成功 as B3 C9 B9 A6. */
function gbk (): string {
  const [before, after] = JSON.stringify({ extOrderId: 'JXLB000001-NM', orderId: 'NM1', state: '2', stateTime: '20260105093000', remark: '?' }).split('?')
  const cipher = createCipheriv('aes-256-ecb', Buffer.from(CALLBACK_KEY, 'hex'), null)
  const plain = Buffer.concat([Buffer.from(before!), Buffer.from('b3c9b9a6', 'hex'), Buffer.from(after!)])
  return Buffer.concat([cipher.update(plain), cipher.final()]).toString('hex').toUpperCase()
}
