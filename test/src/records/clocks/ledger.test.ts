import { test } from 'tap'
import type { OrderState } from '../../../../mappings/mapping.ts'
import { ledgersOf, type Step, type Terms } from '../../../../src/records/clocks/ledger.ts'

const TERMS: Terms = { surveyDays: 1, withoutVisit: false, connectDays: 6 }
const RECEIVED = at('09:00')

function at (time: string): Date {
  return new Date(`2026-11-27T${time}:00+08:00`)
}

/** Each reported at its own time, unless its receipt is given. */
function steps (...told: Array<[state: OrderState, at: string, recordedAt?: string]>): Step[] {
  return told.map(([state, native, receipt = native]) => (
    { event: 'progressed', state, at: at(native), recordedAt: at(receipt) }))
}

test('the survey, then the connection', async t => {
  const [survey, connect] = ledgersOf(RECEIVED, steps(
    ['submitted', '09:01'], ['accepted', '09:30'], ['surveyed', '11:00'], ['building', '14:00'], ['completed', '17:00']), TERMS)
  t.same(survey, {
    promise: 'acceptAndSurvey', days: 1, startedAt: RECEIVED, pauses: [], acceptedAt: at('09:30'), end: { at: at('11:00'), kept: true }
  })
  t.same(connect, {
    promise: 'connect', days: 6, startedAt: at('11:00'), pauses: [], acceptedAt: null, end: { at: at('17:00'), kept: true }
  }, 'begins where the former ends')
})

test('it begins with the application, whatever the enterprise says', async t => {
  const [survey, ...others] = ledgersOf(RECEIVED, [], TERMS)
  t.same(survey!.startedAt, RECEIVED)
  t.equal(survey!.end, null)
  t.same(others, [])
})

test('further than surveyed is surveyed, and completed at once is both', async t => {
  for (const state of ['completed', 'completedConditionally'] as const) {
    const [survey, connect] = ledgersOf(RECEIVED, steps(['accepted', '09:30'], [state, '10:00']), TERMS)
    t.same(survey!.end, { at: at('10:00'), kept: true }, state)
    t.match(connect, { startedAt: at('10:00'), end: { at: at('10:00'), kept: true } }, state)
  }
})

test('it is accepted by what is told of it first, skipped or not, and never by what stands aside', async t => {
  const acceptedAt = (...told: Parameters<typeof steps>): Date | null => ledgersOf(RECEIVED, steps(...told), TERMS)[0]!.acceptedAt
  t.same(acceptedAt(['accepted', '09:30'], ['dispatched', '10:00']), at('09:30'))
  t.same(acceptedAt(['submitted', '09:10'], ['dispatched', '09:40']), at('09:40'))
  t.same(acceptedAt(['completedConditionally', '09:50']), at('09:50'))
  t.same(acceptedAt(['needsMaterial', '09:10'], ['materialReceived', '09:40']), null)
  t.same(acceptedAt(['refused', '09:10']), null)
  t.same(acceptedAt(['submitted', '09:20'], ['accepted', '09:00', '09:40']), at('09:40'), 'dated back it counts as it was received')
})

test('where nobody visits, acceptance is enough', async t => {
  const [survey, connect] = ledgersOf(
    RECEIVED, steps(['submitted', '09:10'], ['accepted', '09:30']), { ...TERMS, withoutVisit: true })
  t.same(survey!.end, { at: at('09:30'), kept: true })
  t.same(connect!.startedAt, at('09:30'))
})

test('without published days no clock runs for the connection', async t => {
  const ledgers = ledgersOf(RECEIVED, steps(['surveyed', '10:00']), { ...TERMS, connectDays: undefined })
  t.same(ledgers.map(({ promise }) => promise), ['acceptAndSurvey'])
})

test('what is withdrawn or refused before is neither kept nor broken', async t => {
  for (const state of ['withdrawn', 'refused'] as const) {
    const ledgers = ledgersOf(RECEIVED, steps(['accepted', '09:30'], [state, '10:00']), TERMS)
    t.same(ledgers.map(({ promise, end }) => [promise, end]), [['acceptAndSurvey', { at: at('10:00'), kept: false }]])
    const [, connect] = ledgersOf(RECEIVED, steps(['surveyed', '09:30'], [state, '10:00']), TERMS)
    t.same(connect!.end, { at: at('10:00'), kept: false })
  }
})

test('material that is wanted, and a special procedure, stop the clock that runs', async t => {
  const [survey, connect] = ledgersOf(RECEIVED, steps(
    ['needsMaterial', '09:10'], ['materialReceived', '09:40'], ['specialProcedure', '10:00'], ['specialProcedureEnded', '10:30'],
    ['surveyed', '11:00'], ['specialProcedure', '11:30']), TERMS)
  t.same(survey!.pauses, [
    { from: at('09:10'), to: at('09:40'), cause: 'applicant' }, { from: at('10:00'), to: at('10:30'), cause: 'approval' }
  ])
  t.same(connect!.pauses, [{ from: at('11:30'), to: null, cause: 'approval' }], 'open')
})

test('from one pause into another it changes its cause, and the same news twice changes nothing', async t => {
  const [survey] = ledgersOf(RECEIVED, steps(
    ['needsMaterial', '09:10'], ['needsMaterial', '09:20'], ['specialProcedure', '09:40'], ['withdrawn', '10:00']), TERMS)
  t.same(survey!.pauses, [
    { from: at('09:10'), to: at('09:40'), cause: 'applicant' }, { from: at('09:40'), to: at('10:00'), cause: 'approval' }
  ], 'and what ends the order ends the pause')
})

test('nobody buys time by dating back', async t => {
  const [survey] = ledgersOf(RECEIVED, steps(
    ['accepted', '10:00'], ['needsMaterial', '09:00', '10:30'], ['materialReceived', '23:00', '11:00']), TERMS)
  t.same(survey!.pauses, [{ from: at('10:30'), to: at('11:00'), cause: 'applicant' }],
    'before what happened last, or after its receipt, a message counts as it was received')
  const [honest] = ledgersOf(RECEIVED, steps(['needsMaterial', '09:30', '10:30']), TERMS)
  t.same(honest!.pauses, [{ from: at('09:30'), to: null, cause: 'applicant' }])
})

test('an order that is handed over goes on with the same ledger', async t => {
  const [survey, ...others] = ledgersOf(RECEIVED, [
    ...steps(['accepted', '09:10'], ['needsMaterial', '09:30']),
    { event: 'handedOver', state: 'handedOver', at: at('10:00'), recordedAt: at('10:00') },
    ...steps(['received', '10:00'], ['surveyed', '11:00'])
  ], { ...TERMS, connectDays: undefined })
  t.same(survey, {
    promise: 'acceptAndSurvey',
    days: 1,
    startedAt: RECEIVED,
    pauses: [{ from: at('09:30'), to: at('10:00'), cause: 'applicant' }],
    acceptedAt: at('09:10'),
    end: { at: at('11:00'), kept: true }
  })
  t.same(others, [])
})
