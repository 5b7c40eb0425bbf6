/** The one place where an order becomes one that its enterprise has, whoever said so: an answer, an inquiry, a callback. */
import { applyProgress } from './apply-progress.ts'
import { isFinal } from '../records/orders/states.ts'
import type { LockedOrder, Source } from '../records/orders/transition.ts'
import { applyParked } from './apply-parked.ts'
import type { Connection } from '../ground/database/pool.ts'
import type { ConnectedEnterprise, Hub } from '../hub.ts'
import { endIntents, openIntent } from '../records/intents/intents.ts'
import type { Alarm } from '../ground/queue/alarms.ts'

/** How the enterprise showed that it has the order. */
export interface Acknowledgement { source: Source, nativeNumber?: string | undefined, status?: unknown, remark?: string | undefined }

/**
 * Runs in a transaction that holds the application's lock: nothing is left to be handed over, what was told meanwhile is applied in
 * its sequence, and the order is watched from now on.
 */
export async function acknowledge (
  hub: Hub, enterprise: ConnectedEnterprise, connection: Connection, order: LockedOrder, { source, nativeNumber, status, remark }: Acknowledgement, alarms: Alarm[]
): Promise<void> {
  await connection.query(`
    update orders set delivery = 'acknowledged', failure = null, native_number = coalesce($2, native_number) where id = $1`, [order.id, nativeNumber ?? null])
  await endIntents(connection, order.id, 'place')
  await applyProgress(hub, connection, order, { kind: 'mapped', state: 'submitted', ...remark !== undefined && { remark } }, source, alarms)
  if (status !== undefined) await applyProgress(hub, connection, order, enterprise.mapping.progress(status), source, alarms)
  await applyParked(hub, enterprise, connection, order, alarms)
  if (isFinal(order.state)) return
  const now = hub.now()
  const at = new Date(now.getTime() + enterprise.settings.delivery.watch.first)
  alarms.push(...await openIntent(hub, connection, { orderId: order.id, enterprise: enterprise.slug, kind: 'watch', at, now }))
}
