/** Takes up webhooks again that were stopped because the portal said that its end-point is gone. */
import { wakePortal, type Waking } from '../engines/portal/wake.ts'
import { inWork } from '../ground/database/work.ts'
import type { Vault } from '../ground/sealing/vault.ts'
import { recordAct, type ActTerms } from '../records/acts/acts.ts'
import { reopenEndpoint } from '../records/outbox/endpoint.ts'
import { oneAtATime } from '../records/outbox/notifications.ts'
import { requirePortal, type MaybePortal } from '../views/webhook-endpoint.ts'

/** Sends all that waits, at once. Throws Problem `webhook-endpoint-not-found`. */
export async function resumeWebhooks (
  hub: Waking & MaybePortal & { vault: Vault }, { actor, reason }: Pick<ActTerms, 'actor' | 'reason'>
): Promise<void> {
  requirePortal(hub)
  const now = hub.now()
  await inWork(hub, async work => {
    await oneAtATime(work)
    const affected = await reopenEndpoint(work, now)
    await recordAct(hub, work, { at: now, actor, action: 'webhook-resumption', target: {}, reason, affected })
  })
  await wakePortal(hub)
}
