/** Runs the adapter cases of every profile (test/kit/adapter-cases.ts says what they can say). */
import { test } from 'tap'
import { adapterCases } from '../kit/adapter-cases.ts'
import { systems } from '../kit/connected-adapter.ts'
import { runAdapterCase } from '../kit/run-adapter-case.ts'
import type { Wire } from '../kit/wire/wire.ts'

for (const system of systems) {
  test(system, async t => {
    const { wire }: { wire: Wire } = await import(`../kit/wire/${system}.ts`)
    const cases = adapterCases(system)
    t.ok(cases.length > 0, `test/fixtures/${system}/adapter/: add its cases`)
    for (const given of cases) await t.test(given.name, t => runAdapterCase(t, system, wire, given))
  })
}
