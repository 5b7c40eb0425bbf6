import { test } from 'tap'
import { decideCountyDays } from '../../../src/cases/decide-county-days.ts'
import { dayOf } from '../../../src/ground/calendar/chinese-time.ts'
import { bareHub } from '../../kit/bare-hub.ts'

const BY = { actor: 'operator', reason: '防汛停办' }

test('days are closed, opened, and taken back', async t => {
  const { hub, rows } = await bareHub(t)
  const works = (date: string): boolean => hub.calendar.current().isWorkingDay(dayOf(date)!)
  t.match(await decideCountyDays(hub, { dates: ['2026-12-03', '2026-12-04'], isOffDay: true }, BY), { dates: ['2026-12-03', '2026-12-04'], isOffDay: true })
  await decideCountyDays(hub, { dates: ['2026-12-05'], isOffDay: false }, BY)
  t.strictSame(['2026-12-03', '2026-12-04', '2026-12-05'].map(works), [false, false, true])
  await decideCountyDays(hub, { dates: ['2026-12-04'], isOffDay: true, takenBack: true }, BY)
  t.strictSame(['2026-12-03', '2026-12-04', '2026-12-05'].map(works), [false, true, true])
  t.match(await rows('select action, target, affected from acts order by id'), [
    { action: 'calendar-closing', target: { dates: ['2026-12-03', '2026-12-04'] }, affected: 2 },
    { action: 'calendar-opening', target: { dates: ['2026-12-05'] } },
    { action: 'calendar-closing', target: { takenBack: true } }
  ])
  t.match(await rows('select max(version) as version from calendar_versions'), [{ version: 4 }])
})

test('a day cannot be closed and opened at once', async t => {
  const { hub, rows } = await bareHub(t)
  await decideCountyDays(hub, { dates: ['2026-12-03'], isOffDay: true }, BY)
  await t.rejects(decideCountyDays(hub, { dates: ['2026-12-05', '2026-12-03'], isOffDay: false }, BY), {
    code: 'calendar-contradiction', errors: [{ pointer: '/dates/1', code: 'day-decided-otherwise' }]
  })
  await t.rejects(decideCountyDays(hub, { dates: ['2026-12-05'], isOffDay: true, takenBack: true }, BY), {
    code: 'calendar-contradiction', errors: [{ pointer: '/dates/0', code: 'day-not-decided' }]
  })
  t.match(await rows('select date::text, is_off_day from county_days'), [{ date: '2026-12-03', is_off_day: true }])
})

test('two that change it at once come one after the other', async t => {
  const { hub, rows } = await bareHub(t)
  await Promise.all(['2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04'].map(date => decideCountyDays(hub, { dates: [date], isOffDay: true }, BY)))
  t.match(await rows('select max(version) as version from calendar_versions'), [{ version: 5 }])
  t.match(hub.calendar.stored().county.map(({ date }) => date), ['2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04'])
})
