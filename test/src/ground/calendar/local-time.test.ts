import { DateTime } from 'luxon'
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

test('is what the time zone says in every year, those of summer time among them', async t => {
  for (let year = 1900; year < 2200; year++) {
    for (const time of [Date.UTC(year, 0, 1, 3, 4, 5, 6), Date.UTC(year, 6, 1, 20, 59, 59, 999)]) {
      const expected = DateTime.fromMillis(time, { zone: 'Asia/Shanghai' }).toISO({ suppressMilliseconds: true, precision: 'second' })
      t.equal(localTime(new Date(time)), expected, String(year))
    }
  }
})
