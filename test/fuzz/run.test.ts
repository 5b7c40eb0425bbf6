/** The short form of `npm run fuzz`: a few thousand requests to the whole contract, drawn from it. */
import { test } from 'tap'
import { takeToken } from '../../kit/caller.ts'
import { fuzz } from '../../fuzz/run.ts'
import { readDocument } from '../../openapi/document.ts'
import { simulate as simulateAnguang } from '../../simulators/anguang.ts'
import { GRANTABLE } from '../../src/ground/access/caller.ts'
import { formFormats } from '../../src/ground/form/formats.ts'
import { wholeHouseForm, householdForm } from '../kit/forms.ts'
import { startIntake } from '../kit/intake-hub.ts'

const contract = readDocument(new URL('../../openapi/hub.yaml', import.meta.url))

test('whatever comes in, every answer is one of the contract', async t => {
  // Its events are verified with keys that it publishes itself.
  const anguang = await simulateAnguang()
  t.teardown(() => anguang.close())
  const intake = await startIntake(t, { adjust (settings) { settings.enterprises.anguang.baseUrl = anguang.url } })
  const samples = [householdForm(), wholeHouseForm()]
  const jointNumber = await Promise.all(samples.map(async form => (await intake.submit(form)).jointNumber))
  const tokens = await Promise.all((['portal', 'operator'] as const).map(async client => ({ ...await takeToken(intake.url, client), scopes: [...GRANTABLE[client]] })))
  const tally = await fuzz({
    url: intake.url,
    drawn: { contract, tokens, known: { jointNumber }, samples: { submitApplication: samples } },
    formats: formFormats(intake.hub.now),
    requests: 2_500,
    seed: 341823
  })
  for (const [operationId, counts] of Object.entries(tally)) t.not(Object.keys(counts).length, 0, `${operationId} ${JSON.stringify(counts)}`)
  t.ok(tally['submitApplication']![202]! >= 5, 'some are good')
  t.ok(tally['submitApplication']![422]! > 20, 'many are nearly')
})
