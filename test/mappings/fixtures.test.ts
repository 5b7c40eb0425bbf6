/**
 * Runs every JSON case under test/fixtures/<slug>. `exemplary` cases are the usual ones, `supplemental` the edges.
 *
 * An order case: `{ description, form, jointNumber, receivedAt, files?, agreed?, county?, native }` - the county's form,
 * valid by the hub's contract, and the native order it becomes, valid by the enterprise's. The county is the sandbox's unless given.
 * A case of a time that was agreed: `{ description, appointment, native }` - the time, and what of the native order says it.
 * A status case: `{ description, status, progress }` - a native status, valid by the enterprise's contract, and what it means.
 */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from 'tap'
import { newAjv, newChecker, readDocument, readNativeContract } from '../../openapi/document.ts'
import { formFormats } from '../../src/ground/form/formats.ts'
import { orderView } from '../../src/ground/form/order-view.ts'
import { profiles } from '../../src/enterprises/profiles.ts'
import { COUNTY } from '../kit/sandbox.ts'

let clock: Date
const validForm = newAjv({ formats: formFormats(() => clock) })
  .addSchema(readDocument(new URL('../../openapi/hub.yaml', import.meta.url)), 'contract')
  .compile({ $ref: 'contract#/components/schemas/ApplicationForm' })

for (const [slug, { mapping }] of profiles) {
  test(slug, async t => {
    const native = newChecker<Record<string, unknown>>(readNativeContract(slug))
    const files = casesOf(slug)
    t.ok(files.some(file => file.includes('/exemplary/')), 'has exemplary cases')
    t.ok(files.some(file => file.includes('/supplemental/')), 'has supplemental cases')
    for (const file of files) {
      const given = JSON.parse(readFileSync(file, 'utf8'))
      await t.test(`${basename(file, '.json')}: ${given.description}`, async t => {
        if ('status' in given) {
          t.strictSame(native.check('Status', given.status), { value: given.status }, 'a status of the native contract')
          t.strictSame(mapping.progress(given.status), given.progress)
          return
        }
        if ('appointment' in given) {
          t.strictSame(mapping.appointment!(given.appointment), given.native)
          return
        }
        t.strictSame(mismatches(given.form, given.receivedAt), [], 'a form of the hub\'s contract')
        const { files = [], agreed, county = COUNTY } = given
        const reference = mapping.reference(given, 0, county)
        const order = mapping.order(orderView(mapping.service, reference, given), files, { agreed, county })
        t.strictSame(JSON.parse(JSON.stringify(order)), given.native)
        t.strictSame(native.check('Order', order), { value: order }, 'an order of the native contract')
      })
    }
  })
}

function casesOf (slug: string): string[] {
  const folder = fileURLToPath(new URL(`../fixtures/${slug}/`, import.meta.url))
  return existsSync(folder) ? globSync('{exemplary,supplemental}/*.json', { cwd: folder }).sort().map(file => folder + file) : []
}

function mismatches (form: unknown, receivedAt: string): unknown[] {
  clock = new Date(receivedAt)
  return validForm(form) ? [] : validForm.errors!
}
