/** What an application costs through its whole life, and what a place with so many people needs. */
import { test } from 'tap'
import { ASSUMED, costOfApplication, needOf, stagesOf } from '../../bench/cost-model.ts'
import type { Cost } from '../../bench/figure.ts'

function cost (stage: string, given: Partial<Cost> = {}): Cost {
  return { name: `cost-${stage}`, per: 'one', cpu: 1, databaseCpu: 2, redisCpu: 0.5, statements: 10, bytes: 100, ...given }
}

const STAGES = ['accept-4', 'deliver', 'callback', 'webhook']

test('every stage is counted as often as an application goes through it', async t => {
  t.strictSame(stagesOf({ ...ASSUMED, orders: 4, messages: 7 }), { 'accept-4': 1, deliver: 4, callback: 28, webhook: 36 })
  const times = Object.values(stagesOf()).reduce((sum, count) => sum + count, 0)
  t.strictSame(costOfApplication(STAGES.map(stage => cost(`${stage}-redis`)), 'redis'), {
    cpu: times, databaseCpu: 2 * times, redisCpu: 0.5 * times, statements: 10 * times, bytes: 100 * times
  })
})

test('where a stage was not measured nothing is told, where the system did not tell nothing is guessed', async t => {
  const figures = STAGES.map(stage => cost(`${stage}-postgresql`, { databaseCpu: null }))
  t.equal(costOfApplication(figures, 'postgresql')!.databaseCpu, null)
  t.equal(costOfApplication(figures, 'redis'), undefined)
  t.equal(costOfApplication(figures.slice(1), 'postgresql'), undefined)
})

test('a place needs what its busiest hour brings', async t => {
  const spending = { cpu: 500, databaseCpu: 1000, redisCpu: 50, statements: 0, bytes: 2 ** 20 }
  const assumed = { orders: 4, messages: 7, perThousand: 36, workingDays: 100, busiestDay: 2, busiestHour: 0.5 }
  // 36,000 a year, 360 a day, 720 on the busiest, 360 in its busiest hour.
  t.strictSame(needOf(1_000_000, spending, assumed), { year: 36_000, second: 0.1, hub: 0.05, database: 0.1, redis: 0.005, growth: 36_000 / 1024 })
})
