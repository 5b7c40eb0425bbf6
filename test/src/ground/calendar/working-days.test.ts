import { test } from 'tap'
import { addWorkingDays, calendarCovers, isWorkingDay } from '../../../../src/ground/calendar/working-days.ts'
import { localTime } from '../../../../src/ground/calendar/local-time.ts'

const at = (local: string): Date => new Date(`${local}+08:00`)
const after = (local: string, days: number): string => localTime(addWorkingDays(at(local), days))

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

test('one working day on is the same time of the next working day', async t => {
  t.equal(after('2026-11-23T09:30:15', 1), '2026-11-24T09:30:15+08:00')
  t.equal(after('2026-11-23T09:30:15', 0), '2026-11-23T09:30:15+08:00')
})

test('weekends and holidays are stepped over, made-up days are not', async t => {
  t.equal(after('2026-11-27T17:00:00', 1), '2026-11-30T17:00:00+08:00', 'over a weekend')
  t.equal(after('2026-09-30T10:00:00', 1), '2026-10-08T10:00:00+08:00', 'over the National Day holiday')
  t.equal(after('2026-10-09T10:00:00', 1), '2026-10-10T10:00:00+08:00', 'to a Saturday that is worked')
  t.equal(after('2026-10-09T10:00:00', 2), '2026-10-12T10:00:00+08:00')
  t.equal(after('2026-02-13T10:00:00', 2), '2026-02-24T10:00:00+08:00', 'a worked Saturday, then the Spring Festival')
})

test('what comes in on a day off counts from the start of the next working day', async t => {
  t.equal(after('2026-11-28T22:15:00', 1), '2026-12-01T00:00:00+08:00')
  t.equal(after('2026-10-03T08:00:00', 1), '2026-10-09T00:00:00+08:00')
})

test('the calendar covers the years that have been announced, and says so of no other', async t => {
  for (const year of [2024, 2025, 2026]) t.ok(calendarCovers(at(`${year}-06-15T10:00:00`)), String(year))
  for (const year of [1999, 2031, 2099]) t.notOk(calendarCovers(at(`${year}-06-15T10:00:00`)), String(year))
})

test('the year is the one in Shanghai', async t => {
  t.equal(calendarCovers(new Date('2030-12-31T16:00:00Z')), calendarCovers(at('2031-06-01T00:00:00')))
  t.ok(calendarCovers(new Date('2023-12-31T16:00:00Z')))
})

test('in a year that is not covered Monday to Friday are taken for working days', async t => {
  t.ok(isWorkingDay(at('2031-10-01T10:00:00')), 'a Wednesday, certain to be a holiday, but not announced')
  t.notOk(isWorkingDay(at('2031-10-04T10:00:00')), 'a Saturday')
  t.equal(after('2031-10-03T10:00:00', 1), '2031-10-06T10:00:00+08:00')
})
