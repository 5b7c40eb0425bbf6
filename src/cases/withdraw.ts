/** Takes the applicant's wish to withdraw: at once where an order has not left the hub, else as an intent towards its enterprise. */
import type { components } from '../../openapi/hub.d.ts'
import type { View } from '../ground/access/visible.ts'
import { transaction, type Connection } from '../ground/database/pool.ts'
import { cancelUnbegun, openIntent } from '../records/intents/intents.ts'
import type { Alarm } from '../ground/queue/alarms.ts'
import type { Hub } from '../hub.ts'
import { fieldError } from '../ground/problem/field-errors.ts'
import { Problem } from '../ground/problem/problem.ts'
import { isFinal } from '../records/orders/states.ts'
import { readApplication, type Application } from '../views/applications.ts'
import { lockOrders, transit, type LockedOrder } from '../records/orders/transition.ts'

type Request = components['schemas']['WithdrawalRequest']

/**
 * Throws Problem `application-not-found`; `validation-failed` for an enterprise that has no order of this application;
 * `nothing-to-withdraw` when none of the orders meant is open.
 */
export async function withdraw (hub: Hub, view: View, jointNumber: string, { reason, enterprises }: Request): Promise<Application> {
  const alarms: Alarm[] = []
  await transaction(hub.pool, async connection => {
    const orders = await lockOrders(connection, view, jointNumber)
    const errors = (enterprises ?? []).flatMap((slug, index) =>
      orders.some(({ enterprise }) => enterprise === slug) ? [] : [fieldError(`/enterprises/${index}`, 'no-such-order')])
    if (errors.length > 0) throw new Problem('validation-failed', { errors })
    const meant = orders.filter(order => !enterprises || enterprises.includes(order.enterprise))
    const open = meant.filter(({ state }) => !isFinal(state))
    if (open.length === 0 && !meant.some(({ state }) => state === 'withdrawn')) throw new Problem('nothing-to-withdraw')
    for (const order of open) await withdrawOrder(hub, connection, order, reason, alarms)
  })
  await hub.alarms.set(alarms)
  return await readApplication(hub, view, jointNumber)
}

async function withdrawOrder (hub: Hub, connection: Connection, order: LockedOrder, reason: string, alarms: Alarm[]): Promise<void> {
  if (await cancelUnbegun(connection, order.id)) {
    await transit(hub, connection, order, { state: 'withdrawn', source: 'hub', remark: reason }, alarms)
    return
  }
  const now = hub.now()
  await connection.query("update orders set withdrawal = 'requested', withdrawal_reason_sealed = null where id = $1", [order.id])
  alarms.push(...await openIntent(hub, connection, { orderId: order.id, enterprise: order.enterprise, kind: 'withdraw', at: now, now, payload: { reason } }))
}
