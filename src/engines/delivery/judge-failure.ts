/** What a failed attempt comes to by the one retry policy, whatever it was about: an order, or a filing. */
import { Failure, type FailureFacts } from '../../../adapters/failure.ts'
import type { DeliverySettings } from '../../enterprises/delivery-settings.ts'
import { isDatabaseAway, levelOf } from '../../ground/database/database-away.ts'
import { decide } from '../../ground/retry/retry.ts'
import type { Intent } from '../../records/intents/claim-intent.ts'
import type { IntentKind } from '../../records/intents/intents.ts'
import type { Postponement } from '../../records/intents/postpone-intent.ts'
import type { Delivery } from './attempt.ts'
import { INTERNAL } from './exchanges.ts'

export interface Judged {
  failure: FailureFacts
  /** Nothing is left to try: a person has to see to it. */
  hopeless: boolean
  /** What is to be tried again otherwise. */
  postponement: Required<Pick<Postponement, 'at' | 'askFirst' | 'spent' | 'held'>>
}

type Tried = Pick<Intent, 'kind' | 'openedAt' | 'attempts' | 'askFirst' | 'uselessFrom'>

/** What may be sent again without asking: the same time once more is one time. */
const REPEATABLE: ReadonlySet<IntentKind> = new Set(['appoint'])

export function judgeFailure (
  delivery: Pick<Delivery, 'log' | 'now' | 'random'>, settings: DeliverySettings, intent: Tried, error: unknown
): Judged {
  const failure = factsOf(delivery, error)
  const now = delivery.now()
  // A watch has nothing to give up: what it asks about is with the other side, and is asked about until it ends.
  const watching = intent.kind === 'watch'
  const tried = watching ? { ...intent, openedAt: now } : { ...intent, urgent: intent.kind === 'withdraw' }
  const decision = decide(failure, tried, settings, now, delivery.random)
  const { at, spent } = decision.kind === 'again'
    ? decision
    : { at: new Date(now.getTime() + settings.retry.ceiling), spent: true }
  return {
    failure,
    hopeless: decision.kind === 'undeliverable' && !watching,
    // What was unknown before is still unknown, unless the enterprise was asked since.
    postponement: { at, spent, askFirst: isUnknown(failure, intent), held: failure.condition === 'held' }
  }
}

function isUnknown ({ comeBack }: FailureFacts, { kind, askFirst }: Tried): boolean {
  return !REPEATABLE.has(kind) && (askFirst || comeBack === 'askFirst')
}

/** What is not a Failure is a fault of the hub's own; what became of the attempt is unknown then. */
function factsOf ({ log }: Pick<Delivery, 'log'>, error: unknown): FailureFacts {
  if (error instanceof Failure) return error.facts
  log[levelOf(error)]({ err: error }, 'delivery failed unexpectedly')
  return { ...INTERNAL, alert: !isDatabaseAway(error) }
}
