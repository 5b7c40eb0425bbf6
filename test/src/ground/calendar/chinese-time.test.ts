import { DateTime } from 'luxon'
import { test } from 'tap'
import { dateOf, dayAt, dayOf, monthAndDayOf, newYearOf, startOfDay, weekdayOf, yearOf } from '../../../../src/ground/calendar/chinese-time.ts'

test('days are what the zone says, from 1992 on', async t => {
  for (let instant = Date.UTC(1992, 0), end = Date.UTC(2099, 0); instant < end; instant += 17 * 86_400_000 + 12_345_678) {
    const there = DateTime.fromMillis(instant, { zone: 'Asia/Shanghai' })
    const day = dayAt(instant)
    if (dateOf(day) !== there.toISODate() || weekdayOf(day) !== there.weekday || yearOf(day) !== there.year || startOfDay(day) !== there.startOf('day').toMillis()) t.fail(there.toISO()!)
  }
  t.equal(dayOf('2026-11-27'), dayAt(Date.parse('2026-11-27T23:59:59.999+08:00')))
  t.equal(dayOf('2026-01-01'), newYearOf(2026))
  t.equal(monthAndDayOf(dayOf('2026-02-03')!), '02-03')
})

test('a date that is none has no day', async t => {
  for (const text of ['2026-02-30', '2026-13-01', '2026-1-1', '', '20261127', '2026-11-27T00:00:00Z', '2027-02-29']) t.equal(dayOf(text), undefined, text)
})
