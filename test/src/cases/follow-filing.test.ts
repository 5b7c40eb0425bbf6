/** What becomes of a filing by hand: corrected and taken back by the filer, followed up and found broken by the county. */
import { test } from 'tap'
import { correctFiling } from '../../../src/cases/correct-filing.ts'
import { breakFiling, cancelFiling, followUpFiling } from '../../../src/cases/follow-filing.ts'
import { EVERYTHING } from '../../../src/ground/access/visible.ts'
import { storeAttachment } from '../../../src/records/attachments/attachments.ts'
import { listFilings, readFilingDetail } from '../../../src/views/filings.ts'
import { FILER, filingBench, LONG, OPERATOR, SHORT, type FilingBench, type ShownFiling } from '../../kit/filing-bench.ts'

const PDF = Buffer.from('%PDF-1.7\n%%EOF')

async function present (bench: FilingBench, id: string): Promise<ShownFiling> {
  return (await readFilingDetail(bench.hub, EVERYTHING, id)).filing
}

/** A notice that both departments have recorded. */
async function passed (bench: FilingBench): Promise<ShownFiling> {
  const { reference, id } = await bench.file()
  await bench.work()
  for (const code of ['GH', 'DLWJ']) await bench.callBack(reference, code, { blzt: '11' })
  return await present(bench, id)
}

test('while a department waits for it the filing goes again, corrected, under its number', async t => {
  const bench = await filingBench(t)
  const { id: file } = await storeAttachment(bench.hub, FILER.owner, PDF)
  const { id, reference } = await bench.file({ ...LONG, materials: [{ id: file, kind: 'routeDrawing' }] })
  await bench.work()
  let { version } = await present(bench, id)
  const corrected = { ...LONG, route: '改走路北侧', endDate: '2026-01-30' }
  await t.rejects(correctFiling(bench.hub, FILER, id, { version, filing: corrected }), { code: 'no-correction-wanted' })
  await bench.callBack(reference, 'DLWJ', { blzt: '6', blyj: '请补交通组织方案' })
  ;({ version } = await present(bench, id))
  t.match(await listFilings(bench.hub, EVERYTHING, { task: 'correct' }), { filings: [{ id, task: 'correct', possible: ['correct', 'cancel'] }] })
  await t.rejects(correctFiling(bench.hub, FILER, id, { version: version - 1, filing: corrected }), { code: 'filing-changed' })
  const { id: plan } = await storeAttachment(bench.hub, FILER.owner, PDF)
  const answer = await correctFiling(bench.hub, FILER, id, {
    version, filing: { ...corrected, materials: [{ id: file, kind: 'routeDrawing' }, { id: plan, kind: 'trafficPlan' }] }
  })
  t.match(answer.possible, ['cancel'], 'until it is there')
  await t.rejects(correctFiling(bench.hub, FILER, id, { version: answer.version, filing: corrected }), { code: 'correction-under-way' })
  await bench.work()
  const [first, second] = bench.asked.filter(({ call }) => call === 'submit').map(given => given.with)
  t.match(second, { flowno: reference, route: '改走路北侧', enddate: '2026-01-30', mode: '2' })
  t.match(second.materials, [first.materials[0], { name: '交通组织方案-2.pdf' }], 'what was handed in is not handed in again')
  t.strictSame(await bench.codes(id), ['received', 'needsMaterial'], 'the department says by itself when it has it')
  bench.clock.pass(1000)
  await bench.callBack(reference, 'DLWJ', { blzt: '7' })
  t.match((await readFilingDetail(bench.hub, EVERYTHING, id)).events.map(({ text }) => text), [
    '申报', '审批系统已接收', '道路挖掘：补正开始', '提交补正', '补正已送审批系统', '道路挖掘：补正结束'
  ])
})

test('a correction is judged as a new filing is, and decides nothing anew', async t => {
  const bench = await filingBench(t)
  const { id, reference } = await bench.file()
  await bench.work()
  await bench.callBack(reference, 'GH', { blzt: '6' })
  const { version } = await present(bench, id)
  const errorsOf = async (filing: any): Promise<string[]> => {
    const error: any = await correctFiling(bench.hub, FILER, id, { version, filing }).then(() => undefined, error => error)
    return error.errors.map(({ pointer, code }: any) => `${pointer} ${code}`)
  }
  t.strictSame(await errorsOf({ ...SHORT, lengthMetres: 201 }), ['/filing/lengthMetres decision-differs'])
  t.strictSame(await errorsOf({ ...SHORT, items: ['planning'] }), ['/filing/items items-fixed'])
  t.strictSame(await errorsOf({ ...SHORT, commitment: false }), ['/filing/commitment commitment-required'])
  t.strictSame(await errorsOf({ ...SHORT, endDate: '2026-01-06' }), ['/filing/endDate day-out-of-order'])
  bench.clock.pass(10 * 86_400_000)
  t.match(await correctFiling(bench.hub, FILER, id, { version, filing: { ...SHORT, lengthMetres: 130 } }), { lengthMetres: 130 }, 'works may have begun')
})

test('a correction that comes too late is shown as that', async t => {
  const bench = await filingBench(t)
  const { id, reference } = await bench.file(LONG)
  await bench.work()
  await bench.callBack(reference, 'GH', { blzt: '6' })
  const { version } = await present(bench, id)
  bench.system.submit = async () => ({ kind: 'otherContent', reason: 'flowno已存在' })
  bench.system.inquire = async () => ({
    kind: 'found', items: [{ itemcode: 'GH', projectno: 'P-GH', blzt: '13', blsj: '2026-01-05 09:00:30', blyj: '逾期未补正' }]
  })
  await correctFiling(bench.hub, FILER, id, { version, filing: { ...LONG, route: '路北侧' } })
  await bench.work()
  t.match(await present(bench, id), { failure: { code: 'correction-not-taken' }, items: [{ statusCode: 13, remark: '逾期未补正' }, { statusCode: 1 }] })
})

test('a notice is followed up on site', async t => {
  const bench = await filingBench(t)
  const { id, version, task, possible } = await passed(bench)
  t.equal(task, 'followUp')
  t.strictSame(possible, ['followUp', 'break'])
  const follow = (said: object, seen = version): Promise<ShownFiling> => followUpFiling(bench.hub, OPERATOR, id, { version: seen, ...said })
  const codes = (error: any): string[] => error.errors.map(({ pointer, code }: any) => `${pointer} ${code}`)
  t.strictSame(codes(await follow({ finishedOn: '2026-01-06' }).catch(error => error)), ['/finishedOn day-in-the-future'])
  t.strictSame(codes(await follow({ finishedOn: '2026-01-04' }).catch(error => error)), ['/finishedOn day-out-of-order'])
  t.strictSame(codes(await follow({ restoredOn: '2026-01-05' }).catch(error => error)), ['/restoredOn day-out-of-order'], 'first the works')
  bench.clock.pass(20 * 86_400_000)
  const finished = await follow({ finishedOn: '2026-01-20' })
  t.match(finished, { finishedOn: '2026-01-20', task: 'followUp' })
  await t.rejects(follow({ restoredOn: '2026-01-22' }), { code: 'filing-changed' })
  const restored = await follow({ restoredOn: '2026-01-22' }, finished.version)
  t.notOk(restored.task)
  t.match(await listFilings(bench.hub, EVERYTHING, { task: 'followUp' }), { filings: [] })
  t.match(await bench.rows("select actor, target->>'filing' as filing from acts where action = 'filing-followed-up'"), [
    { actor: 'operator', filing: 'JXLB000001-SP1' }, {}
  ])
  const parallel = await bench.file({ ...LONG, startDate: '2026-02-01', endDate: '2026-02-02' })
  await t.rejects(followUpFiling(bench.hub, OPERATOR, parallel.id, { version: 0, finishedOn: '2026-01-25' }), { code: 'no-follow-up' })
})

test('a promise that was not kept revokes the filing, and leaves an order that has ended as it is', async t => {
  const bench = await filingBench(t)
  const { id, version } = await passed(bench)
  await bench.hub.pool.query("update orders set state = 'completed', status_code = 11")
  const broken = await breakFiling(bench.hub, OPERATOR, id, { version, reason: '未按承诺恢复路面' })
  t.match(broken, {
    state: 'broken', statusCode: 15, stateLabel: '已撤销', reason: '未按承诺恢复路面', brokenAt: String, items: [{ statusCode: 15 }, { statusCode: 15 }], possible: []
  })
  t.match(await bench.standing(), { state: 'completed', status_code: 11 })
  t.equal((await bench.announced()).at(-1), 'filingBroken')
  await bench.work()
  t.strictSame(bench.asked.map(({ call }) => call), ['submit'], 'the departments have ended')
  await t.rejects(breakFiling(bench.hub, OPERATOR, id, { version: broken.version, reason: '再次' }), { code: 'no-breach' })
  const own = await readFilingDetail(bench.hub, { client: null, enterprise: 'county-water' }, id)
  t.match(own.filing, { reason: '未按承诺恢复路面' }, 'the enterprise is told')
})

test('departments that have not ended are asked to stop, and what they say then moves nothing', async t => {
  const bench = await filingBench(t)
  const { id, reference } = await bench.file()
  await bench.work()
  const { version } = await present(bench, id)
  await breakFiling(bench.hub, OPERATOR, id, { version, reason: '擅自扩大开挖' })
  await bench.work()
  t.match(bench.asked.at(-1), { call: 'cancel', with: [reference, '违反承诺，备案已撤销'] })
  t.match(await bench.callBack(reference, 'GH', { blzt: '14' }), { code: '1' })
  t.strictSame(await bench.codes(id), ['revoked', 'revoked'])
  t.match(await bench.rows('select outcome from clocks where subject is not null'), [{ outcome: 'ended' }, { outcome: 'ended' }])
})

test('what is decided by departments, or is exempt, is no promise that can be broken', async t => {
  const bench = await filingBench(t)
  const { id } = await bench.file(LONG)
  await t.rejects(breakFiling(bench.hub, OPERATOR, id, { version: 0, reason: '无' }), { code: 'no-breach' })
  await t.rejects(breakFiling(bench.hub, { ...FILER, enterprise: 'enn' }, id, { version: 0, reason: '无' }), { code: 'filing-not-found' })
})

test('asked back twice is asked back once', async t => {
  const bench = await filingBench(t)
  const { id } = await bench.file(LONG)
  await bench.work()
  const { version } = await present(bench, id)
  const asked = await cancelFiling(bench.hub, FILER, id, { version, reason: '改线' })
  t.match(await cancelFiling(bench.hub, FILER, id, { version: asked.version, reason: '又改线' }), { cancelReason: '改线', state: 'open' })
  await bench.work()
  t.equal(bench.asked.filter(({ call }) => call === 'cancel').length, 1)
})

test('what a department had passed before it was taken back still counts for the length', async t => {
  const bench = await filingBench(t)
  const { reference, id } = await bench.file(LONG)
  await bench.work()
  await bench.callBack(reference, 'GH', { blzt: '11' })
  const { version } = (await readFilingDetail(bench.hub, EVERYTHING, id)).filing
  await cancelFiling(bench.hub, FILER, id, { version, reason: '改线' })
  await bench.work()
  await bench.callBack(reference, 'DLWJ', { blzt: '2' })
  t.match((await readFilingDetail(bench.hub, EVERYTHING, id)).filing, { state: 'cancelled' })
  t.match(await bench.file({ ...SHORT, lengthMetres: 10 }), { decision: { decidedByMetres: LONG.lengthMetres + 10 } })
})
