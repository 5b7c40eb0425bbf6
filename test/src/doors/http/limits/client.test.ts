/** What one client may ask, over HTTP. */
import { test } from 'tap'
import { startIntake } from '../../../../kit/intake-hub.ts'

test('in a period: told beforehand what is left, and afterwards when to come back', async t => {
  const { call } = await startIntake(t, { slugs: ['unicom'], adjust (settings) { settings.hub.limits = { requests: 2, per: '1h' } } })
  for (const left of ['1', '0']) {
    const answer = await call('/v1/enterprises')
    t.equal(answer.status, 200)
    t.match(Object.fromEntries(answer.headers), { 'ratelimit-limit': '2', 'ratelimit-remaining': left, 'ratelimit-reset': /^(?:3600|35\d\d)$/ })
  }
  const refused = await call('/v1/enterprises')
  t.equal(refused.status, 429)
  t.match(refused.headers.get('content-type'), /^application\/problem\+json/)
  t.match(await refused.json(), { code: 'too-many-requests', title: '请求过于频繁，请稍后重试' })
  t.match(refused.headers.get('retry-after'), /^(?:3600|35\d\d)$/)
  t.equal((await call('/v1/applications')).status, 429, 'whatever is asked')
  t.equal((await call('/openapi.json')).status, 200, 'who shows no token is a client of its own')
})

test('secrets are not tried out one after the other', async t => {
  const { call } = await startIntake(t, { slugs: ['unicom'], adjust (settings) { settings.hub.limits = { requests: 100, tokens: 2, per: '1h' } } })
  const attempt = async (): Promise<number> => (await call('/oauth/token', {
    method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'grant_type=client_credentials&client_id=portal&client_secret=guessed'
  })).status
  t.strictSame([await attempt(), await attempt(), await attempt()], [401, 401, 429])
  t.equal((await call('/openapi.json')).status, 200, 'and nothing else is refused for it')
})

test('nor are values of a person', async t => {
  const { call } = await startIntake(t, { slugs: ['unicom'], adjust (settings) { settings.hub.limits = { requests: 100, searches: 2, per: '1h' } } })
  const search = async (client?: 'operator'): Promise<number> => (await call('/v1/applications/search', {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ idNumber: '11010519491231002X', purpose: '核实来电' })
  }, client)).status
  t.strictSame([await search(), await search(), await search()], [200, 200, 429])
  t.equal((await call('/v1/applications')).status, 200, 'and nothing else is refused for it')
  t.equal(await search('operator'), 200, 'nor anybody else')
})

test('a client that the gateway tells of is a client of its own', async t => {
  const { call } = await startIntake(t, { slugs: ['unicom'], adjust (settings) { settings.hub = { ...settings.hub, gateway: ['127.0.0.1'], limits: { requests: 1, per: '1h' } } } })
  const from = async (address: string): Promise<number> => (await call('/openapi.json', { headers: { 'x-forwarded-for': address } })).status
  t.strictSame([await from('203.0.113.1'), await from('203.0.113.1'), await from('203.0.113.2')], [200, 429, 200])
})

test('at a time', async t => {
  const { call, hub } = await startIntake(t, { slugs: ['unicom'], adjust (settings) { settings.hub.limits = { concurrent: 1 } } })
  const { promise: gate, resolve: open } = Promise.withResolvers<void>()
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
  hub.alarms.check = async () => {
    begin()
    await gate
  }
  const first = call('/health/ready')
  await begun
  const second = await call('/health/live')
  t.equal(second.status, 429)
  t.equal(second.headers.get('retry-after'), '1')
  open()
  t.equal((await first).status, 200)
  t.equal((await call('/health/live')).status, 200, 'there is room again')
})

test('a request whose connection is gone makes room too', async t => {
  const { call, hub } = await startIntake(t, { slugs: ['unicom'], adjust (settings) { settings.hub.limits = { concurrent: 1 } } })
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
  hub.alarms.check = async () => {
    begin()
    await new Promise<never>(() => {})
  }
  const given = new AbortController()
  const first = call('/health/ready', { signal: given.signal }).catch(() => 'gone')
  await begun
  given.abort()
  t.equal(await first, 'gone')
  let status = 429
  while (status === 429) status = (await call('/health/live')).status
  t.equal(status, 200)
})
