/** A visit is proposed, answered, settled by time and not by unanimity, moved, cancelled; nobody holds up the others. */
import { randomUUID } from 'node:crypto'
import { test } from 'tap'
import { settleDueVisits } from '../../../src/engines/visits/see-to-visits.ts'
import { startIntake, type Intake } from '../../kit/intake-hub.ts'
import { householdForm } from '../../kit/forms.ts'
import { formForSeven, LEAD, plannedAt, PORTAL, SEVEN, specialistOf, visitBench, type VisitBench } from '../../kit/visits.ts'

/** Monday, 23 November 2026, half past nine. */
const TUESDAY = '2026-11-24'

interface Bench extends VisitBench { intake: Intake, jointNumber: string, at (local: string): void }

test('a joint visit', async t => {
  const intake = await startIntake(t)
  async function submitted (form = formForSeven()): Promise<Bench> {
    await intake.reset()
    const { jointNumber } = await intake.submit(form)
    return { ...visitBench(intake.hub, jointNumber), intake, jointNumber, at: local => { intake.clock.time = new Date(`${local}:00+08:00`) } }
  }
  const kinds = async ({ events }: VisitBench): Promise<string[]> => (await events()).map(({ event }) => event)

  await t.test('one visit for seven: some accept, one declines, one is silent, one proposes another time, and time settles it', async t => {
    const bench = await submitted()
    const proposed = await bench.propose(TUESDAY)
    t.match(proposed, { state: 'proposed', proposal: 1, proposedBy: 'lead', applicant: 'needsAction', slot: { date: TUESDAY, half: 'morning', label: '2026-11-24 上午', from: '2026-11-24T08:00:00+08:00', to: '2026-11-24T12:00:00+08:00' } })
    t.equal(proposed.answersUntil, '2026-11-23T11:30:15+08:00', 'two office hours')
    t.strictSame(proposed.parties.map(({ enterprise, answer, attendance }) => [enterprise, answer, attendance]), SEVEN.map(slug => [slug, 'needsAction', 'undecided']))
    for (const slug of ['county-water', 'towngas', 'telecom', 'mobile']) await bench.answer(slug, 'accepted')
    await bench.answer('anguang', 'declined')
    await bench.ask('answerVisit', specialistOf('unicom'), { proposal: 1, answer: 'proposedOther', slot: { date: '2026-11-25', half: 'afternoon', hour: '15:00' }, remark: '上午无人' })
    t.match((await bench.read()).parties.find(({ enterprise }) => enterprise === 'unicom'), { other: { label: '2026-11-25 下午 15:00' }, remark: '上午无人', attendance: 'undecided' })
    bench.at('2026-11-23T11:30')
    t.equal(await settleDueVisits(intake.hub, intake.hub.now()), 0, 'not a moment before')
    intake.clock.time = new Date('2026-11-23T11:30:15+08:00')
    t.equal(await settleDueVisits(intake.hub, intake.hub.now()), 1)
    t.equal(await settleDueVisits(intake.hub, intake.hub.now()), 0, 'and once')
    t.match(await bench.read(), { state: 'agreed', agreedAt: '2026-11-23T11:30:15+08:00' })
    t.strictSame(await bench.standing(), {
      'county-water': 'accepted coming',
      'state-grid': 'needsAction unconfirmed',
      towngas: 'accepted coming',
      telecom: 'accepted coming',
      mobile: 'accepted coming',
      unicom: 'proposedOther unconfirmed',
      anguang: 'declined alone'
    })
    t.strictSame(await kinds(bench), ['visitProposed', ...Array(6).fill('visitAnswered'), 'visitAgreed'])
    t.match((await bench.events()).at(-1)!.news, { state: 'agreed', coming: ['county-water', 'towngas', 'telecom', 'mobile'], unconfirmed: ['state-grid', 'unicom'], alone: ['anguang'] })
  })

  await t.test('settles at once when all have answered, and not before', async t => {
    const bench = await submitted()
    await bench.propose(TUESDAY)
    for (const slug of SEVEN.slice(0, -1)) t.equal((await bench.answer(slug, slug === 'unicom' ? 'declined' : 'accepted')).state, 'proposed')
    t.match(await bench.answer('anguang', 'accepted'), { state: 'agreed' })
    t.match((await bench.events()).at(-1), { event: 'visitAgreed', news: { alone: ['unicom'], unconfirmed: [] } })
  })

  await t.test('is cancelled where all go alone', async t => {
    const bench = await submitted()
    await bench.propose(TUESDAY)
    for (const slug of SEVEN) await bench.answer(slug, 'declined')
    t.match(await bench.read(), { state: 'cancelled', ending: 'allAlone', endingLabel: '各企业均另行踏勘', steps: [] })
    t.equal((await kinds(bench)).at(-1), 'visitCancelled')
    t.match(await bench.propose('2026-11-25'), { state: 'proposed', proposal: 2 }, 'and another may be proposed')
  })

  await t.test('another time voids every answer, and one to the old proposal is told so', async t => {
    const bench = await submitted()
    await bench.propose(TUESDAY)
    await t.rejects(bench.ask('beginVisit', specialistOf('unicom'), { proposal: 1 }), { code: 'visit-not-possible', detail: '时间确定以后才能这样办理；现状态为“待答复”，时间为 2026-11-24 上午' })
    for (const slug of SEVEN.slice(0, 5)) await bench.answer(slug, 'accepted')
    const { version } = await bench.read()
    const again = await bench.propose('2026-11-25', 'afternoon')
    t.match(again, { state: 'proposed', proposal: 2, slot: { label: '2026-11-25 下午' } })
    t.ok(again.version > version)
    t.strictSame(new Set(Object.values(await bench.standing())), new Set(['needsAction undecided']))
    await t.rejects(bench.answer('unicom', 'accepted', 1), { code: 'proposal-superseded', detail: '第 1 次提出的时间已不再有效，现为第 2 次：2026-11-25 下午' })
    await t.rejects(bench.ask('settleVisit', LEAD, { proposal: 1 }), { code: 'proposal-superseded' })
    t.strictSame((await intake.pool.query('select number, half, proposed_by as by, actor from visit_proposals order by number')).rows, [
      { number: 1, half: 'morning', by: 'lead', actor: 'operator' }, { number: 2, half: 'afternoon', by: 'lead', actor: 'operator' }
    ])
    await bench.answer('unicom', 'accepted')
    t.match((await bench.events()).at(-1), { event: 'visitAnswered', news: { proposal: 2, enterprise: 'unicom', answer: 'accepted' } })
  })

  await t.test('can be moved once it is agreed, and then has to be agreed anew', async t => {
    const bench = await submitted()
    await bench.propose(TUESDAY)
    await bench.ask('settleVisit', LEAD, { proposal: 1 })
    const moved = await bench.propose('2026-11-26')
    t.match(moved, { state: 'proposed', proposal: 2 })
    t.notOk('agreedAt' in moved)
    t.equal((await intake.pool.query('select remind_at from visits where remind_at is not null')).rowCount, 0)
  })

  await t.test('is settled once by two who settle at once', async t => {
    const bench = await submitted()
    await bench.propose(TUESDAY)
    const answers = await Promise.all([0, 1, 2].map(() => bench.ask('settleVisit', LEAD, { proposal: 1 })))
    t.strictSame(answers.map(({ state }) => state), ['agreed', 'agreed', 'agreed'])
    t.strictSame(await kinds(bench), ['visitProposed', 'visitAgreed'])
  })

  await t.test('takes seven answers at once, each counted', async t => {
    const bench = await submitted()
    await bench.propose(TUESDAY)
    const racing = await Promise.allSettled([...SEVEN.map(slug => bench.answer(slug, 'accepted', 1)), bench.ask('settleVisit', LEAD, { proposal: 1 }), settleDueVisits(intake.hub, intake.hub.now())])
    t.strictSame(racing.filter(({ status }) => status === 'rejected'), [])
    t.match(await bench.read(), { state: 'agreed' })
    t.strictSame(new Set(Object.values(await bench.standing())), new Set(['accepted coming']))
    t.strictSame((await kinds(bench)).filter(kind => kind !== 'visitAnswered'), ['visitProposed', 'visitAgreed'])
  })

  await t.test('after it is agreed an enterprise can confirm, or go alone, and not move it', async t => {
    const bench = await submitted()
    await bench.propose(TUESDAY)
    await bench.ask('settleVisit', LEAD, { proposal: 1 })
    await bench.answer('unicom', 'accepted')
    await bench.answer('mobile', 'declined')
    t.match(await bench.standing(), { unicom: 'accepted coming', mobile: 'declined alone', telecom: 'needsAction unconfirmed' })
    await t.rejects(bench.ask('answerVisit', specialistOf('telecom'), { proposal: 1, answer: 'proposedOther', slot: { date: '2026-11-25', half: 'morning' } }), { code: 'visit-not-possible', detail: /^时间已经确定，不能另约：/ })
    t.equal((await bench.read()).state, 'agreed')
  })

  await t.test('the applicant answers, or asks for another time, which is a new proposal', async t => {
    const bench = await submitted()
    await t.rejects(bench.ask('answerForApplicant', PORTAL, { answer: 'accepted', proposal: 1 }), { code: 'visit-not-found' })
    t.match(await bench.ask('answerForApplicant', PORTAL, { answer: 'proposedOther', slot: { date: TUESDAY, half: 'afternoon' } }), { proposal: 1, proposedBy: 'applicant', applicant: 'accepted' }, 'where none is open it is the first')
    await bench.propose('2026-11-25')
    await bench.answer('unicom', 'accepted')
    t.match(await bench.ask('answerForApplicant', PORTAL, { answer: 'accepted', proposal: 2 }), { applicant: 'accepted', applicantLabel: '同意' })
    t.notOk('enterprise' in (await bench.events()).at(-1)!.news, 'the answer is the applicant\'s')
    const count = (await bench.events()).length
    await bench.ask('answerForApplicant', PORTAL, { answer: 'accepted', proposal: 2 })
    t.equal((await bench.events()).length, count, 'the same once more is no news')
    await t.rejects(bench.ask('answerForApplicant', PORTAL, { answer: 'proposedOther', slot: { date: '2026-11-26', half: 'morning' } }), { code: 'validation-failed', errors: [{ pointer: '/proposal', code: 'required' }] })
    await t.rejects(bench.ask('answerForApplicant', PORTAL, { answer: 'proposedOther', proposal: 1, slot: { date: '2026-11-26', half: 'morning' } }), { code: 'proposal-superseded' })
    t.match(await bench.ask('answerForApplicant', PORTAL, { answer: 'proposedOther', proposal: 2, slot: { date: '2026-11-26', half: 'morning', hour: '09:00' } }), { state: 'proposed', proposal: 3, slot: { label: '2026-11-26 上午 09:00' } })
    t.match(await bench.standing(), { unicom: 'needsAction undecided' })
  })

  await t.test('what the applicant has wished on the form is proposed by itself', async t => {
    const bench = await submitted(plannedAt(formForSeven(), '2026-11-24T15:00:00+08:00'))
    t.match(await bench.read(), { state: 'proposed', proposal: 1, proposedBy: 'applicant', applicant: 'accepted', slot: { label: '2026-11-24 下午 15:00', to: '2026-11-24T16:00:00+08:00' } })
    t.equal((await intake.pool.query('select count(*)::int as count from notifications')).rows[0].count, 8, 'and the portal is told, after its seven orders')
    await bench.told('unicom', { state: 'accepted' })
    t.strictSame((await intake.pool.query('select last_sequence from applications')).rows, [{ last_sequence: 9 }], 'what comes next has the next place')
    const other = await submitted(plannedAt({ ...householdForm(), water: { kind: 'transfer' } } as any, '2026-11-24T15:00:00+08:00'))
    await t.rejects(other.read(), { code: 'visit-not-found' }, 'nobody has to come for a transfer')
    await t.rejects(other.propose(TUESDAY), { code: 'visit-not-needed' })
    await t.rejects((await submitted()).read(), { code: 'visit-not-found' }, 'nor does anybody without a wish')
  })

  await t.test('an hour that begins late ends when offices close, and says so', async t => {
    const bench = await submitted()
    t.match(await bench.propose(TUESDAY, 'afternoon', '17:00'), { slot: { hour: '17:00', to: '2026-11-24T17:30:00+08:00' } })
    t.equal((await bench.read()).slot.label, '2026-11-24 下午 17:00–17:30')
  })

  await t.test('a time after what is promised is taken, and told by each order that it is', async t => {
    const bench = await submitted()
    const late = ({ parties }: Awaited<ReturnType<VisitBench['read']>>): string[] => parties.flatMap(({ promiseEndsBefore, enterprise }) => promiseEndsBefore ? [`${enterprise} ${promiseEndsBefore}`] : [])
    t.strictSame(late(await bench.propose(TUESDAY, 'afternoon')), [], 'the day on which it is due')
    const due = SEVEN.map(slug => `${slug} 2026-11-24T17:30:00+08:00`)
    t.strictSame(late(await bench.propose('2026-11-25')), due)
    await bench.told('unicom', { state: 'surveyed' })
    t.strictSame(late(await bench.answer('mobile', 'accepted')), [due[4]], 'to an enterprise of its own order')
    t.strictSame(late(await bench.read()), due.filter(line => !line.startsWith('unicom')), 'and not of what is kept')
    const { version } = await bench.read()
    t.strictSame(late(await bench.ask('cancelVisit', LEAD, { version, reason: '雨' })), [])
  })

  await t.test('answers close when the slot begins at the latest', async t => {
    const bench = await submitted()
    bench.at('2026-11-23T14:00')
    t.equal((await bench.propose('2026-11-23', 'afternoon')).answersUntil, '2026-11-23T14:30:00+08:00')
  })

  await t.test('a slot that is past, on a day off or of the wrong half-day is told by its place', async t => {
    const bench = await submitted()
    const said = new Map<string, string>()
    const wrong = async (slot: object, pointer: string, code: string): Promise<void> => {
      const { errors: [error, ...more], ...problem } = await bench.ask('proposeVisit', LEAD, { slot } as any).then(() => t.fail(JSON.stringify(slot)), error => error)
      t.match({ problem, error, more }, { problem: { code: 'validation-failed' }, error: { pointer, code }, more: [] }, JSON.stringify(slot))
      said.set(code, error.message)
    }
    await wrong({ date: '2026-11-20', half: 'morning' }, '/slot/date', 'time-in-the-past')
    await wrong({ date: '2026-11-23', half: 'morning' }, '/slot/half', 'time-in-the-past')
    await wrong({ date: '2026-11-23', half: 'morning', hour: '09:00' }, '/slot/hour', 'time-in-the-past')
    await wrong({ date: '2026-11-28', half: 'morning' }, '/slot/date', 'not-a-working-day')
    await wrong({ date: TUESDAY, half: 'afternoon', hour: '09:00' }, '/slot/hour', 'hour-of-other-half')
    await wrong({ date: '2030-11-25', half: 'morning' }, '/slot/date', 'time-too-far-ahead')
    t.match(await intake.count(), { visits: 0, visit_proposals: 0, acts: 0 }, 'nothing half-done')
    t.equal(new Set(said.values()).size, said.size, 'each is told apart in words')
    t.notMatch([...said.values()].join(), /计划时间/, 'and none by the name of another field')
    await bench.propose(TUESDAY)
    await t.rejects(bench.ask('answerVisit', specialistOf('unicom'), { proposal: 1, answer: 'proposedOther', slot: { date: '2026-11-29', half: 'morning' } }), { code: 'validation-failed', errors: [{ pointer: '/slot/date', code: 'not-a-working-day' }] })
  })

  await t.test('whoever has not seen the last change is told, and a request counts once', async t => {
    const bench = await submitted()
    const slot = { date: TUESDAY, half: 'morning' } as const
    const key = randomUUID()
    const first = await bench.ask('proposeVisit', LEAD, { slot }, key)
    t.strictSame(await bench.ask('proposeVisit', LEAD, { slot }, key), first)
    await t.rejects(bench.ask('proposeVisit', LEAD, { slot: { ...slot, half: 'afternoon' } }, key), { code: 'idempotency-key-reused' })
    await t.rejects(bench.ask('proposeVisit', LEAD, { slot }), { code: 'visit-changed' })
    await t.rejects(bench.ask('proposeVisit', LEAD, { slot, version: first.version + 1 }), { code: 'visit-changed' })
    await bench.answer('unicom', 'accepted')
    await t.rejects(bench.ask('cancelVisit', LEAD, { version: first.version, reason: '申请人要求' }), { code: 'visit-changed', detail: `现版本为 ${first.version + 1}，您查看的是 ${first.version}；现状态为“待答复”，时间为 2026-11-24 上午` })
    const { version } = await bench.read()
    t.match(await bench.ask('cancelVisit', LEAD, { version, reason: '申请人 13800000001 要求' }), { state: 'cancelled', ending: 'byHand', reason: /^申请人 .*要求$/ })
    t.notMatch((await bench.read()).reason, '13800000001')
    await t.rejects(bench.ask('cancelVisit', LEAD, { version: version + 1, reason: '再' }), { code: 'visit-not-possible', detail: /^踏勘已结束；现状态为“已取消”/ })
    await t.rejects(bench.answer('unicom', 'declined'), { code: 'visit-not-possible' })
    t.strictSame((await intake.pool.query('select action, actor from acts order by id')).rows, [
      { action: 'visit-propose', actor: 'operator' }, { action: 'visit-answer', actor: 'person:unicom' }, { action: 'visit-cancel', actor: 'operator' }
    ])
  })
})
