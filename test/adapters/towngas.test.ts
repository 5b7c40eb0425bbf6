import { createHash } from 'node:crypto'
import Fastify from 'fastify'
import { test, type Test } from 'tap'
import type { NativeRequest } from '../../adapters/adapter.ts'
import { CallbackRefused, Failure, type FailureFacts } from '../../adapters/failure.ts'
import { towngasSeq, towngasSign, upperMd5 } from '../../adapters/towngas-signature.ts'
import { adapter as towngasAdapter } from '../../adapters/towngas.ts'
import type { components } from '../../openapi/enterprises/towngas.d.ts'
import { signatureOf } from '../../simulators/towngas-access.ts'
import { simulate as simulateTowngas } from '../../simulators/towngas.ts'
import { adapterContext } from '../kit/adapter-context.ts'

type Order = components['schemas']['Order']

const BASE_PASSWORD = 'towngas-sandbox-base-secret'
const ACCESS_PASSWORD = 'towngas-sandbox-access-secret'
const CALLBACK_PASSWORD = 'towngas-callback-secret'

const START = new Date('2026-11-23T09:30:15+08:00')

const ORDER: Order = {
  externalNo: 'JXLB000001-G',
  orderType: 'GG',
  customerType: 'R',
  name: '林晓岚',
  mobile: '13855630001',
  certType: 'ID',
  certNo: '11010519491231002X',
  addr: '安徽省泾县泾川镇桃花潭中路128号',
  oldAddr: '安徽省泾县泾川镇稼祥南路9号'
}

const KEY = { reference: ORDER.externalNo }

function connect (t: Test, baseUrl: string, now: () => Date = () => START, timeout = '15s') {
  const settings = towngasAdapter.settings.parse({
    baseUrl,
    timeout,
    credentials: { appId: 'LB341823', basePassword: BASE_PASSWORD, accessPassword: ACCESS_PASSWORD },
    callback: { appId: 'LB341823', password: CALLBACK_PASSWORD }
  })
  const context = adapterContext(settings, now)
  const adapter = towngasAdapter.connect(context)
  t.teardown(() => adapter.close())
  return { adapter, context }
}

async function atSimulator (t: Test, now: () => Date = () => START, timeout?: string) {
  const simulator = await simulateTowngas({ now })
  t.teardown(() => simulator.close())
  return { simulator, ...connect(t, simulator.url, now, timeout) }
}

interface Seen { path: string, query: Record<string, string>, body: Buffer, type: string | undefined }

/** A stand-in that notes what it is sent; a token, then the canned answers in turn, the last one for good. */
async function atStub (t: Test, answers: unknown[], { token = { token: 'T'.repeat(20), expireTime: START.getTime() / 1000 + 7200 }, status = 200 }: { token?: unknown, status?: number } = {}) {
  const seen: Seen[] = []
  const stub = Fastify()
  stub.removeAllContentTypeParsers()
  stub.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  stub.all('/vcc-openapi/*', async (request, reply) => {
    const path = request.url.split('?')[0]!.replace('/vcc-openapi/', '')
    seen.push({ path, query: request.query as Record<string, string>, body: request.body as Buffer ?? Buffer.alloc(0), type: request.headers['content-type'] })
    if (path === 'oauth2/getToken') return token
    return reply.code(status).send(answers.length > 1 ? answers.shift() : answers[0])
  })
  const url = await stub.listen({ host: '127.0.0.1', port: 0 })
  t.teardown(() => stub.close())
  return { seen, ...connect(t, url) }
}

async function factsOf (doing: Promise<unknown>): Promise<Partial<FailureFacts>> {
  try {
    await doing
  } catch (error) {
    if (error instanceof Failure) return error.facts
    throw error
  }
  throw new Error('it did not fail')
}

test('signature', async t => {
  t.test('gives the vectors of the interface document', async t => {
    t.equal(towngasSign({ seq: '10012026010509301500000000000001', appId: 'LB341823' }, '', BASE_PASSWORD), '29B3F099AF95B2CC6758096586B7F1CC')
    const query = { seq: '50012026010509301500000000000002', appId: 'LB341823', token: '0123456789abcdefghij' }
    t.equal(towngasSign(query, '{"externalNo":"JXLB000001-G"}', ACCESS_PASSWORD), 'CAE32F9EC737E04752F53E0CA34C6949')
  })

  t.test('leaves out empty values and the sign itself', async t => {
    const query = { seq: '1', appId: 'LB341823' }
    t.equal(towngasSign({ ...query, type: '', sign: 'X' }, '', 'p'), towngasSign(query, '', 'p'))
  })

  t.test('a seq is the interface number, Shanghai time and the serial', async t => {
    t.equal(towngasSeq('1001', new Date('2026-01-05T01:30:15Z'), '00000000000001'), '10012026010509301500000000000001')
  })
})

test('settings', async t => {
  const settings = { baseUrl: 'https://towngas.example/', credentials: { appId: 'A', basePassword: 'b', accessPassword: 'c' }, callback: { appId: 'A', password: 'd' } }
  t.match(towngasAdapter.settings.parse(settings), { baseUrl: 'https://towngas.example', timeout: 15_000 })
  t.throws(() => towngasAdapter.settings.parse({ ...settings, callback: { appId: 'A', password: '' } }), 'an empty secret')
  t.throws(() => towngasAdapter.settings.parse({ ...settings, credentials: { ...settings.credentials, more: 1 } }), 'an unknown setting')
})

test('place', async t => {
  t.test('an order is acknowledged with its number', async t => {
    const { adapter, simulator, context } = await atSimulator(t)
    t.strictSame(await adapter.place(ORDER), { kind: 'acknowledged', nativeNumber: 'TG34182300000001' })
    t.strictSame(simulator.orders.get('JXLB000001-G')!.content, ORDER)
    t.equal(context.paced(), 2, 'the token and the order waited for the pace')
  })

  t.test('a repeated reference is the same success', async t => {
    const { adapter, simulator } = await atSimulator(t)
    const first = await adapter.place(ORDER)
    t.strictSame(await adapter.place(ORDER), first)
    t.equal(simulator.orders.get('JXLB000001-G')!.placements, 2)
  })

  t.test('an address outside the operating area is handed on with the reason', async t => {
    const { adapter } = await atSimulator(t)
    t.strictSame(await adapter.place({ ...ORDER, addr: '泾县【区外】1号' }), { kind: 'outOfArea', reason: '地址不在经营区域' })
    const stub = await atStub(t, [{ resultCode: '30010', resultMsg: '不在经营区域' }])
    t.strictSame(await stub.adapter.place(ORDER), { kind: 'outOfArea', reason: '不在经营区域' })
  })

  t.test('sends what the document says, with a seq and a sign of its own for every attempt', async t => {
    const { adapter, seen } = await atStub(t, [{ resultCode: '0', data: { workOrderNo: 'W1' } }])
    await adapter.place(ORDER)
    await adapter.place(ORDER)
    t.strictSame(seen.map(({ path, query }) => [path, query['seq']]), [
      ['oauth2/getToken', '10012026112309301500000000000001'],
      ['workorder/create', '50012026112309301500000000000002'],
      ['workorder/create', '50012026112309301500000000000003']
    ])
    const [asked, placed] = seen
    t.strictSame(Object.keys(asked!.query).sort(), ['appId', 'seq', 'sign'])
    t.equal(asked!.query['sign'], signatureOf(asked!.query, '', BASE_PASSWORD))
    t.strictSame(Object.keys(placed!.query).sort(), ['appId', 'seq', 'sign', 'token'])
    t.equal(placed!.query['sign'], signatureOf(placed!.query, placed!.body, ACCESS_PASSWORD))
    t.equal(placed!.type, 'application/json')
    t.strictSame(JSON.parse(placed!.body.toString('utf8')), ORDER)
  })

  t.test('an order against the native contract is not sent', async t => {
    const { adapter, seen } = await atStub(t, [{ resultCode: '0', data: { workOrderNo: 'W1' } }])
    for (const [wrong, pointer] of [
      [{ ...ORDER, customerType: 'I' }, '/load'],
      [{ ...ORDER, orderType: 'QT', oldAddr: undefined }, '/remark'],
      [{ ...ORDER, externalNo: 'X'.repeat(41) }, '/externalNo'],
      [{ ...ORDER, orderType: 'GH' }, '/oldAddr'],
      [{ ...ORDER, mediaIds: Array(10).fill('M1') }, '/mediaIds']
    ] as Array<[Order, string]>) {
      const facts = await factsOf(adapter.place(JSON.parse(JSON.stringify(wrong))))
      t.match(facts, { code: 'contract', comeBack: 'never', fault: 'hub' })
      t.ok(facts.message!.startsWith(pointer), pointer)
    }
    t.strictSame(seen, [])
  })
})

test('result codes', async t => {
  for (const [code, expected] of Object.entries({
    20001: { comeBack: 'later', fault: 'enterprise', alert: true },
    20002: { comeBack: 'never', fault: 'hub', alert: true },
    30001: { comeBack: 'never', fault: 'application', alert: undefined },
    30404: { comeBack: 'never', fault: 'enterprise', alert: true },
    50000: { comeBack: 'later', fault: 'enterprise', alert: undefined },
    88888: { comeBack: 'askFirst', fault: 'enterprise', alert: true }
  })) {
    t.test(`${code}: ${expected.comeBack}`, async t => {
      const { adapter } = await atStub(t, [{ resultCode: code, resultMsg: '说明', data: null }])
      const { comeBack, fault, alert, ...rest } = await factsOf(adapter.place(ORDER))
      t.strictSame({ comeBack, fault, alert }, expected)
      t.strictSame(rest, { code, message: '说明' })
    })
  }

  t.test('a message may be missing', async t => {
    const { adapter } = await atStub(t, [{ resultCode: '50000', resultMsg: null }])
    t.match(await factsOf(adapter.place(ORDER)), { code: '50000', message: '' })
  })

  t.test('what is not an answer of the contract leaves the outcome unknown', async t => {
    for (const answer of [{ resultCode: 0 }, { resultCode: '0' }, { resultCode: '0', data: {} }, '<html>', { resultCode: '30009' }]) {
      const { adapter } = await atStub(t, [answer])
      t.match(await factsOf(adapter.place(ORDER)), { code: 'unreadable', comeBack: 'askFirst' })
    }
  })

  t.test('an HTTP status beside 200 is none of the document\'s', async t => {
    const { adapter } = await atStub(t, ['not found'], { status: 404 })
    t.match(await factsOf(adapter.place(ORDER)), { code: 'http-404', comeBack: 'askFirst', alert: true })
  })
})

test('faults', async t => {
  for (const [fault, code, comeBack] of [
    ['error500', 'http-500', 'askFirst'],
    ['busy503', 'http-503', 'askFirst'],
    ['tooMany429', 'http-429', 'later'],
    ['dead', 'connection', 'askFirst'],
    ['garbage', 'unreadable', 'askFirst'],
    ['halfBody', 'connection', 'askFirst'],
    ['dropAnswer', 'connection', 'askFirst'],
    ['hang', 'timeout', 'askFirst']
  ] as const) {
    t.test(`${fault}: ${code}, ${comeBack}`, async t => {
      const { adapter, simulator } = await atSimulator(t, () => START, fault === 'hang' ? '1s' : '15s')
      await adapter.inquire(KEY)
      simulator.faults.arm(fault)
      t.match(await factsOf(adapter.place(ORDER)), { code, comeBack })
      const acted = ['garbage', 'halfBody', 'dropAnswer'].includes(fault)
      t.equal((await adapter.inquire(KEY)).kind, acted ? 'found' : 'notFound', 'asking tells what became of it')
    })
  }
})

test('token', async t => {
  t.test('is taken once and used for all calls', async t => {
    const { adapter, seen } = await atStub(t, [{ resultCode: '30404' }])
    await adapter.inquire(KEY)
    await adapter.inquire(KEY)
    t.strictSame(seen.map(({ path }) => path), ['oauth2/getToken', 'workorder/detail', 'workorder/detail'])
  })

  t.test('is renewed when it has expired by its own time', async t => {
    let now = START
    const { adapter, context } = await atSimulator(t, () => now)
    await adapter.inquire(KEY)
    now = new Date(START.getTime() + 7200_000)
    t.strictSame(await adapter.inquire(KEY), { kind: 'notFound' })
    t.equal(context.paced(), 4)
  })

  t.test('refused by 20001 is renewed and the call repeated, once, with a new seq', async t => {
    const { adapter, seen } = await atStub(t, [{ resultCode: '20001', resultMsg: 'token 过期' }, { resultCode: '0', data: { workOrderNo: 'W1' } }])
    t.strictSame(await adapter.place(ORDER), { kind: 'acknowledged', nativeNumber: 'W1' })
    t.strictSame(seen.map(({ path }) => path), ['oauth2/getToken', 'workorder/create', 'oauth2/getToken', 'workorder/create'])
    t.equal(new Set(seen.map(({ query }) => query['seq'])).size, 4)
  })

  t.test('refused again after the renewal is a failure, not a loop', async t => {
    const { adapter, seen } = await atStub(t, [{ resultCode: '20001', resultMsg: 'token 过期' }])
    t.match(await factsOf(adapter.place(ORDER)), { code: '20001', comeBack: 'later' })
    t.equal(seen.length, 4)
  })

  t.test('that the enterprise does not know is renewed', async t => {
    const { adapter, context } = await atSimulator(t)
    await context.token.current(async () => ({ value: 'token-of-another-day', expiresAt: new Date(START.getTime() + 7200_000) }))
    t.strictSame(await adapter.inquire(KEY), { kind: 'notFound' })
    t.equal(context.paced(), 3, 'refused, renewed, repeated')
  })

  t.test('in the common envelope is read as well', async t => {
    const token = { resultCode: '0', resultMsg: '成功', data: { token: 'E'.repeat(20), expireTime: START.getTime() / 1000 + 7200 } }
    const { adapter, seen } = await atStub(t, [{ resultCode: '30404' }], { token })
    await adapter.inquire(KEY)
    t.equal(seen[1]!.query['token'], 'E'.repeat(20))
  })

  t.test('not given fails by its own code', async t => {
    const refused = await atStub(t, [], { token: { resultCode: '20002', resultMsg: '签名错误', data: null } })
    t.match(await factsOf(refused.adapter.place(ORDER)), { code: '20002', comeBack: 'never', alert: true })
    const nonsense = await atStub(t, [], { token: { expireTime: 'soon' } })
    t.match(await factsOf(nonsense.adapter.place(ORDER)), { code: 'unreadable' })
  })
})

test('inquire', async t => {
  t.test('finds an order with its number and status', async t => {
    const { adapter, simulator } = await atSimulator(t)
    await adapter.place(ORDER)
    await simulator.move('JXLB000001-G', '20', '上门前联系')
    t.strictSame(await adapter.inquire(KEY), {
      kind: 'found',
      nativeNumber: 'TG34182300000001',
      status: { workOrderNo: 'TG34182300000001', externalNo: 'JXLB000001-G', status: '20', statusTime: '2026-11-23 09:30:15', operator: '港华客服', remark: '上门前联系' }
    })
  })

  t.test('does not find what was never placed', async t => {
    const { adapter } = await atSimulator(t)
    t.strictSame(await adapter.inquire(KEY), { kind: 'notFound' })
  })

  t.test('takes a status the document does not list, and no other order\'s', async t => {
    const status = { workOrderNo: 'W1', externalNo: 'JXLB000001-G', status: '99', statusTime: '2026-11-23 09:30:15' }
    const unlisted = await atStub(t, [{ resultCode: '0', data: status }])
    t.match(await unlisted.adapter.inquire(KEY), { kind: 'found', status: { status: '99' } })
    const foreign = await atStub(t, [{ resultCode: '0', data: { ...status, externalNo: 'JXLB000002-G' } }])
    t.match(await factsOf(foreign.adapter.inquire(KEY)), { code: 'unreadable' })
  })

  t.test('fails by code', async t => {
    const { adapter } = await atStub(t, [{ resultCode: '50000', resultMsg: '系统异常' }])
    t.match(await factsOf(adapter.inquire(KEY)), { code: '50000', comeBack: 'later' })
  })
})

test('supplement', async t => {
  t.test('sends the fields that changed, and the order goes on', async t => {
    const { adapter, simulator } = await atSimulator(t)
    const mediaId = await adapter.upload!(Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'image/jpeg')
    await adapter.place(ORDER)
    await simulator.move('JXLB000001-G', '70')
    const corrected = { ...ORDER, mobile: '13955630002', mediaIds: [mediaId] }
    await adapter.supplement(KEY, corrected, ORDER)
    t.strictSame(simulator.orders.get('JXLB000001-G')!.content, corrected)
  })

  t.test('sends nothing that stayed', async t => {
    const { adapter, seen } = await atStub(t, [{ resultCode: '0', resultMsg: '成功' }])
    await adapter.supplement(KEY, { ...ORDER, mediaIds: ['M2'], pressure: 2 }, { ...ORDER, mediaIds: ['M1'], pressure: 2 })
    t.equal(seen[1]!.path, 'workorder/update')
    t.strictSame(JSON.parse(seen[1]!.body.toString()), { mediaIds: ['M2'], externalNo: 'JXLB000001-G', action: 'SUPPLEMENT' })
  })

  t.test('tells an emptied list of files', async t => {
    const { adapter, seen } = await atStub(t, [{ resultCode: '0' }])
    await adapter.supplement(KEY, ORDER, { ...ORDER, mediaIds: ['M1'], remark: '原备注' })
    t.strictSame(JSON.parse(seen[1]!.body.toString()), { mediaIds: [], externalNo: 'JXLB000001-G', action: 'SUPPLEMENT' })
  })

  t.test('of an order that waits for nothing, or does not exist, fails', async t => {
    const { adapter } = await atSimulator(t)
    t.match(await factsOf(adapter.supplement(KEY, ORDER, ORDER)), { code: '30404', comeBack: 'never', alert: true })
    await adapter.place(ORDER)
    t.match(await factsOf(adapter.supplement(KEY, ORDER, ORDER)), { code: '30001', comeBack: 'never' })
  })
})

test('withdraw', async t => {
  t.test('cancels an order, and a repeat says the same', async t => {
    const { adapter } = await atSimulator(t)
    await adapter.place(ORDER)
    t.strictSame(await adapter.withdraw(KEY, '申请人撤回'), { kind: 'withdrawn' })
    t.strictSame(await adapter.withdraw(KEY, '申请人撤回'), { kind: 'withdrawn' })
  })

  t.test('is too late once the gas is on', async t => {
    const { adapter, simulator } = await atSimulator(t)
    await adapter.place(ORDER)
    await simulator.move('JXLB000001-G', '60')
    t.strictSame(await adapter.withdraw(KEY, '申请人撤回'), { kind: 'tooLate', reason: '已通气不可取消' })
  })

  t.test('of an unknown order fails', async t => {
    const { adapter } = await atSimulator(t)
    t.match(await factsOf(adapter.withdraw(KEY, '申请人撤回')), { code: '30404', comeBack: 'never' })
  })
})

test('upload', async t => {
  t.test('gives the media id that an order then names', async t => {
    const { adapter, simulator } = await atSimulator(t)
    const image = await adapter.upload!(Buffer.from([0x89, 0x50, 0x4e, 0x47]), 'image/png')
    const pdf = await adapter.upload!(Buffer.from('%PDF-1.7\n'), 'application/pdf')
    t.strictSame([image, pdf], ['M0000000001', 'M0000000002'])
    await adapter.place({ ...ORDER, mediaIds: [image, pdf] })
    t.match(simulator.orders.get('JXLB000001-G')!.content, { mediaIds: [image, pdf] })
  })

  t.test('sends the bytes as they are and signs their MD5', async t => {
    const bytes = Buffer.from([0xff, 0xd8, 0, 1, 0xfe])
    const { adapter, seen } = await atStub(t, [{ resultCode: '0', data: { mediaId: 'M7' } }])
    t.equal(await adapter.upload!(bytes, 'image/jpeg'), 'M7')
    const { body, query, type, path } = seen[1]!
    t.strictSame([path, body, query['type'], type, query['seq']!.slice(0, 4)], ['media/upload', bytes, 'image', 'application/octet-stream', '2001'])
    t.equal(upperMd5(bytes), createHash('md5').update(bytes).digest('hex').toUpperCase())
    t.equal(query['sign'], signatureOf(query, upperMd5(bytes), ACCESS_PASSWORD))
  })

  t.test('of more than the enterprise takes fails by its code', async t => {
    const { adapter } = await atSimulator(t)
    t.match(await factsOf(adapter.upload!(Buffer.alloc(2 * 1024 * 1024 + 1), 'image/jpeg')), { code: '30001', comeBack: 'never' })
  })
})

test('callback 7005', async t => {
  const { callback } = connect(t, 'http://127.0.0.1:9').adapter
  const status = { workOrderNo: 'W1', externalNo: 'JXLB000001-G', status: '20', statusTime: '2026-11-23 10:15:00', operator: '方师傅', remark: '' }
  const seq = '70052026112310150000000000000001'

  function request (body: string | Buffer, { password = CALLBACK_PASSWORD, ...changed }: Record<string, string> = {}): NativeRequest {
    const bytes = Buffer.from(body)
    const signed = { seq, appId: 'LB341823', ...changed }
    const query: Record<string, string> = { ...signed, sign: signatureOf(signed, bytes, password) }
    return { method: 'POST', url: `/v1/callbacks/towngas?${new URLSearchParams(query)}`, query, headers: { 'content-type': 'application/json' }, body: bytes }
  }

  async function refusal (given: NativeRequest) {
    try {
      await callback!.accept(given)
    } catch (error) {
      if (!(error instanceof CallbackRefused)) throw error
      const { status, body } = callback!.answer(error.reason, given, error.field)
      return { reason: error.reason, field: error.field, status, answer: JSON.parse(String(body)) }
    }
    throw new Error('it was accepted')
  }

  t.test('is accepted and acknowledged in the document\'s words', async t => {
    const given = request(JSON.stringify(status))
    t.strictSame(await callback!.accept(given), { reference: 'JXLB000001-G', messageId: 'W1/20/2026-11-23 10:15:00', nativeNumber: 'W1', status })
    t.strictSame(callback!.answer('stored', given), {
      status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body: '{"resultCode":"0","resultMsg":"成功"}'
    })
  })

  t.test('sent again with a new seq has the same id', async t => {
    const [first, again] = await Promise.all([{}, { seq: '70052026112310170000000000000002' }].map(changed => callback!.accept(request(JSON.stringify(status), changed))))
    t.strictSame(again, first)
  })

  t.test('with a status nobody knows, null fields or more parameters is accepted', async t => {
    t.match(await callback!.accept(request(JSON.stringify({ ...status, status: '99', operator: null, more: 1 }), { area: 'x', empty: '' })), { status: { status: '99' } })
  })

  t.test('forged, altered or of another application is refused by 20002', async t => {
    const altered = request(JSON.stringify(status))
    altered.body = Buffer.from(JSON.stringify({ ...status, status: '60' }))
    const moved = request(JSON.stringify(status))
    moved.query['seq'] = '70052026112310150000000000000009'
    const short = request(JSON.stringify(status))
    short.query['sign'] = 'ABC'
    for (const given of [request(JSON.stringify(status), { password: 'wrong' }), altered, moved, short, request(JSON.stringify(status), { appId: 'OTHER' })]) {
      t.strictSame(await refusal(given), { reason: 'signature', field: undefined, status: 200, answer: { resultCode: '20002', resultMsg: '签名错误' } })
    }
  })

  t.test('without its parameters is refused, by the parameter', async t => {
    for (const name of ['seq', 'appId', 'sign']) {
      const given = request(JSON.stringify(status))
      delete given.query[name]
      t.strictSame(await refusal(given), { reason: 'malformed', field: name, status: 200, answer: { resultCode: '30001', resultMsg: `参数错误：${name}` } })
    }
  })

  t.test('truncated after signing is refused as forged', async t => {
    const given = request(JSON.stringify(status))
    given.body = given.body.subarray(0, 20)
    t.match(await refusal(given), { reason: 'signature', answer: { resultCode: '20002' } })
  })

  t.test('rightly signed but not readable is refused by 30001', async t => {
    const gbk = Buffer.concat([Buffer.from('{"remark":"'), Buffer.from([0xb0, 0xb2]), Buffer.from('"}')])
    for (const body of ['{"workOrderNo":', '', gbk]) {
      t.strictSame(await refusal(request(body)), { reason: 'malformed', field: undefined, status: 200, answer: { resultCode: '30001', resultMsg: '参数错误' } })
    }
  })

  t.test('rightly signed but against the contract is refused by the field', async t => {
    const { status: _left, ...without } = status
    t.match(await refusal(request(JSON.stringify(without))), { reason: 'malformed', answer: { resultCode: '30001', resultMsg: '参数错误：status' } })
    t.match(await refusal(request(JSON.stringify({ ...status, statusTime: '2026-11-23T10:15:00' }))), { answer: { resultMsg: '参数错误：statusTime' } })
    t.match(await refusal(request('[]')), { reason: 'malformed', answer: { resultCode: '30001' } })
  })

  t.test('every other outcome has its code', async t => {
    const given = request(JSON.stringify(status))
    for (const [outcome, resultCode] of [['unknownReference', '30404'], ['internal', '50000'], ['replayed', '30001'], ['stale', '30001']] as const) {
      t.match(JSON.parse(String(callback!.answer(outcome, given).body)), { resultCode })
    }
  })
})
