/** An alarm clock with the rows that its alarms name, kept in memory as a room would keep them. */
import { Redis } from 'ioredis'
import type { Test } from 'tap'
import type { Alarm } from '../../src/ground/database/work.ts'
import { openLog } from '../../src/ground/observe/log.ts'
import type { Alarms, Due, Handler } from '../../src/ground/queue/alarms.ts'
import { openAlarms } from '../../src/ground/queue/open-alarms.ts'
import { ownRedis, type Backend } from './test-hub.ts'

/** Long enough for no live worker to be taken for dead. */
export const TAKE_OVER_AFTER = 2_000

export const NOTHING_DUE: Due = async () => []

export interface AlarmBench {
  alarms: Omit<Alarms, 'answer'> & { answer (queue: string, concurrency: number, handler: Handler): void }
  redisUrl?: string
  lines: string[]
  /** What is stored of a job. */
  stored (queue: string, id: string): Promise<string | undefined>
  /** Whether a row was dealt with, and no job is left of it. */
  isOver (queue: string, id: string): Promise<boolean>
}

interface Row extends Alarm { busy?: boolean }

export async function alarmBench (t: Test, backend: Backend, now = (): Date => new Date()): Promise<AlarmBench> {
  const lines: string[] = []
  const log = openLog('debug', { write: line => { lines.push(line) } })
  const redisUrl = backend === 'redis' ? await ownRedis() : undefined
  const opened = await openAlarms({ ...redisUrl && { redisUrl }, takeOverAfter: TAKE_OVER_AFTER, now, log })
  const rows = new Map<string, Row>()
  let closing: Promise<void> | undefined

  function keep (row: Row): void {
    if (!rows.has(row.id)) rows.set(row.id, row)
  }

  const alarms: AlarmBench['alarms'] = {
    ...opened,
    async set (alarms) {
      alarms.forEach(keep)
      await opened.set(alarms)
    },
    async insist (alarm) {
      keep({ ...alarm, at: now() })
      await opened.insist(alarm)
    },
    answer (queue, concurrency, handler) {
      opened.answer({ queue, concurrency, handler: dealing(rows, handler), due: dueOf(rows, queue) })
    },
    close () {
      closing ??= opened.close()
      return closing
    }
  }
  t.teardown(() => alarms.close())

  async function stored (queue: string, id: string): Promise<string | undefined> {
    if (redisUrl === undefined) return undefined
    const redis = new Redis(redisUrl)
    const job = await redis.hgetall(`bull:lianban-${queue}:${id}`)
    await redis.quit()
    return job['data']
  }

  return {
    alarms,
    ...redisUrl && { redisUrl },
    lines,
    stored,
    isOver: async (queue, id) => !rows.has(id) && await stored(queue, id) === undefined
  }
}

/** What a handler makes of its row: gone, or due again. */
function dealing (rows: Map<string, Row>, handler: Handler): Handler {
  return async id => {
    const row = rows.get(id)
    if (row) row.busy = true
    try {
      const again = await handler(id)
      if (!again) rows.delete(id)
      else if (row) row.at = again
      return again
    } finally {
      if (row) row.busy = false
    }
  }
}

function dueOf (rows: Map<string, Row>, queue: string): Due {
  return async (now, known, most) => [...rows.values()]
    .filter(row => row.queue === queue && row.at <= now && !row.busy && !known.includes(row.id))
    .sort((one, other) => Number(one.patient ?? false) - Number(other.patient ?? false) || one.at.getTime() - other.at.getTime())
    .slice(0, most)
    .map(({ id, patient = false }) => ({ id, patient }))
}

export function soon (milliseconds = 0): Date {
  return new Date(Date.now() + milliseconds)
}

/** A handler that notes its rings, and what waits for them. */
export function ringing (then: (rings: string[]) => Date | undefined = () => undefined): { rings: string[], handler: (id: string) => Promise<Date | undefined> } {
  const rings: string[] = []
  return { rings, handler: async id => { rings.push(id); return then(rings) } }
}
