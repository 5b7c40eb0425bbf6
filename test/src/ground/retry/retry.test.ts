import { test } from 'tap'
import type { FailureFacts } from '../../../../adapters/failure.ts'
import { decide, heldUntil, isBeyondHorizon, nextProbe, nextWebhook, schedule, webhookSchedule, type Decision, type WebhookRefused } from '../../../../src/ground/retry/retry.ts'
import type { DeliverySettings } from '../../../../src/enterprises/delivery-settings.ts'

const SECOND = 1000
const HOUR = 3600 * SECOND
const SETTINGS: Pick<DeliverySettings, 'retry'> = { retry: { first: 10 * SECOND, ceiling: HOUR, horizon: 72 * HOUR } }
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
  t.strictSame(decide(failure('later'), attempted, SETTINGS, OPENED, MIDDLE), { kind: 'again', at: new Date(OPENED.getTime() + 10 * SECOND), spent: true })
  t.strictSame(decide(failure('askFirst'), attempted, SETTINGS, OPENED, MIDDLE), { kind: 'again', at: new Date(OPENED.getTime() + 10 * SECOND), spent: true })
  t.strictSame(decide(failure('never'), attempted, SETTINGS, OPENED, MIDDLE), { kind: 'undeliverable' })
  for (const [attempts, urgent, kind] of [[2, true, 'again'], [3, true, 'undeliverable'], [9, false, 'again']] as const) {
    t.match(decide({ ...failure('askFirst'), unlisted: true }, { attempts, openedAt: OPENED, urgent }, SETTINGS, OPENED, MIDDLE), { kind }, `refused by an unlisted code, attempt ${attempts}`)
  }
  t.match(decide(failure('askFirst'), { attempts: 3, openedAt: OPENED, urgent: true }, SETTINGS, OPENED, MIDDLE), { kind: 'again' }, 'what was not refused is tried on')
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
  t.equal(wait(HOUR), HOUR, 'up to the ceiling')
  for (const beyond of [HOUR + 1, 73 * HOUR, 999_999_999 * SECOND]) t.equal(wait(beyond), HOUR, 'which no answer goes beyond')
  t.equal(wait(SECOND), 10 * SECOND, 'does not shorten the wait')
  t.equal(wait(0), 10 * SECOND)
})

test('what nobody looked at is no attempt', async t => {
  const decided = (condition: 'busy' | 'held', retryAfter?: number, random = MIDDLE): Decision =>
    decide({ ...failure('later', retryAfter), condition }, { attempts: 9, openedAt: OPENED }, SETTINGS, OPENED, random)
  for (const condition of ['busy', 'held'] as const) {
    t.strictSame(decided(condition, 60 * SECOND, () => 0), { kind: 'again', at: new Date(OPENED.getTime() + 60 * SECOND), spent: false }, 'it comes back when it was told to, not when the attempts before say')
    t.strictSame(waitOf(decided(condition, 60 * SECOND, () => 1 - Number.EPSILON), OPENED), 70 * SECOND, 'never sooner, and spread over the first wait')
    t.match(decided(condition), { at: new Date(OPENED.getTime() + 2560 * SECOND), spent: false }, 'told nothing, it waits as after the attempt it was to be')
  }
  t.strictSame(waitOf(decided('busy', 999_999_999 * SECOND, () => 0), OPENED), HOUR, 'an answer can ask for the ceiling and no more')
  t.strictSame(waitOf(decided('held', 24 * HOUR, () => 0), OPENED), 24 * HOUR, 'what the hub holds back itself waits for what it waits for')
  t.strictSame(decided('held', 72 * HOUR + 1), { kind: 'undeliverable' }, 'its horizon counts all the same')
  t.match(decide({ ...failure('later', 60 * SECOND), condition: 'down' }, { attempts: 9, openedAt: OPENED }, SETTINGS, OPENED, MIDDLE),
    { at: new Date(OPENED.getTime() + 2560 * SECOND), spent: true }, 'an enterprise that is down has cost an attempt')
})

test('probes', async t => {
  const breaker = { after: 5, first: 30 * SECOND, ceiling: 600 * SECOND }
  const wait = (probes: number, random = MIDDLE): number => nextProbe(probes, breaker, OPENED, random).getTime() - OPENED.getTime()
  t.strictSame([0, 1, 2, 3, 4, 5, 50].map(probes => wait(probes)), [30, 60, 120, 240, 480, 600, 600].map(seconds => seconds * SECOND))
  t.strictSame([wait(0, () => 0), wait(0, () => 1 - Number.EPSILON)], [24 * SECOND, 36 * SECOND])
  t.equal(wait(-3), 30 * SECOND, 'also after the setting was raised meanwhile')
  const held = (probes: number, random: () => number): number => heldUntil(OPENED, probes, breaker, random).getTime() - OPENED.getTime()
  t.strictSame([held(0, () => 0), held(0, () => 0.5), held(2, () => 0.5)], [0, 15 * SECOND, 60 * SECOND], 'what is held is spread over the wait for the next but one')
})

test('the horizon counts from the opening, not from the last attempt', async t => {
  const attempted = { attempts: 20, openedAt: OPENED }
  const end = OPENED.getTime() + 72 * HOUR
  const at = (now: number): Decision => decide(failure('askFirst'), attempted, SETTINGS, new Date(now), MIDDLE)
  t.match(at(end - HOUR), { kind: 'again', at: new Date(end) }, 'the last attempt may fall on it')
  t.strictSame(at(end - HOUR + 1), { kind: 'undeliverable' }, 'none falls beyond it')
  t.strictSame([end, end + 1].map(time => isBeyondHorizon(attempted, SETTINGS.retry, new Date(time))), [false, true])
  t.strictSame(at(end + 24 * HOUR), { kind: 'undeliverable' })
})

test('what is of no use from some time on is not tried then', async t => {
  const until = (uselessFrom: Date): string => decide(failure('later'), { attempts: 1, openedAt: OPENED, uselessFrom }, SETTINGS, OPENED, MIDDLE).kind
  t.equal(until(new Date(OPENED.getTime() + 10 * SECOND)), 'undeliverable')
  t.equal(until(new Date(OPENED.getTime() + 10 * SECOND + 1)), 'again')
})

test('the schedule is the waits that decide gives, up to the horizon', async t => {
  const waits = schedule(SETTINGS.retry)
  t.strictSame(waits, waits.map((_, index) => waitAfter(index + 1)))
  const total = waits.reduce((sum, wait) => sum + wait, 0)
  t.ok(total <= 72 * HOUR && total + HOUR > 72 * HOUR, 'as many as there is room for')
  t.strictSame(schedule({ first: 10, ceiling: 40, horizon: 100 }), [10, 20, 40])
  t.strictSame(schedule({ first: 10, ceiling: 40, horizon: 9 }), [])
})

test('webhooks', async t => {
  const HORIZON = 72 * HOUR
  const PORTAL = { horizon: HORIZON, ceiling: 24 * HOUR }
  const end = OPENED.getTime() + HORIZON

  /** Seconds to wait at that time, or nothing when it is given up. */
  function wait (refused: Partial<WebhookRefused>, now = OPENED, random = MIDDLE): number | undefined {
    const at = nextWebhook({ failures: 1, countedFrom: OPENED, ...refused }, PORTAL, now, random)
    return at && (at.getTime() - now.getTime()) / SECOND
  }

  await t.test('are tried again after the waits of the schedule, the last repeating', async t => {
    t.strictSame([1, 2, 3, 4, 5, 6, 7, 8].map(failures => wait({ failures })), [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000])
    const patient = (failures: number): number => nextWebhook({ failures, countedFrom: OPENED }, { ...PORTAL, horizon: 1000 * HOUR }, OPENED, MIDDLE)!.getTime() - OPENED.getTime()
    t.strictSame([9, 10, 500].map(patient), [24 * HOUR, 24 * HOUR, 24 * HOUR])
  })

  await t.test('are spread by a tenth', async t => {
    t.equal(wait({ failures: 4 }, OPENED, () => 0), 6480)
    t.equal(wait({ failures: 4 }, OPENED, () => 1 - Number.EPSILON), 7920)
  })

  await t.test('wait as long as the portal asks, when it asks for longer', async t => {
    t.equal(wait({ retryAfter: 60 * SECOND }), 60)
    t.equal(wait({ retryAfter: SECOND }), 5)
    t.equal(wait({ retryAfter: 1000 * HOUR }), 24 * 3600, 'up to the ceiling')
  })

  await t.test('are tried for the last time at the horizon', async t => {
    t.equal(wait({ failures: 9 }, new Date(end - HOUR)), 3600)
    t.equal(wait({ failures: 9 }, new Date(end - 1)), 0.001)
    t.equal(wait({ failures: 9 }, new Date(end)), undefined)
    t.equal(wait({ failures: 1 }, new Date(end + HOUR)), undefined)
    t.equal(wait({ failures: 9, countedFrom: new Date(end) }, new Date(end)), 24 * 3600, 'which may count from later')
  })

  await t.test('wait no longer than a site allows', async t => {
    const soon = nextWebhook({ failures: 6, countedFrom: OPENED }, { ...PORTAL, ceiling: HOUR }, OPENED, MIDDLE)!
    t.equal(soon.getTime() - OPENED.getTime(), HOUR)
  })

  await t.test('follow a schedule that fills the horizon', async t => {
    const waits = webhookSchedule(HORIZON)
    t.equal(waits.reduce((sum, wait) => sum + wait, 0), HORIZON)
    let now = OPENED
    for (const [index, wait] of waits.entries()) {
      const next = nextWebhook({ failures: index + 1, countedFrom: OPENED }, PORTAL, now, MIDDLE)!
      t.equal(next.getTime() - now.getTime(), wait)
      now = next
    }
    t.equal(nextWebhook({ failures: waits.length + 1, countedFrom: OPENED }, PORTAL, now, MIDDLE), undefined)
    t.strictSame(webhookSchedule(1), [1])
  })
})
