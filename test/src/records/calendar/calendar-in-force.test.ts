import { test } from 'tap'
import { calendarFrom } from '../../../../src/records/calendar/county-calendar.ts'
import { openCalendar } from '../../../../src/records/calendar/calendar-in-force.ts'
import { decideCountyDays } from '../../../../src/cases/decide-county-days.ts'
import { bareHub } from '../../../kit/bare-hub.ts'
import { USUAL, WITH_SUMMER } from '../../../kit/calendars.ts'

test('what was read earlier never takes the place of what was read later', async t => {
  const { hub } = await bareHub(t)
  const other = openCalendar(hub.pool, USUAL)
  const reading = Array.from({ length: 5 }, () => other.reload())
  await decideCountyDays(hub, { dates: ['2026-12-03'], isOffDay: true }, { actor: 'operator', reason: '防汛停办' })
  await Promise.all([...reading, other.reload()])
  t.equal(other.stored().version, hub.calendar.stored().version)
})

test('a reading that fails leaves what is known, and the next one is made', async t => {
  const { hub } = await bareHub(t)
  let away = true
  const pool = { query: (text: string) => away ? Promise.reject(new Error('away')) : hub.pool.query(text) }
  const calendar = openCalendar(pool as unknown as typeof hub.pool, USUAL)
  await t.rejects(calendar.reload(), { message: 'away' })
  t.equal(calendar.stored().version, 0)
  away = false
  await calendar.reload()
  t.equal(calendar.stored().version, 1)
})

test('other office hours are another version', async t => {
  const { hub } = await bareHub(t)
  const stored = hub.calendar.stored()
  t.not(calendarFrom(stored, WITH_SUMMER).version, calendarFrom(stored, USUAL).version)
  t.equal(calendarFrom(stored, USUAL).version, hub.calendar.current().version)
})
