/** What can be said of an order at the desk, wherever it stands. */
import { test } from 'tap'
import { DESK_STEPS, DESK_TASKS, legalSteps, taskOf, type DeskStep, type OrderAtDesk } from '../../../../src/records/orders/desk-steps.ts'
import { FINAL_STATES, STATES, TRANSITIONS } from '../../../../src/records/orders/states.ts'
import type { OrderState } from '../../../../mappings/mapping.ts'

const ALL = Object.keys(STATES) as OrderState[]

function standing (given: Partial<OrderAtDesk>): OrderAtDesk {
  const { state = 'submitted' } = given
  return { desk: 'opened', state, reached: state in TRANSITIONS ? state : 'submitted', delivery: 'acknowledged', service: 'water', withdrawal: null, isSupplied: false, openFilings: [], ...given }
}

test('an order is taken before anything else', async t => {
  t.strictSame(legalSteps(standing({ state: 'received', delivery: 'placed' })), ['take'])
  t.equal(taskOf(standing({ state: 'received', delivery: 'placed' })), 'take')
  t.notOk(legalSteps(standing({})).includes('take'), 'and once')
})

test('nothing is said at the desk of an order that is not there, or has ended', async t => {
  t.strictSame(legalSteps(standing({ desk: null })), [])
  for (const state of FINAL_STATES) {
    t.strictSame(legalSteps(standing({ state })), [], state)
    t.equal(taskOf(standing({ state })), undefined, state)
  }
})

test('every step to a state is one of the table of transitions, but for another visit', async t => {
  for (const state of ALL) {
    for (const step of legalSteps(standing({ state }))) {
      if (step in STATES && !(step === 'surveyBooked' && state === step)) t.ok(TRANSITIONS[state].includes(step as OrderState), `${state} to ${step}`)
    }
  }
  t.ok(legalSteps(standing({ state: 'surveyBooked' })).includes('surveyBooked'))
})

test('every state that a person can say is reached from somewhere', async t => {
  const withdrawn = standing({ withdrawal: 'requested' })
  const offered = new Set([...ALL.flatMap(state => legalSteps(standing({ state }))), ...legalSteps(withdrawn), ...legalSteps(standing({ isSupplied: true })), 'take'])
  t.strictSame((Object.keys(DESK_STEPS) as DeskStep[]).filter(step => !offered.has(step)), [])
})

test('an order goes on where it was, and never before that', async t => {
  const aside = legalSteps(standing({ state: 'needsMaterial', reached: 'surveyed' }))
  for (const step of ['surveyed', 'designed', 'completed'] as const) t.ok(aside.includes(step), step)
  for (const step of ['accepted', 'surveyBooked', 'notAdmitted', 'specialProcedureEnded'] as const) t.notOk(aside.includes(step), step)
  t.equal(legalSteps(standing({ state: 'specialProcedure', reached: 'surveyed' }))[0], 'specialProcedureEnded', 'what it waits for comes first')
})

test('what is asked of the desk is answered by steps of its own', async t => {
  const asked = standing({ state: 'building', withdrawal: 'requested' })
  for (const step of ['withdrawalGranted', 'withdrawalDeclined', 'completed'] as const) t.ok(legalSteps(asked).includes(step), step)
  t.equal(taskOf(asked), 'answerWithdrawal')
  const brought = standing({ state: 'needsMaterial', reached: 'accepted', isSupplied: true })
  t.strictSame(legalSteps(brought), ['supplementSeen', 'refused', 'revoked', 'nativeNumber'])
  t.equal(taskOf(brought), 'checkSupplement')
  t.equal(taskOf(standing({ state: 'needsMaterial' })), 'awaitApplicant')
  t.equal(taskOf(standing({ state: 'specialProcedure' })), 'proceed')
})

test('a carrier, which the applicant chose, gives nothing to another', async t => {
  t.ok(legalSteps(standing({ service: 'gas' })).includes('outOfArea'))
  t.notOk(legalSteps(standing({ service: 'network' })).includes('outOfArea'))
})

test('all that people read of it is Chinese', async t => {
  for (const label of [...Object.values(DESK_STEPS), ...Object.values(DESK_TASKS)]) t.match(label, /^[\p{Script=Han}，]+$/u)
})

test('what departments decide is not ended at the desk', async t => {
  const state = 'specialProcedure'
  t.ok(legalSteps(standing({ state })).includes('specialProcedureEnded'))
  t.ok(legalSteps(standing({ state, openFilings: ['notice'] })).includes('specialProcedureEnded'))
  t.notOk(legalSteps(standing({ state, openFilings: ['parallel', 'notice'] })).includes('specialProcedureEnded'))
})
