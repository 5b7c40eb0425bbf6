/** What follows a failed attempt at a filing: the one retry policy decides, the filing shows what it is waiting for. */
import { Failure, type FailureFacts } from '../../../adapters/failure.ts'
import { isDatabaseAway, levelOf } from '../../ground/database/database-away.ts'
import { decide } from '../../ground/retry/retry.ts'
import { closeIntent, giveUpIntent, postponeIntent } from '../../records/intents/intents.ts'
import { isOpen } from '../../records/filings/filing-states.ts'
import { INTERNAL } from './exchanges.ts'
import { changeFilingOf, type FilingAttempt, type FilingDelivery } from './filing-attempt.ts'

type Failed = Omit<FilingAttempt, 'adapter'>

/** Answers when to come back, or nothing when the intent is over or in front of a person. */
export async function failFiling (
  delivery: FilingDelivery, attempt: Failed, error: unknown
): Promise<Date | undefined> {
  const failure = factsOf(delivery, error)
  const { approvals: { slug, settings }, intent, loaded: { filing: { reference } } } = attempt
  const now = delivery.now()
  // The filing is with the departments, and is asked about until it ends.
  const watching = intent.kind === 'watch'
  const tried = watching ? { ...intent, openedAt: now } : { ...intent, urgent: intent.kind === 'withdraw' }
  const decision = decide(failure, tried, settings.delivery, now, delivery.random)
  const askFirst = intent.askFirst || failure.comeBack === 'askFirst'
  const hopeless = decision.kind === 'undeliverable' && !watching
  const givenUp = hopeless && await giveUp(delivery, attempt, failure, askFirst)
  if (failure.alert || givenUp) {
    const facts = { enterprise: slug, reference, code: failure.code }
    delivery.log.error({ alert: givenUp ? 'undeliverable' : 'delivery', ...facts }, 'filing needs a person')
  }
  if (hopeless) return undefined
  const { at, spent } = decision.kind === 'again'
    ? decision
    : { at: new Date(now.getTime() + settings.delivery.retry.ceiling), spent: true }
  const postponement = { at, askFirst, spent, held: failure.condition === 'held' }
  if (watching) return await postponeIntent(delivery.pool, intent, postponement) ? at : undefined
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

/** What is not a Failure is a fault of the hub's own; what became of the attempt is unknown then. */
function factsOf ({ log }: FilingDelivery, error: unknown): FailureFacts {
  if (error instanceof Failure) return error.facts
  log[levelOf(error)]({ err: error }, 'delivery failed unexpectedly')
  return { ...INTERNAL, alert: !isDatabaseAway(error) }
}
