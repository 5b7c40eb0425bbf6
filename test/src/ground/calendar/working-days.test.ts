import { test } from 'tap'
import { isWorkingDay } from '../../../../src/ground/calendar/working-days.ts'

const at = (local: string): Date => new Date(`${local}+08:00`)

test('Monday to Friday are working days, Saturday and Sunday are not', async t => {
  const days = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29']
  t.strictSame(days.map(day => isWorkingDay(at(`${day}T12:00:00`))), [true, true, true, true, true, false, false])
})

test('a holiday on a weekday is no working day', async t => {
  for (const day of ['2026-01-01', '2026-02-16', '2026-02-23', '2026-04-06', '2026-05-01', '2026-06-19', '2026-09-25', '2026-10-07']) {
    t.notOk(isWorkingDay(at(`${day}T10:00:00`)), day)
  }
})

test('a weekend day made up for a holiday is a working day (调休)', async t => {
  for (const day of ['2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']) t.ok(isWorkingDay(at(`${day}T10:00:00`)), day)
})

test('a day lasts from midnight to midnight in Shanghai', async t => {
  t.notOk(isWorkingDay(at('2026-11-22T23:59:59')))
  t.ok(isWorkingDay(at('2026-11-23T00:00:00')))
  t.ok(isWorkingDay(at('2026-11-27T23:59:59')))
  t.notOk(isWorkingDay(at('2026-11-28T00:00:00')))
})

test('in a year that is not published the statutory days are off', async t => {
  t.notOk(isWorkingDay(at('2031-10-01T10:00:00')), 'a Wednesday')
  t.ok(isWorkingDay(at('2031-10-06T10:00:00')), 'a Monday')
  t.notOk(isWorkingDay(at('2031-10-04T10:00:00')), 'a Saturday')
})
