/**
 * Looks for open rows that are overdue and makes sure they have an alarm; clears away lanes of processes that died, uploads that
 * nobody used and, a batch at a time, what has been kept long enough. A queue may lose everything, a process may die between its
 * commit and its alarm: the rows bring it all back. One process sweeps at a time.
 */
import { purgeDaily } from '../purge/purge.ts'
import { removeUnusedAttachments } from '../../records/attachments/attachments.ts'
import { overdueNotifications, removeLeftLanes } from '../../records/outbox/outbox.ts'
import { LOCKS } from '../../ground/database/locks.ts'
import { transaction } from '../../ground/database/pool.ts'
import type { Hub } from '../../hub.ts'
import { overdueIntents } from '../../records/intents/intents.ts'
import type { Alarm } from '../../ground/queue/alarms.ts'

/** How long after its time an alarm may ring by itself before it is missed. */
const GRACE = 2_000

/** For how many sweeps a row that was seen to is left alone. */
const REST = 3

/** Returns how many alarms were seen to. */
export async function sweep (hub: Hub): Promise<number> {
  return await transaction(hub.pool, async connection => {
    const { rows } = await connection.query<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [LOCKS.sweep])
    if (!rows[0]!.mine) return 0
    const now = hub.now()
    const window = [now, new Date(now.getTime() - GRACE), new Date(now.getTime() - REST * hub.settings.hub.sweepEvery)] as const
    // This transaction holds the lock and no row: whoever wants to work on what was found must not wait for the end of the sweep.
    const overdue = [...await overdueIntents(hub.pool, ...window), ...await overdueNotifications(hub.pool, ...window)]
    await insistOn(hub, overdue)
    await removeLeftLanes(hub.pool, now)
    await transaction(hub.pool, cleaning => removeUnusedAttachments(hub, cleaning))
    return overdue.length
  })
}

/** While the queue is away nothing is seen to, and nothing rests. */
async function insistOn ({ pool, alarms }: Hub, overdue: Array<Omit<Alarm, 'at'>>): Promise<void> {
  try {
    for (const alarm of overdue) await alarms.insist(alarm)
  } catch (error) {
    const ids = overdue.map(({ id }) => id)
    for (const table of ['intents', 'notifications']) await pool.query(`update ${table} set swept_at = null where id = any($1)`, [ids])
    throw error
  }
}

/** Sweeps again and again; the function it returns ends that and waits for a sweep under way. */
export function sweepRegularly (hub: Hub): () => Promise<void> {
  let timer: NodeJS.Timeout
  let running: Promise<void> = Promise.resolve()
  let ended = false

  function once (): void {
    running = sweep(hub)
      .then(seen => { if (seen > 0) hub.log.info({ seen }, 'sweep set alarms') })
      .then(() => purgeDaily(hub))
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
