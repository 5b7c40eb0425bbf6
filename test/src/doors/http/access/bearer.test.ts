import { createHmac, createPublicKey, type KeyObject } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { t as root, test, type Test } from 'tap'
import { body, problem } from '../../../../kit/answers.ts'
import { startIntake, type Intake } from '../../../../kit/intake-hub.ts'
import { bearer, encoded, newKey, SANDBOX_KEY, signed, tokenOf, tokenParts } from '../../../../kit/tokens.ts'

const own = newKey('own')
const intake = await startIntake(root, {
  slugs: ['unicom'],
  adjust ({ access }) {
    access.issuers = [{ issuer: 'https://idp.example', audience: 'hub', jwks: { keys: [own.jwk] } }]
    access.clients.push({ id: 'county-platform', kind: 'portal', scopes: ['enterprises:read'], issuer: 'https://idp.example' })
  }
})
const now = intake.clock.time
const ask = (request: RequestInit): Promise<Response> => intake.call('/v1/enterprises', request, 'nobody')

/** Not believed: a challenge, and not a word why. */
async function refused (t: Test, answer: Response): Promise<void> {
  t.equal(answer.headers.get('www-authenticate'), 'Bearer realm="lianban", error="invalid_token"')
  const { instance: _instance, ...told } = await problem(t, answer, 'unauthenticated')
  t.strictSame(told, { type: 'urn:lianban:problem:unauthenticated', title: '没有登录，或缺少有效的访问令牌', status: 401, code: 'unauthenticated' })
}

test('a token in force is taken', async t => {
  await body(t, await ask(bearer(await signed(tokenParts(now)))), 200, 'EnterpriseCatalogue')
  await body(t, await ask({ headers: { authorization: `bearer ${await signed(tokenParts(now))}` } }), 200, 'EnterpriseCatalogue')
  for (const [what, claims, header] of [
    ['typ with its prefix', {}, { typ: 'application/at+jwt' }],
    ['several audiences', { aud: ['other', 'lianban'] }, {}],
    ['clocks that differ a little', { exp: now.getTime() / 1000 - 5 }, {}],
    ['scopes of other systems', { scope: 'openid enterprises:read x:y' }, {}]
  ] as const) t.equal((await ask(bearer(await signed(tokenParts(now, claims, header))))).status, 200, what)
})

test('a token of another issuer is taken for the clients that it speaks for', async t => {
  const parts = (claims: object): ReturnType<typeof tokenParts> =>
    tokenParts(now, { iss: 'https://idp.example', aud: 'hub', client_id: 'county-platform', sub: '17', ...claims }, { kid: 'own' })
  t.equal((await ask(bearer(await signed(parts({}), own.key)))).status, 200)
  await refused(t, await ask(bearer(await signed(parts({ client_id: 'portal' }), own.key))))
  await refused(t, await ask(bearer(await signed(tokenParts(now, { client_id: 'county-platform' })))))
})

const seconds = now.getTime() / 1000
const CLAIMS: Array<[string, Record<string, unknown>]> = [
  ['expired', { exp: seconds - 11 }],
  ['not yet valid', { nbf: seconds + 60 }],
  ['for another audience', { aud: 'other' }],
  ['for other audiences', { aud: ['other', 'hub'] }],
  ['for nobody', { aud: undefined }],
  ['of an unknown issuer', { iss: 'https://evil.example' }],
  ['of no issuer', { iss: undefined }],
  ['that says to be of the other issuer', { iss: 'https://idp.example', aud: 'hub', client_id: 'county-platform' }],
  ['of an unknown client', { client_id: 'nobody' }],
  ['of a client that is an object', { client_id: { id: 'portal' } }],
  ...['exp', 'iat', 'sub', 'jti', 'client_id'].map((claim): [string, Record<string, unknown>] => [`without ${claim}`, { [claim]: undefined }]),
  ['whose exp is no number', { exp: 'tomorrow' }]
]
for (const [what, claims] of CLAIMS) {
  test(`a token is refused: ${what}`, async t => { await refused(t, await ask(bearer(await signed(tokenParts(now, claims))))) })
}

const HEADERS: Array<[string, Record<string, unknown>]> = [
  ['typ JWT', { typ: 'JWT' }],
  ['no typ', { typ: undefined }],
  ['an ID token', { typ: 'id+jwt' }],
  ['an unknown kid', { kid: 'lianban-sandbox-token' }],
  ['no kid', { kid: undefined }],
  ['jku', { jku: 'https://evil.example/jwks.json' }],
  ['x5u', { x5u: 'https://evil.example/cert.pem' }],
  ['jwk', { jwk: own.jwk }],
  ['x5c', { x5c: ['MIIB'] }],
  ['an extension that must be understood', { crit: ['urn:example'], 'urn:example': 1 }]
]
for (const [what, header] of HEADERS) {
  test(`a token is refused: its header has ${what}`, async t => { await refused(t, await ask(bearer(await signed(tokenParts(now, {}, header))))) })
}

function hmac (algorithm: string, key: string | Buffer): string {
  const { header, claims } = tokenParts(now, {}, { alg: algorithm })
  const content = `${encoded(header)}.${encoded(claims)}`
  return `${content}.${createHmac('sha256', key).update(content).digest('base64url')}`
}

test('a token is refused: its signature is none', async t => {
  const good = await signed(tokenParts(now))
  const [head, claims, signature] = good.split('.')
  const { header: none, claims: plain } = tokenParts(now, {}, { alg: 'none' })
  const published = createPublicKey(SANDBOX_KEY)
  const wrong: Record<string, string> = {
    'alg none': `${encoded(none)}.${encoded(plain)}.`,
    'alg none, with a signature': `${encoded(none)}.${encoded(plain)}.${signature}`,
    'alg nOnE': `${encoded({ ...none, alg: 'nOnE' })}.${encoded(plain)}.`,
    'no alg': `${encoded({ typ: 'at+jwt' })}.${encoded(plain)}.${signature}`,
    'HMAC with the public key as PEM': hmac('HS256', published.export({ format: 'pem', type: 'spki' })),
    'HMAC with the public key as DER': hmac('HS256', published.export({ format: 'der', type: 'spki' })),
    'HMAC with the public key as JWK': hmac('HS256', JSON.stringify(published.export({ format: 'jwk' }))),
    'HMAC with nothing': hmac('HS256', ''),
    'another key under the same kid': await signed(tokenParts(now), newKey('x').key),
    'RSA where the key is EC': await signed(tokenParts(now, {}, { alg: 'RS256' }), newKey('x', 'RSA').key),
    'cut short': `${head}.${claims}.${signature!.slice(0, -4)}`,
    'left out': `${head}.${claims}.`,
    'of zeros': `${head}.${claims}.${Buffer.alloc(64).toString('base64url')}`,
    'claims changed': `${head}.${encoded({ ...tokenParts(now).claims, client_id: 'operator' })}.${signature}`
  }
  for (const [what, token] of Object.entries(wrong)) {
    t.comment(what)
    await refused(t, await ask(bearer(token)))
  }
})

test('a token is refused: it is no token', async t => {
  const good = await signed(tokenParts(now))
  for (const token of ['x', 'a.b', 'a.b.c', '..', `${good}.${good}`, `${good}.`, `${encoded('null')}.${encoded('null')}.x`, `${encoded('[]')}.${encoded('{}')}.x`, `${good.split('.', 1)[0]}.${encoded('"text"')}.x`, 'a'.repeat(8000)]) {
    t.comment(token.slice(0, 40))
    await refused(t, await ask(bearer(token)))
  }
})

test('without a bearer token the challenge says no more than that one is needed', async t => {
  const token = await signed(tokenParts(now))
  for (const headers of [{}, { authorization: '' }, { authorization: 'Bearer' }, { authorization: 'Bearer ' }, { authorization: token }, { authorization: `Basic ${token}` }, { authorization: `Bearer ${token}, Bearer ${token}` }, { authorization: `DPoP ${token}` }]) {
    const answer = await ask({ headers })
    t.equal(answer.headers.get('www-authenticate'), 'Bearer realm="lianban"', JSON.stringify(headers).slice(0, 40))
    await problem(t, answer, 'unauthenticated')
  }
  await problem(t, await intake.call(`/v1/enterprises?access_token=${token}`, {}, 'nobody'), 'unauthenticated')
})

test('what a token is good for is what it and the settings both say', async t => {
  for (const scope of ['', 'applications:read', 'enterprises', 'enterprises:read:all', 'ENTERPRISES:READ', ['enterprises:read'], undefined]) {
    const answer = await ask(bearer(await signed(tokenParts(now, { scope }))))
    t.equal(answer.headers.get('www-authenticate'), 'Bearer realm="lianban", error="insufficient_scope", scope="enterprises:read"')
    await problem(t, answer, 'insufficient-scope')
  }
  const answer = await intake.call('/v1/applications', bearer(await tokenOf(now, 'applications:submit applications:read', 'county-water')), 'nobody')
  t.equal(answer.status, 200)
  const beyond = await intake.call('/v1/applications', { method: 'POST', ...bearer(await tokenOf(now, 'applications:submit', 'county-water')) }, 'nobody')
  await problem(t, beyond, 'insufficient-scope')
})

test('why a token was refused is in the log, the token is not', async t => {
  intake.lines.length = 0
  const token = await signed(tokenParts(now, { exp: seconds - 11 }))
  await refused(t, await ask(bearer(token)))
  t.match(intake.lines.join(''), /"reason":"ERR_JWT_EXPIRED exp".*"msg":"token refused"/)
  t.notMatch(intake.lines.join(''), token.split('.')[2])
})

/** An identity provider that publishes keys. */
async function startProvider (t: Test): Promise<{ url: string, keys: unknown[], status: number, asked: number }> {
  const provider = { url: '', keys: [] as unknown[], status: 200, asked: 0 }
  const server = createServer((_request, response) => {
    provider.asked++
    response.writeHead(provider.status, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: provider.keys }))
  })
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
  t.teardown(() => { server.close() })
  provider.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`
  return provider
}

interface Provided { intake: Intake, ask (kid: string, key: KeyObject, alg?: string): Promise<Response> }

async function hubBehind (t: Test, url: string, terms: object = {}): Promise<Provided> {
  const intake = await startIntake(t, {
    slugs: ['unicom'],
    adjust ({ access }) {
      access.issuers = [{ issuer: 'https://idp.example', audience: 'hub', jwksUrl: url, ...terms }]
      access.clients.push({ id: 'county-platform', kind: 'portal', scopes: ['enterprises:read'], issuer: 'https://idp.example' })
    }
  })
  return {
    intake,
    ask: async (kid, key, alg = 'ES256') => await intake.call('/v1/enterprises', bearer(
      await signed(tokenParts(now, { iss: 'https://idp.example', aud: 'hub', client_id: 'county-platform' }, { kid, alg }), key)), 'nobody')
  }
}

test('keys that an identity provider publishes are fetched once, and anew when it changes them', async t => {
  const provider = await startProvider(t)
  const [first, second] = [newKey('first'), newKey('second', 'Ed25519')]
  provider.keys = [first.jwk]
  const { ask } = await hubBehind(t, provider.url, { jwksCooldown: '0ms' })
  for (const answer of await Promise.all([1, 2, 3].map(() => ask('first', first.key)))) t.equal(answer.status, 200)
  t.equal(provider.asked, 1)
  provider.keys = [first.jwk, second.jwk]
  t.equal((await ask('second', second.key, 'EdDSA')).status, 200)
  t.equal((await ask('first', first.key)).status, 200)
  t.equal(provider.asked, 2)
  provider.keys = [second.jwk]
  await refused(t, await ask('third', first.key))
  await refused(t, await ask('first', first.key))
  t.equal((await ask('second', second.key, 'EdDSA')).status, 200)
})

test('RSA keys are taken by both of their algorithms', async t => {
  const provider = await startProvider(t)
  const { key, jwk } = newKey('rsa', 'RSA')
  provider.keys = [jwk]
  const { ask } = await hubBehind(t, provider.url)
  for (const algorithm of ['RS256', 'PS256']) t.equal((await ask('rsa', key, algorithm)).status, 200, algorithm)
  for (const algorithm of ['RS384', 'PS512']) await refused(t, await ask('rsa', key, algorithm))
})

test('unknown keys do not make the hub pester the identity provider, and unknown issuers not at all', async t => {
  const provider = await startProvider(t)
  const { key, jwk } = newKey('known')
  provider.keys = [jwk]
  const { intake, ask } = await hubBehind(t, provider.url)
  await refused(t, await intake.call('/v1/enterprises', bearer(await signed(tokenParts(now, { iss: 'https://other.example' }))), 'nobody'))
  t.equal(provider.asked, 0)
  t.equal((await ask('known', key)).status, 200)
  for (let kid = 0; kid < 5; kid++) await refused(t, await ask(`unknown-${kid}`, key))
  t.equal(provider.asked, 1)
})

test('keys that cannot be had are not the caller\'s fault', async t => {
  const provider = await startProvider(t)
  const { key, jwk } = newKey('known')
  const { ask } = await hubBehind(t, provider.url)
  for (const status of [500, 302, 404]) {
    provider.status = status
    const answer = await ask('known', key)
    t.equal(answer.headers.get('retry-after'), '5')
    await problem(t, answer, 'unavailable')
  }
  Object.assign(provider, { status: 200, keys: 'none' })
  await problem(t, await ask('known', key), 'unavailable')
  provider.keys = [jwk]
  t.equal((await ask('known', key)).status, 200)
})
