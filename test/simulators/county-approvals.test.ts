/** What the simulated 县行政审批 refuses, in the words of its document, and how its departments go. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readFileSync } from 'node:fs'
import { test, type Test } from 'tap'
import type { components } from '../../openapi/enterprises/county-approvals.d.ts'
import { simulate, type ApprovalsSimulatorOptions } from '../../simulators/county-approvals.ts'
import { until } from '../kit/until.ts'

type Native = components['schemas']
type Result = Native['Result'] & { custom?: any }

const NOW = new Date('2026-01-05T09:30:15+08:00')
const folder = new URL('../fixtures/county-approvals/exemplary/', import.meta.url)
const [NOTICE, PARALLEL] = ['notice', 'parallel'].map(name => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')).native) as [Native['Project'], Native['Project']]
/** Without files. */
const PROJECT: Native['Project'] = { ...PARALLEL, items: ['GH', 'DLWJ'] }
const ACCOUNT = { appkey: 'lianban', appsecret: 'approvals-sandbox-secret' }
const { flowno } = PROJECT

function refused (text: string): Result {
  return { status: { code: '0', text } }
}

async function office (t: Test, options: ApprovalsSimulatorOptions = {}) {
  const simulator = await simulate({ now: () => NOW, ...options })
  t.teardown(() => simulator.close())

  async function post (action: string, body: string | Buffer, type = 'application/json'): Promise<Result> {
    const answer = await fetch(`${simulator.url}/approvals/rest/${action}`, { method: 'POST', headers: { 'content-type': type }, body: new Uint8Array(Buffer.from(body)) })
    if (answer.status !== 200) throw new Error(`HTTP ${answer.status}`)
    return await answer.json() as Result
  }

  const newToken = async (): Promise<string> => (await post('getToken', JSON.stringify({ params: ACCOUNT }))).custom.token
  const token = await newToken()
  const call = (action: string, params: unknown, by: unknown = token): Promise<Result> => post(action, JSON.stringify({ token: by, params }))
  const items = async (): Promise<string[]> => (await call('getProgress', { flowno })).custom.items.map(({ itemcode, blzt }: Native['Item']) => `${itemcode} ${blzt}`)
  return { simulator, post, call, newToken, items, token }
}

test('a token is given for its account, and is good for half an hour', async t => {
  let now = NOW
  const { post, call, newToken, simulator } = await office(t, { now: () => now })
  const { status, custom } = await post('getToken', JSON.stringify({ params: ACCOUNT }))
  t.strictSame(status, { code: '1', text: 'ok' })
  t.equal(custom.expires, 1800)
  for (const [why, account] of [['another appkey', { ...ACCOUNT, appkey: 'x' }], ['a wrong secret', { ...ACCOUNT, appsecret: 'x' }]] as const) {
    t.strictSame(await post('getToken', JSON.stringify({ params: account })), refused('appkey或appsecret错误'), why)
  }
  t.strictSame(await post('getToken', JSON.stringify({ params: { appkey: 'lianban' } })), refused('参数错误：params.appsecret'))
  t.strictSame(await post('getToken', JSON.stringify({ token: custom.token, params: ACCOUNT })), refused('参数错误：token'))

  t.strictSame(await call('getProgress', { flowno }, custom.token), refused('flowno不存在'))
  now = new Date(NOW.getTime() + 1_799_999)
  t.strictSame(await call('getProgress', { flowno }, custom.token), refused('flowno不存在'))
  now = new Date(NOW.getTime() + 1_800_000)
  t.strictSame(await call('getProgress', { flowno }, custom.token), refused('token失效'))
  const another = await newToken()
  t.strictSame(await call('getProgress', { flowno }, another), refused('flowno不存在'))
  simulator.forgetTokens()
  t.strictSame(await call('getProgress', { flowno }, another), refused('token失效'))
})

test('without a token nothing of the parameters is looked at', async t => {
  const { post, call, simulator } = await office(t)
  for (const token of ['', 'x', null, undefined, 1]) t.strictSame(await call('submitProject', { wrong: true }, token ?? null), refused('token失效'), String(token))
  t.strictSame(await post('submitProject', JSON.stringify({ params: PROJECT })), refused('token失效'))
  t.strictSame(await post('submitProject', 'null'), refused('token失效'))
  t.equal(simulator.filings.size, 0)
})

test('what is not the contract is refused with the name of the field', async t => {
  const { call, post, simulator, token } = await office(t)
  const { route, ...without } = PROJECT
  for (const [why, project, field] of [
    ['a missing field', without, 'route'],
    ['an empty field', { ...PROJECT, linkman: '' }, 'linkman'],
    ['a field it does not know', { ...PROJECT, water: true }, 'water'],
    ['a county of elsewhere', { ...PROJECT, areacode: '341824' }, 'areacode'],
    ['a mode it does not have', { ...PROJECT, mode: '3' }, 'mode'],
    ['a mode as a number', { ...PROJECT, mode: 2 }, 'mode'],
    ['a length of nothing', { ...PROJECT, lengthm: 0 }, 'lengthm'],
    ['a length below nothing', { ...PROJECT, lengthm: -1 }, 'lengthm'],
    ['a length as text', { ...PROJECT, lengthm: '620' }, 'lengthm'],
    ['a day with a time', { ...PROJECT, startdate: '2026-01-08 00:00:00' }, 'startdate'],
    ['a day that no calendar has', { ...PROJECT, enddate: '2026-02-30' }, 'enddate'],
    ['no items', { ...PROJECT, items: [] }, 'items'],
    ['an item twice', { ...PROJECT, items: ['GH', 'GH'] }, 'items'],
    ['an item it does not have', { ...PROJECT, items: ['XF'] }, 'items.0'],
    ['a code of another form', { ...PROJECT, applyuscc: '91341823MA2N00001O' }, 'applyuscc'],
    ['a notice that nobody committed to', { ...PROJECT, mode: '1' }, 'commitment'],
    ['a notice with another commitment', { ...PROJECT, mode: '1', commitment: false }, 'commitment'],
    ['a commitment to what is decided', { ...PROJECT, commitment: true }, 'commitment'],
    ['materials without a file', { ...PROJECT, materials: [{ name: '平面图' }] }, 'materials.0.fileid'],
    ['a flowno of 65 characters', { ...PROJECT, flowno: 'J'.repeat(65) }, 'flowno']
  ] as const) {
    t.strictSame(await call('submitProject', project), refused(`参数错误：params.${field}`), why)
  }
  t.strictSame(await call('submitProject', { ...PROJECT, enddate: '2026-01-07' }), refused('参数错误：enddate'), 'an end before the beginning')
  t.strictSame(await call('submitProject', NOTICE), refused('参数错误：materials.fileid'), 'a file that nobody handed in')
  t.strictSame(await call('getProgress', { flowno, more: 1 }), refused('参数错误：params.more'))
  t.strictSame(await call('cancelProject', { flowno }), refused('参数错误：params.reason'))
  t.strictSame(await call('uploadFile', { filename: 'a.pdf', file: 'data:application/pdf;base64,AAAA' }), refused('参数错误：params.file'))
  t.strictSame(await post('submitProject', JSON.stringify({ token, params: PROJECT, more: 1 })), refused('参数错误：more'))
  t.strictSame(await post('submitProject', '{"token":'), refused('参数错误：报文'))
  t.strictSame(await post('submitProject', JSON.stringify({ token, params: PROJECT }), 'text/plain'), refused('参数错误：Content-Type'))
  t.equal(simulator.filings.size, 0, 'nothing of it was taken')
})

test('系统繁忙 is not done', async t => {
  const { call, post, simulator } = await office(t)
  simulator.beBusy(2)
  t.strictSame(await call('submitProject', PROJECT), refused('系统繁忙'))
  t.equal(simulator.filings.size, 0)
  t.strictSame(await post('getToken', JSON.stringify({ params: ACCOUNT })), refused('系统繁忙'), 'nor is a token given')
  t.match(await call('submitProject', PROJECT), { status: { code: '1' } })
})

test('a filing has a number, and each department one of its own', async t => {
  const { call, simulator } = await office(t)
  t.strictSame(await call('uploadFile', { filename: '平面图.pdf', file: 'JVBERi0xLjc=' }), { status: { code: '1', text: 'ok' }, custom: { fileid: 'F0000000001' } })
  t.strictSame(simulator.files.get('F0000000001')!.content.toString(), '%PDF-1.7')
  const taken = { status: { code: '1', text: 'ok' }, custom: { flowsn: 'SP341823000001', items: [{ itemcode: 'GH', projectno: 'GH341823000001' }, { itemcode: 'DLWJ', projectno: 'DLWJ341823000001' }] } }
  t.strictSame(await call('submitProject', NOTICE), taken)
  t.strictSame(await call('submitProject', NOTICE), taken, 'the same content is answered the same')
  t.strictSame((await call('getProgress', { flowno: NOTICE.flowno })).custom.items, [
    { itemcode: 'GH', projectno: 'GH341823000001', blzt: '1', blsj: '2026-01-05 09:30:15', blyj: '' },
    { itemcode: 'DLWJ', projectno: 'DLWJ341823000001', blzt: '1', blsj: '2026-01-05 09:30:15', blyj: '' }
  ], 'before the first event 1 with the time of submission')
  t.equal(simulator.filings.get(NOTICE.flowno)!.submissions, 2)
})

test('a flowno with other content: 已存在, but while a department stands at 6 it is what was asked for', async t => {
  const { call, simulator, items } = await office(t)
  const corrected = { ...PROJECT, route: '埋深1.2米' }
  await call('submitProject', PROJECT)
  t.strictSame(await call('submitProject', corrected), refused('flowno已存在'))
  await simulator.move(flowno, 'GH', '3')
  await simulator.move(flowno, 'GH', '6', '缺埋深')
  t.strictSame(await call('submitProject', { ...corrected, items: ['GH'] }), refused('参数错误：items'))
  t.match(await call('submitProject', PROJECT), { status: { code: '1' } }, 'the same content is the same answer')
  t.strictSame(await items(), ['GH 6', 'DLWJ 1'], 'and hands nothing in')
  t.match(await call('submitProject', corrected), { status: { code: '1' }, custom: { flowsn: 'SP341823000001' } })
  await until(async () => (await items())[0] === 'GH 7')
  t.strictSame(await items(), ['GH 7', 'DLWJ 1'])
  t.match(await call('submitProject', corrected), { status: { code: '1' } }, 'again, because the answer was lost')
  t.strictSame(await call('submitProject', PROJECT), refused('flowno已存在'), 'what it had before is other content now')
})

test('a cancel ends what is open: 2 before 受理, else 14', async t => {
  const { call, simulator, items } = await office(t)
  const cancel = { flowno, reason: '申请人撤回' }
  t.strictSame(await call('cancelProject', cancel), refused('flowno不存在'))
  await call('submitProject', { ...PROJECT, items: ['GH', 'DLWJ', 'DLZY', 'LDZY'] })
  await simulator.move(flowno, 'DLWJ', '3')
  await simulator.move(flowno, 'DLZY', '6')
  await simulator.move(flowno, 'LDZY', '11')
  t.strictSame(await call('cancelProject', cancel), { status: { code: '1', text: 'ok' } })
  await until(async () => (await items()).join() === 'GH 2,DLWJ 14,DLZY 2,LDZY 11')
  t.strictSame(await items(), ['GH 2', 'DLWJ 14', 'DLZY 2', 'LDZY 11'])
  t.equal(simulator.filings.get(flowno)!.items[0]!.blyj, '申请人撤回')
  t.strictSame(await call('cancelProject', cancel), refused('已办结'))
})

test('a cancel that is asked for again is underway', async t => {
  const { call, simulator } = await office(t, { pace: 60_000 })
  await call('submitProject', PROJECT)
  const cancel = { flowno, reason: '申请人撤回' }
  t.match(await call('cancelProject', cancel), { status: { code: '1' } })
  t.match(await call('cancelProject', { ...cancel, reason: '再次' }), { status: { code: '1' } })
  t.equal(simulator.filings.get(flowno)!.cancelled, '申请人撤回')
})

/** A hub that answers what it is told to, and keeps what it got. */
async function hub (t: Test, answer: (count: number, news: Native['ItemCallback']) => string = () => '{"status":{"code":"1","text":"ok"}}') {
  const got: Native['ItemCallback'][] = []
  const server = createServer(async (request, response) => {
    const message = JSON.parse(Buffer.concat(await request.toArray()).toString())
    got.push(message)
    response.setHeader('content-type', 'application/json').end(answer(got.length, message))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => { server.closeAllConnections(); server.close() })
  const said = (): string[] => got.map(({ params }) => `${params.itemcode} ${params.blzt}`)
  return { got, said, callbackUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/callbacks/county-approvals` }
}

const of = (item: string, said: string[]): string[] => said.filter(words => words.startsWith(`${item} `)).map(words => words.split(' ')[1]!)

test('a callback says what has happened, in the envelope', async t => {
  const { got, callbackUrl } = await hub(t)
  const { call, simulator } = await office(t, { callbackUrl })
  await call('submitProject', PROJECT)
  t.strictSame(got, [], 'of the submission nothing is told')
  await simulator.move(flowno, 'DLWJ', '13', '与现状管线冲突')
  t.strictSame(got, [{
    token: 'approvals-callback-token',
    params: { flowno, itemcode: 'DLWJ', projectno: 'DLWJ341823000001', blzt: '13', blsj: '2026-01-05 09:30:15', blyj: '与现状管线冲突' }
  }])
})

test('departments go their own ways side by side, by the words in address and route', async t => {
  const { said, callbackUrl } = await hub(t)
  const { call, items } = await office(t, { callbackUrl, pace: 10 })
  const project = { ...PROJECT, items: ['GH', 'DLWJ', 'DLZY', 'LDZY'], address: `${PROJECT.address}【DLWJ补正】【DLZY特别程序】`, route: '【LDZY不通过】' }
  await call('submitProject', project)
  await until(async () => (await items()).join() === 'GH 11,DLWJ 6,DLZY 11,LDZY 13')
  await call('submitProject', { ...project, route: '埋深1.2米' })
  await until(async () => (await items()).join() === 'GH 11,DLWJ 11,DLZY 11,LDZY 13')
  await until(() => said().length === 16)
  t.strictSame(['GH', 'DLWJ', 'DLZY', 'LDZY'].map(item => of(item, said()).join(' ')), ['3 8 11', '3 8 6 7 11', '3 8 9 10 11', '3 8 13'])
})

test('a notice is recorded at once, and what is not accepted ends', async t => {
  const { said, callbackUrl } = await hub(t)
  const { call } = await office(t, { callbackUrl, pace: 10 })
  await call('submitProject', { ...NOTICE, materials: [], address: '泾县泾川镇【DLWJ不受理】' })
  await until(() => said().length === 3)
  t.strictSame([of('GH', said()), of('DLWJ', said())], [['3', '11'], ['4']])
})

test('what is not acknowledged comes again, and holds up its own department alone', async t => {
  const refusals = ['{"status":{"code":"0","text":"系统繁忙"}}', 'no JSON', '{}', 'null']
  const { said, got, callbackUrl } = await hub(t, (_count, { params }) => {
    const waiting = params.itemcode === 'GH' ? refusals.shift() : undefined
    return waiting ?? '{"status":{"code":"1","text":"ok"}}'
  })
  const { call, simulator } = await office(t, { callbackUrl })
  await call('submitProject', PROJECT)
  await simulator.move(flowno, 'GH', '3')
  simulator.move(flowno, 'GH', '8')
  await simulator.move(flowno, 'DLWJ', '3')
  t.ok(said().includes('DLWJ 3'))
  t.notOk(said().includes('GH 8'), 'the next of the same department waits')
  await until(() => said().includes('GH 8'))
  t.strictSame(of('GH', said()), ['3', '3', '3', '3', '3', '8'])
  t.strictSame(new Set(got.filter(({ params }) => params.blzt === '3' && params.itemcode === 'GH').map(message => JSON.stringify(message))).size, 1, 'as it was')
})

test('its faults', async t => {
  await t.test('forge: one with a wrong token before', async t => {
    const { got, callbackUrl } = await hub(t)
    const { call, simulator } = await office(t, { callbackUrl })
    await call('submitProject', PROJECT)
    simulator.faults.arm('forge')
    await simulator.move(flowno, 'GH', '3')
    t.strictSame(got.map(({ token }) => token), ['not-the-callback-token', 'approvals-callback-token'])
  })

  await t.test('repeat and reorder', async t => {
    const { said, callbackUrl } = await hub(t)
    const { call, simulator } = await office(t, { callbackUrl })
    await call('submitProject', PROJECT)
    simulator.faults.arm('repeat')
    await simulator.move(flowno, 'GH', '3')
    simulator.faults.arm('reorder')
    await simulator.move(flowno, 'GH', '9')
    await simulator.move(flowno, 'GH', '10')
    t.strictSame(said(), ['GH 3', 'GH 3', 'GH 10', 'GH 9'])
  })

  await t.test('early: the first department is quicker than the answer', async t => {
    const { said, callbackUrl } = await hub(t)
    const { call, simulator } = await office(t, { callbackUrl })
    simulator.faults.arm('early')
    await call('submitProject', PROJECT)
    t.strictSame(said(), ['GH 3'])
  })

  await t.test('a dropped answer: it has the filing all the same', async t => {
    const { call, simulator } = await office(t)
    simulator.faults.arm('dropAnswer')
    await t.rejects(call('submitProject', PROJECT))
    t.equal(simulator.filings.size, 1)
    t.match(await call('submitProject', PROJECT), { status: { code: '1' } })
  })
})

test('people look at it and drive it', async t => {
  const { call, simulator, items } = await office(t)
  await call('submitProject', PROJECT)
  const send = (path: string, body: object): Promise<Response> =>
    fetch(`${simulator.url}/simulator/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  t.equal((await send(`filings/${flowno}/GH/move`, { blzt: '15', blyj: '未按承诺恢复路面' })).status, 200)
  t.strictSame(await items(), ['GH 15', 'DLWJ 1'])
  t.equal((await send(`filings/${flowno}/DLZY/move`, { blzt: '3' })).status, 404)
  t.match(await (await fetch(`${simulator.url}/simulator/filings`)).json(), [{ flowno, flowsn: 'SP341823000001' }])
  await send('busy', { times: 1 })
  t.strictSame(await call('getProgress', { flowno }), refused('系统繁忙'))
  await send('faults', { fault: 'error500' })
  await t.rejects(call('getProgress', { flowno }))
})
