/** What callers see of each other: two portals, enterprises, and those who see everything, at a whole hub. */
import { randomUUID } from 'node:crypto'
import { t as root, test } from 'tap'
import { PIXEL } from '../../../../kit/submit.ts'
import { GRANTABLE, type ClientKind } from '../../../../src/ground/access/caller.ts'
import { body, problem } from '../../../kit/answers.ts'
import { householdForm, wholeHouseForm } from '../../../kit/forms.ts'
import { operations, type Operation } from '../../../kit/operations.ts'
import { KNOWN } from '../../../journeys/enterprises.ts'
import { json, startTestHub, upload } from '../../../kit/test-hub.ts'
import { bearer, signed, tokenParts } from '../../../kit/tokens.ts'
import { workingDateAfter } from '../../../kit/visits.ts'

const { url, call, submit, reached, simulators, hub: { pool } } = await startTestHub(root, {
  adjust ({ access: { clients }, portal }) {
    portal.clients = ['portal', 'windows']
    const { secretHashes } = clients[0]
    clients.find(({ id }: { id: string }) => id === 'county-water').scopes = GRANTABLE.enterprise
    clients.push(
      { id: 'windows', kind: 'portal', scopes: GRANTABLE.portal, secretHashes },
      { id: 'unicom', kind: 'enterprise', enterprise: 'unicom', scopes: GRANTABLE.enterprise, secretHashes },
      { id: 'state-grid', kind: 'enterprise', enterprise: 'state-grid', scopes: GRANTABLE.enterprise, secretHashes })
  }
})
const SLUGS = ['county-water', 'state-grid', 'towngas', 'unicom'] as const
const KINDS: Record<string, ClientKind> = { portal: 'portal', windows: 'portal', unicom: 'enterprise', 'state-grid': 'enterprise', 'county-water': 'enterprise', supervisor: 'supervisor', operator: 'operator' }

/** Calls as a client with all that its kind may have. */
async function as (client: string, path: string, { headers, ...request }: RequestInit = {}): Promise<Response> {
  const parts = tokenParts(new Date(), { iss: url, sub: client, client_id: client, scope: GRANTABLE[KINDS[client]!].join(' ') })
  return await call(path, { ...request, headers: { ...headers as Record<string, string>, ...bearer(await signed(parts)).headers as object } }, 'nobody')
}

// The portal's application goes to four enterprises, and each has something to say of it.
const whole = await submit({ ...wholeHouseForm(), portalCaseNumber: 'AH-WHOLE-1' })
for (const { enterprise, reference } of whole.orders) {
  await reached(whole.jointNumber, enterprise, 'submitted')
  await simulators[enterprise]!.move(reference, KNOWN[enterprise]!.accepted)
  await reached(whole.jointNumber, enterprise, 'accepted')
}
const slot = { date: workingDateAfter(new Date()), half: 'morning' }
await as('operator', `/v1/applications/${whole.jointNumber}/visit/proposals`, json({ slot }, { 'idempotency-key': randomUUID() }))
// And the windows' one goes to one enterprise.
const answer = await as('windows', '/v1/applications', json({ ...householdForm(), portalCaseNumber: 'AH-WINDOW-1' }, { 'idempotency-key': randomUUID() }))
const single = await answer.json() as typeof whole
await reached(single.jointNumber, 'county-water', 'submitted')

const delivery = await pool.query<{ id: string }>('select notifications.id from notifications join applications on serial = application_serial where joint_number = $1 limit 1', [whole.jointNumber])
/** Of things of the portal's. */
const PORTALS: Record<string, string> = { jointNumber: whole.jointNumber, deliveryId: delivery.rows[0]!.id, clockId: clockOf(whole), reference: whole.orders[0]!.reference }

function clockOf ({ orders }: typeof whole, enterprise?: string): string {
  return (orders.find(order => order.enterprise === enterprise) ?? orders[0]!).clocks[0]!.id
}

/** What is asked of each operation that takes a body; one that is added needs its own here. */
const BODIES: Record<string, object> = {
  submitApplication: householdForm(),
  checkApplication: householdForm(),
  handOverDuty: { login: 'li.na', reason: '休假' },
  withdrawApplication: { reason: '不装了' },
  supplementApplication: { enterprise: 'unicom', changes: { basic: { phone: '13911112222' } } },
  searchApplications: { idNumber: householdForm().basic.idNumber, purpose: '核实来电' },
  discloseApplicant: { fields: ['phone'], purpose: '核实联系方式' },
  takeDeskStep: { step: 'take', version: 0 },
  proposeVisit: { slot: { date: '2026-12-01', half: 'morning' } },
  answerVisit: { proposal: 1, answer: 'accepted' },
  answerVisitForApplicant: { proposal: 1, answer: 'accepted' },
  settleVisit: { proposal: 1 },
  cancelVisit: { version: 0, reason: '申请人要求' },
  beginVisit: { proposal: 1 },
  reportVisit: { proposal: 1, outcome: 'feasible' },
  reportNoShow: { proposal: 1, party: 'applicant', reason: '无人' },
  markNoShow: { proposal: 1, party: 'applicant', reason: '无人' },
  renewQueryCode: { reason: '回执遗失' },
  fileForOrder: { items: ['planning'], lengthMetres: 9, route: '路南侧', startDate: '2099-01-05', endDate: '2099-01-09', commitment: true },
  createRatingLink: { channel: 'portal' },
  takeRectificationStep: { step: 'name', person: '赵强', version: 1 },
  redeliverWebhook: { reason: '平台漏收' },
  redeliverWebhooks: { reason: '平台漏收', filter: { jointNumber: whole.jointNumber } }
}

function requestOf ({ id, method }: Operation): RequestInit {
  if (['uploadDeskAttachment', 'uploadVisitAttachment', 'uploadFilingFile'].includes(id)) {
    const body = new FormData()
    body.append('file', new Blob([new Uint8Array(PIXEL)]), 'photo.png')
    return { method, body }
  }
  return method === 'GET' ? {} : { ...json(BODIES[id] ?? {}, { 'idempotency-key': randomUUID() }), method }
}

function may (client: string, { scopes }: Operation): boolean {
  return scopes.length > 0 && scopes.every(scope => GRANTABLE[KINDS[client]!].includes(scope))
}

/** All that an answer tells, but what is of this request alone. */
async function told (answer: Response): Promise<object> {
  const { date: _date, 'x-request-id': _id, 'ratelimit-remaining': _remaining, 'ratelimit-reset': _reset, ...headers } = Object.fromEntries(answer.headers)
  return { status: answer.status, headers, body: (await answer.text()).replace(/"instance":"[^"]+"/, '') }
}

for (const client of ['windows', 'supervisor', 'state-grid']) {
  test(`to ${client} what is not its own is as if it did not exist`, async t => {
    const foreign = client === 'state-grid' ? { jointNumber: single.jointNumber, clockId: clockOf(single), reference: single.orders[0]!.reference } : PORTALS
    // Who sees everything has nothing foreign; it is asked to see that what it is told differs.
    const alike = client !== 'supervisor'
    let asked = 0
    for (const operation of operations.filter(operation => may(client, operation) && operation.path(foreign) !== operation.path())) {
      const answers = await Promise.all([foreign, {}].map(async values => await told(await as(client, operation.path(values), requestOf(operation)))))
      if (alike) t.strictSame(answers[0], answers[1], operation.id)
      else t.notSame(answers[0], answers[1], operation.id)
      if (alike) t.match(answers[0], { status: 404 }, operation.id)
      asked++
    }
    t.ok(asked >= 2)
  })
}

test('nobody but its owner changes an application', async t => {
  for (const client of ['windows', 'unicom', 'supervisor', 'operator']) {
    for (const path of ['withdrawal', 'supplement']) {
      const answer = await as(client, `/v1/applications/${whole.jointNumber}/${path}`, json(BODIES[path === 'withdrawal' ? 'withdrawApplication' : 'supplementApplication']))
      await problem(t, answer, client === 'windows' ? 'application-not-found' : 'insufficient-scope')
    }
  }
  const { rows } = await pool.query("select count(*) as count from intents where kind in ('withdraw', 'supplement')")
  t.strictSame(rows, [{ count: 0 }])
})

/** Answers of every operation that reads and that the client may call, about the portal's application; but of the one that is there to show persons in full. */
async function everythingRead (client: string): Promise<Array<{ id: string, status: number, text: string }>> {
  return await Promise.all(operations.filter(operation => isRead(operation) && may(client, operation)).map(async operation => {
    const answer = await as(client, operation.path({ ...PORTALS, clockId: clockOf(whole, client) }), requestOf(operation))
    return { id: operation.id, status: answer.status, text: await answer.text() }
  }))
}

/** Nothing here has ended or was filed: of that the journeys of ratings and of filings tell. */
const OF_OTHERS = ['readRatingCounts', 'listRectifications', 'readRectification', 'listFilings', 'readFiling']

function isRead ({ id, scopes }: Operation): boolean {
  return !['listEnterprises', 'readResult', ...OF_OTHERS].includes(id) && scopes.every(scope => scope === 'personal:search' || (scope.endsWith(':read') && !['personal:read', 'calendar:read'].includes(scope)))
}

/** What would tell of an order that is not the reader's. */
function traces (slugs: readonly string[]): string[] {
  const names: Record<string, string[]> = {
    'county-water': ['泾县供水', '"water"'], 'state-grid': ['国网', '"electricity"'], towngas: ['港华', '"gas"'], unicom: ['联通', '"network"']
  }
  const { orders } = whole
  return orders.filter(({ enterprise }) => slugs.includes(enterprise)).flatMap(({ enterprise, reference }) => [`"${enterprise}"`, reference, ...names[enterprise]!])
}

for (const client of ['unicom', 'state-grid', 'county-water']) {
  test(`${client} sees its own order and nothing of the others`, async t => {
    const answers = await everythingRead(client)
    t.strictSame(answers.map(({ status }) => status), answers.map(() => 200))
    t.ok(answers.length >= 4)
    for (const { id, text } of answers) {
      // Counts name nobody; what is counted for whom, the test of clocks tells.
      if (id !== 'countClocks') t.match(text, `"${client}"`, `${id}: its own`)
      for (const trace of [...traces(SLUGS.filter(slug => slug !== client)), 'AH-WHOLE-1', 'AH-WINDOW-1', '"sequence"']) t.notOk(text.includes(trace), `${id}: without ${trace}`)
    }
    const application = await body(t, await as(client, `/v1/applications/${whole.jointNumber}`), 200, 'Application')
    t.match(application, { orders: { length: 1 }, services: { length: 1 }, status: 'processing' })
  })
}

test('filters show an enterprise no more than it sees', async t => {
  const found = async (client: string, query: string): Promise<string[]> =>
    (await body(t, await as(client, `/v1/applications?${query}`), 200, 'ApplicationPage')).applications.map(({ jointNumber }) => jointNumber)
  for (const query of ['', 'service=network', 'enterprise=unicom', 'status=processing']) t.strictSame(await found('unicom', query), [whole.jointNumber], query)
  for (const query of ['service=water', 'enterprise=county-water', 'portalCaseNumber=AH-', 'status=ended', 'status=completed']) t.strictSame(await found('unicom', query), [], query)
  t.strictSame(await found('county-water', ''), [single.jointNumber, whole.jointNumber])
  t.strictSame(await found('windows', 'portalCaseNumber=AH-'), [single.jointNumber])
  t.strictSame(await found('portal', 'portalCaseNumber=AH-'), [whole.jointNumber])
})

test('an application has for an enterprise the status of its own order', async t => {
  const { reference } = whole.orders.find(({ enterprise }) => enterprise === 'unicom')!
  await simulators['unicom']!.move(reference, KNOWN['unicom']!.finished)
  await reached(whole.jointNumber, 'unicom', 'completed')
  t.equal((await body(t, await as('unicom', `/v1/applications/${whole.jointNumber}`), 200, 'Application')).status, 'completed')
  t.equal((await body(t, await as('state-grid', `/v1/applications/${whole.jointNumber}`), 200, 'Application')).status, 'processing')
  t.equal((await body(t, await as('unicom', '/v1/applications?status=completed'), 200, 'ApplicationPage')).applications.length, 1)
  t.equal((await body(t, await as('unicom', '/v1/applications?status=processing'), 200, 'ApplicationPage')).applications.length, 0)
  t.equal((await body(t, await as('portal', '/v1/applications?status=processing'), 200, 'ApplicationPage')).applications.length, 1)
})

for (const client of ['portal', 'supervisor', 'operator']) {
  test(`${client} sees all of it, with persons masked`, async t => {
    const answers = await everythingRead(client)
    for (const { id, text } of answers) for (const value of ['王小梅', '13800000001', '11010519491231002X', '12号3幢']) t.notOk(text.includes(value), `${id}: without ${value}`)
    const timeline = answers.find(({ id }) => id === 'readTimeline')!
    t.equal(timeline.status, 200)
    for (const trace of ['泾县供水', '国网', '港华', '联通']) t.match(timeline.text, trace)
    const list = answers.find(({ id }) => id === 'listApplications')!.text
    t.equal(list.includes(single.jointNumber), client !== 'portal')
    t.match(list, whole.jointNumber)
  })
}

test('each client names its requests as it likes', async t => {
  const form = { ...householdForm(), portalCaseNumber: 'AH-SAME' }
  const send = async (client: string, form: unknown): Promise<Awaited<ReturnType<typeof submit>>> =>
    await body(t, await as(client, '/v1/applications', json(form, { 'idempotency-key': 'same' })), 202, 'Application')
  const [first, other] = [await send('portal', form), await send('windows', form)]
  t.not(first.jointNumber, other.jointNumber, 'the same form is an application of each')
  t.strictSame([(await send('portal', form)).jointNumber, (await send('windows', form)).jointNumber], [first.jointNumber, other.jointNumber], 'and is answered to each as before')
  await problem(t, await as('windows', '/v1/applications', json({ ...form, portalCaseNumber: 'AH-OTHER' }, { 'idempotency-key': 'same' })), 'idempotency-key-reused')
})

test('what a client uploaded is named by nobody else', async t => {
  const png = Buffer.from('89504e470d0a1a0a0000000d4948445200000001', 'hex')
  const id = await upload((path, request) => as('portal', path, request), png)
  const send = (client: string): Promise<Response> => as(client, '/v1/applications', json({ ...householdForm(), attachments: [{ id, kind: 'idCard' }] }, { 'idempotency-key': randomUUID() }))
  await problem(t, await send('windows'), 'validation-failed', [['/attachments/0/id', 'attachment-not-found']])
  await body(t, await send('portal'), 202, 'Application')
})

test('a redelivery by filter touches the caller\'s own events alone', async t => {
  const count = async (client: string, filter: object): Promise<number> => {
    const answer = await as(client, '/v1/webhook-redeliveries', json({ reason: '平台漏收', filter, dryRun: true }))
    t.equal(answer.status, 200)
    return (await answer.json() as { count: number }).count
  }
  t.equal(await count('windows', { jointNumber: whole.jointNumber }), 0)
  t.ok(await count('portal', { jointNumber: whole.jointNumber }) > 0)
  t.ok(await count('operator', { jointNumber: single.jointNumber }) > 0)
})
