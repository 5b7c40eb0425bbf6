/**
 * Orders of enterprises with a system that were moved to the desk of their people, by pages. No personal data is read
 * here.
 */
import type { components, operations } from '../../openapi/hub.d.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import type { Queryable } from '../ground/database/pool.ts'
import type { LockedOrder } from '../records/orders/locked-order.ts'
import { FINAL_STATES, STATES } from '../records/orders/states.ts'
import { mayReturn } from '../steps/move-order.ts'
import { ORDER_PLACE } from './order-place.ts'
import { readPage } from './page.ts'

type Schemas = components['schemas']
type MovedOrder = Schemas['MovedOrder']
type Request = NonNullable<operations['listMovedOrders']['parameters']['query']>

interface Needs {
  pool: Queryable
  enterprises: ReadonlyMap<string, { atDesk: boolean }>
  nameOf (slug: string): string
}

interface Row extends Omit<MovedOrder, 'enterpriseName' | 'stateLabel' | 'movedAt' | 'returnable'> {
  place: number
  movedAt: Date
  desk: LockedOrder['desk']
  delivery: LockedOrder['delivery']
}

/** Moved when its placement came to the desk. */
const ORDERS = `
  select ${ORDER_PLACE} as place, orders.id as "orderId", joint_number as "jointNumber", orders.enterprise, service,
         orders.kind, reference, orders.state, desk, delivery, (
           select max(opened_at) from intents where order_id = orders.id and intents.kind = 'place') as "movedAt"
  from orders join applications on serial = application_serial`

/** By joint number, oldest first. Throws Problem `invalid-parameter` for a cursor that is none. */
export async function listMovedOrders (
  { pool, enterprises, nameOf }: Needs, { cursor, limit, enterprise, jointNumber }: Request
): Promise<Schemas['MovedOrderPage']> {
  const { rows, next } = await readPage<Row>(pool, {
    select: ORDERS,
    filters: [
      ["desk = 'moved'"],
      ['orders.state <> all(?)', FINAL_STATES],
      ['orders.enterprise = ?', enterprise],
      ['joint_number = ?', jointNumber]
    ],
    by: ORDER_PLACE,
    numberOf: ({ place }) => place,
    order: 'oldest first'
  }, { cursor, limit })
  const orders = rows.map(({ place: _place, desk, delivery, movedAt, ...order }) => ({
    ...order,
    enterpriseName: nameOf(order.enterprise),
    stateLabel: STATES[order.state].label,
    movedAt: localTime(movedAt),
    returnable: mayReturn({ desk, delivery }) && enterprises.get(order.enterprise)?.atDesk === false
  }))
  return { orders, ...next }
}
