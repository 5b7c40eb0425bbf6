/** When a promise is due, by cases counted by hand and against a recount of every minute. */
import fc from 'fast-check'
import { DateTime } from 'luxon'
import { test } from 'tap'
import type { Calendar } from '../../../../src/ground/calendar/calendar.ts'
import { dayAt, dayOf } from '../../../../src/ground/calendar/chinese-time.ts'
import { localTime } from '../../../../src/ground/calendar/local-time.ts'
import type { Pause } from '../../../../src/ground/calendar/pauses.ts'
import { projectDeadline, type Promised } from '../../../../src/ground/calendar/project-deadline.ts'
import { calendarOf, hours, USUAL, WITH_SUMMER } from '../../../kit/calendars.ts'

const calendar = calendarOf()
const at = (local: string): number => Date.parse(`${local.replace(' ', 'T')}+08:00`)
const told = (instant: number | null): string | null => instant === null ? null : localTime(new Date(instant)).slice(0, 16).replace('T', ' ')

/** `2026-11-30 09:00/2026-11-30 11:00`; no end, no second part. */
const pause = (text: string, cause = 'applicant'): Pause => {
  const [from, to] = text.split('/')
  return { from: at(from!), to: to ? at(to) : null, cause }
}

type Given = Partial<Omit<Promised<string>, 'startedAt' | 'pauses'>>
const due = (from: string, days: number, pauses: string[] = [], given: Given = {}): string | null => told(projected(from, days, pauses, given).dueAt)
const projected = (from: string, days: number, pauses: string[] = [], given: Given = {}) => projectDeadline({
  calendar, startedAt: at(from), days, pauses: pauses.map(text => pause(text)), rungs: [0.75, 1], afterHours: 'sameDay', ...given
})

test('a working day after the day of receipt, at the close of office', async t => {
  const cases = [
    ['2026-11-27 09:00', '2026-11-30 17:30'], ['2026-11-27 16:00', '2026-11-30 17:30'], ['2026-11-27 20:00', '2026-11-30 17:30'],
    ['2026-11-28 10:00', '2026-11-30 17:30'], ['2026-12-31 15:00', '2027-01-04 17:30'], ['2026-02-13 10:00', '2026-02-14 17:30'],
    ['2026-02-14 10:00', '2026-02-24 17:30'], ['2026-09-30 18:10', '2026-10-08 17:30']
  ] as const
  for (const [from, expected] of cases) t.equal(due(from, 1), expected, from)
})

test('the first and the last moment of a day belong to it', async t => {
  t.equal(due('2026-11-27 00:00', 1), '2026-11-30 17:30')
  t.equal(told(projectDeadline({ calendar, startedAt: at('2026-11-27 00:00') - 1, days: 1, pauses: [], rungs: [], afterHours: 'sameDay' }).dueAt), '2026-11-27 17:30')
})

test('more days step over weekends, holidays and to make-up days', async t => {
  t.equal(due('2026-11-27 09:00', 5), '2026-12-04 17:30')
  t.equal(due('2026-09-30 09:00', 3), '2026-10-10 17:30', 'a Saturday that is worked')
  t.equal(due('2026-09-30 09:00', 4), '2026-10-12 17:30')
  t.equal(due('2026-01-04 09:00', 246), '2026-12-30 17:30')
  t.equal(due('2025-12-31 09:00', 248), '2026-12-31 17:30', 'all working days of 2026')
})

test('what is set so is taken for the next working day when it comes after the close or on a day off', async t => {
  const next: Given = { afterHours: 'nextWorkingDay' }
  t.equal(due('2026-11-27 17:30', 1, [], next), '2026-11-30 17:30', 'at the close is in time')
  t.equal(told(projectDeadline({ calendar, startedAt: at('2026-11-27 17:30') + 1, days: 1, pauses: [], rungs: [], afterHours: 'nextWorkingDay' }).dueAt), '2026-12-01 17:30')
  t.equal(due('2026-11-27 07:00', 1, [], next), '2026-11-30 17:30', 'before the opening')
  t.equal(due('2026-11-28 10:00', 1, [], next), '2026-12-01 17:30')
  t.equal(due('2026-09-30 18:10', 1, [], next), '2026-10-09 17:30')
  t.equal(due('2026-11-28 10:00', 1, ['2026-11-30 09:00/2026-11-30 17:00'], next), '2026-12-01 17:30', 'a pause on the day of receipt costs nothing')
})

test('a pause takes out the office hours that it covers, and the deadline is rounded up to a close', async t => {
  t.equal(due('2026-11-26 09:00', 2, ['2026-11-27 10:00/2026-11-27 10:01']), '2026-12-01 17:30', 'a minute costs a day')
  t.equal(due('2026-11-26 09:00', 2, ['2026-11-27 10:00/2026-11-27 10:01', '2026-11-30 10:00/2026-11-30 15:00']), '2026-12-01 17:30', 'together not more than one day')
  t.equal(due('2026-11-26 09:00', 1, ['2026-11-27 08:00/2026-11-27 17:30']), '2026-11-30 17:30', 'a whole day is a day')
  t.equal(due('2026-11-26 09:00', 1, ['2026-11-27 08:00/2026-11-27 17:30', '2026-11-30 17:29/2026-11-30 17:31']), '2026-12-01 17:30')
  t.equal(due('2026-11-26 09:00', 1, ['2026-11-27 09:00/2026-11-30 09:00']), '2026-11-30 17:30', 'one hour and six')
})

test('nights, noon, days off and the day of receipt cost nothing', async t => {
  for (const free of ['2026-11-26 09:30/2026-11-27 08:00', '2026-11-27 17:30/2026-11-30 08:00', '2026-11-28 00:00/2026-11-29 23:00', '2026-11-27 12:00/2026-11-27 14:30', '2026-11-27 10:00/2026-11-27 10:00']) {
    t.equal(due('2026-11-26 09:00', 2, [free]), '2026-11-30 17:30', free)
  }
})

test('a millisecond is one', async t => {
  const after = (from: number, to: number): string | null => told(projectDeadline({ calendar, startedAt: at('2026-11-26 09:00'), days: 1, pauses: [{ from, to, cause: 'applicant' }], rungs: [], afterHours: 'sameDay' }).dueAt)
  t.equal(after(at('2026-11-27 17:30') - 1, at('2026-11-28 09:00')), '2026-11-30 17:30')
  t.equal(after(at('2026-11-27 17:30'), at('2026-11-28 09:00')), '2026-11-27 17:30')
  t.equal(after(at('2026-11-26 10:00'), at('2026-11-27 08:00') + 1), '2026-11-30 17:30')
})

test('pauses that overlap count once', async t => {
  t.equal(due('2026-11-26 09:00', 1, ['2026-11-27 08:00/2026-11-27 12:00', '2026-11-27 10:00/2026-11-27 17:30']), '2026-11-30 17:30')
  t.equal(due('2026-11-26 09:00', 1, ['2026-11-27 08:00/2026-11-27 17:30', '2026-11-27 08:00/2026-11-27 17:30']), '2026-11-30 17:30')
})

test('while a pause is open there is no deadline', async t => {
  t.match(projected('2026-11-26 09:00', 1, ['2026-11-26 10:00/']), { dueAt: null, expiredAt: null, rungs: [{ share: 0.75, at: null }, { share: 1, at: null }] })
  t.equal(projected('2026-11-26 09:00', 1, ['2026-11-27 16:00/']).rungs[0]!.at, at('2026-11-27 15:45'), 'a share that had passed before')
  const late = projected('2026-11-26 09:00', 1, ['2026-12-01 10:00/'])
  t.match(late, { dueAt: null, expiredAt: at('2026-11-27 17:30') }, 'it was late before')
  t.equal(due('2026-11-26 09:00', 1, ['2026-11-27 10:00/', '2026-11-27 09:00/2026-11-27 11:00']), null)
})

test('a planned day after the deadline is when it is due', async t => {
  t.equal(due('2026-11-27 09:00', 1, [], { planned: '2026-12-03' }), '2026-12-03 17:30')
  t.strictSame(projected('2026-11-27 09:00', 1, [], { planned: '2026-12-03' }).pauses, [{ from: at('2026-11-30 00:00'), to: at('2026-12-03 00:00'), cause: 'applicant' }])
  t.equal(due('2026-11-27 09:00', 3, [], { planned: '2026-12-10' }), '2026-12-10 17:30')
  t.equal(due('2026-11-27 09:00', 1, ['2026-11-30 09:00/2026-11-30 10:00'], { planned: '2026-12-03' }), '2026-12-03 17:30')
  for (const planned of ['2026-11-20', '2026-11-27', '2026-11-30']) {
    t.equal(due('2026-11-27 09:00', 1, [], { planned }), '2026-11-30 17:30', planned)
    t.strictSame(projected('2026-11-27 09:00', 1, [], { planned }).pauses, [])
  }
})

test('a planned day that is off by now is the next working day', async t => {
  const flooded = calendarOf({ county: [{ date: '2026-12-03', isOffDay: true }] })
  t.equal(due('2026-11-27 09:00', 1, [], { planned: '2026-12-03', calendar: flooded }), '2026-12-04 17:30')
  t.equal(due('2026-11-27 09:00', 1, [], { planned: '2026-12-05' }), '2026-12-07 17:30', 'a Saturday')
})

test('a rung is the first instant by which its share of the days has passed', async t => {
  const rung = (share: number, ...given: [string, number, string[]?, Given?]): string | null => told(projected(given[0], given[1], given[2], { ...given[3], rungs: [share] }).rungs[0]!.at)
  t.equal(rung(0.75, '2026-11-27 09:00', 1), '2026-11-30 15:45')
  t.equal(rung(1, '2026-11-27 09:00', 1), '2026-11-30 17:30')
  t.equal(rung(0.75, '2026-11-27 09:00', 4), '2026-12-02 17:30', 'three whole days')
  t.equal(rung(0.75, '2026-11-27 09:00', 5), '2026-12-03 15:45', 'and three quarters of the fourth')
  t.equal(rung(0.5, '2026-11-27 09:00', 5), '2026-12-02 11:30')
  t.equal(rung(0.8, '2026-11-27 09:00', 5), '2026-12-03 17:30')
  t.equal(rung(0.75, '2026-11-27 09:00', 1, ['2026-11-30 15:00/2026-11-30 16:00']), '2026-11-30 16:45')
  t.equal(rung(0.75, '2026-11-27 09:00', 1, ['2026-11-30 15:45/2026-11-30 16:00']), '2026-11-30 15:45', 'reached when the pause begins')
  t.equal(rung(0.75, '2026-11-27 09:00', 1, ['2026-11-30 09:00/2026-12-01 09:00']), '2026-12-01 15:45', 'one hour, three, and one and a quarter')
  t.equal(rung(0.75, '2026-11-27 09:00', 1, [], { planned: '2026-12-03' }), '2026-12-03 15:45')
  t.equal(rung(0.0001, '2026-11-27 09:00', 1), '2026-11-30 08:00', 'two and a half seconds')
})

test('half of a day that closes at noon is noon', async t => {
  const even = calendarOf({ officeHours: { hours: hours('8:00-12:00 14:00-18:00'), seasons: [] } })
  t.equal(told(projected('2026-11-27 09:00', 1, [], { calendar: even, rungs: [0.5] }).rungs[0]!.at), '2026-11-30 12:00')
})

test('a day counts as one, whatever the hours of its season', async t => {
  const seasons = calendarOf({ officeHours: WITH_SUMMER })
  t.equal(due('2026-04-30 09:00', 1, [], { calendar: seasons }), '2026-05-06 19:00')
  t.equal(due('2026-09-29 09:00', 1, [], { calendar: seasons }), '2026-09-30 19:00')
  t.equal(due('2026-09-29 09:00', 2, [], { calendar: seasons }), '2026-10-08 17:30')
  // An eighth of 30 September is taken out; an eighth of 9 October is 52.5 minutes.
  const eighth = ['2026-09-30 08:00/2026-09-30 09:00']
  t.equal(due('2026-09-29 09:00', 2, eighth, { calendar: seasons }), '2026-10-09 17:30')
  const partly = projected('2026-09-29 09:00', 2, eighth, { calendar: seasons, rungs: [0.5] })
  t.equal(partly.rungs[0]!.at, at('2026-10-08 08:52') + 30_000)
})

test('provisional is what walks through a year that nobody has published', async t => {
  t.equal(projected('2026-12-30 15:00', 1).provisional, false)
  t.equal(projected('2026-12-31 15:00', 1).provisional, true)
  t.equal(projected('2026-12-30 15:00', 2).provisional, true)
  t.equal(projected('2026-12-31 15:00', 1, [], { calendar: calendarOf({ years: [2026, 2027] }) }).provisional, false)
  t.equal(projected('2026-12-30 15:00', 1, ['2026-12-31 09:00/']).provisional, false)
  t.equal(projected('2026-12-30 15:00', 1, ['2027-01-31 09:00/']).provisional, false, 'over before')
})

test('what is no promise is refused', async t => {
  for (const days of [0, -1, 1.5, NaN, Infinity]) t.throws(() => projected('2026-11-27 09:00', days), RangeError)
  for (const share of [0, -0.1, 1.01, NaN]) t.throws(() => projected('2026-11-27 09:00', 1, [], { rungs: [share] }), RangeError)
  t.throws(() => projected('2026-11-27 09:00', 1, ['2026-11-30 10:00/2026-11-30 09:00']), RangeError)
  t.throws(() => projected('2026-11-27 09:00', 1, [], { planned: '2026-02-30' }), RangeError)
})

test('thousands of days and pauses of years are counted', async t => {
  t.equal(due('2026-11-27 09:00', 5_000)!.slice(11), '17:30')
  t.equal(due('2026-11-27 09:00', 1, ['2026-11-28 09:00/2090-01-01 00:00'])!.slice(0, 7), '2090-01')
  t.equal(due('2098-12-31 09:00', 700)!.slice(0, 4), '2101', 'beyond what the library knows')
})

/** Every minute of every day, by the wall clock of the zone; a minute of a shorter day counts for more. */
function recount (facts: { off: Set<string>, worked: Set<string>, summer: boolean }, startedAt: number, days: number, pauses: Pause[], percent: number): { dueAt: number, rung: number } {
  const all = 3360 * 10_000
  const target = all / 100 * days * percent
  let sum = 0
  let rung: number | undefined
  for (let day = DateTime.fromMillis(startedAt, { zone: 'Asia/Shanghai' }).startOf('day').plus({ days: 1 }); ; day = day.plus({ days: 1 })) {
    const date = day.toISODate()!
    if (facts.off.has(date) || (day.weekday > 5 && !facts.worked.has(date))) continue
    const isSummer = facts.summer && date.slice(5) >= '05-01' && date.slice(5) <= '09-30'
    const [morning, afternoon] = [[480, 720], isSummer ? [900, 1140] : [870, 1050]] as const
    const weight = all / (isSummer ? 480 : 420)
    for (const [from, to] of [morning, afternoon] as const) {
      for (let minute = from!; minute < to!; minute++) {
        const begins = day.toMillis() + minute * 60_000
        if (pauses.some(pause => pause.from <= begins && begins < pause.to!)) continue
        sum += weight
        if (rung === undefined && sum >= target) rung = begins + Math.ceil((target - (sum - weight)) * 60_000 / weight)
      }
    }
    if (sum >= all * days) return { dueAt: day.toMillis() + afternoon[1]! * 60_000, rung: rung! }
  }
}

test('it is what a recount of every minute finds', async t => {
  const days2026 = Array.from({ length: 365 }, (_, index) => DateTime.fromISO('2026-01-01').plus({ days: index }).toISODate()!)
  const minute = fc.integer({ min: 0, max: 200 * 1440 }).map(minutes => at('2026-03-01 00:00') + minutes * 60_000)
  const pauses = fc.array(fc.tuple(minute, fc.integer({ min: 0, max: 6_000 })), { maxLength: 5 })
    .map(list => list.map(([from, length]): Pause => ({ from, to: from + length * 60_000, cause: 'applicant' })))
  fc.assert(fc.property(minute, fc.integer({ min: 1, max: 40 }), pauses, fc.integer({ min: 1, max: 99 }), fc.boolean(), fc.array(fc.constantFrom(...days2026), { maxLength: 12 }),
    (startedAt, days, pauses, percent, summer, closed) => {
      const made: Calendar = calendarOf({ officeHours: summer ? WITH_SUMMER : USUAL, county: closed.map(date => ({ date, isOffDay: true })) })
      const plain = calendarOf()
      const off = new Set([...closed, ...days2026.filter(date => new Date(date).getUTCDay() % 6 !== 0 && !plain.isWorkingDay(dayOf(date)!))])
      const worked = new Set(days2026.filter(date => new Date(date).getUTCDay() % 6 === 0 && plain.isWorkingDay(dayOf(date)!)))
      const slow = recount({ off, worked, summer }, startedAt, days, pauses, percent)
      const { dueAt, rungs } = projectDeadline({ calendar: made, startedAt, days, pauses, rungs: [percent / 100, 1], afterHours: 'sameDay' })
      return dueAt === slow.dueAt && rungs[0]!.at === slow.rung && rungs[1]!.at === dueAt && dayAt(dueAt) > dayAt(startedAt)
    }), { numRuns: 60, seed: 1 })
})
