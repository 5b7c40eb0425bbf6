/** The hub as a real process: what it says when it cannot start, how it stops, and what it never says. */
import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { test } from 'tap'
import { parse } from 'yaml'
import { settingsFile, startGate, startHubProcess, startSite } from '../kit/hub-process.ts'
import { formFor } from '../journeys/enterprises.ts'
import { newDatabase } from '../kit/servers/servers.ts'
import { json } from '../kit/test-hub.ts'
import { until } from '../kit/until.ts'
import { SANDBOX } from '../../kit/sandbox.ts'
import { sandboxText } from '../kit/sandbox.ts'

/** Nothing is started where the settings are wrong, so nobody ever connects to it. */
const NO_DATABASE = 'postgres://nobody:database-password@127.0.0.1:1/nothing'

test('wrong settings end the start with exit code 1, and are named by their path', async t => {
  const cases: Array<[what: string, content: string | undefined, words: RegExp, environment?: Record<string, string>]> = [
    ['an unknown setting', sandboxText(settings => { settings.hub.bodylimit = 1 }), /hub：.*bodylimit/],
    ['a variable that is not set', sandboxText(settings => { settings.enterprises.enn.credentials.secret = '$' + '{ENN_SECRET}' }), /enterprises\.enn\.credentials\.secret：环境变量 ENN_SECRET 未设置/],
    ['what an enterprise needs of the hub', sandboxText(settings => { delete settings.hub.attachmentLinks }), /hub\.attachmentLinks/],
    ['no settings file named', undefined, /LIANBAN_SETTINGS/],
    ['a settings file that is not there', undefined, /nowhere\.yaml：无法读取/, { LIANBAN_SETTINGS: '/nowhere.yaml' }],
    ['a wrong variable', SANDBOX, /PORT/, { PORT: 'http' }]
  ]
  const database = await newDatabase(t)
  await Promise.all(cases.map(async ([what, content, words, more]) => {
    const hub = startHubProcess(t, {
      // What an enterprise needs is seen when it is connected, after the database.
      DATABASE_URL: what.startsWith('what') ? database : NO_DATABASE,
      PORT: '0',
      ...content !== undefined && { LIANBAN_SETTINGS: settingsFile(t, content) },
      ...more
    })
    t.equal(await hub.ended, 1, what)
    t.match(hub.said(), words, what)
    t.notMatch(hub.said(), /\n {4}at |hub is up/, `${what}: no stack, no start`)
    t.notMatch(hub.said(), /sandbox-secret|database-password/, `${what}: no secret`)
  }))
})

test('a start that fails is told in the log, without a secret', async t => {
  const hub = startHubProcess(t, { DATABASE_URL: NO_DATABASE, LIANBAN_SETTINGS: settingsFile(t, SANDBOX), PORT: '0' })
  t.equal(await hub.ended, 1)
  t.match(JSON.parse(hub.said()), { level: 60, msg: 'hub did not start', err: { code: 'ECONNREFUSED' } })
  t.notMatch(hub.said(), /sandbox-secret|database-password/)
})

test('an address that it cannot listen at is named, with the variables that choose it', async t => {
  const { url, start } = await startSite(t)
  const { port } = new URL(url)
  const first = await start()
  for (const [host, words] of [['127.0.0.1', '已被占用'], ['203.0.113.1', '不是本机的地址']] as const) {
    const told = `环境变量：HOST、PORT：${host}:${port} ${words}`
    await t.rejects(start({ HOST: host }), { message: new RegExp(`^the hub did not start: (\\{.*\\}\\n)*${told}\\n$`) })
  }
  first.signal('SIGTERM')
  t.equal(await first.ended, 0, 'the one that stands there is not disturbed')
})

test('a mistake that nobody catches ends the process, and shows no row', async t => {
  const { start } = await startSite(t)
  const mistake = "Promise.reject(Object.assign(new Error('mistake'), { detail: 'Failing row contains (王小梅, 1380000' + '0001)' }))"
  const hub = await start({ NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(`process.on('SIGUSR2', () => { ${mistake} })`)}` })
  hub.signal('SIGUSR2')
  t.equal(await hub.ended, 1)
  t.match(hub.said(), /"level":60,.*"message":"mistake".*"msg":"process failed"/)
  t.notMatch(hub.said(), /王小梅|13800000001/)
})

test('a stop loses nothing', async t => {
  const { start, submit, unicom, portal } = await startSite(t)
  const said: string[] = []

  await t.test('an application whose enterprise does not answer is delivered after the next start', async t => {
    unicom.faults.arm('busy503', Infinity)
    const first = await start()
    const { reference } = await submit()
    first.signal('SIGTERM')
    t.equal(await first.ended, 0)
    t.match(first.said(), /"msg":"stopped"/)
    t.equal(unicom.orders.size, 0)
    unicom.faults.arm('busy503', 0)
    const second = await start()
    await until(() => portal.events.some(event => event.state === 'submitted'))
    t.equal(unicom.orders.get(reference)!.placements, 1)
    t.strictSame(portal.events.map(({ sequence, state }) => `${sequence} ${state}`), ['1 received', '2 submitted'])
    second.signal('SIGINT')
    t.equal(await second.ended, 0, 'an interrupt stops it as well')
    said.push(first.said(), second.said())
  })

  await t.test('nothing but log lines was said', async t => {
    for (const line of said.join('').trim().split('\n')) t.match(JSON.parse(line), { level: Number, time: /^\d{4}-/, msg: String })
  })
})

test('a stop lets what is under way finish', async t => {
  const { url, begun, open } = await startGate(t)
  const { start, submit, unicom, pool } = await startSite(t, url)
  unicom.faults.arm('early')
  const hub = await start()
  const { reference } = await submit()
  await begun
  hub.signal('SIGTERM')
  hub.signal('SIGTERM')
  await until(() => hub.said().includes('"msg":"stopping"'))
  open()
  t.equal(await hub.ended, 0)
  const { rows } = await pool.query('select delivery, state from orders where reference = $1', [reference])
  t.strictSame(rows, [{ delivery: 'acknowledged', state: 'submitted' }])
  t.equal(unicom.orders.get(reference)!.placements, 1)
})

test('a stop is not held up by connections that could take another request', async t => {
  const { url, start } = await startSite(t)
  const hub = await start()
  const socket = connect(Number(new URL(url).port), '127.0.0.1').setEncoding('utf8')
  t.teardown(() => { socket.destroy() })
  let answer = ''
  socket.on('data', chunk => { answer += chunk })
  const unused = connect(Number(new URL(url).port), '127.0.0.1')
  t.teardown(() => { unused.destroy() })
  socket.write('POST /v1/callbacks/unicom HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{')
  await until(() => hub.said().includes('incoming request'))
  hub.signal('SIGTERM')
  await until(() => hub.said().includes('"msg":"stopping"'))
  socket.write('}')
  t.equal(await hub.ended, 0, 'it does not wait for what may never come')
  t.match(answer, /^HTTP\/1\.1 200 OK\r\n[^]*^connection: close/mi, 'what was under way is answered')
})

test('no person and no secret is in what it writes, whatever happens', async t => {
  const { call, start, submit, unicom, pool, portal } = await startSite(t)
  const hub = await start()
  const { jointNumber, reference } = await submit()
  await until(() => portal.events.some(event => event.state === 'submitted'))
  const submitRaw = (body: unknown): Promise<Response> => call('/v1/applications', json(body, { 'idempotency-key': randomUUID() }))

  // What enterprises do.
  unicom.faults.arm('forge')
  unicom.faults.arm('repeat')
  await unicom.move(reference, '10', '王小梅（13800000001）已受理')
  await unicom.move(reference, '35', '王小梅不在家')
  for (const fault of ['error500', 'garbage', 'halfBody', 'dropAnswer', 'dead'] as const) {
    unicom.faults.arm(fault, 2)
    const order = await submit()
    await until(() => portal.events.some(event => event.jointNumber === order.jointNumber && event.state === 'submitted'))
  }
  await call('/v1/callbacks/unicom', json('{"王小梅":"13800000001"'))

  // What applicants do.
  const form = formFor('unicom')
  t.equal((await submitRaw({ ...form, basic: { ...form.basic, idNumber: '110105194912310021', phone: '138' } })).status, 422)
  t.equal((await submitRaw({ ...form, 王小梅: '13800000001' })).status, 422)
  t.equal((await submitRaw(`${JSON.stringify(form).slice(0, -1)},"x":王小梅}`)).status, 400)
  t.equal((await call(`/v1/applications?portalCaseNumber=${encodeURIComponent('王小梅')}`)).status, 200)
  t.equal((await call(`/v1/applications/${jointNumber}`)).status, 200)
  t.equal((await call(`/v1/attachments/${randomUUID()}?expires=1&signature=${'s'.repeat(43)}`)).status, 403)

  // What the database does.
  await pool.query('alter table applications add constraint refuses check (false) not valid')
  t.equal((await submitRaw(form)).status, 500)
  await pool.query('alter table applications drop constraint refuses')
  await pool.query('alter table exchanges add constraint refuses check (false) not valid')
  await submit()
  await until(() => hub.said().includes('delivery failed unexpectedly'))
  await pool.query('alter table exchanges drop constraint refuses')
  portal.answer(500)
  await submit()
  await until(() => hub.said().includes('webhook not taken'))

  hub.signal('SIGTERM')
  t.equal(await hub.ended, 0)
  const said = hub.said()
  t.match(said, /callback refused/)
  t.match(said, /unknown native status/)
  t.match(said, /request failed/)
  const { credentials, callback } = parse(SANDBOX).enterprises.unicom
  for (const value of [
    '王小梅', '小梅', '13800000001', '11010519491231002X', '110105194912310021', '泾川镇', '稼祥中路', 's'.repeat(43), '不在家',
    credentials.secret, callback.secret, parse(SANDBOX).portal.secrets[0], parse(SANDBOX).hub.attachmentLinks.secret, new URL(pool.options.connectionString!).password
  ]) t.notOk(said.includes(value), `nowhere "${value.slice(0, 6)}…"`)
})
