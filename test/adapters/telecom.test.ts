/** The adapter of 中国电信 against its simulator on loopback, and against canned answers the simulator does not give. */
import Fastify, { type FastifyInstance } from 'fastify'
import iconv from 'iconv-lite'
import { test, type Test } from 'tap'
import type { Adapter, CallbackOutcome, NativeRequest } from '../../adapters/adapter.ts'
import { CallbackRefused, Failure, type FailureFacts, type RefusalReason } from '../../adapters/failure.ts'
import { encodeGbk, readMessage, writeMessage } from '../../adapters/telecom-envelope.ts'
import { adapter as telecomAdapter, transactionId } from '../../adapters/telecom.ts'
import type { components } from '../../openapi/enterprises/telecom.d.ts'
import type { Simulator } from '../../simulators/simulator.ts'
import { gbk, leaf, readContractRoot, type Json } from '../../simulators/telecom-envelope.ts'
import { simulate as simulateTelecom } from '../../simulators/telecom.ts'
import { adapterContext, type TestContext } from '../kit/adapter-context.ts'

type Schemas = components['schemas']
type TelecomAdapter = Adapter<Schemas['Order'], Schemas['Status']>

const START = new Date('2026-01-05T09:30:15+08:00')
const NUMBER = '0834000000000001'

/** As whom the bus knows the hub. */
const SENDER = { srcOrgId: '341823', srcSysId: '3418230001' }

const ORDER: Schemas['Order'] = {
  EXT_CUST_ORDER_ID: 'JXLB000001-NT',
  LAN_ID: '8341800',
  REGION_ID: '341823',
  CUST: { CUST_NAME: '㛃𠮷', CERT_TYPE: '1', CERT_NUMBER: '11010519491231002X', CONTACT_NAME: '王小雨', CONTACT_PHONE: '13800000000' },
  ORDER_ITEMS: {
    ORDER_ITEM: [
      { SERVICE_OFFER_ID: '4020200000', PROD_ID: '9', INSTALL_ADDR: '泾县<桃花潭>路 & "1"号', OLD_ADDR: "泾县'老街'", ATTR: { CD: 'BANDWIDTH', VAL: '300' } },
      { SERVICE_OFFER_ID: '4020200000', PROD_ID: '1179', INSTALL_ADDR: '泾县<桃花潭>路 & "1"号', OLD_ADDR: "泾县'老街'", ATTR: { CD: 'NOTE', VAL: '"专线" <㛃> &#13947;' } }
    ]
  },
  BOOK_TIME: '20260106100000',
  REMARK: '第一行€\n第二行 ]]> 007'
}
const OF_ORDER = { reference: ORDER.EXT_CUST_ORDER_ID }

interface Connected { adapter: TelecomAdapter, context: TestContext<unknown>, clock: { now: Date } }

function connect (t: Test, baseUrl: string, { sign = 'telecom-sandbox-sign', timeout = '5s' } = {}, clock = { now: START }): Connected {
  const settings = { baseUrl, timeout, credentials: { ...SENDER, srcSysSign: sign }, callback: { srcSysSign: 'telecom-callback-sign' } }
  const context = adapterContext(telecomAdapter.settings.parse(settings), () => clock.now)
  const adapter = telecomAdapter.connect(context)
  t.teardown(() => adapter.close())
  return { adapter, context, clock }
}

async function connected (t: Test, more: { sign?: string } = {}): Promise<Connected & { simulator: Simulator }> {
  const clock = { now: START }
  const simulator = await simulateTelecom({ now: () => clock.now })
  t.teardown(() => simulator.close())
  return { ...connect(t, simulator.url, more, clock), simulator }
}

interface Canned { status?: number, type?: string, body: (transaction: string) => Buffer }

/** A bus that gives one canned answer; what it was sent stays in `seen`. */
async function stub (t: Test, { status = 200, type = 'text/xml;charset=GBK', body }: Canned): Promise<{ url: string, seen: Buffer[] }> {
  const app: FastifyInstance = Fastify({ forceCloseConnections: true })
  const seen: Buffer[] = []
  app.addContentTypeParser('text/xml', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.post<{ Body: Buffer }>('/csb/service', async (request, reply) => {
    seen.push(request.body)
    return reply.code(status).type(type).send(body(head(request.body)['TransactionID']))
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  t.teardown(() => app.close())
  return { url, seen }
}

function head (message: Buffer): Json {
  return (readContractRoot(message) as Json)['TcpCont']
}

function answer (code: string, { type = code === '0000' ? '0' : '9', text = '', content = '<CUST_ORDER_NBR>0834000000000009</CUST_ORDER_NBR>' } = {}): Canned {
  return {
    body: transaction => gbk('<TcpCont><ActionCode>1</ActionCode>' + leaf('TransactionID', transaction) + '<RspTime>20260105093016</RspTime>' +
      `<Response>${leaf('RspType', type)}${leaf('RspCode', code)}<RspDesc><![CDATA[${text}]]></RspDesc></Response></TcpCont><SvcCont>${content}</SvcCont>`)
  }
}

async function fails (t: Test, promise: Promise<unknown>, facts: Partial<FailureFacts>, name: string): Promise<FailureFacts> {
  const error = await promise.then(() => undefined, error => error)
  if (!(error instanceof Failure)) throw new Error(`${name}: no Failure but ${error}`)
  t.match({ alert: false, ...error.facts }, { alert: false, ...facts }, name)
  return error.facts
}

async function placed (t: Test, canned: Canned): Promise<Promise<unknown>> {
  const { url } = await stub(t, canned)
  return Promise.allSettled([connect(t, url).adapter.place(ORDER)]).then(([result]) => {
    if (result.status === 'fulfilled') return result.value
    throw result.reason
  })
}

test('the transaction id of the document', async t => {
  t.equal(transactionId('3418230001', START, '0000000001'), '3418230001202601050000000001')
  t.equal(transactionId('3418230001', new Date('2026-01-04T16:00:00Z'), '0000000001'), '3418230001202601050000000001', 'the day is that of Asia/Shanghai')
})

test('GBK', async t => {
  await t.test('what GBK has is written in it, what it lacks as a numeric reference, and never a question mark', async t => {
    t.equal(encodeGbk('泾县').toString('hex'), 'e3fecfd8')
    t.equal(encodeGbk('㛃').toString('latin1'), '&#14019;')
    t.equal(encodeGbk('㙻').toString('latin1'), '&#13947;')
    t.equal(encodeGbk('𠮷').toString('latin1'), '&#134071;')
    t.equal(encodeGbk('€').toString('latin1'), '&#8364;', 'the euro came to GBK later and differently')
    t.equal(encodeGbk('\uE000').toString('latin1'), '&#57344;', 'private use is private')
    t.equal(encodeGbk('?').toString('latin1'), '?')
  })
  await t.test('every character of the basic plane comes back, at the bus as at the hub', async t => {
    const lost: string[] = []
    for (let from = 0x20; from < 0x10000; from += 0x400) {
      const text = Array.from({ length: 0x400 }, (_, index) => String.fromCharCode(from + index)).join('').replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '')
      const bytes = writeMessage({ A: `[${text}]` })
      const there = readContractRoot(bytes) as Json
      const here = readMessage(bytes, undefined, why => new Error(why)) as Json
      if (there['TcpCont']['A'] !== `[${text}]` || here['TcpCont']['A'] !== `[${text}]`) lost.push(from.toString(16))
    }
    t.strictSame(lost, [])
  })
  await t.test('what XML has no place for becomes the replacement character', async t => {
    const bytes = writeMessage({ A: 'a\u0001\uffff\ud800b' })
    t.equal((readContractRoot(bytes) as Json)['TcpCont']['A'], 'a\uFFFD\uFFFD\uFFFDb')
  })
})

test('the message', async t => {
  const { url, seen } = await stub(t, answer('0000'))
  const { adapter, context, clock } = connect(t, url)
  await adapter.place(ORDER)
  clock.now = new Date(START.getTime() + 1000)
  await adapter.place(ORDER)

  await t.test('is the envelope of the document, in its sequence', async t => {
    t.strictSame(Object.entries(head(seen[0]!)), Object.entries({
      ActionCode: '0',
      TransactionID: '3418230001202601050000000001',
      ServiceLevel: '1',
      SrcOrgID: '341823',
      SrcSysID: '3418230001',
      SrcSysSign: 'telecom-sandbox-sign',
      DstOrgID: '600305',
      DstSysID: '6003050001',
      BusCode: 'BUS35011',
      ServiceCode: 'SVC80003',
      ServiceContractVer: 'SVC8000320260101',
      ReqTime: '20260105093015'
    }))
  })
  await t.test('says that it is GBK, and is', async t => {
    t.match(seen[0]!.toString('latin1'), /^<\?xml version="1\.0" encoding="GBK"\?><ContractRoot>/)
    t.ok(seen[0]!.includes(iconv.encode('王小雨', 'gbk')))
    t.ok(seen[0]!.includes('<CUST_NAME>&#14019;&#134071;</CUST_NAME>'))
  })
  await t.test('has a transaction and a time of its own for every attempt, and keeps the pace', async t => {
    t.equal(head(seen[1]!)['TransactionID'], '3418230001202601050000000002')
    t.equal(head(seen[1]!)['ReqTime'], '20260105093016')
    t.equal(context.paced(), 2)
  })
})

test('placing', async t => {
  await t.test('an order arrives whole, rare characters and all, and is acknowledged with its number', async t => {
    const { adapter, simulator } = await connected(t)
    t.strictSame(await adapter.place(ORDER), { kind: 'acknowledged', nativeNumber: NUMBER })
    t.strictSame(simulator.orders.get('JXLB000001-NT')?.content, ORDER)
  })
  await t.test('an order whose fields lost their sequence on the way is written in the document\'s', async t => {
    const { adapter, simulator } = await connected(t)
    const { CUST, ORDER_ITEMS, ...rest } = ORDER
    const shuffled = {
      ORDER_ITEMS: { ORDER_ITEM: ORDER_ITEMS.ORDER_ITEM.map(item => Object.fromEntries(Object.entries(item).reverse()) as Schemas['OrderItem']) },
      CUST: Object.fromEntries(Object.entries(CUST).reverse()) as Schemas['Customer'],
      ...rest
    }
    t.match(await adapter.place(shuffled), { kind: 'acknowledged' })
    t.strictSame(Object.keys(simulator.orders.get('JXLB000001-NT')?.content as object), Object.keys(ORDER))
  })
  await t.test('a repeated reference (2001) is the same success with the same number', async t => {
    const { adapter, simulator } = await connected(t)
    const first = await adapter.place(ORDER)
    t.strictSame(await adapter.place(ORDER), first)
    t.equal(simulator.orders.get('JXLB000001-NT')?.placements, 2)
    t.equal(simulator.orders.size, 1)
  })
  await t.test('without coverage (2010) the order is refused, not failed', async t => {
    const { adapter, simulator } = await connected(t)
    const [item] = ORDER.ORDER_ITEMS.ORDER_ITEM
    const outside = { ...ORDER, ORDER_ITEMS: { ORDER_ITEM: [{ ...item!, INSTALL_ADDR: '泾县【无资源】村' }] } }
    t.strictSame(await adapter.place(outside), { kind: 'refused', code: '2010', reason: '无覆盖资源' })
    t.equal(simulator.orders.size, 0)
    t.strictSame(await placed(t, answer('2010')), { kind: 'refused', code: '2010', reason: '无覆盖资源' }, 'a refusal without a text has one all the same')
  })
  await t.test('after 9074 the order is asked for before it is placed again', async t => {
    const { adapter } = await connected(t)
    const [item] = ORDER.ORDER_ITEMS.ORDER_ITEM
    const order = { ...ORDER, ORDER_ITEMS: { ORDER_ITEM: [{ ...item!, INSTALL_ADDR: '泾县【超时】村' }] } }
    await fails(t, adapter.place(order), { comeBack: 'askFirst', fault: 'enterprise', code: '9074' }, '9074')
    t.match(await adapter.inquire(OF_ORDER), { kind: 'found', nativeNumber: NUMBER })
    t.strictSame(await adapter.place(order), { kind: 'acknowledged', nativeNumber: NUMBER }, 'and even placed again there is one order')
  })
  await t.test('an order that is not of the contract is not sent', async t => {
    const { url, seen } = await stub(t, answer('0000'))
    const { BOOK_TIME, ...order } = ORDER
    const wrong = { ...order, BOOK_TIME: '2026-01-06' }
    await fails(t, connect(t, url).adapter.place(wrong), { comeBack: 'never', fault: 'hub', code: 'contract', alert: true }, 'contract')
    t.equal(seen.length, 0)
  })
})

test('inquiring', async t => {
  await t.test('a known order is found with its status', async t => {
    const { adapter, simulator } = await connected(t)
    await adapter.place(ORDER)
    await simulator.move('JXLB000001-NT', '401200', '缺㛃的身份证 & 户口簿')
    t.strictSame(await adapter.inquire(OF_ORDER), {
      kind: 'found',
      nativeNumber: NUMBER,
      status: { CUST_ORDER_NBR: NUMBER, STATUS_CD: '401200', STATUS_DATE: '20260105093015', REMARK: '缺㛃的身份证 & 户口簿' }
    })
  })
  await t.test('an unknown order (2004) is not found', async t => {
    const { adapter } = await connected(t)
    t.strictSame(await adapter.inquire(OF_ORDER), { kind: 'notFound' })
  })
  await t.test('an order may have no number yet', async t => {
    const { url } = await stub(t, answer('0000', { content: '<CUST_ORDER_NBR/><STATUS_CD>101200</STATUS_CD><STATUS_DATE>20260105093015</STATUS_DATE><REMARK/>' }))
    t.strictSame(await connect(t, url).adapter.inquire(OF_ORDER),
      { kind: 'found', status: { CUST_ORDER_NBR: '', STATUS_CD: '101200', STATUS_DATE: '20260105093015', REMARK: '' } })
  })
  await t.test('a status without its date cannot be read', async t => {
    const { url } = await stub(t, answer('0000', { content: '<STATUS_CD>101200</STATUS_CD>' }))
    await fails(t, connect(t, url).adapter.inquire(OF_ORDER), { comeBack: 'askFirst', code: 'unreadable' }, 'no date')
  })
})

test('supplementing', async t => {
  const corrected = { ...ORDER, REMARK: '已补身份证' }
  await t.test('the corrected order goes to an enterprise that waits for it', async t => {
    const { adapter, simulator } = await connected(t)
    await adapter.place(ORDER)
    await simulator.move('JXLB000001-NT', '401200')
    await adapter.supplement(OF_ORDER, corrected, ORDER)
    t.strictSame(simulator.orders.get('JXLB000001-NT')?.content, corrected)
  })
  await t.test('a repeat that the bus already has (2001) is a success', async t => {
    const { url, seen } = await stub(t, answer('2001'))
    await connect(t, url).adapter.supplement(OF_ORDER, corrected, ORDER)
    t.equal(head(seen[0]!)['ServiceCode'], 'SVC80006')
  })
  await t.test('nobody waits for it, or nobody knows the order', async t => {
    const { adapter } = await connected(t)
    await fails(t, adapter.supplement(OF_ORDER, corrected, ORDER), { comeBack: 'never', fault: 'enterprise', code: '2004' }, 'unknown order')
    await adapter.place(ORDER)
    await fails(t, adapter.supplement(OF_ORDER, corrected, ORDER), { comeBack: 'askFirst', code: '2005', alert: true }, 'an unlisted code')
  })
})

test('withdrawing', async t => {
  await t.test('an open order is cancelled, with the reason', async t => {
    const { adapter } = await connected(t)
    await adapter.place(ORDER)
    t.strictSame(await adapter.withdraw(OF_ORDER, '不再需要<㛃>'), { kind: 'withdrawn' })
    const { url, seen } = await stub(t, answer('0000', { content: '' }))
    t.strictSame(await connect(t, url).adapter.withdraw(OF_ORDER, '不再需要<㛃>'), { kind: 'withdrawn' })
    t.strictSame((readContractRoot(seen[0]!) as Json)['SvcCont'], { CANCEL: { EXT_CUST_ORDER_ID: 'JXLB000001-NT', REASON: '不再需要<㛃>' } })
  })
  await t.test('too late has no code in the document: the hub is told to ask where the order stands', async t => {
    const { adapter, simulator } = await connected(t)
    await adapter.place(ORDER)
    await simulator.move('JXLB000001-NT', '201300')
    Object.assign(simulator.orders.get('JXLB000001-NT')!, { ahead: [] })
    await fails(t, adapter.withdraw(OF_ORDER, '不再需要'), { comeBack: 'askFirst', code: '2005', alert: true }, 'too late')
    t.match(await adapter.inquire(OF_ORDER), { kind: 'found', status: { STATUS_CD: '201300' } })
  })
  await t.test('an order nobody knows cannot be cancelled', async t => {
    const { adapter } = await connected(t)
    await fails(t, adapter.withdraw(OF_ORDER, '不再需要'), { comeBack: 'never', code: '2004' }, '2004')
  })
})

test('native codes', async t => {
  const TABLE: Array<[string, Partial<FailureFacts>]> = [
    ['1003', { comeBack: 'never', fault: 'hub' }],
    ['1008', { comeBack: 'never', fault: 'hub', alert: true }],
    ['2004', { comeBack: 'never', fault: 'enterprise' }],
    ['9074', { comeBack: 'askFirst', fault: 'enterprise' }],
    ['9001', { comeBack: 'later', fault: 'enterprise' }],
    ['9999', { comeBack: 'later', fault: 'enterprise' }],
    ['90', { comeBack: 'askFirst', fault: 'enterprise', alert: true }],
    ['7777', { comeBack: 'askFirst', fault: 'enterprise', alert: true }]
  ]
  for (const [code, facts] of TABLE) {
    await t.test(`${code} is ${facts.comeBack}`, async t => {
      await fails(t, placed(t, answer(code)), { code, ...facts }, code)
    })
  }
  await t.test('a wrong sign is refused by the bus and alerts', async t => {
    const { adapter } = await connected(t, { sign: 'wrong' })
    await fails(t, adapter.place(ORDER), { comeBack: 'never', fault: 'hub', code: '1008', alert: true }, '1008')
  })
  await t.test('of a text only the first line is kept, without the sign', async t => {
    const text = '\n telecom-sandbox-sign 有误\n\tat com.csb.Bus.main(Bus.java:1)'
    const { message } = await fails(t, placed(t, answer('1003', { text })), { code: '1003' }, 'message')
    t.equal(message, '*** 有误')
    t.strictSame(await placed(t, answer('2010', { text: '无资源\n\tat x' })), { kind: 'refused', code: '2010', reason: '无资源' })
  })
})

test('answers that cannot be read leave the outcome unknown', async t => {
  const good = answer('0000').body
  const CASES: Record<string, Canned> = {
    'another transaction': { body: () => good('3418230001202601059999999999') },
    'no transaction': { body: () => good('') },
    'a request for an answer': { body: id => Buffer.from(good(id).toString('latin1').replace('<ActionCode>1', '<ActionCode>0'), 'latin1') },
    'no number': answer('0000', { content: '' }),
    'an unknown result type': answer('0000', { type: '1' }),
    'ok with an error code': answer('1003', { type: '0' }),
    'an error with the code of success': answer('0000', { type: '9' }),
    'a declared UTF-8': { body: id => Buffer.from(good(id).toString('latin1').replace('"GBK"', '"UTF-8"'), 'latin1') },
    'a media type of UTF-8': { body: good, type: 'text/xml;charset=UTF-8' },
    'bytes that are not GBK': { body: id => Buffer.concat([good(id).subarray(0, -20), Buffer.from([0xff, 0xff]), good(id).subarray(-20)]) },
    'a DTD': { body: id => Buffer.from(good(id).toString('latin1').replace('<ContractRoot>', '<!DOCTYPE ContractRoot><ContractRoot>'), 'latin1') },
    'an unfinished message': { body: id => good(id).subarray(0, -30) },
    'another root': { body: () => Buffer.from('<html><body>gateway</body></html>') },
    nothing: { body: () => Buffer.alloc(0) }
  }
  for (const [name, canned] of Object.entries(CASES)) {
    await t.test(name, async t => {
      await fails(t, placed(t, canned), { comeBack: 'askFirst', fault: 'enterprise', code: 'unreadable' }, name)
    })
  }
  await t.test('the bus is down, or another server answers for it', async t => {
    await fails(t, placed(t, { ...answer('0000'), status: 503 }), { comeBack: 'askFirst', code: 'http-503' }, '503')
    await fails(t, placed(t, { ...answer('0000'), status: 404 }), { comeBack: 'askFirst', code: 'http-404', alert: true }, '404')
  })
  await t.test('a dropped answer is asked about, and the order is there', async t => {
    const { adapter, simulator } = await connected(t)
    for (const fault of ['dropAnswer', 'halfBody', 'garbage'] as const) {
      simulator.faults.arm(fault)
      await fails(t, adapter.place(ORDER), { comeBack: 'askFirst' }, fault)
    }
    t.match(await adapter.inquire(OF_ORDER), { kind: 'found' })
  })
})

test('callbacks', async t => {
  const { adapter, simulator } = await connected(t)
  await adapter.place(ORDER)
  const genuine = await newCallback(t)

  await t.test('a genuine one is accepted with its status', async t => {
    const request = await genuine('101300', '装维 & 㛃师傅')
    const accepted = await adapter.callback!.accept(request)
    t.strictSame(accepted, {
      reference: 'JXLB000001-NT',
      messageId: head(request.body)['TransactionID'],
      nativeNumber: NUMBER,
      status: { CUST_ORDER_NBR: NUMBER, STATUS_CD: '101300', STATUS_DATE: '20260105093015', REMARK: '装维 & 㛃师傅' }
    })
  })
  await t.test('a status that the contract does not list gets through, for the mapping to call it unknown', async t => {
    t.match(await adapter.callback!.accept(await genuine('301900')), { status: { STATUS_CD: '301900' } })
  })
  await t.test('references, CDATA and a missing declaration are read', async t => {
    const { headers, ...rest } = await genuine('101200', 'X')
    const body = Buffer.from(rest.body.toString('latin1').replace(/^<\?xml.*\?>/, '').replace('<REMARK>X', '<REMARK><![CDATA[<&amp;>]]>&#x20BB7;&#14019;&lt;'), 'latin1')
    t.match(await adapter.callback!.accept({ ...rest, headers: {}, body }), { status: { REMARK: '<&amp;>𠮷㛃<' } })
  })

  const before = await genuine('101200', 'X')
  const xml = before.body.toString('latin1')
  const changed = (from: string | RegExp, to: string): Buffer => Buffer.from(xml.replace(from, to), 'latin1')
  const REFUSED: Array<[string, RefusalReason, Buffer, string?]> = [
    ['a wrong sign', 'signature', changed('telecom-callback-sign', 'telecom-sandbox-sign')],
    ['a sign that is longer', 'signature', changed('telecom-callback-sign', 'telecom-callback-sign-')],
    ['no sign', 'signature', changed(/<SrcSysSign>.*<\/SrcSysSign>/, '')],
    ['two signs', 'signature', changed('<SrcSysSign>', '<SrcSysSign>telecom-callback-sign</SrcSysSign><SrcSysSign>')],
    ['no head', 'signature', changed(/<TcpCont>.*<\/TcpCont>/, '')],
    ['another service', 'malformed', changed('SVC80010', 'SVC80003')],
    ['an answer', 'malformed', changed('<ActionCode>0', '<ActionCode>1')],
    ['no reference', 'malformed', changed(/<EXT_CUST_ORDER_ID>.*<\/EXT_CUST_ORDER_ID>/, '')],
    ['no status', 'malformed', changed(/<STATUS_CD>.*<\/STATUS_CD>/, '')],
    ['two statuses', 'malformed', changed('<STATUS_CD>', '<STATUS_CD>201300</STATUS_CD><STATUS_CD>')],
    ['a date that is none', 'malformed', changed(/<STATUS_DATE>\d+/, '<STATUS_DATE>20261301000000')],
    ['a declared UTF-8', 'malformed', changed('"GBK"', '"UTF-8"'), ''],
    ['UTF-8 under a GBK declaration', 'malformed', Buffer.from(changed('X', '@').toString('latin1').replace('@', '装'), 'utf8'), ''],
    ['half a character', 'malformed', changed('X', '\x81'), ''],
    ['a truncated message', 'malformed', before.body.subarray(0, -40), ''],
    ['a DTD', 'malformed', changed('<ContractRoot>', '<!DOCTYPE ContractRoot [<!ENTITY x "y">]><ContractRoot>'), ''],
    ['an external DTD', 'malformed', changed('<ContractRoot>', '<!doctype ContractRoot SYSTEM "file:///etc/passwd"><ContractRoot>'), ''],
    ['a named entity', 'malformed', changed('X', '&nbsp;'), ''],
    ['a reference to no character', 'malformed', changed('X', '&#0;'), ''],
    ['a reference to a surrogate', 'malformed', changed('X', '&#xD842;'), ''],
    ['a reference beyond Unicode', 'malformed', changed('X', '&#x110000;'), ''],
    ['the name of a prototype', 'malformed', changed('<REMARK>X</REMARK>', '<__proto__>X</__proto__>'), ''],
    ['depth without end', 'malformed', changed('X', '<a>'.repeat(2000) + '</a>'.repeat(2000)), ''],
    ['two roots', 'malformed', Buffer.concat([before.body, Buffer.from('<ContractRoot/>')]), ''],
    ['nothing', 'malformed', Buffer.alloc(0), '']
  ]
  for (const [name, reason, body, transaction] of REFUSED) {
    await t.test(`${name}: ${reason}`, async t => {
      const request = { ...before, body }
      const error = await adapter.callback!.accept(request).then(() => undefined, error => error)
      t.ok(error instanceof CallbackRefused)
      t.equal(error.reason, reason)
      const { body: answered } = adapter.callback!.answer(error.reason, request, error.field)
      const said = head(Buffer.from(answered))
      t.match(said['Response'], { RspType: '9', RspCode: reason === 'signature' ? '1008' : '1003' })
      if (transaction !== undefined) t.equal(said['TransactionID'], transaction, 'unreadable, so no transaction')
    })
  }
  await t.test('a media type that says another encoding: malformed', async t => {
    const request = { ...before, headers: { 'content-type': 'text/xml; charset="utf-8"' } }
    await t.rejects(adapter.callback!.accept(request), new CallbackRefused('malformed', 'GBK'))
  })

  await t.test('each outcome has its native answer, in the envelope of the request', async t => {
    const CODES: Record<CallbackOutcome, string> = {
      stored: '0 0000', signature: '9 1008', malformed: '9 1003', replayed: '9 1003', stale: '9 1003', unknownReference: '9 2004', internal: '9 9001'
    }
    for (const [outcome, codes] of Object.entries(CODES)) {
      const { status, headers, body } = adapter.callback!.answer(outcome as CallbackOutcome, before, '/SvcCont')
      t.equal(status, 200)
      t.strictSame(headers, { 'content-type': 'text/xml;charset=GBK' })
      const { Response, ...rest } = head(Buffer.from(body))
      t.strictSame(rest, { ActionCode: '1', TransactionID: head(before.body)['TransactionID'], RspTime: '20260105093015' })
      t.equal(`${Response['RspType']} ${Response['RspCode']}`, codes)
    }
    const { body } = adapter.callback!.answer('malformed', before, '/SvcCont/ORDER_STATUS')
    t.equal(head(Buffer.from(body))['Response']['RspDesc'], '报文错误：/SvcCont/ORDER_STATUS', 'the field is named')
  })

  /** What the simulator sends to the hub when an order moves, caught on its way. */
  async function newCallback (t: Test): Promise<(status: string, remark?: string) => Promise<NativeRequest>> {
    const app = Fastify({ forceCloseConnections: true })
    let caught: NativeRequest | undefined
    app.addContentTypeParser('text/xml', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    app.post<{ Body: Buffer }>('/v1/callbacks/telecom', async ({ method, url, headers, body }, reply) => {
      caught = { method, url, query: {}, headers: headers as Record<string, string>, body }
      const answered = adapter.callback!.answer('stored', caught)
      return reply.code(answered.status).headers(answered.headers).send(answered.body)
    })
    const address = await app.listen({ host: '127.0.0.1', port: 0 })
    t.teardown(() => app.close())
    const caller = await simulateTelecom({ now: () => START, callbackUrl: `${address}/v1/callbacks/telecom` })
    t.teardown(() => caller.close())
    await connect(t, caller.url).adapter.place(ORDER)
    return async (status, remark = '') => {
      await caller.move('JXLB000001-NT', status, remark)
      return caught!
    }
  }

  t.equal(simulator.orders.size, 1)
})

test('settings', async t => {
  const right = { baseUrl: 'https://csb.example/', timeout: '10s', credentials: { ...SENDER, srcSysSign: 's' }, callback: { srcSysSign: 'c' } }
  t.match(telecomAdapter.settings.parse(right), {
    baseUrl: 'https://csb.example', timeout: 10_000, credentials: { ...SENDER, srcSysSign: 's' }
  })
  t.throws(() => telecomAdapter.settings.parse({ ...right, credentials: { ...SENDER, srcSysSign: '' } }), 'an empty sign')
  t.throws(() => telecomAdapter.settings.parse({ ...right, credentials: { srcSysSign: 's' } }), 'nobody in particular')
  t.throws(() => telecomAdapter.settings.parse({ ...right, credentials: { ...SENDER, srcSysSign: 's', srcSysId: '34' } }), 'a system id that is too short for a TransactionID')
  t.throws(() => telecomAdapter.settings.parse({ ...right, callback: {} }), 'no callback sign')
  t.throws(() => telecomAdapter.settings.parse({ ...right, unknown: 1 }), 'a setting nobody knows')
})
