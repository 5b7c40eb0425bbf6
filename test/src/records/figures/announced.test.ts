/**
 * Figures of joint visits and of filings against a recount of what is stored of them, which knows nothing of how they are counted: it reads
 * the visits, the filings and what happened to them, not what is announced.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { t as root, test } from 'tap'
import type { components } from '../../../../openapi/hub.d.ts'
import { EVERYTHING } from '../../../../src/ground/access/visible.ts'
import { readFigures } from '../../../../src/views/figures.ts'
import { startIntake } from '../../../kit/intake-hub.ts'
import { DAY, judge, minuteOf, periodOf, shown, stage, timeOf, type Pause, type Stage } from '../../../kit/recount.ts'
import { FOUR, happen, type FilingLife, type Item, type Round, type Said } from '../../../kit/together.ts'

type Schemas = components['schemas']

const intake = await startIntake(root, { slugs: FOUR })
const { hub, pool } = intake

const answer = fc.constantFrom<Said[]>('accepted', 'declined', undefined)

const round = fc.record({
  answers: fc.tuple(answer, answer, answer, answer),
  comes: fc.constantFrom<Array<Round['comes']>>('done', 'done', 'applicantAbsent', 'allAbsent', 'cancel', 'cancelSettled', 'again', 'nothing'),
  missing: fc.subarray(FOUR, { maxLength: 2 })
})

const word = fc.record({
  item: fc.constantFrom<Item[]>('planning', 'roadExcavation'),
  blzt: fc.constantFrom('3', '6', '7', '9', '10', '11', '11', '11', '13', '14', '15'),
  after: fc.integer({ min: 30, max: 2 * DAY }),
  earlier: fc.integer({ min: 0, max: 600 })
})

const filing = fc.record({
  enterprise: fc.constantFrom('county-water', 'state-grid', 'towngas'),
  lengthMetres: fc.constantFrom(40, 120, 350),
  filed: fc.integer({ min: 0, max: 4 * DAY }),
  words: fc.array(word, { maxLength: 6 }),
  end: fc.constantFrom<Array<FilingLife['end']>>('cancel', 'break', undefined, undefined)
})

const life = fc.record({ day: fc.integer({ min: 0, max: 3 }), rounds: fc.array(round, { maxLength: 3 }), filings: fc.array(filing, { maxLength: 2 }) })

interface Part { attended: number, unconfirmed: number, missed: number, alone: number }

const NOBODY: Part = { attended: 0, unconfirmed: 0, missed: 0, alone: 0 }

interface Filed { filed: Record<string, number>, passed: number, refused: number, cancelled: number, broken: number, notice: Stage, parallel: Stage }

const noFilings = (): Filed => ({ filed: { exempt: 0, notice: 0, parallel: 0 }, passed: 0, refused: 0, cancelled: 0, broken: 0, notice: stage(), parallel: stage() })

type Within = (time: Date | null) => boolean

async function recountVisits (within: Within): Promise<{ visits: Omit<Schemas['FigureVisits'], 'enterprisesPerVisit'>, came: number, parts: Record<string, Part> }> {
  const { rows: visits } = await pool.query('select visits.*, received_at from visits join applications on serial = application_serial')
  const { rows: agreed } = await pool.query("select recorded_at from transitions where event = 'visitAgreed'")
  const { rows: parties } = await pool.query('select visit_answers.*, state, ended_at from visit_answers join visits on visits.id = visit_id')
  const count = (counts: (visit: any) => boolean, on = (visit: any): Date => visit.ended_at): number => visits.filter(visit => counts(visit) && within(on(visit))).length
  const parts: Record<string, Part> = {}
  let came = 0
  for (const { enterprise, answer, left_at: left, missed_at: missed, state, ended_at: ended, visit_id: id } of parties) {
    const part = parts[enterprise] ??= { ...NOBODY }
    if (missed && within(missed)) part.missed++
    if (left || missed || ended === null) continue
    if (answer === 'declined') {
      if (within(dayOf(visits.find(visit => visit.id === id)))) part.alone++
    } else if (state === 'done' && within(ended)) {
      came++
      if (answer === 'accepted') part.attended++
      else part.unconfirmed++
    }
  }
  return {
    visits: {
      agreed: agreed.filter(({ recorded_at: at }) => within(at)).length,
      done: count(({ state }) => state === 'done'),
      doneAtFirst: count(({ state, proposal }) => state === 'done' && proposal === 1),
      applicantAbsent: count(({ ending }) => ending === 'applicantAbsent', dayOf),
      enterprisesAbsent: count(({ ending }) => ending === 'enterprisesAbsent'),
      cancelled: count(({ state }) => state === 'cancelled')
    },
    came,
    parts
  }
}

/** An applicant who was not there was missed when the visit should have begun. */
function dayOf ({ ending, slot_from: slot, ended_at: ended, received_at: received }: any): Date {
  return ending === 'applicantAbsent' && slot <= ended && slot >= received ? slot : ended
}

const ENDED = ['passed', 'passedConditionally', 'takenBack', 'notAccepted', 'notAdmitted', 'notPassed', 'withdrawn', 'revoked']

async function recountFilings (within: Within, period: [number, number], now: number): Promise<{ filings: Record<string, Filed>, departments: Record<string, Filed> }> {
  const { rows } = await pool.query('select * from filings')
  const { rows: events } = await pool.query('select * from filing_events order by filing_id, sequence')
  const { rows: items } = await pool.query('select * from filing_items')
  const filings: Record<string, Filed> = {}
  const departments: Record<string, Filed> = {}
  for (const { id, enterprise, mode, state, filed_at: filed, ended_at: ended, broken_at: broken, submitted_at: submitted, decision } of rows) {
    const own = filings[enterprise] ??= noFilings()
    if (within(filed)) own.filed[mode]!++
    if (broken && within(broken)) own.broken++
    const isFirst = broken === null || ended < broken
    if (ended && isFirst && within(ended)) own[state === 'broken' ? 'passed' : state as 'passed']++
    if (!submitted) continue
    for (const { item } of items.filter(({ filing_id: of }) => of === id)) {
      const department = departments[item] ??= noFilings()
      let last = minuteOf(submitted)
      let end: { at: number, kept: boolean } | undefined
      const pauses: Pause[] = []
      for (const { event, at, recorded_at: recorded } of events.filter(({ filing_id: of, item: about }) => of === id && about === item)) {
        if (end) break
        const counted = at <= recorded && minuteOf(at) >= last ? minuteOf(at) : Math.max(minuteOf(recorded), last)
        last = counted
        const cause = event === 'needsMaterial' ? 'applicant' : event === 'specialProcedure' ? 'approval' : undefined
        const before = pauses.at(-1)
        if (before?.to === Infinity && before.cause !== cause) before.to = counted
        if (cause && before?.to !== Infinity) pauses.push({ from: counted, to: Infinity, cause })
        if (ENDED.includes(event)) end = { at: counted, kept: !['takenBack', 'withdrawn', 'revoked'].includes(event) }
      }
      const judged = { start: minuteOf(submitted), days: decision.days, at: end?.kept ? end.at : undefined, until: end?.at }
      for (const count of [own, department]) judge(count[mode as 'notice' | 'parallel'], judged, pauses, period, now)
    }
  }
  return { filings, departments }
}

const decided = ({ notice, parallel }: Pick<Filed, 'notice' | 'parallel'>): Schemas['FigureDecisions'] => ({ notice: shown(notice), parallel: shown(parallel) })

function shownFilings ({ filed, passed, refused, cancelled, broken, ...stages }: Filed): Schemas['FigureFilings'] {
  return { filed: filed as unknown as Schemas['FigureFiled'], passed, refused, cancelled, broken, decided: decided(stages) }
}

async function compare (from: string, to: string): Promise<void> {
  const period = periodOf(from, to)
  const within: Within = time => time !== null && minuteOf(time) >= period[0] && minuteOf(time) < period[1]
  const { visits, came, parts } = await recountVisits(within)
  const { filings, departments } = await recountFilings(within, period, minuteOf(intake.clock.time))
  const figures = await readFigures(hub, EVERYTHING, { from, to })
  assert.deepEqual(figures.visits, { ...visits, ...visits.done > 0 && { enterprisesPerVisit: Number((came / visits.done).toFixed(2)) } }, `${from} to ${to}`)
  for (const enterprise of FOUR) {
    const row = figures.enterprises.find(row => row.enterprise === enterprise)
    assert.deepEqual(row?.attendance ?? NOBODY, parts[enterprise] ?? NOBODY, `${enterprise} from ${from} to ${to}`)
    assert.deepEqual(row?.filings ?? shownFilings(noFilings()), shownFilings(filings[enterprise] ?? noFilings()), `filings of ${enterprise} from ${from} to ${to}`)
  }
  const some = Object.entries(departments).map(([item, count]) => [item, decided(count)] as const).filter(([, each]) => JSON.stringify(each) !== JSON.stringify(decided(noFilings())))
  assert.deepEqual(Object.fromEntries(figures.departments.map(({ item, decided }) => [item, decided])), Object.fromEntries(some), `departments from ${from} to ${to}`)
}

const PERIODS = [['2026-11-01', '2026-11-30'], ['2026-11-03', '2026-11-05'], ['2026-11-04', '2026-11-04']] as const

test('figures of visits and filings are what a recount comes to, whoever spoke side by side', async t => {
  const seen = new Set<string>()
  await fc.assert(fc.asyncProperty(fc.array(life, { minLength: 5, maxLength: 9 }), async lives => {
    await intake.reset()
    await happen(intake, lives)
    intake.clock.time = timeOf(25 * DAY + 600)
    for (const [from, to] of PERIODS) await compare(from, to)
    const { rows } = await pool.query('select distinct what from figures')
    for (const { what } of rows) seen.add(what)
  }), { numRuns: 6, seed: 20261130, endOnFailure: true })
  t.strictSame([...seen].sort(), [
    'applicantAbsent', 'enterprisesAbsent', 'filedExempt', 'filedNotice', 'filedParallel', 'filingBroken', 'filingCancelled', 'filingPassed', 'filingRefused', 'visitAgreed',
    'visitAlone', 'visitAttended', 'visitCancelled', 'visitDone', 'visitDoneAtFirst', 'visitMissed', 'visitUnconfirmed'
  ], 'all of it was met')
})

/** When it counts, of whose order, and what. */
const ROWS = `
  select coalesce(json_agg(json_build_array(at, application_serial, order_id, enterprise, service, kind, what, reason)
    order by at, application_serial, order_id, what), '[]') as rows from figures`

test('what was announced before there were figures of it is counted by the migration', async t => {
  await intake.reset()
  const round = (comes: Round['comes'], missing: string[] = []): Round => ({ answers: ['accepted', 'declined', undefined, 'accepted'], comes, missing })
  const filing = (blzt: string, end?: 'break'): FilingLife => ({
    enterprise: 'county-water', lengthMetres: 120, filed: 0, words: (['planning', 'roadExcavation'] as const).map(item => ({ item, blzt, after: 60, earlier: 0 })), end
  })
  await happen(intake, [
    { day: 0, rounds: [round('cancel'), round('done', ['unicom'])], filings: [filing('11', 'break')] },
    { day: 0, rounds: [round('applicantAbsent')], filings: [filing('13')] },
    { day: 1, rounds: [round('allAbsent')], filings: [filing('14')] },
    { day: 2, rounds: [round('done')], filings: [] }
  ])
  const { rows: [counted] } = await pool.query(ROWS)
  const migration = readFileSync(new URL('../../../../src/ground/database/migrations/035.do.figures-of-visits-and-filings.sql', import.meta.url), 'utf8')
  await pool.query('truncate figures')
  for (const [insert] of migration.matchAll(/^insert into figures[^;]+;/gm)) await pool.query(insert)
  const { rows: [again] } = await pool.query(ROWS)
  t.ok(counted.rows.length > 20)
  t.strictSame(again.rows, counted.rows)
})
