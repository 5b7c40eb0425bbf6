/** The plan of a run: everything in it is decided by the seed. */
import { test } from 'tap'
import { newDice } from '../../chaos/dice.ts'
import { makePlan, planLines, SLOTS, type PlanOptions } from '../../chaos/plan.ts'
import { LONG, SHORT } from '../../chaos/sizes.ts'
import { FAULTS } from '../../simulators/faults.ts'

const OPTIONS: PlanOptions = { ...SHORT, seed: 1, backend: 'redis' }

test('the dice fall the same for the same seed, evenly, and otherwise for another', async t => {
  const thrown = (seed: number): number[] => {
    const dice = newDice(seed)
    return Array.from({ length: 1000 }, () => dice.between(0, 1))
  }
  t.strictSame(thrown(7), thrown(7))
  t.notSame(thrown(7), thrown(8))
  const mean = thrown(7).reduce((sum, value) => sum + value) / 1000
  t.ok(mean > 0.45 && mean < 0.55 && thrown(7).every(value => value >= 0 && value < 1))
})

test('the same seed plans the same, another something else', async t => {
  t.strictSame(makePlan(OPTIONS), makePlan(OPTIONS))
  t.notSame(makePlan(OPTIONS).events, makePlan({ ...OPTIONS, seed: 2 }).events)
  t.strictSame(planLines(makePlan(OPTIONS)), planLines(makePlan(OPTIONS)))
})

test('a plan has as many applications and kills as were asked for, and takes every server away in each of its ways', async t => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const { applications, events, duration } = makePlan({ ...OPTIONS, seed })
    t.equal(applications.length, SHORT.applications)
    t.equal(new Set(applications.map(({ key }) => key)).size, SHORT.applications)
    const ways = events.map(event => [event.what, ...'how' in event ? [event.how] : []].join(' '))
    t.equal(ways.filter(way => way === 'kill').length, SHORT.kills)
    for (const way of ['postgresql fast', 'postgresql immediate', 'redis restart', 'redis flush', 'fault']) t.ok(ways.includes(way), way)
    t.strictSame(events.map(({ at }) => at), events.map(({ at }) => at).toSorted((one, other) => one - other), 'in the order of time')
    t.ok(events.every(({ at }) => at >= 0 && at <= duration))
  }
})

test('queues in PostgreSQL have no Redis to lose', async t => {
  t.strictSame(makePlan({ ...OPTIONS, backend: 'postgresql' }).events.filter(({ what }) => what === 'redis'), [])
})

test('the long form strikes with everything: every fault, every process, every course, 200 kills', async t => {
  const plans = (['postgresql', 'redis'] as const).map(backend => makePlan({ ...LONG, seed: 1, backend }))
  const events = plans.flatMap(({ events }) => events)
  t.ok(events.filter(({ what }) => what === 'kill').length >= 200)
  t.strictSame([...new Set(events.flatMap(event => event.what === 'kill' ? [event.slot] : []))].sort(), [...SLOTS].sort())
  t.strictSame([...new Set(events.flatMap(event => event.what === 'fault' ? [event.fault] : []))].sort(), [...FAULTS].sort())
  const courses = new Set(plans.flatMap(({ applications }) => applications.map(({ course }) => course)))
  t.strictSame([...courses].sort(), ['', '退件', '补件', '港华', '新奥', '区外', '无资源', '在途', '超时'].sort())
  t.ok(plans.every(({ applications }) => applications.some(({ withdrawAfter }) => withdrawAfter !== undefined) && applications.some(({ again }) => again)))
})
