/** How people sign in and out, over real HTTP; and what must not help anybody else to. */
import type { FastifyInstance } from 'fastify'
import { t as root, test, type Test } from 'tap'
import { buildApp } from '../../../../src/doors/http/app.ts'
import { endAccount, endSessions, letIn, lockOut, openAccount, resetPassword, resetTelephone, changeAccount } from '../../../../src/cases/administer-accounts.ts'
import { beginTelephone, changePassword, renewRecoveryCodes } from '../../../../src/cases/own-account.ts'
import { signIn as signInCase } from '../../../../src/cases/sign-in.ts'
import { findSession } from '../../../../src/records/people/sessions.ts'
import { hashSecret, isSecretOf } from '../../../../src/ground/access/secret-hash.ts'
import { newSecretVerifier } from '../../../../src/ground/access/secret-verifier.ts'
import { stepAt, totpCode } from '../../../../src/ground/access/one-time-codes.ts'
import { roundsOf } from '../../../../src/start.ts'
import { listSignIns } from '../../../../src/views/sign-ins.ts'
import { body, problem } from '../../../kit/answers.ts'
import { startIntake } from '../../../kit/intake-hub.ts'
import { fromBase32, hire, openBrowser, type Browser, type Person } from '../../../kit/people.ts'
import { json } from '../../../kit/test-hub.ts'

const intake = await startIntake(root, { slugs: ['unicom'] })
const { hub, url, pool, clock } = intake
const BY = { actor: 'cli:王工', reason: '例行' }
const MINUTE = 60_000

/** Another process on the same database. */
async function anotherProcess (t: Test): Promise<string> {
  const app: FastifyInstance = buildApp({ ...hub })
  t.teardown(() => app.close())
  return await app.listen({ host: '127.0.0.1', port: 0 })
}

function later (milliseconds: number): void {
  clock.time = new Date(clock.time.getTime() + milliseconds)
}

function isIn (browser: Browser): Promise<boolean> {
  return browser.ask('/v1/session').then(async answer => answer.status === 200 && (await answer.json() as any).wanted === 'nothing')
}

/** All that an answer tells, but what is of this request alone. */
async function told (answer: Response): Promise<object> {
  const { date: _date, 'x-request-id': _id, 'ratelimit-remaining': _remaining, 'ratelimit-reset': _reset, ...headers } = Object.fromEntries(answer.headers)
  return { status: answer.status, headers, body: (await answer.text()).replace(/"instance":"[^"]+"/, '') }
}

const outcomes = async (login: string | null): Promise<string[]> =>
  (await pool.query('select outcome from sign_ins where login is not distinct from $1 order by id', [login])).rows.map(({ outcome }) => outcome)

test('the first sign-in: given password, telephone, another password', async t => {
  const { password } = await openAccount(hub, { login: 'first', name: '王丽', unit: '县政务服务中心', roles: ['clerk'] }, BY)
  const browser = openBrowser(url)
  const cookies = new Set<string | undefined>()
  const step = async (answer: Response): Promise<any> => {
    const given = await answer.json()
    t.equal(answer.status, 200, JSON.stringify(given))
    cookies.add(browser.cookie)
    return given
  }
  t.strictSame(await body(t, await browser.send('/v1/session', { login: 'first', password }), 200, 'Session'), { wanted: 'telephone', endsAt: '2026-11-23T09:40:15+08:00' }, 'and nothing of whose it is')
  cookies.add(browser.cookie)
  await problem(t, await browser.ask('/v1/applications'), 'unauthenticated')
  await problem(t, await browser.send('/v1/session/code', { code: '123456' }), 'not-wanted')
  await problem(t, await browser.send('/v1/session/password', { current: password, password: 'mV9$wq-tb2Kx' }, 'PUT'), 'not-wanted')
  await problem(t, await browser.send('/v1/session/telephone', { code: '123456' }, 'PUT'), 'not-wanted')
  const telephone = await body(t, await browser.send('/v1/session/telephone', {}), 200, 'TelephoneSecret')
  t.match(telephone.uri, new RegExp(`^otpauth://totp/.+:first\\?secret=${telephone.secret}&`))
  await problem(t, await browser.send('/v1/session/telephone', { code: '000000' }, 'PUT'), 'sign-in-refused')
  const secret = fromBase32(telephone.secret)
  const code = totpCode(secret, stepAt(clock.time))
  const confirmed = await body(t, await browser.send('/v1/session/telephone', { code: `${code.slice(0, 3)} ${code.slice(3)}` }, 'PUT'), 200, 'TelephoneConfirmed')
  cookies.add(browser.cookie)
  t.equal(confirmed.recoveryCodes.length, 10)
  t.equal(confirmed.session.wanted, 'password')
  await problem(t, await browser.ask('/v1/applications'), 'unauthenticated')
  for (const [weak, fault] of [['short-A1', 'password-length'], ['Password@2026', 'password-common'], ['First-kaffeehaus-7', 'password-of-account'], ['onlylowercase', 'password-classes'], [password, 'password-repeated']] as const) {
    await problem(t, await browser.send('/v1/session/password', { current: password, password: weak }, 'PUT'), 'validation-failed', [['/password', fault]])
  }
  const session = await step(await browser.send('/v1/session/password', { current: password, password: 'mV9$wq-tb2Kx' }, 'PUT'))
  t.match(session, { wanted: 'nothing', login: 'first', name: '王丽', unit: '县政务服务中心', roles: ['clerk'], recoveryCodesLeft: 10, passwordUntil: '2027-02-21T09:30:15+08:00', endsAt: '2026-11-23T10:00:15+08:00', endsAtLatest: '2026-11-23T17:30:15+08:00' })
  t.equal(cookies.size, 3, 'each step gave another session')
  t.equal((await browser.ask('/v1/applications')).status, 200)
  t.strictSame(await outcomes('first'), ['codeWrong', 'telephoneBound', 'passwordChanged', 'signedIn'])
})

test('every other sign-in: password and a code, each code once, in whatever process', async t => {
  const person = await hire(intake, { login: 'replay', roles: ['clerk'] })
  const other = openBrowser(await anotherProcess(t))
  const code = person.code()
  for (const browser of [person, other]) {
    const answer = await browser.send('/v1/session', { login: 'replay', password: person.password })
    t.match(await body(t, answer, 200, 'Session'), { wanted: 'code' })
  }
  const answers = await Promise.all([person, other].map(browser => browser.send('/v1/session/code', { code })))
  t.strictSame(answers.map(({ status }) => status).sort(), [200, 401], 'once, however many ask at the same moment')
  t.equal((await outcomes('replay')).filter(outcome => outcome === 'codeWrong').length, 1)
  later(10 * 30_000)
  const late = openBrowser(url)
  await late.send('/v1/session', { login: 'replay', password: person.password })
  await problem(t, await late.send('/v1/session/code', { code }), 'sign-in-refused')
})

test('a recovery code stands in for the telephone, once', async t => {
  const person = await hire(intake, { login: 'recovery', roles: ['clerk'] })
  const [first, second] = person.recoveryCodes as [string, string]
  const browser = openBrowser(url)
  const enter = async (code: string): Promise<Response> => {
    await browser.send('/v1/session', { login: 'recovery', password: person.password })
    return await browser.send('/v1/session/code', { code })
  }
  t.match(await body(t, await enter(first), 200, 'Session'), { wanted: 'nothing', recoveryCodesLeft: 9 })
  await problem(t, await enter(first), 'sign-in-refused')
  t.equal((await enter(second.toLowerCase().replaceAll('-', ''))).status, 200)
  const renewed = await body(t, await browser.send('/v1/session/recovery-codes', { code: person.code() }), 200, 'RecoveryCodes')
  await problem(t, await enter(person.recoveryCodes[2]!), 'sign-in-refused', undefined)
  t.equal((await enter(renewed.recoveryCodes[0]!)).status, 200)
  t.strictSame((await outcomes('recovery')).filter(outcome => outcome.startsWith('recovery')), ['recoveryCodeUsed', 'recoveryCodeUsed', 'recoveryCodesRenewed', 'recoveryCodeUsed'])
  t.equal((await browser.send('/v1/session/recovery-codes', { code: renewed.recoveryCodes[1] })).status, 200)
  t.strictSame((await outcomes('recovery')).slice(-2), ['recoveryCodeUsed', 'recoveryCodesRenewed'], 'also of who is signed in')
})

test('a new telephone is bound by who shows a code of the old one', async t => {
  const person = await hire(intake, { login: 'telephone', roles: ['clerk'] })
  const old = openBrowser(url, { cookie: person.cookie })
  await problem(t, await person.send('/v1/session/telephone', {}), 'sign-in-refused')
  await body(t, await person.send('/v1/session/telephone', { code: person.recoveryCodes[0] }), 200, 'TelephoneSecret')
  await problem(t, await person.send('/v1/session/telephone', { code: person.code() }, 'PUT'), 'sign-in-refused', undefined)
  t.equal(await isIn(old), true, 'nothing has changed yet')
  const elsewhere = openBrowser(url)
  t.equal((await person.signIn(elsewhere)).status, 200)
  const { secret } = await body(t, await person.send('/v1/session/telephone', { code: person.recoveryCodes[1] }), 200, 'TelephoneSecret')
  t.equal((await person.send('/v1/session/telephone', { code: totpCode(fromBase32(secret), stepAt(clock.time)) }, 'PUT')).status, 200)
  t.ok(await isIn(person))
  for (const browser of [old, elsewhere]) t.notOk(await isIn(browser), 'only where it was bound one is still signed in')
})

test('the cookie can be read by no script, goes to no other site, and only over TLS', async t => {
  const { password } = await openAccount(hub, { login: 'flags', name: '王丽', unit: '县政务服务中心', roles: ['clerk'] }, BY)
  const answer = await openBrowser(url).send('/v1/session', { login: 'flags', password })
  t.match(answer.headers.get('set-cookie'), /^lianban=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/, 'plain HTTP on loopback alone')
  const tls = await startIntake(t, { slugs: ['unicom'], adjust (settings) { settings.access.people.url = 'https://hub.example.cn/' } })
  const given = await openAccount(tls.hub, { login: 'flags', name: '王丽', unit: '县政务服务中心', roles: ['clerk'] }, BY)
  const browser = openBrowser(tls.url, { origin: 'https://hub.example.cn' })
  const over = await browser.send('/v1/session', { login: 'flags', password: given.password })
  t.match(over.headers.get('set-cookie'), /^__Host-lianban=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  t.equal(over.headers.get('cache-control'), 'no-store')
  const other = openBrowser(tls.url, { origin: 'https://hub.example.cn', cookie: browser.cookie!.replace('__Host-', '') })
  await problem(t, await other.ask('/v1/session'), 'unauthenticated', undefined)
  const left = await browser.ask('/v1/session', { method: 'DELETE' })
  t.equal(left.status, 204)
  t.match(left.headers.get('set-cookie'), /^__Host-lianban=; Path=\/; HttpOnly; Secure; SameSite=Lax; Max-Age=0$/)
})

test('a session that somebody else knows beforehand is of no use to them', async t => {
  const person = await hire(intake, { login: 'fixed', roles: ['clerk'] })
  const planted = `lianban=${'A'.repeat(43)}`
  const victim = openBrowser(url, { cookie: planted })
  t.equal((await person.signIn(victim)).status, 200)
  t.not(victim.cookie, planted)
  t.equal(await isIn(openBrowser(url, { cookie: planted })), false)
  // The attacker's own session, half signed in, put into the victim's browser.
  const attacker = openBrowser(url)
  await attacker.send('/v1/session', { login: 'fixed', password: person.password })
  const half = attacker.cookie
  const fooled = openBrowser(url, { cookie: half })
  t.equal((await person.signIn(fooled)).status, 200)
  t.equal((await openBrowser(url, { cookie: half }).ask('/v1/session')).status, 401, 'it ended when the victim signed in')
  const step = openBrowser(url)
  await step.send('/v1/session', { login: 'fixed', password: person.password })
  const before = step.cookie
  await step.send('/v1/session/code', { code: person.code() })
  t.equal((await openBrowser(url, { cookie: before }).ask('/v1/session')).status, 401, 'nor is a step good any more when the next is taken')
  t.equal(await isIn(openBrowser(url, { cookie: `${step.cookie}; lianban=${'B'.repeat(43)}` })), false, 'of two cookies none is believed')
  const [{ found }] = (await pool.query('select count(*) as found from sessions where id_hash = $1', [Buffer.from(step.cookie!.split('=')[1]!, 'base64url')])).rows
  t.equal(found, 0, 'the database has a digest of it')
})

test('a page of another site changes nothing in the name of who is signed in', async t => {
  const person = await hire(intake, { login: 'csrf', roles: ['operator'] })
  const body = { filter: {}, reason: '企业已修复' }
  for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:8081', 'https://127.0.0.1:8080']) {
    for (const [path, sent, method] of [
      ['/v1/undeliverable-order-redrives', body, 'POST'], ['/v1/session', undefined, 'DELETE'], ['/v1/webhook-tests', undefined, 'POST'],
      ['/v1/session', { login: 'csrf', password: person.password }, 'POST'], ['/v1/session/password', { current: person.password, password: 'mV9$wq-tb2Kx' }, 'PUT']
    ] as const) {
      const request = sent ? json(sent, { origin }) : { headers: { origin } }
      await problem(t, await person.ask(path, { ...request, method }), 'foreign-origin')
    }
  }
  const silent = await fetch(`${url}/v1/undeliverable-order-redrives`, { ...json(body, { cookie: person.cookie! }), method: 'POST' })
  await problem(t, silent, 'foreign-origin', undefined)
  const form = await person.ask('/v1/undeliverable-order-redrives', { method: 'POST', body: new URLSearchParams({ reason: 'x' }) })
  await problem(t, form, 'unsupported-media-type')
  t.equal((await person.send('/v1/undeliverable-order-redrives', body)).status, 200, 'but from its own')
  const upload = new FormData()
  upload.append('file', new Blob(['x']), 'a.png')
  const clerk = await hire(intake, { login: 'csrf.clerk', roles: ['clerk'] })
  await problem(t, await clerk.ask('/v1/attachments', { method: 'POST', body: upload, headers: { origin: 'https://evil.example' } }), 'foreign-origin')
  t.equal(await isIn(person), true)
})

test('another site leads nobody to what is read in their name', async t => {
  const person = await hire(intake, { login: 'led', roles: ['clerk'] })
  const led = (site: string): Promise<Response> => person.ask('/v1/applications', { headers: { 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate' } })
  await problem(t, await led('cross-site'), 'foreign-origin', undefined)
  for (const site of ['same-origin', 'none']) t.equal((await led(site)).status, 200, site)
  t.equal((await person.ask('/v1/applications')).status, 200, 'a browser that does not say')
})

test('nor does it use up the sign-ins of a network', async t => {
  const few = await startIntake(t, { slugs: ['unicom'], adjust (settings) { settings.hub.limits = { requests: 100, tokens: 2, per: '1h' } } })
  const ask = async (headers: Record<string, string>): Promise<number> =>
    (await fetch(`${few.url}/v1/session`, json({ login: 'nobody', password: 'Wrong-password-7' }, headers))).status
  const { url: own } = few.hub.settings.access.people!
  for (let times = 0; times < 5; times++) t.equal(await ask({ origin: 'https://evil.example' }), 403)
  t.equal(await ask({ origin: own, 'sec-fetch-site': 'cross-site' }), 403)
  t.strictSame([await ask({ origin: own }), await ask({ origin: own }), await ask({ origin: own })], [401, 401, 429])
})

test('a cookie that was stolen is good no more once the password is another', async t => {
  const person = await hire(intake, { login: 'stolen', roles: ['clerk'] })
  const thief = openBrowser(url, { cookie: person.cookie })
  t.equal(await isIn(thief), true)
  await problem(t, await thief.send('/v1/session/password', { current: 'guess', password: 'mV9$wq-tb2Kx' }, 'PUT'), 'sign-in-refused')
  t.equal((await person.send('/v1/session/password', { current: person.password, password: 'mV9$wq-tb2Kx' }, 'PUT')).status, 200)
  t.equal(await isIn(thief), false)
  t.equal(await isIn(person), true, 'who changed it stays')
  for (const [number, password] of ['nW9$wq-tb2Kx', 'oX9$wq-tb2Kx', 'pY9$wq-tb2Kx', 'qZ9$wq-tb2Kx'].entries()) {
    const current = ['mV9$wq-tb2Kx', 'nW9$wq-tb2Kx', 'oX9$wq-tb2Kx', 'pY9$wq-tb2Kx'][number]!
    await problem(t, await person.send('/v1/session/password', { current, password: 'mV9$wq-tb2Kx' }, 'PUT'), 'validation-failed', [['/password', 'password-repeated']])
    t.equal((await person.send('/v1/session/password', { current, password }, 'PUT')).status, 200)
  }
  t.equal((await person.send('/v1/session/password', { current: 'qZ9$wq-tb2Kx', password: 'rA8$wq-tb2Kx' }, 'PUT')).status, 200)
  t.equal((await person.send('/v1/session/password', { current: 'rA8$wq-tb2Kx', password: 'mV9$wq-tb2Kx' }, 'PUT')).status, 200, 'the sixth before may come back')
})

test('whatever is done to an account, who is signed in with it is out at the next request', async t => {
  const acts: Record<string, (login: string) => Promise<unknown>> = {
    lock: login => lockOut(hub, login, BY),
    close: login => endAccount(hub, login, BY),
    password: login => resetPassword(hub, login, BY),
    telephone: login => resetTelephone(hub, login, BY),
    sessions: login => endSessions(hub, login, BY),
    roles: login => changeAccount(hub, login, { roles: ['supervisor'] }, BY)
  }
  for (const [name, act] of Object.entries(acts)) {
    const person = await hire(intake, { login: `out.${name}`, roles: ['operator'] })
    t.equal((await person.ask('/v1/overview')).status, 200)
    await act(person.login)
    await problem(t, await person.ask('/v1/overview'), 'unauthenticated', undefined)
  }
  const stays = await hire(intake, { login: 'out.stays', roles: ['operator'] })
  await changeAccount(hub, 'out.stays', { phone: '13900001111' }, BY)
  t.equal((await stays.ask('/v1/overview')).status, 200, 'a telephone number is no right')
  await pool.query("update people set roles = '{supervisor}' where login = 'out.stays'")
  await problem(t, await stays.send('/v1/undeliverable-order-redrives', { filter: {}, reason: '修复' }), 'insufficient-scope')
})

test('what was under way in a session that is ended meanwhile comes to nothing', async t => {
  const person = await hire(intake, { login: 'under.way', roles: ['operator'] })
  const own = { ...hub, terms: hub.settings.access.people!, passwords: newSecretVerifier({ hashes: 1 }) }
  const from = { address: '10.0.0.1', network: '10.0.0.1' }
  const session = (await findSession(pool, person.cookie!.split('=')[1]!, clock.time))!
  await endSessions(hub, person.login, BY)
  await t.rejects(changePassword(own, session, { current: person.password, password: 'mV9$wq-tb2Kx' }, from), { code: 'unauthenticated' })
  await t.rejects(renewRecoveryCodes(own, session, person.code(), from), { code: 'unauthenticated' })
  await t.rejects(beginTelephone(own, session, person.code(), from), { code: 'unauthenticated' })
  t.strictSame((await pool.query('select from sessions where person_id = $1', [session.personId])).rows, [])
})

test('who knows the password alone puts no telephone in the place of one that was bound meanwhile', async t => {
  const person = await hire(intake, { login: 'first.come', roles: ['operator'] })
  await resetTelephone(hub, person.login, BY)
  const other = openBrowser(url)
  for (const browser of [other, person]) {
    const { login, password } = person
    t.match(await body(t, await browser.send('/v1/session', { login, password }), 200, 'Session'), { wanted: 'telephone' })
  }
  const { secret } = await body(t, await person.send('/v1/session/telephone', {}), 200, 'TelephoneSecret')
  t.equal((await person.send('/v1/session/telephone', { code: totpCode(fromBase32(secret), stepAt(clock.time)) }, 'PUT')).status, 200)
  await problem(t, await other.send('/v1/session/telephone', {}), 'unauthenticated')
  t.ok(await isIn(person))
})

test('nobody signs in to an account that is locked or closed, and is told nothing else', async t => {
  const person = await hire(intake, { login: 'away', roles: ['clerk'] })
  const browser = openBrowser(url)
  const wrong = await told(await browser.send('/v1/session', { login: 'away', password: 'wrong' }))
  await lockOut(hub, 'away', BY)
  t.strictSame(await told(await browser.send('/v1/session', { login: 'away', password: person.password })), wrong)
  await letIn(hub, 'away', BY)
  t.equal((await person.signIn(browser)).status, 200)
  await endAccount(hub, 'away', BY)
  t.strictSame(await told(await openBrowser(url).send('/v1/session', { login: 'away', password: person.password })), wrong)
  t.strictSame((await outcomes('away')).slice(-4), ['passwordWrong', 'refused', 'signedIn', 'refused'])
})

test('neither the answer nor the work tells whether there is such an account', async t => {
  await hire(intake, { login: 'known', roles: ['clerk'] })
  let derivations = 0
  const passwords = newSecretVerifier({ hashes: 1, derivation: { hashSecret, isSecretOf (...args) { derivations++; return isSecretOf(...args) } } })
  const own = { ...hub, terms: hub.settings.access.people!, passwords }
  const statements: string[][] = []
  const work = async (login: string): Promise<number> => {
    const before = derivations
    const asked: string[] = []
    const query = pool.query.bind(pool)
    const counted = Object.assign(Object.create(pool), { query: (...args: any[]) => { asked.push(String(args[0])); return (query as any)(...args) } })
    await t.rejects(signInCase({ ...own, pool: counted }, { login, password: 'Wrong-password-7' }, { address: '10.1.2.3', network: '10.1.2.3' }, undefined), { code: 'sign-in-refused' })
    statements.push(asked)
    return derivations - before
  }
  t.strictSame([await work('known'), await work('unknown')], [1, 1])
  const locked = await hire(intake, { login: 'work.locked', roles: ['clerk'] })
  const right = async (): Promise<unknown> => await signInCase(own, { login: locked.login, password: locked.password }, { address: '10.1.2.4', network: '10.1.2.4' }, undefined)
  await right()
  const looked = derivations
  await lockOut(hub, locked.login, BY)
  await t.rejects(right(), { code: 'sign-in-refused' })
  t.equal(derivations, looked + 1, 'also where the password was right before')
  t.strictSame(statements[0], statements[1])
  const browser = openBrowser(url)
  const ask = async (login: string, times: number): Promise<object[]> => await Promise.all(Array.from({ length: times }, () => browser.send('/v1/session', { login, password: 'Wrong-password-7' }).then(told)))
  t.strictSame((await ask('known', 1))[0], (await ask('unknown', 1))[0])
  for (let times = 0; times < 4; times++) {
    const [one, other] = [await told(await browser.send('/v1/session', { login: 'known', password: 'x' })), await told(await browser.send('/v1/session', { login: 'unknown', password: 'x' }))]
    t.strictSame(one, other, 'held alike too')
  }
  t.strictSame(await outcomes(null).then(all => all.filter(outcome => outcome === 'held').length), 1)
  t.notMatch(JSON.stringify((await pool.query('select login from sign_ins')).rows), /unknown/, 'what was typed for a name is not kept')
})

test('five failures hold an account for a quarter of an hour, in all processes together', async t => {
  const person = await hire(intake, { login: 'held', roles: ['clerk'] })
  const other = await anotherProcess(t)
  const browsers = [openBrowser(url), openBrowser(other)]
  const answers = await Promise.all(Array.from({ length: 12 }, (_, number) => browsers[number % 2]!.send('/v1/session', { login: 'held', password: `wrong ${number}` })))
  const statuses = answers.map(({ status }) => status)
  t.equal(statuses.filter(status => status === 401).length, 5, 'not one more, however many at once')
  t.equal(statuses.filter(status => status === 429).length, 7)
  const held = await openBrowser(other).send('/v1/session', { login: 'held', password: person.password })
  t.match(held.headers.get('retry-after'), /^900$/)
  await problem(t, held, 'sign-in-held', undefined)
  t.equal(await isIn(person), true, 'who is signed in stays so')
  later(14 * MINUTE)
  await problem(t, await openBrowser(url).send('/v1/session', { login: 'held', password: person.password }), 'sign-in-held')
  later(2 * MINUTE)
  t.equal((await person.signIn(openBrowser(url))).status, 200)
  t.strictSame((await outcomes('held')).filter(outcome => outcome === 'held').length, 1, 'noted once')
  for (let times = 0; times < 5; times++) await openBrowser(url).send('/v1/session', { login: 'held', password: 'x' })
  await letIn(hub, 'held', BY)
  t.equal((await person.signIn(openBrowser(url))).status, 200, 'or until an administrator lets it in')
})

test('wrong codes count with wrong passwords, and one address may fail only so often', async t => {
  const person = await hire(intake, { login: 'codes', roles: ['clerk'] })
  const browser = openBrowser(url)
  for (let times = 0; times < 5; times++) {
    await browser.send('/v1/session', { login: 'codes', password: person.password })
    await problem(t, await browser.send('/v1/session/code', { code: '000000' }), 'sign-in-refused')
  }
  await problem(t, await browser.send('/v1/session/code', { code: person.code() }), 'sign-in-held')
  await problem(t, await browser.send('/v1/session', { login: 'codes', password: person.password }), 'sign-in-held')
  later(16 * MINUTE)
  const terms = hub.settings.access.people!
  const { failuresOfAddress } = terms
  terms.failuresOfAddress = 5
  const spray: number[] = []
  for (let number = 0; number < 8; number++) spray.push((await openBrowser(url).send('/v1/session', { login: `nobody${number}`, password: 'Spring-2026' })).status)
  t.strictSame(spray, [401, 401, 401, 401, 401, 429, 429, 429], 'one password for many accounts')
  await problem(t, await openBrowser(url).send('/v1/session', { login: 'codes', password: person.password }), 'sign-in-held')
  terms.failuresOfAddress = failuresOfAddress
  later(16 * MINUTE)
})

test('a session ends by itself: after half an hour of nothing, after eight hours in any case', async t => {
  const person = await hire(intake, { login: 'idle', roles: ['clerk'] })
  for (let times = 0; times < 15; times++) {
    later(29 * MINUTE)
    t.equal((await person.ask('/v1/applications')).status, 200)
  }
  const { endsAt, endsAtLatest } = await body(t, await person.ask('/v1/session'), 200, 'Session')
  t.ok(endsAt <= endsAtLatest!)
  later(29 * MINUTE)
  t.equal((await person.ask('/v1/applications')).status, 200)
  later(29 * MINUTE)
  await problem(t, await person.ask('/v1/applications'), 'unauthenticated', undefined)
  t.equal((await person.signIn()).status, 200)
  later(20 * MINUTE)
  t.equal(await isIn(person), true)
  later(11 * MINUTE)
  t.equal(await isIn(person), false, 'asking how long it lasts does not make it longer')
  t.equal((await person.signIn()).status, 200)
  later(20 * MINUTE)
  const kept = await body(t, await person.ask('/v1/session', { method: 'PUT' }), 200, 'Session')
  t.equal(Date.parse(kept.endsAt), clock.time.getTime() + 30 * MINUTE, 'saying that one is there does')
  later(29 * MINUTE)
  t.equal(await isIn(person), true)
  const half = openBrowser(url)
  await half.send('/v1/session', { login: 'idle', password: person.password })
  later(11 * MINUTE)
  await problem(t, await half.send('/v1/session/code', { code: person.code() }), 'unauthenticated')
})

test('after ninety days another password is wanted', async t => {
  const person = await hire(intake, { login: 'aged', roles: ['clerk'] })
  later(90 * 24 * 60 * MINUTE)
  t.match(await body(t, await person.signIn(), 200, 'Session'), { wanted: 'password' })
  await problem(t, await person.ask('/v1/applications'), 'unauthenticated')
  t.match(await body(t, await person.send('/v1/session/password', { current: person.password, password: 'mV9$wq-tb2Kx' }, 'PUT'), 200, 'Session'), { wanted: 'nothing' })
})

test('what is over is removed', async t => {
  const later = new Date(clock.time.getTime() + 1000 * 24 * 60 * MINUTE)
  const chore = roundsOf({ ...hub, now: () => later, databaseTime: async () => later }).chores.find(({ name }) => name === 'sign-ins')!
  await chore.act(later)
  t.match(await intake.count(), { sessions: 0, sign_in_failures: 0 })
  t.strictSame((await listSignIns(hub, {})).signIns.length, 0)
})

test('who has both shows the token', async t => {
  const person = await hire(intake, { login: 'both', roles: ['clerk'] })
  await problem(t, await person.ask('/v1/session', { headers: { authorization: 'Bearer x' } }).then(answer => answer.status === 200 ? person.ask('/v1/applications', { headers: { authorization: 'Bearer x' } }) : answer), 'unauthenticated', undefined)
})

test('what nobody can have typed is refused before anything is asked with it', async t => {
  for (const text of ['a\u0000', '\u0007', '\u202e']) {
    await problem(t, await openBrowser(url).send('/v1/session', { login: text, password: text }), 'validation-failed', [['/login', 'format'], ['/password', 'format']])
  }
})

test('where people do not sign in there is no such address', async t => {
  const { url, call } = await startIntake(t, { slugs: ['unicom'], adjust (settings) { delete settings.access.people } })
  await problem(t, await openBrowser(url).send('/v1/session', { login: 'a', password: 'b' }), 'not-found')
  await problem(t, await call('/v1/session', {}, 'nobody'), 'unauthenticated')
})

test('nothing that proves who somebody is gets into the log, the records or another answer', async t => {
  intake.lines.length = 0
  const people: Person[] = []
  for (const login of ['leak.one', 'leak.two']) people.push(await hire(intake, { login, roles: ['clerk'], name: '欧阳晓', phone: '13900007777' }))
  const [one] = people as [Person, Person]
  const answers: string[] = []
  for (const request of [{ login: one.login, password: 'Wrong-password-7' }, { login: one.password, password: one.login }]) answers.push(await (await openBrowser(url).send('/v1/session', request)).text())
  await one.signIn()
  answers.push(await (await one.ask('/v1/session')).text())
  const rows = async (table: string): Promise<string> => JSON.stringify((await pool.query(`select * from ${table}`)).rows.map(row => Object.values(row).map(value => Buffer.isBuffer(value) ? value.toString('latin1') + value.toString('base64url') : value)))
  const kept = await Promise.all(['acts', 'sign_ins', 'sessions', 'sign_in_failures', 'people', 'disclosures'].map(rows))
  const places = { log: intake.lines.join('\n'), answers: answers.join('\n'), database: kept.join('\n') }
  t.match(places.log, /v1\/session/)
  for (const [place, text] of Object.entries(places)) {
    for (const { password, secret, recoveryCodes, cookie } of people) {
      for (const value of [password, secret.toString('latin1'), secret.toString('base64url'), secret.toString('hex'), ...recoveryCodes, cookie!.split('=')[1]!]) t.notOk(text.includes(value), `nothing of it in the ${place}`)
    }
    for (const value of place === 'answers' ? ['13900007777'] : ['欧阳晓', '13900007777']) t.notOk(text.includes(value), `${value} in the ${place}`)
  }
})
