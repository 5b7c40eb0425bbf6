/**
 * The stage on which everything is measured: a PostgreSQL and a Redis server of its own, the process with load and
 * enterprises, and the meter. All on loopback; nothing is left when it is closed.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { eraseEmbedded, startEmbedded, stopEmbedded } from '../src/ground/database/embedded.ts'
import { openPool, type Pool } from '../src/ground/database/pool.ts'
import { hasRedis, startRedis, type RedisServer } from '../kit/redis-server.ts'
import type { NotMeasured } from './figure.ts'
import { openMeter, type Meter, type Spent } from './meter.ts'
import { startOutside, type Addresses, type OutsideProcess } from './outside.ts'
import { openProfile, type Profile } from './profile.ts'
import { recordPlacements, type Recordings } from './recorded.ts'
import type { Sample } from './rounds.ts'

export const BACKENDS = ['postgresql', 'redis'] as const
export type Backend = typeof BACKENDS[number]

export interface Stage {
  folder: string
  rounds: number
  outside: OutsideProcess
  addresses: Addresses
  recordings: Recordings
  meter: Meter
  /** Where the hub's time goes, if anybody wants to know. */
  profile: Profile | undefined
  versions: { postgresql: string, redis: string | null }
  /** A new database, and a Redis of its own. */
  newPlace (backend: Backend): Promise<Place>
  close (): Promise<void>
}

export interface Place {
  databaseUrl: string
  /** A database of Redis that nobody else uses. */
  redisUrl?: string
}

/** Says of figures that need Redis why they are not there, where it is missing. */
export function withoutRedis (backend: Backend, names: string[]): NotMeasured[] | undefined {
  if (backend !== 'redis' || hasRedis()) return undefined
  return names.map(name => ({ name, notMeasured: 'redis-server is not installed' }))
}

const FLAGS = ['shared_preload_libraries=pg_stat_statements']

export interface StageOptions {
  /** Where the servers keep their data meanwhile. */
  folder: string
  rounds: number
  profiling: boolean
}

export async function openStage (options: StageOptions): Promise<Stage> {
  const { folder } = options
  // Left behind by a run that was killed.
  await stopEmbedded(folder)
  eraseEmbedded(folder)
  const closers: Array<() => Promise<void>> = []
  async function close (): Promise<void> {
    for (const closer of closers.splice(0).reverse()) await closer()
    eraseEmbedded(folder)
  }
  return await open(options, closers, close).catch(async error => {
    await close()
    throw error
  })
}

async function open (
  { folder, rounds, profiling }: StageOptions, closers: Array<() => Promise<void>>, close: () => Promise<void>
): Promise<Stage> {
  const server = await startEmbedded(folder, FLAGS)
  closers.push(() => server.stop())
  const redis = hasRedis() ? await startRedis(`${folder}/redis.log`) : undefined
  if (redis) closers.push(() => redis.kill())
  const pool = openPool(server.url, error => { console.error(error.message) })
  closers.push(() => pool.end())
  const outside = startOutside()
  closers.push(() => outside.close())
  const meter = await openMeter(pool, redis?.url)
  closers.push(() => meter.close())
  const recordings = await recordPlacements()
  let places = 0
  return {
    folder,
    rounds,
    outside,
    addresses: await outside.ask('open', recordings),
    recordings,
    meter,
    profile: profiling ? openProfile(pool) : undefined,
    versions: await versionsOf(pool, redis),
    async newPlace (backend) {
      const number = ++places
      await pool.query(`create database place${number}`)
      const url = new URL(server.url)
      url.pathname = `place${number}`
      return { databaseUrl: url.href, ...backend === 'redis' && { redisUrl: `${redis!.url}/${number}` } }
    },
    close
  }
}

async function versionsOf (pool: Pool, redis: RedisServer | undefined): Promise<Stage['versions']> {
  const { rows: [postgresql] } = await pool.query<{ server_version: string }>('show server_version')
  return { postgresql: postgresql!.server_version, redis: redis ? await redisVersion(redis.url) : null }
}

async function redisVersion (url: string): Promise<string> {
  const client = new Redis(url)
  const info = await client.info('server')
  await client.quit()
  return /^redis_version:(\S+)/m.exec(info)![1]!
}

export interface Taken extends Sample { units: number, spent: Spent }

/** Runs one side of one round; `work` answers how long its units took. */
export async function take (
  { meter, profile }: Pick<Stage, 'meter' | 'profile'>, side: 'hub' | 'bare', units: number,
  work: () => Promise<{ seconds: number, p50?: number, p99?: number }>
): Promise<Taken> {
  // What the side before has left to do is not this one's.
  await sleep(50)
  const spent = await meter.begin()
  const { seconds, p50, p99 } = await (side === 'hub' && profile ? profile.around(units, work) : work())
  const latencies = p50 !== undefined && p99 !== undefined && { latencies: { p50, p99 } }
  return { units, rate: units / seconds, ...latencies, spent: await spent() }
}
