/** Opens orders: their rows, and the intents to hand them over. */
import type { ConnectedEnterprise } from '../enterprises/connected-enterprise.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import type { Work } from '../ground/database/work.ts'
import { openIntents } from '../records/intents/intents.ts'
import type { LockedApplication } from '../records/orders/application.ts'
import type { LockedOrder } from '../records/orders/locked-order.ts'
import * as orders from '../records/orders/new-orders.ts'
import type { Steps } from './steps.ts'

export interface Target extends Pick<orders.NewOrder, 'service' | 'kind'> { enterprise: ConnectedEnterprise }

/** At the same moment to all of them (统一受理). */
export async function openOrders (
  steps: Pick<Steps, 'vault' | 'now' | 'references'>, work: Work, application: LockedApplication, targets: Target[]
): Promise<LockedOrder[]> {
  const now = steps.now()
  const named = { jointNumber: application.jointNumber, receivedAt: localTime(application.receivedAt) }
  const wanted = targets.map(({ enterprise: { slug, mapping, site, atDesk }, service, kind }): orders.NewOrder => ({
    enterprise: slug, service, kind, atDesk, reference: candidate => mapping.reference(named, candidate, site.county)
  }))
  const opened = await orders.openOrders(steps, work, application, wanted)
  openIntents(steps.vault, work, opened.map(({ id, enterprise, desk }) => (
    { orderId: id, enterprise, kind: 'place', at: now, now, atDesk: desk !== null })))
  return opened
}
