/** The results that are kept: a file for each day, with the machine and the versions they were taken on. */
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { localTime } from '../src/ground/calendar/local-time.ts'
import type { Figure } from './figure.ts'

const FOLDER = fileURLToPath(new URL('results/', import.meta.url))

export interface Result {
  /** The day, yyyy-MM-dd. */
  date: string
  machine: { cpu: string, cores: number, memoryGiB: number }
  versions: { node: string, postgresql: string, redis: string | null }
  figures: Figure[]
}

/** Answers the path of the file, from the root of the project. */
export function save (figures: Figure[], servers: Omit<Result['versions'], 'node'>, now: Date): string {
  const processors = cpus()
  const result: Result = {
    date: localTime(now).slice(0, 10),
    machine: {
      cpu: processors[0]!.model.trim(),
      cores: processors.length,
      memoryGiB: Math.round(totalmem() / 2 ** 30)
    },
    versions: { node: process.versions.node, ...servers },
    figures
  }
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(`${FOLDER}${result.date}.json`, `${JSON.stringify(result, null, 2)}\n`)
  return `bench/results/${result.date}.json`
}

/** The newest that is kept, if any is. */
export function newestResult (): Result | undefined {
  const newest = globSync('*.json', { cwd: FOLDER }).sort().at(-1)
  return newest === undefined ? undefined : JSON.parse(readFileSync(FOLDER + newest, 'utf8'))
}
