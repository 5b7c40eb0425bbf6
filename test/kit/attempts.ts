/** Attempts at intents, begun as the delivery begins them. */
import { loadedOrder, type Attempt } from '../../src/engines/delivery/attempt.ts'
import type { Pool } from '../../src/ground/database/pool.ts'
import type { Vault } from '../../src/ground/sealing/vault.ts'
import { claimIntents, openClaimed, whenDue, type Claimed, type Intent } from '../../src/records/intents/claim-intent.ts'
import type { BareHub } from './bare-hub.ts'

/** What there is to work on; or when to come back; or nothing when it is done. */
export type Claim = Claimed | { again: Date } | undefined

/** Claims one intent as the delivery claims many. */
export async function claimIntent ({ pool, vault }: { pool: Pool, vault: Vault }, id: string, now: Date, leasedUntil: Date): Promise<Claim> {
  const [claimed] = await claimIntents(pool, [{ id, leasedUntil }], now)
  return claimed ? openClaimed(vault, claimed) : await whenDue(pool, id)
}

export function intentOf (claim: Claim): Intent {
  return claimed(claim).intent
}

function claimed (claim: Claim): Claimed {
  if (!claim || 'again' in claim) throw new Error('not claimed')
  return claim
}

/** Claims the intent for no time at all, so that it can be claimed again at once. */
export async function beginAttempt ({ hub, enterprise }: Pick<BareHub, 'hub' | 'enterprise'>, intentId: string): Promise<Attempt> {
  const { intent, order } = claimed(await claimIntent(hub, intentId, hub.now(), hub.now()))
  return { enterprise, adapter: enterprise.adapter, intent, order: loadedOrder(hub.vault, intent, order), unwritten: [] }
}
