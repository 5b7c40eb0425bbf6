import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { test, type Test } from 'tap'
import type { components } from '../../openapi/enterprises/unicom.d.ts'
import { simulate as simulateUnicom, tokenOfUnicomHead, type UnicomOptions } from '../../simulators/unicom.ts'

type Order = components['schemas']['Order']

const NOW = new Date('2026-01-05T09:30:15.123+08:00')
const REFERENCE = 'JXLB000001-NU'

function nativeOrder (change: object = {}): Order {
  const file = new URL('../fixtures/unicom/exemplary/new-broadband.json', import.meta.url)
  return { ...JSON.parse(readFileSync(file, 'utf8')).native, ...change }
}

let serial = 0

function headOf (change: object = {}): Record<string, unknown> {
  const head = { APP_ID: 'lianbanjx', TIMESTAMP: '2026-01-05 09:30:15 123', TRANS_ID: `20260105093015123${String(++serial).padStart(6, '0')}`, RESERVED: [], ...change }
  const text = `APP_ID${head.APP_ID}TIMESTAMP${head.TIMESTAMP}TRANS_ID${head.TRANS_ID}unicom-sandbox-secret`
  return { TOKEN: createHash('md5').update(text).digest('hex'), ...head }
}

function envelope (body: object, head: object = {}): Record<string, any> {
  return { UNI_BSS_HEAD: headOf(head), UNI_BSS_BODY: body, UNI_BSS_ATTACHED: { MEDIA_INFO: '' } }
}

const apply = (change: object = {}, head: object = {}): Record<string, any> =>
  envelope({ APPLY_ORDER_REQ: { CST_ORD: { CST_ORD_INFO: nativeOrder(change) } } }, head)

const HEADERS = { 'Content-Type': 'application/json; charset=UTF-8', Accept: 'application/json' }

async function start (t: Test, options: UnicomOptions = {}) {
  const simulator = await simulateUnicom({ now: () => NOW, ...options })
  t.teardown(() => simulator.close())
  async function post (api: string, message: object | Buffer, headers: Record<string, string> = HEADERS): Promise<any> {
    const body = Buffer.isBuffer(message) ? new Uint8Array(message) : JSON.stringify(message)
    const answer = await fetch(`${simulator.url}/api/lianban/${api}/v1`, { method: 'POST', headers, body })
    t.equal(answer.status, 200)
    return answer.json()
  }
  return { simulator, post }
}

test('the TOKEN is that of the interface document', async t => {
  t.equal(tokenOfUnicomHead('lianbanjx', '2026-01-05 09:30:15 123', '20260105093015123456789', 'unicom-sandbox-secret'), 'b2cfa2968efb967f86772b0295c3f503')
})

test('takes an order once', async t => {
  const { post, simulator } = await start(t)
  t.match(await post('applyOrder', apply()), {
    UNI_BSS_HEAD: { RESP_CODE: '00000' }, UNI_BSS_BODY: { APPLY_ORDER_RSP: { RESP_CODE: '0000', ORDER_ID: '5600000000000001' } }
  })
  t.match(await post('applyOrder', apply()), { UNI_BSS_BODY: { APPLY_ORDER_RSP: { RESP_CODE: '1005', ORDER_ID: '5600000000000001' } } })
  t.match(await post('queryOrder', envelope({ QUERY_ORDER_REQ: { SUBSCRIBE_ID: REFERENCE } })), {
    UNI_BSS_BODY: { QUERY_ORDER_RSP: { RESP_CODE: '0000', ORDER_ID: '5600000000000001', ORDER_STATE: '10', STATE_DATE: '20260105093015' } }
  })
  t.equal(simulator.orders.size, 1)
})

test('courses by the address', async t => {
  const { post, simulator } = await start(t)
  t.match(await post('applyOrder', apply({ CUST_ADDRESS: '示例路1号【无资源】' })), { UNI_BSS_BODY: { APPLY_ORDER_RSP: { RESP_CODE: '1010' } } })
  t.equal(simulator.orders.size, 0, '【无资源】 leaves nothing behind')
  await post('applyOrder', apply({ SUBSCRIBE_ID: 'JXLB000002-NU', CUST_ADDRESS: '示例路1号【退件】' }))
  t.strictSame(simulator.orders.get('JXLB000002-NU')!.ahead, ['10', '90'])
  await post('applyOrder', apply({ SUBSCRIBE_ID: 'JXLB000003-NU', CUST_ADDRESS: '示例路1号【补件】' }))
  t.strictSame(simulator.orders.get('JXLB000003-NU')!.ahead, ['10', '70', '20', '30', '40', '50', '60'])
})

test('the gateway refuses with 10001, by name', async t => {
  const { post, simulator } = await start(t)
  const cases: Record<string, [object, RegExp]> = {
    'a wrong TOKEN': [{ TOKEN: '0'.repeat(32) }, /TOKEN 校验失败/],
    'an upper-case TOKEN': [{ ...headOf(), TOKEN: String(headOf().TOKEN).toUpperCase() }, /TOKEN 校验失败/],
    'an unknown APP_ID': [{ APP_ID: 'someoneelse' }, /APP_ID/],
    'a TIMESTAMP over ten minutes old': [{ TIMESTAMP: '2026-01-05 09:20:15 122' }, /TIMESTAMP 超出/],
    'a TIMESTAMP over ten minutes ahead': [{ TIMESTAMP: '2026-01-05 09:40:15 124' }, /TIMESTAMP 超出/],
    'a TIMESTAMP of another format': [{ TIMESTAMP: '2026-01-05T09:30:15.123' }, /TIMESTAMP 格式/],
    'a TRANS_ID of another format': [{ TRANS_ID: '42' }, /TRANS_ID 格式/]
  }
  for (const [name, [head, reason]] of Object.entries(cases)) {
    await t.test(name, async t => {
      const answer = await post('applyOrder', apply({}, head))
      t.equal(answer.UNI_BSS_HEAD.RESP_CODE, '10001')
      t.match(answer.UNI_BSS_HEAD.RESP_DESC, reason)
    })
  }
  await t.test('a message without a head', async t => {
    t.match(await post('applyOrder', {}), { UNI_BSS_HEAD: { RESP_CODE: '10001' } })
  })
  await t.test('a repeated TRANS_ID', async t => {
    const message = envelope({ QUERY_ORDER_REQ: { SUBSCRIBE_ID: REFERENCE } })
    t.match(await post('queryOrder', message), { UNI_BSS_HEAD: { RESP_CODE: '00000' } })
    t.match(await post('queryOrder', message), { UNI_BSS_HEAD: { RESP_CODE: '10001', RESP_DESC: 'TRANS_ID 重复' } })
  })
  await t.test('before it looks at the body', async t => {
    t.match(await post('applyOrder', envelope({}, { TOKEN: '0'.repeat(32) })), { UNI_BSS_HEAD: { RESP_CODE: '10001' } })
  })
  t.equal(simulator.orders.size, 0)
})

/** An order of one service with these attributes. */
function services (SERVICE_ID: string, TRADE_TYPE_CODE: string, attributes: Record<string, string>): object {
  const SRV_ATTR_INFO = Object.entries(attributes).map(([ATTR_CODE, ATTR_VALUE]) => ({ ATTR_CODE, ATTR_VALUE, ATTR_ACTION: '0' }))
  return { SRV_ORD_LIST: { SRV_ORD: [{ SERVICE_ID, TRADE_TYPE_CODE, ACTIVE_TYPE: '1', SRV_ORD_INFO: { SRV_ATTR_INFO } }] } }
}

test('the business system refuses with 1001, naming the field', async t => {
  const { post, simulator } = await start(t)
  const order = '/UNI_BSS_BODY/APPLY_ORDER_REQ/CST_ORD/CST_ORD_INFO'
  const attributes = `${order}/SRV_ORD_LIST/SRV_ORD/0/SRV_ORD_INFO/SRV_ATTR_INFO`
  const cases: Record<string, [object, string]> = {
    'a missing field': [{ CERT_CODE: undefined }, `${order}/CERT_CODE`],
    'an unknown field': [{ CUST_FAX: '0563' }, order],
    'a code that is none': [{ CERT_TYPE: '01' }, `${order}/CERT_TYPE`],
    'a time of another format': [{ ACCEPT_DATE: '2026-01-05 09:30:15' }, `${order}/ACCEPT_DATE`],
    'another county': [{ DEAL_AREA_CODE: '341802' }, `${order}/DEAL_AREA_CODE`],
    'a name with the code of a trade type': [services('TV', '0010 新装', { CON0007: '示例路1号' }), `${order}/SRV_ORD_LIST/SRV_ORD/0/TRADE_TYPE_CODE`],
    'no install address': [services('TV', '0010', { CON0041: '2' }), attributes],
    'a move without the former address': [services('TV', '0070', { CON0007: '示例路1号' }), attributes],
    'new broadband without bandwidth': [services('BB', '0010', { CON0007: '示例路1号' }), attributes],
    'an attribute of another service': [services('TEL', '0010', { CON0007: '示例路1号', CON0021: '100' }), `${attributes}/1/ATTR_CODE`],
    'an appointment of another format': [services('TV', '0010', { CON0007: '示例路1号', CON0061: '2026-12-01' }), `${attributes}/1/ATTR_VALUE`]
  }
  for (const [name, [change, field]] of Object.entries(cases)) {
    await t.test(name, async t => {
      const { RESP_CODE, RESP_DESC } = (await post('applyOrder', apply(change))).UNI_BSS_BODY.APPLY_ORDER_RSP
      t.equal(RESP_CODE, '1001')
      t.ok(RESP_DESC.startsWith(`参数错误：${field}`), RESP_DESC)
    })
  }
  await t.test('the body of another API', async t => {
    t.match(await post('queryOrder', apply()), { UNI_BSS_BODY: { QUERY_ORDER_RSP: { RESP_CODE: '1001' } } })
  })
  await t.test('a missing UNI_BSS_ATTACHED', async t => {
    const { UNI_BSS_ATTACHED, ...message } = apply()
    t.match(await post('applyOrder', message), { UNI_BSS_BODY: { APPLY_ORDER_RSP: { RESP_DESC: '参数错误：/UNI_BSS_ATTACHED' } } })
  })
  t.equal(simulator.orders.size, 0)
})

test('media type and encoding', async t => {
  const { post, simulator } = await start(t)
  const refused = (why: string): object => ({ UNI_BSS_BODY: { APPLY_ORDER_RSP: { RESP_CODE: '1001', RESP_DESC: `参数错误：${why}` } } })
  t.match(await post('applyOrder', apply(), { ...HEADERS, 'Content-Type': 'application/x-www-form-urlencoded' }), refused('Content-Type'), 'another media type')
  t.match(await post('applyOrder', apply(), { ...HEADERS, 'Content-Type': 'text/plain' }), refused('Content-Type'), 'plain text')
  t.match(await post('applyOrder', apply(), { ...HEADERS, 'Content-Type': 'application/json; charset=GBK' }), refused('Content-Type'), 'another charset')
  t.match(await post('applyOrder', apply(), { ...HEADERS, Accept: 'text/html' }), refused('Accept'), 'another Accept')
  const whole = Buffer.from(JSON.stringify(apply({ CUST_NAME_CHINESE: '李' })))
  const at = whole.indexOf('李')
  const gbk = Buffer.concat([whole.subarray(0, at), Buffer.from([0xc0, 0xee]), whole.subarray(at + 3)])
  t.match(await post('applyOrder', gbk), refused('报文不是 UTF-8 编码的 JSON'), 'GBK')
  t.match(await post('applyOrder', whole.subarray(0, -9)), refused('报文不是 UTF-8 编码的 JSON'), 'half a message')
  t.equal(simulator.orders.size, 0)
})

test('unknown references are answered 1404', async t => {
  const { post } = await start(t)
  t.match(await post('queryOrder', envelope({ QUERY_ORDER_REQ: { SUBSCRIBE_ID: REFERENCE } })), { UNI_BSS_BODY: { QUERY_ORDER_RSP: { RESP_CODE: '1404' } } })
  t.match(await post('cancelOrder', envelope({ CANCEL_ORDER_REQ: { SUBSCRIBE_ID: REFERENCE, REASON: '' } })), { UNI_BSS_BODY: { CANCEL_ORDER_RSP: { RESP_CODE: '1404' } } })
  t.match(await post('amendOrder', envelope({ AMEND_ORDER_REQ: { CST_ORD: { CST_ORD_INFO: nativeOrder() } } })), { UNI_BSS_BODY: { AMEND_ORDER_RSP: { RESP_CODE: '1404' } } })
})

test('amends what waits for material, and nothing else', async t => {
  const { post, simulator } = await start(t)
  await post('applyOrder', apply())
  const amend = (): object => envelope({ AMEND_ORDER_REQ: { CST_ORD: { CST_ORD_INFO: nativeOrder({ CERT_TYPE: '99' }) } } })
  t.match(await post('amendOrder', amend()), { UNI_BSS_BODY: { AMEND_ORDER_RSP: { RESP_CODE: '1001' } } })
  await simulator.move(REFERENCE, '70')
  t.match(await post('amendOrder', amend()), { UNI_BSS_BODY: { AMEND_ORDER_RSP: { RESP_CODE: '0000', ORDER_ID: '5600000000000001' } } })
  t.match(simulator.orders.get(REFERENCE)!.content, { CERT_TYPE: '99' })
})

test('cancels an order until it is finished', async t => {
  const { post, simulator } = await start(t)
  await post('applyOrder', apply())
  await simulator.move(REFERENCE, '60')
  const cancel = (): object => envelope({ CANCEL_ORDER_REQ: { SUBSCRIBE_ID: REFERENCE, REASON: '不需要了' } })
  t.match(await post('cancelOrder', cancel()), { UNI_BSS_BODY: { CANCEL_ORDER_RSP: { RESP_CODE: '1010' } } })
  await simulator.move(REFERENCE, '50')
  t.match(await post('cancelOrder', cancel()), { UNI_BSS_BODY: { CANCEL_ORDER_RSP: { RESP_CODE: '0000' } } })
})

test('other credentials can be agreed on', async t => {
  const { post } = await start(t, { credentials: { appId: 'onsite', secret: 'agreed' } })
  const message = apply({}, { APP_ID: 'onsite' })
  t.match(await post('applyOrder', message), { UNI_BSS_HEAD: { RESP_CODE: '10001' } })
  const { TIMESTAMP, TRANS_ID } = message['UNI_BSS_HEAD']
  message['UNI_BSS_HEAD'].TOKEN = tokenOfUnicomHead('onsite', TIMESTAMP, TRANS_ID, 'agreed')
  t.match(await post('applyOrder', message), { UNI_BSS_BODY: { APPLY_ORDER_RSP: { RESP_CODE: '0000' } } })
})
