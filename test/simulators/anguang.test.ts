/** The simulated 安广网络: what it refuses, by name, and that what it says is official TMF622. */
import { createHash, generateKeyPairSync } from 'node:crypto'
import Fastify from 'fastify'
import { createLocalJWKSet, importJWK, jwtVerify, SignJWT, type JSONWebKeySet } from 'jose'
import { test, type Test } from 'tap'
import { newToken } from '../../simulators/anguang-access.ts'
import { sandboxPrivateJwk } from '../../simulators/anguang-sandbox-key.ts'
import { simulate as simulateAnguang, type AnguangOptions } from '../../simulators/anguang.ts'
import { officialErrors } from '../kit/official-tmf622.ts'

const NOW = new Date('2026-01-05T09:30:15.123+08:00')
const SECONDS = Math.floor(NOW.getTime() / 1000)
const REFERENCE = 'JXLB000002-NA'
const ORDERING = '/tmf-api/productOrderingManagement/v4'
const KEY = await importJWK(sandboxPrivateJwk, 'ES256')

function newOrder (address = '泾县泾川镇桃花潭路18号') {
  return {
    externalId: REFERENCE,
    category: '水电气网联合报装',
    channel: [{ id: 'lianban', name: '水电气网联合报装' }],
    relatedParty: [{ id: '11010519491231002X', name: '汪小溪', role: 'customer', '@referredType': 'Individual' }],
    productOrderItem: [{
      id: '1',
      action: 'add',
      productOffering: { id: 'CABLE_TV' },
      product: {
        place: [{ role: 'installationAddress', name: address, '@referredType': 'GeographicAddress' }],
        productCharacteristic: [
          { name: 'businessKind', value: 'new' },
          { name: 'tvSets', value: 2 },
          { name: 'contactName', value: '汪小溪' },
          { name: 'contactPhone', value: '13800000001' },
          { name: 'certType', value: 'residentId' }
        ]
      }
    }]
  }
}

async function start (t: Test, options: AnguangOptions = {}) {
  const simulator = await simulateAnguang({ now: () => NOW, ...options })
  t.teardown(() => simulator.close())
  const tokenUrl = `${simulator.url}/oauth2/token`

  function claims () {
    return { iss: 'lianban', sub: 'lianban', aud: tokenUrl, exp: SECONDS + 60, jti: 'j-1' }
  }
  async function ask (assertion: string, more: Record<string, string> = {}) {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
      scope: 'productOrder',
      ...more
    })
    return read(await fetch(tokenUrl, { method: 'POST', body }))
  }
  async function token (): Promise<string> {
    const { body } = await ask(await new SignJWT(claims()).setProtectedHeader({ alg: 'ES256' }).sign(KEY))
    return body.access_token
  }
  async function call (access: string | undefined, method: string, path: string, content?: unknown, type = 'application/json') {
    return read(await fetch(simulator.url + ORDERING + path, {
      method,
      headers: { ...access !== undefined && { authorization: `Bearer ${access}` }, ...content !== undefined && { 'content-type': type } },
      ...content !== undefined && { body: typeof content === 'string' ? content : JSON.stringify(content) }
    }))
  }
  return { simulator, claims, ask, token, call }
}

async function read (answer: Response) {
  const text = await answer.text()
  return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) }
}

test('a token is granted for a sound assertion', async t => {
  const { claims, ask } = await start(t)
  const { status, body } = await ask(await new SignJWT(claims()).setProtectedHeader({ alg: 'ES256', typ: 'JWT' }).sign(KEY))
  t.equal(status, 200)
  t.match(body, { access_token: String, token_type: 'Bearer', expires_in: 600 })
})

test('a token is refused', async t => {
  const { claims, ask } = await start(t)
  const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
  const cases: Array<[string, object, string]> = [
    ['to another issuer', { iss: 'other' }, 'iss'],
    ['to another subject', { sub: 'other' }, 'sub'],
    ['for another token URL', { aud: 'https://anguang.example/oauth2/token' }, 'aud'],
    ['for an assertion that has expired', { exp: SECONDS }, 'exp'],
    ['for an assertion of more than five minutes', { exp: SECONDS + 301 }, 'exp'],
    ['for an assertion without an expiry', { exp: undefined }, 'exp'],
    ['for an assertion without a jti', { jti: undefined }, 'jti']
  ]
  for (const [name, more, wrong] of cases) {
    await t.test(name, async t => {
      const assertion = await new SignJWT({ ...claims(), ...more }).setProtectedHeader({ alg: 'ES256' }).sign(KEY)
      t.strictSame(await ask(assertion), { status: 401, body: { error: 'invalid_client', error_description: wrong } })
    })
  }
  await t.test('for a jti that was used', async t => {
    const assertion = await new SignJWT({ ...claims(), jti: 'twice' }).setProtectedHeader({ alg: 'ES256' }).sign(KEY)
    t.equal((await ask(assertion)).status, 200)
    t.strictSame(await ask(assertion), { status: 401, body: { error: 'invalid_client', error_description: 'jti' } })
  })
  await t.test('for a signature of another key', async t => {
    t.match(await ask(newToken({ alg: 'ES256' }, claims(), stranger)), { status: 401, body: { error_description: 'signature' } })
  })
  await t.test('for another algorithm, or none', async t => {
    t.match(await ask(newToken({ alg: 'none' }, claims(), stranger)), { status: 401, body: { error_description: 'alg' } })
    const { privateKey } = generateKeyPairSync('ed25519')
    t.match(await ask(newToken({ alg: 'EdDSA' }, claims(), privateKey)), { status: 401, body: { error_description: 'alg' } })
  })
  await t.test('for what is no JWT', async t => {
    t.match(await ask('abc'), { status: 400, body: { error: 'invalid_request' } })
    t.match(await ask('abc.def.ghi'), { status: 401, body: { error_description: 'alg' } })
  })
  await t.test('for another grant, scope or media type', async t => {
    const assertion = await new SignJWT({ ...claims(), jti: 'other' }).setProtectedHeader({ alg: 'ES256' }).sign(KEY)
    t.match(await ask(assertion, { grant_type: 'password' }), { status: 400, body: { error: 'invalid_request' } })
    t.match(await ask(assertion, { scope: 'all' }), { status: 400, body: { error: 'invalid_request' } })
    const json = await fetch(claims().aud, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
    t.equal(json.status, 415)
  })
})

test('what it answers is official TMF622', async t => {
  const { simulator, token, call } = await start(t)
  const access = await token()
  const placed = await call(access, 'POST', '/productOrder', newOrder())
  t.equal(placed.status, 201)
  t.match(placed.body, { id: 'AG00000001', href: `${simulator.url}${ORDERING}/productOrder/AG00000001`, state: 'acknowledged', externalId: REFERENCE })
  t.match(placed.body.productOrderItem, newOrder().productOrderItem)
  t.strictSame(officialErrors('ProductOrder', placed.body), [])

  const one = await call(access, 'GET', '/productOrder/AG00000001')
  t.strictSame(one, { status: 200, body: placed.body })
  const list = await call(access, 'GET', `/productOrder?externalId=${REFERENCE}`)
  t.strictSame(list, { status: 200, body: [placed.body] })
  t.strictSame(await call(access, 'GET', '/productOrder?externalId=JXLB000009-NA'), { status: 200, body: [] })

  await simulator.move(REFERENCE, 'held')
  const corrected = await call(access, 'PATCH', '/productOrder/AG00000001', { productOrderItem: newOrder('泾县泾川镇桃花潭路20号').productOrderItem })
  t.equal(corrected.status, 200)
  t.equal(corrected.body.productOrderItem[0].product.place[0].name, '泾县泾川镇桃花潭路20号')
  t.strictSame(officialErrors('ProductOrder', corrected.body), [])

  const cancelled = await call(access, 'POST', '/cancelProductOrder', { productOrder: { id: 'AG00000001' }, cancellationReason: '申请人撤回' })
  t.match(cancelled, { status: 201, body: { productOrder: { id: 'AG00000001' }, state: 'inProgress' } })
  t.strictSame(officialErrors('CancelProductOrder', cancelled.body), [])

  const registered = await call(access, 'POST', '/hub', { callback: 'https://hub.example/v1/callbacks/anguang' })
  t.match(registered, { status: 201, body: { id: String, callback: 'https://hub.example/v1/callbacks/anguang' } })
  t.strictSame(officialErrors('EventSubscription', registered.body), [])
})

test('an order call is refused', async t => {
  let now = NOW
  const { simulator, token, call } = await start(t, { now: () => now })
  const access = await token()
  await call(access, 'POST', '/productOrder', newOrder())

  async function refuses (t: Test, answer: Awaited<ReturnType<typeof call>>, status: number, expected: object): Promise<void> {
    t.match(answer, { status, body: { status: String(status), ...expected } })
    t.strictSame(officialErrors('Error', answer.body), [])
  }

  await t.test('without a token, with a foreign one, with one that has run out', async t => {
    await refuses(t, await call(undefined, 'GET', '/productOrder/AG00000001'), 401, { code: 'unauthorized' })
    await refuses(t, await call('abc', 'POST', '/productOrder', newOrder()), 401, { code: 'unauthorized' })
    now = new Date(NOW.getTime() + 600_000)
    await refuses(t, await call(access, 'GET', '/productOrder/AG00000001'), 401, { code: 'unauthorized' })
    now = NOW
  })
  await t.test('with a repeated externalId, naming the order that has it', async t => {
    await refuses(t, await call(access, 'POST', '/productOrder', newOrder()), 409, {
      code: 'duplicateExternalId', referenceError: `${simulator.url}${ORDERING}/productOrder/AG00000001`
    })
    t.equal(simulator.orders.get(REFERENCE)?.placements, 2)
  })
  await t.test('where there is no network', async t => {
    await refuses(t, await call(access, 'POST', '/productOrder', { ...newOrder('泾县云岭镇【无资源】'), externalId: 'JXLB000003-NA' }), 422, { code: 'notServiceable' })
    t.notOk(simulator.orders.has('JXLB000003-NA'))
  })
  await t.test('for each field that is missing, by its name', async t => {
    for (const field of Object.keys(newOrder())) {
      const { [field as 'category']: _left, ...rest } = newOrder()
      await refuses(t, await call(access, 'POST', '/productOrder', rest), 400, { code: 'invalidField', reason: `字段不符合要求：/${field}` })
    }
  })
  await t.test('for a field that is wrong, by its place', async t => {
    await refuses(t, await call(access, 'POST', '/productOrder', { ...newOrder(), requestedStartDate: '2026-01-06 10:00' }), 400, { reason: '字段不符合要求：/requestedStartDate' })
    const [first] = newOrder().productOrderItem
    await refuses(t, await call(access, 'POST', '/productOrder', { ...newOrder(), productOrderItem: [{ ...first, action: 'delete' }] }), 400, { reason: '字段不符合要求：/productOrderItem/0/action' })
    await refuses(t, await call(access, 'POST', '/hub', { callback: 'nowhere' }), 400, { reason: '字段不符合要求：/callback' })
    await refuses(t, await call(access, 'PATCH', '/productOrder/AG00000001', { note: [] }), 400, { reason: '字段不符合要求：/productOrderItem' })
  })
  await t.test('in another media type, or cut short', async t => {
    await refuses(t, await call(access, 'POST', '/productOrder', newOrder(), 'text/plain'), 415, {})
    await refuses(t, await call(access, 'PATCH', '/productOrder/AG00000001', newOrder(), 'application/merge-patch+json'), 415, {})
    await refuses(t, await call(access, 'POST', '/productOrder', JSON.stringify(newOrder()).slice(0, 60)), 400, { code: 'malformed' })
  })
  await t.test('for an order that is not there', async t => {
    const { productOrderItem } = newOrder()
    await refuses(t, await call(access, 'GET', '/productOrder/AG9'), 404, { code: 'notFound' })
    await refuses(t, await call(access, 'PATCH', '/productOrder/AG9', { productOrderItem }), 404, { code: 'notFound' })
    await refuses(t, await call(access, 'POST', '/cancelProductOrder', { productOrder: { id: 'AG9' }, cancellationReason: 'x' }), 404, { code: 'notFound' })
  })
  await t.test('to correct an order that waits for nothing', async t => {
    await refuses(t, await call(access, 'PATCH', '/productOrder/AG00000001', { productOrderItem: newOrder().productOrderItem }), 409, { code: 'notHeld' })
  })
  await t.test('to cancel an order that has ended', async t => {
    for (const state of ['completed', 'partial', 'rejected', 'failed', 'cancelled']) {
      await simulator.move(REFERENCE, state)
      await refuses(t, await call(access, 'POST', '/cancelProductOrder', { productOrder: { id: 'AG00000001' }, cancellationReason: 'x' }), 409, { code: 'tooLate' })
    }
  })
})

test('the markers in an address choose the course', async t => {
  const { simulator, token, call } = await start(t)
  const access = await token()
  const courses = { '': ['pending', 'inProgress', 'completed'], '【退件】': ['pending', 'rejected'], '【补件】': ['pending', 'held', 'inProgress', 'completed'] }
  for (const [index, [marker, ahead]] of Object.entries(courses).entries()) {
    const externalId = `JXLB00001${index}-NA`
    await call(access, 'POST', '/productOrder', { ...newOrder(`泾县泾川镇${marker}`), externalId })
    t.strictSame(simulator.orders.get(externalId)?.ahead, ahead, marker)
  }
})

test('an event', async t => {
  const told: Array<{ url: string, authorization: string, body: string }> = []
  const hub = Fastify()
  hub.removeAllContentTypeParsers()
  hub.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  hub.post('/*', async (request, reply) => {
    told.push({ url: request.url, authorization: String(request.headers.authorization), body: String(request.body) })
    return reply.code(204).send()
  })
  t.teardown(() => hub.close())
  const callbackUrl = `${await hub.listen({ host: '127.0.0.1', port: 0 })}/cb`
  const { simulator, token, call } = await start(t, { callbackUrl })
  await call(await token(), 'POST', '/productOrder', newOrder())

  async function claimsOf (event: typeof told[number]) {
    const { body } = await read(await fetch(`${simulator.url}/.well-known/jwks.json`))
    const { payload } = await jwtVerify(event.authorization.slice(7), createLocalJWKSet(body as JSONWebKeySet), { currentDate: NOW })
    return payload
  }

  await t.test('comes under a token for the hub, bound to its body', async t => {
    await simulator.move(REFERENCE, 'pending')
    const event = told.at(-1)!
    t.strictSame(await claimsOf(event), {
      iss: 'anguang', aud: 'lianban', exp: SECONDS + 120, bodySha256: createHash('sha256').update(event.body).digest('base64url')
    })
  })
  await t.test('is signed with another key after a rotation, the old one stays published', async t => {
    simulator.rotateKey('ES256')
    await simulator.move(REFERENCE, 'held')
    await claimsOf(told[0]!)
    await claimsOf(told.at(-1)!)
  })
  await t.test('forged is signed with a key that nobody knows', async t => {
    simulator.faults.arm('forge')
    await simulator.move(REFERENCE, 'inProgress')
    await t.rejects(claimsOf(told.at(-2)!))
    await claimsOf(told.at(-1)!)
  })
  await t.test('of every state is official TMF622', async t => {
    for (const state of ['acknowledged', 'pending', 'inProgress', 'held', 'rejected', 'failed', 'partial', 'completed', 'assessingCancellation', 'pendingCancellation', 'cancelled']) {
      await simulator.move(REFERENCE, state, '说明')
      const { url, body } = told.at(-1)!
      const name = state === 'held' ? 'ProductOrderInformationRequiredEvent' : 'ProductOrderStateChangeEvent'
      t.equal(url, `/cb/listener/${name.charAt(0).toLowerCase()}${name.slice(1)}`)
      t.strictSame(officialErrors(name, JSON.parse(body)), [], state)
      t.match(JSON.parse(body), { eventType: name, eventTime: NOW.toISOString(), description: '说明', event: { productOrder: { state, externalId: REFERENCE } } })
    }
  })
  await t.test('has another id for every change', async t => {
    const ids = told.map(({ body }) => JSON.parse(body).eventId)
    // The forged event and the genuine one after it are the same event.
    t.equal(new Set(ids).size, ids.length - 1)
  })
})
