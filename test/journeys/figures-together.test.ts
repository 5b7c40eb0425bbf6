/** Joint visits and filings of a week, and what they come to in the figures: written down from the days of `oneWeek`, not computed. */
import { t as root, test } from 'tap'
import type { components } from '../../openapi/hub.d.ts'
import type { SandboxClient } from '../../kit/caller.ts'
import { body } from '../kit/answers.ts'
import { startIntake } from '../kit/intake-hub.ts'
import { DAY, timeOf } from '../kit/recount.ts'
import { FOUR, happen } from '../kit/together.ts'

type Schemas = components['schemas']

const intake = await startIntake(root, { slugs: FOUR })

const NONE = { onTime: 0, late: 0, outstanding: 0, days: { count: 0 }, pausedMinutes: {} }
const BY_HAND: Schemas['FigureFilings'] = {
  filed: { exempt: 0, notice: 0, parallel: 1 },
  passed: 0,
  refused: 1,
  cancelled: 0,
  broken: 0,
  // Two working days from Monday: planning decided on Wednesday, the road on Friday.
  decided: { notice: NONE, parallel: { onTime: 1, late: 1, outstanding: 0, rate: 0.5, days: { count: 2, mean: 3, percentile90: 4 }, pausedMinutes: {} } }
}

/** Of three enterprises that come one has said so; one goes alone. The water company files. The next day another visit finds nobody. */
async function oneWeek (): Promise<void> {
  await intake.reset()
  await happen(intake, [
    {
      day: 0,
      rounds: [{ answers: ['accepted', undefined, 'declined', undefined], comes: 'done', missing: ['unicom'] }],
      filings: [{
        enterprise: 'county-water',
        lengthMetres: 350,
        filed: 0,
        words: [{ item: 'planning', blzt: '3', after: 30, earlier: 0 }, { item: 'planning', blzt: '11', after: 2 * DAY, earlier: 0 }, { item: 'roadExcavation', blzt: '13', after: 2 * DAY, earlier: 0 }],
        end: undefined
      }]
    },
    { day: 1, rounds: [{ answers: [undefined, undefined, undefined, 'declined'], comes: 'applicantAbsent', missing: [] }], filings: [] }
  ])
  intake.clock.time = timeOf(25 * DAY + 600)
}

test('a week, counted by hand', async t => {
  await oneWeek()
  const ask = async (query: string, accept = 'application/json', client: SandboxClient = 'supervisor'): Promise<Response> => await intake.call(`/v1/figures?month=2026-11${query}`, { headers: { accept } }, client)
  const read = async (query = '', client?: SandboxClient): Promise<Schemas['Figures']> => await body(t, await ask(query, undefined, client), 200, 'Figures')
  const figures = await read()
  const visits = { agreed: 2, done: 1, doneAtFirst: 1, applicantAbsent: 1, enterprisesAbsent: 0, cancelled: 0, enterprisesPerVisit: 2 }
  t.strictSame(figures.visits, visits)
  t.strictSame(figures.enterprises.map(({ enterprise, attendance }) => [enterprise, ...Object.values(attendance)]), [
    ['county-water', 1, 0, 0, 0], ['state-grid', 0, 1, 0, 0], ['towngas', 0, 0, 0, 1], ['unicom', 0, 0, 1, 1]
  ])
  t.strictSame(figures.total.attendance, { attended: 1, unconfirmed: 1, missed: 1, alone: 2 })
  t.strictSame(figures.total.filings, BY_HAND)
  t.strictSame(figures.enterprises[0]!.filings, BY_HAND)
  t.strictSame(figures.departments.map(({ item, decided: { parallel } }) => [item, parallel.onTime, parallel.late]), [['planning', 1, 0], ['roadExcavation', 0, 1]])

  await t.test('an enterprise, a service, a kind: its part, and no visit as a whole', async t => {
    for (const query of ['&enterprise=county-water', '&service=water', '&kind=new&service=water']) {
      const { visits, total, departments } = await read(query)
      t.equal(visits, undefined, query)
      t.match(total, { attendance: { attended: 1, unconfirmed: 0, missed: 0, alone: 0 }, filings: BY_HAND }, query)
      t.equal(departments.length, 2, query)
    }
    t.match(await read('&service=gas'), { total: { attendance: { alone: 1 }, filings: { filed: { parallel: 0 } } }, departments: [] })
    const own = await read('', 'county-water')
    t.match(own, { total: { attendance: { attended: 1, alone: 0 }, filings: BY_HAND }, departments: { length: 2 } })
    t.notOk(own.visits, 'an enterprise sees its own alone')
    for (const accept of ['text/csv', 'text/html']) t.notMatch(await (await ask('', accept, 'county-water')).text(), /本期约定|联合踏勘：约定/, accept)
  })

  await t.test('for a spreadsheet, and to be printed', async t => {
    const lines = (await (await ask('', 'text/csv')).text()).split('\r\n')
    const titles = lines[0]!.split(',')
    const total = lines.find(line => line.startsWith('合计'))!.split(',')
    const cell = (title: string): string => total[titles.indexOf(title)]!
    t.strictSame(['踏勘：确认到场', '踏勘：另行踏勘', '申报：并联审批', '申报：未通过', '并联审批部门：按时率'].map(cell), ['1', '2', '1', '1', '50.0%'])
    t.equal(lines[lines.findIndex(line => line.startsWith('联合踏勘：约定')) + 1], '2,1,1,1,0,0,2')
    t.match(lines[lines.findIndex(line => line.startsWith('审批事项')) + 2], /^道路挖掘,0,0,0,,0,,,0,0,0,1,0,0\.0%,1,4,4,0,0$/)
    const page = await (await ask('', 'text/html')).text()
    t.match(page, '本期约定联合踏勘 2 次，完成 1 次（首次时间成行 1 次），平均一次上门 2 家企业；未成行 1 次（申请人 1、企业 0），取消 0 次。')
    t.match(page, /<tr class="total"><th scope="row">合计<\/th><td>1<\/td><td>1<\/td><td>1<\/td><td>2<\/td><\/tr>/)
    t.match(page, /<th scope="row">道路挖掘<\/th>(?:<td>[0—]<\/td>){5}<td>0<\/td><td>1<\/td><td>0<\/td><td>0\.0%<\/td><td>4<\/td>/)
  })

  await t.test('each on its day', async t => {
    const of = async (from: string, to = from): Promise<Schemas['Figures']> => await body(t, await intake.call(`/v1/figures?from=${from}&to=${to}`, {}, 'supervisor'), 200, 'Figures')
    t.match((await of('2026-11-02')).visits, { agreed: 1, done: 0 })
    t.match((await of('2026-11-03')).visits, { agreed: 1, done: 1, applicantAbsent: 0 })
    t.match((await of('2026-11-04')).visits, { agreed: 0, done: 0, applicantAbsent: 1 })
    // Due on Wednesday: what was decided on Friday is late on that day, and among the days of Friday.
    t.match((await of('2026-11-04')).total.filings.decided.parallel, { onTime: 1, late: 1, days: { count: 1 } })
    t.match((await of('2026-11-06')).total.filings, { refused: 1, decided: { parallel: { onTime: 0, late: 0, days: { count: 1, mean: 4 } } } })
  })
})
