/** The simulated 新奥燃气 takes what its interface document allows and refuses the rest in its own words. */
import { randomBytes } from 'node:crypto'
import Fastify from 'fastify'
import { test, type Test } from 'tap'
import { simulate as simulateEnn, type EnnOptions, type EnnSimulator } from '../../simulators/enn.ts'
import { ennSignature } from '../../simulators/enn-gateway.ts'

const NOW = new Date('2026-01-05T09:30:15.123+08:00')
const APPLICATIONS = '/jx-install/api/v1/applications'

const order = {
  externalNo: 'JXLB000002-G',
  service: 'IGNITION',
  premises: { nature: 'RESIDENTIAL', address: '泾县泾川镇桃花潭路18号', regionCode: '341823' },
  customer: { kind: 'PERSON', name: '汪小溪', idType: 'RESIDENT_ID', idNo: '11010519491231002X' },
  contact: { name: '汪小溪', mobile: '13800000001' }
}

async function start (t: Test, options: EnnOptions = {}): Promise<EnnSimulator> {
  const simulator = await simulateEnn({ now: () => NOW, ...options })
  t.teardown(() => simulator.close())
  return simulator
}

interface Call {
  method?: string
  path?: string
  body?: string | Buffer
  timestamp?: string
  nonce?: string
  secret?: string
  headers?: Record<string, string>
}

async function call ({ url }: { url: string }, given: Call = {}): Promise<{ status: number, body: any }> {
  const { method = 'POST', path = APPLICATIONS, timestamp = String(NOW.getTime()), nonce = randomBytes(8).toString('hex'), secret = 'enn-sandbox-secret' } = given
  const body = given.body ?? (method === 'GET' ? '' : JSON.stringify(order))
  const answer = await fetch(url + path, {
    method,
    headers: {
      'x-gw-accesskey': 'LB341823',
      'x-gw-timestamp': timestamp,
      'x-gw-nonce': nonce,
      'x-gw-signature': ennSignature(secret, method, path, timestamp, nonce, body),
      ...method === 'POST' && { 'content-type': 'application/json' },
      ...given.headers
    },
    ...method === 'POST' && { body: new Uint8Array(Buffer.from(body)) }
  })
  return { status: answer.status, body: await answer.json() }
}

/** A place for callbacks that keeps what it gets and answers with the next of `statuses`, then 204. */
async function hub (t: Test, statuses: number[] = []) {
  const app = Fastify()
  const received: Array<{ url: string, headers: Record<string, unknown>, body: any }> = []
  const waiting: Array<() => void> = []
  app.post('/v1/callbacks/enn', async (request, reply) => {
    received.push({ url: request.url, headers: request.headers, body: request.body })
    waiting.splice(0).forEach(wake => wake())
    return reply.code(statuses.shift() ?? 204).send()
  })
  const callbackUrl = `${await app.listen({ host: '127.0.0.1', port: 0 })}/v1/callbacks/enn`
  t.teardown(() => app.close())
  async function count (least: number): Promise<void> {
    while (received.length < least) await new Promise<void>(resolve => waiting.push(resolve))
  }
  return { callbackUrl, received, count }
}

test('signature', async t => {
  await t.test('is the vector\'s', async t => {
    t.equal(ennSignature('enn-sandbox-secret', 'POST', APPLICATIONS, '1767576615123', '7f3c9a1e5b2d4c60', '{"externalNo":"JXLB000002-G"}'),
      'eOI/zhUEIdjv8ruMTg0btBBuVqZgBAuyuQVtzpLeMXE=')
  })

  for (const [what, given, code] of [
    ['a wrong secret', { secret: 'wrong' }, 'SIGNATURE_INVALID'],
    ['no signature', { headers: { 'x-gw-signature': '' } }, 'SIGNATURE_INVALID'],
    ['a foreign access key', { headers: { 'x-gw-accesskey': 'LB000000' } }, 'ACCESS_KEY_INVALID'],
    ['a timestamp more than five minutes old', { timestamp: String(NOW.getTime() - 300_001) }, 'TIMESTAMP_EXPIRED'],
    ['a timestamp more than five minutes ahead', { timestamp: String(NOW.getTime() + 300_001) }, 'TIMESTAMP_EXPIRED'],
    ['a timestamp in seconds', { timestamp: String(Math.floor(NOW.getTime() / 1000)) }, 'TIMESTAMP_EXPIRED'],
    ['a nonce of 15 characters', { nonce: '7f3c9a1e5b2d4c6' }, 'NONCE_INVALID'],
    ['a nonce of 33 characters', { nonce: '7'.repeat(33) }, 'NONCE_INVALID'],
    ['a nonce that is not hexadecimal', { nonce: 'g'.repeat(16) }, 'NONCE_INVALID']
  ] as Array<[string, Call, string]>) {
    await t.test(`${what} is refused`, async t => {
      const simulator = await start(t)
      t.match(await call(simulator, given), { status: 401, body: { success: false, code } })
      t.equal(simulator.orders.size, 0)
    })
  }

  await t.test('a nonce is refused again within ten minutes, and taken after', async t => {
    let now = NOW
    const simulator = await start(t, { now: () => now })
    const nonce = '7f3c9a1e5b2d4c60'
    t.equal((await call(simulator, { nonce })).status, 202)
    now = new Date(NOW.getTime() + 600_000)
    const timestamp = String(now.getTime())
    t.match(await call(simulator, { nonce, timestamp }), { status: 401, body: { code: 'NONCE_REPEATED' } })
    now = new Date(now.getTime() + 1)
    t.equal((await call(simulator, { nonce, timestamp })).status, 409)
  })

  await t.test('the path is signed from /jx-install on', async t => {
    const { url } = await start(t, { gatewayPath: '/open/gas' })
    t.equal((await call({ url: `${url}/open/gas` })).status, 202)
  })
})

test('apply', async t => {
  await t.test('answers a receipt, and the order is not decided', async t => {
    const simulator = await start(t)
    t.strictSame(await call(simulator), { status: 202, body: { success: true, data: { receipt: 'RXA0000000001' } } })
    t.strictSame(await call(simulator, { method: 'GET', path: `${APPLICATIONS}/JXLB000002-G` }), {
      status: 200, body: { success: true, data: { externalNo: 'JXLB000002-G', state: 'RECEIVED', stateTime: '2026-01-05T09:30:15.123+08:00' } }
    })
  })

  await t.test('answers a repeated externalNo 409 with the same receipt', async t => {
    const simulator = await start(t)
    const first = await call(simulator)
    t.strictSame(await call(simulator), { status: 409, body: first.body })
    t.equal(simulator.orders.size, 1)
  })

  const { premises, customer, contact, ...rest } = order
  for (const [what, content, field] of [
    ['no externalNo', { ...order, externalNo: undefined }, 'externalNo'],
    ['a service it does not have', { ...order, service: 'NEW' }, 'service'],
    ['no address', { ...order, premises: { ...premises, address: undefined } }, 'premises.address'],
    ['another region', { ...order, premises: { ...premises, regionCode: '341800' } }, 'premises.regionCode'],
    ['industry without a load', { ...order, premises: { ...premises, nature: 'INDUSTRIAL' } }, 'gas'],
    ['commerce without a load', { ...order, premises: { ...premises, nature: 'COMMERCIAL' }, gas: { pressureKpa: 2 } }, 'gas.loadM3h'],
    ['a load in text', { ...order, gas: { loadM3h: '16' } }, 'gas.loadM3h'],
    ['an empty gas block', { ...order, gas: {} }, 'gas'],
    ['an organisation without uscc', { ...order, customer: { ...customer, kind: 'ORGANISATION' } }, 'customer.uscc'],
    ['no contact', { ...rest, premises, customer }, 'contact'],
    ['a visit without offset', { ...order, visit: '2026-01-06T10:00:00' }, 'visit'],
    ['an attachment by content', { ...order, attachments: [{ name: 'a.jpg', mediaType: 'image/jpeg', url: 'data:image/jpeg;base64,AA==' }] }, 'attachments.0.url'],
    ['a note of 301 characters', { ...order, contact, note: '长'.repeat(301) }, 'note'],
    ['a field of another service', { ...order, water: { demand: 1 } }, 'water']
  ] as Array<[string, object, string]>) {
    await t.test(`refuses ${what} and names the field`, async t => {
      const simulator = await start(t)
      t.match(await call(simulator, { body: JSON.stringify(content) }), { status: 400, body: { success: false, code: 'PARAM_INVALID', field } })
      t.equal(simulator.orders.size, 0)
    })
  }

  await t.test('refuses another media type', async t => {
    t.match(await call(await start(t), { headers: { 'content-type': 'text/plain' } }), { status: 400, body: { field: 'Content-Type' } })
  })

  await t.test('refuses another encoding', async t => {
    const body = Buffer.concat([Buffer.from('{"externalNo":"'), Buffer.from([0xd2, 0xd1]), Buffer.from('"}')])
    t.match(await call(await start(t), { body }), { status: 400, body: { field: 'body', message: /UTF-8/ } })
  })

  await t.test('refuses what is no JSON', async t => {
    t.match(await call(await start(t), { body: JSON.stringify(order).slice(0, 40) }), { status: 400, body: { field: 'body', message: /JSON/ } })
  })
})

test('other operations', async t => {
  await t.test('an unknown externalNo is 404 everywhere', async t => {
    const simulator = await start(t)
    const path = `${APPLICATIONS}/JXLB000009-G`
    for (const given of [
      { method: 'GET', path },
      { path: `${path}/supplement`, body: '{"note":"补充"}' },
      { path: `${path}/withdraw`, body: '{"reason":"不办了"}' }
    ]) t.match(await call(simulator, given), { status: 404, body: { success: false, code: 'NOT_FOUND' } })
  })

  await t.test('a supplement changes the fields it names, of an order that waits for material', async t => {
    const simulator = await start(t)
    const path = `${APPLICATIONS}/JXLB000002-G/supplement`
    await call(simulator)
    t.match(await call(simulator, { path, body: '{"note":"补充"}' }), { status: 409, body: { code: 'NOT_AWAITING' } })
    await simulator.move('JXLB000002-G', 'NEED_MATERIAL')
    t.match(await call(simulator, { path, body: '{"externalNo":"JXLB000003-G"}' }), { status: 400, body: { field: 'externalNo' } })
    t.strictSame(await call(simulator, { path, body: '{"note":"补充"}' }), { status: 202, body: { success: true } })
    t.strictSame(simulator.orders.get('JXLB000002-G')?.content, { ...order, note: '补充' })
  })

  await t.test('a withdrawal needs a reason, and comes too late for a finished order', async t => {
    const simulator = await start(t)
    const path = `${APPLICATIONS}/JXLB000002-G/withdraw`
    await call(simulator)
    t.match(await call(simulator, { path, body: '{}' }), { status: 400, body: { field: 'reason' } })
    await simulator.move('JXLB000002-G', 'GAS_ON')
    t.match(await call(simulator, { path, body: '{"reason":"不办了"}' }), { status: 409, body: { success: false, code: 'TOO_LATE' } })
  })
})

test('callbacks', async t => {
  await t.test('are signed over path and query of the callback URL', async t => {
    const { callbackUrl, received } = await hub(t)
    const simulator = await start(t, { callbackUrl: `${callbackUrl}?from=jx` })
    await call(simulator)
    await simulator.move('JXLB000002-G', 'ACCEPTED')
    const { headers, body } = received[0]!
    t.match(body, { externalNo: 'JXLB000002-G', orderNo: 'XA0000000001', state: 'ACCEPTED', stateTime: '2026-01-05T09:30:15.123+08:00' })
    t.equal(headers['x-gw-signature'], ennSignature('enn-callback-secret', 'POST', '/v1/callbacks/enn?from=jx',
      String(NOW.getTime()), headers['x-gw-nonce'] as string, JSON.stringify(body)))
  })

  await t.test('are repeated under the same eventId with a new nonce until a 2xx', async t => {
    const { callbackUrl, received, count } = await hub(t, [500, 404])
    const simulator = await start(t, { callbackUrl })
    await call(simulator)
    await simulator.move('JXLB000002-G', 'ACCEPTED')
    await count(3)
    t.equal(new Set(received.map(({ body }) => body.eventId)).size, 1)
    t.equal(new Set(received.map(({ headers }) => headers['x-gw-nonce'])).size, 3)
    await simulator.move('JXLB000002-G', 'SURVEYED')
    t.equal(received.length, 4)
    t.not(received[3]!.body.eventId, received[0]!.body.eventId)
  })

  await t.test('tell the booked time as the time of SURVEY_BOOKED', async t => {
    const { callbackUrl, received } = await hub(t)
    const simulator = await start(t, { callbackUrl })
    await call(simulator, { body: JSON.stringify({ ...order, visit: '2026-01-07T15:00:00+08:00' }) })
    await simulator.move('JXLB000002-G', 'SURVEY_BOOKED')
    t.match(received[0]!.body, { stateTime: '2026-01-07T15:00:00+08:00', engineer: { name: '陈工', mobile: '13900000000' } })
  })

  for (const [marker, states] of [
    ['', ['ACCEPTED', 'SURVEY_BOOKED', 'SURVEYED', 'QUOTED', 'PAID', 'BUILDING', 'INSPECTED', 'GAS_ON']],
    ['【区外】', ['OUT_OF_AREA']],
    ['【退件】', ['ACCEPTED', 'REFUSED']],
    ['【补件】', ['ACCEPTED', 'NEED_MATERIAL']]
  ] as Array<[string, string[]]>) {
    await t.test(`an address ${marker ? `with ${marker}` : 'without a marker'} takes the course ${states.join(', ')}`, async t => {
      const { callbackUrl, received, count } = await hub(t)
      const simulator = await start(t, { callbackUrl, pace: 20 })
      await call(simulator, { body: JSON.stringify({ ...order, premises: { ...order.premises, address: `泾县榔桥镇${marker}` } }) })
      await count(states.length)
      t.strictSame(received.map(({ body }) => body.state), states)
      t.equal('orderNo' in received[0]!.body, marker !== '【区外】', 'numbered from acceptance on')
    })
  }
})

test('links', async t => {
  const files = Fastify()
  files.get('/f/1', async (request, reply) => {
    if ((request.query as { t?: string }).t !== 'short-lived') return reply.code(403).send()
    return reply.type('image/jpeg').send(Buffer.from([0xff, 0xd8, 0xff]))
  })
  const url = await files.listen({ host: '127.0.0.1', port: 0 })
  t.teardown(() => files.close())
  const body = JSON.stringify({
    ...order,
    attachments: [
      { name: '身份证-1.jpg', mediaType: 'image/jpeg', url: `${url}/f/1?t=short-lived` },
      { name: '身份证-2.jpg', mediaType: 'image/jpeg', url: `${url}/f/1` },
      { name: '身份证-3.jpg', mediaType: 'image/jpeg', url: 'http://127.0.0.1:9/' }
    ]
  })

  await t.test('are fetched when wanted', async t => {
    const simulator = await start(t, { fetchLinks: true })
    await call(simulator, { body })
    t.match(await simulator.fetched('JXLB000002-G'), [
      { name: '身份证-1.jpg', status: 200, mediaType: 'image/jpeg', bytes: 3 }, { status: 403 }, { status: 0, bytes: 0 }
    ])
  })

  await t.test('are left alone otherwise', async t => {
    const simulator = await start(t)
    await call(simulator, { body })
    t.strictSame(await simulator.fetched('JXLB000002-G'), [])
  })
})
