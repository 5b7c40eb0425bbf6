/** Sends events to the portal again: the same event under the same id, in the order of its application. */
import { wakePortal, type Waking } from '../engines/portal/wake.ts'
import type { View } from '../ground/access/visible.ts'
import { inWork } from '../ground/database/work.ts'
import type { Vault } from '../ground/sealing/vault.ts'
import { recordAct, type ActTerms } from '../records/acts/acts.ts'
import { countTaken, oneAtATime, openAnew, type RedeliveryFilter } from '../records/outbox/notifications.ts'
import { requirePortal, type MaybePortal } from '../views/webhook-endpoint.ts'

/**
 * Answers how many events are sent again, or would be. Throws Problem `webhook-endpoint-not-found` where no portal is
 * told.
 */
export async function redeliver (
  hub: Waking & MaybePortal & { vault: Vault }, view: View, filter: RedeliveryFilter,
  { actor, reason, dryRun = false }: ActTerms
): Promise<number> {
  requirePortal(hub)
  if (dryRun) return await countTaken(hub.pool, view, filter)
  const now = hub.now()
  const count = await inWork(hub, async work => {
    await oneAtATime(work)
    const affected = await openAnew(work, view, filter, now)
    // Nothing was done where nothing was found.
    if (affected === 0) return 0
    const about = filter.jointNumber === undefined ? [] : [filter.jointNumber]
    await recordAct(hub, work, {
      at: now, actor, action: 'webhook-redelivery', target: filter, about, reason, affected
    })
    return affected
  })
  if (count > 0) await wakePortal(hub)
  return count
}
