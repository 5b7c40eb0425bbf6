/** What this process has called orders lately; the database alone holds that no two are called the same. */
import { test } from 'tap'
import { newTakenReferences } from '../../../../src/records/orders/taken-references.ts'

/** Counts how often a candidate is asked for. */
function counting (prefix: string): { reference: (candidate: number) => string, asked: number } {
  const counted = { asked: 0, reference: (candidate: number) => { counted.asked++; return `${prefix}${candidate}` } }
  return counted
}

test('an enterprise whose references never clashed keeps nothing', t => {
  const references = newTakenReferences()
  t.equal(references.take('unicom', candidate => `A${candidate}`), 'A0')
  t.equal(references.take('unicom', candidate => `A${candidate}`), 'A0')
  t.end()
})

test('after a clash each is given once, the first that is free', t => {
  const references = newTakenReferences()
  references.note('state-grid', 'A0')
  const taken = Array.from({ length: 9 }, () => references.take('state-grid', candidate => `A${candidate}`))
  t.strictSame(taken, ['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8', 'A9'])
  t.equal(references.take('state-grid', candidate => `B${candidate}`), 'B0', 'of another moment the first')
  t.equal(references.take('unicom', candidate => `A${candidate}`), 'A0', 'of others nothing is known')
  t.end()
})

test('of thousands the next one is found in a few steps', t => {
  const references = newTakenReferences()
  references.note('state-grid', 'A0')
  for (let count = 1; count < 60_000; count++) references.take('state-grid', candidate => `A${candidate}`)
  const counted = counting('A')
  t.equal(references.take('state-grid', counted.reference), 'A60000', 'those before the last fifty thousand are known, too')
  t.ok(counted.asked < 40, `${counted.asked}`)
  t.end()
})
