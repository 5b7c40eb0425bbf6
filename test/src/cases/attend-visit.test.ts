/** What enterprises say of a visit: bookings of their systems, that it has begun, what they found, who was not there. */
import { randomUUID } from 'node:crypto'
import { test } from 'tap'
import { erase } from '../../../src/cases/erase.ts'
import { EVERYTHING } from '../../../src/ground/access/visible.ts'
import { changeOrder } from '../../../src/records/orders/application.ts'
import { applyProgress } from '../../../src/steps/progress.ts'
import { storeAttachment } from '../../../src/records/attachments/attachments.ts'
import { readApplication } from '../../../src/views/applications.ts'
import { readTimeline } from '../../../src/views/timeline.ts'
import { listVisits, readVisit } from '../../../src/views/visits.ts'
import { PIXEL } from '../../../kit/submit.ts'
import { startIntake } from '../../kit/intake-hub.ts'
import { formForSeven, LEAD, PORTAL, SEVEN, specialistOf, visitBench, type VisitBench } from '../../kit/visits.ts'

const TUESDAY = '2026-11-24'
const OTHERS = SEVEN.filter(slug => slug !== 'unicom')

test('a joint visit', async t => {
  const intake = await startIntake(t)
  const { hub } = intake
  const at = (local: string): void => { intake.clock.time = new Date(`${local}:00+08:00`) }

  async function submitted (): Promise<VisitBench & { jointNumber: string }> {
    await intake.reset()
    const { jointNumber } = await intake.submit(formForSeven())
    return { ...visitBench(hub, jointNumber), jointNumber }
  }

  async function agreed (): Promise<VisitBench & { jointNumber: string }> {
    const bench = await submitted()
    await bench.propose(TUESDAY)
    await bench.ask('settleVisit', LEAD, { proposal: 1 })
    return bench
  }

  const kinds = async ({ events }: VisitBench): Promise<string[]> => (await events()).map(({ event }) => event)

  await t.test('a booking of its own system is an answer: accepted within the slot, another time elsewhere', async t => {
    const bench = await submitted()
    await bench.propose(TUESDAY)
    await bench.told('unicom', { state: 'surveyBooked', bookedFor: '2026-11-24T10:00:00+08:00' })
    await bench.told('telecom', { state: 'surveyBooked', bookedFor: '2026-11-24T12:00:00+08:00' })
    await bench.told('mobile', { state: 'surveyBooked', bookedFor: '2026-11-28T09:30:00+08:00' })
    t.match(await bench.standing(), { unicom: 'accepted undecided', telecom: 'proposedOther undecided', mobile: 'proposedOther undecided' })
    t.match((await bench.read()).parties.find(({ enterprise }) => enterprise === 'mobile'), { other: { label: '2026-11-28 上午 09:30' } })
    t.strictSame(await kinds(bench), ['visitProposed', 'visitAnswered', 'visitAnswered', 'visitAnswered'])
    await bench.told('unicom', { state: 'surveyBooked', event: 'updated' })
    t.equal((await kinds(bench)).length, 4, 'without a time it says nothing')
    for (const slug of ['county-water', 'state-grid', 'towngas', 'anguang']) await bench.answer(slug, 'accepted')
    t.equal((await bench.read()).state, 'proposed', 'two have other times')
    await bench.propose('2026-11-24', 'afternoon', '16:00')
    t.match(await bench.standing(), { unicom: 'proposedOther undecided', telecom: 'proposedOther undecided' }, 'it is held against every proposal')
    await bench.propose('2026-11-24', 'morning', '10:00')
    t.match(await bench.standing(), { unicom: 'accepted undecided', 'county-water': 'needsAction undecided' })
  })

  await t.test('an order that is handed over is asked for at the next company', async t => {
    const bench = await submitted()
    await bench.propose(TUESDAY)
    for (const slug of SEVEN.filter(slug => slug !== 'towngas')) await bench.answer(slug, 'accepted')
    const { rows: [order] } = await intake.pool.query<{ id: string }>("select id from orders where enterprise = 'towngas'")
    await changeOrder(hub, order!.id, async at => { await applyProgress(hub, at, { kind: 'outOfArea' }, 'callback') })
    t.match(await bench.standing(), { towngas: 'needsAction left', enn: 'needsAction undecided' })
    t.match(await bench.answer('enn', 'accepted'), { state: 'agreed', parties: [{ enterprise: 'enn', attendance: 'coming' }] })
    t.match((await bench.events()).at(-1)!.news, { state: 'agreed', unconfirmed: [] })
  })

  await t.test('orders that end drop out', async t => {
    const bench = await submitted()
    await bench.propose(TUESDAY)
    for (const slug of OTHERS) await bench.answer(slug, 'accepted')
    await bench.told('unicom', { state: 'refused', remark: '无资源' })
    t.match(await bench.read(), { state: 'agreed' }, 'nobody else was waited for')
    t.match(await bench.standing(), { unicom: 'needsAction left' })
    await t.rejects(bench.answer('unicom', 'accepted'), { code: 'visit-not-possible', detail: '贵企业不参加此次踏勘' })
    for (const slug of OTHERS.slice(1)) await bench.told(slug, { state: 'withdrawn' })
    t.match(await bench.read(), { state: 'agreed' })
    await bench.told('county-water', { state: 'surveyed' })
    t.match(await bench.read(), { state: 'cancelled', ending: 'ordersEnded' }, 'whoever was there before has no visit any more')
    t.equal((await kinds(bench)).at(-1), 'visitCancelled')
  })

  await t.test('is begun on its day, and reported by each until it is done', async t => {
    const bench = await agreed()
    await bench.answer('unicom', 'declined')
    const result = { proposal: 1, outcome: 'feasible' } as const
    await t.rejects(bench.ask('reportVisit', specialistOf('towngas'), result), { code: 'visit-not-begun', detail: '开始踏勘或者到约定时间以后，才能登记结果；现状态为“已约定”，时间为 2026-11-24 上午' })
    await t.rejects(bench.ask('beginVisit', specialistOf('towngas'), { proposal: 1 }), { code: 'visit-not-possible', detail: /^约定的当天才能开始踏勘；/ }, 'on another day')
    await t.rejects(bench.ask('reportNoShow', specialistOf('towngas'), { proposal: 1, party: 'applicant', reason: '无人' }), { code: 'visit-not-possible', detail: /^到约定时间以后，才能登记未到场；/ })
    at('2026-11-24T07:50')
    await t.rejects(bench.ask('reportVisit', specialistOf('towngas'), result), { code: 'visit-not-begun' }, 'nor before the slot, on its day')
    await t.rejects(bench.ask('beginVisit', specialistOf('unicom'), { proposal: 1 }), { code: 'visit-not-possible' }, 'by who does not come')
    t.match(await bench.ask('beginVisit', specialistOf('towngas'), { proposal: 1 }), { begunAt: '2026-11-24T07:50:00+08:00', steps: ['report'] })
    await bench.ask('beginVisit', specialistOf('mobile'), { proposal: 1 })
    t.equal((await kinds(bench)).filter(kind => kind === 'visitBegun').length, 1, 'once')
    const begun = { code: 'visit-not-possible', detail: /^踏勘已开始，不能再改约、答复或取消；/ }
    await t.rejects(bench.propose('2026-11-25'), begun, 'nothing is moved any more')
    const { version } = await bench.read()
    await t.rejects(bench.ask('cancelVisit', LEAD, { version, reason: '雨' }), begun)
    await t.rejects(bench.ask('reportNoShow', specialistOf('mobile'), { proposal: 1, party: 'applicant', reason: '无人' }), { code: 'visit-not-possible', detail: /^到约定时间以后，才能登记未到场；/ })
    at('2026-11-24T08:10')
    await t.rejects(bench.ask('reportNoShow', specialistOf('mobile'), { proposal: 1, party: 'applicant', reason: '无人' }), { code: 'visit-not-possible', detail: /^踏勘已开始，不能登记申请人未到场；/ })

    const photo = await storeAttachment(hub, 'towngas', PIXEL)
    await t.rejects(bench.ask('reportVisit', specialistOf('towngas'), { proposal: 1, outcome: 'feasible', attachments: [{ id: randomUUID(), kind: 'photo' }] }), { code: 'validation-failed', errors: [{ pointer: '/attachments/0/id' }] })
    const reported = await bench.ask('reportVisit', specialistOf('towngas'), {
      proposal: 1, outcome: 'needsConstruction', length: 36, route: '沿稼祥中路至 13800000001 门前', remark: '须破路', attachments: [{ id: photo.id, kind: 'photo' }]
    })
    t.match(reported.parties, [{ enterprise: 'towngas', result: { outcome: 'needsConstruction', outcomeLabel: '需外线施工', length: 36, route: /^沿稼祥中路至 .*门前$/, remark: '须破路' } }], 'an enterprise sees itself alone')
    t.notMatch(JSON.stringify(reported), '13800000001')
    t.match((await readApplication(hub, EVERYTHING, bench.jointNumber)).orders.find(({ enterprise }) => enterprise === 'towngas')!.results, [{ id: photo.id, kind: 'photo', step: 'surveyed' }])
    await t.rejects(bench.ask('reportVisit', specialistOf('towngas'), result), { code: 'visit-not-possible', detail: '贵企业已登记踏勘结果' })
    await t.rejects(bench.ask('reportVisit', specialistOf('unicom'), result), { code: 'visit-not-possible' })
    for (const slug of ['county-water', 'state-grid', 'telecom']) await bench.ask('reportVisit', specialistOf(slug), result)
    await bench.ask('reportVisit', specialistOf('mobile'), { proposal: 1, outcome: 'notFeasible', reason: '无端口' })
    t.equal((await bench.read()).state, 'agreed')
    await bench.told('anguang', { state: 'surveyed' })
    t.match(await bench.read(), { state: 'done', steps: ['report'] }, 'what its system says is a survey, too')
    await bench.ask('reportVisit', specialistOf('anguang'), result)
    t.match(await bench.read(), { state: 'done', steps: [] }, 'and the result can be brought after it')
    t.strictSame((await kinds(bench)).slice(-2), ['visitBegun', 'visitDone'])
    t.strictSame((await intake.pool.query('select outcome, count(*)::int as count from visit_results group by outcome order by outcome')).rows,
      [{ outcome: 'feasible', count: 4 }, { outcome: 'needsConstruction', count: 1 }, { outcome: 'notFeasible', count: 1 }])
  })

  await t.test('a result begins it once the slot has begun', async t => {
    const bench = await agreed()
    at('2026-11-24T08:00')
    await bench.ask('reportVisit', specialistOf('towngas'), { proposal: 1, outcome: 'feasible' })
    t.match(await bench.read(), { begunAt: '2026-11-24T08:00:00+08:00' })
    t.equal((await kinds(bench)).at(-1), 'visitBegun')
  })

  await t.test('an absent applicant makes the clocks stand still from the missed slot until a visit begins', async t => {
    const bench = await agreed()
    await bench.answer('unicom', 'declined')
    const clocks = async (): Promise<Record<string, unknown>> => Object.fromEntries((await readApplication(hub, EVERYTHING, bench.jointNumber)).orders.map(({ enterprise, clocks }) => [enterprise, clocks[0]!.pausedBy ?? clocks[0]!.state]))
    at('2026-11-24T09:10')
    const missed = await bench.ask('reportNoShow', specialistOf('towngas'), { proposal: 1, party: 'applicant', reason: '敲门无人应，电话 13800000001 不通' })
    t.match(missed, { state: 'noShow', ending: 'applicantAbsent', reason: /^敲门无人应，电话 .*不通$/, steps: [] })
    t.notMatch(missed.reason, '13800000001')
    t.match((await bench.events()).at(-1), { event: 'visitMissed', at: new Date('2026-11-24T08:00:00+08:00'), news: { state: 'noShow', absentee: 'applicant' } })
    t.match(await clocks(), { towngas: 'applicant', 'county-water': 'applicant', unicom: 'running' }, 'but not of who goes alone')
    const pauses = await intake.pool.query("select pauses from clocks where enterprise = 'towngas'")
    t.strictSame(pauses.rows[0].pauses, [{ from: '2026-11-24T00:00:00.000Z', to: null, cause: 'applicant' }])
    t.match(await bench.ask('answerForApplicant', PORTAL, { answer: 'proposedOther', slot: { date: '2026-11-25', half: 'morning' } }), { state: 'proposed', proposal: 2 }, 'the applicant asks for another')
    await bench.ask('settleVisit', LEAD, { proposal: 2 })
    t.match(await clocks(), { towngas: 'applicant' })
    at('2026-11-25T08:05')
    await bench.ask('beginVisit', specialistOf('county-water'), { proposal: 2 })
    t.match(await clocks(), { towngas: 'running', 'county-water': 'running' })
    const resumed = await intake.pool.query("select pauses from clocks where enterprise = 'towngas'")
    t.strictSame(resumed.rows[0].pauses, [{ from: '2026-11-24T00:00:00.000Z', to: '2026-11-25T00:05:00.000Z', cause: 'applicant' }])
    await t.rejects(bench.ask('markNoShow', LEAD, { proposal: 2, party: 'applicant', reason: '无人' }), { code: 'visit-not-possible' }, 'who was found there is not absent')
  })

  await t.test('an enterprise that does not come holds up nobody', async t => {
    const bench = await agreed()
    for (const slug of ['state-grid', 'telecom', 'mobile', 'unicom', 'anguang']) await bench.answer(slug, 'declined')
    at('2026-11-24T08:30')
    await t.rejects(bench.ask('markNoShow', LEAD, { proposal: 1, party: 'enterprise', enterprise: 'unicom', reason: '未到' }), { code: 'visit-not-possible' }, 'it goes alone')
    await bench.ask('markNoShow', LEAD, { proposal: 1, party: 'enterprise', enterprise: 'county-water', reason: '抢修' })
    t.match((await bench.read()).parties[0], { enterprise: 'county-water', attendance: 'missed', attendanceLabel: '未到场', missedReason: '抢修' })
    t.match((await bench.events()).at(-1), { event: 'visitMissed', news: { state: 'agreed', absentee: 'enterprise', enterprise: 'county-water' } })
    await bench.ask('reportVisit', specialistOf('towngas'), { proposal: 1, outcome: 'feasible' })
    t.match(await bench.read(), { state: 'done' })

    const none = await agreed()
    at('2026-11-24T08:30')
    for (const slug of SEVEN) await none.ask('reportNoShow', specialistOf(slug), { proposal: 1, party: 'enterprise', reason: '车坏' })
    t.match(await none.read(), { state: 'noShow', ending: 'enterprisesAbsent' })
    t.strictSame((await intake.pool.query('select distinct state from clocks')).rows, [{ state: 'running' }], 'which pauses nothing')
  })

  await t.test('is listed by its slot, to each what concerns it', async t => {
    const bench = await agreed()
    const { jointNumber } = await intake.submit(formForSeven())
    await visitBench(hub, jointNumber).propose('2026-11-26', 'afternoon')
    const list = async (view: Parameters<typeof listVisits>[1], query: object = {}): Promise<string[]> => (await listVisits(hub, view, query)).visits.map(visit => `${visit.jointNumber} ${visit.slot.date}`)
    const both = [`${bench.jointNumber} 2026-11-24`, `${jointNumber} 2026-11-26`]
    t.strictSame(await list(EVERYTHING), both)
    t.strictSame(await list({ client: null, enterprise: 'unicom' }), both)
    t.strictSame(await list({ client: null, enterprise: 'enn' }), [])
    t.strictSame(await list({ client: 'unit:县政务服务中心', enterprise: null }), [])
    t.strictSame(await list({ client: 'portal', enterprise: null }, { enterprise: 'mobile' }), both)
    t.strictSame(await list(EVERYTHING, { from: '2026-11-25' }), both.slice(1))
    t.strictSame(await list(EVERYTHING, { from: '2026-11-24', to: '2026-11-24' }), both.slice(0, 1))
    t.strictSame(await list(EVERYTHING, { state: 'proposed' }), both.slice(1))
    const first = await listVisits(hub, { client: null, enterprise: 'unicom' }, { limit: 1 })
    t.strictSame(await list({ client: null, enterprise: 'unicom' }, { limit: 1, cursor: first.nextCursor }), both.slice(1))
    t.strictSame(first.visits[0]!.parties.map(({ enterprise }) => enterprise), ['unicom'])
    await t.rejects(readVisit(hub, { client: null, enterprise: 'enn' }, jointNumber), { code: 'application-not-found' })
  })

  await t.test('the timeline tells everybody what it says, and an enterprise nothing of the others', async t => {
    const bench = await agreed()
    await bench.answer('unicom', 'accepted')
    await bench.answer('mobile', 'declined')
    const lines = async (enterprise: string | null): Promise<string[]> => (await readTimeline(hub, { client: null, enterprise }, bench.jointNumber)).entries
      .filter(({ kind }) => kind === 'announcement').map(({ text }) => text)
    const open = '联合踏勘：提出时间 2026-11-24 上午（第 1 次）'
    t.strictSame(await lines(null), [
      open, '联合踏勘：时间已定 2026-11-24 上午；未确认：泾县供水、国网泾县供电公司、港华燃气、中国电信、中国移动、中国联通、安广网络',
      '联合踏勘：中国联通 同意 2026-11-24 上午', '联合踏勘：中国移动 不参加，另行踏勘 2026-11-24 上午'
    ])
    t.strictSame(await lines('unicom'), [open, '联合踏勘：时间已定 2026-11-24 上午', '联合踏勘：中国联通 同意 2026-11-24 上午'])
  })

  await t.test('nothing of the person is left once they are erased, and nobody can go on', async t => {
    const bench = await agreed()
    at('2026-11-24T08:30')
    await bench.ask('markNoShow', LEAD, { proposal: 1, party: 'enterprise', enterprise: 'county-water', reason: '抢修' })
    await bench.ask('reportVisit', specialistOf('towngas'), { proposal: 1, outcome: 'notFeasible', reason: '院内无位置' })
    for (const slug of SEVEN) await bench.told(slug, { state: 'withdrawn' })
    t.match(await bench.read(), { state: 'done' })
    await erase(hub, EVERYTHING, bench.jointNumber, { actor: 'operator', reason: '到期' })
    const after = await bench.read()
    t.match(after, { state: 'done', slot: { label: '2026-11-24 上午' } })
    t.notMatch(JSON.stringify(after), /抢修|院内/)
    t.strictSame((await intake.pool.query(`
      select (select count(*) from visit_results where words_sealed is not null)::int as words,
             (select count(*) from visit_answers where remark_sealed is not null or missed_sealed is not null)::int as remarks,
             (select count(*) from visits where reason_sealed is not null)::int as reasons`)).rows, [{ words: 0, remarks: 0, reasons: 0 }])
    await t.rejects(bench.ask('proposeVisit', LEAD, { slot: { date: '2026-11-25', half: 'morning' } }), { code: 'person-erased' })
  })
})
