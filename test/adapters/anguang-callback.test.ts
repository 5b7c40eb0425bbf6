/** 安广网络's events: believed from its simulator, refused from anybody else, and the native answer to each. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mock } from 'node:test'
import Fastify from 'fastify'
import iconv from 'iconv-lite'
import { test, type Test } from 'tap'
import type { NativeRequest } from '../../adapters/adapter.ts'
import { adapter as anguangAdapter } from '../../adapters/anguang.ts'
import { CallbackRefused, Failure } from '../../adapters/failure.ts'
import type { components } from '../../openapi/enterprises/anguang.d.ts'
import { bodyDigest, newToken } from '../../simulators/anguang-access.ts'
import { sandboxPrivateJwk } from '../../simulators/anguang-sandbox-key.ts'
import { simulate as simulateAnguang, type AnguangOptions } from '../../simulators/anguang.ts'
import { adapterContext } from '../kit/adapter-context.ts'
import { officialErrors } from '../kit/official-tmf622.ts'

type Schemas = components['schemas']

const NOW = new Date('2026-01-05T09:30:15.123+08:00')
const SECONDS = Math.floor(NOW.getTime() / 1000)
const REFERENCE = 'JXLB000002-NA'
const STATE_CHANGE = '/v1/callbacks/anguang/listener/productOrderStateChangeEvent'

const order: Schemas['Order'] = {
  externalId: REFERENCE,
  category: '水电气网联合报装',
  channel: [{ id: 'lianban', name: '水电气网联合报装' }],
  relatedParty: [{ id: '11010519491231002X', name: '汪小溪', role: 'customer', '@referredType': 'Individual' }],
  productOrderItem: [{
    id: '1',
    action: 'delete',
    productOffering: { id: 'BROADBAND' },
    product: {
      place: [{ role: 'installationAddress', name: '泾县泾川镇桃花潭路18号', '@referredType': 'GeographicAddress' }],
      productCharacteristic: [
        { name: 'businessKind', value: 'close' },
        { name: 'contactName', value: '汪小溪' },
        { name: 'contactPhone', value: '13800000001' },
        { name: 'certType', value: 'residentId' }
      ]
    }
  }]
}

function connect (t: Test, baseUrl: string) {
  const context = adapterContext(anguangAdapter.settings.parse({ baseUrl, timeout: '2s', credentials: { clientId: 'lianban', privateJwk: sandboxPrivateJwk } }), () => NOW)
  const adapter = anguangAdapter.connect(context)
  t.teardown(() => adapter.close())
  return { adapter, context, callback: adapter.callback! }
}

/** A simulator, and a hub that keeps what it is told and answers as the adapter says. */
async function start (t: Test, options: AnguangOptions = {}) {
  const told: NativeRequest[] = []
  const outcomes: unknown[] = []
  const hub = Fastify()
  hub.removeAllContentTypeParsers()
  hub.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  const simulator = await simulateAnguang({ now: () => NOW, callbackUrl: `${await listen()}/v1/callbacks/anguang`, ...options })
  const { adapter, callback } = connect(t, simulator.url)
  t.teardown(async () => { await simulator.close(); await hub.close() })

  async function listen (): Promise<string> {
    hub.post('/*', async (request, reply) => {
      const native = { method: 'POST', url: request.url, query: {}, headers: request.headers as Record<string, string>, body: request.body as Buffer }
      told.push(native)
      const outcome = await callback.accept(native).then(accepted => { outcomes.push(accepted); return 'stored' as const }, (error: CallbackRefused) => error.reason)
      const { status, headers, body } = callback.answer(outcome, native)
      return reply.code(status).headers(headers).send(body)
    })
    return hub.listen({ host: '127.0.0.1', port: 0 })
  }

  await adapter.place(order)
  return { simulator, callback, told, outcomes }
}

/** 安广网络 as far as its keys go: one of each kind, and tokens signed with them. */
async function forger (t: Test) {
  const ed25519 = generateKeyPairSync('ed25519')
  const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' })
  const keys: Array<Record<string, unknown>> = [
    { ...ed25519.publicKey.export({ format: 'jwk' }), kid: 'ed' },
    { ...p256.publicKey.export({ format: 'jwk' }), kid: 'es' },
    { ...p384.publicKey.export({ format: 'jwk' }), kid: 'es384' }
  ]
  const app = Fastify()
  let fetched = 0
  app.get('/.well-known/jwks.json', async () => { fetched++; return { keys } })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  t.teardown(() => app.close())
  const { callback, context } = connect(t, url)

  function request (body: string | Buffer, token: string | undefined, url = STATE_CHANGE): NativeRequest {
    return { method: 'POST', url, query: {}, headers: { ...token !== undefined && { authorization: token } }, body: Buffer.from(body) }
  }

  function signed (body: string | Buffer, { claims = {}, header = {}, key = ed25519.privateKey, url }: Signing = {}): NativeRequest {
    const digest = bodyDigest(body as string)
    const token = newToken({ alg: 'EdDSA', kid: 'ed', ...header }, { iss: 'anguang', aud: 'lianban', exp: SECONDS + 60, bodySha256: digest, ...claims }, key)
    return request(body, `Bearer ${token}`, url)
  }

  return { app, callback, context, request, signed, p256, p384, fetched: () => fetched }
}

interface Signing { claims?: Record<string, unknown>, header?: Record<string, unknown>, key?: KeyObject, url?: string }

function event (more: object = {}, product: object = {}): string {
  return JSON.stringify({
    eventId: 'e-1',
    eventTime: '2026-01-05T09:30:00+08:00',
    eventType: 'ProductOrderStateChangeEvent',
    event: { productOrder: { ...order, id: 'AG1', state: 'inProgress', ...product } },
    ...more
  })
}

async function refused (promise: Promise<unknown>) {
  try {
    await promise
  } catch (error) {
    if (error instanceof CallbackRefused) return { reason: error.reason, ...error.field !== undefined && { field: error.field } }
    throw error
  }
  throw new Error('not refused')
}

test('an event of the simulator is believed', async t => {
  for (const algorithm of ['EdDSA', 'ES256'] as const) {
    await t.test(`signed with ${algorithm}`, async t => {
      const { simulator, told, outcomes } = await start(t, { algorithm })
      await simulator.move(REFERENCE, 'inProgress')
      t.equal(told.length, 1, 'taken at once')
      t.equal(told[0]?.url, STATE_CHANGE)
      const native = JSON.parse(told[0]!.body.toString())
      t.strictSame(outcomes, [{
        reference: REFERENCE,
        messageId: native.eventId,
        nativeNumber: 'AG00000001',
        status: { state: 'inProgress', orderDate: NOW.toISOString(), eventType: 'ProductOrderStateChangeEvent', eventTime: NOW.toISOString() }
      }])
      t.strictSame(officialErrors('ProductOrderStateChangeEvent', native), [])
    })
  }
  await t.test('information required', async t => {
    const { simulator, told, outcomes } = await start(t)
    await simulator.move(REFERENCE, 'held', '证件照片不清晰')
    t.equal(told[0]?.url, '/v1/callbacks/anguang/listener/productOrderInformationRequiredEvent')
    t.match(outcomes, [{ reference: REFERENCE, status: { state: 'held', eventType: 'ProductOrderInformationRequiredEvent', description: '证件照片不清晰' } }])
    t.strictSame(officialErrors('ProductOrderInformationRequiredEvent', JSON.parse(told[0]!.body.toString())), [])
  })
  await t.test('sent again, under the same id with the same content', async t => {
    const { simulator, outcomes } = await start(t)
    simulator.faults.arm('repeat')
    await simulator.move(REFERENCE, 'pending')
    t.equal(outcomes.length, 2)
    t.strictSame(outcomes[0], outcomes[1])
  })
  await t.test('not when it is forged', async t => {
    const { simulator, told, outcomes } = await start(t)
    simulator.faults.arm('forge')
    await simulator.move(REFERENCE, 'pending')
    t.equal(told.length, 2)
    t.equal(outcomes.length, 1, 'the genuine one only')
  })
  await t.test('not when the customer\'s data would go further', async t => {
    const { simulator, outcomes } = await start(t)
    await simulator.move(REFERENCE, 'pending')
    t.notMatch(JSON.stringify(outcomes), '汪小溪')
    t.notMatch(JSON.stringify(outcomes), '11010519491231002X')
  })
})

test('keys are found by kid', async t => {
  await t.test('a new key is fetched once the last fetch is half a minute old', async t => {
    const { simulator, told, outcomes, callback } = await start(t)
    await simulator.move(REFERENCE, 'pending')
    const clock = Date.now()
    mock.timers.enable({ apis: ['Date'], now: clock })
    t.teardown(() => mock.timers.reset())
    simulator.rotateKey('ES256')
    await simulator.move(REFERENCE, 'inProgress')
    t.equal(outcomes.length, 1, 'not yet')
    mock.timers.setTime(clock + 31_000)
    t.match(await callback.accept(told[1]!), { status: { state: 'inProgress' } })
  })
  await t.test('and kept: strangers cannot have them fetched over and over', async t => {
    const { callback, signed, fetched, context } = await forger(t)
    await callback.accept(signed(event()))
    for (const kid of ['x', 'y', 'z']) t.strictSame(await refused(callback.accept(signed(event(), { header: { kid } }))), { reason: 'signature' })
    t.equal(fetched(), 1)
    t.equal(context.paced(), 1, 'the fetch waits for its turn')
  })
  await t.test('that cannot be had or read make the event come again', async t => {
    const { app, callback, signed } = await forger(t)
    await app.close()
    await t.rejects(callback.accept(signed(event())), Failure)
    t.equal(callback.answer('internal', signed(event())).status, 500)
    for (const [status, body] of [[500, ''], [404, '{}'], [200, '<html>'], [200, '{"keys":1}']] as const) {
      const broken = Fastify()
      broken.get('/*', async (_request, reply) => reply.code(status).type('application/json').send(body))
      const url = await broken.listen({ host: '127.0.0.1', port: 0 })
      t.teardown(() => broken.close())
      await t.rejects(connect(t, url).callback.accept(signed(event())), Failure, `${status} ${body}`)
    }
  })
})

test('an event is not believed', async t => {
  const { callback, request, signed, p256, p384 } = await forger(t)
  const body = event()
  t.match(await callback.accept(signed(body)), { reference: REFERENCE, messageId: 'e-1' }, 'the pattern of all that follow is')
  t.match(await callback.accept(signed(body, { header: { alg: 'ES256', kid: 'es' }, key: p256.privateKey })), { reference: REFERENCE })
  t.match(await callback.accept(signed(body, { claims: { aud: ['other', 'lianban'], exp: SECONDS + 300 } })), { reference: REFERENCE })

  const stranger = generateKeyPairSync('ed25519').privateKey
  const [header, payload] = signed(body).headers['authorization']!.slice(7).split('.')
  const cases: Array<[string, NativeRequest, object]> = [
    ['without a token', request(body, undefined), { reason: 'signature', field: 'Authorization' }],
    ['under another scheme', request(body, 'Basic YTpi'), { reason: 'signature', field: 'Authorization' }],
    ['with half a token', request(body, 'Bearer abc.def'), { reason: 'signature' }],
    ['signed by a stranger', signed(body, { key: stranger }), { reason: 'signature' }],
    ['with its signature cut off', request(body, `Bearer ${header}.${payload}.`), { reason: 'signature' }],
    ['that says it needs no signature', request(body, `Bearer ${Buffer.from('{"alg":"none","kid":"ed"}').toString('base64url')}.${payload}.`), { reason: 'signature' }],
    ['signed with another algorithm of the set', signed(body, { header: { alg: 'ES384', kid: 'es384' }, key: p384.privateKey }), { reason: 'signature' }],
    ['that takes a key for one of another kind', signed(body, { header: { kid: 'es' } }), { reason: 'signature' }],
    ['without a kid', signed(body, { header: { kid: undefined } }), { reason: 'signature', field: 'kid' }],
    ['with an unknown kid', signed(body, { header: { kid: 'other' } }), { reason: 'signature' }],
    ['of another issuer', signed(body, { claims: { iss: 'unicom' } }), { reason: 'signature', field: 'iss' }],
    ['for another audience', signed(body, { claims: { aud: 'other' } }), { reason: 'signature', field: 'aud' }],
    ['without an expiry', signed(body, { claims: { exp: undefined } }), { reason: 'signature', field: 'exp' }],
    ['without the digest of its body', signed(body, { claims: { bodySha256: undefined } }), { reason: 'signature', field: 'bodySha256' }],
    ['with a digest that is no text', signed(body, { claims: { bodySha256: 7 } }), { reason: 'signature', field: 'bodySha256' }],
    ['with a body that was changed', { ...signed(body), body: Buffer.from(body.replace('inProgress', 'completed')) }, { reason: 'signature', field: 'bodySha256' }],
    ['with a body that was cut', { ...signed(body), body: Buffer.from(body.slice(0, -1)) }, { reason: 'signature', field: 'bodySha256' }],
    ['expired', signed(body, { claims: { exp: SECONDS - 1 } }), { reason: 'stale', field: 'exp' }],
    ['valid for longer than five minutes', signed(body, { claims: { exp: SECONDS + 360 } }), { reason: 'stale', field: 'exp' }]
  ]
  for (const [name, native, expected] of cases) {
    await t.test(name, async t => t.strictSame(await refused(callback.accept(native)), expected))
  }
})

test('a genuine event is refused that does not fit the contract', async t => {
  const { callback, signed } = await forger(t)
  const item = { id: '1', action: 'add' }
  const cases: Array<[string, NativeRequest, object]> = [
    ['cut short before it was signed', signed(event().slice(0, 40)), { reason: 'malformed' }],
    ['empty', signed(''), { reason: 'malformed' }],
    ['in GBK', signed(iconv.encode(event({ description: '现场不具备安装条件' }), 'gbk')), { reason: 'malformed' }],
    ['not JSON', signed('state=completed'), { reason: 'malformed' }],
    ['without an id', signed(event({ eventId: undefined })), { reason: 'malformed', field: '/eventId' }],
    ['of another type than its listener', signed(event({ eventType: 'ProductOrderDeleteEvent' })), { reason: 'malformed', field: '/eventType' }],
    ['of a time that is none', signed(event({ eventTime: '2026-02-30T10:00:00+08:00' })), { reason: 'malformed', field: '/eventTime' }],
    ['without an order', signed(event({ event: {} })), { reason: 'malformed', field: '/event/productOrder' }],
    ['without an externalId', signed(event({}, { externalId: undefined })), { reason: 'malformed', field: '/event/productOrder/externalId' }],
    ['without a state', signed(event({}, { state: undefined })), { reason: 'malformed', field: '/event/productOrder/state' }],
    ['without items, which the official definition requires', signed(event({}, { productOrderItem: undefined })), { reason: 'malformed', field: '/event/productOrder/productOrderItem' }],
    ['with an action that is none', signed(event({}, { productOrderItem: [{ ...item, action: 'install' }] })), { reason: 'malformed', field: '/event/productOrder/productOrderItem/0/action' }],
    ['at another listener', signed(event(), { url: '/v1/callbacks/anguang/listener/productOrderDeleteEvent' }), { reason: 'malformed', field: 'listener' }],
    ['at a listener that every object seems to have', signed(event(), { url: '/v1/callbacks/anguang/listener/constructor' }), { reason: 'malformed', field: 'listener' }],
    ['at no listener', signed(event(), { url: '/v1/callbacks/anguang' }), { reason: 'malformed', field: 'listener' }],
    ['with another method', { ...signed(event()), method: 'PUT' }, { reason: 'malformed', field: 'listener' }]
  ]
  for (const [name, native, expected] of cases) {
    await t.test(name, async t => t.strictSame(await refused(callback.accept(native)), expected))
  }
  await t.test('but not for what it has beyond the contract', async t => {
    const native = signed(event({ domain: 'x', eventTime: undefined }, { billingAccount: { id: '7' }, state: 'scheduled' }), { url: `${STATE_CHANGE}?trace=1` })
    t.strictSame(await callback.accept(native), { reference: REFERENCE, messageId: 'e-1', nativeNumber: 'AG1', status: { state: 'scheduled', eventType: 'ProductOrderStateChangeEvent' } })
  })
})

test('the native answers', async t => {
  const { callback, signed } = await forger(t)
  const native = signed(event())
  await t.test('204 without a body when stored', async t => {
    t.strictSame(callback.answer('stored', native), { status: 204, headers: {}, body: '' })
  })
  const cases = { signature: 401, stale: 401, malformed: 400, replayed: 400, unknownReference: 404, internal: 500 } as const
  for (const [outcome, status] of Object.entries(cases)) {
    await t.test(`${status} with an official Error when ${outcome}`, async t => {
      const answer = callback.answer(outcome as keyof typeof cases, native, '/eventId')
      t.equal(answer.status, status)
      t.equal(answer.headers['content-type'], 'application/json;charset=utf-8')
      const error = JSON.parse(String(answer.body))
      t.match(error, { status: String(status), message: '/eventId' })
      t.strictSame(officialErrors('Error', error), [])
    })
  }
})
