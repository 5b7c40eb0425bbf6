/** Years ahead for a moment is no time that anything goes by. */
import { test } from 'tap'
import { steadyClock, type Leap } from '../../../../src/ground/observe/steady-clock.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const START = Date.parse('2026-11-29T09:00:00+08:00')

function machine (): { now: () => Date, pass (milliseconds: number): void, set (by: number): void, leaps: Array<[Leap, number]> } {
  let passed = 12_345
  let off = START - passed
  const leaps: Array<[Leap, number]> = []
  const now = steadyClock({ told: () => passed + off, passed: () => passed }, (leap, by) => { leaps.push([leap, by]) })
  return { now, pass (milliseconds) { passed += milliseconds }, set (by) { off += by }, leaps }
}

test('a machine whose clock goes right, or is set by little, is believed', t => {
  const { now, pass, set, leaps } = machine()
  pass(MINUTE)
  t.equal(now().getTime(), START + MINUTE)
  set(DAY)
  t.equal(now().getTime(), START + MINUTE + DAY, 'one that has slept')
  set(-3 * MINUTE)
  t.equal(now().getTime(), START + MINUTE + DAY - 3 * MINUTE)
  t.strictSame(leaps, [])
  t.end()
})

test('a leap that does not stay is passed over', t => {
  for (const leap of [1100 * DAY, -1100 * DAY, DAY + 1]) {
    const { now, pass, set, leaps } = machine()
    set(leap)
    for (let second = 0; second < 40; second++) {
      t.equal(now().getTime(), START + second * 1000)
      pass(1000)
    }
    set(-leap)
    t.equal(now().getTime(), START + 40_000)
    t.strictSame(leaps, [['leapt', leap], ['back', 0]], 'and told once')
  }
  t.end()
})

test('one that stays for ten minutes is the time', t => {
  const { now, pass, set, leaps } = machine()
  set(3 * DAY)
  t.equal(now().getTime(), START)
  pass(10 * MINUTE - 1)
  t.equal(now().getTime(), START + 10 * MINUTE - 1)
  pass(1)
  t.equal(now().getTime(), START + 10 * MINUTE + 3 * DAY)
  pass(MINUTE)
  t.equal(now().getTime(), START + 11 * MINUTE + 3 * DAY)
  t.strictSame(leaps, [['leapt', 3 * DAY], ['taken', 3 * DAY]])
  t.end()
})
