/**
 * Adds a ninth profile, with an enterprise that speaks it, to a copy of the project exactly as test/ninth/steps.ts says, and
 * proves that this is all it takes. The copy's tests use the servers of this run.
 */
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import tap, { test } from 'tap'
import { performed, steps } from './ninth/steps.ts'
import { copyProject, failureLines, missingIn, PATIENCE, runIn } from './kit/project-copy.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const NINTH = join(ROOT, 'test/ninth')

tap.setTimeout(PATIENCE * 1000)

/** What is run in the copy. */
const PROOFS: Array<{ says: string, scripts: string[][] }> = [
  { says: 'has its types and its part in the documents', scripts: [['openapi/types.ts'], ['test/kit/tables/pages.ts']] },
  {
    says: 'is all that the compiler, the contracts and the rules of the house ask for',
    scripts: [['node_modules/typescript/bin/tsc'], ['node_modules/@redocly/cli/bin/cli.js', 'lint', 'openapi/hub.yaml', 'openapi/enterprises/town-water.yaml'], ['test/repository.test.ts'], ['test/docs.test.ts']]
  },
  { says: 'passes what every profile has to pass', scripts: [['kit/conformance.ts', 'town-water']] },
  { says: 'takes an order through the hub and completes it by callbacks', scripts: [['test/journeys/town-water.test.ts']] }
]

test('the ninth profile', async t => {
  const copy = copyProject(t)
  addProfile(copy)

  for (const { says, scripts } of PROOFS) {
    await t.test(says, async t => {
      for (const { command, code, output } of await Promise.all(scripts.map(script => runIn(copy, script)))) {
        t.equal(code, 0, command, { output: failureLines(output) })
      }
    })
  }

  await t.test('cannot be left half done: the repository test names what is missing', async t => {
    rmSync(join(copy, 'simulators/town-water.ts'))
    rmSync(join(copy, 'test/fixtures/town-water/exemplary'), { recursive: true })
    rmSync(join(copy, 'test/profiles/town-water.ts'))
    const { code, output } = await runIn(copy, ['test/repository.test.ts'])
    t.equal(code, 1)
    t.strictSame(missingIn(output, 'town-water').map(part => part.split(':', 1)[0]), ['simulators/town-water.ts', 'test/fixtures/town-water/exemplary/', 'test/profiles/town-water.ts'])
  })
})

test('an edit whose anchor is gone is named', async t => {
  const step = { file: 'site.yaml', after: 'routing:\n', insert: '  water:\n' }
  t.equal(performed('routing:\n  gas:\n', step), 'routing:\n  water:\n  gas:\n')
  t.throws(() => performed('routes:\n', step), /site\.yaml: the anchor is not there: routing:/)
  t.throws(() => performed('routing:\nrouting:\n', step), /site\.yaml: the anchor stands there more than once: routing:/)
})

/** What an integrator does. */
function addProfile (copy: string): void {
  for (const room of readdirSync(NINTH, { withFileTypes: true }).filter(entry => entry.isDirectory())) {
    cpSync(join(NINTH, room.name), join(copy, room.name), { recursive: true })
  }
  for (const step of steps) {
    const file = join(copy, step.file)
    writeFileSync(file, performed(readFileSync(file, 'utf8'), step))
  }
}
