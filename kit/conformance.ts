/**
 * Everything that every profile has to pass, for one of them (`npm run conformance -- county-water`): its own tests,
 * its cases, the table of all kinds of business, and its enterprises' part in the journeys. What takes filings and no
 * orders passes what does not ask for an order. Exit code 1 when something is missing or fails, 2 when there is no such
 * profile.
 */
import { spawn } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { APPROVALS_SYSTEMS, systemNames } from '../openapi/document.ts'
import { missingParts } from './missing-parts.ts'
import { sandboxDocument } from './sandbox.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const TAP = fileURLToPath(new URL('run.mjs', import.meta.resolve('tap')))

interface Proof {
  says: string
  files: string[]
  /** Patterns for the names of the tests, one for each level; all of them are run unless given. */
  grep?: string[]
}

/** Of a system that takes filings. */
function proofsForFilings (system: string): Proof[] {
  return [
    {
      says: '映射、适配器与模拟系统自己的测试',
      files: globSync(`test/{mappings,adapters,simulators}/${system}{,-*}.test.ts`, { cwd: ROOT }).sort()
    },
    {
      says: '适配器用例，各种故障、冒名的答复、过大的来报',
      files: ['cases', 'faults', 'not-its-own', 'within-extent'].map(name => testFile(`test/adapters/${name}`)),
      grep: [named([system])]
    }
  ]
}

/** Titles that begin with one of these names. */
function named (names: string[]): string {
  return `^(${names.join('|')})(?![\\w-])`
}

/** Of a profile. Its callbacks are looked at where it has any. */
function proofsOf (profile: string): Proof[] {
  const enterprises = Object.entries<{ profile: string }>(sandboxDocument().enterprises)
  const slugs = enterprises.filter(([, entry]) => entry.profile === profile).map(([slug]) => slug)
  const callsBack = /\bstatusBy: 'callback'/.test(readFileSync(`${ROOT}adapters/${profile}.ts`, 'utf8'))
  return [
    {
      says: '适配器与模拟企业自己的测试',
      files: globSync(`test/{adapters,simulators}/${profile}{,-*}.test.ts`, { cwd: ROOT }).sort()
    },
    {
      says: '映射用例、适配器用例、业务种型全表、只收自己的字段',
      files: [
        'test/mappings/fixtures', 'test/mappings/coverage', 'test/mappings/own-fields', 'test/adapters/cases'
      ].map(testFile),
      grep: [named([profile])]
    },
    {
      says: '送单、补正、撤回的全流程',
      files: ['test/journeys/supplement', 'test/journeys/withdraw'].map(testFile),
      grep: ['^(supplementing|withdrawing)$', named(slugs)]
    },
    ...callsBack
      ? [{
          says: '来报：伪造、重复、迟到、错序',
          files: [testFile('test/src/engines/callbacks/receive')],
          grep: ['^callbacks$', named(slugs)]
        }]
      : []
  ].filter(({ files }) => files.length > 0)
}

function testFile (path: string): string {
  return `${path}.test.ts`
}

/** Runs test files; whether all pass, and a test of the name is among those of each. What fails is printed. */
async function holds ({ files, grep = [] }: Proof): Promise<boolean> {
  const words = ['--reporter=tap', ...grep.map(pattern => `--grep=${pattern}`), ...files]
  const child = spawn(process.execPath, [TAP, ...words], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<number | null>(resolve => { child.once('close', resolve) })
  let output = ''
  for await (const chunk of child.stdout.setEncoding('utf8')) output += chunk
  const silent = files.filter(file => !ranIn(output, file, grep.at(-1)))
  const code = await ended
  if (code !== 0) console.log(failuresIn(output))
  for (const file of silent) console.log(`${file}：没有这个接口规格的测试`)
  return code === 0 && silent.length === 0
}

/** Every test and assertion that failed, with what is told of it. */
function failuresIn (output: string): string {
  return [...output.matchAll(/^( *)not ok .*(\n\1 +---\n[^]*?\n\1 +\.\.\.$)?/gm)].map(([told]) => told).join('\n')
}

/** Whether a test of this name was run in the file, and not passed over. */
function ranIn (output: string, file: string, name = '.'): boolean {
  const [, after = ''] = output.split(`# Subtest: ${file}\n`)
  const [own] = after.split('\n# Subtest: ')
  const told = [...own!.matchAll(/^ *(?:not )?ok \d+ - (.*)$/gm)].map(([, words]) => words!)
  return told.some(words => !words.includes('# SKIP') && new RegExp(name).test(words))
}

async function main (profile: string | undefined): Promise<number> {
  if (profile === undefined || !systemNames().includes(profile)) {
    console.error(`用法：npm run conformance -- <接口规格>，现有：${systemNames().join('、')}`)
    return 2
  }
  const missing = missingParts(profile)
  for (const part of missing) console.log(`尚缺 ${part}`)
  if (missing.length > 0) return 1
  let passed = true
  for (const proof of APPROVALS_SYSTEMS.includes(profile) ? proofsForFilings(profile) : proofsOf(profile)) {
    const good = await holds(proof)
    console.log(`${good ? '通过' : '未通过'} ${proof.says}`)
    passed &&= good
  }
  return passed ? 0 : 1
}

process.exitCode = await main(process.argv[2])
