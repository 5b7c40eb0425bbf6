/** The command line, as a process of its own as operators run it, and within the test, which is faster; other programs as the former. */
import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { runCommand } from '../../src/doors/cli/run-command.ts'

const PROJECT = new URL('../../', import.meta.url)

export interface Ran {
  /** Exit code. */
  code: number | null
  /** Standard output and standard error, without the last line break. */
  out: string
  err: string
  /** Standard output as --json writes it. */
  json: () => any
}

/** Runs a command in a process that has this environment alone. */
export function runCli (environment: Record<string, string>, ...args: string[]): Promise<Ran> {
  return runProgram('src/cli.ts', environment, ...args)
}

/** Runs a program of the project to its end, likewise. */
export async function runProgram (path: string, environment: Record<string, string>, ...args: string[]): Promise<Ran> {
  const child = spawn(process.execPath, [fileURLToPath(new URL(path, PROJECT)), ...args], { env: { PATH: process.env['PATH'], ...environment }, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<number | null>(resolve => { child.once('close', resolve) })
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code, out: out.trimEnd(), err: err.trimEnd(), json: () => JSON.parse(out) }
}

/** Runs a command within the test. */
export function runHere (variables: Record<string, string>, ...args: string[]): Promise<Ran> {
  return runAt(() => new Date(), variables, ...args)
}

/** Runs one within the test at a time that the test sets. */
export async function runAt (now: () => Date, variables: Record<string, string>, ...args: string[]): Promise<Ran> {
  const lines = { out: [] as string[], err: [] as string[] }
  const code = await runCommand(args, {
    variables,
    now,
    random: Math.random,
    print: line => { lines.out.push(line) },
    warn: line => { lines.err.push(line) }
  })
  const out = lines.out.join('\n')
  return { code, out, err: lines.err.join('\n'), json: () => JSON.parse(out) }
}
