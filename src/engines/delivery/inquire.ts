/** Asks an enterprise where an order stands: before placing one again whose fate is unknown, and to watch those it has. */
import type { Inquiry, Placement } from '../../../adapters/adapter.ts'
import type { OrderState } from '../../../mappings/mapping.ts'
import { applyProgress } from '../../steps/apply-progress.ts'
import { lockOrder, type LockedOrder } from '../../records/orders/transition.ts'
import { isFinal } from '../../records/orders/states.ts'
import { transaction, type Connection } from '../../ground/database/pool.ts'
import type { ConnectedEnterprise, Hub } from '../../hub.ts'
import { acknowledge } from '../../steps/acknowledge.ts'
import { recordExchange } from './exchanges.ts'
import { closeIntent, openAgain, postponeIntent, type Intent } from '../../records/intents/intents.ts'
import type { LoadedOrder } from './order.ts'
import type { Alarm } from '../../ground/queue/alarms.ts'

type Found = Extract<Inquiry<unknown>, { kind: 'found' }>

/** The placement that took place after all, or nothing when the enterprise does not know the order. */
export async function ask ({ adapter }: ConnectedEnterprise, { key }: LoadedOrder): Promise<Placement<unknown> | undefined> {
  const inquiry = await adapter.inquire(key)
  return inquiry.kind === 'notFound' ? undefined : { ...inquiry, kind: 'acknowledged' }
}

/** Asks once and stores the answer; answers when to ask again, or nothing when the order has ended. */
export async function watch (hub: Hub, enterprise: ConnectedEnterprise, intent: Intent, loaded: LoadedOrder): Promise<Date | undefined> {
  if (await closeIfEnded(hub, intent)) return undefined
  const inquiry = await recordExchange(hub, intent, loaded, 'inquire', () => enterprise.adapter.inquire(loaded.key))
  const alarms: Alarm[] = []
  const again = await transaction(hub.pool, async connection => {
    const order = await lockOrder(connection, intent.orderId)
    if (inquiry.kind === 'notFound') await placeAgain(hub, enterprise, connection, order, alarms)
    else await take(hub, enterprise, connection, order, inquiry, alarms)
    if (isFinal(order.state)) {
      await closeIntent(connection, intent)
      return undefined
    }
    const at = new Date(hub.now().getTime() + enterprise.settings.delivery.watch.every)
    await postponeIntent(connection, intent, { at, askFirst: false })
    return at
  })
  await hub.alarms.set(alarms)
  return again
}

/**
 * Where an order stands before something about it is sent again: as its enterprise says, if it is to be asked because it may have
 * acted on an earlier attempt, else as the hub knows.
 */
export async function standing (hub: Hub, enterprise: ConnectedEnterprise, intent: Intent, loaded: LoadedOrder, toAsk: boolean): Promise<OrderState | 'notFound'> {
  const inquiry = toAsk ? await recordExchange(hub, intent, loaded, 'inquire', () => enterprise.adapter.inquire(loaded.key)) : undefined
  if (toAsk) intent.askFirst = false
  if (inquiry?.kind === 'notFound') return 'notFound'
  const alarms: Alarm[] = []
  const state = await transaction(hub.pool, async connection => {
    const order = await lockOrder(connection, loaded.id)
    if (inquiry) await take(hub, enterprise, connection, order, inquiry, alarms)
    return order.state
  })
  await hub.alarms.set(alarms)
  return state
}

async function take (
  hub: Hub, enterprise: ConnectedEnterprise, connection: Connection, order: LockedOrder, { nativeNumber, status }: Found, alarms: Alarm[]
): Promise<void> {
  if (order.delivery !== 'acknowledged') return await acknowledge(hub, enterprise, connection, order, { source: 'inquiry', nativeNumber, status }, alarms)
  if (nativeNumber) await connection.query('update orders set native_number = coalesce(native_number, $2) where id = $1', [order.id, nativeNumber])
  await applyProgress(hub, connection, order, enterprise.mapping.progress(status), 'inquiry', alarms)
}

/**
 * The enterprise had acknowledged the order and does not know it any more: its books were set back, or its acknowledgement was never
 * worth anything. Somebody is told; and the order is handed over again under the same reference. That is safe, because the reference
 * is the key by which every interface document knows a repeat: where the enterprise has the order after all, it says so and nothing
 * is done twice. Where it has not, the applicant would wait for ever otherwise. The placement asks once more before it places.
 */
async function placeAgain (hub: Hub, enterprise: ConnectedEnterprise, connection: Connection, order: LockedOrder, alarms: Alarm[]): Promise<void> {
  // What is being placed, or stands in front of a person, is known not to be there.
  if (order.delivery !== 'acknowledged' || isFinal(order.state)) return
  const now = hub.now()
  const at = new Date(now.getTime() + enterprise.settings.delivery.retry.first)
  alarms.push(...await openAgain(connection, { orderId: order.id, enterprise: enterprise.slug, at, now }))
  await connection.query(`
    update orders set delivery = 'unknown', failure = '{"code": "order-lost", "message": "企业系统查无此单"}' where id = $1`, [order.id])
  hub.log.error({ alert: 'order-lost', enterprise: enterprise.slug, reference: order.reference }, 'enterprise has lost an order it had acknowledged')
}

/** A callback may have ended the order since. */
async function closeIfEnded (hub: Hub, intent: Intent): Promise<boolean> {
  return await transaction(hub.pool, async connection => {
    const order = await lockOrder(connection, intent.orderId)
    if (!isFinal(order.state)) return false
    await closeIntent(connection, intent)
    return true
  })
}
