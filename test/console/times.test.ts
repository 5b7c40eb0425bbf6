/** Times as the screens write them: the county's, wherever the browser is. */
import { test } from 'tap'
import { absolute, beginOf, dayAfter, relative, today, workingTime } from '../../console/pieces/times.ts'

const NOW = new Date('2026-11-30T14:30:00+08:00')

test('a time is written as the county has it, with the year where it is another', async t => {
  t.equal(absolute('2026-11-30T09:30:00Z', NOW), '11-30 17:30')
  t.equal(absolute('2026-12-31T16:05:00Z', NOW), '2027-01-01 00:05')
  t.equal(absolute('2026-12-31T15:59:59Z', NOW), '12-31 23:59')
})

test('how far away it is', async t => {
  for (const [at, words] of [
    ['2026-11-30T14:29:31+08:00', '刚刚'], ['2026-11-30T14:30:59+08:00', '马上'], ['2026-11-30T14:30:20+08:00', '刚刚'], ['2026-11-30T14:18:00+08:00', '12 分钟前'],
    ['2026-11-30T17:30:00+08:00', '3 小时后'], ['2026-11-29T14:31:00+08:00', '23 小时前'], ['2026-12-03T15:00:00+08:00', '3 天后']
  ] as const) t.equal(relative(at, NOW), words)
})

test('working time', async t => {
  t.strictSame([0, 59, 60, 90, 480].map(workingTime), ['0 分钟', '59 分钟', '1 工时', '1.5 工时', '8 工时'])
})

test('days are the county\'s', async t => {
  t.equal(today(new Date('2026-11-30T16:30:00Z')), '2026-12-01')
  t.equal(dayAfter('2026-12-31', 1), '2027-01-01')
  t.equal(dayAfter('2026-03-01', -1), '2026-02-28')
  t.equal(new Date(beginOf('2026-12-01')).toISOString(), '2026-11-30T16:00:00.000Z')
})
