/** Takes a filing back: at once where it has not left the hub, else as an intent towards the approvals system. */
import { APPROVALS } from '../enterprises/approvals.ts'
import { cancelUnbegunFiling, endFilingIntents } from '../records/intents/filing-intents.ts'
import { openIntents } from '../records/intents/intents.ts'
import { noteFiling, wantBack, type FilingAtHand } from '../records/filings/change-filing.ts'
import { endFiling } from './end-filing.ts'
import type { FilingTerms } from './filing-terms.ts'

export interface Wish {
  reason: string
  /** Who wants it, where a person or a program does. */
  actor: string | null
}

/** Of one that is open. Whoever calls stores it. */
export async function cancelFilingOf (terms: FilingTerms, at: FilingAtHand, { reason, actor }: Wish): Promise<void> {
  const { work, filing } = at
  const now = terms.now()
  wantBack(terms, at, reason)
  if (filing.state === 'pending' && await cancelUnbegunFiling(work, filing.id)) {
    noteFiling(terms, at, { event: 'cancelled', source: 'hub', actor, remark: reason })
    await endFiling(terms, at, 'cancelled')
    return
  }
  noteFiling(terms, at, { event: 'cancelAsked', source: 'hub', actor, remark: reason })
  // What was to be corrected is wanted no more.
  endFilingIntents(work, filing.id, 'supplement')
  openIntents(terms.vault, work, [{ filingId: filing.id, enterprise: APPROVALS, kind: 'withdraw', at: now, now }])
}
