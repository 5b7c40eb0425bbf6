import { test } from 'tap'
import { dayOfReceipt, nextWorkingDay } from '../../../../src/ground/calendar/calendar.ts'
import { dateOf, dayOf, newYearOf } from '../../../../src/ground/calendar/chinese-time.ts'
import { calendarOf, hours, USUAL } from '../../../kit/calendars.ts'

const day = (date: string): number => dayOf(date)!
const workingDays = (calendar: ReturnType<typeof calendarOf>, year: number): number =>
  Array.from({ length: newYearOf(year + 1) - newYearOf(year) }, (_, index) => newYearOf(year) + index).filter(day => calendar.isWorkingDay(day)).length

test('a year that is published has the working days of its arrangements', async t => {
  t.equal(workingDays(calendarOf(), 2026), 248)
  t.equal(workingDays(calendarOf(), 2025), 248)
  t.notOk(calendarOf().isProvisional(day('2026-12-31')))
})

test('one that is not is provisional', async t => {
  const calendar = calendarOf()
  t.ok(calendar.isProvisional(day('2027-01-01')))
  t.notOk(calendar.isWorkingDay(day('2027-01-01')))
  t.equal(dateOf(nextWorkingDay(calendar, day('2027-02-04'))), '2027-02-09', '除夕 and three days')
  t.equal(workingDays(calendar, 2027), 261 - 7, 'six of the thirteen are on a weekend')
})

test('the county comes before what is published', async t => {
  const calendar = calendarOf({ county: [{ date: '2026-12-03', isOffDay: true }, { date: '2026-12-05', isOffDay: false }, { date: '2027-01-01', isOffDay: false }] })
  t.strictSame(['2026-12-03', '2026-12-04', '2026-12-05', '2026-12-06', '2027-01-01'].map(date => calendar.isWorkingDay(day(date))), [false, true, true, false, true])
})

test('the days of New Year in the December before are of the later file', async t => {
  const calendar = calendarOf({ years: [2026], arranged: [{ date: '2026-12-31', isOffDay: false }, { date: '2026-12-31', isOffDay: true }] })
  t.notOk(calendar.isWorkingDay(day('2026-12-31')))
})

test('a season has its hours, over the end of the year too, and the first that fits', async t => {
  const winter = { from: '11-15', to: '02-29', hours: hours('9:00-16:00') }
  const calendar = calendarOf({ officeHours: { ...USUAL, seasons: [winter, { from: '02-01', to: '12-01', hours: hours('10:00-15:00') }] } })
  const length = (date: string): number => calendar.hoursOf(day(date))!.length / 3_600_000
  t.strictSame(['2026-11-13', '2026-11-16', '2026-12-31', '2028-02-29', '2026-03-02', '2026-12-02'].map(length), [5, 7, 7, 7, 5, 7])
  t.equal(calendar.hoursOf(day('2026-11-28')), undefined, 'none on a day off')
  t.equal(calendar.commonLength, 35n * 3_600_000n)
})

test('what comes in belongs to its own day, or to the next one that is worked', async t => {
  const calendar = calendarOf()
  const of = (local: string, afterHours: 'sameDay' | 'nextWorkingDay'): string => dateOf(dayOfReceipt(calendar, Date.parse(`${local}+08:00`), afterHours))
  t.equal(of('2026-11-28T10:00', 'sameDay'), '2026-11-28')
  t.equal(of('2026-11-28T10:00', 'nextWorkingDay'), '2026-11-30')
  t.equal(of('2026-11-27T17:30', 'nextWorkingDay'), '2026-11-27')
  t.equal(of('2026-11-27T17:30:00.001', 'nextWorkingDay'), '2026-11-30')
})
