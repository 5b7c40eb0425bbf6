/**
 * Removes what is over of those who work with the hub: who they were, that they signed in, what failed, and what they
 * have begun and left.
 */
import { letChange } from '../../ground/database/append-only.ts'
import { inWork, type Workplace } from '../../ground/database/work.ts'
import { purgeDrafts } from '../../records/drafts/drafts.ts'
import { erasePeople } from '../../records/people/accounts.ts'
import { removeLost } from '../../records/people/departures.ts'
import { removeEnded } from '../../records/people/sessions.ts'
import { removePast } from '../../records/people/sign-in-failures.ts'
import { purgeSignIns } from '../../records/people/sign-ins.ts'
import type { RetentionSettings } from './settings.ts'

interface Forgetting extends Workplace { settings: { retention: RetentionSettings } }

/** Sign-ins and drafts in one go. */
const MOST = 500

/** Of accounts that were closed so long ago the names stay, and nothing of the persons. */
export async function eraseClosed (hub: Forgetting, now: Date): Promise<void> {
  const { closedAccounts } = hub.settings.retention
  await inWork(hub, work => erasePeople(work, new Date(now.getTime() - closedAccounts), now))
}

/**
 * Sessions that have ended, failures that count no more, browsers that did not come back from a provider, and
 * what was noted as long ago as logs are kept.
 */
export async function removeSignIns (hub: Forgetting, now: Date): Promise<void> {
  await removeEnded(hub.pool, now)
  await removePast(hub.pool, now)
  await removeLost(hub.pool, now)
  await inWork(hub, async work => {
    letChange(work)
    await purgeSignIns(work, new Date(now.getTime() - hub.settings.retention.logs), MOST)
  })
}

/** Forms that nobody has gone on with. */
export async function removeLeftDrafts (hub: Forgetting, now: Date): Promise<void> {
  await purgeDrafts(hub.pool, new Date(now.getTime() - hub.settings.retention.drafts), MOST)
}
