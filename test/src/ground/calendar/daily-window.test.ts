import { test } from 'tap'
import { endOfWindow, type DailyWindow } from '../../../../src/ground/calendar/daily-window.ts'

function end (windows: DailyWindow[], now: string): string | undefined {
  return endOfWindow(windows, new Date(`${now}+08:00`))?.toISOString()
}

function at (time: string): string {
  return new Date(`${time}+08:00`).toISOString()
}

test('a window of the day, in Shanghai', async t => {
  const night = [{ from: '23:30', to: '00:30' }]
  t.equal(end(night, '2026-01-05T23:29:59.999'), undefined)
  t.equal(end(night, '2026-01-05T23:30:00'), at('2026-01-06T00:30:00'), 'past midnight')
  t.equal(end(night, '2026-01-06T00:29:59.999'), at('2026-01-06T00:30:00'))
  t.equal(end(night, '2026-01-06T00:30:00'), undefined, 'open at its end')
  t.equal(end(night, '2025-12-31T23:45:00'), at('2026-01-01T00:30:00'), 'over the year')

  const noon = [{ from: '12:00', to: '13:00' }]
  t.equal(end(noon, '2026-01-05T12:30:00'), at('2026-01-05T13:00:00'))
  t.equal(end(noon, '2026-01-05T13:00:00'), undefined)

  t.equal(end([...noon, ...night], '2026-01-05T23:30:00'), at('2026-01-06T00:30:00'), 'each of several')
  t.equal(end([], '2026-01-05T12:00:00'), undefined)
})
