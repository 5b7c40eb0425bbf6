/** Who answers for an application that was taken in at a window, to whom that is handed, and what of theirs is due first. */
import { randomUUID } from 'node:crypto'
import { t as root, test, type Test } from 'tap'
import { endAccount, lockOut } from '../../../src/cases/administer-accounts.ts'
import { changeOrder } from '../../../src/records/orders/application.ts'
import { applyProgress } from '../../../src/steps/progress.ts'
import { body, problem } from '../../kit/answers.ts'
import { electricityForm, householdForm, wholeHouseForm } from '../../kit/forms.ts'
import { startIntake } from '../../kit/intake-hub.ts'
import { hire, type Person } from '../../kit/people.ts'
import { json } from '../../kit/test-hub.ts'

const intake = await startIntake(root)
const { hub, pool, clock } = intake
const BY = { actor: 'cli:王工', reason: '例行' }
const UNIT = '县政务服务中心'

const li = await hire(intake, { login: 'li.na', roles: ['clerk'], name: '李娜' })
const zhou = await hire(intake, { login: 'zhou.jie', roles: ['clerk'], name: '周杰' })
const far = await hire(intake, { login: 'far', roles: ['clerk'], unit: '榔桥镇便民中心' })
const supervisor = await hire(intake, { login: 'qian', roles: ['supervisor'] })

async function take (t: Test, person: Person, form: unknown = householdForm()): Promise<string> {
  const answer = await person.ask('/v1/applications', json(form, { 'idempotency-key': randomUUID() }))
  return (await body(t, answer, 202, 'Application')).jointNumber
}

const hand = (person: Person, number: string, login: string): Promise<Response> =>
  person.send(`/v1/applications/${number}/accountability`, { login, reason: '李娜休假' })

async function listed (t: Test, person: Person, query = ''): Promise<string[]> {
  const numbers: string[] = []
  for (let cursor = ''; ;) {
    const page = await body(t, await person.ask(`/v1/open-applications?limit=1${query}${cursor}`), 200, 'ApplicationPage')
    numbers.push(...page.applications.map(({ jointNumber }) => jointNumber))
    if (page.nextCursor === undefined) return numbers
    cursor = `&cursor=${page.nextCursor}`
  }
}

test('whoever has taken it in answers for it', async t => {
  const number = await take(t, li)
  const application = await body(t, await zhou.ask(`/v1/applications/${number}`), 200, 'Application')
  t.strictSame(application.accountable, { login: 'li.na', name: '李娜', unit: UNIT })
  t.strictSame((await body(t, await supervisor.ask(`/v1/applications/${number}`), 200, 'Application')).accountable, { login: 'li.na', name: '李娜', unit: UNIT })
  t.notOk((await intake.submit(householdForm())).accountable, 'a program does not')
  const specialist = await hire(intake, { login: 'water', roles: ['specialist'], unit: '泾县供水', enterprise: 'county-water' })
  t.notOk((await body(t, await specialist.ask(`/v1/applications/${number}`), 200, 'Application')).accountable, 'and enterprises are not told')
})

test('who asked for something stands in the timeline by name, to those who see everything', async t => {
  const number = await take(t, li)
  await pool.query("update orders set delivery = 'acknowledged' where application_serial = (select serial from applications where joint_number = $1)", [number])
  await body(t, await li.ask(`/v1/applications/${number}/withdrawal`, json({ reason: '申请人搬离' }, { 'idempotency-key': randomUUID() })), 202, 'Application')
  const asked = async (person: Person): Promise<string[]> =>
    (await body(t, await person.ask(`/v1/applications/${number}/timeline`), 200, 'Timeline')).entries.flatMap(({ by, byName }) => by === undefined && byName === undefined ? [] : [`${by} ${byName}`])
  t.strictSame(new Set(await asked(supervisor)), new Set(['person:li.na 李娜']))
  t.strictSame(await asked(li), [])
})

test('the duty is handed over, and recorded', async t => {
  const number = await take(t, li)
  t.strictSame((await body(t, await li.ask('/v1/colleagues'), 200, 'Colleagues')).colleagues, [{ login: 'li.na', name: '李娜' }, { login: 'zhou.jie', name: '周杰' }])
  t.strictSame((await body(t, await intake.call('/v1/colleagues'), 200, 'Colleagues')).colleagues, [], 'a program has none')
  for (let times = 0; times < 2; times++) {
    t.match(await body(t, await hand(zhou, number, 'zhou.jie'), 200, 'Application'), { accountable: { login: 'zhou.jie', name: '周杰', unit: UNIT } })
  }
  const { rows } = await pool.query("select actor, target, about, reason, affected from acts where action = 'duty-handover'")
  t.strictSame(rows, [{ actor: 'person:zhou.jie', target: { jointNumber: number, from: 'li.na', to: 'zhou.jie' }, about: [number], reason: '李娜休假', affected: 1 }], 'once')

  await t.test('to nobody but a clerk of the unit', async t => {
    for (const login of ['far', 'qian', 'nobody']) await problem(t, await hand(zhou, number, login), 'validation-failed', [['/login', 'not-of-the-unit']])
    for (const [login, end] of [['locked', lockOut], ['closed', endAccount]] as const) {
      await hire(intake, { login, roles: ['clerk'] })
      await end(hub, login, BY)
      await problem(t, await hand(zhou, number, login), 'validation-failed', [['/login', 'not-of-the-unit']])
    }
    await problem(t, await far.send(`/v1/applications/${number}/accountability`, { login: 'far', reason: '无' }), 'application-not-found')
    await problem(t, await hand(supervisor, number, 'li.na'), 'insufficient-scope')
    const { jointNumber } = await intake.submit(householdForm())
    await problem(t, await intake.call(`/v1/applications/${jointNumber}/accountability`, json({ login: 'li.na', reason: '无' })), 'validation-failed', [['/login', 'not-of-the-unit']])
  })
})

test('what is open is listed by what is due first', async t => {
  await pool.query("delete from clocks; update applications set status = 'completed'")
  const late = await take(t, li)
  clock.time = new Date(clock.time.getTime() + 86_400_000)
  await li.signIn()
  await zhou.signIn()
  const next = await take(t, zhou, wholeHouseForm())
  const [without, ended] = [await take(t, li, electricityForm()), await take(t, li)]
  await pool.query('delete from clocks where application_serial = (select serial from applications where joint_number = $1)', [without])
  const { rows: [order] } = await pool.query('select orders.id from orders join applications on serial = application_serial where joint_number = $1', [ended])
  await changeOrder(hub, order.id, at => applyProgress(hub, at, { kind: 'mapped', state: 'completed' }, 'callback'))
  t.strictSame(await listed(t, li), [late, next, without], 'each once, those without a deadline at the end')
  t.strictSame((await body(t, await li.ask('/v1/open-applications?limit=2'), 200, 'ApplicationPage')).applications.length, 2)
  t.strictSame((await body(t, await li.ask('/v1/open-applications'), 200, 'ApplicationPage')).nextCursor, undefined)
  t.strictSame(await listed(t, li, '&accountable=zhou.jie'), [next])
  const gas = await hire(intake, { login: 'gas', roles: ['specialist'], unit: '泾县燃气', enterprise: 'towngas' })
  t.strictSame(await listed(t, gas), [next])
  t.strictSame(await listed(t, gas, '&accountable=zhou.jie'), [], 'an enterprise does not find out who answers for it')
  await far.signIn()
  t.strictSame(await listed(t, far), [], "and nothing of another unit's")
  await problem(t, await li.ask('/v1/open-applications?cursor=AAAA'), 'invalid-parameter')
})
