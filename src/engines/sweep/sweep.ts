/**
 * Looks for open rows that are overdue and makes sure they have an alarm, then does the chores. A queue may lose
 * everything, a process may die between its commit and its alarm: the rows bring it all back. One process sweeps at a
 * time.
 */
import type { Logger } from 'pino'
import { isDatabaseAway } from '../../ground/database/database-away.ts'
import { LOCKS } from '../../ground/database/locks.ts'
import type { Pool, Queryable } from '../../ground/database/pool.ts'
import { inWork, type Alarm } from '../../ground/database/work.ts'
import type { Alarms } from '../../ground/queue/alarms.ts'
import { regularly } from '../../ground/queue/regularly.ts'

/** Rows that alarms point at; each room that has some gives them to the sweep. */
export interface Source {
  /** For the log and the metrics, when it fails. */
  name: string
  /**
   * Those that should have been worked on by `before`, are not being worked on, and were not returned here since
   * `sweptBefore`.
   */
  overdue (connection: Queryable, now: Date, before: Date, sweptBefore: Date): Promise<Array<Omit<Alarm, 'at'>>>
  /** Has rows looked for again by the next sweep: their alarms could not be set. */
  unsweep (connection: Queryable, ids: string[]): Promise<void>
}

/** What is done again and again by one process at a time, a little at each sweep. */
export interface Chore {
  /** For the log and the metrics, when it fails. */
  name: string
  act (now: Date): Promise<void>
}

export interface Sweeping {
  pool: Pool
  /** Of connections that nothing else waits for. */
  lockPool: Pool
  alarms: Pick<Alarms, 'set' | 'insist'>
  settings: {
    hub: {
      /** Milliseconds. */
      sweepEvery: number
    }
  }
  log: Logger
  metrics: { choreFailed (chore: string): void }
  now (): Date
}

export interface Rounds { sources: readonly Source[], chores: readonly Chore[] }

/** How long after its time an alarm may ring by itself before it is missed, milliseconds. */
const GRACE = 2_000

/** For how many sweeps a row that was seen to is left alone. */
const REST = 3

/** One that fails so often in a row is told to a person: what holds it up does not pass by itself. */
const TOLD_AFTER = 3

/** How often in a row sources and chores have failed, by their names. */
export type Failures = Map<string, number>

/**
 * Answers how many alarms were seen to. Whatever fails keeps nothing else from being done; it is done again at the next
 * sweep.
 */
export async function sweep (
  hub: Sweeping, { sources, chores }: Rounds, failures: Failures = new Map()
): Promise<number> {
  return await inWork({ ...hub, pool: hub.lockPool }, async work => {
    const { rows } = await work.query<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [LOCKS.sweep])
    if (!rows[0]!.mine) return 0
    const now = hub.now()
    const before = new Date(now.getTime() - GRACE)
    const sweptBefore = new Date(now.getTime() - REST * hub.settings.hub.sweepEvery)
    let seen = 0
    // This transaction holds the lock and no row, and its connection is none of those that others wait for: whoever
    // wants to work on what was found must not wait for the end of the sweep.
    for (const source of sources) {
      await byItself(hub, failures, source.name, async () => {
        const overdue = await source.overdue(hub.pool, now, before, sweptBefore)
        await insistOn(hub, source, overdue)
        seen += overdue.length
      })
    }
    for (const { name, act } of chores) await byItself(hub, failures, name, () => act(now))
    return seen
  })
}

/** While the queue cannot be used no alarm is set, and the rows are looked for again by the next sweep. */
async function insistOn ({ pool, alarms }: Sweeping, source: Source, overdue: Array<Omit<Alarm, 'at'>>): Promise<void> {
  try {
    for (const alarm of overdue) await alarms.insist(alarm)
  } catch (error) {
    await source.unsweep(pool, overdue.map(({ id }) => id))
    throw error
  }
}

/** While the database is away everything fails, which is told elsewhere. */
async function byItself (
  { log, metrics }: Sweeping, failures: Failures, chore: string, act: () => Promise<void>
): Promise<void> {
  try {
    await act()
    if ((failures.get(chore) ?? 0) >= TOLD_AFTER) log.info({ chore }, 'chore works again')
    failures.delete(chore)
  } catch (error) {
    metrics.choreFailed(chore)
    const inARow = isDatabaseAway(error) ? 0 : (failures.get(chore) ?? 0) + 1
    failures.set(chore, inARow)
    if (inARow === TOLD_AFTER) log.error({ alert: 'chore-failed', err: error, chore }, 'chore fails again and again')
    else log.warn({ err: error, chore }, 'chore failed')
  }
}

/** Sweeps again and again; the function it returns ends that and waits for a sweep under way. */
export function sweepRegularly (hub: Sweeping, rounds: Rounds): () => Promise<void> {
  const failures: Failures = new Map()
  return regularly(hub.settings.hub.sweepEvery, async () => {
    await sweep(hub, rounds, failures)
      .then(seen => { if (seen > 0) hub.log.info({ seen }, 'sweep set alarms') })
      .catch(error => { hub.log.warn({ err: error }, 'sweep failed') })
  })
}
