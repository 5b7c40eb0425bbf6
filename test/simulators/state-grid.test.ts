/** What the simulated grid refuses, in the words of its document, and how its orders go. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readFileSync } from 'node:fs'
import { test, type Test } from 'tap'
import type { components } from '../../openapi/enterprises/state-grid.d.ts'
import { signatureOf, simulate as simulateStateGrid, type StateGridSimulatorOptions } from '../../simulators/state-grid.ts'

type Native = components['schemas']

const NOW = new Date(1767576615123)
const { native: ORDER }: { native: Native['Order'] } =
  JSON.parse(readFileSync(new URL('../fixtures/state-grid/exemplary/new-legal-entity-commercial.json', import.meta.url), 'utf8'))

interface Sent { app?: string, key?: string, time?: string, signed?: string, serCode?: string, type?: string, headers?: Record<string, string> }

async function grid (t: Test, options: StateGridSimulatorOptions = {}) {
  const simulator = await simulateStateGrid({ now: () => NOW, ...options })
  t.teardown(() => simulator.close())

  async function post (body: string | Buffer, sent: Sent = {}): Promise<Native['Answer']> {
    const { app = 'LB341823', key = 'state-grid-sandbox-key', time = String(NOW.getTime()), serCode = '20001780', type = 'application/json' } = sent
    const bytes = Buffer.from(body)
    const answer = await fetch(`${simulator.url}/transformation?serCode=${serCode}`, {
      method: 'POST',
      headers: sent.headers ?? { 'content-type': type, 'X-Sg-App': app, 'X-Sg-Time': time, 'X-Sg-Sign': sent.signed ?? signatureOf(key, time, bytes) },
      body: new Uint8Array(bytes)
    })
    t.equal(answer.status, 200, 'HTTP 200')
    return await answer.json() as Native['Answer']
  }

  const call = (serviceCode: string, data: unknown, sent: Sent = {}) =>
    post(JSON.stringify({ serviceCode, source: '010307', target: '34101', data }), { serCode: serviceCode, ...sent })
  return { simulator, post, call }
}

/** The inner refusal of a field. */
function fieldRefused (field: string) {
  return { code: '00000', message: '成功', data: { code: '20001', message: `必填项缺失或格式错误：${field}` } }
}

test('the signature is the one of the document', async t => {
  const body = '{"serviceCode":"20001781","source":"010307","target":"34101","data":{"preAppNo":"XC3418232026010509301501"}}'
  t.equal(signatureOf('state-grid-sandbox-key', '1767576615123', Buffer.from(body)), '779fc2ca68fd11928705631e17117fe4ed4fee79d07c0e84ef79b0a32bda973a')
  const { post } = await grid(t)
  const answer = await post(body, { serCode: '20001781', signed: '779fc2ca68fd11928705631e17117fe4ed4fee79d07c0e84ef79b0a32bda973a' })
  t.match(answer, { code: '00000', data: { code: '30001' } })
})

test('the gateway refuses with 40100', async t => {
  const { call, simulator } = await grid(t)
  const time = (offset: number): string => String(NOW.getTime() + offset)
  for (const [why, sent, message] of [
    ['a foreign app', { app: 'LB000000' }, '应用未授权'],
    ['a wrong key', { key: 'state-grid-callback-key' }, '签名错误'],
    ['a signature of something else', { signed: '0'.repeat(64) }, '签名错误'],
    ['an upper-case signature', { signed: 'ABCDEF'.repeat(10) }, '签名错误'],
    ['no headers', { headers: { 'content-type': 'application/json' } }, '应用未授权'],
    ['a time five minutes ago and more', { time: time(-300_001) }, '时间戳超出允许范围'],
    ['a time five minutes ahead and more', { time: time(300_001) }, '时间戳超出允许范围'],
    ['a time in seconds', { time: '1767576615' }, '时间戳超出允许范围']
  ] as const) {
    await t.test(why, async t => t.strictSame(await call('20001780', ORDER, sent), { code: '40100', message }))
  }
  t.equal(simulator.orders.size, 0)
  t.match(await call('20001780', ORDER, { time: time(-300_000) }), { data: { code: '00000' } }, 'five minutes are in time')
})

test('what is not the contract is refused with 20001 and the name of the field', async t => {
  const { call, post, simulator } = await grid(t)
  const { contractCap, serviceTime, custType, ...rest } = ORDER
  const file = { fileType: '01', fileName: 'idCard-1.jpg', fileBase64: '/9j/4AAQSkZJRg==' }
  for (const [why, order, field] of [
    ['a missing field', { ...ORDER, elecAddr: undefined }, 'data.elecAddr'],
    ['an empty field', { ...ORDER, consName: '' }, 'data.consName'],
    ['a field it does not know', { ...ORDER, water: true }, 'data.water'],
    ['no main capacity for 新装', { ...rest, custType, serviceTime }, 'data.contractCap'],
    ['no date for 低压非居民', { ...rest, custType, contractCap }, 'data.serviceTime'],
    ['no remark for 其他', { ...ORDER, busiTypeCode: '0199' }, 'data.remark'],
    ['a capacity as text', { ...ORDER, contractCap: '99.5' }, 'data.contractCap'],
    ['three decimals', { ...ORDER, contractCap: 99.555 }, 'data.contractCap'],
    ['a code outside the dictionary', { ...ORDER, busiTypeCode: '0100' }, 'data.busiTypeCode'],
    ['a preAppNo of 23 characters', { ...ORDER, preAppNo: ORDER.preAppNo.slice(0, 23) }, 'data.preAppNo'],
    ['a preAppNo with a thirteenth month', { ...ORDER, preAppNo: 'XC3418232026130509301501' }, 'data.preAppNo'],
    ['a date with a time', { ...ORDER, serviceTime: '2026-01-07 00:00:00' }, 'data.serviceTime'],
    ['nobody to call', { ...ORDER, custContactLists: [] }, 'data.custContactLists'],
    ['a contact without a name', { ...ORDER, custContactLists: [{ contactMobile: '13800000000', contactType: '01' }] }, 'data.custContactLists.0.contactName'],
    ['a file that is not base64', { ...ORDER, files: [{ ...file, fileBase64: 'data:image/jpeg;base64,/9j/' }] }, 'data.files.0.fileBase64'],
    ['a file over 3 MiB', { ...ORDER, files: [{ ...file, fileBase64: 'A'.repeat(4194308) }] }, 'data.files.0.fileBase64'],
    ['a remark of 201 characters', { ...ORDER, remark: '备'.repeat(201) }, 'data.remark']
  ] as const) {
    await t.test(why, async t => t.strictSame(await call('20001780', order), fieldRefused(field)))
  }

  await t.test('an order as a correction is checked alike', async t => {
    t.strictSame(await call('20001783', { ...ORDER, certNo: undefined }), fieldRefused('data.certNo'))
  })
  await t.test('a withdrawal without a reason', async t => {
    t.strictSame(await call('20001782', { preAppNo: ORDER.preAppNo }), fieldRefused('data.reason'))
  })
  await t.test('an inquiry with more than the number', async t => {
    t.strictSame(await call('20001781', { preAppNo: ORDER.preAppNo, appNo: '1' }), fieldRefused('data.appNo'))
  })
  await t.test('a wrong source, target or service', async t => {
    const envelope = { serviceCode: '20001780', source: '010307', target: '34101', data: ORDER }
    t.strictSame(await post(JSON.stringify({ ...envelope, source: '010308' })), fieldRefused('source'))
    t.strictSame(await post(JSON.stringify({ ...envelope, target: '34102' })), fieldRefused('target'))
    t.strictSame(await post(JSON.stringify({ ...envelope, serviceCode: '20001799' })), fieldRefused('serviceCode'))
    t.strictSame(await post(JSON.stringify(envelope), { serCode: '20001783' }), fieldRefused('serCode'), 'another serCode than serviceCode')
    t.strictSame(await post(JSON.stringify(envelope), { serCode: '20001799' }), fieldRefused('serCode'))
  })
  await t.test('another media type', async t => {
    t.strictSame(await call('20001780', ORDER, { type: 'text/plain' }), fieldRefused('Content-Type'))
    t.strictSame(await call('20001780', ORDER, { type: 'application/x-www-form-urlencoded' }), fieldRefused('Content-Type'))
  })
  await t.test('what is not JSON', async t => t.strictSame(await post('{"serviceCode":'), fieldRefused('报文')))
  await t.test('what is not UTF-8', async t => {
    const gbk = Buffer.concat([Buffer.from('{"source":"'), Buffer.from([0xd5, 0xd5, 0xc6, 0xac]), Buffer.from('"}')])
    t.strictSame(await post(gbk), fieldRefused('报文编码'))
  })
  t.equal(simulator.orders.size, 0, 'nothing of it was taken')
})

test('business results', async t => {
  await t.test('a supplying unit of elsewhere: 20002, placing and correcting', async t => {
    const { call, simulator } = await grid(t)
    t.match(await call('20001780', { ...ORDER, orgNo: '3440824' }), { code: '00000', data: { code: '20002' } })
    t.equal(simulator.orders.size, 0)
    await call('20001780', ORDER)
    await simulator.move(ORDER.preAppNo, '6')
    t.match(await call('20001783', { ...ORDER, orgNo: '3440824' }), { data: { code: '20002' } })
  })

  await t.test('a preAppNo it has: 10001 and the number it gave', async t => {
    const { call, simulator } = await grid(t)
    const known = { preAppNo: ORDER.preAppNo, appNo: '342600000001' }
    t.strictSame((await call('20001780', ORDER)).data, { code: '00000', message: '成功', ...known })
    t.strictSame((await call('20001780', ORDER)).data, { code: '10001', message: 'preAppNo已存在', ...known })
    t.equal(simulator.orders.size, 1)
  })

  await t.test('a preAppNo it does not have: 30001', async t => {
    const { call } = await grid(t)
    const { preAppNo } = ORDER
    for (const [service, data] of [['20001781', { preAppNo }], ['20001782', { preAppNo, reason: '撤回' }], ['20001783', ORDER]] as const) {
      t.match(await call(service, data), { code: '00000', data: { code: '30001' } })
    }
  })

  await t.test('an inquiry tells no state before the first decision, then the decision', async t => {
    const { call, simulator } = await grid(t)
    await call('20001780', ORDER)
    const { preAppNo } = ORDER
    t.strictSame((await call('20001781', { preAppNo })).data, { code: '00000', message: '成功', preAppNo, appNo: '342600000001' })
    await simulator.move(preAppNo, '3')
    t.strictSame((await call('20001781', { preAppNo })).data, {
      code: '00000', message: '成功', preAppNo, appNo: '342600000001', sendElectType: '3', auditTime: '2026-01-05 09:30:15'
    })
  })

  await t.test('withdrawn once, withdrawn twice; after 送电 30002', async t => {
    const { call, simulator } = await grid(t)
    const withdrawal = { preAppNo: ORDER.preAppNo, reason: '撤回' }
    await call('20001780', ORDER)
    t.match(await call('20001782', withdrawal), { data: { code: '00000' } })
    t.match(await call('20001782', withdrawal), { data: { code: '00000' } })
    const other = { ...ORDER, preAppNo: 'XC3418232026010509301502' }
    await call('20001780', other)
    await simulator.move(other.preAppNo, '11')
    t.match(await call('20001782', { ...withdrawal, preAppNo: other.preAppNo }), { data: { code: '30002' } })
  })

  await t.test('a correction nobody asked for is refused, a repeated one is not', async t => {
    const { call, simulator } = await grid(t)
    await call('20001780', ORDER)
    t.match(await call('20001783', ORDER), { data: { code: '20001', message: /preAppNo/ } })
    await simulator.move(ORDER.preAppNo, '6')
    t.match(await call('20001783', ORDER), { data: { code: '00000' } })
    await simulator.move(ORDER.preAppNo, '7')
    t.match(await call('20001783', ORDER), { data: { code: '00000' } })
  })

  await t.test('日终批处理 from 23:30 to 00:30: 90001, when switched on', async t => {
    for (const [at, code] of [['23:29:59', '30001'], ['23:30:00', '90001'], ['00:29:59', '90001'], ['00:30:00', '30001']] as const) {
      const now = new Date(`2026-01-05T${at}+08:00`)
      const sent = { time: String(now.getTime()) }
      const data = { preAppNo: ORDER.preAppNo }
      t.match(await (await grid(t, { now: () => now, dailyBatch: true })).call('20001781', data, sent), { data: { code } }, at)
      t.match(await (await grid(t, { now: () => now })).call('20001781', data, sent), { data: { code: '30001' } }, `${at}, switched off`)
    }
  })
})

interface Message { headers: Record<string, unknown>, body: Buffer, data: Native['FeedbackData'] }

/** A hub that answers what it is told to, and keeps what it got. */
async function hub (t: Test, answer: (count: number) => string) {
  const got: Message[] = []
  let arrived = () => {}
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray())
    got.push({ headers: request.headers, body, data: JSON.parse(body.toString()).data })
    response.end(answer(got.length))
    arrived()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => { server.closeAllConnections(); server.close() })
  const until = async (count: number): Promise<void> => {
    while (got.length < count) await new Promise<void>(resolve => { arrived = resolve })
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/callbacks/state-grid`, got, until }
}

const TAKEN = '{"code":"0000","msg":"成功","data":{}}'

test('feedback', async t => {
  await t.test('is signed with the callback key', async t => {
    const { url, got } = await hub(t, () => TAKEN)
    const { call, simulator } = await grid(t, { callbackUrl: url })
    await call('20001780', ORDER)
    await simulator.move(ORDER.preAppNo, '8')
    const { headers, body, data } = got[0]!
    t.equal(headers['x-sg-app'], 'LB341823')
    t.equal(headers['x-sg-time'], '1767576615123')
    t.equal(headers['x-sg-sign'], signatureOf('state-grid-callback-key', '1767576615123', body))
    t.strictSame(data, {
      serialNo: '342600000001081767576615123', preAppNo: ORDER.preAppNo, appNo: '342600000001', sendElectType: '8', auditTime: '2026-01-05 09:30:15'
    })
  })

  await t.test('goes 3, 8, 11 and never says 1', async t => {
    const { url, got, until } = await hub(t, () => TAKEN)
    const { call } = await grid(t, { callbackUrl: url, pace: 5 })
    await call('20001780', ORDER)
    await until(3)
    t.strictSame(got.map(({ data }) => data.sendElectType), ['3', '8', '11'])
    t.equal(got[2]!.data.consNo, '5600000001')
  })

  await t.test('【退件】 is not accepted after the first step', async t => {
    const { url, got, until } = await hub(t, () => TAKEN)
    const { call } = await grid(t, { callbackUrl: url, pace: 5 })
    await call('20001780', { ...ORDER, elecAddr: '【退件】泾川镇1号' })
    await until(2)
    t.match(got[1]!.data, { sendElectType: '4', reasonNo: '05', reasonName: '资料审核不通过', auditContent: '现场不具备安装条件' })
  })

  await t.test('【补件】 waits for material, then goes on with 7', async t => {
    const { url, got, until } = await hub(t, () => TAKEN)
    const { call } = await grid(t, { callbackUrl: url, pace: 5 })
    const order = { ...ORDER, elecAddr: '【补件】泾川镇1号' }
    await call('20001780', order)
    await until(2)
    t.match(got[1]!.data, { sendElectType: '6', reasonNo: '01', reasonName: '照片不清' })
    t.match(await call('20001783', order), { data: { code: '00000' } })
    await until(5)
    t.strictSame(got.map(({ data }) => data.sendElectType), ['3', '6', '7', '8', '11'])
    t.notOk('auditContent' in got[2]!.data, 'the old reason is not repeated')
  })

  await t.test('a withdrawal is confirmed with 14', async t => {
    const { url, got, until } = await hub(t, () => TAKEN)
    const { call } = await grid(t, { callbackUrl: url })
    await call('20001780', ORDER)
    await call('20001782', { preAppNo: ORDER.preAppNo, reason: '撤回' })
    await until(1)
    t.equal(got[0]!.data.sendElectType, '14')
  })

  await t.test('is sent again, the same message, until it is answered 0000', async t => {
    const { url, got, until } = await hub(t, count => ['{"code":"0002","msg":"错误","data":{}}', '<html>'][count - 1] ?? TAKEN)
    const { call, simulator } = await grid(t, { callbackUrl: url })
    await call('20001780', ORDER)
    await simulator.move(ORDER.preAppNo, '3')
    await until(3)
    t.equal(new Set(got.map(({ data }) => data.serialNo)).size, 1)
  })

  await t.test('forge sends one with a wrong signature first', async t => {
    const { url, got } = await hub(t, () => TAKEN)
    const { call, simulator } = await grid(t, { callbackUrl: url })
    await call('20001780', ORDER)
    simulator.faults.arm('forge')
    await simulator.move(ORDER.preAppNo, '3')
    t.strictSame(got.map(({ headers, body }) => headers['x-sg-sign'] === signatureOf('state-grid-callback-key', '1767576615123', body)), [false, true])
  })
})
