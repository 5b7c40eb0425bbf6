/**
 * What a piece of work costs: CPU of this process, of PostgreSQL's and of Redis, and how many statements were sent;
 * pg_stat_statements counts them.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { Redis } from 'ioredis'
import type { Cost } from './figure.ts'
import { rounded } from './rounds.ts'
import type { Pool } from '../src/ground/database/pool.ts'

/** Milliseconds of CPU, and statements. */
export interface Spent {
  cpu: number
  databaseCpu: number | null
  redisCpu: number | null
  statements: number
  /** By which the databases have grown. */
  bytes: number
}

export interface Meter {
  /** Answers what has been spent since. */
  begin (): Promise<() => Promise<Spent>>
  close (): Promise<void>
}

/** `pool`: of a database in which nothing is measured, as a superuser. */
export async function openMeter (pool: Pool, redisUrl: string | undefined): Promise<Meter> {
  await pool.query('create extension pg_stat_statements')
  const { rows: [server] } = await pool.query<{ pid: string }>(
    "select split_part(pg_read_file('postmaster.pid'), E'\\n', 1) as pid")
  const redis = redisUrl === undefined ? undefined : new Redis(redisUrl)

  async function read (): Promise<Spent> {
    const { rows: [counted] } = await pool.query<Pick<Spent, 'statements' | 'bytes'>>(`
      select (select sum(pg_database_size(oid)) from pg_database)::float8 as bytes,
             coalesce(sum(calls), 0)::int as statements
      from pg_stat_statements where dbid <> (select oid from pg_database where datname = current_database())`)
    const { user, system } = process.cpuUsage()
    return {
      ...counted!,
      cpu: (user + system) / 1000,
      databaseCpu: cpuOfFamily(Number(server!.pid)),
      redisCpu: redis ? cpuOfRedis(await redis.info('cpu')) : null
    }
  }

  return {
    async begin () {
      const before = await read()
      return async () => {
        const after = await read()
        const between = (part: keyof Spent): number | null =>
          before[part] === null || after[part] === null ? null : after[part] - before[part]
        return {
          cpu: between('cpu')!,
          databaseCpu: between('databaseCpu'),
          redisCpu: between('redisCpu'),
          statements: between('statements')!,
          bytes: between('bytes')!
        }
      }
    },
    async close () { await redis?.quit() }
  }
}

/** Milliseconds that one tick of /proc has on every Linux. */
const TICK = 10

/** Of a process and its children, those that have ended among them. Null where there is no /proc. */
function cpuOfFamily (parent: number): number | null {
  if (process.platform !== 'linux') return null
  let ticks = 0
  for (const pid of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    const fields = statOf(pid)
    if (!fields) continue
    // proc(5), counted from the state, which is the third: 4 ppid, 14 utime, 15 stime, 16 cutime, 17 cstime.
    const [own, ended] = [fields[11]! + fields[12]!, fields[13]! + fields[14]!]
    if (Number(pid) === parent) ticks += own + ended
    else if (fields[1] === parent) ticks += own
  }
  return ticks * TICK
}

/** Milliseconds of CPU that a process has had so far; only Linux tells. */
export function cpuOf (pid: number): number {
  const fields = statOf(String(pid))
  if (!fields) throw new Error(`process ${pid} has ended`)
  return (fields[11]! + fields[12]!) * TICK
}

/** Nothing of a process that has ended since the list was read. */
function statOf (pid: string): number[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ').map(Number)
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code!)) return undefined
    throw error
  }
}

/** From the answer to INFO cpu, in seconds there. */
export function cpuOfRedis (info: string): number {
  const seconds = [...info.matchAll(/^used_cpu_(?:sys|user):([\d.]+)/gm)].map(([, value]) => Number(value))
  if (seconds.length !== 2) throw new Error('Redis did not tell its CPU')
  return (seconds[0]! + seconds[1]!) * 1000
}

/** What one unit costs, over all rounds. */
export function costOf (
  name: string, per: string, rounds: ReadonlyArray<{ units: number, spent: Spent }>
): Cost {
  const units = rounds.reduce((sum, round) => sum + round.units, 0)
  const each = (part: keyof Spent): number | null => {
    const spent = rounds.map(round => round.spent[part])
    return spent.includes(null) ? null : rounded(spent.reduce<number>((sum, value) => sum + value!, 0) / units)
  }
  const redisCpu = each('redisCpu')
  return {
    name,
    per,
    cpu: each('cpu')!,
    databaseCpu: each('databaseCpu'),
    ...redisCpu !== null && { redisCpu },
    statements: each('statements')!,
    bytes: each('bytes')!
  }
}
