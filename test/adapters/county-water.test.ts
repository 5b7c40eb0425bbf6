import Fastify from 'fastify'
import { test, type Test } from 'tap'
import { adapter as countyWaterAdapter, signCountyWater } from '../../adapters/county-water.ts'
import { Failure } from '../../adapters/failure.ts'
import type { components } from '../../openapi/enterprises/county-water.d.ts'
import { simulate as simulateCountyWater, type CountyWaterOptions } from '../../simulators/county-water.ts'
import { adapterContext } from '../kit/adapter-context.ts'

type Order = components['schemas']['Order']

const START = Date.parse('2026-01-05T09:30:15+08:00')

const order: Order = {
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
const KEY = { reference: order.flowsn }

/** Every look at this clock is a second later, which keeps the enterprise's rate limits out of the way. */
function tickingClock (): () => Date {
  let time = START
  return () => new Date(time += 1000)
}

function connect (t: Test, baseUrl: string, { now = tickingClock(), secret = 'water-sandbox-secret', timeout = '5s' } = {}) {
  const settings = countyWaterAdapter.settings.parse({ baseUrl, timeout, credentials: { clientid: 'LB341823', secret } })
  const context = adapterContext(settings, now)
  const adapter = countyWaterAdapter.connect(context)
  t.teardown(() => adapter.close())
  return { adapter, context }
}

async function withSimulator (t: Test, options: CountyWaterOptions = {}) {
  const now = options.now ?? tickingClock()
  const simulator = await simulateCountyWater({ now, ...options })
  t.teardown(() => simulator.close())
  return { simulator, now, ...connect(t, simulator.url, { now }) }
}

/** An enterprise that gives the answers it was handed, one after the other. */
async function withAnswers (t: Test, ...answers: Array<string | { status: number, body: string }>) {
  const requests: Array<{ url: string, contentType: string | undefined, form: Record<string, string> }> = []
  const app = Fastify({ forceCloseConnections: true })
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  app.post('/*', async (request, reply) => {
    requests.push({ url: request.url, contentType: request.headers['content-type'], form: Object.fromEntries(new URLSearchParams(request.body as string)) })
    const answer = answers.shift()!
    const { status, body } = typeof answer === 'string' ? { status: 200, body: answer } : answer
    return reply.code(status).type('application/json').send(body)
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  t.teardown(() => app.close())
  return { requests, ...connect(t, url, { now: () => new Date(START) }) }
}

async function fails (t: Test, call: Promise<unknown>, facts: Record<string, unknown>, name = 'fails as said') {
  const error = await call.then(() => undefined, error => error)
  t.type(error, Failure, name)
  t.match(error?.facts, facts, name)
}

const FREE = '{"code":"200","msg":"成功"}'

test('the sign', async t => {
  await t.test('is that of the document\'s vector', async t => {
    const form = { clientid: 'LB341823', timestamp: '20260105093015', data: '{"flowsn":"JXLB000001-W","flowcode":"water_new"}' }
    t.equal(signCountyWater({ ...form, secret: 'water-sandbox-secret' }), '0494c8c9210f9b04c5c9af593b887e1d')
  })

  await t.test('covers data exactly as sent, in a form of the county\'s time', async t => {
    const { adapter, requests } = await withAnswers(t, FREE, '{"code":"200","msg":"JXGS00000007,提交成功"}')
    await adapter.place({ ...order, remark: 'a+b & 100% = 𠮷' })
    t.strictSame(requests.map(request => request.url), ['/api/appService/checkSubmitFlow', '/api/appService/submit'])
    for (const { contentType, form } of requests) {
      t.equal(contentType, 'application/x-www-form-urlencoded; charset=UTF-8')
      t.strictSame(Object.keys(form).sort(), ['clientid', 'data', 'sign', 'timestamp'])
      t.equal(form['timestamp'], '20260105093015')
      t.equal(form['sign'], signCountyWater({ clientid: 'LB341823', timestamp: form['timestamp']!, data: form['data']!, secret: 'water-sandbox-secret' }))
    }
    t.strictSame(JSON.parse(requests[0]!.form['data']!), { flowcode: 'water_new', cardno: order.credno, address: order.address })
    t.strictSame(JSON.parse(requests[1]!.form['data']!), { ...order, remark: 'a+b & 100% = 𠮷' })
  })
})

test('placing', async t => {
  await t.test('checks first, then submits, each at its own pace; the bill number stands before the comma', async t => {
    const { adapter, simulator, context } = await withSimulator(t)
    t.strictSame(await adapter.place(order), { kind: 'acknowledged', nativeNumber: 'JXGS00000001' })
    t.equal(context.paced(), 2)
    t.strictSame(simulator.orders.get(order.flowsn)?.content, order)
  })

  await t.test('a repeated serial is the same success', async t => {
    const { adapter, simulator } = await withSimulator(t)
    const first = await adapter.place(order)
    t.strictSame(await adapter.place(order), first)
    t.equal(simulator.orders.size, 1)
  })

  await t.test('the running bill that the check reports may be the order itself', async t => {
    const { adapter, simulator } = await withSimulator(t, { oneRunningBill: true })
    await adapter.place(order)
    t.match(await adapter.place(order), { kind: 'acknowledged', nativeNumber: 'JXGS00000001', status: { node: '受理' } })
    t.equal(simulator.orders.size, 1)
  })

  await t.test('another bill running at the address needs a person, who is told its number', async t => {
    const { adapter, simulator } = await withSimulator(t)
    await fails(t, adapter.place({ ...order, address: '泾县【在途】路1号' }),
      { code: '301', comeBack: 'never', fault: 'application', message: 'JXGS90000001,存在在途业务' })
    t.equal(simulator.orders.size, 0)
  })

  await t.test('a bill that begins to run between check and submit needs a person too', async t => {
    const { adapter } = await withAnswers(t, FREE, '{"code":"301","msg":"JXGS00000003,存在在途业务"}')
    await fails(t, adapter.place(order), { code: '301', comeBack: 'never', fault: 'application', message: 'JXGS00000003,存在在途业务' })
  })

  await t.test('five files of 2 MiB go through whole', async t => {
    const { adapter, simulator } = await withSimulator(t)
    const filecontent = Buffer.alloc(2 * 1024 * 1024, 'ÿþ供水').toString('base64')
    const files = Array.from({ length: 5 }, (_, index) => ({ filename: `other-${index + 1}.png`, filesuffix: 'png' as const, filecontent }))
    await adapter.place({ ...order, attachList: [{ filetype: '86', files }] })
    t.strictSame((simulator.orders.get(order.flowsn)?.content as Order).attachList?.[0]?.files, files)
  })

  await t.test('a success without a bill number is a success', async t => {
    for (const msg of ['提交成功', ',提交成功']) {
      const { adapter } = await withAnswers(t, FREE, JSON.stringify({ code: '200', msg }))
      t.strictSame(await adapter.place(order), { kind: 'acknowledged' })
    }
  })

  await t.test('an order that is not of the contract is not sent', async t => {
    const { adapter, requests } = await withAnswers(t)
    const { dayflow, ...incomplete } = order
    await fails(t, adapter.place(incomplete), { code: 'contract', comeBack: 'never', fault: 'hub', alert: true, message: /dayflow/ })
    await fails(t, adapter.place({ ...order, flowsn: 'J'.repeat(33) }), { code: 'contract' })
    t.strictSame(requests, [])
  })
})

test('each code of the document', async t => {
  const cases = [
    { code: '400', facts: { comeBack: 'never', fault: 'application' } },
    { code: '401', facts: { comeBack: 'never', fault: 'hub', alert: true } },
    { code: '404', facts: { comeBack: 'never', fault: 'enterprise' } },
    { code: '500', facts: { comeBack: 'later', fault: 'enterprise' } },
    { code: '503', facts: { comeBack: 'later', fault: 'enterprise' } },
    { code: '999', facts: { comeBack: 'askFirst', fault: 'enterprise', alert: true } }
  ]
  for (const { code, facts } of cases) {
    await t.test(`${code} is ${facts.comeBack}, whichever request it answers`, async t => {
      const refusal = JSON.stringify({ code, msg: '原因\n\tat com.example' })
      const { adapter, requests } = await withAnswers(t, refusal, FREE, refusal, refusal, refusal)
      const expected = { code, message: '原因', ...facts }
      await fails(t, adapter.place(order), expected, 'at the check')
      await fails(t, adapter.place(order), expected, 'at the submit')
      await fails(t, adapter.supplement(KEY, order, order), expected, 'at the resubmit')
      await fails(t, adapter.withdraw(KEY, '申请人撤回'), expected, 'at the cancelling')
      t.equal(requests.length, 5, 'and nothing is sent again')
    })
  }

  await t.test('the enterprise itself takes our sign and no other', async t => {
    const { simulator, now } = await withSimulator(t)
    const { adapter } = connect(t, simulator.url, { now, secret: 'another-secret' })
    await fails(t, adapter.place(order), { code: '401', comeBack: 'never', fault: 'hub', alert: true })
  })
})

test('trouble on the way', async t => {
  const cases = [
    { fault: 'tooMany429', facts: { code: 'http-429', comeBack: 'later', fault: 'hub' } },
    { fault: 'error500', facts: { code: 'http-500', comeBack: 'askFirst', fault: 'enterprise' } },
    { fault: 'busy503', facts: { code: 'http-503', comeBack: 'askFirst', fault: 'enterprise' } },
    { fault: 'dead', facts: { code: 'connection', comeBack: 'askFirst', fault: 'network' } },
    { fault: 'dropAnswer', facts: { code: 'connection', comeBack: 'askFirst', fault: 'network' } },
    { fault: 'halfBody', facts: { code: 'connection', comeBack: 'askFirst', fault: 'network' } },
    { fault: 'garbage', facts: { code: 'unreadable', comeBack: 'askFirst', fault: 'enterprise' } }
  ] as const
  for (const { fault, facts } of cases) {
    for (const [request, action] of ['check', 'submit'].entries()) {
      await t.test(`${fault} at the ${action} is ${facts.comeBack}, after which the order gets there once`, async t => {
        const { adapter, simulator, context } = await withSimulator(t, { oneRunningBill: true })
        context.pace = async () => { if (sent++ === request) simulator.faults.arm(fault) }
        let sent = 0
        await fails(t, adapter.place(order), facts)
        t.match(await adapter.place(order), { kind: 'acknowledged', nativeNumber: 'JXGS00000001' })
        t.equal(simulator.orders.size, 1)
      })
    }
  }

  await t.test('silence is an unknown outcome', async t => {
    const { simulator, now } = await withSimulator(t)
    const { adapter } = connect(t, simulator.url, { now, timeout: '50ms' })
    simulator.faults.arm('hang')
    await fails(t, adapter.place(order), { code: 'timeout', comeBack: 'askFirst', fault: 'network' })
  })

  await t.test('a closed door is not', async t => {
    const { adapter, simulator } = await withSimulator(t)
    await simulator.close()
    await fails(t, adapter.place(order), { code: 'connection', comeBack: 'later', fault: 'network' })
  })

  await t.test('an HTTP status that the document does not know leaves the outcome unknown', async t => {
    const { adapter } = await withAnswers(t, { status: 404, body: FREE }, FREE, { status: 202, body: FREE })
    await fails(t, adapter.place(order), { code: 'http-404', comeBack: 'askFirst', alert: true })
    await fails(t, adapter.place(order), { code: 'http-202', comeBack: 'askFirst', alert: true })
  })

  await t.test('an answer that is not of the contract leaves the outcome unknown', async t => {
    for (const answer of ['{"code":"200"', '"200"', '{"code":200,"msg":"成功"}', '{"msg":"成功"}']) {
      const { adapter } = await withAnswers(t, FREE, answer)
      await fails(t, adapter.place(order), { code: 'unreadable', comeBack: 'askFirst' }, answer)
    }
  })
})

test('inquiring', async t => {
  await t.test('finds an order by its serial alone', async t => {
    const { adapter, simulator } = await withSimulator(t)
    await adapter.place(order)
    await simulator.move(order.flowsn, '退补', '证件照片不清晰')
    t.match(await adapter.inquire(KEY), {
      kind: 'found',
      nativeNumber: 'JXGS00000001',
      status: { billNo: 'JXGS00000001', flowsn: order.flowsn, node: '退补', nodeTime: /^2026-01-05 09:\d\d:\d\d$/, remark: '证件照片不清晰' }
    })
  })

  await t.test('does not find what was never placed', async t => {
    const { adapter } = await withSimulator(t)
    t.strictSame(await adapter.inquire(KEY), { kind: 'notFound' })
  })

  await t.test('lets a node that the document does not list through to the mapping', async t => {
    const { adapter, simulator } = await withSimulator(t)
    await adapter.place(order)
    await simulator.move(order.flowsn, '挂表')
    t.match(await adapter.inquire(KEY), { kind: 'found', status: { node: '挂表' } })
  })

  await t.test('too soon after the last time is to come back later', async t => {
    let time = START
    const { adapter } = await withSimulator(t, { now: () => new Date(time), queryInterval: 300_000 })
    await adapter.place(order)
    await adapter.inquire(KEY)
    time += 299_000
    await fails(t, adapter.inquire(KEY), { code: 'http-429', comeBack: 'later' })
    time += 1000
    t.match(await adapter.inquire(KEY), { kind: 'found' })
  })

  await t.test('does not believe an answer without a status, or about another order', async t => {
    const data = { billNo: 'JXGS00000002', flowsn: 'JXLB000002-W', node: '受理', nodeTime: '2026-01-05 09:30:15' }
    const { adapter } = await withAnswers(t, FREE, JSON.stringify({ code: '200', msg: '成功', data }))
    await fails(t, adapter.inquire(KEY), { code: 'unreadable', comeBack: 'askFirst', message: /\/data/ })
    await fails(t, adapter.inquire(KEY), { code: 'unreadable', comeBack: 'askFirst', message: /\/data\/flowsn/ })
  })

  await t.test('a busy enterprise is asked later', async t => {
    const { adapter } = await withAnswers(t, '{"code":"503","msg":"系统繁忙"}')
    await fails(t, adapter.inquire(KEY), { code: '503', comeBack: 'later', fault: 'enterprise', message: '系统繁忙' })
  })
})

test('supplementing', async t => {
  await t.test('sends the corrected order whole', async t => {
    const { adapter, simulator, context } = await withSimulator(t)
    await adapter.place(order)
    await simulator.move(order.flowsn, '退补')
    const corrected = { ...order, tel: '13900000002' }
    await adapter.supplement(KEY, corrected, order)
    t.strictSame(simulator.orders.get(order.flowsn)?.content, corrected)
    t.equal(context.paced(), 3)
  })

  await t.test('is refused when nothing is wanted', async t => {
    const { adapter } = await withSimulator(t)
    await adapter.place(order)
    await fails(t, adapter.supplement(KEY, order, order), { code: '400', comeBack: 'never' })
  })
})

test('withdrawing', async t => {
  await t.test('cancels the bill, once or twice', async t => {
    const { adapter } = await withSimulator(t)
    await adapter.place(order)
    t.strictSame(await adapter.withdraw(KEY, '申请人撤回'), { kind: 'withdrawn' })
    t.strictSame(await adapter.withdraw(KEY, '申请人撤回'), { kind: 'withdrawn' })
  })

  await t.test('is too late once they build', async t => {
    const { adapter, simulator } = await withSimulator(t)
    await adapter.place(order)
    await simulator.move(order.flowsn, '施工')
    t.strictSame(await adapter.withdraw(KEY, '申请人撤回'), { kind: 'tooLate', reason: '已施工不可作废' })
  })

  await t.test('of what was never placed fails', async t => {
    const { adapter } = await withSimulator(t)
    await fails(t, adapter.withdraw(KEY, '申请人撤回'), { code: '404', comeBack: 'never', message: '流程不存在' })
  })
})

test('settings', async t => {
  await t.test('name the account and nothing else', async t => {
    const parsed = countyWaterAdapter.settings.parse({ baseUrl: 'https://water.example/', credentials: { clientid: 'LB341823', secret: 'x' } })
    t.strictSame(parsed, { baseUrl: 'https://water.example', timeout: 15_000, credentials: { clientid: 'LB341823', secret: 'x' } })
  })

  await t.test('without a secret, or with a name nobody knows, are refused', async t => {
    for (const credentials of [{ clientid: 'LB341823' }, { clientid: 'LB341823', secret: '' }, { clientid: 'LB341823', secret: 'x', key: 'y' }]) {
      t.notOk(countyWaterAdapter.settings.safeParse({ baseUrl: 'https://water.example', credentials }).success)
    }
  })

  await t.test('say that the enterprise is asked; there is no callback side', async t => {
    t.equal(countyWaterAdapter.statusBy, 'polling')
    const { adapter } = await withAnswers(t)
    t.equal(adapter.callback, undefined)
    t.equal(adapter.upload, undefined)
  })
})
