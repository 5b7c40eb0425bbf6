/**
 * A person whose values stand in every text that a caller or an enterprise can write is erased; then every column of every table is
 * searched for them. What can hold text, and what becomes of it, stands in test/kit/tables/text-columns.ts: a new column is told of here.
 */
import { test, type Test } from 'tap'
import { Failure } from '../../adapters/failure.ts'
import { decideAppeal } from '../../src/cases/decide-appeal.ts'
import { decideCountyDays } from '../../src/cases/decide-county-days.ts'
import { disclose } from '../../src/cases/disclose.ts'
import { erase } from '../../src/cases/erase.ts'
import { giveRatingLink } from '../../src/cases/give-rating-link.ts'
import { importCalendarYear } from '../../src/cases/import-calendar-year.ts'
import { rate } from '../../src/cases/rate.ts'
import { redeliver } from '../../src/cases/redeliver.ts'
import { redriveCallbacks } from '../../src/cases/redrive-callbacks.ts'
import { redriveOrders } from '../../src/cases/redrive-orders.ts'
import { resumeWebhooks } from '../../src/cases/resume-webhooks.ts'
import { search } from '../../src/cases/search.ts'
import { settleOrder } from '../../src/cases/settle-order.ts'
import { submit } from '../../src/cases/submit.ts'
import { supplement } from '../../src/cases/supplement.ts'
import { withdraw } from '../../src/cases/withdraw.ts'
import { takeRectificationStep } from '../../src/cases/work-rectification.ts'
import { receive } from '../../src/engines/callbacks/receive.ts'
import { tellOfClocks } from '../../src/engines/clocks/tell.ts'
import { deliver } from '../../src/engines/delivery/deliver.ts'
import { sharedToken } from '../../src/engines/delivery/token.ts'
import { purge } from '../../src/engines/purge/purge.ts'
import type { Caller } from '../../src/ground/access/caller.ts'
import { EVERYTHING } from '../../src/ground/access/visible.ts'
import { nextWorkingDay } from '../../src/ground/calendar/calendar.ts'
import { dateOf, dayAt } from '../../src/ground/calendar/chinese-time.ts'
import type { ApplicationForm } from '../../src/ground/form/order-view.ts'
import { storeAttachment } from '../../src/records/attachments/attachments.ts'
import { changeOrder } from '../../src/records/orders/application.ts'
import { stopEndpoint } from '../../src/records/outbox/endpoint.ts'
import { applyProgress } from '../../src/steps/progress.ts'
import { PIXEL } from '../../kit/submit.ts'
import { cancelFiling, redriveFiling } from '../../src/cases/follow-filing.ts'
import { fileForOrder } from '../../src/cases/file-for-order.ts'
import { connectApprovals } from '../../src/connect.ts'
import { deliverFilings } from '../../src/engines/delivery/deliver-filing.ts'
import { receiveFiling } from '../../src/engines/callbacks/receive-filing.ts'
import { readFigures, type Figures } from '../../src/views/figures.ts'
import { failedCallback } from '../kit/kept-callback.ts'
import { databaseTraces, foundIn, type Trace } from '../kit/leaks.ts'
import { columnsOf, DECISIONS, SEALED } from '../kit/tables/text-columns.ts'
import { LEAD, specialistOf, visitBench } from '../kit/visits.ts'
import { bench, openPortal, type Bench } from '../kit/webhook-bench.ts'
import { formFor } from './enterprises.ts'

const PERSON = { applicantName: '覃珧璿', phone: '13987654321', idNumber: '342529198604170016' }
const ADDRESS = '泾川镇琴溪巷97号瓦屋二楼'
const UNIT = '瓦屋旁琴溪巷居委会'
/** What a supplement says later than all the others. */
const NEW_PHONE = '0563-5123456'

/** What is found nowhere once the person has been erased. */
const MARKED = [...Object.values(PERSON), '97号瓦屋二楼', UNIT, NEW_PHONE, '05635123456', '新表在霍青岚家']

/** In what is about the application; and in what is not, where a person is known by name and numbers. */
const WORDS = `${PERSON.applicantName}（${PERSON.phone}、${PERSON.idNumber}，${ADDRESS}）来电 ${NEW_PHONE}`
const ELSEWHERE = `应${PERSON.applicantName}要求，电话${PERSON.phone}，证件${PERSON.idNumber}`

const ABOUT = { actor: 'operator', reason: WORDS }
const BY = { actor: 'operator', reason: ELSEWHERE }
const PORTAL: Caller = { id: 'portal', owner: 'portal', kind: 'portal', scopes: new Set() }
const SPECIALIST: Caller = { id: 'specialist', owner: 'unit:联通', kind: 'specialist', enterprise: 'unicom', scopes: new Set() }
const DAY = 86_400_000

function form (attachment?: string): ApplicationForm {
  const { basic, network, ...rest } = formFor('unicom')
  return {
    ...rest,
    portalCaseNumber: `案${PERSON.phone}`,
    origin: { channel: 'window', window: UNIT },
    basic: { ...basic, ...PERSON, address: { ...basic.address, text: ADDRESS }, remark: WORDS },
    network: { ...network!, remark: '新表在霍青岚家' },
    foot: { firstContactUnit: UNIT, registrar: PERSON.applicantName },
    ...attachment && { attachments: [{ id: attachment, kind: 'idCard' }] }
  }
}

const status = (state: string): object => ({ ORDER_STATE: state, STATE_DATE: '20260105093000', REMARK: WORDS })

/** The enterprise says everything with the person in it. */
function speaks ({ enterprise, told }: Bench): void {
  told.supplement = async () => {}
  told.withdraw = async () => ({ kind: 'withdrawn' })
  told.appoint = async () => { throw new Failure({ comeBack: 'never', fault: 'enterprise', code: '1001', message: WORDS }) }
  Object.assign(enterprise, { mapping: { ...enterprise.mapping, appointment: () => ({}) } })
  enterprise.adapter.callback = {
    accept: async ({ body }: { body: Buffer }) => JSON.parse(body.toString()),
    answer: () => ({ status: 200, headers: { 'content-type': 'text/plain' }, body: WORDS })
  } as any
}

async function tells (hub: Bench, message: object): Promise<void> {
  await receive(hub.hub, 'unicom', {
    method: 'POST',
    url: `/v1/callbacks/unicom?name=${encodeURIComponent(PERSON.applicantName)}`,
    query: {},
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify({ nativeNumber: `56${PERSON.phone}`, ...message }))
  })
}

async function orderOf (hub: Bench, jointNumber: string): Promise<{ id: string, reference: string }> {
  return (await hub.rows('select orders.id, reference from orders join applications on serial = application_serial where joint_number = $1', [jointNumber]))[0]
}

async function ring (hub: Bench, jointNumber: string, kind: string): Promise<void> {
  const { id } = await orderOf(hub, jointNumber)
  const [intent] = await hub.rows("select id from intents where order_id = $1 and kind = $2 and state = 'open'", [id, kind])
  await deliver(hub.hub, hub.enterprise)(intent.id)
}

/** An application that is refused, taken up again, acknowledged, reported on, supplemented, read, searched for and withdrawn. */
async function live (hub: Bench): Promise<{ jointNumber: string, refused: Trace[] }> {
  const { told } = hub
  const { id: attachment } = await storeAttachment(hub.hub, 'portal', PIXEL)
  const { jointNumber } = await submit(hub.hub, 'portal', `key-${PERSON.phone}-${PERSON.idNumber}`, form(attachment))
  const { id, reference } = await orderOf(hub, jointNumber)
  const place = told.place
  told.place = async () => { throw new Failure({ comeBack: 'never', fault: 'enterprise', code: '1001', message: WORDS }) }
  await ring(hub, jointNumber, 'place')
  const refused = await databaseTraces(hub.hub.pool)
  await redriveOrders(hub.hub, { jointNumber }, ABOUT)
  told.place = async () => ({ kind: 'acknowledged', nativeNumber: `56${PERSON.phone}`, status: status('10') as any })
  await ring(hub, jointNumber, 'place')
  told.place = place
  await tells(hub, { reference, status: status('20'), messageId: `m-${PERSON.phone}`, nonce: `n-${PERSON.idNumber}` })
  await failedCallback(hub.hub, hub.hub.now(), { reference, status: status('20'), nativeNumber: PERSON.phone })
  await redriveCallbacks(hub.hub, { jointNumber }, ABOUT)
  await disclose(hub.hub, PORTAL, jointNumber, { fields: ['phone'], purpose: WORDS })
  await search(hub.hub, PORTAL, {}, { ...PERSON, purpose: ELSEWHERE })
  await redeliver(hub.hub, EVERYTHING, { jointNumber }, ABOUT)
  await tellOfClocks(hub.hub, new Date(hub.hub.now().getTime() + 9 * DAY))
  refused.push(...await filed(hub, reference))
  await changeOrder(hub.hub, id, at => applyProgress(hub.hub, at, { kind: 'mapped', state: 'needsMaterial', remark: WORDS }, 'callback'))
  await supplement(hub.hub, () => [], PORTAL, jointNumber, { enterprise: 'unicom', changes: { basic: { phone: NEW_PHONE } } })
  await ring(hub, jointNumber, 'supplement')
  await withdraw(hub.hub, EVERYTHING, jointNumber, { reason: WORDS })
  await ring(hub, jointNumber, 'withdraw')
  return { jointNumber, refused }
}

const BUILDER: Caller = { id: 'unicom', owner: 'unicom', kind: 'enterprise', enterprise: 'unicom', scopes: new Set() }

/** The enterprise files for it, with the person in all that it writes, and the departments answer so. */
async function filed (hub: Bench, reference: string): Promise<Trace[]> {
  const { settings, vault, pool, now } = hub.hub
  const real = connectApprovals(settings, { pool, vault }, now)!
  const builders = { unicom: { name: '某通信公司', unifiedSocialCreditCode: '91350100M000100Y43', contact: { name: PERSON.applicantName, phone: PERSON.phone } } }
  let submit: () => any = () => { throw new Failure({ comeBack: 'never', fault: 'enterprise', code: '0', message: WORDS }) }
  const adapter: any = {
    ...real.adapter,
    submit: async () => submit(),
    cancel: async () => ({ kind: 'notFound' }),
    inquire: async () => ({ kind: 'notFound' }),
    upload: async () => 'F1'
  }
  const approvals = { ...real, settings: { ...real.settings, builders }, adapter }
  hub.hub.approvals = approvals
  const request = {
    items: ['planning' as const], lengthMetres: 900, crossing: true, greenArea: 1, route: WORDS, startDate: '2027-01-07', endDate: '2027-01-09', commitment: true
  }
  const ring = async (): Promise<void> => {
    const due = await hub.rows("select id from intents where filing_id is not null and state = 'open' and kind <> 'watch'")
    for (const { id } of due) await deliverFilings(hub.hub, approvals)(id)
  }
  const { id, reference: flowno } = await fileForOrder(hub.hub, BUILDER, { reference, key: `f-${PERSON.phone}`, request })
  await ring()
  const refused = await databaseTraces(hub.hub.pool)
  await redriveFiling(hub.hub, { ...BUILDER, enterprise: 'unicom' }, id, { reason: WORDS })
  submit = () => ({ kind: 'submitted', nativeNumber: `FS${PERSON.phone}`, departments: [] })
  await ring()
  const params = { flowno, itemcode: 'GH', projectno: `P${PERSON.phone}`, blzt: '6', blsj: '2026-01-05 09:00:00', blyj: WORDS }
  await receiveFiling(hub.hub, {
    method: 'POST', url: '/v1/callbacks/county-approvals', query: {}, headers: {}, body: Buffer.from(JSON.stringify({ token: 'approvals-callback-token', params }))
  })
  const { version } = (await hub.rows('select version from filings where id = $1', [id]))[0]
  await cancelFiling(hub.hub, BUILDER, id, { version, reason: WORDS })
  await ring()
  submit = () => ({ kind: 'refused', code: '0', reason: WORDS })
  await fileForOrder(hub.hub, BUILDER, { reference, key: `g-${PERSON.phone}`, request })
  await ring()
  const states = await hub.rows('select state from filings order by number')
  if (states.map(({ state }) => state).join() !== 'cancelled,refused') throw new Error(`not as meant: ${JSON.stringify(states)}`)
  return refused
}

/** Another one of the same person, which an operator ends. */
async function settled (hub: Bench): Promise<string> {
  const { jointNumber } = await submit(hub.hub, 'portal', `${PERSON.idNumber}`, form())
  const { id } = await orderOf(hub, jointNumber)
  hub.told.place = async () => { throw new Failure({ comeBack: 'never', fault: 'enterprise', code: '1001', message: WORDS }) }
  await ring(hub, jointNumber, 'place')
  await settleOrder(hub.hub, id, { task: 'place', outcome: 'delivered', nativeNumber: `NO${PERSON.phone}`, remark: WORDS }, ABOUT)
  await changeOrder(hub.hub, id, at => applyProgress(hub.hub, at, { kind: 'mapped', state: 'completed', remark: WORDS }, 'callback'))
  await rated(hub, jointNumber)
  return jointNumber
}

/** It is rated badly, which is appealed, and put right all the same. */
async function rated ({ hub, rows }: Bench, jointNumber: string): Promise<void> {
  const { url } = await giveRatingLink(hub, PORTAL, { jointNumber, key: `link-${PERSON.phone}`, request: { channel: 'sms' } })
  const token = url.slice(-43)
  const phone = PERSON.phone.slice(-4)
  await rate(hub, token, { level: 'dissatisfied', reasons: ['209'], text: WORDS, phone: '0000' }, { network: '192.0.2.1' })
  await rate(hub, token, { level: 'dissatisfied', reasons: ['209'], text: WORDS, phone }, { network: '192.0.2.1', unit: UNIT })
  await rate(hub, token, { level: '', reasons: [], text: WORDS, phone }, { network: '192.0.2.1' })
  const [{ id }] = await rows('select id from ratings')
  let version = 1
  const step = async (request: object): Promise<void> => {
    ({ version } = await takeRectificationStep(hub, SPECIALIST, { id, key: `step-${version}`, request: { ...request, version } as any }))
  }
  await step({ step: 'name', person: '荀墨言' })
  await step({ step: 'callBack', isReached: true, remark: WORDS })
  await step({ step: 'appeal', ground: 'misrated', reason: WORDS });
  ({ version } = await decideAppeal(hub, 'operator', id, { decision: 'rejected', version, reason: WORDS }))
  await step({ step: 'close', result: WORDS, isSatisfied: false })
}

/** A third, that is visited, and everybody writes about it. */
async function visited (hub: Bench): Promise<string> {
  const { jointNumber } = await submit(hub.hub, 'portal', `visit-${PERSON.idNumber}`, form())
  hub.told.place = async () => ({ kind: 'acknowledged' })
  await ring(hub, jointNumber, 'place')
  const visit = visitBench(hub.hub, jointNumber)
  const enterprise = specialistOf('unicom')
  const calendar = hub.hub.calendar.current()
  const first = nextWorkingDay(calendar, dayAt(hub.clock.now.getTime()))
  const [one, other] = [first, nextWorkingDay(calendar, first)].map(dateOf) as [string, string]
  await visit.propose(one)
  await visit.ask('answerVisit', enterprise, { proposal: 1, answer: 'accepted', remark: WORDS })
  await visit.ask('cancelVisit', LEAD, { version: (await visit.read()).version, reason: WORDS })
  for (const day of [one, other]) {
    await visit.propose(day)
    const { proposal } = await visit.read()
    await visit.ask('settleVisit', LEAD, { proposal })
    await ring(hub, jointNumber, 'appoint')
    hub.clock.now = new Date(`${day}T08:00:00+08:00`)
    if (day === one) await visit.ask('reportNoShow', enterprise, { proposal, party: 'enterprise', reason: WORDS })
    else await visit.ask('reportVisit', enterprise, { proposal, outcome: 'needsConstruction', length: 8, route: WORDS, remark: WORDS })
  }
  await visit.told('unicom', { state: 'completed', remark: WORDS })
  return jointNumber
}

/** What is about no application, and what nobody believes. */
async function elsewhere ({ hub, clock }: Bench): Promise<void> {
  await decideCountyDays(hub, { dates: ['2026-12-03'], isOffDay: true }, BY)
  await importCalendarYear(hub, { year: 2027, days: [{ name: '元旦', date: '2027-01-01', isOffDay: true }] }, BY)
  await stopEndpoint(hub.pool, 'http-410', clock.now, clock.now)
  await resumeWebhooks(hub, BY)
  await purge(hub, new Date(clock.now.getTime() - 4000 * DAY), BY)
  await hub.refusals.note({ enterprise: 'unicom', receivedAt: clock.now, reason: 'signature', request: { url: `/?${WORDS}`, body: Buffer.from(WORDS) } })
  await hub.refusals.write()
  await sharedToken(hub, 'unicom', { timeout: 1000, now: hub.now }).current(async () => ({ value: WORDS, expiresAt: new Date(clock.now.getTime() + DAY) }))
}

async function lived (t: Test): Promise<{ hub: Bench, numbers: string[], refused: Trace[] }> {
  const { url } = await openPortal(t)
  const hub = await bench(t, { webhookUrl: url })
  speaks(hub)
  const { jointNumber, refused } = await live(hub)
  const numbers = [jointNumber, await settled(hub)]
  await elsewhere(hub)
  numbers.push(await visited(hub))
  return { hub, numbers, refused }
}

const place = (column: string): string => `public.${column}`
const inColumn = (traces: Trace[], column: string): Trace[] => traces.filter(trace => trace.place === place(column))

test('somebody who is erased is left in no column of any table', async t => {
  const { hub, numbers, refused } = await lived(t)
  const before = await databaseTraces(hub.hub.pool)
  for (const jointNumber of numbers) await erase(hub.hub, EVERYTHING, jointNumber, ABOUT)
  for (const jointNumber of numbers) await tells(hub, { reference: (await orderOf(hub, jointNumber)).reference, status: status('20'), messageId: `late-${PERSON.phone}`, nonce: PERSON.phone })
  const after = await databaseTraces(hub.hub.pool)

  for (const value of MARKED) t.strictSame(foundIn(after, value), [], `nothing of “${value}”`)
  for (const column of columnsOf('erased')) {
    t.ok(MARKED.some(value => foundIn(inColumn(before, column), value).length > 0), `${column} held something until then: the journey reaches it`)
  }
  for (const column of columnsOf('redacted')) {
    const held = [...refused, ...before, ...after].filter(trace => trace.place === place(column))
    t.ok(held.some(({ content }) => content.includes('***')), `${column} was written to, without the person: the journey reaches it`)
  }
  for (const column of SEALED) t.ok(inColumn(before, column).length > 0 || UNREACHED.includes(column), `${column} was sealed: the journey reaches it`)
})

/** Only where an order is not given back; of accounts, which are nobody's who applies; and of drafts, which are gone with the submission. */
const UNREACHED = ['orders.withdrawal_reason_sealed', ...SEALED.filter(column => /^(?:people|drafts)\./.test(column))]

test('what figures need is left', async t => {
  const { hub, numbers } = await lived(t)
  const [jointNumber] = numbers
  const figures = async (): Promise<unknown> => await hub.rows(`
    select (select json_agg(json_build_array(sequence, event, state, status_code, at, recorded_at, source) order by sequence)
            from transitions where application_serial = serial) as transitions,
           (select json_agg(json_build_array(promise, days, started_at, pauses, ended_at, due_at, outcome, spent, used) order by number)
            from clocks where application_serial = serial) as clocks,
           (select json_agg(json_build_array(enterprise, service, kind, state, reached, since)) from orders where application_serial = serial) as orders,
           received_at, status
    from applications where joint_number = $1`, [jointNumber])
  const read = (): Promise<Figures> => readFigures(hub.hub, EVERYTHING, { from: '2020-01-01', to: '2039-12-31' })
  const before = await figures()
  const counted = await read()
  t.match(before, [{ status: 'ended', transitions: Array, clocks: Array, orders: Array }])
  t.match(counted, { visits: { done: 1, enterprisesAbsent: 1 }, total: { attendance: { missed: 1 }, filings: { filed: { parallel: 2 }, cancelled: 1 } }, applications: { rated: 1 } })
  for (const number of numbers) await erase(hub.hub, EVERYTHING, number, ABOUT)
  t.strictSame(await figures(), before)
  t.strictSame(await read(), counted, 'what is counted stays as it was')
})

test('every column that can hold text is decided about', async t => {
  const { hub: { pool } } = await bench(t, { webhookUrl: 'http://127.0.0.1/' })
  const { rows } = await pool.query<{ name: string }>(`
    select table_name || '.' || column_name as name from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE'
      and data_type not in ('bigint', 'integer', 'smallint', 'double precision', 'boolean', 'date', 'timestamp with time zone', 'uuid')`)
  const there = rows.map(({ name }) => name)
  const decided = [...Object.keys(DECISIONS), ...SEALED]
  t.strictSame(there.filter(name => !decided.includes(name)).sort(), [], 'say in test/kit/tables/text-columns.ts what becomes of it when a person is erased')
  t.strictSame(decided.filter(name => !there.includes(name)).sort(), [], 'there is no such column')
  t.strictSame(SEALED.filter(name => name in DECISIONS), [])
})
