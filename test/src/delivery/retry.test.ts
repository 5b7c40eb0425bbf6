import { test } from 'tap'
import type { FailureFacts } from '../../../adapters/failure.ts'
import type { DeliverySettings } from '../../../src/config.ts'
import { decide, schedule, type Decision } from '../../../src/delivery/retry.ts'

const SECOND = 1000
const HOUR = 3600 * SECOND
const SETTINGS: DeliverySettings = {
  concurrency: 4,
  retry: { first: 10 * SECOND, ceiling: HOUR, horizon: 72 * HOUR },
  watch: { first: HOUR, every: HOUR }
}
const OPENED = new Date('2026-01-05T01:00:00Z')
const MIDDLE = (): number => 0.5

function failure (comeBack: FailureFacts['comeBack'], retryAfter?: number): FailureFacts {
  return { comeBack, fault: 'enterprise', code: 'x', message: 'x', ...retryAfter !== undefined && { retryAfter } }
}

/** The wait after the given number of attempts, or nothing when a person has to look. */
function waitOf (decision: Decision, now: Date): number | undefined {
  return decision.kind === 'again' ? decision.at.getTime() - now.getTime() : undefined
}

function waitAfter (attempts: number, random = MIDDLE): number | undefined {
  return waitOf(decide(failure('later'), { attempts, openedAt: OPENED }, SETTINGS, OPENED, random), OPENED)
}

test('what a failure says decides whether and how to come back', async t => {
  const attempted = { attempts: 1, openedAt: OPENED }
  t.strictSame(decide(failure('later'), attempted, SETTINGS, OPENED, MIDDLE), { kind: 'again', at: new Date(OPENED.getTime() + 10 * SECOND), askFirst: false })
  t.strictSame(decide(failure('askFirst'), attempted, SETTINGS, OPENED, MIDDLE), { kind: 'again', at: new Date(OPENED.getTime() + 10 * SECOND), askFirst: true })
  t.strictSame(decide(failure('never'), attempted, SETTINGS, OPENED, MIDDLE), { kind: 'undeliverable' })
  t.strictSame(decide(failure('never', SECOND), attempted, SETTINGS, OPENED, MIDDLE), { kind: 'undeliverable' }, 'Retry-After does not make a hopeless order hopeful')
})

test('the wait doubles from the first to the ceiling and stays there', async t => {
  t.strictSame([1, 2, 3, 4, 5, 6, 7, 8].map(attempts => waitAfter(attempts)), [10, 20, 40, 80, 160, 320, 640, 1280].map(seconds => seconds * SECOND))
  t.equal(waitAfter(9), 2560 * SECOND)
  t.equal(waitAfter(10), HOUR)
  t.equal(waitAfter(11), HOUR)
  t.equal(waitAfter(5000), HOUR, 'however often it was tried')
})

test('jitter spreads the wait by a fifth to both sides', async t => {
  t.equal(waitAfter(1, () => 0), 8 * SECOND)
  t.equal(waitAfter(1, () => 1 - Number.EPSILON), 12 * SECOND)
  t.equal(waitAfter(1, () => 0.25), 9 * SECOND)
  t.equal(waitAfter(50, () => 0), 0.8 * HOUR, 'also at the ceiling, where most orders of a long outage are')
  t.equal(waitAfter(50, () => 1 - Number.EPSILON), 1.2 * HOUR)
})

test('Retry-After', async t => {
  const wait = (retryAfter: number): number | undefined =>
    waitOf(decide(failure('later', retryAfter), { attempts: 1, openedAt: OPENED }, SETTINGS, OPENED, MIDDLE), OPENED)
  t.equal(wait(120 * SECOND), 120 * SECOND, 'is honoured when it is longer')
  t.equal(wait(2 * HOUR), 2 * HOUR, 'even beyond the ceiling')
  t.equal(wait(SECOND), 10 * SECOND, 'does not shorten the wait')
  t.equal(wait(0), 10 * SECOND)
  t.equal(wait(72 * HOUR), 72 * HOUR, 'to the horizon')
  t.equal(wait(72 * HOUR + 1), undefined, 'not beyond it')
})

test('the horizon counts from the opening, not from the last attempt', async t => {
  const attempted = { attempts: 20, openedAt: OPENED }
  const end = OPENED.getTime() + 72 * HOUR
  const at = (now: number): Decision => decide(failure('askFirst'), attempted, SETTINGS, new Date(now), MIDDLE)
  t.match(at(end - HOUR), { kind: 'again', at: new Date(end) }, 'the last attempt may fall on it')
  t.strictSame(at(end - HOUR + 1), { kind: 'undeliverable' }, 'none falls beyond it')
  t.strictSame(at(end + 24 * HOUR), { kind: 'undeliverable' })
})

test('the schedule is the waits that decide gives, up to the horizon', async t => {
  const waits = schedule(SETTINGS.retry)
  t.strictSame(waits, waits.map((_, index) => waitAfter(index + 1)))
  const total = waits.reduce((sum, wait) => sum + wait, 0)
  t.ok(total <= 72 * HOUR && total + HOUR > 72 * HOUR, 'as many as there is room for')
  t.strictSame(schedule({ first: 10, ceiling: 40, horizon: 100 }), [10, 20, 40])
  t.strictSame(schedule({ first: 10, ceiling: 40, horizon: 9 }), [])
})
