/** An enterprise files with the county's departments: by commitment and side by side, from its desk, over every trouble. */
import { randomUUID } from 'node:crypto'
import { test, type Test } from 'tap'
import type { components } from '../../openapi/hub.d.ts'
import { PIXEL } from '../../kit/submit.ts'
import { FAULTS, type Fault } from '../../simulators/faults.ts'
import { body, problem } from '../kit/answers.ts'
import { deskOf, waterAtDesk } from '../kit/at-desk.ts'
import { householdForm } from '../kit/forms.ts'
import { json, startTestHub, type TestHub, type TestHubOptions } from '../kit/test-hub.ts'
import { until } from '../kit/until.ts'

type Schemas = components['schemas']
type Filing = Schemas['Filing']

const inDays = (days: number): string => new Date(Date.now() + (days * 24 + 8) * 3_600_000).toISOString().slice(0, 10)

const SHORT: Schemas['FilingRequest'] = {
  items: ['planning', 'roadExcavation'], lengthMetres: 60, route: '自红线至市政管网', startDate: inDays(3), endDate: inDays(9), commitment: true
}
const LONG: Schemas['FilingRequest'] = { ...SHORT, lengthMetres: 300, commitment: false }

interface Filer extends TestHub {
  jointNumber: string
  reference: string
  file (request?: object, key?: string): Promise<Response>
  filed (t: Test, request?: object): Promise<Filing>
  see (t: Test, id: string): Promise<Schemas['FilingDetail']>
  orderState (): Promise<string>
}

/** An order of the water company, taken at its desk. */
async function filer (t: Test, options: TestHubOptions = {}): Promise<Filer> {
  const hub = await startTestHub(t, { slugs: [], approvals: true, adjust: waterAtDesk, ...options })
  const { jointNumber, orders } = await hub.submit(householdForm())
  const { reference } = orders.find(({ enterprise }) => enterprise === 'county-water')!
  await deskOf(t, hub).take(reference, 'take', 'accepted')
  const file = (request: object = SHORT, key: string = randomUUID()): Promise<Response> =>
    hub.call(`/v1/orders/${reference}/filings`, json(request, { 'idempotency-key': key }))
  return {
    ...hub,
    jointNumber,
    reference,
    file,
    filed: async (t, request) => await body(t, await file(request), 201, 'Filing'),
    see: async (t, id) => await body(t, await hub.call(`/v1/filings/${id}`, {}, 'county-water'), 200, 'FilingDetail'),
    orderState: async () => (await hub.read(jointNumber)).orders.find(({ enterprise }) => enterprise === 'county-water')!.state
  }
}

/** The filing once the predicate takes it. */
async function once (t: Test, hub: Filer, id: string, is: (filing: Filing) => boolean): Promise<Filing> {
  await until(async () => is((await (await hub.call(`/v1/filings/${id}`, {}, 'county-water')).json() as Schemas['FilingDetail']).filing))
  return (await hub.see(t, id)).filing
}

const codesOf = ({ items }: Filing): Array<number | undefined> => items.map(({ statusCode }) => statusCode)

test('a desk files, the departments go on, the filer corrects, and everybody is told', async t => {
  const hub = await filer(t)
  const { approvals, call, portal, jointNumber } = hub
  const file = new FormData()
  file.append('file', new Blob([new Uint8Array(PIXEL)]), 'route.png')
  const { id: drawing } = await body(t, await call(`/v1/orders/${hub.reference}/filing-files`, { method: 'POST', body: file }), 201, 'Attachment')
  const { id, reference } = await hub.filed(t, { ...LONG, materials: [{ id: drawing, kind: 'routeDrawing' }] })
  t.equal(await hub.orderState(), 'specialProcedure')
  await once(t, hub, id, ({ state }) => state === 'open')
  const given = approvals!.filings.get(reference)!
  t.match(given, { content: { mode: '2', lengthm: 300, applyunit: '泾县供水有限公司', materials: [{ name: '路由图-1.png' }] } })
  await approvals!.move(reference, 'GH', '3')
  await approvals!.move(reference, 'DLWJ', '6', '请补充交通组织方案')
  const wanting = (await hub.see(t, id)).filing
  t.match(wanting, {
    task: 'correct',
    possible: ['correct', 'cancel'],
    items: [
      { itemLabel: '建设工程规划', statusCode: 3, clock: { promise: 'approval', state: 'running', days: 2 } },
      { itemLabel: '道路挖掘', statusCode: 6, remark: '请补充交通组织方案', clock: { state: 'paused', pausedBy: 'applicant', actor: 'enterprise' } }
    ]
  })
  const { filings } = await body(t, await call('/v1/filings?task=correct', {}, 'county-water'), 200, 'FilingPage')
  t.match(filings, [{ id }])
  const corrected = { version: wanting.version, filing: { ...LONG, route: '改走路北侧', materials: [{ id: drawing, kind: 'routeDrawing' }] } }
  await body(t, await call(`/v1/filings/${id}`, { ...json(corrected), method: 'PUT' }), 202, 'Filing')
  await until(() => (approvals!.filings.get(reference) as any).content.route === '改走路北侧')
  await once(t, hub, id, filing => codesOf(filing)[1] === 7)
  for (const item of ['GH', 'DLWJ']) await approvals!.move(reference, item, '11')
  const end = await once(t, hub, id, ({ state }) => state === 'passed')
  t.match(end.items, [{ statusCode: 11, clock: { state: 'ended', outcome: 'onTime' } }, { statusCode: 11 }])
  t.equal(await hub.orderState(), 'specialProcedureEnded')
  await until(() => portal.announced.some(({ data }) => data.filing?.state === 'passed'))
  const news = [...portal.events, ...portal.announced.map(({ data }) => data)].filter(event => event.jointNumber === jointNumber)
  const sequences = news.map(({ sequence }) => sequence).sort((one, other) => one - other)
  t.strictSame(sequences, sequences.map((_, index) => index + 1), 'in one sequence with the rest')
  t.notOk(JSON.stringify(news).includes('交通组织'), 'no department\'s words')
  const timeline = await body(t, await call(`/v1/applications/${jointNumber}/timeline`), 200, 'Timeline')
  t.match(JSON.stringify(timeline), /并联审批/)
  const trail = await body(t, await call(`/v1/applications/${jointNumber}/exchanges?limit=100`, {}, 'operator'), 200, 'ExchangePage')
  const kinds = new Set<string>(trail.exchanges.map(({ kind }) => kind))
  for (const kind of ['file', 'refile', 'filingCallback']) t.ok(kinds.has(kind), kind)
  t.notOk(JSON.stringify(trail).includes('approvals-sandbox-secret'))
  t.notOk(JSON.stringify(trail).includes('0563-5100001'), 'nor whom to call')
})

test('what is recorded on a commitment is followed up, and found broken', async t => {
  const hub = await filer(t)
  const { approvals, call, portal } = hub
  const { id, reference } = await hub.filed(t)
  t.equal(await hub.orderState(), 'accepted', 'pauses nothing')
  await once(t, hub, id, ({ state }) => state === 'open')
  for (const item of ['GH', 'DLWJ']) await approvals!.move(reference, item, '11')
  const { version } = await once(t, hub, id, ({ state }) => state === 'passed')
  const today = inDays(0)
  const act = (path: string, said: object): Promise<Response> => call(`/v1/filings/${id}/${path}`, json(said))
  const followed = await body(t, await act('follow-up', { version, finishedOn: today, restoredOn: today }), 200, 'Filing')
  const { detail } = await problem(t, await act('follow-up', { version, finishedOn: today }), 'filing-changed')
  t.match(detail, new RegExp(`^现版本为 \\d+，您查看的是 ${version}；现状态为“.+”$`))
  await problem(t, await act('follow-up', { version: followed.version, finishedOn: inDays(2) }), 'validation-failed', [['/finishedOn', 'day-in-the-future'], ['/restoredOn', 'day-out-of-order']])
  const broken = await body(t, await act('breach', { version: followed.version, reason: '路面塌陷' }), 200, 'Filing')
  t.match(broken, { state: 'broken', statusCode: 15 })
  await problem(t, await act('breach', { version: broken.version, reason: '再次' }), 'no-breach')
  t.match((await hub.see(t, id)).filing, { reason: '路面塌陷' })
  await until(() => portal.announced.some(({ type, data }) => type === 'filing.broken' && data.filing?.state === 'broken'))
  t.equal(await hub.orderState(), 'accepted')
  const { acts } = await body(t, await call('/v1/acts?limit=100'), 200, 'ActPage')
  for (const action of ['filing-made', 'filing-followed-up', 'filing-broken']) t.ok(acts.some(one => one.action === action), action)
})

test('an order that the applicant takes back takes its open filing back', async t => {
  const hub = await filer(t)
  const { id, reference } = await hub.filed(t, LONG)
  await once(t, hub, id, ({ state }) => state === 'open')
  await hub.call(`/v1/applications/${hub.jointNumber}/withdrawal`, json({ reason: '不办了' }))
  await deskOf(t, hub).take(hub.reference, 'withdrawalGranted')
  const end = await once(t, hub, id, ({ state }) => state === 'cancelled')
  t.match(codesOf(end), [2, 2])
  t.equal(await hub.orderState(), 'withdrawn')
  t.ok(hub.approvals!.filings.has(reference))
})

test('bad input', async t => {
  const hub = await filer(t)
  const { call, file } = hub
  await problem(t, await file({ ...SHORT, lengthMetres: 0 }), 'validation-failed', [['/lengthMetres', 'range']])
  await problem(t, await file({ ...SHORT, items: [] }), 'validation-failed', [['/items', 'required']])
  await problem(t, await file({ ...SHORT, items: ['sewage'] }), 'validation-failed', [['/items/0', 'value']])
  const { lengthMetres: _length, ...lacking } = SHORT
  await problem(t, await file(lacking), 'validation-failed', [['/lengthMetres', 'required']])
  await problem(t, await file({ ...SHORT, commitment: false }), 'validation-failed', [['/commitment', 'commitment-required']])
  await problem(t, await file({ ...SHORT, startDate: inDays(-1) }), 'validation-failed', [['/startDate', 'day-in-the-past']])
  await problem(t, await file({ ...SHORT, startDate: '2026-02-30' }), 'validation-failed', [['/startDate', 'format']])
  await problem(t, await file({ ...SHORT, contact: { name: '王', phone: '12' } }), 'validation-failed', [['/contact/phone', 'format']])
  const elsewhere = json(SHORT, { 'idempotency-key': randomUUID() })
  await problem(t, await call('/v1/orders/NOBODY-1/filings', elsewhere), 'order-not-found')
  await problem(t, await call(`/v1/orders/${hub.reference}/filings`, json(SHORT)), 'idempotency-key-missing')
  await problem(t, await call(`/v1/orders/${hub.reference}/filings`, elsewhere, 'portal'), 'insufficient-scope')
  await problem(t, await call(`/v1/orders/${hub.reference}/filings`, elsewhere, 'operator'), 'insufficient-scope')
  await problem(t, await call(`/v1/filings/${randomUUID()}`), 'filing-not-found')
  await problem(t, await call('/v1/filings/none'), 'not-found')
  const { id, version } = await hub.filed(t)
  await problem(t, await call(`/v1/filings/${id}/breach`, json({ version, reason: '无' }), 'county-water'), 'insufficient-scope')
  await problem(t, await call(`/v1/filings/${id}/follow-up`, json({ version })), 'validation-failed')
  await problem(t, await call(`/v1/filings/${id}`, { ...json({ version: 99, filing: SHORT }), method: 'PUT' }), 'filing-changed')
  const portals = await body(t, await call(`/v1/filings/${id}`, {}, 'portal'), 200, 'FilingDetail')
  t.notOk(portals.content)
  t.match(await body(t, await call(`/v1/filings?jointNumber=${hub.jointNumber}`), 200, 'FilingPage'), { filings: [{ id }] })
  await deskOf(t, hub).take(hub.reference, ['refused', { reason: '不具备条件' }])
  await problem(t, await file(), 'order-ended')
})

test('callbacks of nobody, and of nothing that was filed', async t => {
  const hub = await filer(t)
  const { id, reference } = await hub.filed(t)
  await once(t, hub, id, ({ state }) => state === 'open')
  async function callBack (said: object, token = 'approvals-callback-token'): Promise<unknown> {
    const params = { flowno: reference, itemcode: 'GH', projectno: 'P', blzt: '11', blsj: '2026-01-05 09:00:00', blyj: '', ...said }
    const answer = await hub.call('/v1/callbacks/county-approvals', json({ token, params }))
    return (await answer.json() as { status: unknown }).status
  }
  t.match(await callBack({}, 'wrong'), { code: '0' })
  t.match(await callBack({ flowno: 'JXLB999999-SP1' }), { code: '0', text: 'flowno不存在' })
  t.match(await callBack({ itemcode: 'LDZY' }), { code: '0' })
  t.strictSame(codesOf((await hub.see(t, id)).filing), [1, 1])
  t.match(await callBack({ blzt: '3' }), { code: '1' })
  t.match(await callBack({ blzt: '1' }), { code: '1' }, 'what goes back is acknowledged')
  t.strictSame(codesOf((await hub.see(t, id)).filing), [3, 1])
})

/** What is the matter with the system itself, and with its callbacks. */
test('every fault: the departments have each filing once, as it was filed, and the hub knows how it ended', async t => {
  const hub = await filer(t, {
    adjust (settings) {
      waterAtDesk(settings)
      settings.approvals.timeout = '500ms'
    }
  })
  const { approvals } = hub
  for (const fault of FAULTS as readonly Fault[]) {
    await t.test(fault, async t => {
      approvals!.faults.arm(fault, 2)
      const { id, reference } = await hub.filed(t, LONG)
      await once(t, hub, id, ({ state }) => state === 'open')
      await approvals!.move(reference, 'GH', '11').catch(() => {})
      await approvals!.move(reference, 'DLWJ', '13', '不符').catch(() => {})
      const end = await once(t, hub, id, ({ state }) => state === 'refused')
      t.strictSame(codesOf(end), [11, 13])
      t.equal(hub.lines.filter(line => line.includes('other-content')).length, 0)
      approvals!.faults.arm(fault, 0)
    })
  }
  t.equal(await hub.orderState(), 'specialProcedureEnded')
})

test('a token that is refused, and a system that is busy', async t => {
  const hub = await filer(t, { backend: 'redis' })
  const first = await hub.filed(t)
  await once(t, hub, first.id, ({ state }) => state === 'open')
  hub.approvals!.forgetTokens()
  hub.approvals!.beBusy(2)
  const second = await hub.filed(t, { ...SHORT, lengthMetres: 5 })
  await once(t, hub, second.id, ({ state }) => state === 'open')
  t.equal(hub.approvals!.filings.size, 2)
})

test('a county without an approvals system says so', async t => {
  const hub = await filer(t, {
    approvals: false,
    adjust (settings) {
      waterAtDesk(settings)
      delete settings.approvals
    }
  })
  await problem(t, await hub.file(), 'no-approvals')
  t.equal((await hub.call('/v1/callbacks/county-approvals', json({}))).status, 404)
  t.match(await body(t, await hub.call('/v1/filings'), 200, 'FilingPage'), { filings: [] })
})
