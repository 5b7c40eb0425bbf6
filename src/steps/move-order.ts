/**
 * An order of an enterprise that has a system goes to the desk of its people, and back. Nothing of its state changes:
 * only who is to see to it.
 */
import type { ConnectedEnterprise } from '../enterprises/connected-enterprise.ts'
import { endIntents, openIntents } from '../records/intents/intents.ts'
import type { OrderAtHand } from '../records/orders/application.ts'
import { passCustody } from '../records/orders/change-order.ts'
import type { Steps } from './steps.ts'

/** One that could not be handed over: from here on it waits for somebody to take it. */
export function moveToDesk ({ vault, now }: Pick<Steps, 'vault' | 'now'>, at: OrderAtHand): void {
  const { work, order: { id: orderId, enterprise } } = at
  passCustody(at, 'placed')
  at.order.desk = 'moved'
  at.order.takenBy = null
  endIntents(work, orderId, 'place')
  openIntents(vault, work, [{ orderId, enterprise, kind: 'place', at: now(), now: now(), atDesk: true }])
}

/** One that nobody has taken there: it is handed over to the system, which is asked before. */
export function returnToSystem (
  { vault, now }: Pick<Steps, 'vault' | 'now'>, { slug }: Pick<ConnectedEnterprise, 'slug'>, at: OrderAtHand
): void {
  const { work, order } = at
  passCustody(at, 'unknown')
  order.desk = null
  endIntents(work, order.id, 'place')
  const intent = { orderId: order.id, enterprise: slug, kind: 'place', at: now(), now: now(), askFirst: true } as const
  openIntents(vault, work, [intent])
}

/** Whether it was moved to the desk and nobody has taken it there. */
export function mayReturn ({ desk, delivery }: Pick<OrderAtHand['order'], 'desk' | 'delivery'>): boolean {
  return desk === 'moved' && delivery === 'placed'
}
