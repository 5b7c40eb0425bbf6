import { test } from 'tap'
import { elapsedUntil, officeTimeLeft, workingDaysBetween } from '../../../../src/ground/calendar/elapsed.ts'
import type { Pause } from '../../../../src/ground/calendar/pauses.ts'
import { calendarOf, WITH_SUMMER } from '../../../kit/calendars.ts'

const HOUR = 3_600_000
const calendar = calendarOf()
const at = (local: string): number => Date.parse(`${local.replace(' ', 'T')}+08:00`)
const running = (from: string, pauses: Array<Pause> = []) => ({ calendar, startedAt: at(from), pauses, afterHours: 'sameDay' as const })
const pause = (from: string, to: string | null, cause: string): Pause => ({ from: at(from), to: to === null ? null : at(to), cause })

test('the day of receipt counts nothing', async t => {
  t.strictSame(elapsedUntil(running('2026-11-27 09:00'), at('2026-11-27 17:00')), { days: 0, paused: {} })
  t.strictSame(elapsedUntil(running('2026-11-27 09:00'), at('2026-11-29 17:00')), { days: 0, paused: {} })
  t.equal(elapsedUntil(running('2026-11-27 09:00'), at('2026-11-30 15:45')).days, 0.75)
  t.equal(elapsedUntil(running('2026-11-27 09:00'), at('2026-12-01 12:00')).days, 1 + 4 / 7)
})

test('pauses are told apart by what caused them, and overlaps are of the first', async t => {
  const pauses = [pause('2026-11-30 09:00', '2026-11-30 12:00', 'applicant'), pause('2026-11-30 11:00', '2026-12-01 09:00', 'approval'), pause('2026-11-27 09:00', '2026-11-27 17:00', 'applicant')]
  t.strictSame(elapsedUntil(running('2026-11-27 08:30', pauses), at('2026-12-01 17:30')), { days: 1, paused: { applicant: 3 * HOUR, approval: 4 * HOUR } })
  t.strictSame(elapsedUntil(running('2026-11-27 08:30', [pause('2026-11-30 09:00', null, 'applicant')]), at('2026-12-01 12:00')), { days: 1 / 7, paused: { applicant: 10 * HOUR } })
})

test('days of different length count as one each', async t => {
  const summer = { ...running('2026-09-29 09:00'), calendar: calendarOf({ officeHours: WITH_SUMMER }) }
  t.equal(elapsedUntil(summer, at('2026-10-08 12:00')).days, 1 + 4 / 7)
})

test('what is left is office time up to the deadline, without the day of receipt', async t => {
  const due = at('2026-12-01 17:30')
  t.equal(officeTimeLeft(running('2026-11-27 09:00'), at('2026-11-27 10:00'), due), 14 * HOUR)
  t.equal(officeTimeLeft(running('2026-11-27 09:00'), at('2026-11-30 11:00'), due), 11 * HOUR)
  t.equal(officeTimeLeft(running('2026-11-27 09:00'), at('2026-12-01 13:00'), due), 3 * HOUR)
  t.equal(officeTimeLeft(running('2026-11-27 09:00'), at('2026-12-02 09:00'), due), 0)
})

test('working days between two times: the same day is none', async t => {
  t.equal(workingDaysBetween(calendar, at('2026-11-27 09:00'), at('2026-11-27 17:00')), 0)
  t.equal(workingDaysBetween(calendar, at('2026-11-27 09:00'), at('2026-11-29 17:00')), 0)
  t.equal(workingDaysBetween(calendar, at('2026-11-27 09:00'), at('2026-11-30 08:00')), 1)
  t.equal(workingDaysBetween(calendar, at('2026-09-30 09:00'), at('2026-10-12 09:00')), 4)
})
