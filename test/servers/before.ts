/**
 * Runs before all tests: a PostgreSQL server and a Redis server of the tests' own, on loopback, with nothing kept. Redis is
 * installed when it is missing and this is Debian as root; anywhere else the run stops and says what to install.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, openSync, writeFileSync } from 'node:fs'
import { Redis } from 'ioredis'
import { eraseEmbedded, startEmbedded } from '../../src/database/embedded.ts'
import { freePort } from '../../src/database/free-port.ts'
import { FOLDER, SERVERS_FILE, type Servers } from './servers.ts'

eraseEmbedded(FOLDER)
mkdirSync(FOLDER, { recursive: true })
ensureRedis()
const database = await startEmbedded(FOLDER, ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'])
const redis = await startRedis()
writeFileSync(SERVERS_FILE, JSON.stringify({ databaseUrl: database.url, ...redis } satisfies Servers))

function ensureRedis (): void {
  if (hasRedis()) return
  if (process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
    console.error('installing redis-server for the tests')
    execFileSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'] })
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'redis-server'], {
      stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    })
  }
  if (!hasRedis()) throw new Error('The tests need redis-server: install it (Debian: apt-get install redis-server; macOS: brew install redis) and run them again.')
}

function hasRedis (): boolean {
  return spawnSync('redis-server', ['--version']).status === 0
}

async function startRedis (): Promise<{ redisUrl: string, redisPid: number }> {
  const port = await freePort()
  const log = openSync(`${FOLDER}/redis.log`, 'a')
  const child = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction', '--databases', '1000'],
    { detached: true, stdio: ['ignore', log, log] })
  child.unref()
  const redisUrl = `redis://127.0.0.1:${port}`
  const client = new Redis(redisUrl, { retryStrategy: attempt => attempt < 100 ? 50 : null })
  // Until the server listens; the retries are what waits.
  client.on('error', () => {})
  await client.ping()
  await client.quit()
  return { redisUrl, redisPid: child.pid! }
}
