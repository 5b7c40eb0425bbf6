/**
 * Runs every JSON case of 县行政审批. A filing case: `{ description, filing, areaCode, native }` - a filing in the hub's words, and
 * what is submitted, valid by the native contract. An item case: `{ description, status, progress }` - what a department says, valid by
 * the native contract, and what it means.
 */
import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from 'tap'
import { mapping } from '../../mappings/county-approvals.ts'
import { FILING_ITEMS, ITEM_STATES, type Filing } from '../../mappings/filing.ts'
import { newChecker, readNativeContract } from '../../openapi/document.ts'

const folder = fileURLToPath(new URL('../fixtures/county-approvals/', import.meta.url))
const contract = readNativeContract('county-approvals')
const native = newChecker<Record<string, unknown>>(contract)
const files = globSync('{exemplary,supplemental}/*.json', { cwd: folder }).sort()
const cases = files.map(file => ({ name: basename(file, '.json'), given: JSON.parse(readFileSync(folder + file, 'utf8')) }))

test('there are exemplary and supplemental cases', async t => {
  for (const kind of ['exemplary/', 'supplemental/']) t.ok(files.some(file => file.startsWith(kind)), kind)
})

for (const { name, given } of cases) {
  test(`${name}: ${given.description}`, async t => {
    if ('status' in given) {
      t.strictSame(native.check('Item', given.status), { value: given.status }, 'an item of the native contract')
      t.strictSame(mapping.progress(given.status), given.progress)
      return
    }
    const project = mapping.project(given.filing, { areaCode: given.areaCode })
    t.strictSame(JSON.parse(JSON.stringify(project)), given.native)
    t.strictSame(native.check('Project', project), { value: project }, 'a filing of the native contract')
  })
}

test('the whole table 办件状态 has a case, and each number a state of its own', async t => {
  const { StatusCode, ItemCode } = contract['components'].schemas
  const said = cases.filter(({ given }) => given.status && given.progress.kind === 'mapped')
  t.strictSame(StatusCode.enum.filter((code: string) => !said.some(({ given }) => given.status.blzt === code)), [])
  const states = StatusCode.enum.map((blzt: any) => mapping.progress({ itemcode: 'GH', projectno: '1', blzt, blsj: '2026-01-05 09:30:15' }))
  t.strictSame(states.map(({ state }: any) => state), [...ITEM_STATES], 'in the sequence of the table')
  t.strictSame(ItemCode.enum.map((code: string) => mapping.item(code)), [...FILING_ITEMS])
  t.equal(mapping.item('gh'), undefined)
})

test('the departments\' clocks stand still from 6 to 7 and from 9 to 10, and nowhere else', async t => {
  const pausing = ITEM_STATES.map((_state, index) => mapping.progress({ itemcode: 'GH', projectno: '1', blzt: String(index + 1), blsj: '2026-01-05 09:30:15' }))
    .flatMap((progress, index) => 'pause' in progress ? [index + 1] : [])
  t.strictSame(pausing, [6, 9])
})

test('what the contract would not let out: a notice nobody committed to, no items, no length', async t => {
  const { filing, areaCode } = cases.find(({ name }) => name === 'notice')!.given as { filing: Filing, areaCode: string }
  for (const [wrong, pointer] of [
    [{ ...filing, commitment: false }, '/commitment'], [{ ...filing, items: [] }, '/items'], [{ ...filing, lengthMetres: 0 }, '/lengthm'],
    [{ ...filing, startDate: '2026-02-30' }, '/startdate'], [{ ...filing, applicant: { ...filing.applicant, unifiedSocialCreditCode: '91341823' } }, '/applyuscc']
  ] as const) {
    const { mismatches } = native.check('Project', mapping.project(wrong, { areaCode })) as { mismatches: Array<{ pointer: string }> }
    t.ok(mismatches.some(mismatch => mismatch.pointer === pointer), pointer)
  }
})
