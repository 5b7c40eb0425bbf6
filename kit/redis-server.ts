/** A Redis server of one's own, on loopback, with nothing kept. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { Redis } from 'ioredis'
import { freePort } from '../src/ground/database/free-port.ts'
import { ensureInstalled, isInstalled } from './debian-package.ts'

const PROGRAM = 'redis-server'

export interface RedisServer {
  url: string
  port: number
  /** It outlives the process that started it. */
  pid: number
  /** Ends it as a crash does. */
  kill (): Promise<void>
}

/** Throws when Redis is missing and cannot be installed from here. */
export function ensureRedis (): void {
  ensureInstalled({ program: PROGRAM, packages: ['redis-server'], elsewhere: 'macOS: brew install redis' })
}

export function hasRedis (): boolean {
  return isInstalled(PROGRAM)
}

/** Answers once it takes commands. `wanted`: the port, a free one unless given. */
export async function startRedis (logFile: string, wanted?: number): Promise<RedisServer> {
  const port = wanted ?? await freePort()
  const log = openSync(logFile, 'a')
  const child = spawn(PROGRAM, [
    '--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no',
    '--maxmemory-policy', 'noeviction', '--databases', '1000'
  ], { detached: true, stdio: ['ignore', log, log] })
  closeSync(log)
  child.unref()
  const url = `redis://127.0.0.1:${port}`
  const client = new Redis(url, { retryStrategy: attempt => attempt < 100 ? 50 : null, maxRetriesPerRequest: null })
  // Until the server listens; the retries are what waits.
  client.on('error', () => {})
  await client.ping()
  await client.quit()
  return {
    url,
    port,
    pid: child.pid!,
    async kill () {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.ref()
      child.kill('SIGKILL')
      await gone
    }
  }
}
