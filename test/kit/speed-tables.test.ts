/** The tables that are made of results, with results that are made up: what is kept may have been measured without Redis, or not at all. */
import { test } from 'tap'
import type { Figure } from '../../bench/figure.ts'
import type { GrowthResult, Result } from '../../bench/results.ts'
import { GROWTH_TABLES, SPEED_TABLES } from './tables/speed.ts'

function result (...backends: string[]): Result {
  const figures = backends.flatMap((backend): Figure[] => ['accept-4', 'deliver', 'callback', 'webhook'].flatMap((stage): Figure[] => [
    { name: `${stage}-${backend}`, unit: 'orders', rate: 100, bare: 200, ratio: 0.5, spread: [0.4, 0.6], goal: 0.6, rounds: 5, ...stage === 'accept-4' && { p50: [20, 10], p99: [40, 20] } },
    { name: `cost-${stage}-${backend}`, per: 'order', cpu: 1, databaseCpu: 2, statements: 10, bytes: 1024 }
  ]))
  return {
    date: '2026-11-28',
    machine: { cpu: 'a processor', cores: 2, memoryGiB: 8 },
    versions: { node: '24.0.0', postgresql: '18.0', redis: backends.includes('redis') ? '7.0.0' : null },
    figures: [...figures, { name: 'mapping-and-signing-enn', unit: 'µs', value: 36.5, spread: [36, 37], rounds: 5 }, { name: 'start-cpu', unit: 's', value: 1.1, spread: [1, 1.2], rounds: 5 }, { name: 'processes-2-redis', notMeasured: 'redis-server is not installed' }]
  }
}

test('every table shows what was measured', async t => {
  const both = result('postgresql', 'redis')
  t.equal(SPEED_TABLES['speed-machine'](both), 'Taken on 2026-11-28: a processor, 2 cores, 8 GiB; Node 24.0.0, PostgreSQL 18.0, Redis 7.0.0.')
  t.match(SPEED_TABLES['speed-figures'](both), '\n| `accept-4-redis` | **0.5** | 0.4 – 0.6 | 0.6 | 100 / 200 orders | 20 / 10 | 40 / 20 |\n')
  t.match(SPEED_TABLES['speed-figures'](both), /\n\| `processes-2-redis` \| not measured \|.*\| redis-server is not installed \|/)
  t.match(SPEED_TABLES['speed-mapping'](both), /\n\| `enn` \| 36\.5 \| 36 – 37 \|$/)
  t.match(SPEED_TABLES['speed-start'](both), /\n\| `start-cpu` \| 1\.1 s \| 1 – 1\.2 \|$/)
  t.match(SPEED_TABLES['speed-costs'](both), '\n| `deliver-postgresql` | order | 1 | 2 |  | 10 | 1024 |\n')
  t.match(SPEED_TABLES['speed-application'](both), '\n| postgresql | 69 | 138 | 0 | 690 | 69 |\n')
  t.match(SPEED_TABLES['speed-needs'](both), '\n| 省，6000 万人 | 180 万件 | 1.2 | 0.083 | 0.17 | 0 | 118 |')
})

test('without Redis the needs are those of the queues in PostgreSQL', async t => {
  const one = result('postgresql')
  t.match(SPEED_TABLES['speed-machine'](one), 'PostgreSQL 18.0, no Redis.')
  t.match(SPEED_TABLES['speed-needs'](one), '| 省，6000 万人 | 180 万件 | 1.2 | 0.083 | 0.17 | 0 | 118 |')
  t.notMatch(SPEED_TABLES['speed-application'](one), '| redis |')
  t.throws(() => SPEED_TABLES['speed-needs'](result()), /lack a stage/)
})

test('what grows stands out', async t => {
  const grown: GrowthResult = {
    date: '2026-11-28',
    machine: { cpu: 'a processor', cores: 2, memoryGiB: 8 },
    versions: { node: '24.0.0', postgresql: '18.0' },
    sizes: [1000, 100_000],
    figures: [
      { name: 'read one', milliseconds: [1, 1.25], blocks: [40, 50], ratio: 1.25, middle: [1.1, 1.4], goal: 1.5 },
      { name: 'callbacks, all', milliseconds: [1, 3], blocks: [40, 51], ratio: 3, middle: [2.5, 3.5], goal: 1.5 }
    ],
    bytes: [{ table: 'messages', perApplication: 1000 }, { table: 'acts', perApplication: 24 }, { table: 'sign_ins', perApplication: 0 }],
    year: { orders: 1000, milliseconds: 210.4, bare: 140 }
  }
  t.match(GROWTH_TABLES['growth-figures'](grown), '\n| read one | 1.00 / 1.25 | 40 / 50 | 1.25 | 1.10 – 1.40 |\n')
  t.match(GROWTH_TABLES['growth-figures'](grown), '\n| callbacks, all | 1.00 / 3.00 | 40 / 51 | **3.00** | 2.50 – 3.50 |\n')
  t.match(GROWTH_TABLES['growth-figures'](grown), /\nFigures of a year in which 1000 orders came in: 210 ms, 1\.5 × one scan of the same clocks\.$/)
  t.match(GROWTH_TABLES['growth-bytes'](grown), /\n\| `acts` \| 24 \|\n\| all \| 1024 \|$/)
})
