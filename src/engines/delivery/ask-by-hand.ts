/** Asks an enterprise about an order that stands in front of a person, because that person wants to know. */
import type { Inquiry } from '../../../adapters/adapter.ts'
import type { ConnectedEnterprise } from '../../enterprises/connected-enterprise.ts'
import { peekGivenUp } from '../../records/intents/claim-intent.ts'
import { around } from './around.ts'
import { loadedOrder, type Attempt, type Delivery } from './attempt.ts'
import { readBreaker } from './breaker.ts'
import { recordExchange, writeDown } from './exchanges.ts'
import { throughGate } from './gate.ts'
import { leaseFrom } from './lease.ts'
import { presentableAdapter } from './presentable-adapter.ts'

export interface AskedByHand {
  /** Of its intent, by which it is seen whether anything was tried after it was asked about. */
  claims: number
  inquiry: Inquiry<unknown>
}

/**
 * Like any other question: in the trail, and not while the enterprise is closed or silent. Nothing for an intent that
 * was not given up. Throws Failure where there is no answer.
 */
export async function askByHand (
  delivery: Delivery, enterprise: ConnectedEnterprise, intentId: string
): Promise<AskedByHand | undefined> {
  const leasedUntil = leaseFrom(delivery.now(), delivery, enterprise)
  const given = await peekGivenUp(delivery.pool, intentId, leasedUntil)
  if (!given) return undefined
  const { intent } = given
  const order = loadedOrder(delivery.vault, intent, given.order)
  const breaker = await readBreaker(delivery.pool, enterprise.slug)
  const about: Omit<Attempt, 'adapter'> = { enterprise, intent, order, unwritten: [] }
  const asked = throughGate(delivery, enterprise, breaker, intent, async guard => {
    const adapter = presentableAdapter(around(enterprise.adapter, guard), order.personal)
    return await recordExchange(delivery, about, 'inquire', () => adapter.inquire(order.key))
  })
  const inquiry = await asked.finally(() => writeDown(delivery, about))
  return { claims: intent.claims, inquiry }
}
