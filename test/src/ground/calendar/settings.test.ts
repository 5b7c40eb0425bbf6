import { test } from 'tap'
import { clock } from '../../../../src/ground/calendar/settings.ts'

const HOUR = 3_600_000

test('without settings offices are open as most are', async t => {
  t.strictSame(clock.parse({}), {
    officeHours: [{ from: 8 * HOUR, to: 12 * HOUR }, { from: 14.5 * HOUR, to: 17.5 * HOUR }], seasons: [], afterHours: 'sameDay', rungs: [0.75, 1], acceptAndSurvey: 1
  })
  t.strictSame(clock.parse({ seasons: [{ from: '05-01', to: '09-30', hours: ['08:00-12:00'] }] }).seasons[0]!.hours, [{ from: 8 * HOUR, to: 12 * HOUR }])
})

test('what cannot be is named by its path', async t => {
  const path = (value: unknown): string => clock.safeParse(value).error?.issues.map(({ path }) => path.join('.')).join(' ') ?? ''
  t.equal(path({ officeHours: [] }), 'officeHours')
  t.equal(path({ officeHours: ['08:00-12:00', '11:00-17:30'] }), 'officeHours', 'they overlap')
  t.equal(path({ officeHours: ['14:30-17:30', '08:00-12:00'] }), 'officeHours', 'out of order')
  t.equal(path({ officeHours: ['12:00-08:00'] }), 'officeHours.0')
  t.equal(path({ officeHours: ['8-12'] }), 'officeHours.0')
  t.equal(path({ seasons: [{ from: '02-30', to: '09-30', hours: ['08:00-12:00'] }] }), 'seasons.0.from')
  t.equal(path({ seasons: [{ from: '05-01', to: '09-30', hours: [] }] }), 'seasons.0.hours')
  t.equal(path({ rungs: [1, 0.75] }), 'rungs')
  t.equal(path({ rungs: [0.75, 0.75] }), 'rungs')
  t.match(path({ rungs: [0, 1.5] }), /^rungs\.0 rungs\.1/)
  t.equal(path({ rungs: [] }), 'rungs')
  t.equal(path({ rungs: [0.123456, 1] }), 'rungs.0')
  t.equal(path({ rungs: [0.5, 0.75] }), 'rungs', 'the last is when it is due')
  for (const acceptAndSurvey of [0, 1.5, 1001]) t.equal(path({ acceptAndSurvey }), 'acceptAndSurvey')
  t.equal(path({ afterHours: 'never' }), 'afterHours')
})
