/** Asks the approvals system to let a filing go; each department that has not ended then says so by itself. */
import { noteFiling } from '../../records/filings/change-filing.ts'
import { askFilingSooner, hasOpenFilingIntent } from '../../records/intents/filing-intents.ts'
import { closeIntent } from '../../records/intents/intents.ts'
import { postponeIntent } from '../../records/intents/postpone-intent.ts'
import { endFiling } from '../../steps/end-filing.ts'
import { takeIn } from '../../steps/filing-progress.ts'
import { recordExchange } from './exchanges.ts'
import { changeFilingOf, type FilingAttempt, type FilingDelivery } from './filing-attempt.ts'
import { applyItems } from './inquire-filing.ts'

/** Of a filing that was found broken. */
const BROKEN = '违反承诺，备案已撤销'

/** Answers when to try again while its submission is undecided, or nothing when the matter is over. */
export async function cancelAtDepartments (
  delivery: FilingDelivery, attempt: FilingAttempt
): Promise<Date | undefined> {
  const { approvals: { settings: { delivery: { retry } } }, adapter, intent, loaded: { filing, wish } } = attempt
  if (await hasOpenFilingIntent(delivery.pool, filing.id, 'place')) {
    const at = new Date(delivery.now().getTime() + retry.first)
    await postponeIntent(delivery.pool, intent, { at, askFirst: false, spent: false })
    return at
  }
  const cancellation = await recordExchange(delivery, attempt, 'cancelFiling', () =>
    adapter.cancel(filing.reference, wish ?? BROKEN))
  const known = cancellation.kind === 'tooLate'
    ? await recordExchange(delivery, attempt, 'askFiling', () => adapter.inquire(filing.reference))
    : undefined
  return await changeFilingOf(delivery, attempt, async at => {
    closeIntent(at.work, intent)
    at.filing.failure = null
    if (cancellation.kind === 'notFound') {
      noteFiling(delivery, at, { event: 'cancelled', source: 'answer' })
      await endFiling(delivery, at, 'cancelled')
    }
    if (cancellation.kind === 'tooLate') {
      noteFiling(delivery, at, { event: 'cancelMissed', source: 'answer', remark: cancellation.reason })
      if (known?.kind === 'found') await applyItems(delivery, attempt, at, known.items)
    }
    if (cancellation.kind === 'underway') {
      // Its submission had arrived after all.
      if (at.filing.state === 'pending') await takeIn(delivery, at, 'answer')
      const soon = new Date(delivery.now().getTime() + retry.first)
      await askFilingSooner(at.work, [filing.reference], soon, soon)
    }
    return undefined
  })
}
