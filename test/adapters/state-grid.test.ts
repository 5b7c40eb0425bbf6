/** The adapter against the simulated grid on loopback, and against canned answers for what the simulator never says. */
import { readFileSync } from 'node:fs'
import Fastify from 'fastify'
import { test, type Test } from 'tap'
import type { NativeRequest } from '../../adapters/adapter.ts'
import { CallbackRefused, Failure } from '../../adapters/failure.ts'
import { sign, adapter as stateGridAdapter } from '../../adapters/state-grid.ts'
import type { components } from '../../openapi/enterprises/state-grid.d.ts'
import { simulate as simulateStateGrid, type StateGridSimulatorOptions } from '../../simulators/state-grid.ts'
import { adapterContext } from '../kit/adapter-context.ts'

type Native = components['schemas']

const NOW = new Date(1767576615123)
const { native: ORDER }: { native: Native['Order'] } =
  JSON.parse(readFileSync(new URL('../fixtures/state-grid/exemplary/close-agent-commercial.json', import.meta.url), 'utf8'))
const KEY = { reference: ORDER.preAppNo }

function settings (baseUrl: string, over: { key?: string, timeout?: string } = {}) {
  return stateGridAdapter.settings.parse({
    baseUrl,
    timeout: over.timeout ?? '2s',
    credentials: { app: 'LB341823', key: over.key ?? 'state-grid-sandbox-key' },
    callback: { app: 'LB341823', key: 'state-grid-callback-key' },
    agreed: { orgNo: '3440823' }
  })
}

async function sandbox (t: Test, options: StateGridSimulatorOptions = {}, over: { key?: string, timeout?: string } = {}) {
  const simulator = await simulateStateGrid({ now: () => NOW, ...options })
  const context = adapterContext(settings(simulator.url, over), () => NOW)
  const adapter = stateGridAdapter.connect(context)
  t.teardown(async () => { await adapter.close(); await simulator.close() })
  return { simulator, adapter, context }
}

/** An adapter whose enterprise gives one answer to everything. */
async function canned (t: Test, answer: unknown, status = 200) {
  const app = Fastify({ forceCloseConnections: true })
  app.post('/transformation', async (_request, reply) => reply.code(status).type('application/json').send(answer))
  const adapter = stateGridAdapter.connect(adapterContext(settings(await app.listen({ host: '127.0.0.1', port: 0 })), () => NOW))
  t.teardown(async () => { await adapter.close(); await app.close() })
  return adapter
}

function inner (code: string, more: object = {}): object {
  return { code: '00000', message: '成功', data: { code, message: `内层${code}`, ...more } }
}

async function fails (t: Test, act: Promise<unknown>, facts: { code: string, [fact: string]: unknown }): Promise<void> {
  const failure = await act.then(() => undefined, (error: unknown) => error)
  t.type(failure, Failure, `fails with ${facts.code}`)
  t.match(failure, { facts })
}

test('the signature is the one of the document', async t => {
  const body = '{"serviceCode":"20001781","source":"010307","target":"34101","data":{"preAppNo":"XC3418232026010509301501"}}'
  t.equal(sign('state-grid-sandbox-key', '1767576615123', body), '779fc2ca68fd11928705631e17117fe4ed4fee79d07c0e84ef79b0a32bda973a')
  t.equal(sign('state-grid-sandbox-key', '1767576615123', Buffer.from(body)), '779fc2ca68fd11928705631e17117fe4ed4fee79d07c0e84ef79b0a32bda973a')
})

test('placing', async t => {
  await t.test('an order is acknowledged with the grid\'s number and arrives whole', async t => {
    const { adapter, simulator, context } = await sandbox(t)
    t.strictSame(await adapter.place(ORDER), { kind: 'acknowledged', nativeNumber: '342600000001' })
    t.strictSame(simulator.orders.get(KEY.reference)!.content, ORDER)
    t.equal(context.paced(), 1)
  })

  await t.test('a repeated reference is the same success', async t => {
    const { adapter, simulator } = await sandbox(t)
    await adapter.place(ORDER)
    t.strictSame(await adapter.place(ORDER), { kind: 'acknowledged', nativeNumber: '342600000001' })
    t.equal(simulator.orders.size, 1)
    t.equal(simulator.orders.get(KEY.reference)!.placements, 2)
  })

  await t.test('an answer without a number is an acknowledgement too', async t => {
    t.strictSame(await (await canned(t, inner('00000'))).place(ORDER), { kind: 'acknowledged' })
    t.strictSame(await (await canned(t, inner('10001', { appNo: null }))).place(ORDER), { kind: 'acknowledged' })
  })

  await t.test('time and signature are new for every attempt', async t => {
    const seen: Array<Record<string, unknown>> = []
    const app = Fastify({ forceCloseConnections: true })
    app.post('/transformation', async request => { seen.push(request.headers); return inner('00000') })
    let now = NOW
    const adapter = stateGridAdapter.connect(adapterContext(settings(await app.listen({ host: '127.0.0.1', port: 0 })), () => now))
    t.teardown(async () => { await adapter.close(); await app.close() })
    await adapter.place(ORDER)
    now = new Date(NOW.getTime() + 60_000)
    await adapter.place(ORDER)
    t.strictSame(seen.map(headers => headers['x-sg-time']), ['1767576615123', '1767576675123'])
    t.not(seen[0]!['x-sg-sign'], seen[1]!['x-sg-sign'])
  })

  await t.test('an order that is not the contract\'s never leaves', async t => {
    const { adapter, simulator, context } = await sandbox(t)
    const { elecAddr, ...incomplete } = ORDER
    await fails(t, adapter.place(incomplete as Native['Order']), { comeBack: 'never', fault: 'hub', code: 'contract', alert: true, message: /elecAddr/ })
    t.equal(context.paced(), 0)
    t.equal(simulator.orders.size, 0)
  })
})

test('inquiring', async t => {
  await t.test('an order without a decision is found and has no sendElectType', async t => {
    const { adapter } = await sandbox(t)
    await adapter.place(ORDER)
    t.strictSame(await adapter.inquire(KEY), {
      kind: 'found', nativeNumber: '342600000001', status: { preAppNo: KEY.reference, appNo: '342600000001' }
    })
  })

  await t.test('a decided order is found with its state and time', async t => {
    const { adapter, simulator } = await sandbox(t)
    await adapter.place(ORDER)
    await simulator.move(KEY.reference, '11')
    t.strictSame(await adapter.inquire(KEY), {
      kind: 'found',
      nativeNumber: '342600000001',
      status: { preAppNo: KEY.reference, appNo: '342600000001', consNo: '5600000001', sendElectType: '11', auditTime: '2026-01-05 09:30:15' }
    })
  })

  await t.test('an unknown pre-application is not found', async t => {
    const { adapter } = await sandbox(t)
    t.strictSame(await adapter.inquire(KEY), { kind: 'notFound' })
  })

  await t.test('the answer for another order is unreadable', async t => {
    const adapter = await canned(t, inner('00000', { preAppNo: 'XC3418232026010509301599', sendElectType: '11' }))
    await fails(t, adapter.inquire(KEY), { comeBack: 'askFirst', code: 'unreadable' })
  })

  await t.test('a time that is none is unreadable', async t => {
    const adapter = await canned(t, inner('00000', { preAppNo: KEY.reference, sendElectType: '3', auditTime: '2026/01/05' }))
    await fails(t, adapter.inquire(KEY), { comeBack: 'askFirst', code: 'unreadable' })
  })

  await t.test('a status the document does not know gets through to the mapping', async t => {
    const adapter = await canned(t, inner('00000', { preAppNo: KEY.reference, sendElectType: 42 }))
    t.match(await adapter.inquire(KEY), { kind: 'found', status: { sendElectType: 42 } })
  })
})

test('supplementing', async t => {
  await t.test('corrected material arrives', async t => {
    const { adapter, simulator } = await sandbox(t)
    await adapter.place(ORDER)
    await simulator.move(KEY.reference, '6')
    const corrected = { ...ORDER, consName: '泾县宣砚文化有限责任公司' }
    await adapter.supplement(KEY, corrected, ORDER)
    t.strictSame(simulator.orders.get(KEY.reference)!.content, corrected)
    await t.resolves(adapter.supplement(KEY, corrected, ORDER), 'repeated after a lost answer')
  })

  await t.test('an order the grid does not have cannot be corrected', async t => {
    const { adapter } = await sandbox(t)
    await fails(t, adapter.supplement(KEY, ORDER, ORDER), { comeBack: 'never', fault: 'enterprise', code: '30001', alert: true })
  })

  await t.test('10001 is no answer to a correction', async t => {
    await fails(t, (await canned(t, inner('10001'))).supplement(KEY, ORDER, ORDER), { comeBack: 'askFirst', code: '10001' })
  })
})

test('withdrawing', async t => {
  await t.test('an order that is not finished is withdrawn, and still so when asked again', async t => {
    const { adapter } = await sandbox(t)
    await adapter.place(ORDER)
    t.strictSame(await adapter.withdraw(KEY, '申请人撤回'), { kind: 'withdrawn' })
    t.strictSame(await adapter.withdraw(KEY, '申请人撤回'), { kind: 'withdrawn' })
  })

  await t.test('once the power is on it is too late', async t => {
    const { adapter, simulator } = await sandbox(t)
    await adapter.place(ORDER)
    await simulator.move(KEY.reference, '11')
    t.strictSame(await adapter.withdraw(KEY, '申请人撤回'), { kind: 'tooLate', reason: '已送电不可撤回' })
  })

  await t.test('an order the grid does not have cannot be withdrawn', async t => {
    const { adapter } = await sandbox(t)
    await fails(t, adapter.withdraw(KEY, '申请人撤回'), { comeBack: 'never', code: '30001', alert: true })
  })
})

test('native codes say whether to come back', async t => {
  const codes: Array<[answer: object, facts: { code: string, [fact: string]: unknown }]> = [
    [inner('20001'), { comeBack: 'never', fault: 'application', code: '20001', message: '内层20001' }],
    [inner('20002'), { comeBack: 'never', fault: 'hub', code: '20002', alert: true }],
    [inner('30001'), { comeBack: 'never', fault: 'enterprise', code: '30001', alert: true }],
    [inner('90001'), { comeBack: 'later', fault: 'enterprise', code: '90001', condition: 'busy' }],
    [inner('98765'), { comeBack: 'askFirst', fault: 'enterprise', code: '98765', alert: true }],
    [{ code: '40100', message: '签名错误' }, { comeBack: 'never', fault: 'hub', code: '40100', alert: true }],
    [{ code: '50300', message: '供电系统不可达', data: null }, { comeBack: 'later', fault: 'enterprise', code: '50300', condition: 'down' }],
    [{ code: '49999' }, { comeBack: 'askFirst', code: '49999', alert: true }],
    // An outer code that is no success outweighs an inner one that is.
    [{ code: '50300', data: { code: '00000' } }, { comeBack: 'later', code: '50300' }],
    [{ code: '00000', message: '成功' }, { comeBack: 'askFirst', code: 'unreadable' }],
    [{ code: '00000', data: { message: '成功' } }, { comeBack: 'askFirst', code: 'unreadable' }],
    [{ data: { code: '00000' } }, { comeBack: 'askFirst', code: 'unreadable' }]
  ]
  for (const [answer, facts] of codes) {
    await t.test(JSON.stringify(answer), async t => fails(t, (await canned(t, answer)).place(ORDER), facts))
  }

  await t.test('a status other than 200 settles nothing, whatever its body says', async t => {
    await fails(t, (await canned(t, inner('00000'), 404)).place(ORDER), { comeBack: 'askFirst', code: 'http-404', alert: true })
  })

  await t.test('the nightly batch is something to come back after', async t => {
    const midnight = new Date('2026-01-05T23:30:00+08:00')
    const simulator = await simulateStateGrid({ dailyBatch: true, now: () => midnight })
    const adapter = stateGridAdapter.connect(adapterContext(settings(simulator.url), () => midnight))
    t.teardown(async () => { await adapter.close(); await simulator.close() })
    await fails(t, adapter.inquire(KEY), { comeBack: 'later', code: '90001' })
  })

  await t.test('a wrong key alerts and is not tried again', async t => {
    const { adapter, context } = await sandbox(t, {}, { key: 'wrong' })
    await fails(t, adapter.place(ORDER), { comeBack: 'never', code: '40100', alert: true })
    t.equal(context.paced(), 1)
  })

  await t.test('a wrong supplying unit alerts', async t => {
    const { adapter } = await sandbox(t)
    await fails(t, adapter.place({ ...ORDER, orgNo: '3440824' }), { comeBack: 'never', code: '20002', alert: true })
  })
})

test('faults on the way', async t => {
  for (const [fault, facts] of [
    ['error500', { comeBack: 'askFirst', code: 'http-500' }],
    ['busy503', { comeBack: 'askFirst', code: 'http-503' }],
    ['tooMany429', { comeBack: 'later', code: 'http-429' }],
    ['hang', { comeBack: 'askFirst', code: 'timeout' }],
    ['dead', { comeBack: 'askFirst', code: 'connection' }],
    ['dropAnswer', { comeBack: 'askFirst', code: 'connection' }],
    ['garbage', { comeBack: 'askFirst', code: 'unreadable' }],
    ['halfBody', { comeBack: 'askFirst', code: 'connection' }]
  ] as const) {
    await t.test(fault, async t => {
      const { adapter, simulator } = await sandbox(t, {}, { timeout: '300ms' })
      simulator.faults.arm(fault)
      await fails(t, adapter.place(ORDER), facts)
      await t.resolves(adapter.place(ORDER), 'and goes through the next time')
      t.equal(simulator.orders.size, 1)
    })
  }

  await t.test('nobody there', async t => {
    const { adapter, simulator } = await sandbox(t)
    await simulator.close()
    await fails(t, adapter.place(ORDER), { comeBack: 'later', code: 'connection' })
  })
})

test('callbacks', async t => {
  const adapter = stateGridAdapter.connect(adapterContext(settings('http://127.0.0.1:9'), () => NOW))
  t.teardown(() => adapter.close())
  const callback = adapter.callback!
  const data = { serialNo: 'S1', preAppNo: KEY.reference, sendElectType: '3', appNo: '342600000001', auditTime: '2026-01-05 09:30:15' }

  function message (body: Buffer | string | object, over: { key?: string, app?: string, time?: string } = {}): NativeRequest {
    const bytes = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
    const time = over.time ?? String(NOW.getTime())
    return {
      method: 'POST',
      url: '/v1/callbacks/state-grid',
      query: {},
      headers: { 'content-type': 'application/json', 'x-sg-app': over.app ?? 'LB341823', 'x-sg-time': time, 'x-sg-sign': sign(over.key ?? 'state-grid-callback-key', time, bytes) },
      body: bytes
    }
  }

  /** Refused for this reason, and answered so. */
  async function refused (t: Test, request: NativeRequest, reason: string, field: string | undefined, code: string): Promise<void> {
    const refusal = await callback.accept(request).then(() => undefined, (error: unknown) => error)
    if (!(refusal instanceof CallbackRefused)) throw new Error('not refused')
    t.strictSame([refusal.reason, refusal.field], [reason, field])
    const answer = callback.answer(refusal.reason, request, refusal.field)
    t.equal(answer.status, 200)
    t.match(JSON.parse(String(answer.body)), { code, data: {} })
  }

  await t.test('one that is right is read, its serialNo the id of the message', async t => {
    const { serialNo, ...status } = data
    t.strictSame(await callback.accept(message({ data })), { reference: KEY.reference, messageId: serialNo, nativeNumber: data.appNo, status })
  })

  await t.test('one of five minutes ago or ahead is right', async t => {
    for (const offset of [-300_000, 300_000]) await t.resolves(callback.accept(message({ data }, { time: String(NOW.getTime() + offset) })))
  })

  await t.test('sendElectType may be a number, an unknown one gets through', async t => {
    t.match(await callback.accept(message({ data: { ...data, sendElectType: 8 } })), { status: { sendElectType: 8 } })
    t.match(await callback.accept(message({ data: { ...data, sendElectType: '15' } })), { status: { sendElectType: '15' } })
  })

  await t.test('the simulator\'s own are accepted, the forged one is not', async t => {
    const got: NativeRequest[] = []
    const hub = Fastify({ forceCloseConnections: true })
    hub.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    hub.removeContentTypeParser('application/json')
    hub.post<{ Body: Buffer }>('/callback', async (request, reply) => {
      got.push({ method: 'POST', url: request.url, query: {}, headers: request.headers as NativeRequest['headers'], body: request.body })
      const { headers, body } = callback.answer('stored', got.at(-1)!)
      return reply.headers(headers).send(body)
    })
    const { adapter, simulator } = await sandbox(t, { callbackUrl: `${await hub.listen({ host: '127.0.0.1', port: 0 })}/callback` })
    t.teardown(() => hub.close())
    await adapter.place(ORDER)
    simulator.faults.arm('forge')
    await simulator.move(KEY.reference, '6', '证件照片不清晰')
    t.equal(got.length, 2)
    await refused(t, got[0]!, 'signature', undefined, '0002')
    t.match(await callback.accept(got[1]!), {
      reference: KEY.reference,
      messageId: /./,
      status: { sendElectType: '6', auditTime: '2026-01-05 09:30:15', reasonNo: '01', reasonName: '照片不清', auditContent: '证件照片不清晰' }
    })
  })

  await t.test('a wrong key', async t => refused(t, message({ data }, { key: 'state-grid-sandbox-key' }), 'signature', undefined, '0002'))
  await t.test('a foreign app', async t => refused(t, message({ data }, { app: 'LB000000' }), 'signature', undefined, '0002'))
  await t.test('a body changed on the way', async t => {
    const genuine = message({ data })
    await refused(t, { ...genuine, body: Buffer.from(JSON.stringify({ data: { ...data, sendElectType: '11' } })) }, 'signature', undefined, '0002')
  })
  await t.test('an upper-case signature', async t => {
    const genuine = message({ data })
    await refused(t, { ...genuine, headers: { ...genuine.headers, 'x-sg-sign': genuine.headers['x-sg-sign']!.toUpperCase() } }, 'signature', undefined, '0002')
  })
  for (const header of ['x-sg-app', 'x-sg-time', 'x-sg-sign']) {
    await t.test(`no ${header}`, async t => {
      const genuine = message({ data })
      await refused(t, { ...genuine, headers: { ...genuine.headers, [header]: undefined } }, 'signature', undefined, '0002')
    })
  }
  for (const time of [String(NOW.getTime() - 300_001), String(NOW.getTime() + 300_001), '1767576615', '2026-01-05 09:30:15']) {
    await t.test(`a signed time of ${time}`, async t => refused(t, message({ data }, { time }), 'stale', undefined, '0002'))
  }
  await t.test('a truncated body', async t => refused(t, message(JSON.stringify({ data }).slice(0, 40)), 'malformed', undefined, '0002'))
  await t.test('an empty body', async t => refused(t, message(''), 'malformed', undefined, '0002'))
  await t.test('GBK', async t => refused(t, message(Buffer.concat([Buffer.from('{"data":{"reasonName":"'), Buffer.from([0xd5, 0xd5, 0xc6, 0xac]), Buffer.from('"}}')])), 'malformed', undefined, '0002'))
  await t.test('no data', async t => refused(t, message({}), 'malformed', '/data', '0009'))
  for (const field of ['serialNo', 'preAppNo', 'sendElectType'] as const) {
    const { [field]: _, ...without } = data
    await t.test(`no ${field}`, async t => refused(t, message({ data: without }), 'malformed', `/data/${field}`, '0009'))
    await t.test(`null for ${field}`, async t => refused(t, message({ data: { ...data, [field]: null } }), 'malformed', `/data/${field}`, '0009'))
    await t.test(`nothing in ${field}`, async t => refused(t, message({ data: { ...data, [field]: '' } }), 'malformed', `/data/${field}`, '0009'))
  }
  await t.test('a field of the wrong form is there, so it is an error', async t => {
    await refused(t, message({ data: { ...data, auditTime: '05/01/2026' } }), 'malformed', '/data/auditTime', '0002')
    await refused(t, message({ data: { ...data, sendElectType: { code: 3 } } }), 'malformed', '/data/sendElectType', '0002')
  })

  await t.test('every outcome has its native answer', async t => {
    const answers = (['stored', 'unknownReference', 'internal', 'signature', 'stale', 'replayed', 'malformed'] as const)
      .map(outcome => JSON.parse(String(callback.answer(outcome, message({ data })).body)))
    t.strictSame(answers.map(({ code }) => code), ['0000', '0001', '0002', '0002', '0002', '0002', '0002'])
    t.strictSame(answers[0], { code: '0000', msg: '成功', data: {} })
  })
})

test('settings are checked', async t => {
  t.throws(() => settings('ftp://grid'))
  t.throws(() => settings('http://grid', { key: '' }), 'an unset secret')
  t.equal(stateGridAdapter.statusBy, 'callback')
})
