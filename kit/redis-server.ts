/**
 * A Redis server of one's own, on loopback, with nothing kept. Redis is installed when it is missing and this is
 * Debian as root; anywhere else it is said what to install.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { Redis } from 'ioredis'
import { freePort } from '../src/ground/database/free-port.ts'

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
  if (hasRedis()) return
  if (process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
    console.error('installing redis-server')
    execFileSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'] })
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'redis-server'], {
      stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    })
  }
  if (!hasRedis()) {
    throw new Error('redis-server is needed: install it (Debian: apt-get install redis-server; ' +
      'macOS: brew install redis) and run this again.')
  }
}

/** Whether it is installed. */
export function hasRedis (): boolean {
  return spawnSync('redis-server', ['--version']).status === 0
}

/** Answers once it takes commands. `wanted`: the port, a free one unless given. */
export async function startRedis (logFile: string, wanted?: number): Promise<RedisServer> {
  const port = wanted ?? await freePort()
  const log = openSync(logFile, 'a')
  const child = spawn('redis-server', [
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
