/**
 * What stands between an intent and its enterprise: nothing is sent while the enterprise is closed or does not answer.
 */
import type { Adapter } from '../../../adapters/adapter.ts'
import { Failure } from '../../../adapters/failure.ts'
import type { ConnectedEnterprise } from '../../enterprises/connected-enterprise.ts'
import { endOfWindow } from '../../ground/calendar/daily-window.ts'
import type { Intent } from '../../records/intents/claim-intent.ts'
import type { Delivery } from './attempt.ts'
import { passBreaker, type Breaker, type Hold } from './breaker.ts'

/**
 * Runs `work` with the adapter it may use; `breaker` as it stood when the intent was claimed. Throws Failure `held`
 * where nothing may be sent now; the retry policy sees to the rest.
 */
export async function throughGate<T> (
  delivery: Delivery, enterprise: ConnectedEnterprise, breaker: Breaker, { leasedUntil }: Pick<Intent, 'leasedUntil'>,
  work: (adapter: Adapter<unknown, unknown>) => Promise<T>
): Promise<T> {
  const now = delivery.now()
  const passage = closed(enterprise, now) ?? await passBreaker(delivery, enterprise, breaker, leasedUntil)
  if ('until' in passage) {
    const { until, code, message } = passage
    const retryAfter = until.getTime() - now.getTime()
    throw new Failure({ comeBack: 'later', fault: 'enterprise', code, message, condition: 'held', retryAfter })
  }
  const { adapter, end } = passage
  try {
    return await work(adapter)
  } finally {
    await end()
  }
}

function closed ({ settings }: ConnectedEnterprise, now: Date): Hold | undefined {
  const until = endOfWindow(settings.delivery.maintenance, now)
  return until && { until, code: 'maintenance', message: '企业系统每日维护时段，结束后送出' }
}
