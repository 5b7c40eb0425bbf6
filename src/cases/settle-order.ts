/** Ends by hand what was given up about an order: a person has found out how it stands at the enterprise. */
import type { components } from '../../openapi/hub.d.ts'
import { inWork } from '../ground/database/work.ts'
import { Problem } from '../ground/problem/problem.ts'
import { recordAct, type ActTerms } from '../records/acts/acts.ts'
import { endIntents, payloadOf } from '../records/intents/intents.ts'
import { changeLocked, type OrderAtHand } from '../records/orders/application.ts'
import { declineWithdrawal, showFailure, transit, vouchFor } from '../records/orders/change-order.ts'
import type { Correction } from '../records/orders/form.ts'
import { acknowledge } from '../steps/acknowledge.ts'
import type { Steps } from '../steps/steps.ts'
import { appointAgain } from '../steps/appointment.ts'
import { receiveMaterial } from '../steps/receive-material.ts'
import {
  waitingIntents, type SETTLEMENTS, type UndeliverableOrder, type WaitingIntent
} from '../views/undeliverable-orders.ts'
import { stillWaiting } from './redrive-orders.ts'

export type Settlement = Omit<components['schemas']['SettlementRequest'], 'reason'>

/**
 * The portal is told as of everything that happens to an order. Throws Problem `undeliverable-order-not-found`,
 * `order-changed` where something else waits by now, `settlement-not-possible`.
 */
export async function settleOrder (
  hub: Steps, orderId: string, settlement: Settlement, { actor, reason }: Pick<ActTerms, 'actor' | 'reason'>
): Promise<void> {
  await inWork(hub, async work => {
    const [waiting] = await stillWaiting(work, await waitingIntents(work, { orderIds: [orderId] }))
    if (!waiting) throw new Problem('undeliverable-order-not-found')
    if (waiting.task !== settlement.task) throw new Problem('order-changed')
    const settle = SETTLED[waiting.task][settlement.outcome]
    if (!settle) throw new Problem('settlement-not-possible')
    await changeLocked(hub, work, orderId, async at => {
      at.application.by = actor
      await settle(hub, at, waiting, settlement)
      // What failed about a time its order never showed.
      if (waiting.task !== 'appoint') showFailure(at)
    })
    // The remark and the number are the applicant's business, and are kept with the order.
    const target = { order: waiting.reference, task: waiting.task, outcome: settlement.outcome }
    await recordAct(hub, work, {
      at: hub.now(), actor, action: 'order-settlement', target, about: [waiting.jointNumber], reason, affected: 1
    })
  })
}

type Settle = (hub: Steps, at: OrderAtHand, waiting: WaitingIntent, settlement: Settlement) => Promise<void>

const ENDINGS = { refused: endedAs('refused'), withdrawn: endedAs('withdrawn') }

type Task = UndeliverableOrder['task']

/** How each kind of task can be settled; any other pair is refused. */
const SETTLED: Record<Task, Partial<Record<Settlement['outcome'], Settle>>> = {
  place: { delivered, ...ENDINGS },
  supplement: { delivered: materialDelivered, ...ENDINGS },
  withdraw: { declined, ...ENDINGS },
  appoint: { delivered: timeDelivered }
} satisfies { [T in Task]: Record<typeof SETTLEMENTS[T][number], Settle> }

/** The enterprise's mapping and settings are needed to apply parked callbacks and to watch the order. */
async function delivered (
  hub: Steps, at: OrderAtHand, _waiting: WaitingIntent, { nativeNumber, remark }: Settlement
): Promise<void> {
  const enterprise = hub.enterprises.get(at.order.enterprise)
  if (!enterprise) throw new Problem('settlement-not-possible')
  await acknowledge(hub, enterprise, at, { source: 'hub', nativeNumber, remark })
  vouchFor(at)
}

async function materialDelivered (hub: Steps, at: OrderAtHand, { intentId }: WaitingIntent): Promise<void> {
  const { corrections } = await payloadOf(hub.vault, at.work, intentId) as { corrections: Correction }
  endIntents(at.work, at.order.id, 'supplement')
  await receiveMaterial(hub, at, corrections, 'hub')
  await tellTime(hub, at)
}

async function tellTime (hub: Steps, at: OrderAtHand): Promise<void> {
  const enterprise = hub.enterprises.get(at.order.enterprise)
  if (enterprise) await appointAgain(hub, enterprise, at)
}

async function timeDelivered (_hub: Steps, { work, order }: OrderAtHand): Promise<void> {
  endIntents(work, order.id, 'appoint')
}

async function declined (
  hub: Steps, at: OrderAtHand, _waiting: WaitingIntent, { remark }: Settlement
): Promise<void> {
  endIntents(at.work, at.order.id, 'withdraw')
  declineWithdrawal(hub, at, { source: 'hub', remark })
  await tellTime(hub, at)
}

function endedAs (state: 'refused' | 'withdrawn'): Settle {
  return async (hub, at, _waiting, { remark }) => {
    transit(hub, at, { state, source: 'hub', remark })
    endIntents(at.work, at.order.id)
  }
}
