import { randomUUID, type KeyObject } from 'node:crypto'
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import { t as root, test, type Test } from 'tap'
import { connectOnly } from '../../../../../kit/sandbox.ts'
import { hashSecret } from '../../../../../src/ground/access/secret-hash.ts'
import { startHub } from '../../../../../src/start.ts'
import { openLog } from '../../../../../src/ground/observe/log.ts'
import { body, problem } from '../../../../kit/answers.ts'
import { newTestCall } from '../../../../kit/calls.ts'
import { startIntake } from '../../../../kit/intake-hub.ts'
import { newDatabase } from '../../../../kit/servers/servers.ts'
import { bearer, newKey, signed, tokenParts } from '../../../../kit/tokens.ts'
import { sandboxSettings } from '../../../../kit/sandbox.ts'

const ISSUER = 'http://127.0.0.1:8080'
const grid = newKey('grid')
const gridsNext = newKey('grid-next', 'Ed25519')
const [odd, next] = ['s:é&+%/ 1', 'the-next-secret']

async function addClients ({ access }: any): Promise<void> {
  access.clients.push(
    { id: 'state-grid', kind: 'enterprise', enterprise: 'state-grid', scopes: ['applications:read', 'enterprises:read'], jwks: { keys: [grid.jwk, gridsNext.jwk] } },
    { id: 'odd', kind: 'portal', scopes: ['enterprises:read'], secretHashes: hashes })
}
const hashes = [await hashSecret(odd), await hashSecret(next)]
const intake = await startIntake(root, { slugs: ['unicom'], adjust: addClients })

type Form = Record<string, string> | Array<[string, string]>
type Ask = (form: Form, authorization?: string) => Promise<Response>

function asking (call: typeof intake.call): Ask {
  return (form, authorization) => call('/oauth/token', {
    method: 'POST', body: new URLSearchParams(form), headers: { ...authorization && { authorization } }
  })
}
const ask = asking(intake.call)
const GRANT = { grant_type: 'client_credentials' }

function basic (id: string, secret: string): string {
  return `Basic ${Buffer.from(`${formEncoded(id)}:${formEncoded(secret)}`).toString('base64')}`
}

function formEncoded (text: string): string {
  return new URLSearchParams({ text }).toString().slice('text='.length)
}

/** The claims of a sound assertion, changed. */
function assertion (claims: Record<string, unknown> = {}, { key = grid.key, header = {}, at = intake.clock.time }: { key?: KeyObject, header?: object, at?: Date } = {}): Promise<string> {
  const own = { iss: 'state-grid', sub: 'state-grid', aud: ISSUER, client_id: undefined, scope: undefined, exp: Math.floor(at.getTime() / 1000) + 60 }
  return signed(tokenParts(at, { ...own, ...claims }, { typ: 'JWT', kid: 'grid', ...header }), key)
}

function proof (jwt: string): Record<string, string> {
  return { ...GRANT, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: jwt }
}

async function given (t: Test, answer: Response): Promise<string> {
  t.equal(answer.headers.get('cache-control'), 'no-store')
  const { access_token: token, expires_in: seconds, token_type: type } = await body(t, answer, 200, 'TokenAnswer')
  t.strictSame({ seconds, type }, { seconds: 600, type: 'Bearer' })
  t.equal((await intake.call('/v1/enterprises', bearer(token), 'nobody')).status, 200, 'it is good')
  return token
}

async function refused (t: Test, answer: Response, error: string, { basic = false } = {}): Promise<void> {
  t.equal(answer.headers.get('cache-control'), 'no-store')
  t.equal(answer.headers.get('www-authenticate'), basic ? 'Basic realm="lianban"' : null)
  t.strictSame(await body(t, answer, error === 'invalid_client' ? 401 : 400, 'TokenError'), { error })
}

test('a client shows its secret in the header or in the body', async t => {
  await given(t, await ask(GRANT, basic('portal', 'portal-sandbox-secret')))
  await given(t, await ask({ ...GRANT, client_id: 'portal', client_secret: 'portal-sandbox-secret' }))
  await given(t, await ask({ ...GRANT, client_id: 'portal' }, basic('portal', 'portal-sandbox-secret')))
  await given(t, await ask({ ...GRANT, scope: '', client_secret: '', client_assertion: '' }, basic('portal', 'portal-sandbox-secret')))
  await given(t, await ask({ ...GRANT, resource: 'ignored' }, basic('portal', 'portal-sandbox-secret')))
  await given(t, await ask(GRANT, basic('odd', odd)))
  await given(t, await ask(GRANT, basic('odd', next)))
})

test('a client signs an assertion', async t => {
  await given(t, await ask(proof(await assertion())))
  await given(t, await ask({ ...proof(await assertion({ aud: `${ISSUER}/oauth/token` })), client_id: 'state-grid' }))
  await given(t, await ask(proof(await assertion({ aud: [ISSUER] }))))
  await given(t, await ask(proof(await assertion({}, { key: gridsNext.key, header: { alg: 'EdDSA', kid: 'grid-next' } }))))
})

test('the token is what RFC 9068 asks for', async t => {
  const keys = createRemoteJWKSet(new URL(`${intake.url}/.well-known/jwks.json`))
  const token = await given(t, await ask({ ...GRANT, scope: 'applications:read  enterprises:read applications:read' }, basic('portal', 'portal-sandbox-secret')))
  const { payload, protectedHeader } = await jwtVerify(token, keys, { issuer: ISSUER, audience: 'lianban', typ: 'at+jwt', currentDate: intake.clock.time })
  const seconds = intake.clock.time.getTime() / 1000
  t.match(payload, { sub: 'portal', client_id: 'portal', scope: 'applications:read enterprises:read', iat: seconds, exp: seconds + 600, jti: /^[0-9a-f-]{36}$/ })
  t.strictSame(protectedHeader, { alg: 'ES256', typ: 'at+jwt', kid: 'lianban-sandbox-tokens' })
})

test('a token is good for what was asked, and until it expires', async t => {
  const { access_token: narrow } = await body(t, await ask({ ...GRANT, scope: 'applications:read' }, basic('portal', 'portal-sandbox-secret')), 200, 'TokenAnswer')
  t.equal((await intake.call('/v1/applications', bearer(narrow), 'nobody')).status, 200)
  await problem(t, await intake.call('/v1/enterprises', bearer(narrow), 'nobody'), 'insufficient-scope')
  const begun = intake.clock.time
  intake.clock.time = new Date(begun.getTime() + 611_000)
  await problem(t, await intake.call('/v1/applications', bearer(narrow), 'nobody'), 'unauthenticated')
  intake.clock.time = begun
})

test('scopes that the client may not have', async t => {
  for (const scope of ['redrive:act', 'applications:read redrive:act', 'all', ' ']) await refused(t, await ask({ ...GRANT, scope }, basic('portal', 'portal-sandbox-secret')), 'invalid_scope')
})

test('a request that is none', async t => {
  const right = basic('portal', 'portal-sandbox-secret')
  for (const [what, form, authorization] of [
    ['no grant', {}, right],
    ['a grant without a value', { grant_type: '' }, right],
    ['the grant twice', [['grant_type', 'client_credentials'], ['grant_type', 'client_credentials']], right],
    ['a scope that is too long', { ...GRANT, scope: 'a'.repeat(2000) }, right],
    ['two proofs', { ...GRANT, client_id: 'portal', client_secret: 'portal-sandbox-secret' }, right],
    ['a secret and an assertion', { ...proof(await assertion()), client_secret: 'x' }, undefined],
    ['a secret of nobody', { ...GRANT, client_secret: 'x' }, undefined],
    ['another client in the body', { ...GRANT, client_id: 'operator' }, right],
    ['an assertion of another type', { ...proof(await assertion()), client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:saml2-bearer' }, undefined],
    ['an assertion of no type', { ...GRANT, client_assertion: await assertion() }, undefined],
    ['no Basic', GRANT, 'Bearer x'],
    ['Basic of nothing', GRANT, 'Basic '],
    ['Basic without colon', GRANT, `Basic ${Buffer.from('portal').toString('base64')}`],
    ['Basic that is not form-encoded', GRANT, `Basic ${Buffer.from('portal:%zz').toString('base64')}`]
  ] satisfies Array<[string, Form, string | undefined]>) {
    t.comment(what)
    await refused(t, await ask(form, authorization), 'invalid_request')
  }
  for (const grant of ['password', 'authorization_code', 'urn:ietf:params:oauth:grant-type:jwt-bearer', 'CLIENT_CREDENTIALS']) await refused(t, await ask({ grant_type: grant }, right), 'unsupported_grant_type')
  await problem(t, await intake.call('/oauth/token', { method: 'POST', body: JSON.stringify(GRANT), headers: { 'content-type': 'application/json', authorization: right } }), 'unsupported-media-type')
})

test('a client that is not believed', async t => {
  await refused(t, await ask(GRANT), 'invalid_client')
  for (const [id, secret] of [['portal', 'operator-sandbox-secret'], ['portal', ''], ['nobody', 'portal-sandbox-secret'], ['', ''], ['state-grid', ''], ['portal', hashes[0]!]] as const) {
    await refused(t, await ask(GRANT, basic(id, secret)), 'invalid_client', { basic: true })
    await refused(t, await ask({ ...GRANT, client_id: id, client_secret: secret }), 'invalid_client')
  }
})

test('an assertion that is not believed', async t => {
  const seconds = intake.clock.time.getTime() / 1000
  const other = newKey('grid')
  const wrong: Record<string, string> = {
    'for another': await assertion({ aud: 'https://other.example' }),
    'for others too': await assertion({ aud: [ISSUER, 'https://other.example'] }),
    'for nobody': await assertion({ aud: undefined }),
    'of another client': await assertion({ iss: 'portal', sub: 'portal' }),
    'about another client': await assertion({ sub: 'portal' }),
    'of an unknown client': await assertion({ iss: 'nobody', sub: 'nobody' }),
    expired: await assertion({ exp: seconds - 11, iat: seconds - 60 }),
    'good for too long': await assertion({ exp: seconds + 400 }),
    'without end': await assertion({ exp: undefined }),
    old: await assertion({ iat: seconds - 400 }),
    'from the future': await assertion({ iat: seconds + 60 }),
    'of no time': await assertion({ iat: undefined }),
    'not yet valid': await assertion({ nbf: seconds + 60 }),
    'without jti': await assertion({ jti: undefined }),
    'with an empty jti': await assertion({ jti: '' }),
    'with a jti that is no text': await assertion({ jti: 7 }),
    'with a jti that cannot be kept': await assertion({ jti: 'j\0' }),
    'with an endless jti': await assertion({ jti: 'j'.repeat(256) }),
    'by another key': await assertion({}, { key: other.key }),
    'by a key of another name': await assertion({}, { header: { kid: 'other' } }),
    'no JWT': 'x.y.z'
  }
  for (const [what, jwt] of Object.entries(wrong)) {
    t.comment(what)
    await refused(t, await ask(proof(jwt)), 'invalid_client')
  }
  await refused(t, await ask({ ...proof(await assertion()), client_id: 'portal' }), 'invalid_client')
  t.match(await intake.count(), { client_assertions: 4 }, 'what is not believed is not remembered')
})

test('an assertion is good once', async t => {
  const jwt = await assertion()
  const answers = await Promise.all(Array.from({ length: 8 }, () => ask(proof(jwt))))
  t.strictSame(answers.map(({ status }) => status).sort(), [200, ...Array<number>(7).fill(401)])
  await refused(t, await ask(proof(jwt)), 'invalid_client')
  const jti = randomUUID()
  await given(t, await ask(proof(await assertion({ jti }))))
  await refused(t, await ask(proof(await assertion({ jti, exp: intake.clock.time.getTime() / 1000 + 90 }))), 'invalid_client')

  await t.test('and is forgotten when nobody would believe it any more', async t => {
    const begun = intake.clock.time
    intake.clock.time = new Date(begun.getTime() + 400_000)
    await given(t, await ask(proof(await assertion({ jti }))))
    t.match(await intake.count(), { client_assertions: 1 })
    intake.clock.time = begun
  })
})

test('an assertion is good once for all processes', async t => {
  const databaseUrl = await newDatabase(t)
  const asks = await Promise.all([1, 2].map(async () => {
    const settings = sandboxSettings(settings => {
      addClients(settings)
      connectOnly(settings, ['unicom'])
    })
    const running = await startHub({ settings, databaseUrl, log: openLog('silent') })
    t.teardown(() => running.stop())
    return asking(newTestCall(await running.app.listen({ host: '127.0.0.1', port: 0 })))
  }))
  const jwt = await assertion({}, { at: new Date() })
  const answers = await Promise.all(asks.map(ask => ask(proof(jwt))))
  t.strictSame(answers.map(({ status }) => status).sort(), [200, 401])
  for (const ask of asks) await refused(t, await ask(proof(jwt)), 'invalid_client')
})

test('what a client has to know is published', async t => {
  const server = await body(t, await intake.call('/.well-known/oauth-authorization-server'), 200, 'AuthorizationServer')
  t.match(server, { issuer: ISSUER, token_endpoint: `${ISSUER}/oauth/token`, jwks_uri: `${ISSUER}/.well-known/jwks.json`, grant_types_supported: ['client_credentials'], response_types_supported: [] })
  t.ok(server.scopes_supported.includes('applications:submit'))
  const { keys } = await body(t, await intake.call('/.well-known/jwks.json'), 200, 'KeySet')
  t.strictSame(keys.map(key => Object.keys(key).sort()), [['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']], 'the public half alone')
})

test('a key takes the place of another without a token being refused', async t => {
  const [old, fresh] = [newKey('old'), newKey('fresh', 'Ed25519')]
  const jwk = ({ key, jwk }: typeof old): object => ({ ...key.export({ format: 'jwk' }), kid: jwk['kid'] })
  const signing = (...keys: Array<typeof old>) => startIntake(t, { slugs: ['unicom'], adjust ({ access }) { access.tokenEndpoint.signingKeys = keys.map(jwk) } })
  const token = async ({ call }: typeof intake): Promise<string> => (await body(t, await asking(call)(GRANT, basic('portal', 'portal-sandbox-secret')), 200, 'TokenAnswer')).access_token
  const good = async ({ call }: typeof intake, token: string): Promise<boolean> => (await call('/v1/enterprises', bearer(token), 'nobody')).status === 200
  const [before, announced, changed, after] = [await signing(old), await signing(old, fresh), await signing(fresh, old), await signing(fresh)]
  const [byOld, byFresh] = [await token(before), await token(changed)]
  t.strictSame([byOld, byFresh].map(token => decodeProtectedHeader(token).kid), ['old', 'fresh'])
  t.equal(decodeProtectedHeader(await token(announced)).kid, 'old')
  t.strictSame(await Promise.all([announced, changed, after].map(hub => good(hub, byOld))), [true, true, false])
  t.strictSame(await Promise.all([before, announced, changed, after].map(hub => good(hub, byFresh))), [false, true, true, true])
  const { keys } = await body(t, await changed.call('/.well-known/jwks.json'), 200, 'KeySet')
  t.strictSame(keys.map(({ kid, alg }) => [kid, alg]), [['fresh', 'EdDSA'], ['old', 'ES256']])
})

test('where tokens come from elsewhere there is no token end-point', async t => {
  const { call } = await startIntake(t, { slugs: ['unicom'], adjust (settings) { settings.access = {} } })
  await problem(t, await asking(call)(GRANT, basic('portal', 'portal-sandbox-secret')), 'not-found')
  for (const path of ['/.well-known/jwks.json', '/.well-known/oauth-authorization-server']) await problem(t, await call(path), 'not-found')
  await problem(t, await call('/v1/enterprises', {}, 'nobody'), 'unauthenticated')
})

test('neither secrets nor tokens are in the log', async t => {
  intake.lines.length = 0
  const jwt = await assertion()
  const tokens = [await given(t, await ask(GRANT, basic('portal', 'portal-sandbox-secret'))), await given(t, await ask(proof(jwt)))]
  await ask(GRANT, basic('portal', 'wrong-sandbox-secret'))
  await ask({ ...GRANT, client_id: 'portal', client_secret: 'wrong-sandbox-secret' })
  const log = intake.lines.join('')
  t.match(log, /"reason":"invalid_client".*"msg":"no token given"/)
  for (const secret of ['sandbox-secret', basic('portal', 'portal-sandbox-secret').slice(6), jwt, jwt.split('.')[2]!, ...tokens]) t.notOk(log.includes(secret))
})
