import { test } from 'tap'
import type { OrderState } from '../../../../mappings/mapping.ts'
import {
  advance, APPLICATION_LABELS, furthest, isFinal, LINE, overallStatus, STATES, STATUS_LABELS, statusCode, TRANSITIONS, type Standing
} from '../../../../src/records/orders/states.ts'

const ALL = Object.keys(TRANSITIONS) as OrderState[]
const ENDINGS = ALL.filter(isFinal)
const ASIDE = ALL.filter(state => !isFinal(state) && !(LINE as readonly OrderState[]).includes(state))
const HAN = /\p{Script=Han}/u

const time = (second: number): Date => new Date(Date.UTC(2026, 10, 23, 1, 0, second))

/** An order that went along the line to `reached` and now stands at `state`. */
function standing (state: OrderState, { reached = state, nativeAt = null }: Partial<Standing> = {}): Standing {
  return { state, reached: (LINE as readonly OrderState[]).includes(reached) ? reached : 'received', nativeAt }
}

test('an order ends completed, or refused, withdrawn, revoked or handed over', async t => {
  t.strictSame(ENDINGS.sort(), ['completed', 'completedConditionally', 'handedOver', 'notAdmitted', 'refused', 'revoked', 'withdrawn'])
})

test('nothing follows an ending', async t => {
  for (const ending of ENDINGS) {
    for (const state of ALL) {
      t.equal(advance(standing(ending), state, time(59)), state === ending ? 'repeat' : 'ended', `${ending} → ${state}`)
    }
  }
})

test('every open order can be refused, withdrawn and handed over, whatever the clocks say', async t => {
  for (const state of ALL.filter(state => !isFinal(state))) {
    for (const ending of ['completedConditionally', 'notAdmitted', 'refused', 'withdrawn', 'revoked', 'handedOver'] as const) {
      t.equal(advance(standing(state, { nativeAt: time(30) }), ending, time(1)), 'moves', `${state} → ${ending}`)
    }
  }
})

test('along the line any state can be skipped and none comes back', async t => {
  for (const [from, state] of LINE.entries()) {
    if (isFinal(state)) continue
    for (const [to, next] of LINE.entries()) {
      const expected = to === from ? 'repeat' : to > from ? 'moves' : 'late'
      t.equal(advance(standing(state), next), expected, `${state} → ${next}`)
      t.equal(advance(standing(state, { nativeAt: time(1) }), next, time(2)), expected, `${state} → ${next}, by a newer message`)
    }
  }
})

test('what is already there is no news', async t => {
  for (const state of ALL) t.equal(advance(standing(state, { nativeAt: time(1) }), state, time(2)), 'repeat', state)
})

test('more that is said of the state is news, unless it is older', async t => {
  for (const state of ALL) {
    t.equal(advance(standing(state, { nativeAt: time(1) }), state, time(2), true), 'news', state)
    t.equal(advance(standing(state, { nativeAt: time(1) }), state, time(1), true), 'news', `${state}, in the same second`)
    t.equal(advance(standing(state, { nativeAt: time(1) }), state, undefined, true), 'news', `${state}, without a clock`)
    t.equal(advance(standing(state, { nativeAt: time(2) }), state, time(1), true), 'late', `${state}, older`)
  }
})

test('an order can stand aside from anywhere on the line, and go on', async t => {
  for (const state of LINE.filter(state => !isFinal(state))) {
    for (const aside of ASIDE) {
      t.equal(advance(standing(state, { nativeAt: time(1) }), aside, time(2)), 'moves', `${state} → ${aside}`)
      t.equal(advance(standing(aside, { reached: state, nativeAt: time(2) }), 'completed', time(3)), 'moves', `${aside} → completed`)
    }
  }
})

test('an order can stand aside more than once, by the enterprise\'s clock', async t => {
  const waiting = standing('needsMaterial', { reached: 'surveyed', nativeAt: time(10) })
  t.equal(advance(waiting, 'materialReceived', time(11)), 'moves')
  t.equal(advance(standing('materialReceived', { reached: 'surveyed', nativeAt: time(11) }), 'needsMaterial', time(12)), 'moves', 'asked for more')
  t.equal(advance(standing('materialReceived', { reached: 'surveyed', nativeAt: time(11) }), 'needsMaterial', time(10)), 'late', 'asked for before')
  t.equal(advance(waiting, 'surveyed', time(11)), 'moves', 'back to where it was')
  t.equal(advance(waiting, 'surveyed', time(9)), 'late', 'a message from before it stood aside')
})

test('where two messages carry the same second the line decides', async t => {
  const waiting = standing('needsMaterial', { reached: 'surveyed', nativeAt: time(10) })
  t.equal(advance(waiting, 'surveyed', time(10)), 'late', 'it had been there')
  t.equal(advance(waiting, 'building', time(10)), 'moves', 'it had not')
})

test('without a clock an older message never moves an order back', async t => {
  const waiting = standing('needsMaterial', { reached: 'surveyed' })
  t.equal(advance(waiting, 'accepted'), 'late')
  t.equal(advance(waiting, 'surveyed'), 'late')
  t.equal(advance(waiting, 'building'), 'moves')
  t.equal(advance(waiting, 'materialReceived'), 'moves')
  t.equal(advance(standing('materialReceived', { reached: 'surveyed' }), 'needsMaterial'), 'late', 'perhaps the message that came before')
})

test('the furthest place on the line is kept while an order stands aside', async t => {
  t.equal(furthest('surveyed', 'needsMaterial'), 'surveyed')
  t.equal(furthest('surveyed', 'accepted'), 'surveyed')
  t.equal(furthest('surveyed', 'building'), 'building')
  t.equal(furthest('received', 'received'), 'received')
})

test('every state has a code of the national table', async t => {
  const codes: Partial<Record<OrderState, number>> = {
    received: 1,
    submitted: 1,
    accepted: 3,
    dispatched: 8,
    surveyBooked: 8,
    surveyed: 8,
    designed: 8,
    quoted: 8,
    paid: 8,
    building: 8,
    inspected: 8,
    completed: 11,
    completedConditionally: 12,
    notAdmitted: 5,
    revoked: 15,
    needsMaterial: 6,
    materialReceived: 7,
    specialProcedure: 9,
    specialProcedureEnded: 10
  }
  for (const [state, code] of Object.entries(codes)) t.equal(statusCode(state as OrderState, 'surveyed'), code, state)
  t.strictSame(Object.keys(codes).length, ALL.length - 3, 'the other three depend on how far the order got')
})

test('a refusal reads 不受理 before the order was accepted, 办结(不通过) after', async t => {
  t.strictSame((['received', 'submitted', 'accepted', 'building'] as const).map(reached => statusCode('refused', reached)), [4, 4, 13, 13])
})

test('a withdrawal reads 撤件 before the order was sent, 撤回 after', async t => {
  t.strictSame((['received', 'submitted', 'accepted', 'building'] as const).map(reached => statusCode('withdrawn', reached)), [2, 14, 14, 14])
})

test('an order that changes hands keeps the code it had', async t => {
  t.strictSame((['received', 'submitted', 'accepted', 'building'] as const).map(reached => statusCode('handedOver', reached)), [1, 1, 3, 8])
})

test('every code and state has its words', async t => {
  t.strictSame(Object.keys(STATUS_LABELS).map(Number), Array.from({ length: 15 }, (_, index) => index + 1))
  for (const label of [...Object.values(STATUS_LABELS), ...Object.values(APPLICATION_LABELS)]) t.match(label, HAN)
  t.equal(STATUS_LABELS[12], '办结(容缺通过)')
  for (const state of ALL) t.match(STATES[state], { label: HAN, next: HAN }, state)
  t.equal(new Set(ALL.map(state => STATES[state].label)).size, ALL.length, 'no two states read the same')
})

test('the application is what its orders make of it', async t => {
  const cases: Array<[states: OrderState[], status: string]> = [
    [['received'], 'processing'],
    [['completed', 'building'], 'processing'],
    [['refused', 'building'], 'processing'],
    [['needsMaterial', 'building'], 'needsMaterial'],
    [['needsMaterial', 'refused', 'completed'], 'needsMaterial'],
    [['materialReceived', 'completed'], 'processing'],
    [['completed', 'completed'], 'completed'],
    [['completed', 'refused'], 'ended'],
    [['completed', 'completedConditionally'], 'completed'],
    [['completed', 'notAdmitted'], 'ended'],
    [['revoked', 'completedConditionally'], 'ended'],
    [['withdrawn', 'withdrawn'], 'ended'],
    [['handedOver', 'received'], 'processing'],
    [['handedOver', 'completed'], 'completed'],
    [['handedOver', 'refused'], 'ended']
  ]
  for (const [states, status] of cases) t.equal(overallStatus(states), status, states.join(', '))
})
