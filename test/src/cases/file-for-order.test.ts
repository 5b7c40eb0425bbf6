/** An enterprise files: decided by the table, recorded, sent, and the order waits while departments decide. */
import { randomUUID } from 'node:crypto'
import { test } from 'tap'
import { EVERYTHING } from '../../../src/ground/access/visible.ts'
import { readFiling } from '../../../src/views/filings.ts'
import { FILER, filingBench, LONG, OPERATOR, SHORT } from '../../kit/filing-bench.ts'

test('a short one is recorded on a commitment, sent once, and pauses nothing', async t => {
  const bench = await filingBench(t)
  const before = await bench.standing()
  const filing = await bench.file()
  t.match(filing, {
    reference: 'JXLB000001-SP1',
    jointNumber: 'JXLB000001',
    mode: 'notice',
    modeLabel: '告知承诺备案',
    state: 'pending',
    statusCode: 1,
    decision: { reason: /^供水、供气 200 米以内/, tableVersion: 'sandbox-1', row: 3, days: 1, decidedByMetres: 120 },
    lengthMetres: 120,
    items: [{ item: 'planning', stateLabel: '待送审批系统' }, { item: 'roadExcavation' }],
    possible: ['cancel'],
    version: 0
  })
  await bench.work()
  t.strictSame(bench.asked.map(({ call }) => call), ['submit'])
  t.match(bench.asked[0]!.with, {
    flowno: 'JXLB000001-SP1',
    mode: '1',
    lengthm: 120,
    commitment: true,
    items: ['GH', 'DLWJ'],
    applyunit: '泾县供水有限公司',
    linkman: '水务经办',
    startdate: '2026-01-07',
    materials: [],
    areacode: '341823'
  })
  t.strictSame(await bench.standing(), before, 'the order goes on')
  t.strictSame(await bench.codes(filing.id), ['received', 'received'])
  t.strictSame(await bench.announced(), ['filingSubmitted'])
  t.strictSame(await bench.rows('select kind, state from intents where filing_id = $1 order by kind', [filing.id]), [
    { kind: 'place', state: 'done' }, { kind: 'watch', state: 'open' }
  ])
})

test('a long one is decided, and the order stands in special procedure', async t => {
  const bench = await filingBench(t)
  const filing = await bench.file(LONG)
  t.match(filing, { mode: 'parallel', decision: { days: 2, row: 5 } })
  t.strictSame(await bench.standing(), { state: 'specialProcedure', status_code: 9 })
  await bench.work()
  t.match(bench.asked[0]!.with, { mode: '2', lengthm: 350 })
  t.notOk('commitment' in bench.asked[0]!.with)
})

test('what is exempt is recorded with its reason and sent nowhere', async t => {
  const bench = await filingBench(t, settings => {
    settings.approvals.decisions = { version: '7', rows: [{ decision: 'exempt', reason: '本县一律免予审批' }] }
  })
  const filing = await bench.file({ ...SHORT, commitment: false })
  t.match(filing, { mode: 'exempt', state: 'exempt', decision: { reason: '本县一律免予审批', tableVersion: '7' }, possible: [] })
  t.notOk('statusCode' in filing)
  await bench.work()
  t.strictSame(bench.asked, [])
  t.strictSame(await bench.rows('select from intents where filing_id is not null'), [])
  t.strictSame(await bench.announced(), ['filingSubmitted'])
})

test('lengths are added up for the decision, and the own one is what is sent', async t => {
  const bench = await filingBench(t)
  await bench.file({ ...SHORT, lengthMetres: 150 })
  const second = await bench.file({ ...SHORT, lengthMetres: 60 })
  t.match(second, { mode: 'parallel', lengthMetres: 60, decision: { decidedByMetres: 210 } }, 'more than 200 together')
  t.strictSame(second.decision.added, {
    filings: 1, metres: 150, references: ['JXLB000001-SP1'], label: '连同十二个月内同一办件、同一地址的另外 1 件申报（150 米）一并判定（不可拆分）'
  })
  t.strictSame((await bench.file({ ...SHORT, lengthMetres: 1 })).decision.added?.references, ['JXLB000001-SP2', 'JXLB000001-SP1'])
  await bench.work()
  t.strictSame(bench.asked.map(({ with: { lengthm, mode } }) => [lengthm, mode]), [[150, '1'], [60, '2'], [1, '2']])
})

test('another application at the same address counts, however the address is typed; another address does not', async t => {
  const bench = await filingBench(t)
  await bench.file({ ...SHORT, lengthMetres: 150 })
  const other = await bench.submit()
  const { rows: [row] } = await bench.hub.pool.query('select address_hash from filings')
  t.ok(row.address_hash.length >= 32)
  t.notOk((await bench.rows('select filings::text as text from filings')).some(({ text }) => /文昌|泾川/.test(text)), 'no address can be read')
  await bench.hub.pool.query("update orders set delivery = 'acknowledged' where reference = $1", [other.reference])
  const { fileForOrder } = await import('../../../src/cases/file-for-order.ts')
  const second = await fileForOrder(bench.hub, FILER, { reference: other.reference, key: randomUUID(), request: { ...SHORT, lengthMetres: 60 } })
  t.match(second, { mode: 'parallel', decision: { decidedByMetres: 210, added: { references: ['JXLB000001-SP1'] } }, jointNumber: 'JXLB000002' })
  const { rows: [{ client }] } = await bench.hub.pool.query("select client_id as client from applications where joint_number = 'JXLB000002'")
  const { decision: { added } } = await readFiling(bench.hub, { ...EVERYTHING, client }, second.id)
  t.match(added, { filings: 1, metres: 150, references: [] }, 'a window is not told of what other application')
  bench.clock.pass(366 * 86_400_000)
  const year = { ...SHORT, startDate: '2027-02-01', endDate: '2027-02-02' }
  const third = await fileForOrder(bench.hub, FILER, { reference: other.reference, key: randomUUID(), request: year })
  t.match(third, { decision: { decidedByMetres: 120 } }, 'of twelve months')
})

test('refused and cancelled ones do not count', async t => {
  const bench = await filingBench(t)
  await bench.file({ ...SHORT, lengthMetres: 150 })
  for (const state of ['refused', 'cancelled']) {
    await bench.hub.pool.query('update filings set state = $1', [state])
    const next = await bench.file({ ...SHORT, lengthMetres: 60 })
    t.match(next, { decision: { decidedByMetres: 60 } }, state)
  }
  await bench.hub.pool.query("update filings set state = 'broken'")
  t.match(await bench.file({ ...SHORT, lengthMetres: 1 }), { decision: { decidedByMetres: 271 } }, 'what was broken was built')
})

test('two at once see each other', async t => {
  const bench = await filingBench(t)
  const filings = await Promise.all([bench.file({ ...SHORT, lengthMetres: 150 }), bench.file({ ...SHORT, lengthMetres: 150 })])
  t.strictSame(filings.map(({ decision }) => decision.decidedByMetres).sort(), [150, 300])
  t.strictSame(filings.map(({ reference }) => reference).sort(), ['JXLB000001-SP1', 'JXLB000001-SP2'])
})

test('the same request is one filing', async t => {
  const bench = await filingBench(t)
  const key = randomUUID()
  const [one, other] = [await bench.file(SHORT, FILER, key), await bench.file(SHORT, FILER, key)]
  t.equal(one.id, other.id)
  t.equal((await bench.rows('select from filings')).length, 1)
  await t.rejects(bench.file(LONG, FILER, key), { code: 'idempotency-key-reused' })
})

test('what is wrong is told by its place, and nothing is stored', async t => {
  const bench = await filingBench(t, settings => {
    settings.approvals.decisions.rows.unshift({
      services: ['water'], maxLength: 130, maxGreenArea: 5, decision: 'notice', days: 1, reason: '附件', files: ['routeDrawing']
    })
  })
  const errorsOf = async (request: object): Promise<string[]> => {
    const error: any = await bench.file({ ...SHORT, ...request }).then(() => undefined, error => error)
    t.equal(error?.code, 'validation-failed')
    return error.errors.map(({ pointer, code }: any) => `${pointer} ${code}`)
  }
  t.strictSame(await errorsOf({ commitment: false }), ['/greenArea measure-needed'], 'how it goes is not known yet')
  t.strictSame(await errorsOf({ commitment: false, greenArea: 0 }), ['/commitment commitment-required', '/materials file-needed'])
  t.strictSame(await errorsOf({ greenArea: 0, startDate: '2026-01-04', endDate: '2026-01-03' }), [
    '/startDate day-in-the-past', '/endDate day-out-of-order', '/materials file-needed'
  ])
  t.strictSame(await errorsOf({ greenArea: 0, materials: [{ id: randomUUID(), kind: 'routeDrawing' }] }), ['/materials/0/id attachment-not-found'])
  t.strictSame(await bench.rows('select from filings'), [])
  t.strictSame(await bench.rows('select from intents where filing_id is not null'), [])
  t.strictSame(await bench.announced(), [])
})

test('an order that has ended, is not taken, or is not theirs gets none', async t => {
  const bench = await filingBench(t)
  await t.rejects(bench.file(SHORT, OPERATOR), { code: 'order-not-found' })
  await t.rejects(bench.file(SHORT, { ...FILER, enterprise: 'enn' }), { code: 'order-not-found' })
  await bench.hub.pool.query("update orders set delivery = 'placed'")
  await t.rejects(bench.file(), { code: 'order-not-taken' })
  await bench.hub.pool.query("update orders set delivery = 'acknowledged', state = 'completed'")
  await t.rejects(bench.file(), { code: 'order-ended' })
})

test('where a county has no approvals system, or no builder, the answer says so', async t => {
  const bench = await filingBench(t, settings => { delete settings.approvals.builders['county-water'] })
  await t.rejects(bench.file(), { code: 'no-builder' })
  bench.hub.approvals = undefined
  await t.rejects(bench.file(), { code: 'no-approvals' })
})
