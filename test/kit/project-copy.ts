/** A copy of the project in which a test may add to it, on the modules that are installed and the servers of this run. */
import { execFile } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SERVERS_FILE, servers } from './servers/servers.ts'

interface Test { teardown: (end: () => void) => unknown }

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Seconds: a compiler and a dozen test files, beside another test file on the other core. */
export const PATIENCE = 600

/** Its folder; removed with the test. */
export function copyProject (t: Test): string {
  const copy = mkdtempSync(join(tmpdir(), 'lianban-copy-'))
  t.teardown(() => rmSync(copy, { recursive: true, force: true }))
  // As root the embedded server runs as somebody else, who has to get in.
  chmodSync(copy, 0o755)
  const ignored = readFileSync(join(ROOT, '.gitignore'), 'utf8').split('\n').filter(Boolean).map(line => line.replace(/\/$/, ''))
  const left = ['.git', ...ignored, 'test/ninth.test.ts'].map(path => join(ROOT, path))
  cpSync(ROOT, copy, { recursive: true, filter: path => !left.includes(path) })
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
  const serversFile = join(copy, SERVERS_FILE.replace(String(process.ppid), String(process.pid)))
  mkdirSync(dirname(serversFile), { recursive: true })
  writeFileSync(serversFile, JSON.stringify(servers()))
  return copy
}

export interface Ran { command: string, code: number, output: string }

/** Runs a script in the copy, as somebody there would and not as a part of this test. */
export function runIn (copy: string, script: string[]): Promise<Ran> {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^_?TAP/.test(name) && name !== 'NODE_OPTIONS'))
  const env = { ...own, TAP_TIMEOUT: String(PATIENCE) }
  return new Promise(resolve => {
    execFile(process.execPath, script, { cwd: copy, env, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      resolve({ command: script.join(' '), code: error ? Number(error.code ?? 1) : 0, output: stdout + stderr })
    })
  })
}

/** What went wrong, to be read: a tap test tells much about what did not. */
export function failureLines (output: string): string[] {
  return output.split('\n').filter(line => line.trim() !== '' && !/^ *ok \d/.test(line))
}

/** The parts that the repository test says a profile lacks, out of the difference it shows. */
export function missingIn (output: string, profile: string): string[] {
  const [, told = ''] = new RegExp(`\\n# Subtest: ${profile} has all its parts\\n([^]*?)\\n# Subtest: `).exec(output) ?? []
  return [...told.matchAll(/\+ +"([^"\s]+:\s[^"]*)"/g)].map(([, part]) => part!.replace(/\s+/g, ' '))
}
