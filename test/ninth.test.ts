/**
 * Adds a ninth profile, with an enterprise that speaks it, to a copy of the project exactly as test/ninth/steps.ts says, and
 * proves that this is all it takes. The copy's tests use the servers of this run.
 */
import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import tap, { test } from 'tap'
import { performed, steps } from './ninth/steps.ts'
import { SERVERS_FILE, servers } from './kit/servers/servers.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const NINTH = join(ROOT, 'test/ninth')

// A compiler and a dozen test files, beside another test file on the other core.
const PATIENCE = 300
tap.setTimeout(PATIENCE * 1000)

/** What is run in the copy; `grep` takes the tests of these names alone, one pattern for each level. */
const PROOFS: Array<{ says: string, scripts: string[][], grep?: string[] }> = [
  { says: 'has its types and its settings in the documents', scripts: [['openapi/types.ts'], ['test/kit/tables/pages.ts']] },
  {
    says: 'is all that the compiler, the contracts and the rules of the house ask for',
    scripts: [['node_modules/typescript/bin/tsc'], ['node_modules/@redocly/cli/bin/cli.js', 'lint', 'openapi/hub.yaml', 'openapi/enterprises/town-water.yaml'], ['test/repository.test.ts'], ['test/docs.test.ts']]
  },
  { says: 'maps every case, and so do the others', scripts: [['test/mappings/fixtures.test.ts'], ['test/mappings/coverage.test.ts']] },
  {
    says: 'answers every adapter case and gets over every fault of its simulator',
    scripts: [['test/adapters/cases.test.ts'], ['test/adapters/faults.test.ts']],
    grep: ['^town-water$', '']
  },
  { says: 'has a simulator that refuses', scripts: [['test/simulators/town-water.test.ts']] },
  { says: 'takes an order through the hub and completes it by callbacks', scripts: [['test/journeys/town-water.test.ts']] },
  {
    says: 'is withdrawn, supplemented and forged as all enterprises are',
    scripts: [['test/journeys/withdraw.test.ts'], ['test/journeys/supplement.test.ts'], ['test/src/engines/callbacks/receive.test.ts']],
    grep: ['^(withdrawing|supplementing|callbacks)$', '^town-water', '']
  }
]

test('the ninth profile', async t => {
  const copy = mkdtempSync(join(tmpdir(), 'lianban-ninth-'))
  t.teardown(() => rmSync(copy, { recursive: true, force: true }))
  copyProject(copy)
  addProfile(copy)

  for (const { says, scripts, grep } of PROOFS) {
    await t.test(says, async t => {
      for (const { command, code, output } of await Promise.all(scripts.map(script => run(copy, script, grep)))) {
        t.equal(code, 0, command, { output: lines(output) })
        if (grep) t.match(output, /^ *(not )?ok \d+ - town-water/m, 'it was among them')
      }
    })
  }

  await t.test('cannot be left half done: the repository test names what is missing', async t => {
    rmSync(join(copy, 'simulators/town-water.ts'))
    rmSync(join(copy, 'test/fixtures/town-water/exemplary'), { recursive: true })
    rmSync(join(copy, 'test/profiles/town-water.ts'))
    const { code, output } = await run(copy, ['test/repository.test.ts'])
    t.equal(code, 1)
    t.strictSame(missing(output), ['simulators/town-water.ts', 'test/fixtures/town-water/exemplary/', 'test/profiles/town-water.ts'])
  })
})

test('an edit whose anchor is gone is named', async t => {
  const step = { file: 'site.yaml', after: 'routing:\n', insert: '  water:\n' }
  t.equal(performed('routing:\n  gas:\n', step), 'routing:\n  water:\n  gas:\n')
  t.throws(() => performed('routes:\n', step), /site\.yaml: the anchor is not there: routing:/)
  t.throws(() => performed('routing:\nrouting:\n', step), /site\.yaml: the anchor stands there more than once: routing:/)
})

/** The project without its ninth profile, on the modules that are installed and the servers that run. */
function copyProject (copy: string): void {
  const ignored = readFileSync(join(ROOT, '.gitignore'), 'utf8').split('\n').filter(Boolean).map(line => line.replace(/\/$/, ''))
  const left = ['.git', ...ignored, 'test/ninth.test.ts'].map(path => join(ROOT, path))
  cpSync(ROOT, copy, { recursive: true, filter: path => !left.includes(path) })
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
  const serversFile = join(copy, SERVERS_FILE.replace(String(process.ppid), String(process.pid)))
  mkdirSync(dirname(serversFile), { recursive: true })
  writeFileSync(serversFile, JSON.stringify(servers()))
}

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

interface Ran { command: string, code: number, output: string }

/** Runs a script in the copy, as somebody there would and not as a part of this test. */
function run (copy: string, script: string[], grep?: string[]): Promise<Ran> {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^_?TAP/.test(name) && name !== 'NODE_OPTIONS'))
  const env = { ...own, TAP_TIMEOUT: String(PATIENCE), ...grep && { TAP_GREP: grep.join('\n') } }
  return new Promise(resolve => {
    execFile(process.execPath, script, { cwd: copy, env, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      resolve({ command: script.join(' '), code: error ? Number(error.code ?? 1) : 0, output: stdout + stderr })
    })
  })
}

/** What went wrong, to be read: a tap test tells much about what did not. */
function lines (output: string): string[] {
  return output.split('\n').filter(line => line.trim() !== '' && !/^ *ok \d/.test(line))
}

/** The files that the repository test says something is missing in, out of the difference it shows. */
function missing (output: string): string[] {
  const [, told = ''] = /\n# Subtest: town-water has all its parts\n([^]*?)\n# Subtest: /.exec(output) ?? []
  return [...told.matchAll(/\+ +"([^"\s]+):\s/g)].map(([, file]) => file!)
}
