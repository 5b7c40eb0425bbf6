/**
 * The lease of the attempt at hand: while it runs nobody else works on the intent. An attempt may be held up on its
 * way, by the enterprise's rate limit, by a session token or by a slow database; before a message leaves, a lease that
 * would not outlast it is renewed, and an attempt that has lost its lease sends nothing any more.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { Failure } from '../../../adapters/failure.ts'
import type { HttpObserver } from '../../../adapters/http.ts'
import type { ConnectedEnterprise } from '../../enterprises/connected-enterprise.ts'
import type { Intent } from '../../records/intents/claim-intent.ts'
import { renewLease } from '../../records/intents/intents.ts'
import type { Delivery } from './attempt.ts'

type Timed = { settings: Pick<ConnectedEnterprise['settings'], 'timeout'> }

type Leasing = Pick<Delivery, 'pool' | 'now' | 'settings'>

/** As much of an intent as a lease is about. */
type Leased = Pick<Intent, 'id' | 'claims' | 'leasedUntil'>

interface Lease { delivery: Leasing, enterprise: Timed, intent: Leased }

const leases = new AsyncLocalStorage<Lease>()

/** Messages that an attempt takes at most, if nothing holds it up. */
const MESSAGES = 4

/** Until when an attempt that begins now is left alone. */
export function leaseFrom (now: Date, { settings }: Pick<Delivery, 'settings'>, enterprise: Timed): Date {
  return new Date(now.getTime() + MESSAGES * enterprise.settings.timeout + settings.hub.takeOverAfter)
}

/**
 * Runs an attempt at an intent that was claimed until `intent.leasedUntil`, which is moved on when the lease is
 * renewed.
 */
export function underLease<T> (
  delivery: Leasing, enterprise: Timed, intent: Leased, attempt: () => Promise<T>
): Promise<T> {
  return leases.run({ delivery, enterprise, intent }, attempt)
}

/**
 * Makes sure that the lease at hand outlasts another message. Throws Failure `held` when the intent is another
 * attempt's by now, or has ended.
 */
export async function keepLease (): Promise<void> {
  const lease = leases.getStore()
  if (!lease) return
  const { delivery, enterprise, intent } = lease
  const now = delivery.now()
  const needed = enterprise.settings.timeout + delivery.settings.hub.takeOverAfter
  if (intent.leasedUntil.getTime() - now.getTime() >= needed) return
  const leasedUntil = leaseFrom(now, delivery, enterprise)
  if (!await renewLease(delivery.pool, intent, leasedUntil)) {
    throw new Failure({
      comeBack: 'later', fault: 'hub', code: 'lease-lost', message: '此事项已由另一次处理接手', condition: 'held'
    })
  }
  intent.leasedUntil = leasedUntil
}

/** Lets messages out as long as the attempt they belong to has its lease; what belongs to none goes as it is. */
export function leased (observe: HttpObserver): HttpObserver {
  return async (request, send) => {
    await keepLease()
    return await observe(request, send)
  }
}
