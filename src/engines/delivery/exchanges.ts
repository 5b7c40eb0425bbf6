/** Keeps a row of every exchange with an enterprise: when, how long, which attempt, what came of it, and what was said, redacted. */
import { Failure, type FailureFacts } from '../../../adapters/failure.ts'
import { storeExchange } from '../../records/trail/store-exchange.ts'
import { collectMessages, type SentMessage } from '../../records/trail/messages.ts'
import type { Hub } from '../../hub.ts'
import { failureClass } from '../../ground/observe/failure-class.ts'
import type { Intent } from '../../records/intents/intents.ts'
import type { LoadedOrder } from './order.ts'

export type ExchangeKind = 'place' | 'inquire' | 'supplement' | 'withdraw'

/** A fault of the hub's own, on whose way nobody knows what the enterprise did. */
export const INTERNAL: FailureFacts = { comeBack: 'askFirst', fault: 'hub', code: 'internal', message: '系统内部错误', alert: true }

/** Runs one exchange and stores its outcome: the kind of the answer, or the code and words of the failure. */
export async function recordExchange<T extends { kind: string } | undefined> (
  hub: Hub, { enterprise, attempts }: Intent, { id, personal }: LoadedOrder, kind: ExchangeKind, exchange: () => Promise<T>
): Promise<T> {
  const startedAt = hub.now()
  const messages: SentMessage[] = []
  const store = async (outcome: string, facts?: FailureFacts): Promise<void> => {
    const duration = hub.now().getTime() - startedAt.getTime()
    hub.log.info({ kind, attempt: attempts, outcome, ...facts && { code: facts.code }, durationMs: duration }, 'exchange')
    hub.metrics.attempt({ enterprise, kind, outcome, failure: facts }, duration / 1000)
    hub.traces.record({ name: `exchange ${kind}`, kind: 'client', startedAt }, { attributes: { 'lianban.outcome': outcome }, failure: facts && failureClass(facts) })
    await storeExchange(hub, hub.pool, { orderId: id, personal, kind, attempt: attempts, startedAt, duration, outcome, messages, ...facts })
  }
  let answer: T
  try {
    answer = await collectMessages(messages, exchange)
  } catch (error) {
    // What was held back before anything was said is no exchange.
    if (error instanceof Failure && error.facts.condition === 'held' && messages.length === 0) throw error
    await store('failed', error instanceof Failure ? error.facts : INTERNAL)
    throw error
  }
  await store(answer?.kind ?? 'notFound')
  return answer
}
