/** Applies what an enterprise told about an order before it had acknowledged it. */
import { applyProgress } from './apply-progress.ts'
import type { LockedOrder } from '../records/orders/transition.ts'
import { afterCommit, type Connection } from '../ground/database/pool.ts'
import type { Alarm } from '../ground/queue/alarms.ts'
import type { ConnectedEnterprise, Hub } from '../hub.ts'
import { settleCallback } from '../records/inbox/callback-state.ts'
import { parkedStatuses } from '../records/inbox/inbox.ts'

/** Runs inside the transaction that stores the acknowledgement, in the order in which the messages came. */
export async function applyParked (
  hub: Hub, enterprise: ConnectedEnterprise, connection: Connection, order: LockedOrder, alarms: Alarm[]
): Promise<void> {
  for (const { id, status } of await parkedStatuses(hub, connection, order.id)) {
    const verdict = await applyProgress(hub, connection, order, enterprise.mapping.progress(status), 'callback', alarms)
    const result = await settleCallback(connection, id, verdict)
    afterCommit(connection, () => {
      hub.log.info({ callback: id, result }, 'parked callback')
      hub.metrics.callback({ enterprise: enterprise.slug, result })
    })
  }
}

/** Whether an enterprise has told of an order that it has not acknowledged: it has it, then. */
export async function hasParked (connection: Connection, orderId: string): Promise<boolean> {
  const { rowCount } = await connection.query("select from callbacks where order_id = $1 and state = 'parked' limit 1", [orderId])
  return rowCount === 1
}
