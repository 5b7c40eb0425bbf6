/** 安广网络's adapter: every operation against its simulator, every answer the document knows against a canned one. */
import { createPrivateKey, createPublicKey, verify } from 'node:crypto'
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import { test, type Test } from 'tap'
import { clientAssertion } from '../../adapters/anguang-access.ts'
import { adapter as anguangAdapter } from '../../adapters/anguang.ts'
import { Failure } from '../../adapters/failure.ts'
import type { components } from '../../openapi/enterprises/anguang.d.ts'
import { newTokenDesk } from '../../simulators/anguang-access.ts'
import { sandboxPrivateJwk, sandboxPublicJwk } from '../../simulators/anguang-sandbox-key.ts'
import { simulate as simulateAnguang, type AnguangOptions } from '../../simulators/anguang.ts'
import { adapterContext } from '../kit/adapter-context.ts'
import { officialErrors } from '../kit/official-tmf622.ts'

type Schemas = components['schemas']

const NOW = new Date('2026-01-05T09:30:15.123+08:00')
const REFERENCE = 'JXLB000002-NA'
const ORDERING = '/tmf-api/productOrderingManagement/v4'

const order: Schemas['Order'] = {
  externalId: REFERENCE,
  category: '水电气网联合报装',
  channel: [{ id: 'lianban', name: '水电气网联合报装' }],
  relatedParty: [{ id: '11010519491231002X', name: '汪小溪', role: 'customer', '@referredType': 'Individual' }],
  note: [{ text: '下午在家' }],
  requestedStartDate: '2026-01-06T10:00:00+08:00',
  productOrderItem: [item('泾县泾川镇桃花潭路18号')]
}

function item (address: string): Schemas['SentItem'] {
  return {
    id: '1',
    action: 'add',
    productOffering: { id: 'CABLE_TV' },
    product: {
      place: [{ role: 'installationAddress', name: address, '@referredType': 'GeographicAddress' }],
      productCharacteristic: [
        { name: 'businessKind', value: 'new' },
        { name: 'contactName', value: '汪小溪' },
        { name: 'contactPhone', value: '13800000001' },
        { name: 'certType', value: 'residentId' }
      ]
    }
  }
}

function settings (baseUrl: string, timeout = '5s') {
  return anguangAdapter.settings.parse({ baseUrl, timeout, credentials: { clientId: 'lianban', privateJwk: sandboxPrivateJwk } })
}

async function start (t: Test, options: AnguangOptions = {}, timeout?: string) {
  const simulator = await simulateAnguang({ now: () => NOW, ...options })
  const context = adapterContext(settings(simulator.url, timeout), () => NOW)
  const adapter = anguangAdapter.connect(context)
  t.teardown(async () => { await adapter.close(); await simulator.close() })
  return { simulator, adapter, context }
}

type Reply = (request: FastifyRequest, reply: FastifyReply) => unknown

/** An adapter whose tokens are granted and whose every other request is answered by `reply`. */
async function answered (t: Test, reply: Reply, grant: Reply = () => ({ access_token: 'T', token_type: 'Bearer', expires_in: 600 })) {
  const requests: FastifyRequest[] = []
  const grants: string[] = []
  const app = Fastify()
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  app.post('/oauth2/token', async (request, answer) => {
    grants.push(String(new URLSearchParams(request.body as string).get('client_assertion')))
    return grant(request, answer)
  })
  app.all('/*', async (request, answer) => { requests.push(request); return reply(request, answer) })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const context = adapterContext(settings(url), () => NOW)
  const adapter = anguangAdapter.connect(context)
  t.teardown(async () => { await adapter.close(); await app.close() })
  return { adapter, requests, grants, context }
}

function always (status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return (_request, reply) => reply.code(status).headers({ 'content-type': 'application/json', ...headers }).send(typeof body === 'string' ? body : JSON.stringify(body))
}

function wrong (code = 'x', more: Partial<Schemas['Error']> = {}): Schemas['Error'] {
  return { code, reason: '原因', ...more }
}

function stored (more: Partial<Schemas['ProductOrder']> = {}): Schemas['ProductOrder'] {
  return { ...order, id: 'AG1', state: 'inProgress', ...more }
}

/** The facts of the failure a promise ends in. */
async function facts (promise: Promise<unknown>) {
  try {
    await promise
  } catch (error) {
    if (error instanceof Failure) return error.facts
    throw error
  }
  throw new Error('no failure')
}

test('settings', async t => {
  await t.test('take the key as an object or as its JSON text', async t => {
    const text = anguangAdapter.settings.parse({ baseUrl: 'https://a.example/', credentials: { clientId: 'lianban', privateJwk: JSON.stringify(sandboxPrivateJwk) } })
    t.strictSame(text.credentials, { clientId: 'lianban', privateJwk: sandboxPrivateJwk })
    t.equal(text.baseUrl, 'https://a.example')
    t.strictSame(text.callback, { issuer: 'anguang' })
  })
  await t.test('refuse what is no private ES256 key, without quoting it', async t => {
    for (const privateJwk of ['{"d":"very-secret"', 'very-secret', sandboxPublicJwk, { ...sandboxPrivateJwk, crv: 'P-384' }]) {
      const { error } = anguangAdapter.settings.safeParse({ baseUrl: 'https://a.example', credentials: { clientId: 'lianban', privateJwk } })
      t.ok(error)
      t.notMatch(error?.message, 'very-secret')
    }
  })
  await t.test('a key that is none stops the start', async t => {
    const broken = settings('https://a.example')
    t.throws(() => anguangAdapter.connect(adapterContext({ ...broken, credentials: { clientId: 'lianban', privateJwk: { ...sandboxPrivateJwk, x: 'AA' } } })))
  })
})

test('the client assertion', async t => {
  const { privateJwk } = settings('https://a.example').credentials
  const key = createPrivateKey({ key: privateJwk, format: 'jwk' })
  const tokenUrl = 'https://a.example/oauth2/token'
  const assertion = await clientAssertion(key, { clientId: 'lianban', tokenUrl, now: NOW, jti: '0001' })
  const [header, payload, signature] = assertion.split('.') as [string, string, string]

  await t.test('has the claims of the document', async t => {
    t.strictSame(JSON.parse(Buffer.from(header, 'base64url').toString()), { alg: 'ES256', typ: 'JWT' })
    const issued = NOW.getTime() / 1000 | 0
    t.strictSame(JSON.parse(Buffer.from(payload, 'base64url').toString()), { iss: 'lianban', sub: 'lianban', aud: tokenUrl, iat: issued, exp: issued + 120, jti: '0001' })
  })
  await t.test('is signed with ES256', async t => {
    const publicKey = createPublicKey({ key: sandboxPublicJwk, format: 'jwk' })
    t.ok(verify('sha256', Buffer.from(`${header}.${payload}`), { key: publicKey, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url')))
  })
  await t.test('convinces the simulator, once', async t => {
    const desk = newTokenDesk({ clientId: 'lianban', jwk: sandboxPublicJwk }, () => NOW)
    t.match(desk.issue(assertion, tokenUrl), { token: String })
    t.strictSame(desk.issue(assertion, tokenUrl), { wrong: 'jti' })
  })
})

test('the access token', async t => {
  await t.test('is asked for once and used for every call', async t => {
    const { adapter, requests, grants, context } = await answered(t, always(200, stored()))
    await adapter.inquire({ reference: REFERENCE, nativeNumber: 'AG1' })
    await adapter.inquire({ reference: REFERENCE, nativeNumber: 'AG1' })
    t.equal(grants.length, 1)
    t.strictSame(requests.map(({ headers }) => headers.authorization), ['Bearer T', 'Bearer T'])
    t.equal(context.paced(), 3, 'every request waits for its turn')
  })
  await t.test('is asked for anew when it has run out', async t => {
    let now = NOW
    const simulator = await simulateAnguang({ now: () => now })
    const context = adapterContext(settings(simulator.url), () => now)
    const adapter = anguangAdapter.connect(context)
    t.teardown(async () => { await adapter.close(); await simulator.close() })
    await adapter.place(order)
    now = new Date(NOW.getTime() + 600_000)
    t.match(await adapter.inquire({ reference: REFERENCE }), { kind: 'found' })
    t.equal(context.paced(), 4)
  })
  await t.test('refused by the simulator, is renewed once and the call repeated', async t => {
    const { simulator, adapter, context } = await start(t)
    await adapter.place(order)
    simulator.revokeTokens()
    t.match(await adapter.inquire({ reference: REFERENCE }), { kind: 'found' })
    t.equal(context.paced(), 2 + 3)
  })
  await t.test('refused twice, is a matter for a person', async t => {
    const { adapter, requests, grants } = await answered(t, always(401, '<html>Unauthorized</html>'))
    t.match(await facts(adapter.place(order)), { comeBack: 'never', fault: 'hub', code: 'http-401', alert: true })
    t.equal(requests.length, 2)
    t.equal(grants.length, 2)
    t.not(grants[0], grants[1], 'a new assertion for every attempt')
  })
  for (const error of ['invalid_request', 'invalid_client', 'invalid_grant', 'unauthorized_client', 'unsupported_grant_type', 'invalid_scope']) {
    await t.test(`${error} is a matter for a person`, async t => {
      const { adapter, requests } = await answered(t, always(200, stored()), always(error === 'invalid_client' ? 401 : 400, { error }))
      t.match(await facts(adapter.place(order)), { comeBack: 'never', fault: 'hub', code: error, alert: true })
      t.equal(requests.length, 0)
    })
  }
  await t.test('that cannot be had leaves nothing to ask about: no order went out', async t => {
    const cases: Record<string, Reply> = {
      'http-503': always(503, 'Service Unavailable'),
      unreadable: always(200, '<html></html>'),
      connection: (_request, reply) => { reply.hijack(); reply.raw.destroy() }
    }
    for (const [code, grant] of Object.entries(cases)) {
      const { adapter, requests } = await answered(t, always(200, stored()), grant)
      t.match(await facts(adapter.place(order)), { comeBack: 'later', code })
      t.equal(requests.length, 0)
    }
  })
  await t.test('of another client is refused by the simulator', async t => {
    const simulator = await simulateAnguang({ now: () => NOW, client: { clientId: 'other', jwk: sandboxPublicJwk } })
    const adapter = anguangAdapter.connect(adapterContext(settings(simulator.url), () => NOW))
    t.teardown(async () => { await adapter.close(); await simulator.close() })
    t.match(await facts(adapter.place(order)), { comeBack: 'never', code: 'invalid_client', alert: true })
  })
})

test('place', async t => {
  await t.test('hands the order over and learns its number and state', async t => {
    const { simulator, adapter } = await start(t)
    t.strictSame(await adapter.place(order), {
      kind: 'acknowledged', nativeNumber: 'AG00000001', status: { state: 'acknowledged', orderDate: NOW.toISOString() }
    })
    t.strictSame(simulator.orders.get(REFERENCE)?.content, order)
  })
  await t.test('sends JSON under the token to the path of TMF622', async t => {
    const { adapter, requests } = await answered(t, always(201, stored({ state: 'acknowledged' })))
    await adapter.place(order)
    const { method, url, headers, body } = requests[0]!
    t.match({ method, url, body, headers }, {
      method: 'POST', url: `${ORDERING}/productOrder`, body: order, headers: { 'content-type': 'application/json;charset=utf-8', authorization: 'Bearer T' }
    })
    t.strictSame(officialErrors('ProductOrder_Create', body), [])
  })
  await t.test('a repeated externalId is the same success, the number is in the href', async t => {
    const { simulator, adapter } = await start(t)
    await adapter.place(order)
    t.strictSame(await adapter.place(order), { kind: 'acknowledged', nativeNumber: 'AG00000001' })
    t.equal(simulator.orders.get(REFERENCE)?.placements, 2)
  })
  await t.test('reads the last segment of an href however it is written', async t => {
    for (const path of ['productOrder/AG%2F1', 'productOrder/AG%2F1/', 'productOrder/AG%2F1?fields=id']) {
      const { adapter } = await answered(t, always(409, wrong('dup', { referenceError: `https://a.example/v4/${path}` })))
      t.strictSame(await adapter.place(order), { kind: 'acknowledged', nativeNumber: 'AG/1' })
    }
  })
  await t.test('a 409 that names no order is asked about', async t => {
    const without = await answered(t, always(409, wrong('conflict')))
    t.match(await facts(without.adapter.place(order)), { comeBack: 'askFirst', code: 'http-409', alert: true })
    for (const referenceError of ['https://a.example/', 'https://a.example/%FF']) {
      const { adapter } = await answered(t, always(409, wrong('dup', { referenceError })))
      t.match(await facts(adapter.place(order)), { comeBack: 'askFirst', code: 'unreadable' })
    }
  })
  await t.test('not serviceable is a refusal', async t => {
    const { simulator, adapter } = await start(t)
    t.strictSame(await adapter.place({ ...order, productOrderItem: [item('泾县云岭镇【无资源】')] }), { kind: 'refused', code: 'notServiceable', reason: '该地址暂无网络资源' })
    t.equal(simulator.orders.size, 0)
  })
  await t.test('an order that does not fit the contract is not sent', async t => {
    const { adapter, requests, grants } = await answered(t, always(201, stored()))
    t.match(await facts(adapter.place({ ...order, productOrderItem: [] })), { comeBack: 'never', fault: 'hub', code: 'contract', alert: true })
    t.equal(requests.length + grants.length, 0)
  })
})

test('answers of the document', async t => {
  const cases: Array<[string, Reply, object]> = [
    ['400 never', always(400, wrong('invalidField', { message: '/note' })), { comeBack: 'never', fault: 'application', code: 'invalidField', message: '原因：/note' }],
    ['400 that is not 安广网络 speaking: ask', always(400, '<html>Bad Request</html>'), { comeBack: 'askFirst', code: 'unreadable' }],
    ['404 never: the address is wrong', always(404, '<html>Not Found</html>'), { comeBack: 'never', fault: 'hub', code: 'http-404', alert: true }],
    ['a status the document does not list: ask', always(403, wrong('forbidden')), { comeBack: 'askFirst', code: 'forbidden', alert: true }],
    ['another success than 201: ask', always(202, stored()), { comeBack: 'askFirst', code: 'unreadable' }],
    ['429 later, when told', always(429, wrong(), { 'retry-after': '7' }), { comeBack: 'later', code: 'http-429', retryAfter: 7000 }],
    ['500: ask', always(500, wrong()), { comeBack: 'askFirst', code: 'http-500' }],
    ['503 with Retry-After: ask', always(503, 'busy', { 'retry-after': '3' }), { comeBack: 'askFirst', code: 'http-503', retryAfter: 3000 }],
    ['201 without a body: ask', always(201, ''), { comeBack: 'askFirst', code: 'unreadable' }],
    ['201 without a number: ask', always(201, { ...order, state: 'acknowledged' }), { comeBack: 'askFirst', code: 'unreadable' }],
    ['201 without items: ask', always(201, { id: 'AG1', state: 'acknowledged' }), { comeBack: 'askFirst', code: 'unreadable' }]
  ]
  for (const [name, reply, expected] of cases) {
    await t.test(name, async t => {
      const { adapter, requests } = await answered(t, reply)
      t.match(await facts(adapter.place(order)), expected)
      t.equal(requests.length, 1, 'sent once')
    })
  }
  await t.test('a state that TMF622 does not have comes through', async t => {
    const { adapter } = await answered(t, always(201, stored({ state: 'scheduled' })))
    t.match(await adapter.place(order), { kind: 'acknowledged', status: { state: 'scheduled' } })
  })
})

test('faults of the simulator', async t => {
  const { simulator, adapter } = await start(t, {}, '300ms')
  await adapter.inquire({ reference: REFERENCE })
  const cases = {
    error500: { comeBack: 'askFirst', code: 'http-500' },
    busy503: { comeBack: 'askFirst', code: 'http-503' },
    tooMany429: { comeBack: 'later', code: 'http-429' },
    hang: { comeBack: 'askFirst', code: 'timeout' },
    dead: { comeBack: 'askFirst', code: 'connection' },
    garbage: { comeBack: 'askFirst', code: 'unreadable' },
    halfBody: { comeBack: 'askFirst', code: 'connection' }
  } as const
  for (const [fault, expected] of Object.entries(cases)) {
    await t.test(fault, async t => {
      simulator.faults.arm(fault as keyof typeof cases)
      t.match(await facts(adapter.place({ ...order, externalId: 'JXLB000003-NA' })), expected)
    })
  }
  await t.test('an answer that is lost: the order is there', async t => {
    simulator.faults.arm('dropAnswer')
    t.match(await facts(adapter.place(order)), { comeBack: 'askFirst' })
    t.match(await adapter.inquire({ reference: REFERENCE }), { kind: 'found', nativeNumber: simulator.orders.get(REFERENCE)?.nativeNumber })
  })
})

test('inquire', async t => {
  await t.test('by number and by externalId', async t => {
    const { simulator, adapter } = await start(t)
    await adapter.place(order)
    await simulator.move(REFERENCE, 'completed')
    const found = { kind: 'found', nativeNumber: 'AG00000001', status: { state: 'completed', orderDate: NOW.toISOString(), completionDate: NOW.toISOString() } }
    t.strictSame(await adapter.inquire({ reference: REFERENCE, nativeNumber: 'AG00000001' }), found)
    t.strictSame(await adapter.inquire({ reference: REFERENCE }), found)
  })
  await t.test('what is not there is not found', async t => {
    const { adapter } = await start(t)
    t.strictSame(await adapter.inquire({ reference: REFERENCE, nativeNumber: 'AG00000001' }), { kind: 'notFound' })
    t.strictSame(await adapter.inquire({ reference: REFERENCE }), { kind: 'notFound' })
  })
  await t.test('a 404 in other words than a TMF Error is not 安广网络 saying so', async t => {
    const { adapter } = await answered(t, always(404, '<html>Not Found</html>'))
    t.match(await facts(adapter.inquire({ reference: REFERENCE })), { comeBack: 'askFirst', code: 'unreadable' })
  })
  await t.test('finds its own among other people\'s, and takes none of theirs', async t => {
    const foreign = stored({ id: 'AG9', externalId: 'JXLB000009-NA' })
    const both = await answered(t, always(200, [foreign, stored()]))
    t.match(await both.adapter.inquire({ reference: REFERENCE }), { kind: 'found', nativeNumber: 'AG1' })
    t.equal(both.requests[0]?.url, `${ORDERING}/productOrder?externalId=${REFERENCE}`)
    const others = await answered(t, always(200, [foreign]))
    t.match(await facts(others.adapter.inquire({ reference: REFERENCE })), { code: 'unreadable' })
    const other = await answered(t, always(200, foreign))
    t.match(await facts(other.adapter.inquire({ reference: REFERENCE, nativeNumber: 'AG9' })), { code: 'unreadable' })
  })
  await t.test('asked for by number, the answer need not repeat the externalId', async t => {
    const { externalId, ...rest } = stored()
    const { adapter } = await answered(t, always(200, rest))
    t.match(await adapter.inquire({ reference: REFERENCE, nativeNumber: 'AG1' }), { kind: 'found', nativeNumber: 'AG1' })
  })
  await t.test('keeps the number within its place in the path', async t => {
    const { adapter, requests } = await answered(t, always(404, wrong()))
    await adapter.inquire({ reference: REFERENCE, nativeNumber: 'AG/1?x' })
    t.equal(requests[0]?.url, `${ORDERING}/productOrder/AG%2F1%3Fx`)
  })
})

test('supplement', async t => {
  const corrected: Schemas['Order'] = { ...order, relatedParty: [{ ...order.relatedParty[0]!, id: '110105194912310038' }] }

  await t.test('sends what changed, and the order goes on', async t => {
    const { simulator, adapter } = await start(t)
    await adapter.place(order)
    await simulator.move(REFERENCE, 'held')
    await adapter.supplement({ reference: REFERENCE, nativeNumber: 'AG00000001' }, corrected, order)
    t.strictSame(simulator.orders.get(REFERENCE)?.content, corrected)
  })
  await t.test('is an official ProductOrder_Update with nothing in it that stayed the same but the items', async t => {
    const { adapter, requests } = await answered(t, always(200, stored()))
    await adapter.supplement({ reference: REFERENCE, nativeNumber: 'AG1' }, corrected, order)
    const { method, url, headers, body } = requests[0]!
    t.match({ method, url, headers }, { method: 'PATCH', url: `${ORDERING}/productOrder/AG1`, headers: { 'content-type': 'application/json;charset=utf-8' } })
    t.strictSame(body, { relatedParty: corrected.relatedParty, productOrderItem: order.productOrderItem })
    t.strictSame(officialErrors('ProductOrder_Update', body), [])
  })
  await t.test('takes dropped remarks and a dropped appointment away', async t => {
    const { simulator, adapter } = await start(t)
    await adapter.place(order)
    await simulator.move(REFERENCE, 'held')
    const { note, requestedStartDate, ...bare } = order
    await adapter.supplement({ reference: REFERENCE, nativeNumber: 'AG00000001' }, bare, order)
    t.strictSame(simulator.orders.get(REFERENCE)?.content, { ...bare, note: [] })
    t.strictSame(officialErrors('ProductOrder', simulator.orders.get(REFERENCE)?.content), [])
  })
  await t.test('asks for a number it does not know', async t => {
    const { simulator, adapter } = await start(t)
    await adapter.place(order)
    await simulator.move(REFERENCE, 'held')
    await adapter.supplement({ reference: REFERENCE }, corrected, order)
    t.strictSame(simulator.orders.get(REFERENCE)?.content, corrected)
  })
  await t.test('fails on an order that is not there or waits for nothing', async t => {
    const { adapter } = await start(t)
    t.match(await facts(adapter.supplement({ reference: REFERENCE }, corrected, order)), { comeBack: 'never', code: 'http-404', alert: true })
    t.match(await facts(adapter.supplement({ reference: REFERENCE, nativeNumber: 'AG1' }, corrected, order)), { comeBack: 'never', code: 'http-404', alert: true })
    await adapter.place(order)
    t.match(await facts(adapter.supplement({ reference: REFERENCE }, corrected, order)), { comeBack: 'askFirst', code: 'notHeld' })
  })
  await t.test('does not send what does not fit, nor another order\'s correction', async t => {
    const { adapter, requests } = await answered(t, always(200, stored()))
    t.match(await facts(adapter.supplement({ reference: REFERENCE, nativeNumber: 'AG1' }, { ...corrected, productOrderItem: [] }, order)), { code: 'contract' })
    t.match(await facts(adapter.supplement({ reference: REFERENCE, nativeNumber: 'AG1' }, { ...corrected, externalId: 'JXLB000003-NA' }, order)), { code: 'contract' })
    t.equal(requests.length, 0)
  })
  await t.test('422 is a refusal of the content', async t => {
    const { adapter } = await answered(t, always(422, wrong('notServiceable')))
    t.match(await facts(adapter.supplement({ reference: REFERENCE, nativeNumber: 'AG1' }, corrected, order)), { comeBack: 'never', fault: 'application', code: 'notServiceable' })
  })
})

test('withdraw', async t => {
  await t.test('asks for the cancellation with its reason', async t => {
    const { simulator, adapter } = await start(t, { pace: 60_000 })
    await adapter.place(order)
    t.strictSame(await adapter.withdraw({ reference: REFERENCE }, '申请人撤回'), { kind: 'withdrawn' })
    t.match(await adapter.inquire({ reference: REFERENCE }), { status: { state: 'pendingCancellation' } })
    await simulator.move(REFERENCE, 'cancelled')
    t.match(await adapter.inquire({ reference: REFERENCE }), { status: { state: 'cancelled', cancellationDate: NOW.toISOString(), cancellationReason: '申请人撤回' } })
  })
  await t.test('sends an official CancelProductOrder_Create', async t => {
    const { adapter, requests } = await answered(t, always(201, { productOrder: { id: 'AG1' } }))
    await adapter.withdraw({ reference: REFERENCE, nativeNumber: 'AG1' }, '申请人撤回')
    t.equal(requests[0]?.url, `${ORDERING}/cancelProductOrder`)
    t.strictSame(requests[0]?.body, { productOrder: { id: 'AG1' }, cancellationReason: '申请人撤回' })
    t.strictSame(officialErrors('CancelProductOrder_Create', requests[0]?.body), [])
  })
  await t.test('a repeated one finds the first', async t => {
    const { adapter } = await start(t, { pace: 60_000 })
    await adapter.place(order)
    await adapter.withdraw({ reference: REFERENCE }, '申请人撤回')
    t.strictSame(await adapter.withdraw({ reference: REFERENCE, nativeNumber: 'AG00000001' }, '申请人撤回'), { kind: 'withdrawn' })
  })
  await t.test('too late', async t => {
    const { simulator, adapter } = await start(t)
    await adapter.place(order)
    await simulator.move(REFERENCE, 'completed')
    t.strictSame(await adapter.withdraw({ reference: REFERENCE }, '申请人撤回'), { kind: 'tooLate', reason: '订单已办结或已在撤单，不能撤单' })
  })
  await t.test('a cancellation that ended in error is too late, one that is declined likewise', async t => {
    const cases: Array<[Reply, string]> = [
      [always(201, { id: 'C1', productOrder: { id: 'AG1' }, state: 'terminatedWithError' }), '安广网络未能撤单'],
      [always(422, wrong('declined')), '原因']
    ]
    for (const [decline, reason] of cases) {
      const { adapter } = await answered(t, (request, reply) => request.method === 'GET' ? stored() : decline(request, reply))
      t.strictSame(await adapter.withdraw({ reference: REFERENCE, nativeNumber: 'AG1' }, '申请人撤回'), { kind: 'tooLate', reason })
    }
  })
  await t.test('fails on an order that is not there', async t => {
    const { adapter } = await start(t)
    t.match(await facts(adapter.withdraw({ reference: REFERENCE }, '申请人撤回')), { comeBack: 'never', code: 'http-404' })
    t.match(await facts(adapter.withdraw({ reference: REFERENCE, nativeNumber: 'AG1' }, '申请人撤回')), { comeBack: 'never', code: 'http-404' })
  })
})

test('register tells 安广网络 where events go', async t => {
  await t.test('and answers the id of the registration', async t => {
    const { adapter, requests } = await answered(t, always(201, { id: '42', callback: 'https://hub.example/v1/callbacks/anguang' }))
    t.equal(await adapter.register('https://hub.example/v1/callbacks/anguang'), '42')
    t.equal(requests[0]?.url, `${ORDERING}/hub`)
    t.strictSame(officialErrors('EventSubscriptionInput', requests[0]?.body), [])
  })
  await t.test('which the simulator then uses', async t => {
    const { simulator, adapter } = await start(t, { callbackUrl: 'http://127.0.0.1:9/nowhere' })
    const told: string[] = []
    const hub = Fastify()
    hub.post('/*', async (request, reply) => { told.push(request.url); return reply.code(204).send() })
    t.teardown(() => hub.close())
    await adapter.register(`${await hub.listen({ host: '127.0.0.1', port: 0 })}/v1/callbacks/anguang`)
    await adapter.place(order)
    await simulator.move(REFERENCE, 'pending')
    t.strictSame(told, ['/v1/callbacks/anguang/listener/productOrderStateChangeEvent'])
  })
  await t.test('and fails when it may not', async t => {
    const { adapter } = await answered(t, always(400, wrong('invalidField')))
    t.match(await facts(adapter.register('https://hub.example')), { comeBack: 'never', code: 'invalidField' })
    t.match(await facts(adapter.register('not a url')), { code: 'contract' })
  })
})
