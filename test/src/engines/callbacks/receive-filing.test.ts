/** What the approvals system calls back: verified first, kept with what became of it, and never taken twice. */
import { test } from 'tap'
import { NINE } from '../../../kit/bare-hub.ts'
import { filingBench, localSecond, LONG, SHORT } from '../../../kit/filing-bench.ts'

const MINUTE = 60_000

test('each department goes its own way, with its own clock, and the last one ends the filing and the special procedure', async t => {
  const bench = await filingBench(t)
  const { clock, callBack, rows } = bench
  const filing = await bench.file(LONG)
  await bench.work()
  const clocks = (): Promise<any[]> => rows(`
    select item, clocks.state, outcome, days, pauses from clocks join filing_items on filing_items.id = subject order by position`)
  t.match(await clocks(), [{ item: 'planning', state: 'running', days: 2, pauses: [] }, { item: 'roadExcavation', state: 'running' }])
  t.match(await callBack(filing.reference, 'GH', { blzt: '3' }), { code: '1', text: 'ok' })
  clock.pass(MINUTE)
  await callBack(filing.reference, 'DLWJ', { blzt: '6', blyj: '请补充交通组织方案' })
  t.match(await clocks(), [{ state: 'running' }, { state: 'paused', pauses: [{ cause: 'applicant', to: null }] }])
  clock.pass(MINUTE)
  await callBack(filing.reference, 'DLWJ', { blzt: '7' })
  await callBack(filing.reference, 'GH', { blzt: '9' })
  t.match(await clocks(), [{ state: 'paused', pauses: [{ cause: 'approval' }] }, { state: 'running' }])
  clock.pass(MINUTE)
  await callBack(filing.reference, 'GH', { blzt: '10' })
  await callBack(filing.reference, 'GH', { blzt: '11' })
  t.strictSame(await bench.standing(), { state: 'specialProcedure', status_code: 9 }, 'the other has not ended')
  await callBack(filing.reference, 'DLWJ', { blzt: '12', blyj: '容缺' })
  t.match(await clocks(), [{ state: 'ended', outcome: 'onTime' }, { state: 'ended', outcome: 'onTime' }])
  t.strictSame(await bench.standing(), { state: 'specialProcedureEnded', status_code: 10 })
  t.strictSame(await rows('select state from filings'), [{ state: 'passed' }])
  t.strictSame(await rows('select state, count(*)::int from intents where filing_id is not null group by 1'), [{ state: 'done', count: 2 }])
  t.strictSame((await bench.announced()).at(-1), 'filingEnded')
  t.strictSame(await rows("select distinct source from transitions where state like 'special%'"), [{ source: 'hub' }])
})

test('a wrong token, an unknown flowno and an item that was not filed are answered as that, and change nothing', async t => {
  const bench = await filingBench(t)
  const { callBack, rows, lines } = bench
  const { reference, id } = await bench.file()
  await bench.work()
  const before = await rows('select * from filing_events order by sequence')
  t.match(await callBack(reference, 'GH', { blzt: '3', token: 'guessed' }), { code: '0', text: 'token失效' })
  t.match(await callBack('JXLB000001-SP9', 'GH', { blzt: '3' }), { code: '0', text: 'flowno不存在' })
  t.match(await callBack(reference, 'LDZY', { blzt: '11' }), { code: '0', text: /^报文格式错误：itemcode/ })
  t.strictSame(await bench.codes(id), ['received', 'received'])
  t.strictSame(await rows('select * from filing_events order by sequence'), before)
  t.ok(lines.some(line => line.includes('unknown-reference')))
  t.ok(lines.some(line => line.includes('item-not-filed')))
  t.strictSame(await rows('select state from callbacks order by id'), [{ state: 'refused' }, { state: 'unknownReference' }, { state: 'refused' }])
})

test('a state whose time is none is taken at the time of its receipt, and somebody is told', async t => {
  const bench = await filingBench(t)
  const { callBack, rows, lines } = bench
  const { reference, id } = await bench.file()
  await bench.work()
  t.match(await callBack(reference, 'GH', { blzt: '3', blsj: '2026-02-30 09:30:15' }), { code: '1', text: 'ok' })
  t.strictSame(await bench.codes(id), ['accepted', 'received'])
  t.strictSame(await rows("select state, native_at from filing_items where item = 'planning'"), [{ state: 'accepted', native_at: NINE }])
  const told = lines.map(line => JSON.parse(line)).filter(({ alert }) => alert === 'no-such-time')
  t.match(told, [{ level: 50, enterprise: 'county-approvals', reference, told: '2026-02-30 09:30:15' }])
  t.match(await rows('select state from callbacks'), [{ state: 'applied' }])
})

test('what is late or comes again is acknowledged and kept, and moves nothing', async t => {
  const bench = await filingBench(t)
  const { callBack, clock, rows } = bench
  const { reference, id } = await bench.file()
  await bench.work()
  const early = localSecond(clock.now)
  clock.pass(MINUTE)
  await callBack(reference, 'GH', { blzt: '8' })
  t.match(await callBack(reference, 'GH', { blzt: '8' }), { code: '1' }, 'the same bytes')
  t.match(await callBack(reference, 'GH', { blzt: '3', blsj: early }), { code: '1' }, 'goes back')
  clock.pass(MINUTE)
  await callBack(reference, 'GH', { blzt: '13', blyj: '规划不符' })
  t.match(await callBack(reference, 'GH', { blzt: '11' }), { code: '1' }, 'after the end')
  t.strictSame(await bench.codes(id), ['notPassed', 'received'])
  t.strictSame((await rows('select state from callbacks order by id')).map(({ state }) => state), ['applied', 'repeated', 'late', 'applied', 'late'])
  t.strictSame((await rows("select outcome from exchanges where kind = 'filingCallback' order by id")).map(({ outcome }) => outcome),
    ['applied', 'repeated', 'late', 'applied', 'late'], 'and stands in the trail')
})

test('a refusal says which item and why, and ends the filing with the others', async t => {
  const bench = await filingBench(t)
  const { readFilingDetail } = await import('../../../../src/views/filings.ts')
  const { reference, id } = await bench.file(LONG)
  await bench.work()
  await bench.callBack(reference, 'GH', { blzt: '11' })
  await bench.callBack(reference, 'DLWJ', { blzt: '13', blyj: '该路段五年内不得开挖' })
  const { filing, events, content } = await readFilingDetail(bench.hub, { client: null, enterprise: 'county-water' }, id)
  t.match(filing, {
    state: 'refused',
    statusCode: 13,
    items: [{ item: 'planning', statusCode: 11, projectNumber: 'P-GH' }, { item: 'roadExcavation', statusCode: 13, remark: '该路段五年内不得开挖' }],
    possible: []
  })
  t.match(events.map(({ text }) => text), ['申报', '审批系统已接收', '建设工程规划：办结(通过)', '道路挖掘：办结(不通过)'])
  t.equal(content!.route, LONG.route)
  const portal = await readFilingDetail(bench.hub, { client: 'portal', enterprise: null }, id)
  t.notOk(portal.content, 'whom and where it names is the filer\'s')
  await t.rejects(readFilingDetail(bench.hub, { client: null, enterprise: 'state-grid' }, id), { code: 'filing-not-found' })
  t.strictSame(await bench.standing(), { state: 'specialProcedureEnded', status_code: 10 })
  t.match(await bench.file({ ...SHORT, lengthMetres: 10 }), { decision: { decidedByMetres: 10 } }, 'it does not count any more')
})

test('a message that overtakes the answer to the submission shows that the system has the filing', async t => {
  const bench = await filingBench(t)
  const { reference, id } = await bench.file()
  await bench.callBack(reference, 'GH', { blzt: '3' })
  t.strictSame(await bench.codes(id), ['accepted', 'received'])
  await bench.work()
  t.strictSame(bench.asked.filter(({ call }) => call === 'submit'), [], 'nothing is left to be submitted')
})

test('what a department revokes after it had passed breaks the filing', async t => {
  const bench = await filingBench(t)
  const { reference } = await bench.file({ ...SHORT, items: ['planning'] })
  await bench.work()
  await bench.callBack(reference, 'GH', { blzt: '11' })
  t.strictSame(await bench.rows('select state from filings'), [{ state: 'passed' }])
  await bench.callBack(reference, 'GH', { blzt: '15', blyj: '审批有误' })
  t.match(await bench.rows('select state, broken_at is not null as told from filings'), [{ state: 'broken', told: true }])
  t.equal((await bench.announced()).at(-1), 'filingBroken')
})

test('what the applicant is called by is not kept in a department\'s words', async t => {
  const bench = await filingBench(t)
  const { reference } = await bench.file()
  await bench.work()
  const form = (await import('../../../journeys/enterprises.ts')).formFor('county-water')
  await bench.callBack(reference, 'GH', { blzt: '6', blyj: `请联系${form.basic.applicantName} ${form.basic.phone}` })
  const { readFiling } = await import('../../../../src/views/filings.ts')
  const { rows: [{ id }] } = await bench.hub.pool.query('select id from filings')
  const { items } = await readFiling(bench.hub, { client: null, enterprise: null }, id)
  t.match(items[0]!.remark, /^请联系/)
  t.notOk(items[0]!.remark!.includes(form.basic.phone))
})

test('a department that wants other material says so where it stands', async t => {
  const bench = await filingBench(t)
  const { readFiling } = await import('../../../../src/views/filings.ts')
  const { reference, id } = await bench.file(LONG)
  await bench.work()
  await bench.callBack(reference, 'GH', { blzt: '6', blyj: '请补路由图' })
  bench.clock.pass(MINUTE)
  await bench.callBack(reference, 'GH', { blzt: '6', blyj: '还请补施工方案' })
  const { items } = await readFiling(bench.hub, { client: null, enterprise: null }, id)
  t.match(items[0], { statusCode: 6, remark: '还请补施工方案' })
  const [{ pauses }] = await bench.rows('select pauses from clocks where subject = (select id from filing_items where item = $1)', ['planning'])
  t.equal(pauses.length, 1, 'it has waited all the while')
})
