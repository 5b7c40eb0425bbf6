/**
 * Looks for open rows that are overdue and makes sure they have an alarm, then does the chores. A queue may lose
 * everything, a process may die between its commit and its alarm: the rows bring it all back. One process sweeps at a
 * time.
 */
import type { Logger } from 'pino'
import { LOCKS } from '../../ground/database/locks.ts'
import type { Pool, Queryable } from '../../ground/database/pool.ts'
import { inWork, type Alarm, type Workplace } from '../../ground/database/work.ts'
import type { Alarms } from '../../ground/queue/alarms.ts'

/** Rows that alarms point at; each room that has some gives them to the sweep. */
export interface Source {
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
  /** For the log, when it fails. */
  name: string
  act (now: Date): Promise<void>
}

export interface Sweeping extends Workplace {
  pool: Pool
  alarms: Pick<Alarms, 'set' | 'insist'>
  settings: {
    hub: {
      /** Milliseconds. */
      sweepEvery: number
    }
  }
  log: Logger
  now (): Date
}

export interface Rounds { sources: readonly Source[], chores: readonly Chore[] }

/** How long after its time an alarm may ring by itself before it is missed, milliseconds. */
const GRACE = 2_000

/** For how many sweeps a row that was seen to is left alone. */
const REST = 3

/** Answers how many alarms were seen to. */
export async function sweep (hub: Sweeping, { sources, chores }: Rounds): Promise<number> {
  return await inWork(hub, async work => {
    const { rows } = await work.query<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [LOCKS.sweep])
    if (!rows[0]!.mine) return 0
    const now = hub.now()
    const before = new Date(now.getTime() - GRACE)
    const sweptBefore = new Date(now.getTime() - REST * hub.settings.hub.sweepEvery)
    let seen = 0
    // This transaction holds the lock and no row: whoever wants to work on what was found must not wait for the end of
    // the sweep.
    for (const source of sources) {
      const overdue = await source.overdue(hub.pool, now, before, sweptBefore)
      await insistOn(hub, source, overdue)
      seen += overdue.length
    }
    for (const chore of chores) await doChore(hub, chore, now)
    return seen
  })
}

/** While the queue cannot be reached no alarm is set, and the rows are looked for again by the next sweep. */
async function insistOn ({ pool, alarms }: Sweeping, source: Source, overdue: Array<Omit<Alarm, 'at'>>): Promise<void> {
  try {
    for (const alarm of overdue) await alarms.insist(alarm)
  } catch (error) {
    await source.unsweep(pool, overdue.map(({ id }) => id))
    throw error
  }
}

/** One that fails keeps none of the others from being done; it is done again at the next sweep. */
async function doChore ({ log }: Sweeping, { name, act }: Chore, now: Date): Promise<void> {
  try {
    await act(now)
  } catch (error) {
    log.warn({ err: error, chore: name }, 'chore failed')
  }
}

/** Sweeps again and again; the function it returns ends that and waits for a sweep under way. */
export function sweepRegularly (hub: Sweeping, rounds: Rounds): () => Promise<void> {
  let timer: NodeJS.Timeout
  let running: Promise<void> = Promise.resolve()
  let ended = false

  function once (): void {
    running = sweep(hub, rounds)
      .then(seen => { if (seen > 0) hub.log.info({ seen }, 'sweep set alarms') })
      .catch(error => { hub.log.warn({ err: error }, 'sweep failed') })
      .then(() => { if (!ended) timer = setTimeout(once, hub.settings.hub.sweepEvery) })
  }

  once()
  return async () => {
    ended = true
    clearTimeout(timer)
    await running
  }
}
