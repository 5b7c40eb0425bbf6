/** Takes up again what was given up about orders: counted, or done and recorded. */
import { lockApplications } from '../records/orders/transition.ts'
import { transaction, type Connection } from '../ground/database/pool.ts'
import { reopenIntent } from '../records/intents/intents.ts'
import type { Alarm } from '../ground/queue/alarms.ts'
import type { Hub } from '../hub.ts'
import { recordAct, type ActTerms } from '../records/acts/acts.ts'
import { waitingIntents, type OrderFilter, type WaitingIntent } from '../views/undeliverable-orders.ts'

/** Answers how many orders are under way again, or would be. */
export async function redriveOrders (hub: Pick<Hub, 'pool' | 'alarms' | 'now'>, filter: OrderFilter, { actor, reason, dryRun = false }: ActTerms): Promise<number> {
  const now = hub.now()
  const alarms: Alarm[] = []
  const count = await transaction(hub.pool, async connection => {
    const chosen = await waitingIntents(connection, filter)
    if (dryRun) return chosen.length
    const references: string[] = []
    for (const { intentId, reference } of await stillWaiting(connection, chosen)) {
      const alarm = await reopenIntent(connection, intentId, now)
      if (!alarm) continue
      alarms.push(alarm)
      references.push(reference)
    }
    if (references.length > 0) await recordAct(connection, { at: now, actor, action: 'order-redrive', target: { filter, orders: references }, reason, affected: references.length })
    return references.length
  })
  await hub.alarms.set(alarms)
  return count
}

/** Those of the chosen that are waiting now that nobody else can touch them. */
export async function stillWaiting (connection: Connection, chosen: WaitingIntent[]): Promise<WaitingIntent[]> {
  await lockApplications(connection, chosen.map(({ serial }) => serial))
  const intentIds = new Set(chosen.map(({ intentId }) => intentId))
  const waiting = await waitingIntents(connection, { orderIds: chosen.map(({ orderId }) => orderId) })
  return waiting.filter(({ intentId }) => intentIds.has(intentId))
}
