/** Runs the adapter cases of every profile (test/kit/adapter-cases.ts says what they can say). */
import { test } from 'tap'
import { adapterCases } from '../kit/adapter-cases.ts'
import { profiles } from '../kit/connected-adapter.ts'
import { runAdapterCase } from '../kit/run-adapter-case.ts'
import type { Wire } from '../kit/wire/wire.ts'

for (const profile of profiles) {
  test(profile, async t => {
    const { wire }: { wire: Wire } = await import(`../kit/wire/${profile}.ts`)
    const cases = adapterCases(profile)
    t.ok(cases.length > 0, `test/fixtures/${profile}/adapter/: add its cases`)
    for (const given of cases) await t.test(given.name, t => runAdapterCase(t, profile, wire, given))
  })
}
