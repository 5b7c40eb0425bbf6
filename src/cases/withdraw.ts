/**
 * Takes the applicant's wish to withdraw: at once where an order has not left the hub, else as an intent towards its
 * enterprise.
 */
import type { components } from '../../openapi/hub.d.ts'
import type { View } from '../ground/access/visible.ts'
import { fieldError } from '../ground/problem/field-errors.ts'
import { Problem } from '../ground/problem/problem.ts'
import { cancelUnbegun, openIntents } from '../records/intents/intents.ts'
import { changeApplication, ordersSeen, type OrderAtHand } from '../records/orders/application.ts'
import { requestWithdrawal, transit } from '../records/orders/change-order.ts'
import { isFinal } from '../records/orders/states.ts'
import type { Steps } from '../steps/steps.ts'
import { readApplication, type Application, type ApplicationNeeds } from '../views/applications.ts'

type Request = components['schemas']['WithdrawalRequest']

/**
 * Throws Problem `application-not-found`; `validation-failed` for an enterprise that has no order of this application;
 * `nothing-to-withdraw` when none of the orders meant is open.
 */
export async function withdraw (
  hub: Steps & ApplicationNeeds, view: View, jointNumber: string, { reason, enterprises }: Request, by?: string
): Promise<Application> {
  await changeApplication(hub, view, jointNumber, async (work, application) => {
    application.by = by
    const orders = ordersSeen(application, view)
    const errors = (enterprises ?? []).flatMap((slug, index) => {
      const hasOrder = orders.some(({ enterprise }) => enterprise === slug)
      return hasOrder ? [] : [fieldError(`/enterprises/${index}`, 'no-such-order')]
    })
    if (errors.length > 0) throw new Problem('validation-failed', { errors })
    const meant = orders.filter(order => !enterprises || (enterprises as string[]).includes(order.enterprise))
    const open = meant.filter(({ state }) => !isFinal(state))
    if (open.length === 0 && !meant.some(({ state }) => state === 'withdrawn')) throw new Problem('nothing-to-withdraw')
    for (const order of open) await withdrawOrder(hub, { work, application, order }, reason)
  })
  return await readApplication(hub, view, jointNumber)
}

async function withdrawOrder (hub: Steps, at: OrderAtHand, reason: string): Promise<void> {
  const { work, order } = at
  if (await cancelUnbegun(work, order.id)) {
    transit(hub, at, { state: 'withdrawn', source: 'hub', remark: reason })
    return
  }
  const now = hub.now()
  requestWithdrawal(hub, at, reason)
  openIntents(hub.vault, work, [{
    orderId: order.id, enterprise: order.enterprise, kind: 'withdraw', at: now, now, atDesk: order.desk !== null
  }])
}
