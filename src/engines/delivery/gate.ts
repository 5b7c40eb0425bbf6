/**
 * What stands between an intent and its enterprise: nothing is sent while the enterprise is closed or does not answer.
 */
import { Failure } from '../../../adapters/failure.ts'
import { endOfWindow } from '../../ground/calendar/daily-window.ts'
import type { Intent } from '../../records/intents/claim-intent.ts'
import type { Delivery } from './attempt.ts'
import { passBreaker, type Breaker, type Guard, type Hold, type Partner } from './breaker.ts'

/**
 * Runs `work` with what is to be done around each of its calls; `breaker` as it stood when the intent was claimed.
 * Throws Failure `held` where nothing may be sent now; the retry policy sees to the rest.
 */
export async function throughGate<T> (
  delivery: Delivery, enterprise: Partner, breaker: Breaker, { leasedUntil }: Pick<Intent, 'leasedUntil'>,
  work: (guard: Guard) => Promise<T>
): Promise<T> {
  const now = delivery.now()
  const passage = closed(enterprise, now) ?? await passBreaker(delivery, enterprise, breaker, leasedUntil)
  if ('until' in passage) {
    const { until, code, message } = passage
    const retryAfter = until.getTime() - now.getTime()
    throw new Failure({ comeBack: 'later', fault: 'enterprise', code, message, condition: 'held', retryAfter })
  }
  const { guard, end } = passage
  try {
    return await work(guard)
  } finally {
    await end()
  }
}

function closed ({ settings }: Partner, now: Date): Hold | undefined {
  const until = endOfWindow(settings.delivery.maintenance, now)
  return until && { until, code: 'maintenance', message: '企业系统每日维护时段，结束后送出' }
}
