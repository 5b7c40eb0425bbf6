/** Attempts at intents, begun as the delivery begins them. */
import { loadedOrder, type Attempt } from '../../src/engines/delivery/attempt.ts'
import { claimIntent, type Claim, type Intent } from '../../src/records/intents/claim-intent.ts'
import type { BareHub } from './bare-hub.ts'

export function intentOf (claim: Claim): Intent {
  return claimed(claim).intent
}

function claimed (claim: Claim): Extract<Claim, { intent: Intent }> {
  if (!claim || 'again' in claim) throw new Error('not claimed')
  return claim
}

/** Claims the intent for no time at all, so that it can be claimed again at once. */
export async function beginAttempt ({ hub, enterprise }: Pick<BareHub, 'hub' | 'enterprise'>, intentId: string): Promise<Attempt> {
  const { intent, order } = claimed(await claimIntent(hub, intentId, hub.now(), hub.now()))
  return { enterprise, adapter: enterprise.adapter, intent, order: loadedOrder(hub.vault, intent, order), unwritten: [] }
}
