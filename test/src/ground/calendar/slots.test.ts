/** Half-days and hours in which somebody comes, by cases and against a recount of every minute. */
import fc from 'fast-check'
import { test } from 'tap'
import { newCalendar } from '../../../../src/ground/calendar/calendar.ts'
import { DAY, dateOf, dayAt, dayOf, startOfDay } from '../../../../src/ground/calendar/chinese-time.ts'
import { localTime } from '../../../../src/ground/calendar/local-time.ts'
import {
  afterOfficeTime, halfDayOf, hourOf, isWithin, slotAround, slotOf, type HalfDay, type Slot, type SlotFault
} from '../../../../src/ground/calendar/slots.ts'
import { calendarOf, hours, WITH_SUMMER } from '../../../kit/calendars.ts'

const calendar = calendarOf({ officeHours: WITH_SUMMER })
const at = (local: string): number => Date.parse(`${local.replace(' ', 'T')}+08:00`)
const minute = (instant: number): string => localTime(new Date(instant)).slice(0, 16).replace('T', ' ')
const told = (slot: Slot | SlotFault | undefined): string => {
  if (slot === undefined) return 'none'
  return 'why' in slot ? `${slot.field}: ${slot.why}` : `${minute(slot.from)}-${minute(slot.to).slice(-5)} ${slot.half}${slot.hourly ? ' hour' : ''}`
}
const wish = (date: string, half: HalfDay, hour?: string, now = '2026-11-30 09:00'): string => told(slotOf(calendar, { date, half, hour }, at(now)))

test('a half-day goes by the office hours of its day', async t => {
  t.equal(wish('2026-12-01', 'morning'), '2026-12-01 08:00-12:00 morning')
  t.equal(wish('2026-12-01', 'afternoon'), '2026-12-01 14:30-17:30 afternoon')
  t.equal(wish('2026-07-01', 'afternoon', undefined, '2026-06-01 09:00'), '2026-07-01 15:00-19:00 afternoon', 'in summer')
  t.equal(wish('2026-10-10', 'morning', undefined, '2026-09-01 09:00'), '2026-10-10 08:00-12:00 morning', 'a Saturday that is worked')
})

test('an hour is one of its half-day, or what is left of it', async t => {
  t.equal(wish('2026-12-01', 'morning', '08:00'), '2026-12-01 08:00-09:00 morning hour')
  t.equal(wish('2026-12-01', 'morning', '11:30'), '2026-12-01 11:30-12:00 morning hour')
})

test('what is wrong with a slot is told with its place', async t => {
  const cases: Array<[...Parameters<typeof wish>, string]> = [
    ['2026-02-30', 'morning', undefined, undefined, 'date: no-date'],
    ['2026-11-29', 'morning', undefined, undefined, 'date: past'],
    ['2029-11-30', 'morning', undefined, undefined, 'date: far'],
    ['2026-12-05', 'morning', undefined, undefined, 'date: day-off'],
    ['2026-10-01', 'morning', undefined, '2026-09-01 09:00', 'date: day-off'],
    ['2026-11-30', 'morning', undefined, undefined, 'half: past'],
    ['2026-11-30', 'morning', undefined, '2026-11-30 08:00', 'half: past'],
    ['2026-11-30', 'morning', undefined, '2026-11-30 07:59', '2026-11-30 08:00-12:00 morning'],
    ['2026-11-30', 'morning', '09:00', undefined, 'hour: past'],
    ['2026-11-30', 'morning', '09:30', undefined, '2026-11-30 09:30-10:30 morning hour'],
    ['2026-12-01', 'afternoon', '09:00', undefined, 'hour: other-half'],
    ['2026-12-01', 'morning', '15:00', undefined, 'hour: other-half'],
    ['2026-12-01', 'morning', '12:00', undefined, 'hour: other-half'],
    ['2026-12-01', 'morning', '07:59', undefined, 'hour: other-half']
  ]
  for (const [date, half, hour, now, expected] of cases) t.equal(wish(date, half, hour, now), expected, `${date} ${half} ${hour} ${now}`)
})

test('of a planned time the hour counts where offices are open, else its half of the day', async t => {
  const around = (local: string): string => told(slotAround(calendar, at(local)))
  t.equal(around('2026-12-01 10:00'), '2026-12-01 10:00-11:00 morning hour')
  t.equal(around('2026-12-01 17:00'), '2026-12-01 17:00-17:30 afternoon hour')
  t.equal(around('2026-12-01 00:00'), '2026-12-01 08:00-12:00 morning')
  t.equal(around('2026-12-01 13:00'), '2026-12-01 14:30-17:30 afternoon')
  t.equal(around('2026-12-01 20:00'), '2026-12-01 14:30-17:30 afternoon')
  t.equal(around('2026-12-05 10:00'), 'none')
  t.equal(told(hourOf(at('2026-12-05 12:30'))), '2026-12-05 12:30-13:30 afternoon hour', 'what an enterprise has booked is taken as it is')
})

test('offices that do not close at noon have two half-days all the same, those that open for one have one', async t => {
  const day = dayOf('2026-12-01')!
  const halves = (text: string): string[] => (['morning', 'afternoon'] as const).map(half => told(halfDayOf(calendarOf({ officeHours: { hours: hours(text), seasons: [] } }), day, half)).replace(/^\S+ (?=\d)/, ''))
  t.strictSame(halves('9:00-17:00'), ['09:00-12:00 morning', '12:00-17:00 afternoon'])
  t.strictSame(halves('8:00-12:30 13:00-17:00'), ['08:00-12:30 morning', '13:00-17:00 afternoon'])
  t.equal(halves('8:00-11:30')[1], 'none')
  t.equal(halves('13:00-17:00')[0], 'none')
})

const officeHours = fc.constantFrom('8:00-12:00 14:30-17:30', '9:00-17:00', '8:00-11:30', '8:30-12:30 13:00-17:00', '8:00-10:00 10:30-12:00 14:00-18:00').map(text => ({ hours: hours(text), seasons: [] }))
const instant = fc.integer({ min: at('2026-01-01 00:00') / 60_000, max: at('2026-12-20 00:00') / 60_000 }).map(minutes => minutes * 60_000)
const openAt = (calendar: ReturnType<typeof newCalendar>, time: number): boolean =>
  (calendar.hoursOf(dayAt(time))?.spans ?? []).some(({ from, to }) => isWithin({ from: startOfDay(dayAt(time)) + from, to: startOfDay(dayAt(time)) + to }, time))

test('office time passes minute by minute', async t => {
  fc.assert(fc.property(officeHours, instant, fc.integer({ min: 1, max: 1500 }), (officeHours, from, minutes) => {
    const calendar = calendarOf({ officeHours })
    const end = afterOfficeTime(calendar, from, minutes * 60_000)
    let counted = 0
    for (let time = from; time < end; time += 60_000) if (openAt(calendar, time)) counted++
    return counted === minutes && openAt(calendar, end - 60_000)
  }), { numRuns: 200, seed: 5 })
  t.equal(minute(afterOfficeTime(calendar, at('2026-11-30 09:00'), 2 * 3_600_000)), '2026-11-30 11:00')
  t.equal(minute(afterOfficeTime(calendar, at('2026-11-30 11:00'), 2 * 3_600_000)), '2026-11-30 15:30')
  t.equal(minute(afterOfficeTime(calendar, at('2026-11-27 17:00'), 2 * 3_600_000)), '2026-11-30 09:30')
  t.equal(minute(afterOfficeTime(calendar, at('2026-11-28 10:00'), 2 * 3_600_000)), '2026-11-30 10:00')
})

test('a slot that is taken lies on a working day of its date, ahead, inside its half; a half-day begins and ends with open offices', async t => {
  const wished = fc.record({
    date: instant.map(time => dateOf(dayAt(time))),
    half: fc.constantFrom<HalfDay>('morning', 'afternoon'),
    hour: fc.option(fc.integer({ min: 0, max: 47 }).map(half => `${String(half >> 1).padStart(2, '0')}:${half % 2 ? '30' : '00'}`), { nil: undefined })
  })
  let taken = 0
  fc.assert(fc.property(officeHours, wished, instant, (officeHours, wished, now) => {
    const calendar = calendarOf({ officeHours })
    const slot = slotOf(calendar, wished, now)
    if ('why' in slot) return true
    taken++
    const half = halfDayOf(calendar, dayOf(wished.date)!, wished.half)!
    return slot.from > now && slot.from < slot.to && dateOf(dayAt(slot.from)) === wished.date && calendar.isWorkingDay(dayAt(slot.from)) &&
      half.from <= slot.from && slot.to <= half.to && (slot.hourly || (openAt(calendar, slot.from) && openAt(calendar, slot.to - 60_000)))
  }), { numRuns: 1000, seed: 701263945 })
  t.ok(taken > 50)
  fc.assert(fc.property(officeHours, fc.integer({ min: 0, max: 300 }), (officeHours, index) => {
    const calendar = calendarOf({ officeHours })
    const day = dayAt(at('2026-01-01 12:00')) + index
    const [morning, afternoon] = [halfDayOf(calendar, day, 'morning'), halfDayOf(calendar, day, 'afternoon')]
    if (!calendar.isWorkingDay(day)) return !morning && !afternoon
    let covered = true
    for (let time = startOfDay(day); time < startOfDay(day) + DAY; time += 60_000) {
      const within = [morning, afternoon].filter(half => half && isWithin(half, time)).length
      if (within > 1 || (openAt(calendar, time) && within !== 1)) covered = false
    }
    return covered
  }), { numRuns: 300, seed: 5 })
})
