/**
 * Asks an enterprise where an order stands: before placing one again whose fate is unknown, and to watch those it has.
 */
import type { Inquiry, Placement } from '../../../adapters/adapter.ts'
import type { OrderState } from '../../../mappings/mapping.ts'
import type { DeliverySettings } from '../../enterprises/delivery-settings.ts'
import { closeIntent, openAgain } from '../../records/intents/intents.ts'
import { postponeIntent } from '../../records/intents/postpone-intent.ts'
import { changeOrder, type OrderAtHand } from '../../records/orders/application.ts'
import { passCustody } from '../../records/orders/change-order.ts'
import { isFinal } from '../../records/orders/states.ts'
import { acknowledge } from '../../steps/acknowledge.ts'
import { applyProgress } from '../../steps/progress.ts'
import type { Attempt, Delivery } from './attempt.ts'
import { changeOrderOf, recordExchange } from './exchanges.ts'

type Found = Extract<Inquiry<unknown>, { kind: 'found' }>

/** The placement that took place after all, or nothing when the enterprise does not know the order. */
export async function ask ({ adapter, order }: Attempt): Promise<Placement<unknown> | undefined> {
  const inquiry = await adapter.inquire(order.key)
  return inquiry.kind === 'notFound' ? undefined : { ...inquiry, kind: 'acknowledged' }
}

/** Asks once and stores the answer; answers when to ask again, or nothing when the order has ended. */
export async function watch (delivery: Delivery, attempt: Attempt): Promise<Date | undefined> {
  const { enterprise: { settings }, adapter, intent, order } = attempt
  if (await closeIfEnded(delivery, attempt)) return undefined
  const inquiry = await recordExchange(delivery, attempt, 'inquire', () => adapter.inquire(order.key))
  return await changeOrderOf(delivery, attempt, async at => {
    if (inquiry.kind === 'notFound') placeAgain(delivery, attempt, at)
    else await applyInquiry(delivery, attempt, at, inquiry)
    if (isFinal(at.order.state)) {
      closeIntent(at.work, intent)
      return undefined
    }
    const again = new Date(delivery.now().getTime() + intervalOf(settings.delivery, at.order.state))
    await postponeIntent(at.work, intent, { at: again, askFirst: false })
    return again
  })
}

/** As long as the applicant has to bring material the enterprise has little to say. */
function intervalOf ({ watch: { every, awaiting = every } }: DeliverySettings, state: OrderState): number {
  return state === 'needsMaterial' ? every : Math.min(awaiting, every)
}

/**
 * Where an order stands before something about it is sent again: as its enterprise says, if it is to be asked because
 * it may have acted on an earlier attempt, else as the hub knows.
 */
export async function standing (
  delivery: Delivery, attempt: Attempt, toAsk: boolean
): Promise<OrderState | 'notFound'> {
  const { adapter, intent, order } = attempt
  const inquiry = toAsk
    ? await recordExchange(delivery, attempt, 'inquire', () => adapter.inquire(order.key))
    : undefined
  if (toAsk) intent.askFirst = false
  if (inquiry?.kind === 'notFound') return 'notFound'
  return await changeOrderOf(delivery, attempt, async at => {
    if (inquiry) await applyInquiry(delivery, attempt, at, inquiry)
    return at.order.state
  })
}

async function applyInquiry (
  delivery: Delivery, { enterprise }: Attempt, at: OrderAtHand, { nativeNumber, status }: Found
): Promise<void> {
  if (at.order.delivery !== 'acknowledged') {
    await acknowledge(delivery, enterprise, at, { source: 'inquiry', nativeNumber, status })
    return
  }
  await applyProgress(delivery, at, enterprise.mapping.progress(status), 'inquiry', { nativeNumber })
}

/**
 * The enterprise had acknowledged the order and does not know it any more: its data was restored from an earlier time,
 * or it acknowledged what it never stored. An operator is told; and the order is handed over again under the same
 * reference. That is safe, because the reference is the key by which every interface document knows a repeat: where the
 * enterprise has the order after all, it says so and nothing is done twice. Where it has not, the applicant would wait
 * for ever otherwise. The placement asks once more before it places. Not where a person has said that the enterprise
 * has it: taken by telephone, it may be known there by other words.
 */
function placeAgain (delivery: Delivery, { enterprise: { slug, settings } }: Attempt, at: OrderAtHand): void {
  const { work, order } = at
  // An order that is being placed, or stands in front of a person, is not expected to be there.
  if (order.delivery !== 'acknowledged' || isFinal(order.state)) return
  const facts = { enterprise: slug, reference: order.reference }
  if (order.vouchedFor) {
    delivery.log.error({ alert: 'settled-order-unknown', ...facts }, 'order settled by hand is not known')
    return
  }
  const now = delivery.now()
  const again = new Date(now.getTime() + settings.delivery.retry.first)
  openAgain(work, { orderId: order.id, enterprise: slug, at: again, now })
  passCustody(at, 'unknown', { code: 'order-lost', message: '企业系统查无此单' })
  delivery.log.error({ alert: 'order-lost', ...facts }, 'enterprise has lost an order it had acknowledged')
}

/** A callback may have ended the order since. */
async function closeIfEnded (delivery: Delivery, { intent, order }: Attempt): Promise<boolean> {
  return await changeOrder(delivery, order.id, async at => {
    if (!isFinal(at.order.state)) return false
    closeIntent(at.work, intent)
    return true
  })
}
