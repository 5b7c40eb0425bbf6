/** Signing in by the county's OpenID provider, over real HTTP and a real provider; and what must not help anybody else to. */
import { t as root, test, type Test } from 'tap'
import { buildApp } from '../../../../src/doors/http/app.ts'
import { pageAt } from '../../../../src/doors/http/provider-handlers.ts'
import { changeAccount, endAccount, lockOut, openAccount, resetPassword, resetTelephone } from '../../../../src/cases/administer-accounts.ts'
import { body, problem } from '../../../kit/answers.ts'
import { openTraveller, type Traveller } from '../../../kit/at-provider.ts'
import { startIntake } from '../../../kit/intake-hub.ts'
import { hire } from '../../../kit/people.ts'
import { CLIENT, startOidcServer } from '../../../kit/servers/oidc-server.ts'

const HUB = 'http://127.0.0.1:8080'
const provider = await startOidcServer(root, `${HUB}/v1/session/oidc/callback`)
const ROLES = [
  { value: 'hub-window', role: 'clerk' },
  { value: 'hub-supervision', role: 'supervisor', unit: '县数据局' },
  { value: 'hub-operation', role: 'operator', unit: '县数据局' },
  { value: 'hub-unicom', role: 'specialist', enterprise: 'unicom', unit: '联通泾县' },
  { value: 'hub-accounts', role: 'administrator', unit: '县数据局' }
]
const oidc = { ...CLIENT, issuer: provider.issuer, label: '县统一身份认证', rolesFrom: 'roles', roles: ROLES, unitFrom: 'unit' }
const intake = await startIntake(root, { slugs: ['unicom'], adjust ({ access }) { access.people.oidc = oidc } })
const { hub, url, pool, clock, lines } = intake
const BY = { actor: 'cli:王工', reason: '例行' }
const CLERK = { name: '王丽', preferred_username: 'Wang.Li', roles: ['staff', 'hub-window'], unit: '县政务服务中心' }

async function signedIn (person: string, traveller: Traveller = openTraveller(url)): Promise<Traveller> {
  const back = await provider.signIn(await traveller.depart('oidc'), person)
  const answer = await traveller.comeBack(back)
  if (answer.status !== 303) throw new Error(`${answer.status} ${await answer.text()}`)
  return traveller
}

const session = async (traveller: Traveller): Promise<Response> => await traveller.browser().ask('/v1/session')
const isIn = async (traveller: Traveller): Promise<boolean> => (await session(traveller)).status === 200
const outcomes = async (login: string | null): Promise<string[]> =>
  (await pool.query('select outcome from sign_ins where login is not distinct from $1 order by id', [login])).rows.map(({ outcome }) => outcome)
const failures = async (): Promise<number> => Number((await pool.query('select coalesce(sum(count), 0) as sum from sign_in_failures')).rows[0].sum)

test('whoever has not signed in is told of the provider first', async t => {
  t.strictSame(await body(t, await intake.call('/v1/session/ways', {}, 'nobody'), 200, 'SignInWays'), {
    ways: [{ way: 'oidc', label: '县统一身份认证', path: '/v1/session/oidc' }, { way: 'own', label: '账号密码登录' }]
  })
  await problem(t, await intake.call('/v1/session/cas', {}, 'nobody'), 'not-found')
  await problem(t, await intake.call('/v1/session/cas/callback?ticket=ST-12345678&state=x', {}, 'nobody'), 'not-found')
})

test('a clerk signs in at the provider and is one here', async t => {
  provider.people['4f1c'] = CLERK
  const traveller = openTraveller(url)
  const to = new URL(await traveller.depart('oidc', '/console/cases?state=open&q=%E7%8E%8B'))
  t.equal(to.origin, provider.issuer)
  t.match(Object.fromEntries(to.searchParams), {
    client_id: 'lianban',
    response_type: 'code',
    scope: 'openid profile',
    redirect_uri: `${HUB}/v1/session/oidc/callback`,
    state: /^[\w-]{43}$/,
    nonce: /^[\w-]{43}$/,
    code_challenge: /^[\w-]{43}$/,
    code_challenge_method: 'S256'
  })
  const held = traveller.cookies.get('lianban-sso')!
  const { rows: [row] } = await pool.query('select * from departures')
  t.notMatch(JSON.stringify(row), held)
  for (const name of ['state', 'nonce']) t.notMatch(JSON.stringify(row), to.searchParams.get(name)!, 'a row tells nobody what went to the provider')
  const answer = await traveller.comeBack(await provider.signIn(to.href, '4f1c'))
  t.equal(answer.status, 303)
  t.equal(answer.headers.get('location'), '/console/cases?state=open&q=%E7%8E%8B')
  t.match(answer.headers.getSetCookie(), [/^lianban=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/, /^lianban-sso=; .*Max-Age=0$/])
  const shown = await body(t, await session(traveller), 200, 'Session')
  t.match(shown, { wanted: 'nothing', login: 'wang.li', name: '王丽', unit: '县政务服务中心', roles: ['clerk'], way: 'oidc', endsAt: '2026-11-23T10:00:15+08:00' })
  t.notOk('passwordUntil' in shown || 'recoveryCodesLeft' in shown, 'those are the provider\'s')
  t.equal((await traveller.browser().ask('/v1/applications')).status, 200)
  t.strictSame(await outcomes('wang.li'), ['signedIn'])
  t.equal((await pool.query('select from departures')).rowCount, 0)
  t.equal(await failures(), 0)
  const { rows: acts } = await pool.query('select actor, action, target from acts')
  t.strictSame(acts, [{ actor: 'provider:oidc', action: 'account-opening', target: { login: 'wang.li', unit: '县政务服务中心', roles: ['clerk'] } }])
  const { rows: [stored] } = await pool.query('select * from people')
  t.notMatch(JSON.stringify(stored), /4f1c|王丽|password":"/, 'who it is there is a keyed digest, what they are called is sealed')
  t.equal(stored.password_hash, null)
})

test('over TLS what the browser holds can be set by no neighbour', async t => {
  const tls = await startIntake(t, { slugs: ['unicom'], adjust ({ access }) { access.people = { url: 'https://hub.example.cn', oidc } } })
  const answer = await openTraveller(tls.url).navigate('/v1/session/oidc')
  t.match(answer.headers.getSetCookie(), [/^__Host-lianban-sso=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax; Max-Age=600$/])
  t.match(answer.headers.get('location'), /redirect_uri=https%3A%2F%2Fhub\.example\.cn%2Fv1%2Fsession%2Foidc%2Fcallback/)
})

test('what the hub knows of a person is renewed with every sign-in', async t => {
  provider.people['renewed'] = { ...CLERK, preferred_username: 'renewed' }
  const first = await signedIn('renewed')
  t.ok(await isIn(first))
  provider.people['renewed'] = { ...CLERK, preferred_username: 'another', name: '王丽丽' }
  const second = await signedIn('renewed')
  t.match(await body(t, await session(second), 200, 'Session'), { login: 'renewed', name: '王丽丽' }, 'the same account, whatever the person is called there')
  t.ok(await isIn(first), 'who has the same rights stays signed in elsewhere')
  provider.people['renewed'] = { ...CLERK, roles: ['hub-unicom'] }
  const third = await signedIn('renewed')
  t.match(await body(t, await session(third), 200, 'Session'), { login: 'renewed', roles: ['specialist'], enterprise: 'unicom', unit: '联通泾县' })
  for (const old of [first, second]) t.notOk(await isIn(old), 'with other rights one is out')
  provider.people['renewed'] = { ...CLERK, roles: ['hub-supervision', 'hub-operation'] }
  await signedIn('renewed', third)
  t.match(await body(t, await session(third), 200, 'Session'), { roles: ['supervisor', 'operator'], unit: '县数据局' })
})

test('who has no role is told so, and is out wherever they were in', async t => {
  provider.people['leaving'] = { ...CLERK, preferred_username: 'leaving' }
  const traveller = await signedIn('leaving')
  for (const [roles, person] of [[[], 'none'], [['hub-windows'], 'other'], [undefined, 'unsaid'], [['hub-window', 'hub-accounts'], 'both'], [{ 'hub-window': true }, 'odd']] as const) {
    provider.people[person] = { ...CLERK, preferred_username: person, roles }
    const stranger = openTraveller(url)
    const answer = await stranger.comeBack(await provider.signIn(await stranger.depart('oidc'), person))
    await problem(t, answer, 'no-role')
    t.notOk(stranger.cookies.has('lianban'))
    t.equal((await pool.query('select from people where login = $1', [person])).rowCount, 0)
  }
  provider.people['nowhere'] = { ...CLERK, preferred_username: 'nowhere', unit: ' ' }
  const stranger = openTraveller(url)
  await problem(t, await stranger.comeBack(await provider.signIn(await stranger.depart('oidc'), 'nowhere')), 'no-role', undefined)
  t.ok(await isIn(traveller))
  provider.people['leaving'] = { ...CLERK, roles: [] }
  const again = openTraveller(url)
  await problem(t, await again.comeBack(await provider.signIn(await again.depart('oidc'), 'leaving')), 'no-role')
  t.notOk(await isIn(traveller), 'the role was taken away, and with it the session')
  t.strictSame(await outcomes('leaving'), ['signedIn', 'noRole'])
  t.equal((await outcomes(null)).filter(outcome => outcome === 'noRole').length, 6)
  provider.people['leaving'] = CLERK
  t.ok(await isIn(await signedIn('leaving', again)), 'and given again')
})

test('an account of a provider is locked and closed here, and all else is the provider\'s', async t => {
  provider.people['locked'] = { ...CLERK, preferred_username: 'locked' }
  const traveller = await signedIn('locked')
  for (const [path, sent, method] of [
    ['/v1/session/password', { current: 'x', password: 'mV9$wq-tb2Kx' }, 'PUT'], ['/v1/session/telephone', {}, 'POST'], ['/v1/session/telephone', { code: '123456' }, 'PUT'],
    ['/v1/session/recovery-codes', { code: '123456' }, 'POST']
  ] as const) await problem(t, await traveller.browser().send(path, sent, method), 'account-of-provider')
  await t.rejects(resetPassword(hub, 'locked', BY), { code: 'account-of-provider' })
  await t.rejects(resetTelephone(hub, 'locked', BY), { code: 'account-of-provider' })
  const changes: Array<Parameters<typeof changeAccount>[2]> = [{ roles: ['operator'] }, { unit: '县数据局' }, { enterprise: 'unicom' }]
  for (const change of changes) await t.rejects(changeAccount(hub, 'locked', change, BY), { code: 'account-of-provider' })
  await changeAccount(hub, 'locked', { phone: '13900001111' }, BY)
  t.ok(await isIn(traveller))
  const administrator = await hire(intake, { login: 'zhao', roles: ['administrator'], unit: '县数据局' })
  t.match(await body(t, await administrator.ask('/v1/accounts/locked'), 200, 'Account'), { way: 'oidc', phone: '13900001111', enrolled: false, mustChangePassword: false })
  t.match(await body(t, await administrator.ask('/v1/accounts/zhao'), 200, 'Account'), { way: 'own' })
  await lockOut(hub, 'locked', BY)
  t.notOk(await isIn(traveller))
  const again = openTraveller(url)
  await problem(t, await again.comeBack(await provider.signIn(await again.depart('oidc'), 'locked')), 'account-unusable')
  await endAccount(hub, 'locked', BY)
  await problem(t, await again.comeBack(await provider.signIn(await again.depart('oidc'), 'locked')), 'account-unusable', undefined)
  t.strictSame(await outcomes('locked'), ['signedIn', 'refused', 'refused'])
})

test('nobody gets an account of the hub\'s own by being called like it', async t => {
  await openAccount(hub, { login: 'chen', name: '陈静', unit: '县数据局', roles: ['operator'] }, BY)
  provider.people['imposter'] = { ...CLERK, preferred_username: 'chen' }
  const shown = await body(t, await session(await signedIn('imposter')), 200, 'Session')
  t.match(shown, { login: /^sso-[0-9a-f]{16}$/, roles: ['clerk'] })
  t.match(await body(t, await session(await signedIn('imposter')), 200, 'Session'), { login: shown.login }, 'and the same one again')
  for (const [sub, name] of [['phone', 'u13912345678'], ['short', 'ab'], ['chinese', '王丽'], ['list', ['one', 'two']]] as const) {
    provider.people[sub] = { ...CLERK, preferred_username: name }
    t.match(await body(t, await session(await signedIn(sub)), 200, 'Session'), { login: sub === 'list' ? 'one' : /^sso-/ }, sub)
  }
  const wrong = await traveller().browser().send('/v1/session', { login: shown.login, password: '' + shown.login })
  await problem(t, wrong, 'sign-in-refused', undefined)
})

const traveller = (): Traveller => openTraveller(url)

test('two first sign-ins at once are of one account', async t => {
  provider.people['twice'] = { ...CLERK, preferred_username: 'twice' }
  const browsers = [traveller(), traveller(), traveller()]
  const backs = await Promise.all(browsers.map(async one => await provider.signIn(await one.depart('oidc'), 'twice')))
  t.strictSame((await Promise.all(browsers.map((one, index) => one.comeBack(backs[index]!)))).map(({ status }) => status), [303, 303, 303])
  const logins = await Promise.all(browsers.map(async one => (await (await session(one)).json() as any).login))
  t.strictSame(logins, ['twice', 'twice', 'twice'])
})

test('what comes back is taken once, from the browser that went away, as it went', async t => {
  provider.people['once'] = { ...CLERK, preferred_username: 'once' }
  const before = await outcomes(null)
  const one = traveller()
  const back = await provider.signIn(await one.depart('oidc'), 'once')
  const held = Object.fromEntries(one.cookies)
  await problem(t, await traveller().comeBack(back), 'provider-refused', undefined)
  const other = traveller()
  await other.depart('oidc')
  await problem(t, await other.comeBack(back), 'provider-refused', undefined)
  t.equal((await one.comeBack(back)).status, 303)
  await problem(t, await one.comeBack(back), 'provider-refused', undefined)
  await problem(t, await openTraveller(url, held).comeBack(back), 'provider-refused', undefined)
  const process = buildApp({ ...hub })
  t.teardown(() => process.close())
  await problem(t, await openTraveller(await process.listen({ host: '127.0.0.1', port: 0 }), held).comeBack(back), 'provider-refused', undefined)

  for (const change of [
    (at: URL) => at.searchParams.set('state', 'A'.repeat(43)), (at: URL) => at.searchParams.delete('state'), (at: URL) => at.searchParams.set('code', 'A'.repeat(43)),
    (at: URL) => at.searchParams.delete('code'), (at: URL) => at.searchParams.set('iss', 'https://evil.example')
  ]) {
    const changed = traveller()
    const at = await provider.signIn(await changed.depart('oidc'), 'once')
    change(at)
    await problem(t, await changed.comeBack(at), 'provider-refused', undefined)
    t.notOk(changed.cookies.has('lianban'))
  }

  // A code of another browser's way, brought with one's own state: its verifier is the other's.
  const [victim, thief] = [traveller(), traveller()]
  const stolen = await provider.signIn(await victim.depart('oidc'), 'once')
  const own = await provider.signIn(await thief.depart('oidc'), 'once')
  own.searchParams.set('code', stolen.searchParams.get('code')!)
  await problem(t, await thief.comeBack(own), 'provider-refused', undefined)

  // The nonce of another way: the ID token is not of this one.
  const mixed = traveller()
  const asked = new URL(await mixed.depart('oidc'))
  asked.searchParams.set('nonce', 'B'.repeat(43))
  await problem(t, await mixed.comeBack(await provider.signIn(asked.href, 'once')), 'provider-refused', undefined)

  const late = traveller()
  const lateBack = await provider.signIn(await late.depart('oidc'), 'once')
  clock.time = new Date(clock.time.getTime() + 601_000)
  await problem(t, await late.comeBack(lateBack), 'provider-refused', undefined)
  for (const two of [`lianban-sso=${held['lianban-sso']}; lianban-sso=${'B'.repeat(43)}`, 'lianban-sso=short']) {
    await problem(t, await openTraveller(url).comeBack(back, { cookie: two }), 'provider-refused', undefined)
  }
  t.equal((await outcomes(null)).slice(before.length).filter(outcome => outcome === 'providerRefused').length, 8, 'who was not sent away has tried nothing')
  const reasons = lines.map(line => JSON.parse(line)).filter(({ msg }) => /vouch/.test(msg)).map(({ err }) => err.cause?.message ?? err.message)
  const [answer, code, claim] = ['invalid response encountered', 'server responded with an error in the response body', 'unexpected JWT claim value encountered']
  t.strictSame(reasons, [answer, answer, answer, code, answer, answer, code, claim], 'each for its own reason: state, code, iss, verifier, nonce')
  t.notMatch(lines.join(''), new RegExp(`${back.searchParams.get('code')}|${held['lianban-sso']}|${CLIENT.clientSecret}`), 'and no log has any of it')
})

test('a session that somebody else knows beforehand is of no use to them', async t => {
  provider.people['fixed'] = { ...CLERK, preferred_username: 'fixed' }
  const planted = 'A'.repeat(43)
  const victim = await signedIn('fixed', openTraveller(url, { lianban: planted }))
  t.not(victim.cookies.get('lianban'), planted)
  t.notOk(await isIn(openTraveller(url, { lianban: planted })))
  // The attacker's own session in the victim's browser.
  const attacker = await hire(intake, { login: 'attacker', roles: ['clerk'] })
  const before = attacker.cookie!.split('=')[1]!
  await signedIn('fixed', openTraveller(url, { lianban: before }))
  t.notOk(await isIn(openTraveller(url, { lianban: before })), 'it ended when the victim signed in')
  // The attacker's way to the provider in the victim's browser: only who began it comes back.
  provider.people['evil'] = { ...CLERK, preferred_username: 'evil' }
  const back = await provider.signIn(await openTraveller(url).depart('oidc'), 'evil')
  const lured = openTraveller(url)
  await problem(t, await lured.comeBack(back), 'provider-refused', undefined)
  t.notOk(lured.cookies.has('lianban'))
  const again = await signedIn('fixed', victim)
  t.ok(await isIn(again))
})

test('who says no at the provider is not signed in', async t => {
  provider.people['unwilling'] = { ...CLERK, preferred_username: 'unwilling' }
  const one = traveller()
  const back = await provider.refuse(await one.depart('oidc'), 'unwilling')
  t.equal(back.searchParams.get('error'), 'access_denied')
  const held = Object.fromEntries(one.cookies)
  await problem(t, await one.comeBack(back), 'provider-refused')
  // To who looks at a page it is said by one.
  const two = traveller()
  const answer = await two.comeBack(await provider.refuse(await two.depart('oidc'), 'unwilling'), { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' })
  t.equal(answer.status, 303)
  t.equal(answer.headers.get('location'), '/console/sign-in?problem=provider-refused')
  await problem(t, await openTraveller(url, held).comeBack(back), 'provider-refused', undefined)
})

test('from the provider one comes back to a page of the console alone', async t => {
  const people = { url: 'https://hub.example.cn' }
  for (const [asked, page] of [
    ['/console', '/console'], ['/console/', '/console/'], ['/console/cases?q=%2F%2Fevil.example', '/console/cases?q=%2F%2Fevil.example'], ['/console//evil.example', '/console//evil.example'],
    ['/console/a/../b', '/console/b'], ['/console/x#y', '/console/x']
  ] as const) t.equal(pageAt(asked, people), page)
  for (const evil of [
    '//evil.example', 'https://evil.example/console/', '/\\evil.example', '\\\\evil.example', '/console/../v1/session', '/console/%2e%2e/docs', '/consoles', '/console/..//evil.example',
    '/v1/session', 'console/', '', ' /console/', 'javascript:alert(1)', '/console/\\..\\..\\docs', 'http://hub.example.cn/console/', '/\t/evil.example/console/', '/console@evil.example'
  ]) {
    await problem(t, await traveller().navigate(`/v1/session/oidc?return=${encodeURIComponent(evil)}`), 'invalid-parameter', undefined)
    if (!['console/', ' /console/'].includes(evil)) t.throws(() => pageAt(evil, people), { code: 'invalid-parameter' }, evil)
  }
  await problem(t, await traveller().navigate('/v1/session/oidc?return=/console/&return=/docs'), 'invalid-parameter', undefined)
  await problem(t, await traveller().navigate('/v1/session/oidc?returnTo=/console/'), 'invalid-parameter', undefined)
  provider.people['home'] = { ...CLERK, preferred_username: 'home' }
  const one = traveller()
  const back = await provider.signIn(await one.depart('oidc'), 'home')
  back.searchParams.set('return', 'https://evil.example')
  back.searchParams.set('session_state', 'what a provider adds')
  t.equal((await one.comeBack(back)).headers.get('location'), '/console/')
})

test('many failures from one address have to wait, whoever it is', async t => {
  provider.people['patient'] = { ...CLERK, preferred_username: 'patient' }
  const few = await startIntake(t, { slugs: ['unicom'], adjust ({ access }) { access.people = { url: HUB, oidc, failuresOfAddress: 5 } } })
  for (let times = 0; times < 8; times++) t.equal((await openTraveller(few.url).navigate('/v1/session/oidc/callback?code=x&state=y')).status, 401)
  t.strictSame((await few.pool.query('select outcome from sign_ins')).rows, [], 'any page can have a browser ask for that: it is nobody\'s failure')
  const ways = Array.from({ length: 8 }, () => openTraveller(few.url))
  for (const way of ways) await way.depart('oidc')
  const answers = await Promise.all(ways.map(one => one.navigate('/v1/session/oidc/callback?code=x&state=y')))
  t.strictSame(answers.map(({ status }) => status).sort(), [401, 401, 401, 401, 401, 429, 429, 429], 'however many ask at the same moment')
  const one = openTraveller(few.url)
  const held = await one.comeBack(await provider.signIn(await one.depart('oidc'), 'patient'))
  t.equal(held.headers.get('retry-after'), '900')
  await problem(t, held, 'sign-in-held', undefined)
  few.clock.time = new Date(few.clock.time.getTime() + 901_000)
  const two = openTraveller(few.url)
  t.equal((await two.comeBack(await provider.signIn(await two.depart('oidc'), 'patient'))).status, 303)
  const { rows } = await few.pool.query('select outcome, count(*)::integer from sign_ins group by outcome order by outcome')
  t.strictSame(rows, [{ outcome: 'held', count: 1 }, { outcome: 'providerRefused', count: 5 }, { outcome: 'signedIn', count: 1 }])
})

test('a provider that is away is no failure of anybody', async t => {
  const away = await startOidcServer(t, `${HUB}/v1/session/oidc/callback`)
  away.people['x'] = { ...CLERK }
  const near = await startIntake(t, { slugs: ['unicom'], adjust ({ access }) { access.people = { url: HUB, oidc: { ...oidc, issuer: away.issuer } } } })
  const one = openTraveller(near.url)
  const back = await away.signIn(await one.depart('oidc'), 'x')
  await away.close()
  await problem(t, await one.comeBack(back), 'provider-unavailable', undefined)
  t.equal((await near.pool.query('select from sign_ins')).rowCount, 0)
  t.equal((await near.pool.query('select from sign_in_failures where count > 0')).rowCount, 0)
  near.clock.time = new Date(near.clock.time.getTime() + 601_000)
  await problem(t, await one.navigate('/v1/session/oidc'), 'provider-unavailable')
  const answer = await one.navigate('/v1/session/oidc', { accept: 'text/html' })
  t.equal(answer.headers.get('location'), '/console/sign-in?problem=provider-unavailable')
  t.match(near.lines.join(''), /request failed/)
})

async function otherClaims (t: Test, { claims, settings }: { claims: object, settings: object }): Promise<any> {
  const told = await startOidcServer(t, `${HUB}/v1/session/oidc/callback`, { conformIdTokenClaims: false, acrValues: ['two'] })
  told.people['x'] = { ...claims }
  const site = await startIntake(t, { slugs: ['unicom'], adjust ({ access }) { access.people = { url: HUB, oidc: { ...oidc, issuer: told.issuer, ...settings } } } })
  const one = openTraveller(site.url)
  const answer = await one.comeBack(await told.signIn(await one.depart('oidc'), 'x'))
  return answer.status === 303 ? await (await session(one)).json() : await answer.json()
}

test('claims stand in the ID token too, and inside one another', async t => {
  const claims = { name: '李强', realm_access: { roles: ['hub-unicom'] } }
  t.match(await otherClaims(t, { claims, settings: { rolesFrom: 'realm_access.roles' } }), { name: '李强', roles: ['specialist'], login: /^sso-/ })
  t.match(await otherClaims(t, { claims: { roles: 'hub-unicom' }, settings: {} }), { name: 'x', roles: ['specialist'] }, 'and a single value is a text')
})

test('a way of having proved who one is may be demanded', async t => {
  const roles = 'hub-unicom'
  t.match(await otherClaims(t, { claims: { roles, acr: 'two' }, settings: { acr: ['three', 'two'] } }), { roles: ['specialist'] })
  for (const acr of ['one', undefined]) t.match(await otherClaims(t, { claims: { roles, acr }, settings: { acr: ['two'] } }), { code: 'provider-refused' })
})
