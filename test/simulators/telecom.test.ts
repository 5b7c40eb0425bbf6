/** The simulated bus of 中国电信 takes what its interface document allows and refuses the rest in its own words. */
import iconv from 'iconv-lite'
import { test, type Test } from 'tap'
import type { Simulator, SimulatorOptions } from '../../simulators/simulator.ts'
import { gbk, readContractRoot, type Json } from '../../simulators/telecom-envelope.ts'
import { simulate as simulateTelecom } from '../../simulators/telecom.ts'

const START = new Date('2026-01-05T09:30:15+08:00')

const HEAD = {
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
}

const ORDER = '<CUSTOMER_ORDER><EXT_CUST_ORDER_ID>JXLB000001-NT</EXT_CUST_ORDER_ID><LAN_ID>8341800</LAN_ID><REGION_ID>341823</REGION_ID>' +
  '<CUST><CUST_NAME>王小雨</CUST_NAME><CERT_TYPE>1</CERT_TYPE><CERT_NUMBER>11010519491231002X</CERT_NUMBER><CONTACT_NAME>王小雨</CONTACT_NAME>' +
  '<CONTACT_PHONE>13800000000</CONTACT_PHONE></CUST><ORDER_ITEMS><ORDER_ITEM><SERVICE_OFFER_ID>4010100000</SERVICE_OFFER_ID><PROD_ID>9</PROD_ID>' +
  '<INSTALL_ADDR>泾县泾川镇1号</INSTALL_ADDR><ATTR CD="BANDWIDTH" VAL="300"/></ORDER_ITEM></ORDER_ITEMS></CUSTOMER_ORDER>'

function element (name: string, text: string): string {
  return `<${name}>${text}</${name}>`
}

function envelope (head: Json, content: string): string {
  const cells = Object.entries(head).filter(([, text]) => text !== undefined).map(([name, text]) => element(name, text))
  return element('TcpCont', cells.join('')) + element('SvcCont', content)
}

interface Said { RspType: string, RspCode: string, RspDesc: string, transaction: string, content: any }
interface Open { simulator: Simulator, send: (bytes: Buffer, type?: string) => Promise<Said>, ask: (code: string, content: string, head?: Json) => Promise<Said> }

async function open (t: Test, options: SimulatorOptions = {}): Promise<Open> {
  const simulator = await simulateTelecom({ now: () => START, ...options })
  t.teardown(() => simulator.close())
  let serial = 0

  async function send (bytes: Buffer, type = 'text/xml;charset=GBK'): Promise<Said> {
    const answer = await fetch(`${simulator.url}/csb/service`, { method: 'POST', headers: { 'content-type': type }, body: new Uint8Array(bytes) })
    t.equal(answer.status, 200)
    t.equal(answer.headers.get('content-type'), 'text/xml;charset=GBK')
    const root = readContractRoot(Buffer.from(await answer.arrayBuffer())) as Json
    t.match(root['TcpCont'], { ActionCode: '1', RspTime: '20260105093015' })
    return { ...root['TcpCont']['Response'], transaction: root['TcpCont']['TransactionID'], content: root['SvcCont'] }
  }

  const ask: Open['ask'] = (code, content, head = {}) => send(gbk(envelope({
    ...HEAD,
    TransactionID: `341823000120260105${String(++serial).padStart(10, '0')}`,
    ServiceCode: code,
    ServiceContractVer: `${code}20260101`,
    ...head
  }, content)))
  return { simulator, send, ask }
}

test('the transaction id of the document is taken, and answered with', async t => {
  const { send } = await open(t)
  t.match(await send(gbk(envelope(HEAD, ORDER))), { RspType: '0', RspCode: '0000', transaction: HEAD.TransactionID, content: { CUST_ORDER_NBR: '0834000000000001' } })
})

test('orders', async t => {
  await t.test('an order is taken as it is', async t => {
    const { ask, simulator } = await open(t)
    t.match(await ask('SVC80003', ORDER), { RspType: '0', RspCode: '0000', content: { CUST_ORDER_NBR: '0834000000000001' } })
    t.match(simulator.orders.get('JXLB000001-NT'), { status: '101200', content: { CUST: { CUST_NAME: '王小雨' }, LAN_ID: '8341800' } })
  })
  await t.test('a repeated reference is 2001 with the number it has', async t => {
    const { ask } = await open(t)
    await ask('SVC80003', ORDER)
    t.match(await ask('SVC80003', ORDER), { RspType: '9', RspCode: '2001', content: { CUST_ORDER_NBR: '0834000000000001' } })
  })
  await t.test('【无资源】 is 2010 and nothing is taken', async t => {
    const { ask, simulator } = await open(t)
    t.match(await ask('SVC80003', ORDER.replace('泾川镇', '【无资源】')), { RspType: '9', RspCode: '2010' })
    t.equal(simulator.orders.size, 0)
  })
  await t.test('【超时】 is 9074 although the order is taken, and then 2001', async t => {
    const { ask, simulator } = await open(t)
    const order = ORDER.replace('泾川镇', '【超时】')
    t.match(await ask('SVC80003', order), { RspType: '9', RspCode: '9074' })
    t.equal(simulator.orders.size, 1)
    t.match(await ask('SVC80004', '<QRY><EXT_CUST_ORDER_ID>JXLB000001-NT</EXT_CUST_ORDER_ID></QRY>'), { RspCode: '0000', content: { STATUS_CD: '101200' } })
    t.match(await ask('SVC80003', order), { RspType: '9', RspCode: '2001', content: { CUST_ORDER_NBR: '0834000000000001' } })
  })
  await t.test('【退件】 and 【补件】 choose their course', async t => {
    const { ask, simulator } = await open(t)
    await ask('SVC80003', ORDER.replace('泾川镇', '【退件】'))
    await ask('SVC80003', ORDER.replace('泾川镇', '【补件】').replace('000001', '000002'))
    t.strictSame(simulator.orders.get('JXLB000001-NT')?.ahead, ['101200', '401300'])
    t.strictSame(simulator.orders.get('JXLB000002-NT')?.ahead, ['101200', '401200', '101300', '101400', '101500', '201100', '201300'])
  })
  await t.test('characters in references are read as what they stand for', async t => {
    const { ask, simulator } = await open(t)
    await ask('SVC80003', ORDER.replace('王小雨</CUST', '&#14019;&#x20BB7;&amp;#13947;</CUST'))
    t.match(simulator.orders.get('JXLB000001-NT')?.content, { CUST: { CUST_NAME: '㛃𠮷&#13947;' } })
  })
})

test('queries, supplements and cancels', async t => {
  const QUERY = '<QRY><EXT_CUST_ORDER_ID>JXLB000001-NT</EXT_CUST_ORDER_ID></QRY>'
  const CANCEL = '<CANCEL><EXT_CUST_ORDER_ID>JXLB000001-NT</EXT_CUST_ORDER_ID><REASON>不需要了</REASON></CANCEL>'
  await t.test('an unknown reference is 2004', async t => {
    const { ask } = await open(t)
    for (const [code, content] of [['SVC80004', QUERY], ['SVC80005', CANCEL], ['SVC80006', ORDER]] as const) {
      t.match(await ask(code, content), { RspType: '9', RspCode: '2004' }, code)
    }
  })
  await t.test('a query answers number, status, date and remark', async t => {
    const { ask, simulator } = await open(t)
    await ask('SVC80003', ORDER)
    await simulator.move('JXLB000001-NT', '401200', '缺<㛃>')
    t.match(await ask('SVC80004', QUERY), { content: { CUST_ORDER_NBR: '0834000000000001', STATUS_CD: '401200', STATUS_DATE: '20260105093015', REMARK: '缺<㛃>' } })
  })
  await t.test('a supplement is taken while material is waited for, else refused', async t => {
    const { ask, simulator } = await open(t)
    await ask('SVC80003', ORDER)
    t.match(await ask('SVC80006', ORDER), { RspType: '9', RspCode: '2005' })
    await simulator.move('JXLB000001-NT', '401200')
    t.match(await ask('SVC80006', ORDER.replace('300', '500')), { RspType: '0', content: { CUST_ORDER_NBR: '0834000000000001' } })
    t.match(simulator.orders.get('JXLB000001-NT')?.content, { ORDER_ITEMS: { ORDER_ITEM: [{ ATTR: { CD: 'BANDWIDTH', VAL: '500' } }] } })
  })
  await t.test('a cancel is taken, and refused the second time', async t => {
    const { ask } = await open(t)
    await ask('SVC80003', ORDER)
    t.match(await ask('SVC80005', CANCEL), { RspType: '0', RspCode: '0000' })
    t.match(await ask('SVC80005', CANCEL), { RspType: '9', RspCode: '2005' })
  })
})

test('refusals of the envelope', async t => {
  const { ask, send } = await open(t)
  const good = gbk(envelope(HEAD, ORDER))
  const text = good.toString('latin1')
  const changed = (from: string | RegExp, to: string): Buffer => Buffer.from(text.replace(from, to), 'latin1')

  const HEADS: Array<[string, Json, string, RegExp]> = [
    ['a wrong sign', { SrcSysSign: 'wrong' }, '1008', /系统签名错误/],
    ['no sign', { SrcSysSign: undefined }, '1003', /SrcSysSign/],
    ['no transaction', { TransactionID: undefined }, '1003', /TransactionID/],
    ['a transaction of another system', { TransactionID: '9999999999202601050000000001' }, '1003', /TransactionID/],
    ['a transaction of another day', { TransactionID: '3418230001202601060000000001' }, '1003', /TransactionID/],
    ['an answer', { ActionCode: '1' }, '1003', /ActionCode/],
    ['another system', { SrcSysID: '3418230002', TransactionID: '3418230002202601050000000001' }, '1003', /SrcSysID/],
    ['another destination', { DstSysID: '6003050002' }, '1003', /DstSysID/],
    ['an unknown service', { ServiceCode: 'SVC80007' }, '1003', /ServiceCode/],
    ['the version of another service', { ServiceContractVer: 'SVC8000420260101' }, '1003', /ServiceContractVer/],
    ['a time that is none', { ReqTime: '2026-01-05 09:30:15' }, '1003', /ReqTime/],
    ['an element too many', { Extra: '1' }, '1003', /additional/]
  ]
  for (const [name, head, code, desc] of HEADS) {
    await t.test(name, async t => {
      const said = await ask('SVC80003', ORDER, head)
      t.match(said, { RspType: '9', RspCode: code, RspDesc: desc })
      t.equal(said.transaction.length, head['TransactionID'] === undefined && 'TransactionID' in head ? 0 : 28, 'the transaction is repeated where there is one')
    })
  }
  await t.test('elements out of sequence', async t => {
    const { ActionCode, ...rest } = HEAD
    t.match(await send(gbk(envelope({ ...rest, ActionCode }, ORDER))), { RspCode: '1003', RspDesc: /ActionCode 顺序不符/ })
  })

  const BYTES: Array<[string, Buffer, RegExp, string?]> = [
    ['UTF-8 bytes', Buffer.from(iconv.decode(good, 'gbk').replace('"GBK"', '"UTF-8"'), 'utf8'), /GBK/],
    ['a UTF-8 declaration over GBK', changed('"GBK"', '"UTF-8"'), /GBK/],
    ['no declaration', changed(/^<\?xml.*\?>/, ''), /GBK/],
    ['bytes that are none of GBK', changed('8341800', '\xff\xff'), /GBK/],
    ['䶮 where GB 18030 has it and CP936 nothing', changed('8341800', '\xfe\x9f'), /GBK/],
    ['the euro of Windows', changed('8341800', '\x80'), /GBK/],
    ['four bytes of GB 18030', changed('8341800', '\x82\x35\x87\x38'), /GBK/],
    ['a DTD', changed('<ContractRoot>', '<!DOCTYPE ContractRoot><ContractRoot>'), /DTD/],
    ['a named entity', changed('8341800', '&nbsp;'), /实体/],
    ['no XML', Buffer.from('<?xml version="1.0" encoding="GBK"?>{"a":1}'), /XML/],
    ['half a message', good.subarray(0, -30), /XML/],
    ['another root', Buffer.from('<?xml version="1.0" encoding="GBK"?><Root/>'), /ContractRoot/],
    ['two roots', Buffer.concat([good, Buffer.from('<ContractRoot/>')]), /ContractRoot/],
    ['another media type', good, /Content-Type/, 'application/xml'],
    ['a media type of UTF-8', good, /Content-Type/, 'text/xml;charset=UTF-8']
  ]
  for (const [name, bytes, desc, type] of BYTES) {
    await t.test(name, async t => {
      t.match(await send(bytes, type), { RspType: '9', RspCode: '1003', RspDesc: desc, transaction: '' })
    })
  }
  await t.test('a transaction used before', async t => {
    const head = { TransactionID: '3418230001202601058888888888' }
    t.match(await ask('SVC80003', ORDER, head), { RspCode: '0000' })
    t.match(await ask('SVC80003', ORDER, head), { RspCode: '1003', RspDesc: /TransactionID 重复/ })
  })
})

test('refusals of the content, naming the field', async t => {
  const { ask, simulator } = await open(t)
  const WRONG: Array<[string, string, RegExp]> = [
    ['no certificate number', ORDER.replace(/<CERT_NUMBER>.*<\/CERT_NUMBER>/, ''), /\/CUST\/CERT_NUMBER/],
    ['an unknown certificate', ORDER.replace('<CERT_TYPE>1<', '<CERT_TYPE>3<'), /\/CUST\/CERT_TYPE/],
    ['another reference', ORDER.replace('-NT', '-NM'), /\/EXT_CUST_ORDER_ID/],
    ['another local network', ORDER.replace('8341800', '8340000'), /\/LAN_ID/],
    ['a booking that is no time', ORDER.replace('</CUSTOMER_ORDER>', '<BOOK_TIME>2026-01-06</BOOK_TIME></CUSTOMER_ORDER>'), /\/BOOK_TIME/],
    ['a move without the old address', ORDER.replace('4010100000', '4020200000'), /\/ORDER_ITEMS\/ORDER_ITEM\/0\/OLD_ADDR/],
    ['another business without a remark', ORDER.replace('4010100000', '4090900000'), /\/REMARK/],
    ['new broadband without bandwidth', ORDER.replace(/<ATTR[^>]*>/, ''), /\/ORDER_ITEMS\/ORDER_ITEM\/0\/ATTR/],
    ['the attribute of another product', ORDER.replace('BANDWIDTH', 'LINES'), /\/ATTR\/CD/],
    ['an attribute written as elements of text', ORDER.replace('<ATTR CD="BANDWIDTH" VAL="300"/>', '<ATTR>300</ATTR>'), /\/ATTR/],
    ['an unknown product', ORDER.replace('<PROD_ID>9<', '<PROD_ID>10<'), /\/PROD_ID/],
    ['an element too many', ORDER.replace('<CUST>', '<WATER/><CUST>'), /additional/],
    ['elements out of sequence', ORDER.replace(/(<LAN_ID>.*<\/LAN_ID>)(<REGION_ID>.*<\/REGION_ID>)/, '$2$1'), /LAN_ID 顺序不符/],
    ['an item out of sequence', ORDER.replace(/(<PROD_ID>.*<\/PROD_ID>)(<INSTALL_ADDR>.*<\/INSTALL_ADDR>)/, '$2$1'), /PROD_ID 顺序不符/],
    ['the content of another service', '<QRY><EXT_CUST_ORDER_ID>JXLB000001-NT</EXT_CUST_ORDER_ID></QRY>', /CUSTOMER_ORDER/],
    ['no content', '', /CUSTOMER_ORDER/]
  ]
  for (const [name, content, desc] of WRONG) {
    await t.test(name, async t => {
      t.match(await ask('SVC80003', content), { RspType: '9', RspCode: '1003', RspDesc: desc })
    })
  }
  t.equal(simulator.orders.size, 0, 'and nothing was taken')
})

test('callbacks', async t => {
  const { createServer } = await import('node:http')
  const told: Buffer[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', chunk => chunks.push(chunk)).on('end', () => {
      told.push(Buffer.concat(chunks))
      const { TransactionID } = (readContractRoot(told.at(-1)!) as Json)['TcpCont']
      const [type, code] = told.length === 1 ? ['9', '9001'] : ['0', '0000']
      response.end(gbk(`<TcpCont><ActionCode>1</ActionCode>${element('TransactionID', TransactionID)}<Response><RspType>${type}</RspType><RspCode>${code}</RspCode></Response></TcpCont>`))
      if (told.length === 2) again()
    })
  })
  let again = (): void => {}
  const repeated = new Promise<void>(resolve => { again = resolve })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.close())
  const { port } = server.address() as { port: number }
  const { ask, simulator } = await open(t, { callbackUrl: `http://127.0.0.1:${port}/` })
  await ask('SVC80003', ORDER)
  await simulator.move('JXLB000001-NT', '101300', '装维 & 㛃')
  await repeated
  const [first, second] = told.map(bytes => readContractRoot(bytes) as Json)
  t.match(first, {
    TcpCont: { ActionCode: '0', SrcSysSign: 'telecom-callback-sign', ServiceCode: 'SVC80010', ServiceContractVer: 'SVC8001020260101', ReqTime: '20260105093015' },
    SvcCont: {
      ORDER_STATUS: {
        EXT_CUST_ORDER_ID: 'JXLB000001-NT', CUST_ORDER_NBR: '0834000000000001', STATUS_CD: '101300', STATUS_DATE: '20260105093015', REMARK: '装维 & 㛃'
      }
    }
  })
  t.match(first!['TcpCont']['TransactionID'], /^600305000120260105\d{10}$/)
  t.strictSame(second!['SvcCont'], first!['SvcCont'], 'sent again until it is acknowledged')
  t.not(second!['TcpCont']['TransactionID'], first!['TcpCont']['TransactionID'], 'with a transaction of its own')
  simulator.faults.arm('forge')
  await simulator.move('JXLB000001-NT', '101400')
  t.equal((readContractRoot(told[2]!) as Json)['TcpCont']['SrcSysSign'], 'wrong-sign', 'a forged one is signed wrongly')
})
