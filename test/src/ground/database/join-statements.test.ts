/** One statement out of several: which of them are prepared. */
import { test } from 'tap'
import { joinStatements, MOST_PREPARED } from '../../../../src/ground/database/join-statements.ts'
import type { Statement } from '../../../../src/ground/database/pool.ts'

const ofRows: Statement = { name: 'rows', joins: true, text: 'select $1', rows: [{}] }
const other: Statement = { name: 'other', joins: true, text: 'select 1' }

/** What is not of rows is another statement for each number of it. */
function joinedNames (most: number): Array<string | undefined> {
  return Array.from({ length: most }, (_, index) =>
    joinStatements(Array.from({ length: index + 2 }, () => other)).name)
}

test('however many of rows come together, it is one statement', async t => {
  const one = joinStatements([ofRows, other])
  t.strictSame(joinStatements([ofRows, ofRows, ofRows, other]), { ...one, values: ['[{},{},{}]'] })
})

test('no more than so many are prepared, and those stay so', async t => {
  const [first, ...names] = joinedNames(MOST_PREPARED + 10)
  t.type(first, 'string')
  const prepared = names.filter(name => name !== undefined)
  t.equal(new Set([first, ...prepared]).size, prepared.length + 1)
  t.ok(prepared.length < MOST_PREPARED)
  const last = joinStatements(Array.from({ length: MOST_PREPARED + 11 }, () => other))
  t.equal(last.name, undefined)
  t.match(last.text, /part1 as .* select 1$/)
  t.equal(joinedNames(1)[0], first)
})
