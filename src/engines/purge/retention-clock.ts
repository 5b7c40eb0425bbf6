/**
 * The time by which it is decided what goes for good. A machine's clock can be wrong by years for a moment, and what is
 * removed in it does not come back: so it is the database's time, and nothing goes while there is reason to doubt it.
 */
import type { Logger } from 'pino'
import type { DatabaseTime } from '../../ground/database/database-time.ts'
import type { Pool, Queryable } from '../../ground/database/pool.ts'

export interface Timed {
  pool: Pool
  databaseTime: DatabaseTime
  log: Logger
  now (): Date
}

/** How far the clocks of a process and of the database may be apart, milliseconds. */
const APART = 300_000

/** A hub that runs purges every day; longer than holidays, milliseconds. */
const LONGEST_PAUSE = 604_800_000

/** Why the time is not believed, and what it does not go with. */
export interface Doubt {
  why: 'clocks-apart' | 'long-pause'
  /** Of the process, or of the purge before. */
  other: Date
}

export interface Judged {
  /** By the database. */
  now: Date
  doubt: Doubt | undefined
}

/** Only what was purged before tells of the past: whatever else has a time may have been written in the same moment. */
export async function judgeTime (
  { databaseTime, now: ownTime }: Omit<Timed, 'log' | 'pool'>, connection: Queryable
): Promise<Judged> {
  const own = ownTime()
  const now = await databaseTime(connection)
  if (Math.abs(now.getTime() - own.getTime()) > APART) return { now, doubt: { why: 'clocks-apart', other: own } }
  const { rows } = await connection.query<{ last: Date | null }>(
    'select max(started_at) as last from purges where started_at <= $1', [now])
  const { last } = rows[0]!
  const isLong = last !== null && now.getTime() - last.getTime() > LONGEST_PAUSE
  return { now, doubt: isLong ? { why: 'long-pause', other: last } : undefined }
}

/** Does something at a time that is believed, and nothing at any other. */
export type Retention = (act: (now: Date) => Promise<void>) => Promise<void>

/** For a process: a doubt is told once, until there is none. */
export function retentionClock (hub: Timed): Retention {
  let told: Doubt['why'] | undefined
  return async act => {
    const { now, doubt } = await judgeTime(hub, hub.pool)
    if (doubt && doubt.why !== told) {
      const facts = { alert: 'clock-doubtful', ...doubt, databaseTime: now }
      hub.log.error(facts, 'nothing is removed at a time that is not believed')
    } else if (!doubt && told) {
      hub.log.info({ databaseTime: now }, 'the time is believed again')
    }
    told = doubt?.why
    if (!doubt) await act(now)
  }
}
