/** Forms that a clerk has begun: kept sealed, whatever becomes of the session, for nobody else, and not for long. */
import { randomUUID } from 'node:crypto'
import { t as root, test, type Test } from 'tap'
import { endAccount, endSessions, lockOut } from '../../../src/cases/administer-accounts.ts'
import { beginDraft, MOST_DRAFTS } from '../../../src/cases/keep-draft.ts'
import { submit } from '../../../src/cases/submit.ts'
import { roundsOf } from '../../../src/start.ts'
import { body, problem } from '../../kit/answers.ts'
import { householdForm } from '../../kit/forms.ts'
import { startIntake } from '../../kit/intake-hub.ts'
import { databaseTraces, foundIn } from '../../kit/leaks.ts'
import { hire, openBrowser, type Person } from '../../kit/people.ts'
import { json } from '../../kit/test-hub.ts'

const intake = await startIntake(root, { slugs: ['county-water'] })
const { hub, url, pool, clock } = intake
const BY = { actor: 'cli:王工', reason: '例行' }
const DAY = 86_400_000

const li = await hire(intake, { login: 'li.na', roles: ['clerk'] })
const colleague = await hire(intake, { login: 'zhou.jie', roles: ['clerk'] })

type Form = Record<string, unknown>

async function keep (t: Test, form: unknown = householdForm(), person: Person = li): Promise<{ draftId: string, version: number }> {
  return await body(t, await person.send('/v1/drafts', { form }), 201, 'Draft')
}

async function drop (person: Person): Promise<void> {
  const { drafts } = await (await person.ask('/v1/drafts')).json() as { drafts: Array<{ draftId: string }> }
  for (const { draftId } of drafts) await person.ask(`/v1/drafts/${draftId}`, { method: 'DELETE' })
}

test('a form is kept as it is, and gone on with', async t => {
  const form: Form = { basic: { applicantName: '王小梅', services: ['electricity', 'water', 7], more: { nested: [null, true, 0.5] } }, unknown: '字'.repeat(2_000) }
  const answer = await li.send('/v1/drafts', { form })
  const draft = await body(t, answer, 201, 'Draft')
  t.equal(answer.headers.get('location'), `/v1/drafts/${draft.draftId}`)
  t.match(draft, { version: 1, services: ['water', 'electricity'], applicantName: '王**' })
  t.equal(Date.parse(draft.keptUntil), Date.parse(draft.changedAt) + 7 * DAY)
  t.strictSame((await body(t, await li.ask(`/v1/drafts/${draft.draftId}`), 200, 'DraftInFull')).form, form)

  clock.time = new Date(clock.time.getTime() + 60_000)
  const next = await body(t, await li.send(`/v1/drafts/${draft.draftId}`, { form: householdForm(), version: 1 }, 'PUT'), 200, 'Draft')
  t.match(next, { draftId: draft.draftId, version: 2, createdAt: draft.createdAt, services: ['water'] })
  t.not(next.changedAt, draft.changedAt)
  t.strictSame((await body(t, await li.ask(`/v1/drafts/${draft.draftId}`), 200, 'DraftInFull')).form, householdForm())
  t.strictSame((await body(t, await li.ask('/v1/drafts'), 200, 'DraftList')).drafts, [next])

  t.equal((await li.ask(`/v1/drafts/${draft.draftId}`, { method: 'DELETE' })).status, 204)
  await problem(t, await li.ask(`/v1/drafts/${draft.draftId}`, { method: 'DELETE' }), 'draft-not-found')
  t.strictSame((await body(t, await li.ask('/v1/drafts'), 200, 'DraftList')).drafts, [])
})

test('it is the same one however its id is written', async t => {
  const { draftId } = await keep(t)
  const loud = `/v1/drafts/${draftId.toUpperCase()}`
  t.strictSame((await body(t, await li.ask(loud), 200, 'DraftInFull')).form, householdForm())
  const next = await body(t, await li.send(loud, { form: { basic: { applicantName: '王小梅' } }, version: 1 }, 'PUT'), 200, 'Draft')
  t.equal(next.draftId, draftId)
  t.strictSame((await body(t, await li.ask('/v1/drafts'), 200, 'DraftList')).drafts, [next])
  for (const path of [loud, `/v1/drafts/${draftId}`]) {
    t.strictSame((await body(t, await li.ask(path), 200, 'DraftInFull')).form, { basic: { applicantName: '王小梅' } })
  }
  t.equal((await li.ask(loud, { method: 'DELETE' })).status, 204)
})

test('whatever a form has come to is kept', async t => {
  for (const form of [{}, { basic: null }, { basic: [] }, { basic: { services: 'water', applicantName: 7 } }, { basic: { applicantName: '王'.repeat(101) } }, { basic: { applicantName: '' } }]) {
    const { draftId } = await keep(t, form)
    const { form: kept, services, applicantName } = await body(t, await li.ask(`/v1/drafts/${draftId}`), 200, 'DraftInFull')
    t.strictSame(kept, form)
    t.strictSame([services, applicantName], [[], undefined])
  }
  await problem(t, await li.send('/v1/drafts', { form: [] }), 'validation-failed', [['/form', 'type']])
  await problem(t, await li.send('/v1/drafts', householdForm()), 'validation-failed')
  await problem(t, await li.send('/v1/drafts', '{'), 'malformed-body')
  await problem(t, await li.send('/v1/drafts', { form: { text: 'x'.repeat(hub.settings.hub.bodyLimit) } }), 'body-too-large')
  await drop(li)
})

test('of two tabs the second is told what the first did', async t => {
  const { draftId } = await keep(t)
  const change = (remark: string, version: number): Promise<Response> => li.send(`/v1/drafts/${draftId}`, { form: { basic: { remark } }, version }, 'PUT')
  const answers = await Promise.all([change('一', 1), change('二', 1)])
  t.strictSame(answers.map(({ status }) => status).sort(), [200, 409])
  const { detail } = await problem(t, answers.find(({ status }) => status === 409)!, 'draft-changed')
  t.match(detail, /^这份草稿已于 2026-11-\d\d \d\d:\d\d 在别处保存为第 2 版$/)
  t.equal((await change('三', 2)).status, 200)
  await drop(li)
  await problem(t, await change('四', 3), 'draft-not-found')
})

test('nobody but its person has any way to it', async t => {
  const { draftId } = await keep(t)
  await problem(t, await colleague.ask(`/v1/drafts/${draftId}`), 'draft-not-found')
  await problem(t, await colleague.send(`/v1/drafts/${draftId}`, { form: {}, version: 1 }, 'PUT'), 'draft-not-found')
  await problem(t, await colleague.ask(`/v1/drafts/${draftId}`, { method: 'DELETE' }), 'draft-not-found')
  t.strictSame((await body(t, await colleague.ask('/v1/drafts'), 200, 'DraftList')).drafts, [], 'not of the same unit either')
  for (const client of ['portal', 'operator'] as const) await problem(t, await intake.call(`/v1/drafts/${draftId}`, {}, client), 'unauthenticated')
  await problem(t, await intake.call('/v1/drafts', json({ form: {} })), 'unauthenticated')
  const supervisor = await hire(intake, { login: 'qian.wei', roles: ['supervisor'] })
  await problem(t, await supervisor.ask('/v1/drafts'), 'insufficient-scope')
  await problem(t, await li.ask('/v1/drafts/1'), 'draft-not-found')
  await problem(t, await li.ask('/v1/drafts', { ...json({ form: {} }), headers: { 'content-type': 'application/json', origin: 'https://evil.example' } }), 'foreign-origin')
  const draft = { personId: randomUUID(), id: draftId, version: 1 }
  await t.rejects(submit(hub, 'unit:县政务服务中心', randomUUID(), householdForm(), { draft }), { code: 'draft-changed' })
  t.equal((await li.ask(`/v1/drafts/${draftId}`)).status, 200, 'nor is it gone with what somebody else submits')
  await drop(li)
})

test('nothing of it can be read where it is kept', async t => {
  await keep(t, { basic: { applicantName: '覃珧璿', phone: '13987654321' }, 覃珧璿: '琴溪巷97号' })
  const traces = await databaseTraces(pool)
  for (const value of ['覃珧璿', '13987654321', '琴溪巷97号', '覃**']) t.strictSame(foundIn(traces, value), [], value)
  t.notOk(intake.lines.some(line => /覃珧璿|13987654321/.test(line)))
  await drop(li)
})

test('a person has so many at most', async t => {
  for (let count = 0; count < MOST_DRAFTS; count++) await keep(t)
  await problem(t, await li.send('/v1/drafts', { form: {} }), 'drafts-full')
  await keep(t, {}, colleague)
  await drop(li)
  await drop(colleague)

  await t.test('however many are begun at once', async t => {
    const answers = await Promise.all(Array.from({ length: MOST_DRAFTS + 5 }, () => li.send('/v1/drafts', { form: {} })))
    t.equal(answers.filter(({ status }) => status === 201).length, MOST_DRAFTS)
    t.equal((await body(t, await li.ask('/v1/drafts'), 200, 'DraftList')).drafts.length, MOST_DRAFTS)
  })
  await drop(li)
})

test('it outlasts the session, and goes with the submission', async t => {
  const { draftId } = await keep(t)
  await endSessions(hub, 'li.na', BY)
  await problem(t, await li.ask('/v1/drafts'), 'unauthenticated')
  const other = openBrowser(url)
  t.equal((await li.signIn(other)).status, 200)
  t.equal((await other.ask(`/v1/drafts/${draftId}`)).status, 200, 'in another browser, too')
  const send = (form: unknown): Promise<Response> =>
    other.ask(`/v1/applications?draftId=${draftId}&draftVersion=1`, json(form, { 'idempotency-key': 'from-a-draft', origin: 'http://127.0.0.1:8080' }))
  await problem(t, await send({}), 'validation-failed')
  t.equal((await other.ask(`/v1/drafts/${draftId}`)).status, 200, 'not with one that is refused')
  const application = await body(t, await send(householdForm()), 202, 'Application')
  await problem(t, await other.ask(`/v1/drafts/${draftId}`), 'draft-not-found')
  t.strictSame(await body(t, await send(householdForm()), 202, 'Application'), application, 'and the answer that got lost is given again')
  await problem(t, await intake.call('/v1/applications?draftId=1', json(householdForm(), { 'idempotency-key': 'k' })), 'invalid-parameter')
  await li.signIn()
})

test('of one draft comes one application, and none of what has been changed since', async t => {
  const count = async (): Promise<number> => (await pool.query('select count(*) as count from applications')).rows[0].count
  const { draftId } = await keep(t)
  const send = (version: number, key: string = randomUUID()): Promise<Response> =>
    li.ask(`/v1/applications?draftId=${draftId}&draftVersion=${version}`, json(householdForm(), { 'idempotency-key': key }))
  const before = await count()
  t.equal((await li.send(`/v1/drafts/${draftId}`, { form: householdForm(), version: 1 }, 'PUT')).status, 200)
  await problem(t, await send(1), 'draft-changed')
  t.equal((await body(t, await li.ask(`/v1/drafts/${draftId}`), 200, 'DraftInFull')).version, 2, 'what is newer stays')
  t.equal(await count(), before)
  const keys = ['tab-1', 'tab-2', 'tab-3']
  const answers = await Promise.all(keys.map(key => send(2, key)))
  t.strictSame(answers.map(({ status }) => status).sort(), [202, 409, 409])
  for (const answer of answers.filter(({ status }) => status === 409)) await problem(t, answer, 'draft-changed')
  t.equal(await count(), before + 1)
  const first = answers.findIndex(({ status }) => status === 202)
  const application = await body(t, answers[first]!, 202, 'Application')
  t.strictSame(await body(t, await send(2, keys[first]), 202, 'Application'), application, 'the same key is answered as before')
  await problem(t, await send(2, keys[(first + 1) % 3]), 'draft-changed')
  t.equal(await count(), before + 1)
  const part = (query: string): Promise<Response> => li.ask(`/v1/applications?${query}`, json(householdForm(), { 'idempotency-key': randomUUID() }))
  await problem(t, await part(`draftId=${draftId}`), 'invalid-parameter', [['/draftVersion', 'required']])
  await problem(t, await part('draftVersion=1'), 'invalid-parameter', [['/draftId', 'required']])
})

test('one that nobody goes on with is removed', async t => {
  const [left, gone] = [await keep(t), await keep(t)]
  const sweep = async (): Promise<void> => { for (const { name, act } of roundsOf(hub).chores) if (name === 'left drafts') await act(clock.time) }
  clock.time = new Date(clock.time.getTime() + 5 * DAY)
  await li.signIn()
  await li.send(`/v1/drafts/${left.draftId}`, { form: {}, version: 1 }, 'PUT')
  clock.time = new Date(clock.time.getTime() + 2 * DAY + 1)
  await sweep()
  await li.signIn()
  t.strictSame((await body(t, await li.ask('/v1/drafts'), 200, 'DraftList')).drafts.map(({ draftId }) => draftId), [left.draftId])
  await problem(t, await li.ask(`/v1/drafts/${gone.draftId}`), 'draft-not-found')
})

test('all of them go with the account', async t => {
  const leaving = await hire(intake, { login: 'sun.li', roles: ['clerk'] })
  await keep(t, {}, leaving)
  const { rows: [{ id }] } = await pool.query("select id from people where login = 'sun.li'")
  await lockOut(hub, 'sun.li', BY)
  await t.rejects(beginDraft(hub, id, {}), { code: 'unauthenticated' }, 'whoever was locked out meanwhile keeps nothing more')
  const count = async (): Promise<number> => (await pool.query('select count(*) as count from drafts where person_id = $1', [id])).rows[0].count
  t.equal(await count(), 1)
  await endAccount(hub, 'sun.li', BY)
  t.equal(await count(), 0)
})
