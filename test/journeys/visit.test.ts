/**
 * One visit for seven enterprises: some accept, by their clients and by a booking of their system, one declines, one is silent, one would
 * come at another time. They answer at once, the hub is restarted among their answers, and it and two of the county's settle at the same
 * moment: one time is agreed, and everybody is told of it once.
 */
import { randomUUID } from 'node:crypto'
import { test } from 'tap'
import { GRANTABLE } from '../../src/ground/access/caller.ts'
import { localTime } from '../../src/ground/calendar/local-time.ts'
import { body, problem } from '../kit/answers.ts'
import { newDatabase } from '../kit/servers/servers.ts'
import { householdForm } from '../kit/forms.ts'
import { json, startTestHub, type TestHub } from '../kit/test-hub.ts'
import { bearer, signed, tokenParts } from '../kit/tokens.ts'
import { until } from '../kit/until.ts'
import { formForSeven, plannedAt, workingDateAfter } from '../kit/visits.ts'
import { openPortal } from '../kit/webhook-bench.ts'

const SLUGS = ['county-water', 'state-grid', 'enn', 'telecom', 'mobile', 'unicom', 'anguang']
const DAY = 86_400_000

test('one visit for seven enterprises', async t => {
  // Nine in the morning of a working day, and on from there.
  const start = Date.parse(`${workingDateAfter(new Date())}T09:00:00+08:00`)
  let ahead = start - Date.now()
  const now = (): Date => new Date(Date.now() + ahead)
  const site = await openPortal(t)
  const databaseUrl = await newDatabase(t)
  const begin = async (owner: Pick<typeof t, 'teardown'>): Promise<TestHub> => await startTestHub(owner, {
    slugs: SLUGS,
    now,
    databaseUrl,
    adjust (settings) {
      const { secretHashes } = settings.access.clients[0]
      settings.access.clients.find(({ id }: { id: string }) => id === 'county-water').scopes = GRANTABLE.enterprise
      for (const enterprise of SLUGS.slice(1)) settings.access.clients.push({ id: enterprise, kind: 'enterprise', enterprise, scopes: GRANTABLE.enterprise, secretHashes })
      settings.reminders = { webhook: { url: site.url, secrets: settings.portal.secrets } }
    }
  })
  const ends: Array<() => unknown> = []
  let hub = await begin({ teardown: (end: () => unknown) => { ends.unshift(end) } } as Pick<typeof t, 'teardown'>)

  /** As an enterprise, or the county's operator; the same request again where the hub was not there. */
  async function ask (client: string, what: string, request: object, key: string = randomUUID()): Promise<Response> {
    // While it is asked another may take its place.
    const asked = hub
    const kind = client === 'operator' ? 'operator' : 'enterprise'
    const parts = tokenParts(now(), { iss: asked.url, sub: client, client_id: client, scope: GRANTABLE[kind].join(' ') })
    const headers = { ...bearer(await signed(parts)).headers as Record<string, string>, 'idempotency-key': key }
    const answer = await asked.call(`/v1/applications/${jointNumber}/visit/${what}`, json(request, headers), 'nobody').catch(() => undefined)
    const isBusy = answer?.status === 409 && answer.headers.has('retry-after')
    if (answer && answer.status < 500 && !isBusy) return answer
    await new Promise(resolve => setTimeout(resolve, 50))
    return await ask(client, what, request, key)
  }

  const wished = localTime(new Date(Date.parse(`${workingDateAfter(now(), 2)}T10:00:00+08:00`)))
  const form = formForSeven()
  const { jointNumber, orders } = await hub.submit(plannedAt({ ...form, gas: { ...form.gas!, supplier: 'enn' } }, wished))
  const read = async (): Promise<any> => await (await hub.call(`/v1/applications/${jointNumber}/visit`)).json()
  t.match(await read(), { state: 'proposed', proposal: 1, proposedBy: 'applicant', applicant: 'accepted', slot: { from: wished, hour: '10:00' }, parties: { length: 7 } })

  const gas = orders.find(({ enterprise }) => enterprise === 'enn')!.reference
  await until(() => hub.simulators['enn']!.orders.has(gas))
  await hub.simulators['enn']!.move(gas, 'SURVEY_BOOKED')
  await until(async () => (await read()).parties.some(({ enterprise, answer }: any) => enterprise === 'enn' && answer === 'accepted'), 20_000)

  const answers: Array<[string, object]> = [
    ['county-water', { answer: 'accepted' }], ['state-grid', { answer: 'accepted' }], ['telecom', { answer: 'accepted' }], ['unicom', { answer: 'declined', remark: '当日无人' }],
    ['mobile', { answer: 'proposedOther', slot: { date: workingDateAfter(now(), 3), half: 'afternoon' } }]
  ]
  const twice = answers.flatMap(([client, said]) => { const key = randomUUID(); return [[client, said, key], [client, said, key]] as const })
  const asked = twice.map(([client, said, key], index) => new Promise(resolve => setTimeout(resolve, index * 5)).then(() => ask(client, 'answers', { proposal: 1, ...said }, key)))
  await new Promise(resolve => setTimeout(resolve, 20))
  for (const end of ends) await end()
  hub = await begin(t)
  const statuses = (await Promise.all(asked)).map(({ status }) => status)
  t.strictSame(new Set(statuses), new Set([200]), 'each is taken, before the restart or after it')
  t.equal((await read()).state, 'proposed', 'one is silent')
  await problem(t, await ask('anguang', 'answers', { proposal: 2, answer: 'accepted' }), 'proposal-superseded')

  // The answers close while two of the county's settle, each twice, and the hub sweeps.
  ahead += 2 * 3_600_000
  const settled = await Promise.all([0, 1, 2, 3].map(() => ask('operator', 'settlements', { proposal: 1 })))
  t.strictSame(settled.map(({ status }) => status), [200, 200, 200, 200])
  await until(async () => (await read()).state === 'agreed')
  const visit = await read()
  t.strictSame(Object.fromEntries(visit.parties.map(({ enterprise, attendance }: any) => [enterprise, attendance])), {
    'county-water': 'coming', 'state-grid': 'coming', enn: 'coming', telecom: 'coming', mobile: 'unconfirmed', unicom: 'alone', anguang: 'unconfirmed'
  })
  t.match(visit, { slot: { from: wished } })

  // 18:00 of the day before, and two hours before: every sweep looks, and tells once.
  const told = (): any[] => site.deliveries.flatMap(({ body }) => JSON.parse(body)).filter(({ type }) => type === 'visit.reminders').flatMap(({ data }) => data.reminders)
  const of = (kind: string): string[] => told().filter(reminder => reminder.kind === kind).map(({ enterprise }) => enterprise).sort()
  const come = ['anguang', 'county-water', 'enn', 'mobile', 'state-grid', 'telecom']
  await until(() => of('visitAgreed').length === 6)
  ahead += Date.parse(wished) - 16 * 3_600_000 - now().getTime() + 1000
  await until(() => of('visitEve').length === 6, 20_000)
  ahead += Date.parse(wished) - 2 * 3_600_000 - now().getTime() + 1000
  await until(() => of('visitSoon').length === 6, 20_000)
  for (const kind of ['visitAgreed', 'visitEve', 'visitSoon']) t.strictSame(of(kind), come, `${kind}: once each, and not who goes alone`)

  ahead += Date.parse(wished) - now().getTime() + 1000
  await body(t, await ask('county-water', 'beginnings', { proposal: 1 }), 200, 'Visit')
  const results = await Promise.all(come.map(client => ask(client, 'results', { proposal: 1, outcome: 'feasible' })))
  t.strictSame(results.map(({ status }) => status), come.map(() => 200))
  t.match(await read(), { state: 'done' })

  const { rows: events } = await hub.hub.pool.query(`
    select event, count(notifications.id)::int as told from transitions left join notifications using (application_serial, sequence)
    where about is not null group by event, sequence order by sequence`)
  t.strictSame(events.filter(({ event }) => event !== 'visitAnswered').map(({ event }) => event), ['visitProposed', 'visitAgreed', 'visitBegun', 'visitDone'])
  t.equal(events.filter(({ event }) => event === 'visitAnswered').length, 6, 'six have said something')
  t.strictSame(new Set(events.map(({ told }) => told)), new Set([1]), 'the portal is told of each once')
  const { rows } = await hub.hub.pool.query("select action, count(*)::int as count from acts where action like 'visit%' group by action order by action")
  t.match(rows, [{ action: 'visit-answer', count: 5 }, { action: 'visit-begin', count: 1 }, { action: 'visit-report', count: 6 }, { action: 'visit-settle', count: 4 }])
  t.ok(now().getTime() - start < 5 * DAY)
})

test('the portal hears what becomes of a visit, and lets the applicant answer', async t => {
  const hub = await startTestHub(t, { slugs: ['county-water', 'unicom'] })
  const form = householdForm()
  const { jointNumber } = await hub.submit({ ...form, basic: { ...form.basic, services: ['water', 'network'] }, network: { carriers: ['unicom'], products: ['broadband'], kind: 'new', bandwidth: 300 } })
  const ask = async (what: string, request: object, client?: 'operator'): Promise<any> =>
    await body(t, await hub.call(`/v1/applications/${jointNumber}/visit/${what}`, json(request, { 'idempotency-key': randomUUID() }), client), 200, 'Visit')
  const [one, two] = [1, 2].map(days => ({ date: workingDateAfter(new Date(), days), half: 'afternoon' }))
  await ask('proposals', { slot: one })
  await ask('applicant-answers', { proposal: 1, answer: 'accepted' })
  await ask('answers', { proposal: 1, answer: 'accepted' })
  await ask('applicant-answers', { proposal: 1, answer: 'proposedOther', slot: two })
  const { version } = await ask('settlements', { proposal: 2 })
  await ask('cancellations', { version, reason: '申请人改期' })
  await until(() => hub.portal.announced.some(({ type }) => type === 'visit.cancelled'))
  t.match(hub.portal.announced.map(({ type, data: { visit } }) => ({ type, visit })), [
    { type: 'visit.proposed', visit: { state: 'proposed', proposal: 1, slot: one } }, { type: 'visit.answered', visit: { answer: 'accepted', enterprise: undefined } },
    { type: 'visit.answered', visit: { answer: 'accepted', enterprise: 'county-water' } }, { type: 'visit.proposed', visit: { proposal: 2, slot: two } },
    { type: 'visit.agreed', visit: { state: 'agreed', coming: [], unconfirmed: ['county-water', 'unicom'], alone: [] } }, { type: 'visit.cancelled', visit: { ending: 'byHand' } }
  ])
  t.equal(hub.portal.refused, 0)
  const missing = await hub.call(`/v1/applications/${jointNumber}/visit/answers`, json({ proposal: 2, answer: 'proposedOther' }, { 'idempotency-key': randomUUID() }))
  await problem(t, missing, 'validation-failed', [['/slot', 'required']])
  await problem(t, await hub.call('/v1/visits?from=2026-02-30'), 'invalid-parameter')
  t.equal((await body(t, await hub.call(`/v1/visits?enterprise=unicom&from=${one!.date}`), 200, 'VisitPage')).visits.length, 1)
})

test('an enterprise whose interface takes an appointment is told the agreed time, and the new one when it is moved', async t => {
  const hub = await startTestHub(t, { slugs: ['county-water', 'towngas'] })
  const form = householdForm()
  const { jointNumber, orders } = await hub.submit({ ...form, basic: { ...form.basic, services: ['water', 'gas'] }, gas: { kind: 'ignition', supplier: 'towngas' } })
  for (const slug of ['county-water', 'towngas']) await hub.reached(jointNumber, slug, 'submitted')
  const { reference } = orders.find(({ enterprise }) => enterprise === 'towngas')!
  const ask = async (what: string, request: object): Promise<any> =>
    await body(t, await hub.call(`/v1/applications/${jointNumber}/visit/${what}`, json(request, { 'idempotency-key': randomUUID() })), 200, 'Visit')
  const told = (): string[] => hub.simulators['towngas']!.orders.get(reference)!.appointments
  const [one, two] = [1, 2].map(days => workingDateAfter(new Date(), days))

  await ask('proposals', { slot: { date: one, half: 'morning' } })
  t.strictSame(told(), [], 'a proposal is nothing to tell')
  const { version } = await ask('settlements', { proposal: 1 })
  await until(() => told().length > 0)
  await ask('proposals', { slot: { date: two, half: 'afternoon' }, version })
  await ask('settlements', { proposal: 2 })
  await until(() => told().length > 1)
  await ask('answers', { proposal: 2, answer: 'accepted' })
  t.strictSame(told(), [`${one} 08:00`, `${two} 14:30`], 'each once')

  const exchanges = async (): Promise<any[]> => (await (await hub.call(`/v1/applications/${jointNumber}/exchanges?limit=100`, undefined, 'operator')).json() as any).exchanges
  const appointed = (await exchanges()).filter(({ kind }) => kind === 'appoint')
  t.match(appointed, [1, 2].map(() => ({ enterprise: 'towngas', kindLabel: '通知踏勘时间', outcome: 'taken', attempt: 1 })))
  t.match(appointed.map(({ messages }) => JSON.parse(messages.at(-1).request)), [{ action: 'APPOINT', appointTime: `${one} 08:00` }, { action: 'APPOINT', appointTime: `${two} 14:30` }])
  t.strictSame((await exchanges()).filter(({ kind, enterprise }) => kind === 'appoint' && enterprise !== 'towngas'), [], 'who has no way to be told is not')
  t.equal(hub.portal.refused, 0)
})
