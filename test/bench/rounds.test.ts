/** How figures are worked out; nothing here is timed. */
import { test } from 'tap'
import { alternate, compared, median, percentile, rounded, spreadOf } from '../../bench/rounds.ts'

test('the median stands in the middle, of two it is between them', async t => {
  t.equal(median([9, 1, 5]), 5)
  t.equal(median([10, 9]), 9.5)
  t.equal(median([100, 2, 30, 4]), 17)
  const given = [3, 1, 2]
  median(given)
  t.strictSame(given, [3, 1, 2], 'what is given stays as it is')
  t.throws(() => median([]), { message: 'there is no median of nothing' })
})

test('a percentile is one of the values', async t => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)
  t.equal(percentile(hundred, 0.5), 50)
  t.equal(percentile(hundred, 0.99), 99)
  t.equal(percentile(hundred, 1), 100)
  t.equal(percentile([7], 0.99), 7)
  t.equal(percentile([7, 8], 0), 7)
  t.throws(() => percentile([], 0.5), { message: 'there is no percentile of nothing' })
})

test('three digits are told', async t => {
  t.strictSame([0.123456, 1234.56, 99.95, 0].map(rounded), [0.123, 1230, 100, 0])
  t.strictSame(spreadOf([0.66666, 0.5, 2]), [0.5, 2])
})

test('hub and counterpart take turns, who begins changes, and the first round counts for nothing', async t => {
  const turns: string[] = []
  const side = (name: string) => async () => {
    turns.push(name)
    return { rate: turns.length }
  }
  const rounds = await alternate(3, side('hub'), side('bare'))
  t.strictSame(turns, ['hub', 'bare', 'bare', 'hub', 'hub', 'bare', 'bare', 'hub'])
  t.strictSame(rounds, [{ hub: { rate: 4 }, bare: { rate: 3 } }, { hub: { rate: 5 }, bare: { rate: 6 } }, { hub: { rate: 8 }, bare: { rate: 7 } }])
})

test('more rounds count for nothing where a side needs them', async t => {
  let turns = 0
  const side = async () => ({ rate: ++turns })
  t.strictSame(await alternate(1, side, side, 3), [{ hub: { rate: 8 }, bare: { rate: 7 } }])
})

test('a round that fails, fails the figure', async t => {
  await t.rejects(alternate(5, async () => { throw new Error('503') }, async () => ({ rate: 1 })), { message: '503' })
})

test('a figure is the median of the ratios of its rounds, with how far they lie apart', async t => {
  const rounds = [[50, 100], [10, 100], [90, 100], [30, 40], [60, 100]].map(([hub, bare]) => ({ hub: { rate: hub! }, bare: { rate: bare! } }))
  t.strictSame(compared({ name: 'deliver-redis', unit: 'orders', goal: 0.5 }, rounds), {
    name: 'deliver-redis', unit: 'orders', rate: 50, bare: 100, ratio: 0.6, spread: [0.1, 0.9], goal: 0.5, rounds: 5
  })
})

test('answers that were timed are told for both, and a figure without goal has none', async t => {
  const rounds = [[1, 5], [3, 7], [2, 6]].map(([p50, p99]) => ({
    hub: { rate: 1, latencies: { p50: p50! * 10, p99: p99! * 10 } }, bare: { rate: 2, latencies: { p50: p50!, p99: p99! } }
  }))
  t.strictSame(compared({ name: 'accept-1-redis', unit: 'applications' }, rounds), {
    name: 'accept-1-redis', unit: 'applications', rate: 1, bare: 2, ratio: 0.5, spread: [0.5, 0.5], rounds: 3, p50: [20, 2], p99: [60, 6]
  })
})
