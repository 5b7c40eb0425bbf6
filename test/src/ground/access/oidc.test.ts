/** What an OpenID provider says that must not be believed: by a provider of the test's own, which says anything. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose'
import { test, type Test } from 'tap'
import { openOidc } from '../../../../src/ground/access/oidc.ts'
import { departureOf, newDepartureSecret, NotVouched, ProviderAway, type Provider } from '../../../../src/ground/access/provider.ts'
import { oidc, providersFit } from '../../../../src/ground/access/provider-settings.ts'

const LOOPBACK = { privateAddresses: false, allow: ['127.0.0.0/8'] }
const keys = await generateKeyPair('RS256')
const others = await generateKeyPair('RS256')

interface Forger { issuer: string, paths: string[], answers: Record<string, (issuer: string) => Promise<unknown> | unknown>, provider: Provider }

/** `sign` makes the ID token of usual claims. */
async function startForger (t: Test, sign: (claims: JWTPayload) => Promise<string> | string, { answers = {}, outbound = LOOPBACK }: { answers?: Forger['answers'], outbound?: typeof LOOPBACK } = {}): Promise<Forger & { departure: ReturnType<typeof departureOf> }> {
  const departure = departureOf(newDepartureSecret())
  const paths: string[] = []
  const server = createServer(async (request, response) => {
    paths.push(request.url!)
    const usual: Forger['answers'] = {
      '/.well-known/openid-configuration': at => ({
        issuer: at,
        authorization_endpoint: `${at}/auth`,
        token_endpoint: `${at}/token`,
        jwks_uri: `${at}/jwks`,
        userinfo_endpoint: `${at}/me`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256', 'none', 'HS256'],
        token_endpoint_auth_methods_supported: ['client_secret_post']
      }),
      '/jwks': async () => ({ keys: [{ ...await exportJWK(keys.publicKey), kid: 'one', alg: 'RS256', use: 'sig' }] }),
      '/token': async at => ({ access_token: 'a', token_type: 'Bearer', id_token: await sign(claimsOf(at, departure.nonce)) }),
      '/me': () => ({ sub: '4f1c', name: '王丽', roles: ['hub-window'] }),
      ...answers
    }
    response.setHeader('content-type', 'application/json').end(JSON.stringify(await usual[request.url!]!(issuer)))
  })
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const settings = oidc.parse({ issuer, clientId: 'lianban', clientSecret: 's', rolesFrom: 'roles', roles: [{ value: 'hub-window', role: 'clerk', unit: '县政务服务中心' }], timeout: '2s' })
  const provider = openOidc(settings, { outbound, redirectUri: 'http://127.0.0.1:8080/v1/session/oidc/callback', now: () => new Date() })
  return { issuer, paths, answers, provider, departure }
}

function claimsOf (issuer: string, nonce: string): JWTPayload {
  const now = Math.floor(Date.now() / 1000)
  return { iss: issuer, sub: '4f1c', aud: 'lianban', nonce, iat: now, exp: now + 60 }
}

const sign = (claims: JWTPayload, key = keys.privateKey): Promise<string> => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(key)

async function identified ({ provider, departure, issuer }: Awaited<ReturnType<typeof startForger>>): Promise<unknown> {
  return await provider.identify(new URLSearchParams({ code: 'c', state: departure.state, iss: issuer }), departure)
}

const failure = (act: Promise<unknown>): Promise<unknown> => act.then(() => undefined, error => error)

test('who it is, from the ID token and from what else the provider tells', async t => {
  const forger = await startForger(t, claims => sign(claims))
  t.match(await identified(forger), { issuer: forger.issuer, subject: '4f1c', claims: { name: '王丽', roles: ['hub-window'] } })
  t.strictSame(forger.paths, ['/.well-known/openid-configuration', '/token', '/jwks', '/me'])
  const told = await startForger(t, claims => sign({ ...claims, name: 'a', roles: 'b', preferred_username: 'c' }))
  t.match(await identified(told), { claims: { name: 'a', roles: 'b' } })
  t.notOk(told.paths.includes('/me'), 'what is known is not asked for')
})

test('an ID token that does not hold is not believed', async t => {
  const secret = new TextEncoder().encode('s'.repeat(32))
  const forgeries: Array<(claims: JWTPayload) => Promise<string> | string> = [
    claims => new UnsecuredJWT(claims).encode(), claims => new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(secret), claims => sign(claims, others.privateKey),
    claims => sign({ ...claims, nonce: 'another' }), ({ nonce: _nonce, ...claims }) => sign(claims), claims => sign({ ...claims, aud: 'another' }), claims => sign({ ...claims, aud: ['lianban', 'another'] }),
    claims => sign({ ...claims, iss: 'https://evil.example' }), claims => sign({ ...claims, exp: claims.exp! - 3600, iat: claims.iat! - 3600 }), ({ sub: _sub, ...claims }) => sign(claims),
    async claims => (await sign(claims)).replace(/\.[^.]+\./, `.${Buffer.from(JSON.stringify({ ...claims, sub: 'admin' })).toString('base64url')}.`)
  ]
  for (const [index, forge] of forgeries.entries()) t.ok(await failure(startForger(t, forge).then(identified)) instanceof NotVouched, String(index))
  for (const answers of [{ '/token': () => ({ access_token: 'a', token_type: 'Bearer' }) }, { '/me': () => ({ sub: 'another', roles: ['hub-window'] }) }]) {
    t.ok(await failure(startForger(t, claims => sign(claims), { answers }).then(identified)) instanceof NotVouched, Object.keys(answers).join())
  }
})

test('a provider that says it is another, or says too much, is away', async t => {
  const usual = { authorization_endpoint: 'http://127.0.0.1:9/', token_endpoint: 'http://127.0.0.1:9/' }
  for (const discovered of [() => ({ issuer: 'https://evil.example', ...usual }), () => ({ pad: 'x'.repeat(300_000) }), () => 'text']) {
    const forger = await startForger(t, claims => sign(claims), { answers: { '/.well-known/openid-configuration': discovered } })
    t.ok(await failure(forger.provider.begin(forger.departure)) instanceof ProviderAway)
  }
  const jwks = await startForger(t, claims => sign(claims), { answers: { '/jwks': () => ({ pad: 'x'.repeat(300_000) }) } })
  t.ok(await failure(identified(jwks)) instanceof ProviderAway)
})

test('nothing is asked of an address that the hub may not call', async t => {
  const forger = await startForger(t, claims => sign(claims), { outbound: { privateAddresses: false, allow: [] } })
  t.ok(await failure(forger.provider.begin(forger.departure)) instanceof ProviderAway)
  t.strictSame(forger.paths, [])
})

test('settings say what is wrong with them', async t => {
  const good = { issuer: 'https://idp.example.cn', clientId: 'lianban', clientSecret: 's', rolesFrom: 'roles', roles: [{ value: 'x', role: 'clerk' }] }
  t.match(oidc.parse(good), { label: '统一身份认证', scope: 'openid profile', timeout: 10_000, loginFrom: 'preferred_username' })
  for (const wrong of [
    { issuer: 'http://idp.example.cn' }, { issuer: 'ftp://127.0.0.1' }, { clientSecret: '' }, { scope: 'profile' }, { roles: [] }, { roles: [{ value: 'x', role: 'boss' }] }, { timeout: '1h' },
    { roles: [{ value: 'x', role: 'specialist' }] }, { roles: [{ value: 'x', role: 'clerk', enterprise: 'unicom' }] }, { roleFrom: 'x' }
  ]) t.equal(oidc.safeParse({ ...good, ...wrong }).success, false, JSON.stringify(wrong))
  for (const issuer of ['http://127.0.0.1:3000', 'http://localhost', 'http://[::1]:1']) t.equal(oidc.safeParse({ ...good, issuer }).success, true, issuer)
  const faults = (site: { allow: string[], issuer: string, enterprise?: string }): unknown[] => {
    const issues: any[] = []
    const roles = site.enterprise === undefined ? good.roles : [{ value: 'x', role: 'specialist', enterprise: site.enterprise }]
    providersFit({ hub: { outbound: { privateAddresses: false, allow: site.allow } }, enterprises: { unicom: {} }, access: { people: { oidc: oidc.parse({ ...good, issuer: site.issuer, roles }) } } }, { issues, addIssue: (issue: object) => issues.push(issue) } as any)
    return issues.map(({ path }) => path.join('.'))
  }
  t.strictSame(faults({ allow: [], issuer: 'https://10.1.2.3' }), ['access.people.oidc.issuer'])
  t.strictSame(faults({ allow: ['10.0.0.0/8'], issuer: 'https://10.1.2.3', enterprise: 'unicom' }), [])
  t.strictSame(faults({ allow: [], issuer: 'https://idp.example.cn', enterprise: 'nobody' }), ['access.people.oidc.roles.0.enterprise'])
})
