import { test } from 'tap'
import { localTime } from '../../../../src/ground/calendar/local-time.ts'

test('times leave the hub to the second, with the offset of Shanghai', async t => {
  t.equal(localTime(new Date('2026-11-23T01:30:15.000Z')), '2026-11-23T09:30:15+08:00')
  t.equal(localTime(new Date('2026-11-23T01:30:15.999Z')), '2026-11-23T09:30:15+08:00', 'cut, not rounded')
})

test('the day is the one in Shanghai', async t => {
  t.equal(localTime(new Date('2026-12-31T16:00:00Z')), '2027-01-01T00:00:00+08:00')
  t.equal(localTime(new Date('2026-12-31T15:59:59Z')), '2026-12-31T23:59:59+08:00')
})
