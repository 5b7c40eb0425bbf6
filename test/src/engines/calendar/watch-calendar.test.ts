import { test } from 'tap'
import { decideCountyDays } from '../../../../src/cases/decide-county-days.ts'
import { missingYearsReporter, watchCalendar } from '../../../../src/engines/calendar/watch-calendar.ts'
import { officeHoursOf } from '../../../../src/ground/calendar/settings.ts'
import { dayOf } from '../../../../src/ground/calendar/chinese-time.ts'
import { openCalendar } from '../../../../src/records/calendar/calendar-in-force.ts'
import { bareHub } from '../../../kit/bare-hub.ts'
import { until } from '../../../kit/until.ts'

test('a process follows what another one changes', async t => {
  const { hub } = await bareHub(t)
  const calendar = openCalendar(hub.pool, officeHoursOf(hub.settings.clock))
  const stop = watchCalendar({ ...hub, calendar, settings: { hub: { sweepEvery: 10 } } })
  t.teardown(stop)
  await decideCountyDays(hub, { dates: ['2026-12-03'], isOffDay: true }, { actor: 'operator', reason: '防汛停办' })
  await until(() => !calendar.current().isWorkingDay(dayOf('2026-12-03')!))
  t.equal(calendar.current().version, hub.calendar.current().version)
  await stop()
})

test('a missing year is told of once a day', async t => {
  const { hub, lines } = await bareHub(t)
  const report = missingYearsReporter(hub)
  for (const at of ['2026-10-31T12:00:00+08:00', '2026-11-01T00:00:00+08:00', '2026-11-01T23:00:00+08:00', '2026-11-02T08:00:00+08:00']) await report(new Date(at))
  t.match(lines.filter(line => line.includes('calendar-missing')).map(line => JSON.parse(line)), [{ alert: 'calendar-missing', year: 2027 }, { year: 2027 }])
})
