import Fastify from 'fastify'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { test, type Test } from 'tap'
import type { Accepted, CallbackOutcome, NativeRequest } from '../../adapters/adapter.ts'
import { CallbackRefused, Failure, type FailureFacts } from '../../adapters/failure.ts'
import { adapter as unicomAdapter, unicomToken } from '../../adapters/unicom.ts'
import type { components } from '../../openapi/enterprises/unicom.d.ts'
import { newChecker, readNativeContract } from '../../openapi/document.ts'
import { simulate as simulateUnicom } from '../../simulators/unicom.ts'
import { adapterContext } from '../kit/adapter-context.ts'

type Schemas = components['schemas']

const NOW = new Date('2026-01-05T09:30:15.123+08:00')
const REFERENCE = 'JXLB000001-NU'
const KEY = { reference: REFERENCE }
const CALLBACK = { appId: 'lianbanjx', secret: 'unicom-callback-secret' }

function nativeOrder (change: Partial<Schemas['Order']> = {}): Schemas['Order'] {
  const file = new URL('../fixtures/unicom/exemplary/new-broadband.json', import.meta.url)
  return { ...JSON.parse(readFileSync(file, 'utf8')).native, ...change }
}

function settingsFor (baseUrl: string, timeout = '5s') {
  return unicomAdapter.settings.parse({ baseUrl, timeout, credentials: { appId: 'lianbanjx', secret: 'unicom-sandbox-secret' }, callback: CALLBACK })
}

function adapterTo (t: Test, baseUrl: string, { now = () => NOW, timeout = '5s' } = {}) {
  const context = adapterContext(settingsFor(baseUrl, timeout), now)
  const adapter = unicomAdapter.connect(context)
  t.teardown(() => adapter.close())
  return { adapter, context, callback: adapter.callback! }
}

async function withSimulator (t: Test, options: { callbackUrl?: string, timeout?: string } = {}) {
  const simulator = await simulateUnicom({ now: () => NOW, ...options.callbackUrl && { callbackUrl: options.callbackUrl } })
  t.teardown(() => simulator.close())
  return { simulator, ...adapterTo(t, simulator.url, options.timeout ? { timeout: options.timeout } : {}) }
}

/** Of a callback: `reason` and, where it is told, the field. */
async function refusalOf (attempt: Promise<unknown>): Promise<string> {
  const error = await attempt.then(() => undefined, reason => reason)
  if (!(error instanceof CallbackRefused)) throw new Error('not refused', { cause: error })
  return error.message
}

interface Received { url: string, headers: Record<string, unknown>, body: any }

/** An enterprise that gives every request the same answer and keeps what it was sent. */
async function withStub (t: Test, answer: { status?: number, body: unknown }) {
  const received: Received[] = []
  const app = Fastify({ forceCloseConnections: true })
  app.post('/*', async (request, reply) => {
    received.push({ url: request.url, headers: request.headers, body: request.body })
    return reply.code(answer.status ?? 200).type('application/json').send(JSON.stringify(answer.body))
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  t.teardown(() => app.close())
  return { received, ...adapterTo(t, url) }
}

const passed = (key: string, result: object): object => ({ UNI_BSS_HEAD: { RESP_CODE: '00000', RESP_DESC: 'Success' }, UNI_BSS_BODY: { [key]: result } })
const atGateway = (code: string): object => ({ UNI_BSS_HEAD: { RESP_CODE: code, RESP_DESC: `gateway ${code}` }, UNI_BSS_BODY: {} })

async function failureFrom (attempt: Promise<unknown>): Promise<Partial<FailureFacts>> {
  const error = await attempt.then(() => undefined, reason => reason)
  if (!(error instanceof Failure)) throw new Error('no Failure', { cause: error })
  const { message, ...facts } = error.facts
  return facts
}

test('the TOKEN is that of the interface document', async t => {
  const head = { APP_ID: 'lianbanjx', TIMESTAMP: '2026-01-05 09:30:15 123', TRANS_ID: '20260105093015123456789' }
  t.equal(unicomToken(head, 'unicom-sandbox-secret'), 'b2cfa2968efb967f86772b0295c3f503')
})

test('settings name both secrets and nothing unknown', async t => {
  const given = { baseUrl: 'https://unicom.example/', credentials: CALLBACK, callback: CALLBACK }
  t.equal(unicomAdapter.settings.parse(given).baseUrl, 'https://unicom.example')
  t.notOk(unicomAdapter.settings.safeParse({ ...given, callback: { ...CALLBACK, secret: '' } }).success, 'an empty secret')
  t.notOk(unicomAdapter.settings.safeParse({ ...given, token: 'x' }).success, 'a setting it does not know')
})

test('what stands on the wire', async t => {
  const { adapter, received, context } = await withStub(t, { body: passed('APPLY_ORDER_RSP', { RESP_CODE: '0000', RESP_DESC: '成功', ORDER_ID: '5601' }) })
  t.strictSame(await adapter.place(nativeOrder()), { kind: 'acknowledged', nativeNumber: '5601' })
  await adapter.place(nativeOrder())
  const [first, second] = received
  t.equal(first!.url, '/api/lianban/applyOrder/v1')
  t.equal(first!.headers['content-type'], 'application/json; charset=UTF-8')
  t.equal(first!.headers['accept'], 'application/json')
  const { TOKEN, ...head } = first!.body.UNI_BSS_HEAD
  t.strictSame(head, { APP_ID: 'lianbanjx', TIMESTAMP: '2026-01-05 09:30:15 123', TRANS_ID: '20260105093015123000001', RESERVED: [] })
  t.equal(TOKEN, createHash('md5').update('APP_IDlianbanjxTIMESTAMP2026-01-05 09:30:15 123TRANS_ID20260105093015123000001unicom-sandbox-secret').digest('hex'))
  t.strictSame(first!.body.UNI_BSS_BODY, { APPLY_ORDER_REQ: { CST_ORD: { CST_ORD_INFO: nativeOrder() } } })
  t.strictSame(first!.body.UNI_BSS_ATTACHED, { MEDIA_INFO: '' })
  t.equal(second!.body.UNI_BSS_HEAD.TRANS_ID, '20260105093015123000002', 'a serial of its own for the next attempt')
  t.not(second!.body.UNI_BSS_HEAD.TOKEN, TOKEN)
  t.equal(context.paced(), 2, 'one turn of the pace for each request')
})

test('placing', async t => {
  await t.test('an order is acknowledged with its number', async t => {
    const { adapter, simulator } = await withSimulator(t)
    t.strictSame(await adapter.place(nativeOrder()), { kind: 'acknowledged', nativeNumber: '5600000000000001' })
    t.strictSame(simulator.orders.get(REFERENCE)!.content, nativeOrder())
  })
  await t.test('a repeated reference is the same success (1005)', async t => {
    const { adapter, simulator } = await withSimulator(t)
    await adapter.place(nativeOrder())
    t.strictSame(await adapter.place(nativeOrder()), { kind: 'acknowledged', nativeNumber: '5600000000000001' })
    t.equal(simulator.orders.get(REFERENCE)!.placements, 2)
  })
  await t.test('no resources is a refusal of the carrier (1010)', async t => {
    const { adapter, simulator } = await withSimulator(t)
    t.strictSame(await adapter.place(nativeOrder({ CUST_ADDRESS: '示例路1号【无资源】' })),
      { kind: 'refused', code: '1010', reason: '资源不具备：该地址无可用端口' })
    t.equal(simulator.orders.size, 0)
  })
  await t.test('an order against the contract is not sent', async t => {
    const { adapter, context } = await withSimulator(t)
    const { CERT_CODE, ...order } = nativeOrder()
    t.strictSame(await failureFrom(adapter.place(order as Schemas['Order'])), { comeBack: 'never', fault: 'hub', code: 'contract', alert: true })
    t.equal(context.paced(), 0)
  })
})

test('inquiring', async t => {
  await t.test('an order is found with its state', async t => {
    const { adapter, simulator } = await withSimulator(t)
    await adapter.place(nativeOrder())
    await simulator.move(REFERENCE, '70', '证件照片不清晰')
    t.strictSame(await adapter.inquire(KEY), {
      kind: 'found', nativeNumber: '5600000000000001', status: { ORDER_STATE: '70', STATE_DATE: '20260105093015', REMARK: '证件照片不清晰' }
    })
  })
  await t.test('a state the document does not list comes through', async t => {
    const { adapter, simulator } = await withSimulator(t)
    await adapter.place(nativeOrder())
    await simulator.move(REFERENCE, '65')
    t.match(await adapter.inquire(KEY), { status: { ORDER_STATE: '65' } })
  })
  await t.test('an order that is not there is not found (1404)', async t => {
    const { adapter } = await withSimulator(t)
    t.strictSame(await adapter.inquire(KEY), { kind: 'notFound' })
  })
  await t.test('a success without a state cannot be read', async t => {
    const { adapter } = await withStub(t, { body: passed('QUERY_ORDER_RSP', { RESP_CODE: '0000', ORDER_ID: '5601' }) })
    t.strictSame(await failureFrom(adapter.inquire(KEY)), { comeBack: 'askFirst', fault: 'enterprise', code: 'unreadable' })
  })
})

test('supplementing', async t => {
  await t.test('the corrected order replaces the one it had', async t => {
    const { adapter, simulator } = await withSimulator(t)
    await adapter.place(nativeOrder())
    await simulator.move(REFERENCE, '70')
    const corrected = nativeOrder({ CERT_CODE: '110105194912310038' })
    await adapter.supplement(KEY, corrected, nativeOrder())
    t.strictSame(simulator.orders.get(REFERENCE)!.content, corrected)
  })
  await t.test('an order that waits for nothing is refused (1001)', async t => {
    const { adapter } = await withSimulator(t)
    await adapter.place(nativeOrder())
    t.strictSame(await failureFrom(adapter.supplement(KEY, nativeOrder(), nativeOrder())), { comeBack: 'never', fault: 'application', code: '1001' })
  })
  await t.test('an order that is not there is a matter for a person (1404)', async t => {
    const { adapter } = await withSimulator(t)
    t.strictSame(await failureFrom(adapter.supplement(KEY, nativeOrder(), nativeOrder())), { comeBack: 'never', fault: 'enterprise', code: '1404', alert: true })
  })
})

test('withdrawing', async t => {
  await t.test('an open order is withdrawn', async t => {
    const { adapter, simulator } = await withSimulator(t)
    await adapter.place(nativeOrder())
    t.strictSame(await adapter.withdraw(KEY, '改用其他运营商'), { kind: 'withdrawn' })
    t.strictSame(simulator.orders.get(REFERENCE)!.ahead, [])
  })
  await t.test('reference and reason travel', async t => {
    const { adapter, received } = await withStub(t, { body: passed('CANCEL_ORDER_RSP', { RESP_CODE: '0000' }) })
    await adapter.withdraw(KEY, '改用其他运营商')
    t.equal(received[0]!.url, '/api/lianban/cancelOrder/v1')
    t.strictSame(received[0]!.body.UNI_BSS_BODY, { CANCEL_ORDER_REQ: { SUBSCRIBE_ID: REFERENCE, REASON: '改用其他运营商' } })
  })
  await t.test('for a finished order it is too late', async t => {
    const { adapter, simulator } = await withSimulator(t)
    await adapter.place(nativeOrder())
    await simulator.move(REFERENCE, '60')
    t.strictSame(await adapter.withdraw(KEY, '改用其他运营商'), { kind: 'tooLate', reason: '订单已竣工，不能撤单' })
  })
  await t.test('an order that is not there is a matter for a person (1404)', async t => {
    const { adapter } = await withSimulator(t)
    t.strictSame(await failureFrom(adapter.withdraw(KEY, '')), { comeBack: 'never', fault: 'enterprise', code: '1404', alert: true })
  })
})

test('native codes say whether to come back', async t => {
  const calls = (adapter: ReturnType<typeof adapterTo>['adapter']): Record<string, () => Promise<unknown>> => ({
    APPLY_ORDER_RSP: () => adapter.place(nativeOrder()),
    QUERY_ORDER_RSP: () => adapter.inquire(KEY),
    AMEND_ORDER_RSP: () => adapter.supplement(KEY, nativeOrder(), nativeOrder()),
    CANCEL_ORDER_RSP: () => adapter.withdraw(KEY, '')
  })
  const codes: Array<Partial<FailureFacts> & { code: string }> = [
    { code: '10001', comeBack: 'never', fault: 'hub', alert: true },
    { code: '10006', comeBack: 'later', fault: 'hub', condition: 'busy' },
    { code: '90000', comeBack: 'later', fault: 'enterprise', condition: 'down' },
    { code: '12345', comeBack: 'askFirst', fault: 'enterprise', alert: true },
    { code: '1001', comeBack: 'never', fault: 'application' },
    { code: '8888', comeBack: 'later', fault: 'enterprise' },
    { code: '4321', comeBack: 'askFirst', fault: 'enterprise', alert: true }
  ]
  for (const key of ['APPLY_ORDER_RSP', 'QUERY_ORDER_RSP', 'AMEND_ORDER_RSP', 'CANCEL_ORDER_RSP']) {
    for (const expected of codes) {
      await t.test(`${key} ${expected.code}: ${expected.comeBack}`, async t => {
        const body = expected.code.length === 5 ? atGateway(expected.code) : passed(key, { RESP_CODE: expected.code, RESP_DESC: '说明' })
        const { adapter, received } = await withStub(t, { body })
        t.same(await failureFrom(calls(adapter)[key]!()), expected)
        t.equal(received.length, 1, 'nothing is repeated here')
      })
    }
  }
  await t.test('a refusal or a duplicate where neither can be is a failure', async t => {
    const declined = await withStub(t, { body: passed('AMEND_ORDER_RSP', { RESP_CODE: '1010' }) })
    t.match(await failureFrom(calls(declined.adapter)['AMEND_ORDER_RSP']!()), { code: '1010', comeBack: 'never' })
    const duplicate = await withStub(t, { body: passed('CANCEL_ORDER_RSP', { RESP_CODE: '1005' }) })
    t.match(await failureFrom(calls(duplicate.adapter)['CANCEL_ORDER_RSP']!()), { code: '1005', comeBack: 'askFirst' })
    const missing = await withStub(t, { body: passed('APPLY_ORDER_RSP', { RESP_CODE: '1404' }) })
    t.match(await failureFrom(calls(missing.adapter)['APPLY_ORDER_RSP']!()), { code: '1404', comeBack: 'never', alert: true })
  })
})

test('a wrong secret is noticed', async t => {
  const simulator = await simulateUnicom({ now: () => NOW, credentials: { appId: 'lianbanjx', secret: 'another' } })
  t.teardown(() => simulator.close())
  const { adapter } = adapterTo(t, simulator.url)
  t.strictSame(await failureFrom(adapter.place(nativeOrder())), { comeBack: 'never', fault: 'hub', code: '10001', alert: true })
})

test('transport faults', async t => {
  const after = { comeBack: 'askFirst', fault: 'enterprise', code: 'unreadable' } as const
  const cut = { comeBack: 'askFirst', fault: 'network', code: 'connection', condition: 'down' } as const
  const faults = {
    error500: { ...after, code: 'http-500', condition: 'down' },
    busy503: { ...after, code: 'http-503', condition: 'down' },
    tooMany429: { comeBack: 'later', fault: 'hub', code: 'http-429', condition: 'busy' },
    dead: cut,
    dropAnswer: cut,
    halfBody: cut,
    garbage: after
  } as const
  for (const [fault, expected] of Object.entries(faults)) {
    await t.test(`${fault}: ${expected.comeBack}`, async t => {
      const { adapter, simulator } = await withSimulator(t)
      simulator.faults.arm(fault as keyof typeof faults)
      t.strictSame(await failureFrom(adapter.place(nativeOrder())), expected)
      t.match(await adapter.place(nativeOrder()), { kind: 'acknowledged', nativeNumber: '5600000000000001' }, 'the next attempt succeeds, whatever came of the first')
    })
  }
  await t.test('no answer in time leaves the outcome unknown', async t => {
    const { adapter, simulator } = await withSimulator(t, { timeout: '150ms' })
    simulator.faults.arm('hang')
    t.strictSame(await failureFrom(adapter.place(nativeOrder())), { comeBack: 'askFirst', fault: 'network', code: 'timeout', condition: 'down' })
  })
  await t.test('an HTTP status the document does not know leaves the outcome unknown', async t => {
    const { adapter } = await withStub(t, { status: 404, body: {} })
    t.strictSame(await failureFrom(adapter.place(nativeOrder())), { comeBack: 'askFirst', fault: 'enterprise', code: 'http-404', alert: true })
  })
  await t.test('an answer without its business layer cannot be read', async t => {
    const { adapter } = await withStub(t, { body: atGateway('00000') })
    t.strictSame(await failureFrom(adapter.place(nativeOrder())), after)
  })
})

/** The part of the hub that takes callbacks, in small: accept, keep, answer. */
async function withHub (t: Test, outcome: CallbackOutcome = 'stored') {
  const accepted: Accepted<unknown>[] = []
  const refused: string[] = []
  const { callback } = adapterTo(t, 'http://127.0.0.1:9')
  const app = Fastify({ forceCloseConnections: true })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.post('/callbacks/unicom', async (request, reply) => {
    const native = requestOf(request.body as Buffer)
    const said = await callback.accept(native).then(
      value => { accepted.push(value); return outcome },
      (error: CallbackRefused) => { refused.push(error.reason); return error.reason })
    const { status, headers, body } = callback.answer(said, native)
    return reply.code(status).headers(headers).send(body)
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  t.teardown(() => app.close())
  return { accepted, refused, url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/callbacks/unicom` }
}

function requestOf (body: Buffer | string): NativeRequest {
  return { method: 'POST', url: '/callbacks/unicom', query: {}, headers: { 'content-type': 'application/json; charset=UTF-8' }, body: Buffer.from(body) }
}

const NOTICE = { SUBSCRIBE_ID: REFERENCE, ORDER_ID: '5601', ORDER_STATE: '20', STATE_DATE: '20260105093000', REMARK: '' }

function notice (head: Partial<Schemas['Head']> = {}, body: object = NOTICE): object {
  const signed = { APP_ID: 'lianbanjx', TIMESTAMP: '2026-01-05 09:30:15 123', TRANS_ID: '20260105093015123000042', ...head }
  const TOKEN = createHash('md5').update(`APP_ID${signed.APP_ID}TIMESTAMP${signed.TIMESTAMP}TRANS_ID${signed.TRANS_ID}${CALLBACK.secret}`).digest('hex')
  return { UNI_BSS_HEAD: { TOKEN, RESERVED: [], ...signed }, UNI_BSS_BODY: { ORDER_STATE_NOTIFY_REQ: body }, UNI_BSS_ATTACHED: { MEDIA_INFO: '' } }
}

test('callbacks of the simulator', async t => {
  await t.test('are believed and acknowledged', async t => {
    const hub = await withHub(t)
    const { adapter, simulator } = await withSimulator(t, { callbackUrl: hub.url })
    await adapter.place(nativeOrder())
    await simulator.move(REFERENCE, '90', '现场不具备安装条件')
    t.strictSame(hub.accepted, [{
      reference: REFERENCE,
      messageId: '20260105093015123000001',
      nativeNumber: '5600000000000001',
      status: { ORDER_STATE: '90', STATE_DATE: '20260105093015', REMARK: '现场不具备安装条件' }
    }])
  })
  await t.test('a forged one is refused, the genuine one after it is not', async t => {
    const hub = await withHub(t)
    const { adapter, simulator } = await withSimulator(t, { callbackUrl: hub.url })
    await adapter.place(nativeOrder())
    simulator.faults.arm('forge')
    await simulator.move(REFERENCE, '20')
    t.strictSame(hub.refused, ['signature'])
    t.equal(hub.accepted.length, 1)
  })
})

test('callbacks that are not believed', async t => {
  const { callback } = adapterTo(t, 'http://127.0.0.1:9')
  const told = (body: unknown): Promise<unknown> => callback.accept(requestOf(Buffer.isBuffer(body) ? body : JSON.stringify(body)))

  await t.test('the genuine one they are changed from is', async t => {
    t.strictSame(await told(notice()), {
      reference: REFERENCE, messageId: '20260105093015123000042', nativeNumber: '5601', status: { ORDER_STATE: '20', STATE_DATE: '20260105093000' }
    })
  })
  await t.test('fields that are not in the document do no harm', async t => {
    t.match(await told({ ...notice({}, { ...NOTICE, ORDER_STATE: '65', ENGINEER: 'x' }), MORE: 1 }), { status: { ORDER_STATE: '65' } })
  })
  await t.test('the window is ten minutes to either side', async t => {
    for (const TIMESTAMP of ['2026-01-05 09:20:15 123', '2026-01-05 09:40:15 123']) t.ok(await told(notice({ TIMESTAMP })), TIMESTAMP)
    for (const TIMESTAMP of ['2026-01-05 09:20:15 122', '2026-01-05 09:40:15 124', '2026-02-30 09:30:15 123']) {
      t.equal(await refusalOf(told(notice({ TIMESTAMP }))), 'stale', TIMESTAMP)
    }
  })
  await t.test('a changed head is forged', async t => {
    t.equal(await refusalOf(told(notice({ TOKEN: '0'.repeat(32) }))), 'signature', 'another TOKEN')
    t.equal(await refusalOf(told(notice({ TOKEN: '' }))), 'signature', 'an empty TOKEN')
    t.equal(await refusalOf(told(notice({ APP_ID: 'someoneelse' }))), 'signature', 'another APP_ID, rightly signed')
    const genuine = notice() as { UNI_BSS_HEAD: Schemas['Head'] }
    t.equal(await refusalOf(told(notice({ TRANS_ID: '20260105093015123000043', TOKEN: genuine.UNI_BSS_HEAD.TOKEN }))), 'signature', 'another TRANS_ID')
    t.equal(await refusalOf(told(notice({ TOKEN: unicomToken(genuine.UNI_BSS_HEAD, 'unicom-sandbox-secret') }))), 'signature', 'the secret of the other direction')
    t.equal(await refusalOf(told(notice({ TOKEN: genuine.UNI_BSS_HEAD.TOKEN.toUpperCase() }))), 'signature', 'upper case')
  })
  await t.test('a changed body keeps the TRANS_ID, by which the hub knows a replay', async t => {
    const first = await told(notice()) as Accepted<unknown>
    const second = await told(notice({}, { ...NOTICE, ORDER_STATE: '60' })) as Accepted<unknown>
    t.equal(second.messageId, first.messageId)
    t.notSame(second.status, first.status)
  })
  await t.test('a message against the contract is named by its field', async t => {
    const { ORDER_STATE, ...stateless } = NOTICE
    t.equal(await refusalOf(told(notice({}, stateless))), 'malformed: /UNI_BSS_BODY/ORDER_STATE_NOTIFY_REQ/ORDER_STATE')
    t.equal(await refusalOf(told(notice({}, { ...NOTICE, STATE_DATE: '2026-01-05' }))), 'malformed: /UNI_BSS_BODY/ORDER_STATE_NOTIFY_REQ/STATE_DATE')
    t.equal(await refusalOf(told(notice({ TRANS_ID: '42' }))), 'malformed: /UNI_BSS_HEAD/TRANS_ID')
    t.equal(await refusalOf(told({ UNI_BSS_BODY: {} })), 'malformed: /UNI_BSS_HEAD')
    t.equal(await refusalOf(told(null)), 'malformed')
  })
  await t.test('a truncated message, or one that is not UTF-8', async t => {
    const whole = Buffer.from(JSON.stringify(notice({}, { ...NOTICE, REMARK: '已派单' })))
    t.equal(await refusalOf(told(whole.subarray(0, -20))), 'malformed')
    t.equal(await refusalOf(told(Buffer.alloc(0))), 'malformed')
    const gbk = Buffer.from([0xd2, 0xd1, 0xc5, 0xc9, 0xb5, 0xa5])
    const at = whole.indexOf('已派单')
    t.equal(await refusalOf(told(Buffer.concat([whole.subarray(0, at), gbk, whole.subarray(at + 9)]))), 'malformed')
  })
})

test('callbacks are answered in the envelope', async t => {
  const { callback } = adapterTo(t, 'http://127.0.0.1:9')
  const checker = newChecker<Schemas>(readNativeContract('unicom'))
  const answers: Record<CallbackOutcome, [string, string | undefined]> = {
    stored: ['00000', '0000'],
    malformed: ['00000', '1001'],
    unknownReference: ['00000', '1404'],
    internal: ['00000', '8888'],
    signature: ['10001', undefined],
    stale: ['10001', undefined],
    replayed: ['10001', undefined]
  }
  for (const [outcome, [gateway, business]] of Object.entries(answers)) {
    await t.test(`${outcome}: ${gateway} ${business ?? ''}`, async t => {
      const answer = callback.answer(outcome as CallbackOutcome, requestOf('{"UNI_'), '/FIELD')
      t.match(answer, { status: 200, headers: { 'content-type': 'application/json; charset=UTF-8' } })
      const body = JSON.parse(answer.body.toString())
      t.strictSame(checker.check('OrderStateNotifyAnswer', body), { value: body }, 'an answer of the contract')
      t.equal(body.UNI_BSS_HEAD.RESP_CODE, gateway)
      t.equal(body.UNI_BSS_BODY.ORDER_STATE_NOTIFY_RSP?.RESP_CODE, business)
    })
  }
  t.match(callback.answer('malformed', requestOf(''), '/FIELD').body, /参数错误：\/FIELD/, 'naming the field')
})
