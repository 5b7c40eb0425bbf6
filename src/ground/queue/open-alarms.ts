/** Which alarm clock a process has: jobs in Redis where it is given one, else the rows themselves. */
import type { Logger } from 'pino'
import type { Alarms } from './alarms.ts'
import { openRowAlarms } from './row-alarms.ts'

export interface AlarmOptions {
  /** Alarms are jobs in Redis; without it the rows are looked through. */
  redisUrl?: string
  /** An alarm in Redis that rings at a process that died rings again after this time, milliseconds. */
  takeOverAfter: number
  now: () => Date
  log: Logger
}

/** What only Redis needs is loaded only with Redis. */
export async function openAlarms ({ redisUrl, takeOverAfter, now, log }: AlarmOptions): Promise<Alarms> {
  if (redisUrl === undefined) return openRowAlarms({ now, log })
  const { openJobAlarms } = await import('./job-alarms.ts')
  return openJobAlarms({ redisUrl, takeOverAfter, now, log })
}
