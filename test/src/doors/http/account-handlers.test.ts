/** Account administrators and auditors over HTTP, and by what name people stand in the records. */
import { randomUUID } from 'node:crypto'
import { t as root, test } from 'tap'
import { body, problem } from '../../../kit/answers.ts'
import { electricityForm, householdForm } from '../../../kit/forms.ts'
import { startIntake } from '../../../kit/intake-hub.ts'
import { hire, openBrowser, type Person } from '../../../kit/people.ts'
import { json } from '../../../kit/test-hub.ts'

const intake = await startIntake(root, { slugs: ['county-water', 'state-grid', 'unicom'] })
const { url, pool } = intake
const REASON = { reason: '例行' }

test('an administrator sees to accounts', async t => {
  const zhao = await hire(intake, { login: 'zhao', roles: ['administrator'], name: '赵敏', unit: '县数据局' })
  const account = { login: 'li.qiang', name: '李强', unit: '联通泾县', roles: ['specialist'], enterprise: 'unicom', phone: '13900003333' }
  const given = await body(t, await zhao.send('/v1/accounts', { account, ...REASON }), 201, 'GivenPassword')
  await problem(t, await zhao.send('/v1/accounts', { account, ...REASON }), 'account-exists')
  await problem(t, await zhao.send('/v1/accounts', { account: { ...account, login: 'other', roles: ['administrator', 'auditor'] }, ...REASON }), 'validation-failed',
    [['/account/roles', 'roles-exclude-each-other'], ['/account/enterprise', 'enterprise-of-specialist']])
  await problem(t, await zhao.send('/v1/accounts', { account: { ...account, login: 'A!', password: 'x' }, ...REASON }), 'validation-failed', [['/account/login', 'format'], ['/account/password', 'unknown-field']])
  const browser = openBrowser(url)
  t.equal((await browser.send('/v1/session', { login: 'li.qiang', password: given.password })).status, 200)
  t.match(await body(t, await zhao.ask('/v1/accounts/li.qiang'), 200, 'Account'), { ...account, state: 'active', enrolled: false })
  t.match(await body(t, await zhao.send('/v1/accounts/li.qiang', { change: { unit: '联通' }, ...REASON }, 'PATCH'), 200, 'Account'), { unit: '联通' })
  t.equal((await browser.ask('/v1/session')).status, 401, 'whose sign-in has ended by that')
  for (const [act, state] of [['lock', 'locked'], ['unlock', 'active'], ['resetTelephone', 'active'], ['endSessions', 'active'], ['close', 'closed']] as const) {
    if (act === 'close') t.not((await body(t, await zhao.send('/v1/accounts/li.qiang/password-reset', REASON), 200, 'GivenPassword')).password, given.password)
    t.match(await body(t, await zhao.send('/v1/accounts/li.qiang/acts', { act, ...REASON }), 200, 'Account'), { state }, act)
  }
  await problem(t, await zhao.send('/v1/accounts/li.qiang/acts', { act: 'unlock', ...REASON }), 'account-closed')
  t.strictSame((await body(t, await zhao.ask('/v1/accounts?role=specialist&state=closed'), 200, 'AccountPage')).accounts.map(({ login }) => login), ['li.qiang'])
  for (const path of ['/v1/accounts/nobody', '/v1/accounts/NO!']) await problem(t, await zhao.ask(path), 'account-not-found')
  const { rows } = await pool.query("select distinct actor from acts where target->>'login' = 'li.qiang'")
  t.strictSame(rows, [{ actor: 'person:zhao' }], 'every act names who did it')
})

test('nobody changes their own rights', async t => {
  const qian = await hire(intake, { login: 'qian', roles: ['administrator'] })
  for (const [path, sent, method] of [
    ['/v1/accounts/qian', { change: { roles: ['operator'] }, ...REASON }, 'PATCH'], ['/v1/accounts/qian/acts', { act: 'resetTelephone', ...REASON }, 'POST'],
    ['/v1/accounts/qian/password-reset', REASON, 'POST']
  ] as const) await problem(t, await qian.send(path, sent, method), 'own-account')
})

test('who fails to sign in is seen as held, until somebody lets them in', async t => {
  const sun = await hire(intake, { login: 'sun', roles: ['administrator'] })
  await hire(intake, { login: 'held', roles: ['clerk'] })
  for (let times = 0; times < 5; times++) await openBrowser(url).send('/v1/session', { login: 'held', password: 'x' })
  t.match(await body(t, await sun.ask('/v1/accounts/held'), 200, 'Account'), { state: 'active', heldUntil: String })
  t.equal((await body(t, await sun.send('/v1/accounts/held/acts', { act: 'unlock', ...REASON }), 200, 'Account')).heldUntil, undefined)
})

test('who administers does not audit, and who audits does not administer', async t => {
  const [administrator, auditor] = [await hire(intake, { login: 'wu.gang', roles: ['administrator'] }), await hire(intake, { login: 'zheng', roles: ['auditor'] })]
  for (const path of ['/v1/acts', '/v1/disclosures', '/v1/sign-ins']) {
    t.equal((await auditor.ask(path)).status, 200, path)
    await problem(t, await administrator.ask(path), 'insufficient-scope')
  }
  t.equal((await administrator.ask('/v1/accounts')).status, 200)
  for (const path of ['/v1/accounts', '/v1/accounts/wu.gang']) await problem(t, await auditor.ask(path), 'insufficient-scope')
  await problem(t, await auditor.send('/v1/accounts/wu.gang/acts', { act: 'close', ...REASON }), 'insufficient-scope')
  for (const person of [administrator, auditor]) await problem(t, await person.ask('/v1/applications'), 'insufficient-scope')
  const seen = await body(t, await auditor.ask('/v1/sign-ins?login=wu.gang'), 200, 'SignInPage')
  t.match(seen.signIns, [{ login: 'wu.gang', outcome: 'signedIn', address: '127.0.0.1' }, { outcome: 'passwordChanged' }, { outcome: 'telephoneBound' }])
})

async function submitted (person: Person, form: object): Promise<any> {
  const answer = await person.ask('/v1/applications', { ...json(form, { 'idempotency-key': randomUUID() }), method: 'POST' })
  if (answer.status !== 202) throw new Error(await answer.text())
  return await answer.json()
}

test('clerks see what their unit has taken in, specialists the orders of their enterprise, supervisors everything', async t => {
  const [one, colleague, other] = [
    await hire(intake, { login: 'clerk.one', roles: ['clerk'] }), await hire(intake, { login: 'clerk.two', roles: ['clerk'] }), await hire(intake, { login: 'clerk.far', roles: ['clerk'], unit: '榔桥镇便民中心' })
  ]
  const specialist = await hire(intake, { login: 'sg.one', roles: ['specialist'], unit: '国网', enterprise: 'state-grid' })
  const supervisor = await hire(intake, { login: 'super', roles: ['supervisor'] })
  const own = await submitted(one, electricityForm())
  const far = await submitted(other, householdForm())
  const ofPortal = await intake.submit(electricityForm())
  const seen = async (person: Person): Promise<string[]> => (await body(t, await person.ask('/v1/applications'), 200, 'ApplicationPage')).applications.map(({ jointNumber }) => jointNumber).sort()
  for (const clerk of [one, colleague]) t.strictSame(await seen(clerk), [own.jointNumber])
  t.strictSame(await seen(other), [far.jointNumber])
  t.strictSame(await seen(specialist), [own.jointNumber, ofPortal.jointNumber])
  t.strictSame(await seen(supervisor), [own, far, ofPortal].map(({ jointNumber }) => jointNumber))
  const { phone } = electricityForm().basic
  const search = (person: Person): Promise<Response> => person.send('/v1/applications/search', { purpose: '窗口查询', phone })
  t.strictSame((await body(t, await search(one), 200, 'ApplicationPage')).applications.map(({ jointNumber }) => jointNumber), [own.jointNumber],
    'one value is enough to find what the own unit has taken in, and nothing else is found')
  await problem(t, await search(specialist), 'search-too-wide')
  for (const path of ['', '/timeline']) {
    await problem(t, await other.ask(`/v1/applications/${own.jointNumber}${path}`), 'application-not-found')
    await problem(t, await specialist.ask(`/v1/applications/${far.jointNumber}${path}`), 'application-not-found')
  }
  await problem(t, await other.send(`/v1/applications/${own.jointNumber}/withdrawal`, { reason: '不装了' }), 'application-not-found')
  await problem(t, await supervisor.send(`/v1/applications/${own.jointNumber}/withdrawal`, { reason: '不装了' }), 'insufficient-scope')
  t.equal((await colleague.send(`/v1/applications/${own.jointNumber}/withdrawal`, { reason: '不装了' })).status, 202, 'a colleague may stand in')

  await t.test('and every step by hand names the person', async t => {
    const { rows } = await pool.query('select state, actor from transitions join applications on serial = application_serial where joint_number = $1 order by sequence', [own.jointNumber])
    t.strictSame(rows, [{ state: 'received', actor: 'person:clerk.one' }, { state: 'withdrawn', actor: 'person:clerk.two' }])
    const by = async (person: Person): Promise<unknown[]> => (await body(t, await person.ask(`/v1/applications/${own.jointNumber}/timeline`), 200, 'Timeline')).entries.map(({ by }) => by)
    t.strictSame(await by(supervisor), ['person:clerk.one', 'person:clerk.two'])
    t.strictSame(await by(specialist), [undefined, undefined], 'to who sees everything')
    t.match((await pool.query('select actor from transitions join applications on serial = application_serial where joint_number = $1', [ofPortal.jointNumber])).rows, [{ actor: 'portal' }])
  })

  await t.test('so do disclosures, searches and acts', async t => {
    t.equal((await other.send(`/v1/applications/${far.jointNumber}/disclosure`, { fields: ['phone'], purpose: '核实' })).status, 200)
    t.equal((await other.send('/v1/applications/search', { idNumber: householdForm().basic.idNumber, purpose: '核实' })).status, 200)
    t.strictSame((await pool.query("select actor from disclosures where actor = 'person:clerk.far' order by id")).rows, [{ actor: 'person:clerk.far' }, { actor: 'person:clerk.far' }])
    const operator = await hire(intake, { login: 'ops', roles: ['operator'] })
    t.equal((await operator.send(`/v1/applications/${own.jointNumber}/erasure`, { reason: '申请人请求' })).status, 200)
    t.match((await pool.query("select actor from acts where action = 'erasure'")).rows, [{ actor: 'person:ops' }])
  })
})
