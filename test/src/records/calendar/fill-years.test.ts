import { test } from 'tap'
import { fillYears } from '../../../../src/records/calendar/fill-years.ts'
import { openCalendar } from '../../../../src/records/calendar/calendar-in-force.ts'
import { missingYears } from '../../../../src/records/calendar/missing-years.ts'
import { bareHub } from '../../../kit/bare-hub.ts'
import { USUAL } from '../../../kit/calendars.ts'

test('the years that the library knows are stored once', async t => {
  const { hub, rows } = await bareHub(t)
  t.match(await rows('select min(year) as first, max(year) as last, count(distinct source)::int as sources from calendar_years'), [{ first: 2004, last: 2026, sources: 1 }])
  await fillYears(hub)
  t.match(await rows('select version from calendar_versions'), [{ version: 1 }])
})

test('a year of an older library is put right, one that was imported stays', async t => {
  const { hub, rows } = await bareHub(t)
  await rows("update calendar_years set days = '[]' where year in (2025, 2026)")
  await rows("update calendar_years set source = 'import' where year = 2025")
  await rows("insert into calendar_versions values (2, now(), 'changed by hand')")
  const changes: string[] = []
  await fillYears({ ...hub, calendarReactions: [(_work, { before, after }) => { changes.push(`${before.version} ${after.version}`) }] })
  t.match(await rows('select year from calendar_years where days = $1', ['[]']), [{ year: 2025 }])
  t.match(changes, [/^2\.\w{8} 3\.\w{8}$/])
})

test('another process sees a change when it reads again', async t => {
  const { hub } = await bareHub(t)
  const other = openCalendar(hub.pool, USUAL)
  t.equal(other.current().version.split('.')[0], '0')
  await other.reload()
  const seen = other.current()
  t.equal(seen.version, hub.calendar.current().version)
  await other.reload()
  t.equal(other.current(), seen, 'nothing changed, nothing is read')
})

test('from November on the next year is missing', async t => {
  const calendar = { years: [{ year: 2026, source: 'library' as const, days: [] }] }
  const missing = (at: string): number[] => missingYears(calendar, new Date(at))
  t.strictSame(missing('2026-10-31T23:59:59+08:00'), [])
  t.strictSame(missing('2026-11-01T00:00:00+08:00'), [2027])
  t.strictSame(missing('2027-03-01T00:00:00+08:00'), [2027])
  t.strictSame(missing('2027-12-01T00:00:00+08:00'), [2027, 2028])
})
