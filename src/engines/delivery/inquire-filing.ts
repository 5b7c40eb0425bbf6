/** Asks the approvals system where the departments stand, as long as one of them has not ended. */
import type { FilingAtHand } from '../../records/filings/change-filing.ts'
import { isOpen } from '../../records/filings/filing-states.ts'
import { closeIntent, openIntents } from '../../records/intents/intents.ts'
import { postponeIntent } from '../../records/intents/postpone-intent.ts'
import { applyItemProgress } from '../../steps/filing-progress.ts'
import { recordExchange } from './exchanges.ts'
import { changeFilingOf, type FilingAttempt, type FilingDelivery } from './filing-attempt.ts'

/** Asks once and stores the answer; answers when to ask again, or nothing when the filing has ended. */
export async function askDepartments (delivery: FilingDelivery, attempt: FilingAttempt): Promise<Date | undefined> {
  const { approvals: { settings }, adapter, intent, loaded: { filing } } = attempt
  const inquiry = isOpen(filing.state)
    ? await recordExchange(delivery, attempt, 'askFiling', () => adapter.inquire(filing.reference))
    : undefined
  return await changeFilingOf(delivery, attempt, async at => {
    if (inquiry?.kind === 'found') await applyItems(delivery, attempt, at, inquiry.items)
    else if (inquiry) submitAgain(delivery, attempt, at)
    if (!isOpen(at.filing.state)) {
      closeIntent(at.work, intent)
      return undefined
    }
    const { every, awaiting = every } = settings.delivery.watch
    const again = new Date(delivery.now().getTime() + Math.min(every, awaiting))
    await postponeIntent(at.work, intent, { at: again, askFirst: false })
    return again
  })
}

/** Departments that are none of the filing's are told of: the filing was made up of others. */
export async function applyItems (
  delivery: FilingDelivery, { approvals: { mapping, slug } }: FilingAttempt, at: FilingAtHand, items: unknown[]
): Promise<void> {
  for (const item of items) {
    if (await applyItemProgress(delivery, at, mapping.progress(item), 'inquiry') !== 'notFiled') continue
    const { reference } = at.filing
    const facts = { alert: 'item-not-filed', enterprise: slug, reference }
    delivery.log.error(facts, 'a department that was not asked answers')
  }
}

/**
 * The system had the filing and does not know it any more: its data was restored from an earlier time. It is submitted
 * again, the same under the same reference, and an operator is told.
 */
function submitAgain (
  { vault, now, log }: FilingDelivery, { approvals: { slug } }: FilingAttempt, { work, filing }: FilingAtHand
): void {
  if (!isOpen(filing.state)) return
  const at = now()
  openIntents(vault, work, [{ filingId: filing.id, enterprise: slug, kind: 'supplement', at, now: at }])
  const facts = { alert: 'filing-lost', enterprise: slug, reference: filing.reference }
  log.error(facts, 'approvals system has lost a filing')
}
