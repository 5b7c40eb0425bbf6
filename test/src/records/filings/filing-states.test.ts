/** What may follow what in a filing and its items. */
import { test } from 'tap'
import { ITEM_STATES, type ItemState } from '../../../../mappings/filing.ts'
import {
  advanceItem, FILING_STATES, furthestOf, hasItemEnded, itemCode, ITEM_TRANSITIONS, outcomeOf
} from '../../../../src/records/filings/filing-states.ts'

const AT = (second: number): Date => new Date(Date.UTC(2026, 0, 5, 1, 0, second))

function verdict (state: ItemState, next: ItemState, { reached = state, was, at }: { reached?: ItemState, was?: number, at?: number } = {}): string {
  const nativeAt = was === undefined ? null : AT(was)
  return advanceItem({ state, reached, nativeAt }, next, at === undefined ? undefined : AT(at))
}

test('every state has its national code, each once', async t => {
  t.strictSame(ITEM_STATES.map(itemCode), Array.from({ length: 15 }, (_, index) => index + 1))
})

test('an item goes on by its place on the line, whatever the clocks say', async t => {
  t.equal(verdict('received', 'accepted', { was: 9, at: 1 }), 'moves')
  t.equal(verdict('received', 'underReview'), 'moves', 'states may be left out')
  t.equal(verdict('underReview', 'accepted', { was: 1, at: 9 }), 'late', 'and none goes back')
  t.equal(verdict('accepted', 'accepted', { at: 9 }), 'repeat')
})

test('to the side and back the department\'s clock decides', async t => {
  t.equal(verdict('accepted', 'needsMaterial', { was: 1, at: 2 }), 'moves')
  t.equal(verdict('needsMaterial', 'materialReceived', { reached: 'accepted', was: 2, at: 3 }), 'moves')
  t.equal(verdict('materialReceived', 'needsMaterial', { reached: 'accepted', was: 3, at: 4 }), 'moves', 'a second time')
  t.equal(verdict('materialReceived', 'needsMaterial', { reached: 'accepted', was: 3, at: 2 }), 'late')
  t.equal(verdict('materialReceived', 'needsMaterial', { reached: 'accepted', was: 3, at: 3 }), 'late', 'of one second nobody knows')
  t.equal(verdict('needsMaterial', 'materialReceived', { reached: 'accepted', was: 3, at: 3 }), 'moves', 'unless it leads on')
  t.equal(verdict('specialProcedure', 'specialProcedureEnded', { reached: 'accepted' }), 'moves')
  t.equal(verdict('materialReceived', 'underReview', { reached: 'accepted' }), 'moves')
  t.equal(verdict('materialReceived', 'accepted', { reached: 'accepted' }), 'late')
})

test('an end is the end, but for what is revoked after it had passed', async t => {
  for (const state of ITEM_STATES.filter(hasItemEnded)) {
    for (const next of ITEM_STATES.filter(other => other !== state)) {
      const mayFollow = next === 'revoked' && (state === 'passed' || state === 'passedConditionally')
      t.equal(verdict(state, next, { was: 1, at: 9 }), mayFollow ? 'moves' : 'ended', `${state} ${next}`)
    }
  }
  for (const state of ITEM_STATES.filter(state => !hasItemEnded(state))) {
    for (const end of ITEM_STATES.filter(hasItemEnded)) t.equal(verdict(state, end, { was: 9, at: 1 }), 'moves')
  }
})

test('what stands in the tables leads to states that there are, and never back to the beginning', async t => {
  for (const [state, next] of Object.entries(ITEM_TRANSITIONS)) {
    t.notOk(next.includes('received'), state)
    t.notOk(next.includes(state as ItemState), state)
  }
  for (const next of Object.values(FILING_STATES)) t.notOk(next.includes('pending') || next.includes('exempt'))
  t.equal(furthestOf('accepted', 'needsMaterial'), 'accepted')
  t.equal(furthestOf('accepted', 'underReview'), 'underReview')
  t.equal(furthestOf('underReview', 'accepted'), 'underReview')
})

test('a filing ends with the last of its items', async t => {
  t.equal(outcomeOf(['passed', 'accepted']), undefined)
  t.equal(outcomeOf(['passed', null]), undefined)
  t.equal(outcomeOf(['passed', 'passedConditionally']), 'passed')
  t.equal(outcomeOf(['passed', 'notPassed']), 'refused')
  t.equal(outcomeOf(['takenBack', 'notAccepted']), 'refused')
  t.equal(outcomeOf(['takenBack', 'withdrawn']), 'cancelled')
  t.equal(outcomeOf(['passed', 'withdrawn']), 'cancelled', 'what was taken back of it is not built')
  t.equal(outcomeOf(['passed', 'revoked']), 'broken')
})
