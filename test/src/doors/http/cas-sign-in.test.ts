/** Signing in by a CAS server, over real HTTP, against a stub written from the protocol; and what must not help anybody else to. */
import { t as root, test } from 'tap'
import { body, problem } from '../../../kit/answers.ts'
import { openTraveller, type Traveller } from '../../../kit/at-provider.ts'
import { startIntake } from '../../../kit/intake-hub.ts'
import { failure, startCasServer, success } from '../../../kit/servers/cas-server.ts'

const cas = await startCasServer(root)
const settings = {
  url: `${cas.url}/`,
  label: '皖政通',
  rolesFrom: 'memberOf',
  unitFrom: 'orgName',
  nameFrom: 'cn',
  timeout: '2s',
  roles: [{ value: 'cn=window', role: 'clerk' }, { value: 'cn=unicom', role: 'specialist', enterprise: 'unicom', unit: '联通泾县' }]
}
const intake = await startIntake(root, { slugs: ['unicom'], adjust ({ access }) { access.people.cas = settings } })
const { url, pool, lines } = intake
const CLERK = { memberOf: ['cn=staff', 'cn=window'], orgName: '县政务服务中心', cn: '王丽 & <李>' }

const outcomes = async (login: string | null): Promise<string[]> =>
  (await pool.query('select outcome from sign_ins where login is not distinct from $1 order by id', [login])).rows.map(({ outcome }) => outcome)

async function back (traveller: Traveller, user: string): Promise<URL> {
  return await cas.signIn(await traveller.depart('cas'), user)
}

test('a clerk signs in at the CAS server and is one here', async t => {
  cas.people['wang.li'] = CLERK
  t.strictSame((await body(t, await intake.call('/v1/session/ways', {}, 'nobody'), 200, 'SignInWays')).ways[0], { way: 'cas', label: '皖政通', path: '/v1/session/cas' })
  const traveller = openTraveller(url)
  const to = new URL(await traveller.depart('cas', '/console/desk?late=true'))
  t.equal(to.origin + to.pathname, `${cas.url}/login`)
  t.match(to.searchParams.get('service'), /^http:\/\/127\.0\.0\.1:8080\/v1\/session\/cas\/callback\?state=[\w-]{43}$/)
  const answer = await traveller.comeBack(await cas.signIn(to.href, 'wang.li'))
  t.equal(answer.status, 303)
  t.equal(answer.headers.get('location'), '/console/desk?late=true')
  t.match(await body(t, await traveller.browser().ask('/v1/session'), 200, 'Session'), {
    wanted: 'nothing', login: 'wang.li', name: '王丽 & <李>', unit: '县政务服务中心', roles: ['clerk'], way: 'cas'
  })
  t.strictSame(await outcomes('wang.li'), ['signedIn'])
  const { rows: [{ roles, provider }] } = await pool.query('select roles, provider from people')
  t.strictSame({ roles, provider }, { roles: ['clerk'], provider: 'cas' })
})

test('a ticket is good once, for the service and the browser that it was given for', async t => {
  const one = openTraveller(url)
  const home = await back(one, 'wang.li')
  const held = Object.fromEntries(one.cookies)
  t.equal((await one.comeBack(home)).status, 303)
  await problem(t, await one.comeBack(home), 'provider-refused')
  await problem(t, await openTraveller(url, held).comeBack(home), 'provider-refused', undefined)
  // The ticket of one way brought with the state of another: it is of another service.
  const [victim, thief] = [openTraveller(url), openTraveller(url)]
  const stolen = await back(victim, 'wang.li')
  const own = await back(thief, 'wang.li')
  own.searchParams.set('ticket', stolen.searchParams.get('ticket')!)
  await problem(t, await thief.comeBack(own), 'provider-refused', undefined)
  t.notOk(thief.cookies.has('lianban'))
  // A ticket that was given for another site of the county.
  const elsewhere = await cas.signIn(`${cas.url}/login?service=${encodeURIComponent('https://other.example.cn/')}`, 'wang.li')
  const third = openTraveller(url)
  const state = new URL(new URL(await third.depart('cas')).searchParams.get('service')!).searchParams.get('state')!
  await problem(t, await third.navigate(`/v1/session/cas/callback?${new URLSearchParams({ state, ticket: elsewhere.searchParams.get('ticket')! })}`), 'provider-refused', undefined)
  // And what is no ticket is not asked about.
  const asked = cas.asked.length
  for (const ticket of ['', 'short', 'ST-1-aaaaaaaa&service=https://evil.example', 'ST-1/../../admin', 'A'.repeat(256) + '/']) {
    const odd = openTraveller(url)
    const at = await back(odd, 'wang.li')
    at.searchParams.set('ticket', ticket)
    const answer = await odd.comeBack(at)
    await problem(t, answer, ticket.length > 256 ? 'invalid-parameter' : 'provider-refused', undefined)
  }
  const wrong = openTraveller(url)
  const at = await back(wrong, 'wang.li')
  at.searchParams.set('state', 'A'.repeat(43))
  await problem(t, await wrong.comeBack(at), 'provider-refused', undefined)
  t.equal(cas.asked.slice(asked).filter(path => /serviceValidate/.test(path)).length, 0)
})

test('who has no role any more is out', async t => {
  cas.people['leaving'] = CLERK
  const traveller = openTraveller(url)
  await traveller.comeBack(await back(traveller, 'leaving'))
  t.equal((await traveller.browser().ask('/v1/session')).status, 200)
  cas.people['leaving'] = { ...CLERK, memberOf: 'cn=staff' }
  const again = openTraveller(url)
  await problem(t, await again.comeBack(await back(again, 'leaving')), 'no-role')
  t.equal((await traveller.browser().ask('/v1/session')).status, 401)
  t.strictSame(await outcomes('leaving'), ['signedIn', 'noRole'])
})

test('an answer that is none, or not to be believed, signs nobody in', async t => {
  cas.people['victim'] = CLERK
  t.teardown(() => { cas.answerWith = undefined })
  const answered = async (answerWith: NonNullable<typeof cas.answerWith>): Promise<Response> => {
    cas.answerWith = answerWith
    const one = openTraveller(url)
    return await one.comeBack(await back(one, 'victim'))
  }
  const xml = (text: string) => answered(response => { response.end(text) })
  const good = success('victim', CLERK)
  for (const evil of [
    failure('INVALID_TICKET'), '<html><body>sign in</body></html>', '', good.slice(0, -20), `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${good.replace('victim', '&e;')}`,
    good.replace('victim', 'vic<!-- -->tim'), good.replace('victim', '<![CDATA[victim]]>'), good.replace('<cas:user>', '<cas:user>other</cas:user><cas:user>'), good + good
  ]) await problem(t, await xml(evil), 'provider-refused', undefined)
  const before = (await outcomes(null)).length
  for (const away of [
    (response: any) => response.writeHead(500).end(good), (response: any) => response.writeHead(302, { location: `${cas.url}/elsewhere` }).end(),
    (response: any) => response.socket.destroy(), (response: any) => response.end(good + ' '.repeat(70_000))
  ]) await problem(t, await answered(away), 'provider-unavailable', undefined)
  t.equal((await outcomes(null)).length, before, 'which is nobody\'s failure')
  t.match(await answered(response => { response.end(good) }).then(({ status }) => status), 303, 'the same, as it should be')
  t.notMatch(lines.join(''), /ST-\d|王丽|victim/, 'no log has a ticket, or whose it is')
})

test('CAS 2 tells who it is and no more', async t => {
  const site = await startIntake(t, {
    slugs: ['unicom'], adjust ({ access }) { access.people.cas = { ...settings, validation: 'serviceValidate', rolesFrom: 'user', roles: [{ value: 'wang.li', role: 'supervisor', unit: '县数据局' }] } }
  })
  const one = openTraveller(site.url)
  t.equal((await one.comeBack(await back(one, 'wang.li'))).status, 303)
  t.match(await body(t, await one.browser().ask('/v1/session'), 200, 'Session'), { name: 'wang.li', roles: ['supervisor'], unit: '县数据局' })
  t.match(cas.asked.at(-1), /^\/cas\/serviceValidate\?/)
  cas.people['other'] = {}
  const two = openTraveller(site.url)
  await problem(t, await two.comeBack(await back(two, 'other')), 'no-role', undefined)
})

test('a browser that went to one provider does not come back from another', async t => {
  const oidc = { issuer: 'http://127.0.0.1:9', clientId: 'lianban', clientSecret: 'secret', rolesFrom: 'roles', roles: settings.roles, unitFrom: 'unit' }
  const both = await startIntake(t, { slugs: ['unicom'], adjust ({ access }) { Object.assign(access.people, { cas: settings, oidc }) } })
  const one = openTraveller(both.url)
  const at = await back(one, 'wang.li')
  await problem(t, await one.navigate(`/v1/session/oidc/callback${at.search}`), 'provider-refused', undefined)
  t.equal((await one.comeBack(at)).status, 303)
})
