/** Asks an enterprise where an order stands: before placing one again whose fate is unknown, and to watch those it has. */
import type { Placement } from '../../adapters/adapter.ts'
import { Failure } from '../../adapters/failure.ts'
import { applyProgress } from '../applications/apply-progress.ts'
import { lockOrder } from '../applications/transition.ts'
import { isFinal } from '../applications/progress.ts'
import { transaction } from '../database/pool.ts'
import type { ConnectedEnterprise, Hub } from '../hub.ts'
import { recordExchange } from './exchanges.ts'
import { closeIntent, postponeIntent, type Intent } from './intents.ts'
import type { LoadedOrder } from './order.ts'
import type { Alarm } from './queue.ts'

/** The placement that took place after all, or nothing when the enterprise does not know the order. */
export async function ask ({ adapter }: ConnectedEnterprise, { key }: LoadedOrder): Promise<Placement<unknown> | undefined> {
  const inquiry = await adapter.inquire(key)
  return inquiry.kind === 'notFound' ? undefined : { ...inquiry, kind: 'acknowledged' }
}

/** Asks once and stores the answer; answers when to ask again, or nothing when the order has ended. */
export async function watch (hub: Hub, enterprise: ConnectedEnterprise, intent: Intent, loaded: LoadedOrder): Promise<Date | undefined> {
  if (await closeIfEnded(hub, intent)) return undefined
  const inquiry = await recordExchange(hub, intent, loaded, 'inquire', () => enterprise.adapter.inquire(loaded.key))
  if (inquiry.kind === 'notFound') {
    throw new Failure({ comeBack: 'later', fault: 'enterprise', code: 'order-lost', message: '企业系统查无此单', alert: true })
  }
  const alarms: Alarm[] = []
  const again = await transaction(hub.pool, async connection => {
    const order = await lockOrder(connection, intent.orderId)
    if (inquiry.nativeNumber) {
      await connection.query('update orders set native_number = coalesce(native_number, $2) where id = $1', [order.id, inquiry.nativeNumber])
    }
    await applyProgress(hub, connection, order, enterprise.mapping.progress(inquiry.status), 'inquiry', alarms)
    if (isFinal(order.state)) {
      await closeIntent(connection, intent, 'done')
      return undefined
    }
    const at = new Date(hub.now().getTime() + enterprise.settings.delivery.watch.every)
    await postponeIntent(connection, intent, at, false)
    return at
  })
  await hub.alarms.set(alarms)
  return again
}

/** A callback may have ended the order since. */
async function closeIfEnded (hub: Hub, intent: Intent): Promise<boolean> {
  return await transaction(hub.pool, async connection => {
    const order = await lockOrder(connection, intent.orderId)
    if (!isFinal(order.state)) return false
    await closeIntent(connection, intent, 'done')
    return true
  })
}
