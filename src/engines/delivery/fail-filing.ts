/** What follows a failed attempt at a filing: the one retry policy decides, the filing shows what it is waiting for. */
import type { FailureFacts } from '../../../adapters/failure.ts'
import { closeIntent, giveUpIntent } from '../../records/intents/intents.ts'
import { postponeIntent } from '../../records/intents/postpone-intent.ts'
import { isOpen } from '../../records/filings/filing-states.ts'
import { changeFilingOf, type FilingAttempt, type FilingDelivery } from './filing-attempt.ts'
import { judgeFailure } from './judge-failure.ts'

type Failed = Omit<FilingAttempt, 'adapter'>

/** Answers when to come back, or nothing when the intent is over or in front of a person. */
export async function failFiling (
  delivery: FilingDelivery, attempt: Failed, error: unknown
): Promise<Date | undefined> {
  const { approvals: { slug, settings }, intent, loaded: { filing: { reference } } } = attempt
  const { failure, hopeless, postponement } = judgeFailure(delivery, settings.delivery, intent, error)
  const { at, askFirst } = postponement
  const givenUp = hopeless && await giveUp(delivery, attempt, failure, askFirst)
  if (failure.alert || givenUp) {
    const facts = { enterprise: slug, reference, code: failure.code }
    delivery.log.error({ alert: givenUp ? 'undeliverable' : 'delivery', ...facts }, 'filing needs a person')
  }
  if (hopeless) return undefined
  if (intent.kind === 'watch') return await postponeIntent(delivery.pool, intent, postponement) ? at : undefined
  return await changeFilingOf(delivery, attempt, async ({ work, filing }) => {
    if (!await postponeIntent(work, intent, postponement)) return undefined
    filing.failure = shown(failure)
    return at
  })
}

/** Puts an intent in front of a person, unless the filing has ended meanwhile. Answers whether it did. */
async function giveUp (
  delivery: FilingDelivery, attempt: Failed, failure: FailureFacts, askFirst: boolean
): Promise<boolean> {
  return await changeFilingOf(delivery, attempt, async ({ work, filing }) => {
    if (!isOpen(filing.state)) {
      closeIntent(work, attempt.intent)
      return false
    }
    if (!await giveUpIntent(work, attempt.intent, { askFirst, now: delivery.now() })) return false
    filing.failure = shown(failure)
    return true
  })
}

function shown ({ code, message }: FailureFacts): Pick<FailureFacts, 'code' | 'message'> {
  return { code, message }
}
