/** The short form of `npm run fuzz`: some dozens of requests to each operation of the contract, drawn from it. */
import { test } from 'tap'
import { takeToken } from '../../kit/caller.ts'
import { fuzz } from '../../fuzz/run.ts'
import { readDocument } from '../../openapi/document.ts'
import { simulate as simulateAnguang } from '../../simulators/anguang.ts'
import { GRANTABLE } from '../../src/ground/access/caller.ts'
import { formFormats } from '../../src/ground/form/formats.ts'
import { waterAtDesk } from '../kit/at-desk.ts'
import { wholeHouseForm, householdForm } from '../kit/forms.ts'
import { startIntake } from '../kit/intake-hub.ts'

const contract = readDocument(new URL('../../openapi/hub.yaml', import.meta.url))
const operations = Object.values<object>(contract['paths']).flatMap(methods => Object.keys(methods))

test('whatever comes in, every answer is one of the contract', async t => {
  // Its events are verified with keys that it publishes itself.
  const anguang = await simulateAnguang()
  t.teardown(() => anguang.close())
  const intake = await startIntake(t, { adjust (settings) { settings.enterprises.anguang.baseUrl = anguang.url; waterAtDesk(settings) } })
  const samples = [householdForm(), wholeHouseForm()]
  const submitted = await Promise.all(samples.map(form => intake.submit(form)))
  const jointNumber = submitted.map(({ jointNumber }) => jointNumber)
  const reference = submitted.flatMap(({ orders }) => orders.map(({ reference }) => reference))
  const tokens = await Promise.all(([['portal', 'portal'], ['operator', 'operator'], ['county-water', 'enterprise']] as const).map(async ([client, kind]) => (
    { ...await takeToken(intake.url, client), scopes: [...GRANTABLE[kind]] })))
  const tally = await fuzz({
    url: intake.url,
    drawn: { contract, tokens, known: { jointNumber, reference }, samples: { submitApplication: samples } },
    formats: formFormats(intake.hub.now),
    requests: 64 * operations.length,
    seed: 341823
  })
  for (const [operationId, counts] of Object.entries(tally)) t.not(Object.keys(counts).length, 0, `${operationId} ${JSON.stringify(counts)}`)
  t.ok(tally['submitApplication']![202]! > 1, `some are good: ${JSON.stringify(tally['submitApplication'])}`)
  t.ok(tally['submitApplication']![422]! > 20, 'many are nearly')
})
