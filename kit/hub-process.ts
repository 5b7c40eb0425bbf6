/** The hub as a process of its own, as a site runs it: started with environment and settings file, ended by signals. */
import { spawn } from 'node:child_process'
import { getPriority, setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))

export interface HubProcess {
  pid: number
  /** Everything it wrote, to either output. */
  said (): string
  /** Waits until it takes requests. Throws when it ended instead. */
  up (): Promise<void>
  signal (signal: NodeJS.Signals): void
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>
}

/**
 * Nothing of this process's own environment reaches it but the path. `nice`: how far it stands behind this process
 * where both want the machine, 0 to 19.
 */
export function spawnHub (environment: Record<string, string>, nice = 0): HubProcess {
  const env = { PATH: process.env['PATH'], ...environment }
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  if (nice > 0 && child.pid !== undefined) setPriority(child.pid, Math.min(19, getPriority() + nice))
  const { promise: ended, resolve: end } = Promise.withResolvers<number | NodeJS.Signals>()
  const { promise: up, resolve: decide } = Promise.withResolvers<boolean>()
  let said = ''
  let isUp = false
  for (const output of [child.stdout, child.stderr]) {
    output.setEncoding('utf8').on('data', chunk => {
      said += chunk
      isUp ||= said.includes('hub is up')
      if (isUp) decide(true)
    })
  }
  child.once('close', (code, signal) => {
    decide(false)
    end(code ?? signal!)
  })
  return {
    pid: child.pid!,
    said: () => said,
    async up () {
      if (!await up) throw new Error(`the hub did not start: ${said}`)
    },
    signal (signal) { child.kill(signal) },
    ended
  }
}
