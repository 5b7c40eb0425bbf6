/**
 * The leg that changes hands: an enterprise says that an address belongs to another company of the same service (按经营区域划分),
 * and the order goes on there, under the same joint number and the same clock. In one transaction the one ends and the other
 * begins, so that two are never alive at once.
 */
import type { Connection } from '../ground/database/pool.ts'
import type { Alarm } from '../ground/queue/alarms.ts'
import type { ConnectedEnterprise, Hub } from '../hub.ts'
import { nextOfService } from '../enterprises/route.ts'
import { addOrder } from './open-order.ts'
import { transit, type LockedOrder, type Source } from '../records/orders/transition.ts'

/** When every enterprise of the service has declined, the order is refused and an operator is told. */
export async function handOver (
  hub: Hub, connection: Connection, order: LockedOrder, remark: string | undefined, source: Source, alarms: Alarm[]
): Promise<void> {
  const next = await enterpriseNotAskedYet(hub, connection, order)
  if (!next) {
    hub.log.error({ alert: 'declined-by-all', enterprise: order.enterprise, reference: order.reference }, 'no enterprise serves the address')
    await transit(hub, connection, order, { state: 'refused', source, remark: '该地址不在任何一家企业的经营区域' + (remark ? `：${remark}` : '') }, alarms)
    return
  }
  await transit(hub, connection, order, { state: 'handedOver', event: 'handedOver', source, remark: `不在经营区域，转由${next.name}办理` }, alarms)
  await connection.query("update intents set state = 'done', leased_until = null where order_id = $1 and state = 'open'", [order.id])
  await addOrder(hub, connection, order.applicationSerial, { enterprise: next, service: order.service, kind: order.kind }, alarms)
}

async function enterpriseNotAskedYet (hub: Hub, connection: Connection, order: LockedOrder): Promise<ConnectedEnterprise | undefined> {
  const { rows } = await connection.query<{ enterprise: string }>('select enterprise from orders where application_serial = $1', [order.applicationSerial])
  return nextOfService(hub.enterprises, order, rows.map(({ enterprise }) => enterprise))
}
