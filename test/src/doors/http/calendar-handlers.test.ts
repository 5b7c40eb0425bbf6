/** The calendar's operations over real HTTP. */
import { test } from 'tap'
import { body, problem } from '../../../kit/answers.ts'
import { householdForm } from '../../../kit/forms.ts'
import { startIntake } from '../../../kit/intake-hub.ts'
import { json } from '../../../kit/test-hub.ts'

test('the calendar', async t => {
  const intake = await startIntake(t, { slugs: ['county-water', 'state-grid', 'towngas', 'unicom'] })
  const days = [{ name: '元旦', date: '2027-01-01', isOffDay: true }]
  const put = (year: number, content: unknown) => intake.call(`/v1/calendar/years/${year}`, { ...json(content), method: 'PUT' })
  const reason = '防汛停办'

  await t.test('a year', async t => {
    t.match(await body(t, await intake.call('/v1/calendar/years/2026'), 200, 'CalendarYear'), { workingDays: 248, provisional: false, countyDays: [] })
    t.match(await body(t, await intake.call('/v1/calendar/years/2027'), 200, 'CalendarYear'), { workingDays: 254, provisional: true })
    await problem(t, await intake.call('/v1/calendar/years/1999'), 'not-found')
  })

  await t.test('when something is due', async t => {
    const ask = (question: object) => intake.call('/v1/calendar/due', json({ from: '2026-11-27T09:00:00+08:00', days: 1, ...question }))
    t.match(await body(t, await ask({}), 200, 'Due'), { dueAt: '2026-11-30T17:30:00+08:00', provisional: false })
    t.match(await body(t, await ask({ pauses: [{ from: '2026-11-30T09:00:00+08:00' }] }), 200, 'Due'), { dueAt: null })
    t.match(await body(t, await ask({ planned: '2026-12-03' }), 200, 'Due'), { dueAt: '2026-12-03T17:30:00+08:00' })
    await problem(t, await ask({ days: 0 }), 'validation-failed', [['/days', 'range']])
    await problem(t, await ask({ planned: '2026-02-30' }), 'validation-failed', [['/planned', 'format']])
    await problem(t, await ask({ pauses: [{ from: '2026-11-30T09:00:00+08:00', to: '2026-11-30T08:00:00+08:00' }] }), 'validation-failed', [['/pauses/0/to', 'ends-before-it-begins']])
  })

  await t.test('a closure counts at once, for promises and for planned days', async t => {
    t.match(await body(t, await intake.call('/v1/calendar/closures', json({ dates: ['2026-11-24'], reason })), 200, 'CountyDays'), { isOffDay: true })
    const form = householdForm()
    t.match(await intake.submit(form), { acceptBy: '2026-11-25T17:30:00+08:00' })
    const planned = { ...form, basic: { ...form.basic, appointment: { wanted: true, plannedAt: '2026-11-24T10:00:00+08:00' } } }
    await problem(t, await intake.send(planned), 'validation-failed', [['/basic/appointment/plannedAt', 'not-a-working-day']])
    await problem(t, await intake.call('/v1/calendar/openings', json({ dates: ['2026-11-24'], reason })), 'calendar-contradiction', [['/dates/0', 'day-decided-otherwise']])
    await problem(t, await intake.call('/v1/calendar/closures', json({ dates: ['2026-11-24'] })), 'validation-failed', [['/reason', 'required']])
    await body(t, await intake.call('/v1/calendar/closures', json({ dates: ['2026-11-24'], reason, takenBack: true })), 200, 'CountyDays')
    await body(t, await intake.call('/v1/calendar/openings', json({ dates: ['2026-11-28'], reason })), 200, 'CountyDays')
    const { acts } = await body(t, await intake.call('/v1/acts'), 200, 'ActPage')
    t.strictSame(acts.map(({ by, action }) => [by, action]), [['operator', 'calendar-opening'], ['operator', 'calendar-closing'], ['operator', 'calendar-closing']])
  })

  await t.test('an import', async t => {
    t.match(await body(t, await put(2027, { file: { year: 2027, days }, reason, dryRun: true }), 200, 'CalendarImport'), { workingDays: 260, dryRun: true })
    t.match(await body(t, await put(2027, { file: { year: 2027, days, papers: [] }, reason }), 200, 'CalendarImport'), { workingDays: 260, dryRun: false })
    t.match(await body(t, await intake.call('/v1/calendar/years/2027'), 200, 'CalendarYear'), { provisional: false, source: 'import', days })
    await problem(t, await put(2028, { file: { year: 2027, days }, reason }), 'calendar-file-wrong', [['/file/year', 'value']])
    await problem(t, await put(2027, { file: { year: 2027, days: [...days, ...days] }, reason }), 'calendar-file-wrong', [['/file/days/1/date', 'duplicate']])
    await problem(t, await put(2027, { file: { year: 2027, days: [], more: 1 }, reason }), 'validation-failed', [['/file/days', 'required'], ['/file/more', 'unknown-field']])
  })

  await t.test('those who only read change nothing', async t => {
    const close = await intake.call('/v1/calendar/closures', json({ dates: ['2026-11-24'], reason }), 'portal')
    await problem(t, close, 'insufficient-scope')
    t.equal((await intake.call('/v1/calendar/years/2026', undefined, 'supervisor')).status, 200)
  })
})
