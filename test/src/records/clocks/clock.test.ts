import { test } from 'tap'
import { localTime } from '../../../../src/ground/calendar/local-time.ts'
import {
  acceptByOf, lateBy, NOTHING_TOLD, passedRung, project, remainderOf, type ClockFacts, type Measure
} from '../../../../src/records/clocks/clock.ts'
import type { Ledger, Pause } from '../../../../src/records/clocks/ledger.ts'
import { calendarOf } from '../../../kit/calendars.ts'

const MEASURE: Measure = { calendar: calendarOf(), afterHours: 'sameDay', rungs: [0.75, 1] }
const FACTS: ClockFacts = { applicantType: 'household', businessNature: 'residential' }

function at (local: string): Date {
  return new Date(`${local}:00+08:00`)
}

/** Submitted on Friday morning, due on Monday at the close. */
const FRIDAY = at('2026-11-27T09:00')
const LEDGER: Ledger = { promise: 'acceptAndSurvey', days: 1, startedAt: FRIDAY, pauses: [], acceptedAt: null, end: null }

function shown (time: Date | null): string | null {
  return time && localTime(time).slice(0, 16)
}

function paused (...pauses: Array<[from: string, to: string | null, cause?: Pause['cause']]>): Ledger {
  return {
    ...LEDGER,
    pauses: pauses.map(([from, to, cause = 'applicant']) => ({ from: at(from), to: to === null ? null : at(to), cause }))
  }
}

test('a clock that runs is due at a close, warned of before, and told of rung by rung', async t => {
  const projected = project(MEASURE, LEDGER, FACTS, NOTHING_TOLD)
  t.match(projected, { state: 'running', provisional: false, calendarVersion: 'test', outcome: null, used: null })
  t.equal(shown(projected.dueAt), '2026-11-30T17:30')
  t.equal(shown(projected.warnAt), '2026-11-30T15:45')
  t.equal(shown(projected.nextAt), '2026-11-30T15:45')
  const nextAfter = (rung: number, digestOn: string | null): string | null =>
    shown(project(MEASURE, LEDGER, FACTS, { rung, digestOn }).nextAt)
  t.equal(nextAfter(0.75, null), '2026-11-30T17:30')
  t.equal(nextAfter(1, '2026-11-30'), '2026-12-01T08:00', 'a digest at opening')
  t.equal(nextAfter(1, '2026-12-04'), '2026-12-07T08:00', 'of the next working day')
})

test('a pause that is over moves the due time; one that is open takes it away', async t => {
  const over = project(MEASURE, paused(['2026-11-30T08:00', '2026-11-30T12:00']), FACTS, NOTHING_TOLD)
  t.equal(shown(over.dueAt), '2026-12-01T17:30')
  const open = project(MEASURE, paused(['2026-11-30T08:00', null]), FACTS, NOTHING_TOLD)
  t.match(open, { state: 'paused', dueAt: null, exceededAt: null, nextAt: null })
})

test('who was late before a pause is late in it', async t => {
  const open = project(MEASURE, paused(['2026-12-01T09:00', null]), FACTS, NOTHING_TOLD)
  t.match(open, { state: 'paused', dueAt: null, nextAt: null }, 'and nobody is told meanwhile')
  t.equal(shown(open.exceededAt), '2026-11-30T17:30')
})

test('the day that the applicant wished is the day on which it is due', async t => {
  const wished = { ...FACTS, plannedOn: '2026-12-03' }
  t.equal(shown(project(MEASURE, LEDGER, wished, NOTHING_TOLD).dueAt), '2026-12-03T17:30')
  t.equal(shown(project(MEASURE, LEDGER, { ...FACTS, plannedOn: '2026-11-30' }, NOTHING_TOLD).dueAt), '2026-11-30T17:30')
  const connect: Ledger = { ...LEDGER, promise: 'connect' }
  t.equal(shown(project(MEASURE, connect, wished, NOTHING_TOLD).dueAt), '2026-11-30T17:30', 'of the visit alone')
})

test('at the close is on time, after it is late, and what ended before is neither', async t => {
  const ended = (time: Date, kept = true): string | null =>
    project(MEASURE, { ...LEDGER, end: { at: time, kept } }, FACTS, NOTHING_TOLD).outcome
  t.equal(ended(at('2026-11-30T17:30')), 'onTime')
  t.equal(ended(new Date(at('2026-11-30T17:30').getTime() + 1)), 'late')
  t.equal(ended(at('2026-12-09T17:30'), false), 'ended')
})

test('an ended clock says what was spent: of its days, in pauses by cause', async t => {
  const ledger = { ...paused(['2026-11-30T08:00', '2026-11-30T10:00', 'approval']), end: { at: at('2026-12-01T12:00'), kept: true } }
  t.match(project(MEASURE, ledger, FACTS, NOTHING_TOLD), {
    state: 'ended', outcome: 'onTime', spent: 2, paused: { approval: 120 }, nextAt: null
  })
  // Five of seven office hours of Monday, four of Tuesday.
  t.equal(project(MEASURE, ledger, FACTS, NOTHING_TOLD).used!.toFixed(6), (9 / 7).toFixed(6))
})

test('what is left: the day on which it began counts neither office minutes nor days', async t => {
  t.same(remainderOf(MEASURE, LEDGER, FACTS, FRIDAY), { minutes: 420, days: 1 })
  t.same(remainderOf(MEASURE, LEDGER, FACTS, at('2026-11-30T10:00')), { minutes: 300, days: 0.71 })
  t.same(remainderOf(MEASURE, LEDGER, FACTS, at('2026-12-01T10:00')), { minutes: 0, days: 0 })
  t.same(remainderOf(MEASURE, paused(['2026-11-30T08:00', null]), FACTS, at('2026-12-04T10:00')), { minutes: null, days: 1 })
})

test('how late it is, in office minutes', async t => {
  const late = (ledger: Ledger, now: string): number =>
    lateBy(MEASURE, ledger, project(MEASURE, ledger, FACTS, NOTHING_TOLD), at(now))
  t.equal(late(LEDGER, '2026-11-30T17:30'), 0)
  t.equal(late(LEDGER, '2026-12-01T09:00'), 60)
  t.equal(late({ ...LEDGER, end: { at: at('2026-12-01T08:30'), kept: true } }, '2026-12-09T09:00'), 30, 'its end stays')
  t.equal(late({ ...LEDGER, end: { at: at('2026-12-01T08:30'), kept: false } }, '2026-12-09T09:00'), 0)
})

test('the highest rung that is passed', async t => {
  const passed = (now: string): number => passedRung(MEASURE, LEDGER, FACTS, at(now))
  t.same(['2026-11-30T15:44', '2026-11-30T15:45', '2026-11-30T17:30', '2026-12-24T10:00'].map(passed), [0, 0.75, 1, 1])
})

test('a day of a year that nobody has published is provisional', async t => {
  const ledger: Ledger = { ...LEDGER, startedAt: at('2026-12-31T15:00') }
  const projected = project(MEASURE, ledger, FACTS, NOTHING_TOLD)
  t.equal(shown(projected.dueAt), '2027-01-04T17:30')
  t.equal(projected.provisional, true)
})

test('acceptBy is the latest of the orders whose clock does not stand still', async t => {
  const clock = (ledger: Ledger): { ledger: Ledger, projected: ReturnType<typeof project> } =>
    ({ ledger, projected: project(MEASURE, ledger, FACTS, NOTHING_TOLD) })
  const running = clock(LEDGER)
  const later = clock(paused(['2026-11-30T08:00', '2026-11-30T12:00']))
  const open = clock(paused(['2026-11-30T08:00', null]))
  const connect = clock({ ...LEDGER, promise: 'connect', days: 9 })
  t.equal(shown(acceptByOf([running, later, connect])), '2026-12-01T17:30')
  t.equal(shown(acceptByOf([running, open])), '2026-11-30T17:30')
  t.equal(acceptByOf([open]), null)
})
