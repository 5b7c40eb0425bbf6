import { test } from 'tap'
import { adapterCases } from '../kit/adapter-cases.ts'
import { runAdapterCase } from '../kit/run-adapter-case.ts'
import { wire } from '../kit/wire/county-approvals.ts'

test('cases', async t => {
  const cases = adapterCases('county-approvals')
  t.ok(cases.length > 80)
  for (const given of cases) await t.test(given.name, t => runAdapterCase(t, 'county-approvals', wire, given))
})
