import { t as root, test } from 'tap'
import { connectOnly } from '../../../../kit/sandbox.ts'
import { parse } from 'yaml'
import { readDocument } from '../../../../openapi/document.ts'
import { inWork } from '../../../../src/ground/database/work.ts'
import { openLog } from '../../../../src/ground/observe/log.ts'
import { startHub } from '../../../../src/start.ts'
import { body, problem } from '../../../kit/answers.ts'
import { newTestCall } from '../../../kit/calls.ts'
import { databaseWire } from '../../../kit/database-wire.ts'
import { electricityForm, householdForm } from '../../../kit/forms.ts'
import { startIntake } from '../../../kit/intake-hub.ts'
import { startCasServer } from '../../../kit/servers/cas-server.ts'
import { CLIENT, startOidcServer } from '../../../kit/servers/oidc-server.ts'
import { newDatabase } from '../../../kit/servers/servers.ts'
import { json } from '../../../kit/test-hub.ts'
import { sandboxSettings } from '../../../kit/sandbox.ts'

const HUB = 'http://127.0.0.1:8080'
const provider = await startOidcServer(root, `${HUB}/v1/session/oidc/callback`)
const cas = await startCasServer(root)
const intake = await startIntake(root, {
  adjust ({ access: { people } }) {
    const told = { rolesFrom: 'roles', roles: [{ value: 'window', role: 'clerk', unit: '县政务服务中心' }] }
    Object.assign(people, { oidc: { ...CLIENT, issuer: provider.issuer, ...told }, cas: { url: cas.url, ...told } })
  }
})
const get = intake.call
const contract = readDocument(new URL('../../../../openapi/hub.yaml', import.meta.url))

test('the contract is served to programs, as it is', async t => {
  const json = await get('/openapi.json')
  t.match(json.headers.get('content-type'), /^application\/json/)
  t.strictSame(await json.json(), contract)
  const yaml = await get('/openapi.yaml')
  t.match(yaml.headers.get('content-type'), /yaml/)
  const text = await yaml.text()
  t.strictSame(parse(text), contract)
  t.equal(await (await get('/docs/yaml')).text(), text, 'on its page, too')
})

test('answers are neither kept by anyone nor used by a page, whatever they say', async t => {
  for (const path of ['/health/live', '/v1/applications', '/v1/applications/JXLB999999', '/v1/nothing', '/openapi.json']) {
    const answer = await get(path)
    t.match(Object.fromEntries(answer.headers), {
      'cache-control': 'no-store',
      'content-security-policy': /default-src 'none'/,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': /max-age=\d+/
    }, path)
    t.notOk(answer.headers.has('access-control-allow-origin'), 'and no page of another site may read them')
    await answer.arrayBuffer()
  }
  for (const path of ['/docs', '/docs/static/index.css']) {
    const policy = (await get(path)).headers.get('content-security-policy')
    t.match(policy, /default-src 'none'.* script-src 'self';/, path)
    t.notMatch(policy, /upgrade-insecure-requests|https:/, 'and what a page needs comes the way that it came')
  }
})

test('the contract is served to people, with everything that the page needs', async t => {
  const page = await get('/docs')
  t.equal(page.status, 200)
  t.match(page.headers.get('content-type'), /^text\/html/)
  const html = await page.text()
  const parts = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, part]) => part!)
  t.ok(parts.length >= 4)
  for (const part of parts) {
    t.match(part, /^\/docs\//, 'from the hub itself')
    const answer = await get(part)
    t.equal(answer.status, 200, part)
    await answer.arrayBuffer()
  }
  t.strictSame(await (await get('/docs/json')).json(), contract)

  await t.test("and carries the product's name, not the framework's", async t => {
    t.match(html, /<title>联办 Lianban[^<]*<\/title>/)
    t.notMatch(html, /Swagger UI/)
    const icon = await get(/<link rel="icon"[^>]* href="([^"]+)"/.exec(html)![1]!)
    t.match(icon.headers.get('content-type'), 'image/svg+xml')
    t.match(await icon.text(), /^<svg [^]*联/)
    const logo = /data:image\/svg\+xml;base64,([^']+)'/.exec(await (await get('/docs/static/swagger-initializer.js')).text())![1]!
    t.match(Buffer.from(logo, 'base64').toString(), /^<svg [^]*联办 Lianban/)
  })
})

test('every operation of the contract is answered', async t => {
  const id = '00000000-0000-4000-8000-000000000000'
  const known: Record<string, string> = { jointNumber: 'JXLB000001', attachmentId: id, clockId: id, filingId: id, ratingId: id, rectificationId: id, token: 'none', reference: 'JXLB000001-D', enterprise: 'towngas', event: 'created', year: '2026' }
  for (const [path, { parameters: _parameters, ...operations }] of Object.entries<any>(contract['paths'])) {
    for (const method of Object.keys(operations)) {
      const answer = await get(path.replaceAll(/\{(\w+)\}/g, (_whole, name) => known[name]!), { method: method.toUpperCase(), redirect: 'manual' })
      const text = await answer.text()
      t.ok(answer.status < 500, `${method} ${path}: ${answer.status}`)
      t.notMatch(text, /"code":"not-found"/, `${method} ${path}`)
    }
  }
})

test('the process says that it lives, and that it is ready', async t => {
  for (const path of ['/health/live', '/health/ready']) t.strictSame(await body(t, await get(path), 200, 'Health'), { status: 'ok' }, path)
})

test('the process is not ready while the queues cannot be used', async t => {
  const { alarms } = intake.hub
  intake.hub.alarms = { ...alarms, check: async () => { throw new Error('no queue') } }
  const answer = await get('/health/ready')
  t.match(answer.headers.get('retry-after'), /^\d+$/)
  await problem(t, answer, 'unavailable')
  await body(t, await get('/health/live'), 200, 'Health')
  intake.hub.alarms = alarms
  await body(t, await get('/health/ready'), 200, 'Health')
})

test('an enterprise without callbacks, or that is not connected, is not called back', async t => {
  await problem(t, await intake.call('/v1/callbacks/county-water', json({})), 'no-callbacks')
  intake.hub.enterprises = new Map()
  await problem(t, await intake.call('/v1/callbacks/towngas', json({})), 'no-callbacks')
  await intake.reset()
})

test('while the database is away', async t => {
  const wire = await databaseWire(t, await newDatabase(t))
  const lines: string[] = []
  const running = await startHub({
    settings: sandboxSettings(settings => {
      connectOnly(settings, ['state-grid'])
      delete settings.portal
    }),
    databaseUrl: wire.url,
    log: openLog('info', { write: line => { lines.push(line) } })
  })
  t.teardown(() => running.stop())
  const call = newTestCall(await running.app.listen({ host: '127.0.0.1', port: 0 }))
  const submit = (): Promise<Response> => call('/v1/applications', json(electricityForm(), { 'idempotency-key': 'away' }))
  await body(t, await call('/health/ready'), 200, 'Health')

  await t.test('a transaction under way fails, and the process lives on', async t => {
    await t.rejects(inWork(running.hub, async work => {
      await work.query('select 1')
      await wire.cut()
      await work.query('select 2')
    }))
  })
  await t.test('the process lives but is not ready', async t => {
    await problem(t, await call('/health/ready'), 'unavailable')
    await body(t, await call('/health/live'), 200, 'Health')
  })
  await t.test('requests are told to come back', async t => {
    const asked = [...['', '/JXLB000001', '/JXLB000001/timeline'].map(path => call(`/v1/applications${path}`)), submit()]
    for (const answer of await Promise.all(asked)) {
      t.match(answer.headers.get('retry-after'), /^[1-9]\d*$/)
      await problem(t, answer, 'unavailable')
    }
  })
  await t.test('what needs no database is answered', async t => {
    await body(t, await call('/.well-known/jwks.json'), 200, 'KeySet')
    await problem(t, await call('/v1/applications', json('{', { 'idempotency-key': 'away' })), 'malformed-body')
  })
  await t.test('and once it is back, so is the hub', async t => {
    await wire.mend()
    await body(t, await call('/health/ready'), 200, 'Health')
    const first = await body(t, await submit(), 202, 'Application')
    t.equal(first.jointNumber, 'JXLB000001')
    t.equal((await body(t, await submit(), 202, 'Application')).jointNumber, 'JXLB000001', 'with one application')
  })
  t.notMatch(lines.join(''), /11010519491231002X|13800000001/)
})

test('every answer has the id that the log has', async t => {
  await intake.reset()
  const { instance } = await problem(t, await intake.send({ ...householdForm(), consent: false }), 'validation-failed')
  t.ok(intake.lines.some(line => JSON.parse(line).reqId === instance))
})
