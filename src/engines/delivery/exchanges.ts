/**
 * Keeps a row of every exchange with an enterprise: when, how long, which attempt, what came of it, and what was said,
 * redacted.
 */
import { Failure, type FailureFacts } from '../../../adapters/failure.ts'
import { joinStatements } from '../../ground/database/join-statements.ts'
import type { Statement } from '../../ground/database/pool.ts'
import { failureClass } from '../../ground/observe/failure-class.ts'
import type { OrderAtHand } from '../../records/orders/application.ts'
import { changeAmongOthers, type NamedOrder } from '../../records/orders/change-among-others.ts'
import { nextExchange, storeExchange } from '../../records/trail/exchanges.ts'
import { collectMessages, type SentMessage } from '../../records/trail/messages.ts'
import type { Attempt, Delivery, ExchangeKind } from './attempt.ts'

/** A fault of the hub's own: what the enterprise has done by then is unknown. */
export const INTERNAL: FailureFacts = {
  comeBack: 'askFirst', fault: 'hub', code: 'internal', message: '系统内部错误', alert: true
}

/** What of an attempt its exchanges are written down with. */
export interface Exchanging extends Pick<Attempt, 'unwritten'> {
  intent: Pick<Attempt['intent'], 'enterprise' | 'attempts' | 'exchange'>
  order: Pick<Attempt['order'], 'id' | 'personal'>
}

/**
 * Runs one exchange and has its outcome written down: the kind of the answer, or the code and words of the failure.
 */
export async function recordExchange<T extends { kind: string } | undefined> (
  delivery: Delivery, { intent, order, unwritten }: Exchanging, kind: ExchangeKind, exchange: () => Promise<T>
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
    unwritten.push(...storeExchange(delivery, number, exchange))
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

/** Changes the order that an attempt is about; what was said so far is written down in the same work. */
export async function changeOrderOf<T> (
  delivery: Delivery, { order, unwritten }: Pick<Attempt, 'unwritten'> & { order: NamedOrder },
  change: (at: OrderAtHand) => Promise<T>
): Promise<T> {
  return await writingDown(unwritten, first => changeAmongOthers(delivery, order, change, first))
}

/** What was said so far is written `first` in a work; should that fail it stays unwritten. */
export async function writingDown<T> (
  unwritten: Attempt['unwritten'], act: (first: Statement[]) => Promise<T>
): Promise<T> {
  const first = unwritten.splice(0)
  return await act(first).catch(error => {
    unwritten.unshift(...first)
    throw error
  })
}

/** Writes down what was said and nothing followed from. Where that cannot be stored the log tells. */
export async function writeDown (
  { pool, log }: Pick<Delivery, 'pool' | 'log'>, { unwritten }: Pick<Attempt, 'unwritten'>
): Promise<void> {
  if (unwritten.length === 0) return
  await pool.query(joinStatements(unwritten.splice(0)))
    .catch(error => { log.error({ err: error }, 'exchange not written down') })
}
