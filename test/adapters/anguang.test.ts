/** 安广网络's adapter beside its cases: its own key and assertion, tokens taken away, and the keys that events are signed with. */
import { createPrivateKey, createPublicKey, verify } from 'node:crypto'
import { mock } from 'node:test'
import { test } from 'tap'
import type { NativeRequest } from '../../adapters/adapter.ts'
import { clientAssertion } from '../../adapters/anguang-access.ts'
import { newTokenDesk } from '../../simulators/anguang-access.ts'
import { sandboxPublicJwk } from '../../simulators/anguang-sandbox-key.ts'
import type { AnguangSimulator } from '../../simulators/anguang.ts'
import { commonParts } from '../kit/adapter-cases.ts'
import { atSimulator, connectAdapter, failureOf, NOW, profileSettings } from '../kit/connected-adapter.ts'
import { onLoopback } from '../kit/loopback.ts'
import { wire } from '../kit/wire/anguang.ts'

const { order, key, event, listener } = commonParts('anguang')

test('a key that is none stops the start', async t => {
  t.throws(() => connectAdapter(t, 'anguang', { settings: { credentials: { privateJwk: { x: 'AA' } } } }))
})

test('the client assertion', async t => {
  const tokenUrl = 'https://a.example/oauth2/token'
  const privateKey = createPrivateKey({ key: profileSettings('anguang')['credentials'].privateJwk, format: 'jwk' })
  const assertion = await clientAssertion(privateKey, { clientId: 'lianban', tokenUrl, now: NOW, jti: '0001' })
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
  await t.test('refused by the simulator, is renewed once and the call repeated', async t => {
    const { simulator, adapter, context } = await atSimulator(t, 'anguang')
    await adapter.place(order);
    (simulator as AnguangSimulator).revokeTokens()
    t.match(await adapter.inquire(key), { kind: 'found' })
    t.equal(context.paced(), 2 + 3)
  })
  await t.test('of another client is refused by the simulator', async t => {
    const { adapter } = await atSimulator(t, 'anguang', { options: { client: { clientId: 'other', jwk: sandboxPublicJwk } } })
    t.match(await failureOf(adapter.place(order)), { comeBack: 'never', code: 'invalid_client', alert: true })
  })
})

test('where it was registered the simulator sends its events', async t => {
  const told: string[] = []
  const hub = await onLoopback(t, async ({ url }) => {
    told.push(url)
    return { status: 204, headers: {}, body: '' }
  })
  const { simulator, adapter } = await atSimulator(t, 'anguang', { options: { callbackUrl: 'http://127.0.0.1:9/nowhere' } })
  await adapter.register!(`${hub}/v1/callbacks/anguang`)
  await adapter.place(order)
  await simulator.move(key.reference, 'pending')
  t.strictSame(told, [listener])
})

test('a new key is fetched once the last fetch is half a minute old', async t => {
  const told: NativeRequest[] = []
  const hub = await onLoopback(t, async request => {
    told.push(request)
    return { status: 204, headers: {}, body: '' }
  })
  const { simulator, adapter } = await atSimulator(t, 'anguang', { options: { callbackUrl: `${hub}/v1/callbacks/anguang` } })
  const { accept } = adapter.callback!
  await adapter.place(order)
  await simulator.move(key.reference, 'pending')
  t.match(await accept(told[0]!), { status: { state: 'pending' } })
  const clock = Date.now()
  mock.timers.enable({ apis: ['Date'], now: clock })
  t.teardown(() => mock.timers.reset());
  (simulator as AnguangSimulator).rotateKey('ES256')
  await simulator.move(key.reference, 'inProgress')
  await t.rejects(accept(told[1]!), { name: 'CallbackRefused', reason: 'signature' }, 'not yet')
  mock.timers.setTime(clock + 31_000)
  t.match(await accept(told[1]!), { status: { state: 'inProgress' } })
})

test('keys are kept: strangers cannot have them fetched over and over', async t => {
  let fetched = 0
  const baseUrl = await onLoopback(t, async request => {
    fetched++
    return wire.standing!(request)!
  })
  const { adapter, context } = connectAdapter(t, 'anguang', { baseUrl })
  const { accept, answer } = adapter.callback!
  const signed = (kid: string): NativeRequest => wire.tell!({ as: { header: { kid } }, path: listener, body: event }, { settings: context.settings, now: NOW })
  await accept(signed('ed'))
  for (const kid of ['x', 'y', 'z']) await t.rejects(accept(signed(kid)), { name: 'CallbackRefused', reason: 'signature' })
  t.equal(fetched, 1)
  t.equal(context.paced(), 1, 'the fetch waits for its turn')
  t.equal(answer('internal', signed('ed')).status, 500, 'and where they cannot be had the event comes again')
})
