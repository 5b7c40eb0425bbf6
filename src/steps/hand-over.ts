/**
 * The order that changes hands: an enterprise says that an address belongs to another company of the same service
 * (按经营区域划分), and the order goes on there, under the same joint number and the same clock. In one transaction the one
 * ends and the other begins, so that two are never alive at once.
 */
import { nextOfService } from '../enterprises/route.ts'
import { passAttachments } from '../records/attachments/attachments.ts'
import { endIntents } from '../records/intents/intents.ts'
import type { OrderAtHand } from '../records/orders/application.ts'
import type { Source } from '../records/orders/transition.ts'
import type { LockedOrder } from '../records/orders/locked-order.ts'
import { correct, transit } from '../records/orders/change-order.ts'
import { openCorrections } from '../records/orders/form.ts'
import { openOrders } from './open-orders.ts'
import type { Steps } from './steps.ts'

/**
 * When every company of the service has declined, the order is refused and an operator is told. One that the applicant
 * wants back has reached nobody, and is theirs.
 */
export async function handOver (
  steps: Steps, at: OrderAtHand, remark: string | undefined, source: Source
): Promise<void> {
  const { work, application, order } = at
  if (order.withdrawal === 'requested') {
    transit(steps, at, { state: 'withdrawn', source })
    endIntents(work, order.id)
    return
  }
  const next = nextOfService(steps.enterprises, order, application.orders.map(({ enterprise }) => enterprise))
  if (!next) {
    const { enterprise, reference } = order
    steps.log.error({ alert: 'declined-by-all', enterprise, reference }, 'no company serves the address')
    const reason = '该地址不在任何一家企业的经营区域' + (remark ? `：${remark}` : '')
    transit(steps, at, { state: 'refused', source, remark: reason })
    return
  }
  transit(steps, at, { state: 'handedOver', event: 'handedOver', source, remark: `不在经营区域，转由${next.name}办理` })
  endIntents(work, order.id)
  const opened = { enterprise: next, service: order.service, kind: order.kind }
  const [successor] = await openOrders(steps, work, application, [opened])
  inherit(steps, at, successor!)
}

/** What the applicant has corrected and brought for the order counts at the next company as well. */
function inherit (steps: Steps, { work, application, order }: OrderAtHand, successor: LockedOrder): void {
  if (order.correctionsSealed) {
    correct(steps, { work, application, order: successor }, openCorrections(steps.vault, order))
  }
  passAttachments(work, application.serial, { from: order.id, to: successor.id })
}
