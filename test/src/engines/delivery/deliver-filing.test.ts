/** Filings on their way to the approvals system: nothing is lost, nothing is doubled, whatever fails. */
import { randomUUID } from 'node:crypto'
import { test } from 'tap'
import { Failure } from '../../../../adapters/failure.ts'
import { cancelFiling, redriveFiling } from '../../../../src/cases/follow-filing.ts'
import { withdraw } from '../../../../src/cases/withdraw.ts'
import { storeAttachment } from '../../../../src/records/attachments/attachments.ts'
import { applyProgress } from '../../../../src/steps/progress.ts'
import { changeOrder } from '../../../../src/records/orders/application.ts'
import { EVERYTHING } from '../../../../src/ground/access/visible.ts'
import { localTime } from '../../../../src/ground/calendar/local-time.ts'
import { readOverview } from '../../../../src/views/overview.ts'
import { readTimeline } from '../../../../src/views/timeline.ts'
import { FILER, filingBench, localSecond, LONG, OPERATOR, SHORT, type FilingBench } from '../../../kit/filing-bench.ts'

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

const SILENCE = { comeBack: 'askFirst', fault: 'network', code: 'timeout', message: '超时', condition: 'down' } as const

function native (bench: FilingBench, itemcode: string, blzt: string): object {
  return { itemcode, projectno: `P-${itemcode}`, blzt, blsj: localSecond(bench.clock.now), blyj: '' }
}

/** Until what was put off is due. */
async function later (bench: FilingBench, milliseconds = 3_600_000): Promise<void> {
  bench.clock.pass(milliseconds)
  await bench.work()
}

test('what had no answer is submitted again as it was, and files are handed in once', async t => {
  const bench = await filingBench(t)
  const { id } = await storeAttachment(bench.hub, FILER.owner, PNG)
  const answer = bench.system.submit
  bench.system.submit = async () => { throw new Failure({ ...SILENCE }) }
  const filing = await bench.file({ ...SHORT, materials: [{ id, kind: 'routeDrawing' }] })
  await bench.work()
  t.match((await bench.rows('select state, failure from filings'))[0], { state: 'pending', failure: { code: 'timeout' } })
  bench.system.submit = answer
  await later(bench)
  const submitted = bench.asked.filter(({ call }) => call === 'submit').map(given => given.with)
  t.equal(submitted.length, 2)
  t.strictSame(submitted[0], submitted[1])
  t.match(submitted[0].materials, [{ name: '路由图-1.png', fileid: 'file-路由图-1.png' }])
  t.equal(bench.asked.filter(({ call }) => call === 'upload').length, 1)
  t.match((await bench.rows('select state, failure, native_number from filings'))[0], { state: 'open', failure: null, native_number: 'FS-1' })
  t.strictSame(await bench.codes(filing.id), ['received', 'received'])
  t.strictSame((await bench.rows("select kind, outcome from exchanges where kind = 'file' order by id")), [
    { kind: 'file', outcome: 'failed' }, { kind: 'file', outcome: 'submitted' }
  ])
  await bench.callBack(filing.reference, 'GH', { blzt: '3' })
  const texts = (await readTimeline(bench.hub, EVERYTHING, bench.order.jointNumber)).entries.map(({ text }) => text)
  t.strictSame(texts.filter(text => /申报行政审批|来报/.test(text)), [
    '泾县供水：第 1 次申报行政审批：未成功（timeout 超时）', '泾县供水：第 2 次申报行政审批：审批系统已接收', '行政审批：来报：已采纳'
  ], 'in words, and what was called back once')
})

test('a process that dies between the submission and its record leaves it to the next, which repeats it', async t => {
  const bench = await filingBench(t)
  await bench.file()
  const { rows: [{ id }] } = await bench.hub.pool.query("select id from intents where filing_id is not null and kind = 'place'")
  // Claimed, submitted, and never heard of again.
  await bench.hub.pool.query('update intents set claims = 1, attempts = 1, ask_first = true, leased_until = $2 where id = $1', [id, bench.hub.now()])
  await bench.work()
  t.equal(bench.asked.filter(({ call }) => call === 'submit').length, 1)
  t.strictSame(await bench.rows('select state from filings'), [{ state: 'open' }])
})

test('what the system declines is refused, and the order goes on', async t => {
  const bench = await filingBench(t)
  bench.system.submit = async () => ({ kind: 'refused', code: '0', reason: '材料不全' })
  await bench.file(LONG)
  await bench.work()
  const { readFiling } = await import('../../../../src/views/filings.ts')
  const { rows: [{ id }] } = await bench.hub.pool.query('select id from filings')
  t.match(await readFiling(bench.hub, EVERYTHING, id), { state: 'refused', reason: '材料不全' })
  t.match(await bench.standing(), { state: 'specialProcedureEnded' })
  t.strictSame(await bench.announced(), ['filingSubmitted', 'filingEnded'])
})

test('another filing under the same number is for a person, who has it tried again', async t => {
  const bench = await filingBench(t)
  const answer = bench.system.submit
  bench.system.submit = async () => ({ kind: 'otherContent', reason: 'flowno已存在' })
  const { id } = await bench.file()
  await bench.work()
  t.match((await bench.rows('select state, failure from filings'))[0], { state: 'pending', failure: { code: 'other-content' } })
  t.ok(bench.lines.some(line => line.includes('"alert":"undeliverable"')))
  const { enterprises, approvals } = await readOverview(bench.hub)
  t.match(approvals, { enterpriseName: '行政审批', health: { state: 'closed' }, open: 0, undeliverable: 1, oldestGivenUpAt: localTime(bench.clock.now) })
  t.strictSame(enterprises.filter(({ enterprise, undeliverable }) => enterprise === 'county-approvals' || undeliverable > 0), [], 'it is no enterprise, and its filings are no orders')
  bench.system.submit = answer
  const redriven = await redriveFiling(bench.hub, OPERATOR, id, { reason: '已与审批系统核对' })
  t.match(redriven, { state: 'pending' })
  t.match((await readOverview(bench.hub)).approvals, { open: 1, oldestOpenAt: String, undeliverable: 0, oldestGivenUpAt: undefined })
  await bench.work()
  t.strictSame(await bench.rows('select state from filings'), [{ state: 'open' }])
  await t.rejects(redriveFiling(bench.hub, OPERATOR, id, { reason: '再来' }), { code: 'not-given-up' })
  t.match(await bench.rows("select actor, reason from acts where action = 'filing-redrive'"), [{ actor: 'operator', reason: '已与审批系统核对' }])
})

test('where callbacks stay away the system is asked, and asked on until all have ended', async t => {
  const bench = await filingBench(t)
  const filing = await bench.file(LONG)
  await bench.work()
  bench.system.inquire = async () => ({ kind: 'found', items: [native(bench, 'GH', '11'), native(bench, 'DLWJ', '3')] })
  await later(bench)
  t.strictSame(await bench.codes(filing.id), ['passed', 'accepted'])
  bench.system.inquire = async () => ({ kind: 'found', items: [native(bench, 'GH', '11'), native(bench, 'DLWJ', '11')] })
  await later(bench, 7 * 3_600_000)
  t.strictSame(await bench.rows('select state from filings'), [{ state: 'passed' }])
  t.match(await bench.standing(), { state: 'specialProcedureEnded' })
  t.strictSame(await bench.rows("select from intents where filing_id is not null and state = 'open'"), [])
})

test('a filing that the system has lost is submitted again, and an operator is told', async t => {
  const bench = await filingBench(t)
  await bench.file()
  await bench.work()
  await later(bench)
  t.ok(bench.lines.some(line => line.includes('filing-lost')))
  t.equal(bench.asked.filter(({ call }) => call === 'submit').length, 2)
})

test('what has not left the hub is cancelled at once', async t => {
  const bench = await filingBench(t)
  const { id, version } = await bench.file(LONG)
  const cancelled = await cancelFiling(bench.hub, FILER, id, { version, reason: '改线' })
  t.match(cancelled, { state: 'cancelled', cancelReason: '改线', possible: [] })
  await bench.work()
  t.strictSame(bench.asked, [])
  t.match(await bench.standing(), { state: 'specialProcedureEnded' })
  t.strictSame(await bench.announced(), ['filingSubmitted', 'filingEnded'])
  await t.rejects(cancelFiling(bench.hub, FILER, id, { version: cancelled.version, reason: '再撤' }), { code: 'filing-ended' })
})

test('what has is asked back, and each department says that it has stopped', async t => {
  const bench = await filingBench(t)
  const filing = await bench.file(LONG)
  await bench.work()
  await bench.callBack(filing.reference, 'GH', { blzt: '3' })
  const { rows: [{ version }] } = await bench.hub.pool.query('select version from filings')
  t.match(await cancelFiling(bench.hub, FILER, filing.id, { version, reason: '改线' }), { state: 'open', cancelReason: '改线' })
  await bench.work()
  t.match(bench.asked.at(-1), { call: 'cancel', with: [filing.reference, '改线'] })
  t.match(await bench.standing(), { state: 'specialProcedure' }, 'until they have')
  await bench.callBack(filing.reference, 'GH', { blzt: '14' })
  await bench.callBack(filing.reference, 'DLWJ', { blzt: '2' })
  t.strictSame(await bench.rows('select state from filings'), [{ state: 'cancelled' }])
  t.match(await bench.standing(), { state: 'specialProcedureEnded' })
  t.match(await bench.rows('select outcome from clocks where subject is not null'), [{ outcome: 'ended' }, { outcome: 'ended' }])
})

test('what may have arrived is asked back once it is known', async t => {
  const bench = await filingBench(t)
  bench.system.submit = async () => { throw new Failure({ ...SILENCE }) }
  const filing = await bench.file(LONG)
  await bench.work()
  const { rows: [{ version }] } = await bench.hub.pool.query('select version from filings')
  t.match(await cancelFiling(bench.hub, FILER, filing.id, { version, reason: '改线' }), { state: 'pending' })
  bench.system.inquire = async () => ({ kind: 'found', items: [native(bench, 'GH', '1'), native(bench, 'DLWJ', '1')] })
  await later(bench)
  await later(bench, 60_000)
  t.strictSame(bench.asked.map(({ call }) => call).filter(call => call === 'submit' || call === 'cancel'), ['submit', 'cancel'])
  t.strictSame(await bench.rows('select state from filings'), [{ state: 'open' }])
})

test('what never arrived is cancelled', async t => {
  const bench = await filingBench(t)
  bench.system.submit = async () => { throw new Failure({ ...SILENCE }) }
  const filing = await bench.file(LONG)
  await bench.work()
  const { rows: [{ version }] } = await bench.hub.pool.query('select version from filings')
  await cancelFiling(bench.hub, FILER, filing.id, { version, reason: '改线' })
  await later(bench)
  await later(bench, 60_000)
  t.strictSame(await bench.rows('select state from filings'), [{ state: 'cancelled' }])
  t.match(await bench.standing(), { state: 'specialProcedureEnded' })
})

test('what the system knows no more ends for each department, and no clock runs on', async t => {
  const bench = await filingBench(t)
  const filing = await bench.file(LONG)
  await bench.work()
  await bench.callBack(filing.reference, 'GH', { blzt: '3' })
  bench.system.cancel = async () => ({ kind: 'notFound' })
  const { rows: [{ version }] } = await bench.hub.pool.query('select version from filings')
  await cancelFiling(bench.hub, FILER, filing.id, { version, reason: '改线' })
  await bench.work()
  t.strictSame(await bench.codes(filing.id), ['withdrawn', 'takenBack'])
  t.match(await bench.rows('select state, outcome from clocks where subject is not null'), [{ state: 'ended', outcome: 'ended' }, { state: 'ended', outcome: 'ended' }])
  t.match(await bench.standing(), { state: 'specialProcedureEnded' })
})

test('what the departments have decided by then is as they decided', async t => {
  const bench = await filingBench(t)
  const filing = await bench.file(LONG)
  await bench.work()
  bench.system.cancel = async () => ({ kind: 'tooLate', reason: '已办结' })
  bench.system.inquire = async () => ({ kind: 'found', items: [native(bench, 'GH', '11'), native(bench, 'DLWJ', '11')] })
  const { rows: [{ version }] } = await bench.hub.pool.query('select version from filings')
  await cancelFiling(bench.hub, FILER, filing.id, { version, reason: '改线' })
  await bench.work()
  t.strictSame(await bench.rows('select state from filings'), [{ state: 'passed' }])
})

test('an order that is withdrawn, or ends, takes its open parallel filing with it', async t => {
  const bench = await filingBench(t)
  await bench.file(LONG)
  await bench.work()
  await withdraw(bench.hub, EVERYTHING, bench.order.jointNumber, { reason: '不办了' })
  await changeOrder(bench.hub, bench.order.orderId, at => applyProgress(bench.hub, at, { kind: 'mapped', state: 'withdrawn' }, 'answer'))
  await bench.work()
  t.match(bench.asked.at(-1), { call: 'cancel' })
  t.match(await bench.standing(), { state: 'withdrawn' })
})

test('a notice stays with an order that is completed, and goes with one that is not', async t => {
  for (const [state, calls] of [['completed', ['submit']], ['revoked', ['submit', 'cancel']]] as const) {
    const bench = await filingBench(t)
    await bench.file()
    await bench.work()
    await changeOrder(bench.hub, bench.order.orderId, at => applyProgress(bench.hub, at, { kind: 'mapped', state }, 'answer'))
    await bench.work()
    t.strictSame(bench.asked.map(({ call }) => call), calls, state)
  }
})

test('what the enterprise says meanwhile counts, and the order waits on', async t => {
  const bench = await filingBench(t)
  const filing = await bench.file(LONG)
  await bench.work()
  const say = (state: any): Promise<unknown> => changeOrder(bench.hub, bench.order.orderId, at =>
    applyProgress(bench.hub, at, { kind: 'mapped', state, at: bench.hub.now().toISOString() }, 'callback'))
  bench.clock.pass(1000)
  await say('surveyed')
  t.match(await bench.standing(), { state: 'specialProcedure' })
  t.match(await bench.rows('select reached from orders'), [{ reached: 'surveyed' }])
  bench.clock.pass(1000)
  await say('needsMaterial')
  t.match(await bench.standing(), { state: 'needsMaterial' }, 'what the applicant has to bring comes first')
  bench.clock.pass(1000)
  await say('materialReceived')
  t.match(await bench.standing(), { state: 'specialProcedure' })
  for (const code of ['GH', 'DLWJ']) await bench.callBack(filing.reference, code, { blzt: '11' })
  t.match(await bench.standing(), { state: 'specialProcedureEnded' })
})

test('an enterprise whose messages have no time is heard as before', async t => {
  const bench = await filingBench(t)
  const filing = await bench.file(LONG)
  await bench.work()
  const say = (state: any): Promise<unknown> => changeOrder(bench.hub, bench.order.orderId, at =>
    applyProgress(bench.hub, at, { kind: 'mapped', state }, 'inquiry'))
  t.equal(await say('submitted'), 'repeat')
  t.equal(await say('accepted'), 'moves')
  t.equal(await say('accepted'), 'repeat', 'and again and again')
  t.match(await bench.standing(), { state: 'specialProcedure' })
  t.equal(await say('needsMaterial'), 'moves')
  t.equal(await say('materialReceived'), 'moves')
  t.match(await bench.standing(), { state: 'specialProcedure' })
  t.equal(await say('needsMaterial'), 'late')
  for (const code of ['GH', 'DLWJ']) await bench.callBack(filing.reference, code, { blzt: '11' })
  t.match(await bench.standing(), { state: 'specialProcedureEnded' })
  t.equal(await say('surveyed'), 'moves')
  t.equal(await say('needsMaterial'), 'moves')
})

test('what the enterprise calls special while the hub does is its own from then on', async t => {
  const bench = await filingBench(t)
  const filing = await bench.file(LONG)
  await bench.work()
  const say = (state: any): Promise<unknown> => changeOrder(bench.hub, bench.order.orderId, at =>
    applyProgress(bench.hub, at, { kind: 'mapped', state }, 'callback'))
  t.equal(await say('specialProcedure'), 'moves')
  t.equal(await say('specialProcedure'), 'repeat')
  for (const code of ['GH', 'DLWJ']) await bench.callBack(filing.reference, code, { blzt: '11' })
  t.match(await bench.standing(), { state: 'specialProcedure' })
  t.equal(await say('specialProcedureEnded'), 'moves')
  t.match(await bench.standing(), { state: 'specialProcedureEnded' })
})

test('what the enterprise itself holds to be special is its own to end', async t => {
  const bench = await filingBench(t)
  await changeOrder(bench.hub, bench.order.orderId, at => applyProgress(bench.hub, at, { kind: 'mapped', state: 'specialProcedure' }, 'callback'))
  const filing = await bench.file(LONG)
  await bench.work()
  for (const code of ['GH', 'DLWJ']) await bench.callBack(filing.reference, code, { blzt: '11' })
  t.match(await bench.standing(), { state: 'specialProcedure' })
})

test('while the system does not answer nothing is sent, and then all of it', async t => {
  const bench = await filingBench(t)
  const answer = bench.system.submit
  bench.system.submit = async () => { throw new Failure({ ...SILENCE }) }
  await bench.file({ ...SHORT, lengthMetres: 1 })
  for (let times = 0; times < 8; times++) await later(bench, 600_000)
  const { rows: [breaker] } = await bench.hub.pool.query("select state from breakers where enterprise = 'county-approvals'")
  t.equal(breaker.state, 'open')
  t.ok(bench.lines.some(line => line.includes('enterprise-down')))
  bench.system.submit = answer
  for (let times = 0; times < 8; times++) await later(bench, 600_000)
  t.strictSame(await bench.rows('select state from filings'), [{ state: 'open' }])
  t.ok(randomUUID())
})
