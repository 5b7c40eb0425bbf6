/** Figures against a recount of what has happened, which knows nothing of how they are counted: it reads the transitions, minute by minute. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { t as root, test } from 'tap'
import type { OrderState } from '../../../mappings/mapping.ts'
import { EVERYTHING } from '../../../src/ground/access/visible.ts'
import type { ApplicationForm } from '../../../src/ground/form/order-view.ts'
import { changeOrder } from '../../../src/records/orders/application.ts'
import { transit } from '../../../src/records/orders/change-order.ts'
import { readFigures } from '../../../src/views/figures.ts'
import { electricityForm, householdForm } from '../../kit/forms.ts'
import { startIntake } from '../../kit/intake-hub.ts'
import { DAY, judge, minuteOf, periodOf, shown, stage, timeOf, type Pause, type Stage } from '../../kit/recount.ts'

const intake = await startIntake(root, { slugs: ['county-water', 'state-grid'] })

function transfer (): ApplicationForm {
  return { ...householdForm(), water: { kind: 'transfer' } as ApplicationForm['water'] & object }
}

/** With the days that the sandbox's enterprises have published; a transfer is seen to without a visit, and has none. */
const KINDS: Array<{ form: () => ApplicationForm, key: string, visited: boolean, days?: number }> = [
  { form: householdForm, key: 'county-water new', visited: true, days: 6 },
  { form: electricityForm, key: 'state-grid new', visited: true, days: 3 },
  { form: transfer, key: 'county-water transfer', visited: false }
]

const LINE: OrderState[] = ['submitted', 'accepted', 'dispatched', 'surveyed', 'building', 'completed']
const ENDS: OrderState[] = ['refused', 'notAdmitted', 'withdrawn', 'completedConditionally', 'revoked']

/** Each step so many minutes after the one before; told by the enterprise to have been so many minutes earlier, or without a time. */
const step = fc.record({ after: fc.integer({ min: 1, max: 2 * DAY }), earlier: fc.option(fc.integer({ min: 0, max: 600 }), { nil: undefined }), aside: fc.integer({ min: 0, max: 9 }) })

const life = fc.record({
  kind: fc.integer({ min: 0, max: KINDS.length - 1 }),
  received: fc.integer({ min: 0, max: 8 * DAY }),
  steps: fc.array(step, { maxLength: LINE.length }),
  end: fc.option(fc.constantFrom(...ENDS), { nil: undefined })
})

interface Happening { at: number, order: number, state: OrderState, earlier: number | undefined }

/** A way along the line, with material wanted or a special procedure before some of its places. */
function wayOf ({ received, steps, end }: { received: number, steps: Array<{ after: number, earlier: number | undefined, aside: number }>, end: OrderState | undefined }, order: number): Happening[] {
  let at = received
  const way: Happening[] = []
  steps.forEach(({ after, earlier, aside }, index) => {
    const pause = aside === 0 ? ['needsMaterial', 'materialReceived'] as const : aside === 1 ? ['specialProcedure', 'specialProcedureEnded'] as const : []
    for (const state of [...pause, LINE[index]!]) {
      at += after
      way.push({ at, order, state, earlier })
    }
  })
  if (end && way.at(-1)?.state !== 'completed') way.push({ at: at + 77, order, state: end, earlier: undefined })
  return way
}

const has = (given: object): given is Happening => 'state' in given

async function happen (lives: Array<{ kind: number, received: number }>, happenings: Happening[]): Promise<void> {
  const { hub, pool, clock, submit } = intake
  const ids: string[] = []
  const all: Array<{ at: number, order: number } | Happening> = [...lives.map(({ received: at }, order) => ({ at, order })), ...happenings].sort((one, other) => one.at - other.at)
  for (const [at, together] of Map.groupBy(all, ({ at }) => Math.ceil(at / 120) * 120)) {
    clock.time = timeOf(at)
    for (const { order } of together.filter(given => !has(given))) {
      const { jointNumber } = await submit(KINDS[lives[order]!.kind]!.form())
      ids[order] = (await pool.query('select id from orders join applications on serial = application_serial where joint_number = $1', [jointNumber])).rows[0]!.id
    }
    // Orders change side by side, each its own changes in their sequence.
    await Promise.all([...Map.groupBy(together.filter(has), ({ order }) => order)].map(async ([order, own]) => {
      for (const { state, earlier } of own) {
        const nativeAt = earlier === undefined ? undefined : new Date(clock.time.getTime() - earlier * 60_000)
        await changeOrder(hub, ids[order]!, async at => { transit(hub, at, { state, source: 'callback', nativeAt }) })
      }
    }))
  }
}

interface Told { state: OrderState, at: number, recorded: number }

interface Count { received: number, accepted: Stage, surveyed: Stage, connected: Stage, completed: number, corrections: number, refusals: Record<number, number>, withdrawn: number }

/** Counts one order of which all is known that was told. */
function recount (count: Count, received: number, steps: Told[], { visited, days }: typeof KINDS[number], [from, to]: [number, number], now: number): void {
  const within = (minute: number): boolean => minute >= from && minute < to
  if (within(received)) count.received++
  let last = received
  const told = steps.map(({ state, at, recorded }) => {
    const counted = at <= recorded && at >= last ? at : recorded
    last = counted
    return { state, at: counted, day: at <= recorded && at >= received ? at : recorded }
  })
  for (const { state } of told.filter(({ day }) => within(day))) {
    if (state === 'needsMaterial') count.corrections++
    if (state === 'completed' || state === 'completedConditionally') count.completed++
    if (state === 'withdrawn') count.withdrawn++
    const hadAccepted = told.some(({ state }) => state === 'accepted')
    const code = state === 'refused' ? hadAccepted ? 13 : 4 : state === 'notAdmitted' ? 5 : state === 'revoked' ? 15 : undefined
    if (code !== undefined) count.refusals[code] = (count.refusals[code] ?? 0) + 1
  }
  const done = (states: OrderState[]): number | undefined => told.find(({ state }) => states.includes(state))?.at
  const pauses = told.flatMap(({ state, at }, index): Pause[] => {
    const cause = state === 'needsMaterial' ? 'applicant' : state === 'specialProcedure' ? 'approval' : undefined
    return cause ? [{ from: at, to: told[index + 1]?.at ?? Infinity, cause }] : []
  })
  const ended = done(ENDS.slice(0, 3).concat('revoked'))
  const completing: OrderState[] = ['completed', 'completedConditionally']
  const accepted = done(['accepted', 'dispatched', 'surveyed', 'building', ...completing])
  const surveyed = visited ? done(['surveyed', 'building', ...completing]) : accepted
  const kept = (stage: Stage, start: number, days: number, at: number | undefined, until: number | undefined): void => judge(stage, { start, days, at, until }, pauses, [from, to], now)
  kept(count.accepted, received, 1, accepted, surveyed ?? ended)
  kept(count.surveyed, received, 1, surveyed, surveyed ?? ended)
  if (surveyed !== undefined && days !== undefined) kept(count.connected, surveyed, days, done(completing), done(completing) ?? ended)
}

async function recounted (period: [number, number], now: number): Promise<Record<string, unknown>> {
  const { rows } = await intake.pool.query(`
    select orders.id, enterprise || ' ' || kind as key, received_at, transitions.state, at, recorded_at
    from transitions join orders on orders.id = order_id join applications on serial = transitions.application_serial order by transitions.application_serial, sequence`)
  const counts: Record<string, Count> = {}
  for (const own of Map.groupBy(rows, ({ id }) => id).values()) {
    const { key, received_at: received } = own[0]!
    const count = counts[key] ??= { received: 0, accepted: stage(), surveyed: stage(), connected: stage(), completed: 0, corrections: 0, refusals: {}, withdrawn: 0 }
    const steps = own.slice(1).map(({ state, at, recorded_at: recorded }): Told => ({ state, at: minuteOf(at), recorded: minuteOf(recorded) }))
    recount(count, minuteOf(received), steps, KINDS.find(kind => kind.key === key)!, period, now)
  }
  return Object.fromEntries(Object.entries(counts).map(([key, { accepted, surveyed, connected, ...rest }]) => [key, { ...rest, accepted: shown(accepted), surveyed: shown(surveyed), connected: shown(connected) }]))
}

async function counted (from: string, to: string): Promise<Record<string, unknown>> {
  const { rows } = await readFigures(intake.hub, EVERYTHING, { from, to })
  return Object.fromEntries(rows.map(row => {
    const { enterprise, kind, received, accepted, surveyed, connected, completed, corrections, refusals, withdrawn } = row
    return [`${enterprise} ${kind}`, {
      received, completed, corrections, refusals: Object.fromEntries(refusals.map(({ statusCode, count }) => [statusCode, count])), withdrawn, accepted, surveyed, connected
    }]
  }))
}

/** Without what nothing is to be said of. */
function known (rows: Record<string, unknown>): Record<string, unknown> {
  const empty = JSON.stringify(shown(stage()))
  const isEmpty = (row: any): boolean => !row.received && !row.completed && !row.corrections && !row.withdrawn && Object.keys(row.refusals).length === 0 &&
    [row.accepted, row.surveyed, row.connected].every(each => JSON.stringify(each) === empty)
  return Object.fromEntries(Object.entries(rows).filter(([, row]) => !isEmpty(row)))
}

test('figures are what a recount of the transitions comes to, whoever wrote side by side', async t => {
  await fc.assert(fc.asyncProperty(fc.array(life, { minLength: 12, maxLength: 24 }), async lives => {
    await intake.reset()
    await happen(lives, lives.flatMap((life, order) => wayOf(life, order)))
    const now = intake.clock.time = timeOf(25 * DAY + 600)
    for (const [from, to] of [['2026-11-01', '2026-11-30'], ['2026-11-04', '2026-11-10'], ['2026-11-05', '2026-11-05']] as const) {
      const period = periodOf(from, to)
      assert.deepEqual(known(await counted(from, to)), known(await recounted(period, minuteOf(now))), `${from} to ${to}`)
    }
  }), { numRuns: 5, seed: 20261129, endOnFailure: true })
  t.pass('five times over')
})
