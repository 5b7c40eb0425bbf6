/**
 * Applications come in and go their ways over some days, and what they come to is counted by hand: the numbers here are written down from
 * the days on the left, not computed.
 */
import { createHash } from 'node:crypto'
import { test, type Test } from 'tap'
import type { components } from '../../openapi/hub.d.ts'
import type { SandboxClient } from '../../kit/caller.ts'
import type { OrderState } from '../../mappings/mapping.ts'
import type { ApplicationForm } from '../../src/ground/form/order-view.ts'
import { changeOrder } from '../../src/records/orders/application.ts'
import { transit } from '../../src/records/orders/change-order.ts'
import { body, problem } from '../kit/answers.ts'
import { electricityForm, householdForm } from '../kit/forms.ts'
import { startIntake, type Intake } from '../kit/intake-hub.ts'

type Schemas = components['schemas']
type Way = Array<[local: string, state: OrderState]>

interface County extends Intake {
  figures (query: string, client?: SandboxClient): Promise<Schemas['Figures']>
  ask (query: string, accept?: string, client?: SandboxClient): Promise<Response>
  pass (local: string): void
}

async function county (t: Test, adjust?: (settings: any) => void): Promise<County> {
  const intake = await startIntake(t, { ...adjust && { adjust } })
  const ask: County['ask'] = (query, accept, client = 'supervisor') =>
    intake.call(`/v1/figures${query}`, accept === undefined ? {} : { headers: { accept } }, client)
  return {
    ...intake,
    ask,
    pass (local) { intake.clock.time = new Date(`${local}:00+08:00`) },
    figures: async (query, client) => await body(t, await ask(query, 'application/json', client), 200, 'Figures')
  }
}

/** One application of one order and all that happens to it, each at its time. */
async function live ({ submit, pool, hub, pass }: County, received: string, form: ApplicationForm, way: Way): Promise<string> {
  pass(received)
  const { jointNumber } = await submit(form)
  const { rows: [order] } = await pool.query('select orders.id from orders join applications on serial = application_serial where joint_number = $1', [jointNumber])
  for (const [local, state] of way) {
    pass(local)
    await changeOrder(hub, order!.id, async at => { transit(hub, at, { state, source: 'callback' }) })
  }
  return order!.id
}

/** One working day for acceptance and survey; six for water, three for electricity. 27 November is a Friday. */
async function november (county: County): Promise<{ forgotten: string, first: string }> {
  const water = (received: string, ...way: Way): Promise<string> => live(county, received, householdForm(), way)
  const first = await water('2026-11-26T09:00', ['2026-11-26T10:00', 'accepted'], ['2026-11-27T10:00', 'surveyed'])
  await water('2026-11-26T09:05', ['2026-11-27T18:00', 'accepted'], ['2026-11-30T10:00', 'surveyed'])
  await water('2026-11-26T09:10', ['2026-11-27T08:00', 'needsMaterial'], ['2026-11-27T12:00', 'materialReceived'], ['2026-11-27T15:00', 'accepted'], ['2026-11-30T11:00', 'surveyed'])
  await water('2026-11-26T09:15', ['2026-11-26T11:00', 'refused'])
  await water('2026-11-26T09:25', ['2026-11-26T10:00', 'accepted'], ['2026-11-26T12:00', 'refused'])
  await water('2026-11-27T09:00', ['2026-11-27T10:00', 'withdrawn'])
  const forgotten = await water('2026-11-26T09:20')
  await live(county, '2026-11-26T10:00', electricityForm(), [['2026-11-26T11:00', 'accepted'], ['2026-11-26T16:00', 'surveyed'], ['2026-11-30T09:00', 'completed']])
  await water('2026-11-30T09:00')
  county.pass('2026-11-30T20:00')
  return { forgotten, first }
}

/** Nobody has rated anything. */
const UNRATED = {
  rated: 0,
  levels: { verySatisfied: 0, satisfied: 0, fairlySatisfied: 0, dissatisfied: 0, veryDissatisfied: 0 },
  bad: 0,
  badMarked: 0,
  participants: 0,
  participation: 0,
  callBack: { onTime: 0, late: 0, outstanding: 0 },
  rectified: { onTime: 0, late: 0, outstanding: 0 }
}

const NONE = { onTime: 0, late: 0, outstanding: 0, days: { count: 0 }, pausedMinutes: {} }

const NO_FILINGS = { filed: { exempt: 0, notice: 0, parallel: 0 }, passed: 0, refused: 0, cancelled: 0, broken: 0, decided: { notice: NONE, parallel: NONE } }

const WATER = {
  enterprise: 'county-water',
  enterpriseName: '泾县供水',
  service: 'water',
  serviceLabel: '供水',
  kind: 'new',
  kindLabel: '新装',
  received: 8,
  accepted: { onTime: 3, late: 2, outstanding: 1, rate: 0.6, days: { count: 4, mean: 0.5, percentile90: 1 }, pausedMinutes: { applicant: 240 } },
  surveyed: { onTime: 2, late: 2, outstanding: 1, rate: 0.5, days: { count: 3, mean: 1.67, percentile90: 2 }, pausedMinutes: { applicant: 240 } },
  connected: NONE,
  completed: 0,
  corrections: 1,
  refusals: [{ statusCode: 4, statusLabel: '不受理', count: 1 }, { statusCode: 13, statusLabel: '办结(不通过)', count: 1 }],
  withdrawn: 1,
  undeliverable: 0,
  attendance: { attended: 0, unconfirmed: 0, missed: 0, alone: 0 },
  filings: NO_FILINGS,
  ratings: UNRATED
}

const ELECTRICITY = {
  enterprise: 'state-grid',
  service: 'electricity',
  kind: 'new',
  received: 1,
  accepted: { onTime: 1, late: 0, outstanding: 0, rate: 1, days: { count: 1, mean: 0, percentile90: 0 }, pausedMinutes: {} },
  surveyed: { onTime: 1, late: 0, outstanding: 0, rate: 1, days: { count: 1, mean: 0, percentile90: 0 }, pausedMinutes: {} },
  connected: { onTime: 1, late: 0, outstanding: 0, rate: 1, days: { count: 1, mean: 2, percentile90: 2 }, pausedMinutes: {} },
  completed: 1,
  corrections: 0,
  refusals: [],
  withdrawn: 0,
  undeliverable: 0
}

test('a month, counted by hand', async t => {
  const here = await county(t)
  const { forgotten, first } = await november(here)
  const { figures, hub, pass } = here
  const month = await figures('?month=2026-11')
  t.match(month, { from: '2026-11-01', to: '2026-11-30', countedAt: '2026-11-30T20:00:00+08:00', calendarVersion: hub.calendar.current().version })
  t.equal(month.rows.length, 2)
  t.strictSame(month.rows[0], WATER)
  t.match(month.rows[1], ELECTRICITY)
  t.strictSame(month.enterprises.map(({ enterprise, received }) => [enterprise, received]), [['county-water', 8], ['state-grid', 1]])
  t.match(month.total, {
    received: 9,
    accepted: { onTime: 4, late: 2, outstanding: 1, rate: 0.6667, days: { count: 5, mean: 0.4, percentile90: 1 } },
    surveyed: { onTime: 3, late: 2, outstanding: 1, rate: 0.6, days: { count: 4, mean: 1.25, percentile90: 2 } },
    connected: { onTime: 1, late: 0, rate: 1 },
    completed: 1,
    corrections: 1,
    withdrawn: 1
  })
  t.strictSame(await figures(''), month, 'the month under way is the one that is meant')

  await t.test('a day of it, a service, an enterprise, a kind', async t => {
    t.match((await figures('?from=2026-11-27&to=2026-11-27')).total, {
      received: 1, accepted: { onTime: 1, late: 2, days: { count: 2 } }, surveyed: { onTime: 1, late: 2 }, corrections: 1, withdrawn: 1, refusals: []
    })
    t.match((await figures('?month=2026-11&service=electricity')).rows, [ELECTRICITY])
    t.equal((await figures('?month=2026-11&enterprise=county-water')).total.received, 8)
    t.equal((await figures('?month=2026-11&kind=new')).rows.length, 2)
    t.strictSame((await figures('?month=2026-11&kind=alter')).rows, [])
    t.match((await figures('?month=2026-10')).total, { received: 0, surveyed: NONE, completed: 0 })
    t.strictSame((await figures('?month=2026-11&enterprise=towngas')).rows, [], 'one that has had nothing to do')
  })

  await t.test('what is done later changes no month that is over, but for what is still to be done', async t => {
    for (const [local, id, state] of [['2026-12-01T11:00', first, 'completed'], ['2026-12-02T10:00', forgotten, 'surveyed']] as const) {
      pass(local)
      await changeOrder(hub, id, async at => { transit(hub, at, { state, source: 'callback' }) })
    }
    pass('2026-12-31T20:00')
    const [water] = (await figures('?month=2026-11')).rows
    t.strictSame(water, { ...WATER, accepted: { ...WATER.accepted, outstanding: 0 }, surveyed: { ...WATER.surveyed, outstanding: 0 } })
    t.match((await figures('?month=2026-12')).total, {
      received: 0,
      // Of the last day of November: missed on the first of December. Done in December: the forgotten one, on the fourth working day.
      accepted: { onTime: 0, late: 1, outstanding: 1, rate: 0, days: { count: 1, mean: 4, percentile90: 4 } },
      surveyed: { onTime: 0, late: 1, outstanding: 1, rate: 0, days: { count: 1, mean: 4, percentile90: 4 } },
      // Two whose survey was on 30 November are missed on 8 December, the forgotten one on 10 December.
      connected: { onTime: 1, late: 3, outstanding: 3, rate: 0.25, days: { count: 1, mean: 2, percentile90: 2 } },
      completed: 1
    })
    t.match((await figures('?from=2026-11-01&to=2026-12-31')).total, {
      received: 9, accepted: { onTime: 4, late: 3 }, surveyed: { onTime: 3, late: 3 }, connected: { onTime: 2, late: 3 }, completed: 2
    }, 'a longer period is the sum of its months')
  })
})

test('the same for a spreadsheet', async t => {
  const here = await county(t, settings => { settings.enterprises['state-grid'].name = '=HYPERLINK("http://evil","国网")' })
  await november(here)
  const answer = await here.ask('?month=2026-11', 'text/csv')
  t.match(Object.fromEntries(answer.headers), { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="figures-2026-11-01-2026-11-30.csv"', vary: /Accept/ })
  const bytes = Buffer.from(await answer.arrayBuffer())
  t.strictSame([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf], 'a byte order mark')
  const lines = bytes.toString().slice(1).split('\r\n')
  t.match(lines[0], /^企业,业务,业务种型,收件,受理：按时,受理：超期,受理：超期未办,受理：按时率,/)
  t.match(lines[1], /^泾县[^,]*,供水,新装,8,3,2,1,60\.0%,4,0\.5,1,240,0,2,2,1,50\.0%,3,1\.67,2,240,0,0,0,0,,0,,,0,0,0,1,1,0,1,0,1,0,(?:0,){11}(?:0,0,0,,0,,,0,0,){2}0,0,0,0,0,0,0,0,,,0\.0%,0,0,0,0,0,$/)
  t.ok(lines[2]!.startsWith('"\'=HYPERLINK(""http://evil"",""国网"")",供电,新装,1,'))
  t.match(lines[3], /^合计,,,9,4,2,1,66\.7%,/)
  t.match(lines.slice(4, 7), ['', /^联合踏勘：约定,完成,/, '0,0,0,0,0,0,'])
  t.strictSame(lines.slice(7), ['', '期间,2026-11-01 至 2026-11-30', '统计时间,2026-11-30T20:00:00+08:00', `工作日历版本,${here.hub.calendar.current().version}`, ''])
})

test('the same as a report to be printed', async t => {
  const here = await county(t, settings => { settings.enterprises['state-grid'].name = '<script>alert("国网")</script>' })
  await november(here)
  const answer = await here.ask('?month=2026-11', 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8')
  t.equal(answer.headers.get('content-type'), 'text/html; charset=utf-8')
  const page = await answer.text()
  const style = /<style>([^]*?)<\/style>/.exec(page)![1]!
  const policy = answer.headers.get('content-security-policy')!
  t.match(policy, `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`, 'its style and no other')
  t.match(policy, "default-src 'none'")
  t.match(style, /@page \{ size: A4/)
  t.match(page, '<h1>泾县水电气网联合报装办理情况通报</h1>')
  t.match(page, '2026年11月')
  t.match(page, '本期收到单项业务 9 件，办结 1 件，要求补正 1 次，未通过 2 件，撤回 1 件，未能送达 0 件。')
  t.match(page, '受理踏勘按时 3 件、超期 2 件（其中 1 件尚未办成），按时率 60.0%；接入开通按时 1 件、超期 0 件（其中 0 件尚未办成），按时率 100.0%。')
  t.match(page, /<tr><th scope="row">泾县[^<]*<\/th><td>8<\/td><td>3<\/td><td>2<\/td><td>1<\/td><td>60\.0%<\/td><td>2<\/td><td>2<\/td><td>1<\/td><td>50\.0%<\/td>/)
  t.match(page, here.hub.calendar.current().version)
  t.match(page, '统计时间：2026年11月30日 20:00。')
  t.match(page, '&lt;script&gt;alert(&quot;国网&quot;)&lt;/script&gt;')
  t.notMatch(page, /<script|style=|<link|<img|http/)
})

test('what the caller accepts decides, JSON where it does not say', async t => {
  const { ask } = await county(t)
  for (const [accept, type] of [
    [undefined, 'application/json'], ['*/*', 'application/json'], ['text/csv', 'text/csv'], ['text/*', 'text/csv'], ['text/html;q=0.5, text/csv;q=0.4', 'text/html'],
    ['application/json;q=0, */*', 'text/csv'], ['TEXT/HTML', 'text/html']
  ] as const) t.match((await ask('', accept)).headers.get('content-type'), type, accept ?? 'nothing')
  await problem(t, await ask('', 'application/pdf'), 'not-acceptable')
  await problem(t, await ask('?month=2026-13', 'text/html'), 'invalid-parameter', [['/month', 'format']])
})

test('a period that is none, and what there is not, are told by name', async t => {
  const { ask } = await county(t)
  for (const [query, pointer, code] of [
    ['?month=2026-13', '/month', 'format'], ['?month=2026-00', '/month', 'format'], ['?month=11-2026', '/month', 'format'],
    ['?from=2026-11-02&to=2026-11-01', '/to', 'ends-before-it-begins'], ['?from=2026-02-30&to=2026-03-01', '/from', 'format'], ['?from=2026-11-01', '/to', 'required'],
    ['?to=2026-11-01', '/from', 'required'], ['?month=2026-11&from=2026-11-01&to=2026-11-02', '/month', 'value'], ['?enterprise=nobody', '/enterprise', 'value'],
    ['?service=steam', '/service', 'value'], ['?kind=old', '/kind', 'value'], ['?colour=red', '/colour', 'unknown-field']
  ] as const) await problem(t, await ask(query), 'invalid-parameter', [[pointer, code]])
})

test('an enterprise sees its own figures alone', async t => {
  const here = await county(t)
  await november(here)
  const own = await here.figures('?month=2026-11', 'county-water')
  t.strictSame(own.rows.map(({ enterprise }) => enterprise), ['county-water'])
  t.strictSame(own.total.received, 8)
  await problem(t, await here.ask('?month=2026-11&enterprise=state-grid', undefined, 'county-water'), 'invalid-parameter', [['/enterprise', 'value']])
  for (const accept of ['text/csv', 'text/html']) t.notMatch(await (await here.ask('?month=2026-11', accept, 'county-water')).text(), /国网|供电/, accept)
  await problem(t, await here.ask('', undefined, 'portal'), 'insufficient-scope')
})
