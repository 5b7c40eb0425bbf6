import { test } from 'tap'
import { allOf, conditionsOf } from '../../../../src/ground/database/filters.ts'

test('filters that are not asked for are absent', async t => {
  t.strictSame(conditionsOf([]), { text: 'true', values: [] })
  t.strictSame(conditionsOf([['a = ?', undefined], ['b = ?', null], ['c = ? or d = ?', 1, undefined]]), { text: 'true', values: [] })
})

test('every value has its own parameter, in the order of the text', async t => {
  t.strictSame(conditionsOf([
    ['a = ?', 'x'], ['b = ?', undefined], ["kind <> 'callback'"], ['c = any(?::uuid[])', []], ['d = ? or ? > e', 0, false]
  ]), {
    text: "(a = $1) and (kind <> 'callback') and (c = any($2::uuid[])) and (d = $3 or $4 > e)",
    values: ['x', [], 0, false]
  })
})

test('a value that the text has no place for is a mistake, and so is a place without a value', async t => {
  t.throws(() => conditionsOf([['a = b', 1]]), /1 values for: \(a = b\)/)
  t.throws(() => conditionsOf([['a = ? and b = ?', 1]]), /a = \? and b = \?/)
  t.throws(() => conditionsOf([['a = ?']]), /a = \?/)
})

test('several stand inside another as one', async t => {
  const [own, ...values] = allOf([['a = ?', 1], ['b = ?', undefined], ['c = ?', 2]])
  t.strictSame(conditionsOf([['d = ?', 0], [`exists (select from e where ${own} and f = ?)`, ...values, 3]]), {
    text: '(d = $1) and (exists (select from e where (a = $2) and (c = $3) and f = $4))', values: [0, 1, 2, 3]
  })
  t.strictSame(conditionsOf([['d = ?', 0], [`${own} and f = ?`, ...values, undefined]]), { text: '(d = $1)', values: [0] })
})
