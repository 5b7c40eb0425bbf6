/**
 * Moves an order that could not be delivered to the desk of its enterprise, and back. The enterprise is asked first, so
 * that what its system has after all is not worked twice.
 */
import { Failure } from '../../adapters/failure.ts'
import type { components } from '../../openapi/hub.d.ts'
import type { Delivery } from '../engines/delivery/attempt.ts'
import { askByHand, type AskedByHand } from '../engines/delivery/ask-by-hand.ts'
import type { ConnectedEnterprise } from '../enterprises/connected-enterprise.ts'
import { inWork, type Work } from '../ground/database/work.ts'
import { Problem } from '../ground/problem/problem.ts'
import { recordAct, type ActTerms } from '../records/acts/acts.ts'
import { isGivenUpStill } from '../records/intents/intents.ts'
import { changeLocked, type OrderAtHand } from '../records/orders/application.ts'
import { findMoved } from '../records/orders/find-at-desk.ts'
import { acknowledge } from '../steps/acknowledge.ts'
import { mayReturn, moveToDesk as move, returnToSystem } from '../steps/move-order.ts'
import type { Steps } from '../steps/steps.ts'
import { waitingIntents, type WaitingIntent } from '../views/undeliverable-orders.ts'
import { stillWaiting } from './redrive-orders.ts'

type Outcome = components['schemas']['MovedToDesk']['outcome']
export const MOVE_OUTCOMES: Record<Outcome, string> = {
  moved: '已移到工作台，由企业的服务专员办理', delivered: '企业的系统已有此单，按已送达处理，没有移'
}

type Terms = Pick<ActTerms, 'actor' | 'reason'>

/**
 * `vouched`: whoever moves it has found out that the enterprise does not have it; it is not asked. Answers `delivered`
 * where the enterprise says that it has it: then it is not moved. Throws Problem `undeliverable-order-not-found`,
 * `move-not-possible`, `enterprise-not-asked` or `order-changed`.
 */
export async function moveToDesk (
  hub: Delivery, orderId: string, { actor, reason }: Terms, vouched = false
): Promise<Outcome> {
  const [waiting] = await waitingIntents(hub.pool, { orderIds: [orderId] })
  if (!waiting) throw new Problem('undeliverable-order-not-found')
  if (waiting.task !== 'place') throw new Problem('move-not-possible')
  const asked = vouched ? undefined : await ask(hub, waiting)
  return await inWork(hub, async work => {
    await requireUnchanged(work, waiting, asked)
    const outcome = await changeLocked(hub, work, orderId, async at => {
      at.application.by = actor
      return await settle(hub, at, asked)
    })
    const { reference: order, jointNumber } = waiting
    const target = { orderId, order, outcome, vouched }
    await recordAct(hub, work, {
      at: hub.now(), actor, action: 'order-to-desk', target, about: [jointNumber], reason, affected: 1
    })
    return outcome
  })
}

/** While it was asked about, another may have taken the order up again. */
async function requireUnchanged (work: Work, waiting: WaitingIntent, asked: AskedByHand | undefined): Promise<void> {
  const [still] = await stillWaiting(work, [waiting])
  if (!still) throw new Problem('undeliverable-order-not-found')
  if (asked && !await isGivenUpStill(work, waiting.intentId, asked.claims)) throw new Problem('order-changed')
}

async function settle (hub: Steps, at: OrderAtHand, asked: AskedByHand | undefined): Promise<Outcome> {
  const enterprise = hub.enterprises.get(at.order.enterprise)
  // What it has said of the order by itself waits for the acknowledgement.
  if (enterprise && asked?.inquiry.kind === 'found') {
    const { nativeNumber, status } = asked.inquiry
    await acknowledge(hub, enterprise, at, { source: 'inquiry', nativeNumber, status })
    return 'delivered'
  }
  if (enterprise && at.order.hasParked) {
    await acknowledge(hub, enterprise, at, { source: 'callback' })
    return 'delivered'
  }
  move(hub, at)
  return 'moved'
}

/** Throws Problem `enterprise-not-asked` with why there is no answer. */
async function ask (hub: Delivery, { enterprise: slug, intentId }: WaitingIntent): Promise<AskedByHand> {
  const enterprise = systemOf(hub, slug)
  if (!enterprise) throw new Problem('enterprise-not-asked', { detail: '该企业现在没有接入系统' })
  try {
    const asked = await askByHand(hub, enterprise, intentId)
    if (!asked) throw new Problem('order-changed')
    return asked
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const { code, message } = error.facts
    throw new Problem('enterprise-not-asked', { detail: `${code} ${message}`, cause: error })
  }
}

function systemOf ({ enterprises }: Pick<Steps, 'enterprises'>, slug: string): ConnectedEnterprise | undefined {
  const enterprise = enterprises.get(slug)
  return enterprise?.atDesk ? undefined : enterprise
}

/**
 * Hands an order that was moved to the desk over to the system again, as long as nobody has taken it. Throws Problem
 * `undeliverable-order-not-found`, also for one that was never moved, or `move-not-possible`.
 */
export async function returnFromDesk (hub: Steps, orderId: string, { actor, reason }: Terms): Promise<void> {
  await inWork(hub, async work => {
    const found = await findMoved(work, orderId)
    if (!found) throw new Problem('undeliverable-order-not-found')
    await changeLocked(hub, work, orderId, async at => {
      const enterprise = systemOf(hub, at.order.enterprise)
      if (!enterprise || !mayReturn(at.order)) throw new Problem('move-not-possible')
      at.application.by = actor
      returnToSystem(hub, enterprise, at)
    })
    const { jointNumber, reference: order } = found
    await recordAct(hub, work, {
      at: hub.now(),
      actor,
      action: 'order-from-desk',
      target: { orderId, order },
      about: [jointNumber],
      reason,
      affected: 1
    })
  })
}
