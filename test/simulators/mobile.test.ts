/** The simulated platform of 中国移动 takes what its interface document allows and refuses the rest in its own words. */
import { test, type Test } from 'tap'
import { seal, signature, unseal, writeTime } from '../../simulators/mobile-envelope.ts'
import { simulate as simulateMobile } from '../../simulators/mobile.ts'
import type { Simulator } from '../../simulators/simulator.ts'

const KEY = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff'
const OTHER_KEY = 'ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100'
const START = new Date('2026-01-05T09:30:15+08:00')

const ORDER = {
  extOrderId: 'JXLB000001-NM',
  busiType: 'NEW',
  regionCode: '341823',
  custName: '泾县云岭宣纸有限公司',
  custType: '1',
  certType: '11',
  certNo: '91350100M000100Y43',
  linkName: '李四',
  linkPhone: '0563-5022345',
  installAddr: '泾县经济开发区宣纸大道88号',
  products: [
    { prodType: 'BROADBAND', bandwidth: 300 },
    { prodType: 'VOICE', lines: 1 },
    { prodType: 'TV', sets: 1 },
    { prodType: 'CIRCUIT', note: '' }
  ]
}

interface Desk { simulator: Simulator, clock: { now: Date }, token: string, call: (method: string, business: unknown, wrong?: Wrong) => Promise<Said> }
interface Wrong { query?: Record<string, string | undefined>, content?: string, key?: string, type?: string, sign?: string }
interface Said { respCode: string, respDesc: string, result?: any }

async function open (t: Test): Promise<Desk> {
  const clock = { now: START }
  const simulator = await simulateMobile({ now: () => clock.now })
  t.teardown(() => simulator.close())
  const token = await newToken(simulator.url)
  let serial = 0

  async function call (method: string, business: unknown, wrong: Wrong = {}): Promise<Said> {
    const key = wrong.key ?? KEY
    const content = wrong.content ?? seal(key, JSON.stringify(business))
    const parameters = {
      method,
      format: 'json',
      appId: '501234',
      version: '1.0',
      timestamp: writeTime(clock.now),
      accessToken: token,
      busiSerial: `T${++serial}`,
      ...wrong.query
    }
    const query = new URLSearchParams(Object.entries(parameters).filter((pair): pair is [string, string] => pair[1] !== undefined))
    query.append('sign', wrong.sign ?? signature(key, query, content))
    const answer = await fetch(`${simulator.url}/oppf?${query}`, {
      method: 'POST',
      headers: { 'content-type': wrong.type ?? 'text/plain; charset=UTF-8' },
      body: content
    })
    t.equal(answer.status, 200)
    const { result, ...said } = await answer.json() as Said
    return { ...said, ...result && { result: JSON.parse(unseal(KEY, result)) } }
  }

  return { simulator, clock, token, call }
}

function askToken (url: string, form: Record<string, string>): Promise<Response> {
  return fetch(`${url}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) })
}

async function newToken (url: string): Promise<string> {
  const answer = await askToken(url, { grant_type: 'client_credentials', client_id: 'lianban', client_secret: 'mobile-sandbox-secret' })
  return (await answer.json() as { access_token: string }).access_token
}

const ACCEPTED = { respCode: '00000', respDesc: '调用成功' }

test('the vector of the document', async t => {
  const content = seal(KEY, '{"busiSerial":"JXLB000001-NM","custName":"张三"}')
  t.equal(content, 'D12489907D6760368AC5DEFB08240F2984B1140BC0E3BECD26768EAC5ABF9E495931A699EA09B1D2796FD72985E32DF6564665D31F93E536CDC3792772325D38')
  t.equal(unseal(KEY, content), '{"busiSerial":"JXLB000001-NM","custName":"张三"}')
  const query = new URLSearchParams({
    method: 'LB_ORDER_CREATE',
    format: 'json',
    appId: '501234',
    version: '1.0',
    timestamp: '20260105093015',
    accessToken: '11111111-2222-4333-8444-555555555555',
    busiSerial: 'JXLB000001-NM'
  })
  t.equal(signature(KEY, query, content), '09da9db536e3a57ebb5578d408a17c386a6f8bdbd27f9c944b4ca256cd1ae851')
})

test('the life of an order', async t => {
  await t.test('placed, found, known when it comes again', async t => {
    const { call, simulator } = await open(t)
    t.strictSame(await call('LB_ORDER_CREATE', ORDER), { ...ACCEPTED, result: { orderId: 'NM34182300000001' } })
    t.strictSame(simulator.orders.get(ORDER.extOrderId)?.content, ORDER)
    t.strictSame(await call('LB_ORDER_QUERY', { extOrderId: ORDER.extOrderId }),
      { ...ACCEPTED, result: { orderId: 'NM34182300000001', state: '1', stateTime: '20260105093015' } })
    t.strictSame(await call('LB_ORDER_CREATE', ORDER), { respCode: '20010', respDesc: 'extOrderId 重复', result: { orderId: 'NM34182300000001' } })
  })
  await t.test('waiting for material it is amended, else not', async t => {
    const { call, simulator } = await open(t)
    await call('LB_ORDER_CREATE', ORDER)
    t.match(await call('LB_ORDER_AMEND', ORDER), { respCode: '20030' })
    await simulator.move(ORDER.extOrderId, '7')
    t.match(await call('LB_ORDER_AMEND', { ...ORDER, linkName: '王五' }), { ...ACCEPTED, result: { orderId: 'NM34182300000001' } })
    t.match(simulator.orders.get(ORDER.extOrderId)?.content, { linkName: '王五' })
  })
  await t.test('cancelled in time, else not', async t => {
    const { call } = await open(t)
    await call('LB_ORDER_CREATE', ORDER)
    const cancel = { extOrderId: ORDER.extOrderId, reason: '申请人撤回' }
    t.strictSame(await call('LB_ORDER_CANCEL', cancel), ACCEPTED)
    t.match(await call('LB_ORDER_CANCEL', cancel), { respCode: '20030' })
  })
  await t.test('marks in the address choose a course', async t => {
    const { call, simulator } = await open(t)
    t.strictSame(await call('LB_ORDER_CREATE', { ...ORDER, installAddr: '泾县【无资源】村' }), { respCode: '20020', respDesc: '无资源' })
    await call('LB_ORDER_CREATE', { ...ORDER, extOrderId: 'A', installAddr: '泾县【退件】村' })
    await call('LB_ORDER_CREATE', { ...ORDER, extOrderId: 'B', installAddr: '泾县【补件】村' })
    t.strictSame([...simulator.orders.values()].map(({ ahead }) => ahead), [['1', '9'], ['1', '7', '2', '3', '4', '5', '6']])
  })
})

test('what the platform refuses', async t => {
  const { call, clock, simulator } = await open(t)
  const { regionCode: _, ...withoutRegion } = ORDER
  const sealed = seal(KEY, JSON.stringify(ORDER))
  const minutes = (count: number): string => writeTime(new Date(clock.now.getTime() + count * 60_000))
  const refusals: Array<[string, string, RegExp, unknown, Wrong?]> = [
    ['a wrong signature', '10001', /签名/, ORDER, { sign: 'a'.repeat(64) }],
    ['a signature in upper case', '20001', /sign/, ORDER, { sign: 'A'.repeat(64) }],
    ['another key', '10001', /签名/, ORDER, { key: OTHER_KEY }],
    ['another application', '10001', /appId/, ORDER, { query: { appId: '999999' } }],
    ['a time 11 minutes old', '10001', /timestamp/, ORDER, { query: { timestamp: minutes(-11) } }],
    ['a time 11 minutes ahead', '10001', /timestamp/, ORDER, { query: { timestamp: minutes(11) } }],
    ['a day that does not exist', '20001', /timestamp/, ORDER, { query: { timestamp: '20260230093015' } }],
    ['a time with an offset', '20001', /timestamp/, ORDER, { query: { timestamp: '2026-01-05T09:30:15+08:00' } }],
    ['an unknown token', '10002', /accessToken/, ORDER, { query: { accessToken: '11111111-2222-4333-8444-555555555555' } }],
    ['no token', '20001', /accessToken/, ORDER, { query: { accessToken: undefined } }],
    ['no busiSerial', '20001', /busiSerial/, ORDER, { query: { busiSerial: undefined } }],
    ['a busiSerial of 33 characters', '20001', /busiSerial/, ORDER, { query: { busiSerial: 'S'.repeat(33) } }],
    ['another version', '20001', /version/, ORDER, { query: { version: '2.0' } }],
    ['another format', '20001', /format/, ORDER, { query: { format: 'xml' } }],
    ['JSON as media type', '20001', /Content-Type/, ORDER, { type: 'application/json' }],
    ['another charset', '20001', /Content-Type/, ORDER, { type: 'text/plain; charset=GBK' }],
    ['lower-case hex', '20001', /解密/, ORDER, { content: sealed.toLowerCase() }],
    ['plain JSON', '20001', /解密/, ORDER, { content: JSON.stringify(ORDER) }],
    ['a truncated body', '20001', /解密/, ORDER, { content: sealed.slice(0, -1) }],
    ['a block missing', '20001', /解密/, ORDER, { content: sealed.slice(0, -32) }],
    ['no body', '20001', /解密/, ORDER, { content: '' }],
    ['a missing field', '20001', /regionCode/, withoutRegion],
    ['a field the document does not know', '20001', /additional/, { ...ORDER, streetCode: '341823100' }],
    ['a number as text', '20001', /bandwidth/, { ...ORDER, products: [{ prodType: 'BROADBAND', bandwidth: '300' }] }],
    ['no product', '20001', /products/, { ...ORDER, products: [] }],
    ['another county', '20001', /regionCode/, { ...ORDER, regionCode: '341822' }],
    ['a move without the old address', '20001', /oldAddr/, { ...ORDER, busiType: 'MOVE' }],
    ['another business without a remark', '20001', /remark/, { ...ORDER, busiType: 'OTHER' }],
    ['an appointment in another form', '20001', /bookTime/, { ...ORDER, bookTime: '2026-01-07 14:30' }]
  ]
  for (const [name, respCode, naming, business, wrong] of refusals) {
    await t.test(name, async t => {
      t.match(await call('LB_ORDER_CREATE', business, wrong), { respCode, respDesc: naming })
    })
  }
  await t.test('another method', async t => {
    t.match(await call('LB_ORDER_DELETE', ORDER), { respCode: '20001', respDesc: /method/ })
  })
  t.equal(simulator.orders.size, 0, 'nothing of all that was placed')

  await t.test('orders it does not know', async t => {
    t.match(await call('LB_ORDER_QUERY', { extOrderId: 'X' }), { respCode: '20404' })
    t.match(await call('LB_ORDER_CANCEL', { extOrderId: 'X', reason: '' }), { respCode: '20404' })
    t.match(await call('LB_ORDER_AMEND', { ...ORDER, extOrderId: 'X' }), { respCode: '20404' })
  })
  await t.test('a busiSerial used again for something else, but not a repeat of the same', async t => {
    const query = { busiSerial: 'SAME' }
    t.match(await call('LB_ORDER_CREATE', ORDER, { query }), { respCode: '00000' })
    t.match(await call('LB_ORDER_CREATE', ORDER, { query }), { respCode: '20010' })
    t.match(await call('LB_ORDER_CREATE', { ...ORDER, linkName: '王五' }, { query }), { respCode: '20001', respDesc: /busiSerial/ })
    t.match(await call('LB_ORDER_QUERY', { extOrderId: ORDER.extOrderId }, { query }), { respCode: '20001', respDesc: /busiSerial/ })
  })
})

test('tokens', async t => {
  await t.test('end after their hour', async t => {
    const { call, clock } = await open(t)
    clock.now = new Date(START.getTime() + 3599_000)
    t.match(await call('LB_ORDER_CREATE', ORDER), { respCode: '00000' })
    clock.now = new Date(START.getTime() + 3600_000)
    t.match(await call('LB_ORDER_CREATE', ORDER), { respCode: '10002' })
  })
  await t.test('end a minute after a new one was asked for', async t => {
    const { call, clock, simulator } = await open(t)
    const second = await newToken(simulator.url)
    clock.now = new Date(START.getTime() + 59_000)
    t.match(await call('LB_ORDER_CREATE', ORDER), { respCode: '00000' })
    clock.now = new Date(START.getTime() + 60_000)
    t.match(await call('LB_ORDER_CREATE', ORDER), { respCode: '10002' })
    t.match(await call('LB_ORDER_CREATE', ORDER, { query: { accessToken: second } }), { respCode: '20010' })
  })
  await t.test('are not given for a wrong secret, grant or form', async t => {
    const { simulator: { url } } = await open(t)
    const right = { grant_type: 'client_credentials', client_id: 'lianban', client_secret: 'mobile-sandbox-secret' }
    const wrong = await askToken(url, { ...right, client_secret: 'guess' })
    t.strictSame([wrong.status, await wrong.json()], [401, { error: 'invalid_client' }])
    t.equal((await askToken(url, { ...right, grant_type: 'password' })).status, 400)
    const json = await fetch(`${url}/oauth/token`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(right) })
    t.strictSame([json.status, await json.json()], [400, { error: 'invalid_request' }])
  })
})
