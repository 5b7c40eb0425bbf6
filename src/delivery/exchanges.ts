/** Keeps a row of every exchange with an enterprise: when, how long, which attempt, what came of it. */
import { Failure } from '../../adapters/failure.ts'
import type { Hub } from '../hub.ts'
import type { Intent } from './intents.ts'

export type ExchangeKind = 'place' | 'inquire' | 'supplement' | 'withdraw'

/** Runs one exchange and stores its outcome: the kind of the answer, or the code and words of the failure. */
export async function recordExchange<T extends { kind: string } | undefined> (
  hub: Hub, { orderId, attempts }: Intent, kind: ExchangeKind, exchange: () => Promise<T>
): Promise<T> {
  const startedAt = hub.now()
  const store = async (outcome: string, facts?: { code: string, message: string }): Promise<void> => {
    const durationMs = hub.now().getTime() - startedAt.getTime()
    hub.log.info({ kind, attempt: attempts, outcome, ...facts && { code: facts.code }, durationMs }, 'exchange')
    await hub.pool.query(`
      insert into exchanges (order_id, kind, attempt, started_at, duration_ms, outcome, code, message) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [orderId, kind, attempts, startedAt, durationMs, outcome, facts?.code ?? null, facts?.message ?? null])
  }
  let answer: T
  try {
    answer = await exchange()
  } catch (error) {
    await store('failed', error instanceof Failure ? error.facts : { code: 'internal', message: '系统内部错误' })
    throw error
  }
  await store(answer?.kind ?? 'notFound')
  return answer
}
