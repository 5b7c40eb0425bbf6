/** The table that decides how a filing goes: the first row that fits, and what it has to know for that. */
import { test } from 'tap'
import { decide, filingDecisions, type FilingDecisions, type Measures } from '../../../src/enterprises/filing-decisions.ts'

const TABLE: FilingDecisions = filingDecisions.parse({
  version: 't-1',
  rows: [
    { services: ['electricity'], maxKilovolts: 0.4, maxLength: 200, decision: 'exempt', reason: 'low' },
    { services: ['electricity'], maxKilovolts: 10, maxLength: 500, decision: 'notice', days: 1, reason: 'middle', files: ['routeDrawing'] },
    { services: ['water', 'gas'], maxLength: 200, decision: 'notice', days: 1, reason: 'short' },
    { services: ['network'], maxLength: 200, crossing: false, maxGreenArea: 0, decision: 'notice', days: 1, reason: 'plain' },
    { decision: 'parallel', days: 2, reason: 'else' }
  ]
})

function measures (given: Partial<Measures>): Measures {
  return { service: 'water', length: 100, kilovolts: undefined, crossing: undefined, greenArea: undefined, ...given }
}

function kindOf (given: Partial<Measures>): string | string[] {
  const answer = decide(TABLE, measures(given))
  return 'decision' in answer ? answer.decision.kind : answer.errors.map(({ pointer, code }) => `${pointer} ${code}`)
}

test('the first row that fits decides, and its limits belong to it', async t => {
  t.equal(kindOf({ length: 200 }), 'notice')
  t.equal(kindOf({ length: 200.01 }), 'parallel')
  t.equal(kindOf({ service: 'gas', length: 1 }), 'notice')
  t.equal(kindOf({ service: 'electricity', kilovolts: 0.4, length: 200 }), 'exempt')
  t.equal(kindOf({ service: 'electricity', kilovolts: 0.4, length: 201 }), 'notice')
  t.equal(kindOf({ service: 'electricity', kilovolts: 10, length: 500 }), 'notice')
  t.equal(kindOf({ service: 'electricity', kilovolts: 35, length: 1 }), 'parallel')
  t.equal(kindOf({ service: 'network', crossing: false, greenArea: 0 }), 'notice')
  t.equal(kindOf({ service: 'network', crossing: true, greenArea: 0 }), 'parallel')
  t.equal(kindOf({ service: 'network', crossing: false, greenArea: 0.5 }), 'parallel')
})

test('a decision says by which row, why, in what time and with which files', async t => {
  t.strictSame(decide(TABLE, measures({ service: 'electricity', kilovolts: 10, length: 300 })), {
    decision: { kind: 'notice', row: 2, days: 1, reason: 'middle', files: ['routeDrawing'] }
  })
  t.strictSame(decide(TABLE, measures({ service: 'electricity', kilovolts: 0.2 })), {
    decision: { kind: 'exempt', row: 1, reason: 'low', files: [] }
  })
})

test('what a row needs up to the one that fits has to be known: it is never taken for small', async t => {
  t.strictSame(kindOf({ service: 'electricity' }), ['/kilovolts measure-needed'])
  t.strictSame(kindOf({ service: 'network' }), ['/crossing measure-needed', '/greenArea measure-needed'], 'all at once')
  t.strictSame(kindOf({ service: 'network', crossing: true }), ['/greenArea measure-needed'], 'though the row would not fit')
  t.strictSame(kindOf({ service: 'electricity', length: 9_000 }), ['/kilovolts measure-needed'], 'though it is too long for it')
  t.equal(kindOf({ service: 'water' }), 'notice', 'nothing of rows of other services')
})

test('rows behind the one that fits need nothing', async t => {
  const table = filingDecisions.parse({
    version: '1',
    rows: [
      { maxLength: 50, decision: 'exempt', reason: 'tiny' },
      { crossing: false, decision: 'notice', days: 1, reason: 'no road' },
      { decision: 'parallel', days: 2, reason: 'else' }
    ]
  })
  t.match(decide(table, measures({ length: 50 })), { decision: { kind: 'exempt' } })
  t.match(decide(table, measures({ length: 51 })), { errors: [{ pointer: '/crossing', code: 'measure-needed' }] })
})

test('a table that leaves a filing undecided, or asks what has no answer, is refused', async t => {
  const row = { decision: 'parallel', days: 2, reason: 'else' }
  function messages (rows: unknown[]): string[] {
    const result = filingDecisions.safeParse({ version: '1', rows })
    return result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`)
  }
  t.strictSame(messages([row]), [])
  t.match(messages([{ ...row, maxLength: 200 }]), [/^rows.0 最后一行不得有条件/])
  t.match(messages([{ ...row, maxKilovolts: 10 }, row]), [/^rows.0.maxKilovolts 只有电力/])
  t.match(messages([{ ...row, services: ['electricity', 'gas'], maxKilovolts: 10 }, row]), [/^rows.0.maxKilovolts/])
  t.ok(messages([{ decision: 'notice', reason: 'without days' }]).length > 0)
  t.ok(messages([{ decision: 'exempt', reason: 'with days', days: 1 }]).length > 0)
  t.ok(messages([]).length > 0)
})
