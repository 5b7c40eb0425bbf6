import { test } from 'tap'
import { importCalendarYear } from '../../../src/cases/import-calendar-year.ts'
import { publishedYears } from '../../../src/ground/calendar/published-years.ts'
import { bareHub } from '../../kit/bare-hub.ts'

const BY = { actor: 'operator', reason: '国办发明电〔2026〕7号' }
const day = (date: string, isOffDay = true) => ({ name: '元旦', date, isOffDay })
const of2027 = { year: 2027, days: [day('2027-01-03', false), day('2026-12-31'), day('2027-01-01'), day('2027-01-02')] }

test('a year that was provisional is as published, with the December before', async t => {
  const { hub, rows } = await bareHub(t)
  const told: Array<[string, string, string]> = []
  const watched = { ...hub, calendarReactions: [(_work: unknown, { before, after, reason }: any) => { told.push([before.version.split('.')[0], after.version.split('.')[0], reason]) }] }
  const tried = await importCalendarYear(watched, of2027, { ...BY, dryRun: true })
  t.match(await rows('select count(*)::int as years from calendar_years where year = 2027'), [{ years: 0 }])
  t.strictSame(told, [])
  const done = await importCalendarYear(watched, of2027, BY)
  t.strictSame({ ...done, version: '', dryRun: true }, { ...tried, version: '' })
  t.match(done, {
    year: 2027,
    dryRun: false,
    differences: [
      { date: '2026-12-31', wasOffDay: false, isOffDay: true }, { date: '2027-01-03', wasOffDay: true, isOffDay: false },
      { date: '2027-02-05', wasOffDay: true, isOffDay: false }
    ]
  })
  t.strictSame(told, [['1', '2', BY.reason]])
  t.match(await rows('select actor, action, target, affected from acts'), [{ actor: 'operator', action: 'calendar-import', target: { year: 2027 }, affected: 4 }])
})

test('the year is replaced whole', async t => {
  const { hub, rows } = await bareHub(t)
  const known = publishedYears().find(({ year }) => year === 2026)!
  t.match(await importCalendarYear(hub, known, BY), { workingDays: 248, differences: [] })
  t.match(await importCalendarYear(hub, { year: 2026, days: [day('2026-01-01')] }, BY), { workingDays: 260 })
  t.equal((await rows('select days from calendar_years where year = 2026'))[0].days.length, 1)
})

test('a file with a day of another year, or twice, is refused whole', async t => {
  const { hub, rows } = await bareHub(t)
  const days = [day('2027-01-01'), day('2027-01-01', false), day('2026-11-30'), day('2028-01-01')]
  await t.rejects(importCalendarYear(hub, { year: 2027, days }, BY), {
    code: 'calendar-file-wrong',
    errors: [{ pointer: '/file/days/1/date', code: 'duplicate' }, { pointer: '/file/days/2/date', code: 'value' }, { pointer: '/file/days/3/date', code: 'value' }]
  })
  t.match(await rows('select version from calendar_versions'), [{ version: 1 }])
  t.match(await rows('select from acts'), { length: 0 })
})
