/** What can be rated, and which order of an application ended last. */
import { test } from 'tap'
import { inviteOn } from '../../../../src/records/ratings/invitations.ts'
import { isOver, isRateable, lastEnded } from '../../../../src/records/ratings/ratings.ts'
import { legalSteps } from '../../../../src/records/ratings/rectifications.ts'

test('what has ended here can be rated', t => {
  for (const state of ['completed', 'completedConditionally', 'refused', 'withdrawn', 'notAdmitted', 'revoked'] as const) t.ok(isRateable({ state }), state)
  for (const state of ['received', 'inspected', 'needsMaterial', 'handedOver'] as const) t.notOk(isRateable({ state }), state)
  t.ok(isOver([{ state: 'completed' }, { state: 'handedOver' }]))
  t.notOk(isOver([{ state: 'completed' }, { state: 'paid' }]))
  t.end()
})

test('the order that ended last, the later one of two at the same time', t => {
  const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 24, 2, minute))
  const orders = [
    { position: 0, state: 'completed' as const, since: at(5) }, { position: 1, state: 'refused' as const, since: at(5) },
    { position: 2, state: 'handedOver' as const, since: at(9) }
  ]
  t.equal(lastEnded(orders).position, 1)
  t.end()
})

test('invited in the morning of the third day', t => {
  for (const [end, due] of [['2026-11-24T00:00', '2026-11-27T09:00'], ['2026-11-24T23:59', '2026-11-27T09:00'], ['2026-12-30T10:00', '2027-01-02T09:00']] as const) {
    t.strictSame(inviteOn(new Date(`${end}:00+08:00`), 3), new Date(`${due}:00+08:00`))
  }
  t.end()
})

test('what can be done with a rectification where it stands', t => {
  const none = { appealedAt: null, decision: null }
  const appealed = { appealedAt: new Date(), decision: null }
  const decided = { appealedAt: new Date(), decision: 'rejected' as const }
  t.strictSame(legalSteps({ state: 'open', ...none }), ['name', 'callBack', 'appeal'])
  t.strictSame(legalSteps({ state: 'open', ...appealed }), ['name', 'callBack'])
  t.strictSame(legalSteps({ state: 'calledBack', ...none }), ['name', 'close', 'appeal'])
  t.strictSame(legalSteps({ state: 'calledBack', ...appealed }), ['name'])
  t.strictSame(legalSteps({ state: 'calledBack', ...decided }), ['name', 'close'])
  for (const state of ['closed', 'dismissed', 'dropped'] as const) t.strictSame(legalSteps({ state, ...none }), [])
  t.end()
})
