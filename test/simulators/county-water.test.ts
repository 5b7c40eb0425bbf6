import { createHash } from 'node:crypto'
import iconv from 'iconv-lite'
import { test, type Test } from 'tap'
import { expectedSign, simulate as simulateCountyWater, type CountyWaterOptions } from '../../simulators/county-water.ts'

const ORDER = {
  flowsn: 'JXLB000001-W',
  flowcode: 'water_new',
  usertype: '1',
  corporative: '沈知远',
  credtype: '01',
  credno: '11010519491231002X',
  linkman: '沈知远',
  tel: '13800000001',
  address: '泾县泾川镇桃花潭东路18号3幢502室',
  dayflow: '3.50'
}

const TYPE = 'application/x-www-form-urlencoded; charset=UTF-8'

interface Sending { secret?: string, contentType?: string, change?: (form: Record<string, string>) => void }

/** The simulator with a clock that moves only when told to, and a client of the test's own. */
async function start (t: Test, options: CountyWaterOptions = {}) {
  const clock = { time: Date.parse('2026-01-05T09:30:15+08:00') }
  const simulator = await simulateCountyWater({ now: () => new Date(clock.time), ...options })
  t.teardown(() => simulator.close())

  async function post (action: string, body: string | Uint8Array<ArrayBuffer>, contentType = TYPE): Promise<{ status: number, body: string }> {
    const answer = await fetch(`${simulator.url}/api/appService/${action}`, { method: 'POST', headers: { 'content-type': contentType }, body })
    return { status: answer.status, body: await answer.text() }
  }

  function formOf (data: unknown, { secret = 'water-sandbox-secret', change = () => {} }: Sending = {}): Record<string, string> {
    const form: Record<string, string> = { clientid: 'LB341823', timestamp: beijing(clock.time), data: typeof data === 'string' ? data : JSON.stringify(data) }
    form['sign'] = createHash('md5').update(`${form['clientid']}${form['timestamp']}${form['data']}${secret}`).digest('hex')
    change(form)
    return form
  }

  /** One request, a second after the last. */
  async function send (action: string, data: unknown, sending: Sending = {}): Promise<any> {
    clock.time += 1000
    const { status, body } = await post(action, new URLSearchParams(formOf(data, sending)).toString(), sending.contentType)
    return status === 200 ? JSON.parse(body) : { status, body }
  }

  const check = (order: { flowcode: string, credno: string, address: string } = ORDER) =>
    send('checkSubmitFlow', { flowcode: order.flowcode, cardno: order.credno, address: order.address })

  async function place (order: typeof ORDER & Record<string, unknown> = ORDER) {
    await check(order)
    return send('submit', order)
  }
  return { simulator, clock, post, formOf, send, check, place }
}

function beijing (time: number): string {
  return new Date(time + 8 * 3600_000).toISOString().replace(/\D/g, '').slice(0, 14)
}

test('the sign it expects is that of the document\'s vector', async t => {
  const form = { clientid: 'LB341823', timestamp: '20260105093015', data: '{"flowsn":"JXLB000001-W","flowcode":"water_new"}' }
  t.equal(expectedSign(form, 'water-sandbox-secret'), '0494c8c9210f9b04c5c9af593b887e1d')
})

test('who may speak', async t => {
  const { send, check, clock } = await start(t)

  await t.test('a right sign is let in', async t => {
    t.strictSame(await check(), { code: '200', msg: '成功' })
  })

  await t.test('a wrong secret, client, sign in capitals or data changed after signing is refused', async t => {
    const refused = { code: '401', msg: '签名错误' }
    t.strictSame(await send('queryFlow', { flowsn: 'A' }, { secret: 'guess' }), refused)
    t.strictSame(await send('queryFlow', { flowsn: 'A' }, { change: form => { form['clientid'] = 'LB000000' } }), refused)
    t.strictSame(await send('queryFlow', { flowsn: 'A' }, { change: form => { form['sign'] = form['sign']!.toUpperCase() } }), refused)
    t.strictSame(await send('queryFlow', { flowsn: 'A' }, { change: form => { form['data'] = '{"flowsn":"B"}' } }), refused)
  })

  await t.test('a clock may be ten minutes off, either way, and no more', async t => {
    const at = (offset: number) => send('queryFlow', { flowsn: 'A' }, {
      change (form) {
        form['timestamp'] = beijing(clock.time + offset)
        form['sign'] = expectedSign({ clientid: form['clientid']!, timestamp: form['timestamp'], data: form['data']! }, 'water-sandbox-secret')
      }
    })
    t.equal((await at(-600_000)).code, '404')
    t.equal((await at(600_000)).code, '404')
    t.strictSame(await at(-601_000), { code: '401', msg: 'timestamp 超出时间窗口' })
    t.strictSame(await at(601_000), { code: '401', msg: 'timestamp 超出时间窗口' })
  })
})

test('what a request must look like', async t => {
  const { simulator, clock, post, formOf, send } = await start(t)

  await t.test('a missing, foreign or doubled form field is named', async t => {
    for (const field of ['clientid', 'timestamp', 'data', 'sign']) {
      const answer = await send('queryFlow', { flowsn: 'A' }, { change: form => { delete form[field] } })
      t.strictSame(answer, { code: '400', msg: `参数错误：${field}` })
    }
    t.strictSame(await send('queryFlow', { flowsn: 'A' }, { change: form => { form['nonce'] = '1' } }), { code: '400', msg: '参数错误：nonce' })
    t.strictSame(await send('queryFlow', { flowsn: 'A' }, { change: form => { form['timestamp'] = '2026-01-05' } }), { code: '400', msg: '参数错误：timestamp' })
    clock.time += 1000
    const doubled = `${new URLSearchParams(formOf({ flowsn: 'A' }))}&data=%7B%7D`
    t.strictSame(JSON.parse((await post('queryFlow', doubled)).body), { code: '400', msg: '参数错误：data' })
  })

  await t.test('a day that does not exist is no timestamp', async t => {
    const answer = await send('queryFlow', { flowsn: 'A' }, {
      change (form) {
        form['timestamp'] = '20260230093015'
        form['sign'] = expectedSign({ clientid: form['clientid']!, timestamp: form['timestamp'], data: form['data']! }, 'water-sandbox-secret')
      }
    })
    t.strictSame(answer, { code: '400', msg: '参数错误：timestamp' })
  })

  await t.test('another media type or charset is refused', async t => {
    const refused = { code: '400', msg: '参数错误：Content-Type' }
    for (const contentType of ['application/json', 'text/plain', 'application/x-www-form-urlencoded', 'application/x-www-form-urlencoded; charset=GBK']) {
      t.strictSame(await send('queryFlow', { flowsn: 'A' }, { contentType }), refused, contentType)
    }
  })

  await t.test('text in GBK is not what was signed', async t => {
    clock.time += 1000
    const { data, ...form } = formOf({ ...ORDER })
    const gbk = Buffer.concat([Buffer.from(`${new URLSearchParams(form)}&data=`), iconv.encode(data!, 'gbk')])
    t.strictSame(JSON.parse((await post('submit', new Uint8Array(gbk))).body), { code: '401', msg: '签名错误' })
  })

  await t.test('data that is no JSON is refused', async t => {
    t.strictSame(await send('queryFlow', '{"flowsn":'), { code: '400', msg: '参数错误：data' })
  })

  await t.test('every wrong field of an order is named', async t => {
    const wrong: Array<[Record<string, unknown>, RegExp]> = [
      [{ flowsn: undefined }, /flowsn/],
      [{ flowsn: 'J'.repeat(33) }, /flowsn/],
      [{ flowcode: 'water_gas' }, /flowcode/],
      [{ usertype: 1 }, /usertype/],
      [{ corporative: undefined }, /corporative/],
      [{ credtype: '05' }, /credtype/],
      [{ tel: '' }, /tel/],
      [{ address: '泾'.repeat(201) }, /address/],
      [{ dayflow: undefined }, /dayflow/],
      [{ dayflow: 3.5 }, /dayflow/],
      [{ dayflow: '3.555' }, /dayflow/],
      [{ flowcode: 'water_move', oldaddress: undefined }, /oldaddress/],
      [{ flowcode: 'water_other', remark: undefined }, /remark/],
      [{ remark: '备'.repeat(501) }, /remark/],
      [{ appointment: '2026-01-07T10:00:00+08:00' }, /appointment/],
      [{ attachList: [{ filetype: '86', files: [{ filename: 'a.gif', filesuffix: 'gif', filecontent: 'R0lG' }] }] }, /attachList\.0\.files\.0\.filesuffix/],
      [{ attachList: [{ filetype: '86', files: [{ filename: 'a.png', filesuffix: 'png', filecontent: '不是base64' }] }] }, /filecontent/],
      [{ demand: 3.5 }, /additional properties/]
    ]
    for (const [change, named] of wrong) {
      const answer = await send('submit', { ...ORDER, ...change })
      t.match(answer, { code: '400', msg: /^参数错误：/ })
      t.match(answer.msg, named)
    }
    t.equal(simulator.orders.size, 0)
  })

  await t.test('at most five files in all, of at most 2 MiB', async t => {
    const file = { filename: 'a.png', filesuffix: 'png', filecontent: 'iVBORw0KGgo=' }
    const groups = (counts: number[]) => counts.map(count => ({ filetype: '86', files: Array(count).fill(file) }))
    t.match(await send('submit', { ...ORDER, attachList: groups([3, 3]) }), { code: '400', msg: /attachList/ })
    t.match(await send('submit', { ...ORDER, attachList: groups([6]) }), { code: '400', msg: /files/ })
    const large = Buffer.alloc(2 * 1024 * 1024 + 1).toString('base64')
    t.match(await send('submit', { ...ORDER, attachList: [{ filetype: '86', files: [{ ...file, filecontent: large }] }] }), { code: '400', msg: /filecontent/ })
    t.match(await send('submit', { ...ORDER, attachList: [{ filetype: '86', files: [{ ...file, filecontent: large + 'AAAA' }] }] }), { code: '400', msg: /filecontent/ })
  })
})

test('submitting', async t => {
  await t.test('needs a check of the same flow, applicant and address in the ten minutes before', async t => {
    const { clock, send, check } = await start(t)
    const refused = { code: '400', msg: '参数错误：提交前10分钟内未调用checkSubmitFlow' }
    t.strictSame(await send('submit', ORDER), refused)
    await check({ ...ORDER, address: '泾县泾川镇谢园路5号' })
    t.strictSame(await send('submit', ORDER), refused)
    await check()
    clock.time += 600_000
    t.strictSame(await send('submit', ORDER), refused)
    await check()
    clock.time += 599_000
    t.strictSame(await send('submit', ORDER), { code: '200', msg: 'JXGS00000001,提交成功' })
  })

  await t.test('a serial again is answered with the bill it has', async t => {
    const { simulator, send, place } = await start(t)
    await place()
    t.strictSame(await send('submit', ORDER), { code: '302', msg: 'JXGS00000001,重复提交' })
    t.match(simulator.orders.get(ORDER.flowsn), { placements: 2 })
  })

  await t.test('【在途】 in the address is a bill that already runs there', async t => {
    const { send, check } = await start(t)
    t.strictSame(await check({ ...ORDER, address: '泾县【在途】路1号' }), { code: '301', msg: 'JXGS90000001,存在在途业务' })
    t.equal((await send('submit', { ...ORDER, address: '泾县【在途】路1号' })).code, '400', 'and was not checked')
  })

  await t.test('asked to, it keeps an applicant\'s second bill at an address out until the first is closed', async t => {
    const { simulator, send, check, place } = await start(t, { oneRunningBill: true })
    await check()
    await place()
    const refused = { code: '301', msg: 'JXGS00000001,存在在途业务' }
    t.strictSame(await check(), refused)
    t.strictSame(await send('submit', { ...ORDER, flowsn: 'JXLB000002-W' }), refused)
    t.equal((await check({ ...ORDER, address: '泾县泾川镇谢园路5号' })).code, '200')
    await simulator.move(ORDER.flowsn, '通水')
    t.equal((await check()).code, '200')
  })
})

test('the rates', async t => {
  await t.test('a sixth request within a second is refused without Retry-After', async t => {
    const { simulator, clock, post, formOf } = await start(t)
    const ask = (flowsn: string) => post('queryFlow', new URLSearchParams(formOf({ flowsn })).toString())
    for (const flowsn of ['A', 'B', 'C', 'D', 'E']) t.equal((await ask(flowsn)).status, 200)
    clock.time += 999
    const answer = await fetch(`${simulator.url}/api/appService/queryFlow`, { method: 'POST', headers: { 'content-type': TYPE }, body: new URLSearchParams(formOf({ flowsn: 'F' })).toString() })
    t.equal(answer.status, 429)
    t.equal(answer.headers.get('retry-after'), null)
    clock.time += 1
    t.equal((await ask('F')).status, 200)
  })

  await t.test('one query per bill in its interval; other bills may be asked', async t => {
    const { clock, send, place } = await start(t, { queryInterval: 5000 })
    await place()
    t.equal((await send('queryFlow', { flowsn: ORDER.flowsn })).code, '200')
    t.equal((await send('queryFlow', { flowsn: ORDER.flowsn })).status, 429)
    t.equal((await send('queryFlow', { flowsn: 'JXLB000002-W' })).code, '404')
    clock.time += 3000
    t.equal((await send('queryFlow', { flowsn: ORDER.flowsn })).code, '200')
  })
})

test('the life of a bill', async t => {
  await t.test('an unknown serial is 404 for every question about it', async t => {
    const { send } = await start(t)
    const unknown = { code: '404', msg: '流程不存在' }
    t.strictSame(await send('queryFlow', { flowsn: ORDER.flowsn }), unknown)
    t.strictSame(await send('resubmit', ORDER), unknown)
    t.strictSame(await send('cancelFlow', { flowsn: ORDER.flowsn, reason: '撤回' }), unknown)
  })

  await t.test('a query tells the node and its time in the county', async t => {
    const { simulator, clock, send, place } = await start(t)
    await place()
    clock.time = Date.parse('2026-01-06T23:59:58Z')
    await simulator.move(ORDER.flowsn, '踏勘')
    t.strictSame(await send('queryFlow', { flowsn: ORDER.flowsn }), {
      code: '200',
      msg: '成功',
      data: { billNo: 'JXGS00000001', flowsn: ORDER.flowsn, node: '踏勘', nodeTime: '2026-01-07 07:59:58', handler: '营业厅', remark: '' }
    })
  })

  await t.test('the address chooses its course', async t => {
    const { simulator, place } = await start(t)
    await place()
    await place({ ...ORDER, flowsn: 'JXLB000002-W', address: '泾县【退件】路1号' })
    await place({ ...ORDER, flowsn: 'JXLB000003-W', address: '泾县【补件】路1号' })
    t.strictSame([...simulator.orders.values()].map(order => order.ahead), [
      ['受理', '踏勘', '设计', '预算', '缴费', '施工', '验收', '通水'],
      ['受理', '退件'],
      ['受理', '退补', '踏勘', '设计', '预算', '缴费', '施工', '验收', '通水']
    ])
  })

  await t.test('material is taken when it is wanted, whole', async t => {
    const { simulator, send, place } = await start(t)
    await place()
    t.strictSame(await send('resubmit', ORDER), { code: '400', msg: '参数错误：flowsn（当前环节不是退补）' })
    await simulator.move(ORDER.flowsn, '退补', '请补产权证明')
    t.match(await send('queryFlow', { flowsn: ORDER.flowsn }), { data: { node: '退补', remark: '请补产权证明' } })
    t.match(await send('resubmit', { flowsn: ORDER.flowsn }), { code: '400' })
    t.strictSame(await send('resubmit', { ...ORDER, tel: '13900000002' }), { code: '200', msg: '成功' })
    t.match(simulator.orders.get(ORDER.flowsn)?.content, { tel: '13900000002' })
  })

  await t.test('cancelling works until they build, however often it is asked', async t => {
    const { simulator, send, place } = await start(t)
    await place()
    await place({ ...ORDER, flowsn: 'JXLB000002-W' })
    t.match(await send('cancelFlow', { flowsn: ORDER.flowsn }), { code: '400', msg: '参数错误：reason' })
    t.strictSame(await send('cancelFlow', { flowsn: ORDER.flowsn, reason: '撤回' }), { code: '200', msg: '成功' })
    t.strictSame(await send('cancelFlow', { flowsn: ORDER.flowsn, reason: '撤回' }), { code: '200', msg: '成功' })
    for (const node of ['施工', '验收', '通水']) {
      await simulator.move('JXLB000002-W', node)
      t.strictSame(await send('cancelFlow', { flowsn: 'JXLB000002-W', reason: '撤回' }), { code: '409', msg: '已施工不可作废' })
    }
  })
})
