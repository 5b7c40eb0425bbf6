/**
 * The results that are kept: a file for each day, and one for each on which it was measured whether the hub grows, with
 * the machine and the versions they were taken on.
 */
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { localTime } from '../src/ground/calendar/local-time.ts'
import type { Figure } from './figure.ts'
import { MILLION, type Growth } from './growth.ts'

const FOLDER = fileURLToPath(new URL('results/', import.meta.url))

/** What they were taken on. */
interface Taken<Versions> {
  /** The day, yyyy-MM-dd. */
  date: string
  machine: { cpu: string, cores: number, memoryGiB: number }
  versions: Versions & { node: string }
}

export interface Result extends Taken<{ postgresql: string, redis: string | null }> { figures: Figure[] }

export interface GrowthResult extends Taken<{ postgresql: string }>, Growth {}

/** Answers the path of the file, from the root of the project. */
export function save (figures: Figure[], servers: Omit<Result['versions'], 'node'>, now: Date): string {
  return write('', { ...taken(servers, now), figures })
}

export function saveGrowth (growth: Growth, servers: Omit<GrowthResult['versions'], 'node'>, now: Date): string {
  const before = growth.sizes.includes(MILLION) ? MILLIONS : GROWTH
  return write(before, { ...taken(servers, now), ...growth })
}

/** What the names of its files begin with; those of a million are without the messages, and in no table. */
const GROWTH = 'growth-'
const MILLIONS = 'million-'

function taken<Versions> (servers: Versions, now: Date): Taken<Versions> {
  const processors = cpus()
  return {
    date: localTime(now).slice(0, 10),
    machine: {
      cpu: processors[0]!.model.trim(),
      cores: processors.length,
      memoryGiB: Math.round(totalmem() / 2 ** 30)
    },
    versions: { node: process.versions.node, ...servers }
  }
}

function write (before: string, result: Result | GrowthResult): string {
  const file = `${before}${result.date}.json`
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(`${FOLDER}${file}`, `${JSON.stringify(result, null, 2)}\n`)
  return `bench/results/${file}`
}

/** The newest that is kept, if any is. */
export function newestResult (): Result | undefined {
  return newest('')
}

export function newestGrowth (): GrowthResult | undefined {
  return newest(GROWTH)
}

function newest<Kept> (before: string): Kept | undefined {
  const file = globSync(`${before}[0-9]*.json`, { cwd: FOLDER }).sort().at(-1)
  return file === undefined ? undefined : JSON.parse(readFileSync(FOLDER + file, 'utf8'))
}
