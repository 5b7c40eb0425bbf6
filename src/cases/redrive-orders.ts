/** Takes up again what was given up about orders, and records that; a dry run only counts it. */
import { inWork, type Work } from '../ground/database/work.ts'
import { recordAct, type ActTerms } from '../records/acts/acts.ts'
import { reopenIntent } from '../records/intents/intents.ts'
import { changeLocked, lockAll, type OrderRecords } from '../records/orders/application.ts'
import { passCustody } from '../records/orders/change-order.ts'
import { waitingIntents, type OrderFilter, type WaitingIntent } from '../views/undeliverable-orders.ts'

/** Answers how many orders are under way again, or would be. */
export async function redriveOrders (
  hub: OrderRecords, filter: OrderFilter, { actor, reason, dryRun = false }: ActTerms
): Promise<number> {
  const now = hub.now()
  return await inWork(hub, async work => {
    const chosen = await waitingIntents(work, filter)
    if (dryRun) return chosen.length
    const [references, about]: [string[], string[]] = [[], []]
    for (const waiting of await stillWaiting(work, chosen)) {
      if (!await redrive(hub, work, waiting, now)) continue
      references.push(waiting.reference)
      about.push(waiting.jointNumber)
    }
    const target = { filter, orders: references }
    if (references.length > 0) {
      await recordAct(hub, work, {
        at: now, actor, action: 'order-redrive', target, about, reason, affected: references.length
      })
    }
    return references.length
  })
}

/** A placement is as uncertain again as it was. */
async function redrive (
  hub: OrderRecords, work: Work, { intentId, orderId }: WaitingIntent, now: Date
): Promise<boolean> {
  const reopened = await reopenIntent(work, intentId, now)
  if (reopened?.kind === 'place') {
    await changeLocked(hub, work, orderId, async at => {
      const { failure } = at.order
      passCustody(at, reopened.askFirst ? 'unknown' : 'pending', failure ?? undefined)
    })
  }
  return reopened !== undefined
}

/** Those of the chosen that still wait once they are locked. */
export async function stillWaiting (work: Work, chosen: WaitingIntent[]): Promise<WaitingIntent[]> {
  await lockAll(work, chosen.map(({ serial }) => serial))
  const intentIds = new Set(chosen.map(({ intentId }) => intentId))
  const waiting = await waitingIntents(work, { orderIds: chosen.map(({ orderId }) => orderId) })
  return waiting.filter(({ intentId }) => intentIds.has(intentId))
}
