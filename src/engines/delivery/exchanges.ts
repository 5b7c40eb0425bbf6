/**
 * Keeps a row of every exchange with an enterprise: when, how long, which attempt, what came of it, and what was said,
 * redacted.
 */
import { Failure, type FailureFacts } from '../../../adapters/failure.ts'
import { failureClass } from '../../ground/observe/failure-class.ts'
import { nextExchange, storeExchange } from '../../records/trail/exchanges.ts'
import { collectMessages, type SentMessage } from '../../records/trail/messages.ts'
import type { Attempt, Delivery, ExchangeKind } from './attempt.ts'

/** A fault of the hub's own: what the enterprise has done by then is unknown. */
export const INTERNAL: FailureFacts = {
  comeBack: 'askFirst', fault: 'hub', code: 'internal', message: '系统内部错误', alert: true
}

/** Runs one exchange and stores its outcome: the kind of the answer, or the code and words of the failure. */
export async function recordExchange<T extends { kind: string } | undefined> (
  delivery: Delivery, { intent, order }: Attempt, kind: ExchangeKind, exchange: () => Promise<T>
): Promise<T> {
  const { log, metrics, traces, now, pool } = delivery
  const { enterprise, attempts } = intent
  const startedAt = now()
  const messages: SentMessage[] = []
  const store = async (outcome: string, facts?: FailureFacts): Promise<void> => {
    const duration = now().getTime() - startedAt.getTime()
    log.info({ kind, attempt: attempts, outcome, ...facts && { code: facts.code }, durationMs: duration }, 'exchange')
    metrics.attempt({ enterprise, kind, outcome, failure: facts }, duration / 1000)
    traces.record({ name: `exchange ${kind}`, kind: 'client', startedAt }, {
      attributes: { 'lianban.outcome': outcome }, failure: facts && failureClass(facts)
    })
    const { id: orderId, personal } = order
    const exchange = { orderId, personal, kind, attempt: attempts, startedAt, duration, outcome, messages, ...facts }
    const number = intent.exchange ?? await nextExchange(pool)
    intent.exchange = undefined
    await pool.query(storeExchange(delivery, number, exchange))
  }
  let answer: T
  try {
    answer = await collectMessages(messages, exchange)
  } catch (error) {
    // What was held back before any message left is no exchange.
    if (error instanceof Failure && error.facts.condition === 'held' && messages.length === 0) throw error
    await store('failed', error instanceof Failure ? error.facts : INTERNAL)
    throw error
  }
  await store(answer?.kind ?? 'notFound')
  return answer
}
