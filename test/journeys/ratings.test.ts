/**
 * What applicants think of how they were served, from the link to the figures: a good rating and a bad one, which is put right; one that is
 * appealed; an invitation. The days are those of November 2026, the times are written down by hand.
 */
import { randomUUID } from 'node:crypto'
import { t as root, test, type Test } from 'tap'
import type { components } from '../../openapi/hub.d.ts'
import type { SandboxClient } from '../../kit/caller.ts'
import { inviteToRate } from '../../src/engines/ratings/invite.ts'
import { newReminderSender } from '../../src/engines/reminders/send-reminders.ts'
import { tellOfClocks } from '../../src/engines/clocks/tell.ts'
import { body, conforming, problem } from '../kit/answers.ts'
import { electricityForm, householdForm } from '../kit/forms.ts'
import { startIntake } from '../kit/intake-hub.ts'
import { json } from '../kit/test-hub.ts'
import { hire, type Person } from '../kit/people.ts'
import { BAD, GOOD, ratersOf } from '../kit/rating.ts'
import { openPortal } from '../kit/webhook-bench.ts'

type Schemas = components['schemas']
type Rectification = Schemas['Rectification']

const site = await openPortal(root)
const intake = await startIntake(root, {
  adjust: settings => { settings.reminders = { webhook: { url: site.url, secrets: ['whsec_c2l0ZS13ZWJob29rLXNlY3JldC0yMDI2'] } } }
})
const { pool, clock, hub, call } = intake
const { end, rate, ask } = ratersOf(intake)

function at (local: string): void {
  clock.time = new Date(`${local}:00+08:00`)
}

async function listed (t: Test, query = '', client: SandboxClient = 'county-water'): Promise<Rectification[]> {
  return (await body(t, await call(`/v1/rectifications${query}`, {}, client), 200, 'RectificationPage')).rectifications
}

async function read (t: Test, id: string, client: SandboxClient = 'county-water'): Promise<Rectification> {
  return await body(t, await call(`/v1/rectifications/${id}`, {}, client), 200, 'Rectification')
}

async function asked (t: Test, id: string, step: object, key: string = randomUUID()): Promise<Response> {
  const version = 'version' in step ? {} : { version: (await read(t, id)).version }
  return await call(`/v1/rectifications/${id}/steps`, json({ ...version, ...step }, { 'idempotency-key': key }), 'county-water')
}

async function take (t: Test, id: string, step: object): Promise<Rectification> {
  return await body(t, await asked(t, id, step), 200, 'Rectification')
}

const decide = (id: string, decision: object, client: SandboxClient = 'operator'): Promise<Response> =>
  call(`/v1/rectifications/${id}/decision`, json(decision), client)

/** A bad rating of one order of the water company, at that time. */
async function complaint (t: Test, local: string, fields = BAD): Promise<{ jointNumber: string, id: string }> {
  at(local)
  const { jointNumber, orders } = await end()
  await rate(t, jointNumber, orders[0]!.reference, fields)
  const found = (await listed(t, '?limit=100')).find(one => one.jointNumber === jointNumber)!
  return { jointNumber, id: found.ratingId }
}

test('a good rating and a bad one, which is put right', async t => {
  at('2026-11-24T10:00')
  const good = await end(electricityForm())
  await rate(t, good.jointNumber, good.orders[0]!.reference, GOOD)
  const { jointNumber, id } = await complaint(t, '2026-11-24T11:00')

  const [only, ...none] = await listed(t)
  t.strictSame(none, [])
  t.match(only, {
    ratingId: id,
    jointNumber,
    state: 'open',
    stateLabel: '待回访',
    level: 'dissatisfied',
    levelLabel: '不满意',
    text: '等了九天',
    options: [{ code: 209, label: '未在承诺时间内办结' }, { code: 214, label: '服务态度生硬' }],
    steps: ['name', 'callBack', 'appeal'],
    version: 1,
    clocks: [
      { promise: 'callBack', days: 1, startedAt: '2026-11-24T11:00:00+08:00', dueAt: '2026-11-25T17:30:00+08:00', state: 'running' },
      { promise: 'rectify', days: 15, dueAt: '2026-12-15T17:30:00+08:00', state: 'running' }
    ]
  })
  t.notMatch(JSON.stringify(only), /channel|flag|王小梅|138/, 'nothing of who rated')

  await t.test('each step once, by the version that was seen', async t => {
    await problem(t, await asked(t, id, { step: 'close', result: '已致歉', isSatisfied: true }), 'rectification-step-not-possible')
    const { detail } = await problem(t, await asked(t, id, { step: 'name', person: '赵强', version: 7 }), 'rectification-changed')
    t.equal(detail, '现版本为 1，您查看的是 7；现状态为“待回访”')
    for (const [step, errors] of [
      [{ step: 'name' }, [['/person', 'required']]],
      [{ step: 'callBack', remark: '已致歉' }, [['/isReached', 'required']]],
      [{ step: 'close', result: '已致歉' }, [['/isSatisfied', 'required']]],
      [{ step: 'appeal', ground: 'unfair', reason: '不实' }, [['/ground', 'value']]],
      [{ step: 'name', person: '赵强', remark: '好' }, [['/remark', 'unknown-field']]],
      [{ step: 'forget' }, [['/step', 'value']]]
    ] as Array<[object, Array<[string, string]>]>) {
      const answer = await asked(t, id, step)
      t.equal(answer.status, 422)
      t.match(((await answer.json()) as any).errors.map(({ pointer, code }: any) => [pointer, code])[0][0], errors[0]![0])
    }
    const key = randomUUID()
    const version = 1
    const answers = await Promise.all([1, 2].map(() => asked(t, id, { step: 'name', person: '赵强', version }, key)))
    t.strictSame(answers.map(({ status }) => status), [200, 200])
    t.match(await read(t, id), { person: '赵强', version: 2, steps: ['name', 'callBack', 'appeal'] })
  })

  at('2026-11-25T09:00')
  t.match(await take(t, id, { step: 'callBack', isReached: false, remark: '无人接听' }), { state: 'open', callBack: '无人接听' }, 'a call in vain is none')
  at('2026-11-25T16:00')
  const called = await take(t, id, { step: 'callBack', isReached: true, remark: '王小梅称等待过久，致歉' })
  t.match(called, { state: 'calledBack', callBack: '***称等待过久，致歉', calledBackAt: '2026-11-25T16:00:00+08:00', steps: ['name', 'close', 'appeal'] })
  t.match(called.clocks, [{ promise: 'callBack', state: 'ended', outcome: 'onTime' }, { promise: 'rectify', state: 'running' }])
  at('2026-11-27T10:00')
  const closed = await take(t, id, { step: 'close', result: '已补装并致歉', isSatisfied: true })
  t.match(closed, { state: 'closed', result: '已补装并致歉', isSatisfied: true, steps: [], closedAt: '2026-11-27T10:00:00+08:00' })
  t.match(closed.clocks, [{ outcome: 'onTime' }, { promise: 'rectify', state: 'ended', outcome: 'onTime' }])
  t.strictSame(await listed(t), [])
  t.match(await listed(t, '?state=closed'), [{ ratingId: id }])
  await problem(t, await asked(t, id, { step: 'appeal', ground: 'misrated', reason: '不实' }), 'rectification-step-not-possible')

  await t.test('recorded, and in the timeline', async t => {
    const { rows: acts } = await pool.query("select actor, target, reason from acts where action = 'rectification-step' order by id")
    t.match(acts.map(({ actor, target, reason }) => [actor, target.step, reason]), [
      ['county-water', 'name', '指定整改责任人'], ['county-water', 'callBack', '差评回访，未联系上'], ['county-water', 'callBack', '差评回访'], ['county-water', 'close', '差评整改办结']
    ])
    const texts = async (client: SandboxClient): Promise<string[]> =>
      (await body(t, await call(`/v1/applications/${jointNumber}/timeline`, {}, client), 200, 'Timeline')).entries.filter(({ kind }) => kind === 'rating').map(({ text }) => text)
    t.strictSame(await texts('supervisor'), [
      '泾县供水：申请人评价本项业务：不满意（差评）', '泾县供水：差评整改开始', '泾县供水：差评已回访', '泾县供水：整改办结，申请人满意'
    ])
    t.strictSame(await texts('county-water'), ['泾县供水：差评整改开始', '泾县供水：差评已回访', '泾县供水：整改办结，申请人满意'], 'the rated are not told of the rating itself')
    t.strictSame(await texts('portal'), ['泾县供水：差评整改开始', '泾县供水：差评已回访', '泾县供水：整改办结，申请人满意'])
  })
})

test('an appeal stops the time while somebody of another role decides it', async t => {
  const upheld = await complaint(t, '2026-11-25T10:00')
  const rejected = await complaint(t, '2026-11-25T10:05', { ...BAD, level: 'veryDissatisfied', reason: ['110'] })
  at('2026-11-26T08:00')
  for (const { id } of [upheld, rejected]) {
    const appealed = await take(t, id, { step: 'appeal', ground: 'malicious', reason: '当日即已办结' })
    t.match(appealed, { state: 'open', appeal: { ground: 'malicious', groundLabel: '恶意差评', reason: '当日即已办结' }, steps: ['name', 'callBack'] })
    t.match(appealed.clocks, [{ promise: 'callBack', state: 'running' }, { promise: 'rectify', state: 'paused', pausedBy: 'appeal' }])
    await problem(t, await asked(t, id, { step: 'appeal', ground: 'misrated', reason: '再申诉' }), 'rectification-step-not-possible')
  }
  t.equal((await listed(t, '?appealed=true', 'operator')).length, 2)
  const { version } = await read(t, upheld.id)
  await problem(t, await decide(upheld.id, { decision: 'upheld', version, reason: '属实' }, 'county-water'), 'insufficient-scope')
  await problem(t, await decide(upheld.id, { decision: 'perhaps', version, reason: '属实' }), 'validation-failed', [['/decision', 'value']])
  const { detail } = await problem(t, await decide(upheld.id, { decision: 'upheld', version: 1, reason: '属实' }), 'rectification-changed')
  t.equal(detail, '现版本为 2，您查看的是 1；现状态为“待回访”，申诉待裁决')
  await problem(t, await decide(randomUUID(), { decision: 'upheld', version, reason: '属实' }), 'rectification-not-found')
  await problem(t, await decide('x', { decision: 'upheld', version, reason: '属实' }), 'rectification-not-found')
  await pool.query("update rectifications set appealed_by = 'operator' where rating_id = $1", [upheld.id])
  await problem(t, await decide(upheld.id, { decision: 'upheld', version, reason: '属实' }), 'own-appeal')
  await pool.query("update rectifications set appealed_by = 'county-water' where rating_id = $1", [upheld.id])

  at('2026-11-27T17:30')
  const answers = await Promise.all([1, 2].map(() => decide(upheld.id, { decision: 'upheld', version, reason: '王小梅误点' })))
  t.strictSame(answers.map(({ status }) => status).sort(), [200, 409], 'decided once')
  const dismissed = await read(t, upheld.id)
  t.match(dismissed, { state: 'dismissed', stateLabel: '差评不成立', appeal: { decision: 'upheld', decisionLabel: '申诉成立', decisionReason: '***误点' }, steps: [] })
  t.match(dismissed.clocks, [{ outcome: 'ended' }, { outcome: 'ended' }])
  t.match((await body(t, await call('/v1/ratings?level=dissatisfied&limit=1', {}, 'supervisor'), 200, 'RatingPage')).ratings, [{ mark: 'malicious', markLabel: '恶意差评', level: 'dissatisfied' }], 'it stays, marked')

  const goesOn = await body(t, await decide(rejected.id, { decision: 'rejected', version: (await read(t, rejected.id)).version, reason: '经查属实' }), 200, 'Rectification')
  // Fifteen working days after 25 November are over on 16 December; two of them the appeal took.
  t.match(goesOn, { state: 'open', appeal: { decision: 'rejected' }, steps: ['name', 'callBack'], clocks: [{ promise: 'callBack', state: 'late' }, { promise: 'rectify', state: 'running', dueAt: '2026-12-18T17:30:00+08:00' }] })
  await problem(t, await decide(rejected.id, { decision: 'upheld', version: goesOn.version, reason: '再议' }), 'rectification-step-not-possible')
})

test('who answers for it is reminded of what is promised, though the order has ended', async t => {
  const { id } = await complaint(t, '2026-11-26T10:00')
  at('2026-11-27T15:45')
  await tellOfClocks(hub, clock.time)
  const { rows } = await pool.query('select rung from clock_warnings join clocks on id = clock_id where subject = $1', [id])
  t.strictSame(rows, [{ rung: '0.75' }])
  const { rows: told } = await pool.query("select event from transitions where clock ->> 'promise' in ('callBack', 'rectify')")
  t.strictSame(told, [], 'and the portal is not')
})

test('a rating that is not what it seems is marked, and counted apart', async t => {
  at('2026-11-27T09:00')
  const { jointNumber, orders } = await end()
  await rate(t, jointNumber, orders[0]!.reference, GOOD)
  const [{ ratingId, version }] = (await body(t, await call('/v1/ratings?level=verySatisfied&limit=1', {}, 'operator'), 200, 'RatingPage')).ratings as [Schemas['Rating']]
  const mark = (fields: object, client: SandboxClient = 'operator', id = ratingId): Promise<Response> => call(`/v1/ratings/${id}/mark`, json({ version, reason: '同一终端', ...fields }), client)
  await problem(t, await mark({ mark: 'staged' }, 'supervisor'), 'insufficient-scope')
  await problem(t, await mark({ mark: 'nice' }), 'validation-failed', [['/mark', 'value']])
  await problem(t, await mark({ mark: 'staged' }, 'operator', randomUUID()), 'rating-not-found')
  await problem(t, await mark({ mark: 'staged' }, 'operator', 'x'), 'rating-not-found')
  t.match(await body(t, await mark({ mark: 'staged' }), 200, 'Rating'), { mark: 'staged', markLabel: '刷评', version: version + 1 })
  const { detail } = await problem(t, await mark({ mark: 'none' }), 'rating-changed')
  t.equal(detail, `现版本为 ${version + 1}，您查看的是 ${version}；现标注为“刷评”`)
})

test('the figures of it, counted by hand', async t => {
  at('2026-12-20T20:00')
  const figures = await body(t, await call('/v1/figures?month=2026-11', {}, 'supervisor'), 200, 'Figures')
  const water = figures.enterprises.find(({ enterprise }) => enterprise === 'county-water')!.ratings
  // One put right, one dismissed, one rejected, one that nobody has seen to; one good one that is marked.
  t.strictSame(water, {
    rated: 5,
    levels: { verySatisfied: 1, satisfied: 0, fairlySatisfied: 0, dissatisfied: 3, veryDissatisfied: 1 },
    bad: 4,
    badMarked: 1,
    satisfaction: 0.2,
    satisfactionUnmarked: 0,
    participants: 5,
    participation: 1,
    // That of 24 November was on time, those of 25 and 26 November were missed; the one that was dismissed counts as neither.
    callBack: { onTime: 1, late: 2, outstanding: 2, rate: 0.3333 },
    rectified: { onTime: 1, late: 0, outstanding: 0, rate: 1 }
  })
  const december = await body(t, await call('/v1/figures?month=2026-12&enterprise=county-water', {}, 'supervisor'), 200, 'Figures')
  t.match(december.total.ratings, { rated: 0, participants: 0, rectified: { onTime: 0, late: 2, outstanding: 2, rate: 0 } })
  t.match(figures.total.ratings, { rated: 6, satisfaction: 0.3333, satisfactionUnmarked: 0.25, participants: 6, participation: 1 })
  t.match(figures.applications, { rated: 0 })
  const csv = await (await call('/v1/figures?month=2026-11', { headers: { accept: 'text/csv' } }, 'supervisor')).text()
  t.match(csv.split('\r\n')[0], /,评价,评价：非常满意,.*,满意率,满意率（不计标注）,参评率,/)
  t.match(csv.split('\r\n').find(line => line.startsWith('合计')), /,6,2,0,0,3,1,4,1,33\.3%,25\.0%,100\.0%,1,2,1,0,0,100\.0%$/)
  const report = await (await call('/v1/figures?month=2026-11', { headers: { accept: 'text/html' } }, 'supervisor')).text()
  t.match(report, '<h2>六、服务评价</h2>')

  const counts = await body(t, await call('/v1/rating-counts?from=2026-11-01&to=2026-11-30', {}, 'county-water'), 200, 'RatingCounts')
  t.match(counts, { rated: 5, bad: 4, marked: 1, levels: { verySatisfied: 1, dissatisfied: 3 } })
  await problem(t, await call('/v1/rating-counts?from=2026-11-02', {}, 'county-water'), 'invalid-parameter', [['/to', 'required']])
  await problem(t, await call('/v1/ratings', {}, 'county-water'), 'insufficient-scope')
  await problem(t, await call('/v1/ratings?cursor=x', {}, 'operator'), 'invalid-parameter', [['/cursor', 'format']])
})

test('what was rated as a whole is the unit\'s and the enterprise\'s whose order ended last', async t => {
  at('2026-12-21T10:00')
  const clerk: Person = await hire(intake, { login: 'li.na', roles: ['clerk'] })
  const answer = await clerk.ask('/v1/applications', json(householdForm(), { 'idempotency-key': randomUUID() }))
  const { jointNumber } = await body(t, answer, 202, 'Application')
  const { rows: [order] } = await pool.query('select orders.id from orders join applications on serial = application_serial where joint_number = $1', [jointNumber])
  const { move, send } = ratersOf(intake)
  await move(order.id, 'completed')
  const link = await body(t, await clerk.ask(`/v1/applications/${jointNumber}/rating-links`, json({ channel: 'window' }, { 'idempotency-key': 'w' })), 201, 'RatingLink')
  t.equal((await send(link.url.slice(-43), BAD)).status, 200)
  const mine = await body(t, await clerk.ask('/v1/rectifications'), 200, 'RectificationPage')
  t.match(mine.rectifications, [{ jointNumber, enterprise: 'county-water' }])
  t.notOk(mine.rectifications[0]!.order)
  const { ratingId, version } = mine.rectifications[0]!
  const named = await clerk.ask(`/v1/rectifications/${ratingId}/steps`, json({ step: 'name', person: '李娜', version }, { 'idempotency-key': 'n' }))
  t.match(await body(t, named, 200, 'Rectification'), { person: '李娜' })
  t.match(await read(t, ratingId), { person: '李娜' }, 'the enterprise sees it, too')
  await problem(t, await clerk.ask(`/v1/rectifications/${(await listed(t))[0]!.ratingId}`), 'rectification-not-found')
  await problem(t, await clerk.ask('/v1/ratings'), 'insufficient-scope')
  const other = await hire(intake, { login: 'grid', roles: ['specialist'], unit: '国网泾县', enterprise: 'state-grid' })
  t.strictSame((await body(t, await other.ask('/v1/rectifications'), 200, 'RectificationPage')).rectifications, [], 'and no other')
  for (const path of ['', '/steps']) {
    const request = path === '' ? {} : json({ step: 'name', person: '赵强', version: 1 }, { 'idempotency-key': 'o' })
    await problem(t, await other.ask(`/v1/rectifications/${ratingId}${path}`, request), 'rectification-not-found')
  }
  t.match(await body(t, await other.ask('/v1/rating-counts'), 200, 'RatingCounts'), { rated: 0 })
  t.match(await body(t, await clerk.ask('/v1/rating-counts'), 200, 'RatingCounts'), { rated: 1, bad: 1 })
  const figures = await body(t, await call('/v1/figures?month=2026-12', {}, 'supervisor'), 200, 'Figures')
  t.match(figures.applications, { rated: 1, bad: 1 })
  t.match(figures.total.ratings, { rated: 0 })
})

test('whoever has rated nothing is invited on the third day, once', async t => {
  at('2026-12-22T15:00')
  const [silent, rated] = [await end(), await end()]
  await rate(t, rated.jointNumber, undefined, GOOD)
  const invited = async (): Promise<any[]> => (await pool.query(`
    select joint_number, about, sequence from transitions join applications on serial = application_serial where event = 'ratingInvited' and joint_number = any($1)`,
  [[silent.jointNumber, rated.jointNumber]])).rows
  at('2026-12-25T08:59')
  await inviteToRate(hub, clock.time)
  t.strictSame(await invited(), [])
  at('2026-12-25T09:00')
  await Promise.all([1, 2, 3].map(() => inviteToRate(hub, clock.time)))
  t.match(await invited(), [{ joint_number: silent.jointNumber, about: { rating: { orders: [silent.orders[0]!.reference] } } }], 'one of them, once')
  await inviteToRate(hub, clock.time)
  t.equal((await invited()).length, 1)
  t.equal((await ask(silent.jointNumber, { channel: 'sms' })).status, 201)

  const sender = newReminderSender(hub)
  await sender.sendDue()
  await sender.close()
  const told = site.deliveries.map(({ event }) => event as any).filter(({ type }) => type === 'rating.invitations')
  t.equal(told.length, 1, 'the site is told in one message')
  const { data } = conforming(t, told[0], 'RatingInvitations')
  t.match(data.invitations.filter(({ jointNumber }) => [silent, rated].some(own => own.jointNumber === jointNumber)), [
    { jointNumber: silent.jointNumber, orders: [silent.orders[0]!.reference] }
  ])
  t.ok(site.deliveries.some(({ event }) => (event as any).type === 'clock.reminders'), 'and of promises by themselves')
})
