/**
 * A family's application with values that stand nowhere else goes through everything that can happen to one, well and badly, and then
 * everything that the hub leaves behind is searched for them: sinks(). What is new that could hold them is one more line there.
 */
import { randomUUID } from 'node:crypto'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import Fastify from 'fastify'
import { test, type Test } from 'tap'
import { parse } from 'yaml'
import { readDocument, type Json } from '../../openapi/document.ts'
import type { ApplicationForm } from '../../src/ground/form/order-view.ts'
import { openAccount } from '../../src/cases/administer-accounts.ts'
import { beginDraft } from '../../src/cases/keep-draft.ts'
import { newReminderSender } from '../../src/engines/reminders/send-reminders.ts'
import { tellOfClocks } from '../../src/engines/clocks/tell.ts'
import type { Slug } from '../../src/enterprises/profiles.ts'
import { newTraces } from '../../src/ground/observe/traces.ts'
import { runHere } from '../kit/command-line.ts'
import { databaseTraces, foundIn, redisTraces, type Trace } from '../kit/leaks.ts'
import { settingsFile } from '../kit/hub-process.ts'
import { openMailServer, type ToldMailServer } from '../kit/smtp-server.ts'
import { openPortal, type ToldPortal } from '../kit/webhook-bench.ts'
import { json, startTestHub, type Backend, type TestHub } from '../kit/test-hub.ts'
import { until } from '../kit/until.ts'
import { workingDateAfter } from '../kit/visits.ts'
import { KNOWN } from './enterprises.ts'
import { SANDBOX } from '../../kit/sandbox.ts'

const contract = readDocument(new URL('../../openapi/hub.yaml', import.meta.url))

const SLUGS: Slug[] = ['county-water', 'state-grid', 'enn', 'telecom', 'unicom']

const PERSON = { name: '覃珧璿', phone: '13987654321', idNumber: '342529198604170016', address: '泾川镇琴溪巷97号瓦屋二楼', originalAddress: '榔桥镇乌溪旧宅31号' }
const CORRECTED = { phone: '13755558888', idNumber: '11010519491231002X' }

/** What may be found nowhere. Of what answers show masked it is what they leave out. */
const PERSONAL = [
  PERSON.name, '珧璿', PERSON.phone, '987654321', PERSON.idNumber, '529198604170', '97号瓦屋二楼', '乌溪旧宅31号', '尉迟砚秋', '门禁请找表姐霍青岚', '水表间钥匙在濮阳家',
  CORRECTED.phone, CORRECTED.idNumber, '105194912310', 'CONTENT-OF-THE-CERTIFICATE'
]

/** What may be told to those who may see the application, and is kept by no other. */
const TOLD = ['安装工荀墨言', '13711112222', '因投靠堂弟褚云峤搬离']

/** What may be found nowhere at all. */
const SECRETS = [
  ...secretsIn(parse(SANDBOX)), 'portal-sandbox-secret', 'operator-sandbox-secret', 'mail-account-secret', 'c2l0ZS13ZWJob29rLXNlY3JldC0yMDI2', 'site-webhook-key'
]

/** Of those who are reminded of promises: found where reminders wait, and in what they are sent. */
const RECIPIENTS = ['sikong.yue@county.example', 'dugu.lan@unicom.example']

function secretsIn (value: unknown, name = ''): string[] {
  if (value !== null && typeof value === 'object') return Object.entries(value).flatMap(([key, item]) => secretsIn(item, Array.isArray(value) ? name : key))
  return /secrets?$|password$|key$|sign$|^d$/i.test(name) && String(value).length > 8 ? [String(value)] : []
}

function formWith (attachment?: string): ApplicationForm {
  return {
    origin: { channel: 'window', window: '3号窗口' },
    consent: true,
    basic: {
      businessNature: 'residential',
      services: ['water', 'electricity', 'gas', 'network'],
      address: { text: PERSON.address, regionCode: '341823', streetCode: '341823100' },
      originalAddress: PERSON.originalAddress,
      applicantType: 'household',
      applicantName: PERSON.name,
      phone: PERSON.phone,
      idType: 'residentId',
      idNumber: PERSON.idNumber,
      remark: '门禁请找表姐霍青岚'
    },
    water: { kind: 'alter', demand: 0.5, remark: '水表间钥匙在濮阳家' },
    electricity: { kind: 'new', mainCapacity: 8 },
    gas: { kind: 'ignition', supplier: 'enn' },
    network: { carriers: ['telecom', 'unicom'], products: ['broadband'], kind: 'move', bandwidth: 300 },
    foot: { firstContactUnit: '政务服务大厅', registrar: '尉迟砚秋' },
    ...attachment && { attachments: [{ id: attachment, kind: 'idCard' as const }] }
  }
}

/** As an enterprise writes it that repeats what it was sent, whole and in part. */
const GRUMBLE = `参数错误：${PERSON.name}（${PERSON.phone}，证件${PERSON.idNumber}）${PERSON.address}，3987654321，原址${PERSON.originalAddress}，${TOLD[1]}`

/** Between the hub and 联通: answers the next orders itself, with codes and words of its own. */
async function startGrumbler (t: Test): Promise<{ url: string, target: string, codes: string[] }> {
  const app = Fastify({ forceCloseConnections: true })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.all('/*', async (request, reply) => {
    const code = request.url.includes('/applyOrder/') ? grumbler.codes.shift() : undefined
    if (code) return { UNI_BSS_HEAD: { RESP_CODE: '00000', RESP_DESC: '成功' }, UNI_BSS_BODY: { APPLY_ORDER_RSP: { RESP_CODE: code, RESP_DESC: GRUMBLE } } }
    const headers = { 'content-type': String(request.headers['content-type']), accept: String(request.headers.accept) }
    const answer = await fetch(grumbler.target + request.url, { method: request.method, headers, body: new Uint8Array(request.body as Buffer) })
    return reply.code(answer.status).type(answer.headers.get('content-type') ?? 'text/plain').send(Buffer.from(await answer.arrayBuffer()))
  })
  const grumbler = { url: await app.listen({ host: '127.0.0.1', port: 0 }), target: '', codes: [] as string[] }
  t.teardown(() => app.close())
  return grumbler
}

interface Journey extends TestHub {
  /** Every answer of the hub but those that disclose. */
  answers: Trace[]
  spans: InMemorySpanExporter
  mail: ToldMailServer
  /** The site's webhook. */
  site: ToldPortal
  /** What opens the application to whoever has the receipt, and what was guessed: in the answer to the submission, and nowhere else. */
  codes: string[]
  /** Tokens of links, told to whoever asked for them. */
  tokens: string[]
}

/** Calls an operation, and keeps what it answers. */
async function ask (hub: Journey, path: string, request?: RequestInit, client?: 'operator' | 'nobody'): Promise<{ status: number, body: any }> {
  const answer = await hub.call(path, request, client)
  const text = await answer.text()
  hub.answers.push({ place: `answer of ${request?.method ?? 'GET'} ${path.split('?')[0]}`, content: Buffer.from(JSON.stringify([...answer.headers]) + text) })
  return { status: answer.status, body: answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text }
}

function post (body: unknown, headers: Record<string, string> = {}): RequestInit {
  return json(body, headers)
}

async function submit (hub: Journey, form: unknown, key: string = randomUUID()): Promise<{ status: number, body: any }> {
  return await ask(hub, '/v1/applications', post(form, { 'idempotency-key': key }))
}

async function upload (hub: Journey, content: Buffer, name: string): Promise<{ status: number, body: any }> {
  const body = new FormData()
  body.append('file', new Blob([new Uint8Array(content)]), name)
  return await ask(hub, '/v1/attachments', { method: 'POST', body })
}

for (const backend of ['postgresql', 'redis'] as const satisfies Backend[]) {
  test(`with queues in ${backend} nothing of a person and no secret is left where it can be read`, async t => {
    const grumbler = await startGrumbler(t)
    const spans = new InMemorySpanExporter()
    const mail = await openMailServer(t, { user: 'lianban', password: 'mail-account-secret' })
    const site = await openPortal(t)
    const started = await startTestHub(t, {
      slugs: SLUGS,
      approvals: true,
      backend,
      traces: newTraces(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }).getTracer('test'), () => new Date(), async () => {}),
      adjust (settings, url) {
        settings.hub.attachmentLinks.baseUrl = url
        settings.reminders = {
          smtp: { host: '127.0.0.1', port: mail.port, secure: false, plain: true, user: 'lianban', password: 'mail-account-secret', from: 'lianban@county.example', timeout: '10s' },
          webhook: { url: `${site.url}?key=site-webhook-key`, secrets: ['whsec_c2l0ZS13ZWJob29rLXNlY3JldC0yMDI2'] },
          supervisors: [RECIPIENTS[0]],
          specialists: { unicom: [RECIPIENTS[1]] }
        }
        grumbler.target = settings.enterprises.unicom.baseUrl
        settings.enterprises.unicom.baseUrl = grumbler.url
        // Often enough for those that must be asked; what they say goes into rows each time.
        for (const slug of SLUGS) settings.enterprises[slug].delivery.watch = { first: '100ms', every: '500ms' }
      }
    })
    const hub: Journey = { ...started, answers: [], spans, mail, site, codes: [], tokens: [] }

    await t.test('what applicants do wrong', t => wrongRequests(t, hub))
    let [jointNumber, attachmentId] = ['', '']
    await t.test('an order through failures of every kind', async t => { ({ jointNumber, attachmentId } = await deliver(t, hub, grumbler)) })
    await t.test('what enterprises tell', t => callbacks(t, hub, jointNumber))
    await t.test('corrections, disclosures, searches', t => correct(t, hub, jointNumber))
    await t.test('looked up by the receipt', t => lookUp(t, hub, jointNumber))
    await t.test('a filing that is taken back', t => file(t, hub, jointNumber))
    await t.test('a visit that everybody writes about', t => visit(t, hub, jointNumber))
    await t.test('a withdrawal', t => withdraw(t, hub, jointNumber))
    await t.test('a rating, and what it brings about', t => ratings(t, hub, jointNumber))
    await t.test('a database that refuses, a portal that is away', t => failures(t, hub))
    await t.test('promises that run out', t => runOut(t, hub, jointNumber))
    await t.test('every operation that reads', t => readEverything(t, hub, attachmentId))

    await t.test('left behind', async t => {
      for (const [name, { traces, may = [] }] of Object.entries(await sinks(t, hub))) {
        t.not(traces.length, 0, `there is something in the ${name}`)
        for (const value of [...PERSONAL, ...SECRETS, ...hub.tokens, ...[...TOLD, ...RECIPIENTS].filter(value => !may.includes(value))]) {
          t.strictSame(foundIn(traces, value), [], `nothing of “${value}” in the ${name}`)
        }
        if (name !== 'answers') for (const value of hub.codes) t.strictSame(foundIn(traces, value), [], `no query code in the ${name}`)
        for (const value of may) t.not(foundIn(traces, value).length, 0, `“${value}” is in the ${name}, where it may be`)
      }
    })
  })
}

interface Sink {
  traces: Trace[]
  /** What stands there rightly. */
  may?: string[]
}

const COMMANDS = [
  ['status'], ['orders', 'list'], ['callbacks', 'list', '--limit', '100'], ['webhooks', 'list', '--limit', '100'], ['acts', 'list'], ['keys', 'status'], ['clients', 'list'],
  ['late'], ['clocks', 'list', '--limit', '100'], ['figures'], ['figures', '--csv'], ['figures', '--html'], ['people', 'list'],
  ['orders', 'redrive', '--enterprise', 'unicom', '--by', '王工', '--reason', '无', '--dry-run'], ['orders', 'show', PERSON.name], ['orders', 'list', '--joint-number', PERSON.phone]
]

async function said (t: Test, { databaseUrl }: Journey): Promise<string[]> {
  const environment = { DATABASE_URL: databaseUrl, LIANBAN_SETTINGS: settingsFile(t, SANDBOX) }
  const outputs: string[] = []
  for (const command of COMMANDS) {
    for (const options of [[], ['--json']]) {
      const { out, err } = await runHere(environment, ...command, ...options)
      outputs.push(out, err)
    }
  }
  return outputs
}

async function sinks (t: Test, hub: Journey): Promise<Record<string, Sink>> {
  const texts = (place: string, lines: string[]): Trace[] => lines.map(line => ({ place, content: Buffer.from(line) }))
  return {
    log: { traces: texts('log', hub.lines) },
    answers: { traces: hub.answers, may: TOLD },
    'events to the portal': { traces: texts('event', [...hub.portal.events, ...hub.portal.announced].map(event => JSON.stringify(event))), may: TOLD },
    traces: { traces: texts('span', hub.spans.getFinishedSpans().map(({ name, attributes, events, status }) => JSON.stringify({ name, attributes, events, status }))) },
    'command line': { traces: texts('command', await said(t, hub)) },
    mails: { traces: hub.mail.mails.flatMap(({ raw, subject, body }) => texts('mail', [raw, subject, body])), may: RECIPIENTS },
    'webhooks of the site': { traces: hub.site.deliveries.flatMap(({ headers, body }) => texts('webhook', [JSON.stringify(headers), body])) },
    database: { traces: await databaseTraces(hub.hub.pool), may: RECIPIENTS },
    ...hub.redisUrl && { queues: { traces: await redisTraces(hub.redisUrl) } }
  }
}

async function wrongRequests (t: Test, hub: Journey): Promise<void> {
  const form = formWith()
  const wrong = (basic: object, more: object = {}): object => ({ ...form, ...more, basic: { ...form.basic, ...basic } })
  for (const body of [
    wrong({ idNumber: '342529198604170017' }),
    wrong({ phone: `${PERSON.phone}0`, applicantName: 7, address: PERSON.address }),
    wrong({ idType: PERSON.idNumber, applicantType: PERSON.name }),
    wrong({ appointment: { wanted: true, plannedAt: PERSON.phone } }),
    wrong({}, { attachments: [{ id: PERSON.phone, kind: PERSON.name }] }),
    wrong({}, { attachments: [{ id: randomUUID(), kind: 'idCard' }] })
  ]) t.equal((await submit(hub, body)).status, 422)
  // A field that is not known is named to the one who sent it, and to nobody else.
  t.equal((await hub.call('/v1/applications', post(wrong({ [PERSON.name]: PERSON.phone }, { [PERSON.idNumber]: 1 }), { 'idempotency-key': 'k' }))).status, 422)
  t.equal((await submit(hub, JSON.stringify(form).replace('"consent":true', `"consent":${PERSON.name}`))).status, 400)
  t.equal((await submit(hub, JSON.stringify(form).replace('"consent":true', `"consent":true,"consent":"${PERSON.phone}"`))).status, 400)
  t.equal((await submit(hub, `${JSON.stringify(form).slice(0, -1)}`)).status, 400)
  t.equal((await submit(hub, { ...form, padding: PERSON.name.repeat(100_000) })).status, 413)
  t.equal((await ask(hub, '/v1/applications', { ...post(form), headers: { 'content-type': 'text/plain', 'idempotency-key': 'k' } })).status, 415)
  t.equal((await ask(hub, '/v1/applications', post(form, { 'idempotency-key': 'k' }), 'nobody')).status, 401)
  t.equal((await ask(hub, '/v1/applications', post(form, { 'idempotency-key': 'k', authorization: `Bearer ${Buffer.from(PERSON.name).toString('base64url')}.x.y` }), 'nobody')).status, 401)
  t.equal((await ask(hub, '/v1/applications/search', post({ idNumber: PERSON.idNumber, purpose: '核实' }), 'nobody')).status, 401)
  t.equal((await ask(hub, '/v1/applications/search', post({ phone: PERSON.name, idNumber: PERSON.phone, applicantName: [PERSON.name], purpose: '核实' }))).status, 422)
  t.equal((await ask(hub, '/v1/application-checks', post(wrong({ idNumber: '342529198604170017' })))).status, 200)
  t.equal((await ask(hub, '/v1/application-checks', post(form))).status, 200)
  const { login } = await openAccount(hub.hub, { login: 'window', name: '窗口', unit: '政务服务大厅', roles: ['clerk'] }, { actor: 'cli:王工', reason: '入职' })
  const { rows: [{ id: person }] } = await hub.hub.pool.query('select id from people where login = $1', [login])
  await beginDraft(hub.hub, person, { ...form, [PERSON.name]: PERSON.phone })
  t.equal((await upload(hub, Buffer.from('CONTENT-OF-THE-CERTIFICATE'), `${PERSON.name}.png`)).status, 422)
}

async function deliver (t: Test, hub: Journey, grumbler: { codes: string[] }): Promise<{ jointNumber: string, attachmentId: string }> {
  const { body: { id: attachmentId } } = await upload(hub, Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d4948445200000001', 'hex'), Buffer.from('CONTENT-OF-THE-CERTIFICATE')]), `${PERSON.idNumber}.png`)
  for (const slug of SLUGS) for (const fault of ['error500', 'garbage', 'halfBody', 'dropAnswer'] as const) hub.simulators[slug]!.faults.arm(fault)
  // First it is busy, then it will not have it: both times it repeats what it was sent.
  grumbler.codes.push('8888', '1001')
  const { status, body: { jointNumber, queryCode } } = await submit(hub, formWith(attachmentId), 'the-key')
  t.equal(status, 202)
  hub.codes.push(queryCode)
  t.equal((await submit(hub, formWith(attachmentId), 'the-key')).status, 202, 'again')
  t.equal((await submit(hub, formWith(), 'the-key')).status, 422, 'and otherwise')
  await until(async () => (await hub.read(jointNumber)).orders.some(({ delivery }) => delivery.state === 'undeliverable'))
  t.match(await ask(hub, '/v1/undeliverable-order-redrives', post({ filter: {}, reason: '企业已修复' }), 'operator'), { status: 200, body: { count: 1 } })
  for (const slug of SLUGS) await hub.reached(jointNumber, slug, 'submitted')
  return { jointNumber, attachmentId }
}

async function referenceOf (hub: Journey, jointNumber: string, slug: Slug): Promise<string> {
  return (await hub.read(jointNumber)).orders.find(({ enterprise }) => enterprise === slug)!.reference
}

async function callbacks (t: Test, hub: Journey, jointNumber: string): Promise<void> {
  for (const slug of SLUGS) {
    const simulator = hub.simulators[slug]!
    const reference = await referenceOf(hub, jointNumber, slug)
    simulator.faults.arm('forge')
    simulator.faults.arm('repeat')
    await simulator.move(reference, KNOWN[slug]!.accepted, `${GRUMBLE}，联系${TOLD[0]}`)
    await hub.reached(jointNumber, slug, 'accepted')
    if (slug !== 'county-water') await ask(hub, `/v1/callbacks/${slug}`, { ...post(`{"${PERSON.name}":"${PERSON.phone}"`), headers: { 'content-type': slug === 'telecom' ? 'text/xml;charset=GBK' : 'application/json' } }, 'nobody')
  }
  await hub.simulators['unicom']!.move(await referenceOf(hub, jointNumber, 'unicom'), '35', GRUMBLE)
  await until(() => hub.lines.some(line => line.includes('unknown native status')))
  t.ok(hub.lines.some(line => line.includes('callback refused')))
}

async function correct (t: Test, hub: Journey, jointNumber: string): Promise<void> {
  const supplement = (body: unknown): Promise<{ status: number }> => ask(hub, `/v1/applications/${jointNumber}/supplement`, post(body))
  await hub.simulators['telecom']!.move(await referenceOf(hub, jointNumber, 'telecom'), KNOWN['telecom']!.needsMaterial, `请${PERSON.name}补正`)
  await hub.reached(jointNumber, 'telecom', 'needsMaterial')
  t.equal((await supplement({ enterprise: 'telecom', changes: { basic: { idNumber: '110105194912310021', phone: `${CORRECTED.phone}9` } } })).status, 422)
  hub.simulators['telecom']!.faults.arm('error500')
  t.equal((await supplement({ enterprise: 'telecom', changes: { basic: CORRECTED } })).status, 202)
  await hub.reached(jointNumber, 'telecom', 'materialReceived')
  await hub.simulators['telecom']!.move(await referenceOf(hub, jointNumber, 'telecom'), KNOWN['telecom']!.accepted, `${CORRECTED.phone}、${CORRECTED.idNumber}已更正`)

  for (const sought of [{ phone: PERSON.phone, applicantName: PERSON.name }, { phone: CORRECTED.phone, applicantName: PERSON.name }, { idNumber: CORRECTED.idNumber, applicantName: PERSON.name }]) {
    t.match(await ask(hub, '/v1/applications/search', post({ ...sought, purpose: `${PERSON.name}来电（${PERSON.phone}，${CORRECTED.phone}）` })), { status: 200, body: { applications: [{ jointNumber }] } })
  }
  const fields = contract['components'].schemas.PersonalField.enum
  const disclosed = await hub.call(`/v1/applications/${jointNumber}/disclosure`, post({ fields, purpose: `致电${PERSON.name}（${PERSON.phone}）核实` }))
  t.match(await disclosed.json(), { values: { idNumber: PERSON.idNumber }, corrected: [{ values: CORRECTED }] }, 'the one answer that tells, and is not kept here')
  t.equal((await ask(hub, `/v1/applications/${jointNumber}/disclosure`, post({ fields: [PERSON.name], purpose: PERSON.phone }))).status, 422)
}

/** By somebody who has it, who guesses, and who writes something else there; each is told by a page. */
async function lookUp (t: Test, hub: Journey, jointNumber: string): Promise<void> {
  const guess = String((Number(hub.codes[0]) + 1) % 100_000_000).padStart(8, '0')
  const headers = { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' }
  const look = async (number: string, code: string): Promise<number> =>
    (await ask(hub, '/progress', { method: 'POST', headers, body: String(new URLSearchParams({ number, code })) }, 'nobody')).status
  t.equal(await look(jointNumber, hub.codes[0]!), 200)
  for (let tries = 0; tries < 6; tries++) await look(jointNumber, guess)
  t.equal(await look(jointNumber, hub.codes[0]!), 429)
  // What is shown again is shown to the one who typed it.
  t.equal((await hub.call('/progress', { method: 'POST', headers, body: String(new URLSearchParams({ number: PERSON.phone, code: PERSON.idNumber })) }, 'nobody')).status, 422)
  t.match((await hub.call(`/v1/applications/${jointNumber}/query-code`, post({ reason: `${PERSON.name}（${PERSON.phone}）回执遗失` }))).status, 200)
  hub.codes.push(guess)
}

/** Proposed, answered with the person in the words, moved by the applicant, cancelled; refused with them, too. */
async function visit (t: Test, hub: Journey, jointNumber: string): Promise<void> {
  const slot = (days: number): object => ({ date: workingDateAfter(new Date(), days), half: 'afternoon' })
  const say = async (what: string, body: object, status = 200): Promise<any> => {
    const answer = await ask(hub, `/v1/applications/${jointNumber}/visit/${what}`, post(body, { 'idempotency-key': randomUUID() }))
    t.equal(answer.status, status, what)
    return answer.body
  }
  await say('proposals', { slot: slot(1) })
  await say('answers', { proposal: 1, answer: 'declined', remark: GRUMBLE.slice(0, 190) })
  await say('applicant-answers', { proposal: 1, answer: 'proposedOther', slot: slot(2) })
  await say('answers', { proposal: 1, answer: 'accepted', remark: PERSON.name }, 409)
  await say('answers', { proposal: 2, answer: PERSON.name }, 422)
  await say('results', { proposal: 2, outcome: 'notFeasible', reason: GRUMBLE.slice(0, 190) }, 409)
  const { version } = await say('settlements', { proposal: 2 })
  await say('cancellations', { version, reason: `${PERSON.name}（${PERSON.phone}）要求取消` })
  await until(() => hub.portal.announced.some(({ type }) => type === 'visit.cancelled'))
  t.match(await ask(hub, `/v1/applications/${jointNumber}/visit`), { status: 200, body: { state: 'cancelled' } })
}

async function withdraw (t: Test, hub: Journey, jointNumber: string): Promise<void> {
  t.equal((await ask(hub, `/v1/applications/${jointNumber}/withdrawal`, post({ reason: TOLD[2], enterprises: ['state-grid'] }))).status, 202)
  await hub.reached(jointNumber, 'state-grid', 'withdrawn')
}

/** The order that was withdrawn; the pages are the applicant's own, and not kept here. */
async function ratings (t: Test, hub: Journey, jointNumber: string): Promise<void> {
  const order = await referenceOf(hub, jointNumber, 'state-grid')
  const given = await hub.call(`/v1/applications/${jointNumber}/rating-links`, post({ channel: 'sms', order }, { 'idempotency-key': 'link' }))
  const { url } = await given.json() as { url: string }
  hub.tokens.push(url.slice(-43))
  const send = async (fields: Record<string, string>): Promise<number> =>
    (await fetch(url, { method: 'POST', body: new URLSearchParams({ level: 'dissatisfied', text: GRUMBLE, ...fields }) })).status
  t.equal((await fetch(url)).status, 200)
  t.equal(await send({ phone: '4321' }), 422)
  t.equal(await send({ phone: '0000', reason: '209' }), 422)
  t.equal(await send({ phone: PERSON.name, reason: PERSON.idNumber }), 422)
  t.equal(await send({ phone: '4321', reason: '209' }), 200)
  t.equal(await send({ phone: '4321', level: '', text: `${PERSON.name}（${PERSON.phone}）补充` }), 200)
  t.equal(await send({ phone: '4321', reason: '209' }), 404)
  t.match(await ask(hub, '/v1/ratings', {}, 'operator'), { status: 200, body: { ratings: [{ jointNumber, order }] } })
  const [{ ratingId }] = (await ask(hub, '/v1/rectifications', {}, 'operator')).body.rectifications
  t.equal((await ask(hub, `/v1/rectifications/${ratingId}/decision`, post({ decision: 'upheld', version: 1, reason: `${PERSON.name}来电` }), 'operator')).status, 409)
  t.equal((await ask(hub, `/v1/ratings/${ratingId}/mark`, post({ mark: 'misrated', version: 2, reason: `${PERSON.name}（${PERSON.phone}）来电称误点` }), 'operator')).status, 200)
}

/** The water company files, with the person in all that it writes; a department says so, too, and it is taken back. */
async function file (t: Test, hub: Journey, jointNumber: string): Promise<void> {
  const words = `${PERSON.name}（${PERSON.phone}）家门前`
  const reference = await referenceOf(hub, jointNumber, 'county-water')
  const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  const request = {
    items: ['planning'], lengthMetres: 900, route: words, startDate: day(3), endDate: day(9), contact: { name: PERSON.name, phone: PERSON.phone }
  }
  const asked = await hub.call(`/v1/orders/${reference}/filings`, post(request, { 'idempotency-key': randomUUID() }), 'county-water')
  t.equal(asked.status, 201)
  const { id, reference: flowno } = await asked.json() as { id: string, reference: string }
  const state = async (): Promise<string> => (await hub.hub.pool.query('select state from filings where id = $1', [id])).rows[0].state
  await until(async () => await state() === 'open')
  await hub.approvals!.move(flowno, 'GH', '6', `请联系${PERSON.name} ${PERSON.phone}`)
  const { rows: [{ version }] } = await hub.hub.pool.query('select version from filings where id = $1', [id])
  const cancelled = await hub.call(`/v1/filings/${id}/cancellation`, post({ version, reason: words }), 'county-water')
  t.equal(cancelled.status, 200)
  await until(async () => await state() === 'cancelled')
}

async function failures (t: Test, hub: Journey): Promise<void> {
  const { pool } = hub.hub
  await pool.query('alter table applications add constraint refuses check (false) not valid')
  t.equal((await submit(hub, formWith())).status, 500)
  await pool.query('alter table applications drop constraint refuses')

  await pool.query('alter table exchanges add constraint refuses check (false) not valid')
  const { body: { jointNumber } } = await submit(hub, formWith())
  await until(() => hub.lines.some(line => line.includes('delivery failed unexpectedly')))
  await pool.query('alter table exchanges drop constraint refuses')
  await hub.reached(jointNumber, 'enn', 'submitted')

  hub.portal.answer(500)
  await hub.simulators['enn']!.move(await referenceOf(hub, jointNumber, 'enn'), KNOWN['enn']!.accepted, GRUMBLE)
  await until(() => hub.lines.some(line => line.includes('webhook not taken')))
  hub.portal.answer(204)
  await ask(hub, '/v1/webhook-tests', { method: 'POST' }, 'operator')
}

/** Warned of and expired: the portal is told, and those who answer for it, at the second attempt. */
async function runOut (t: Test, hub: Journey, jointNumber: string): Promise<void> {
  const later = new Date(hub.hub.now().getTime() + 90 * 86_400_000)
  t.ok(await tellOfClocks(hub.hub, later) > 0)
  const told = { ...hub.hub, now: () => later }
  hub.mail.refuse(451)
  hub.site.react(() => 503)
  const sender = newReminderSender(told)
  await sender.sendDue()
  hub.mail.refuse()
  hub.site.react(() => 204)
  later.setTime(later.getTime() + 3_600_000)
  t.ok(await sender.sendDue() > 1)
  await sender.close()
  t.ok(hub.lines.some(line => line.includes('reminders not sent')) && hub.lines.some(line => line.includes('reminders sent')))
  t.match(await ask(hub, '/v1/webhook-redeliveries', post({ filter: { jointNumber }, reason: `${PERSON.name}（${PERSON.phone}）未收到` }), 'operator'), { status: 200 })
  await until(() => [...hub.portal.types.values()].includes('clock.expired'))
}

/** Every GET of the contract, for everything there is to read. A path that names something else is told of by failing here. */
async function readEverything (t: Test, hub: Journey, attachmentId: string): Promise<void> {
  const ids = async (statement: string): Promise<string[]> => (await hub.hub.pool.query<{ id: string }>(statement)).rows.map(({ id }) => String(id))
  const names: Record<string, string[]> = {
    jointNumber: await ids('select joint_number as id from applications'),
    orderId: await ids('select id from orders'),
    callbackId: await ids('select id from callbacks'),
    clockId: await ids('select id from clocks'),
    filingId: await ids('select id from filings'),
    reference: await ids('select reference as id from orders'),
    ratingId: await ids('select id from ratings'),
    rectificationId: await ids('select rating_id as id from rectifications'),
    token: ['x'.repeat(43)],
    draftId: await ids('select id from drafts'),
    login: await ids('select login as id from people'),
    deliveryId: await ids('select id from notifications'),
    year: await ids('select year as id from calendar_years'),
    // Without a link that opens it: with one it is the file itself that is answered.
    attachmentId: [attachmentId]
  }
  for (const [path, { get }] of Object.entries<Json>(contract['paths'])) {
    if (!get) continue
    const [, name] = /\{(\w+)\}/.exec(path) ?? []
    if (name && !names[name]) t.fail(`${path}: which ${name} are there?`)
    for (const id of name ? names[name]! : ['']) await ask(hub, path.replace(/\{\w+\}/, id))
  }
  t.ok(hub.answers.some(({ content }) => content.includes('***')), 'masked')
}
