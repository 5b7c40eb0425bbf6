/** What a department's clock counts, as it follows from what has happened to its item. */
import { test } from 'tap'
import type { ItemState } from '../../../../mappings/filing.ts'
import type { FilingEvent } from '../../../../src/records/filings/change-filing.ts'
import { itemTimesOf } from '../../../../src/records/filings/filing-events.ts'

const AT = (minute: number): Date => new Date(Date.UTC(2026, 0, 5, 1, minute))

function event (state: ItemState, at: number, recorded = at, item: FilingEvent['item'] = 'planning'): FilingEvent {
  return { sequence: 0, item, event: state, at: AT(at), recordedAt: AT(recorded), source: 'callback', actor: null, remark: undefined }
}

test('from 6 to 7 it waits for the filer, from 9 to 10 for others, and it ends with a decision', async t => {
  const events = [
    event('accepted', 1), event('needsMaterial', 2), event('needsMaterial', 3, 3, 'roadExcavation'), event('materialReceived', 5),
    event('specialProcedure', 6), event('specialProcedureEnded', 9), event('notPassed', 10), event('revoked', 11)
  ]
  t.strictSame(itemTimesOf(events, 'planning', AT(0)), {
    pauses: [{ from: AT(2), to: AT(5), cause: 'applicant' }, { from: AT(6), to: AT(9), cause: 'approval' }],
    end: { at: AT(10), kept: true }
  })
})

test('one pause goes over into the other, and one that is open ends where it is left', async t => {
  const open = [event('needsMaterial', 2), event('specialProcedure', 4)]
  t.strictSame(itemTimesOf(open, 'planning', AT(0)).pauses, [
    { from: AT(2), to: AT(4), cause: 'applicant' }, { from: AT(4), to: null, cause: 'approval' }
  ])
  t.strictSame(itemTimesOf([...open, event('underReview', 7)], 'planning', AT(0)).pauses.at(-1), { from: AT(4), to: AT(7), cause: 'approval' })
})

test('what was taken back was spared a decision; what was revoked had one', async t => {
  for (const state of ['takenBack', 'withdrawn', 'revoked'] as const) {
    t.strictSame(itemTimesOf([event(state, 3)], 'planning', AT(0)).end, { at: AT(3), kept: false }, state)
  }
  t.strictSame(itemTimesOf([event('passed', 3), event('revoked', 9)], 'planning', AT(0)).end, { at: AT(3), kept: true })
})

test('nobody buys time by dating back, or ahead', async t => {
  t.strictSame(itemTimesOf([event('needsMaterial', 1, 8)], 'planning', AT(5)).pauses[0]!.from, AT(8), 'before it had the filing')
  t.strictSame(itemTimesOf([event('needsMaterial', 9, 8)], 'planning', AT(5)).pauses[0]!.from, AT(8), 'after it was told')
})
