/** Finds an order by what its enterprise's desk calls it, and one that was moved there by its id. */
import { seenOrders, type View } from '../../ground/access/visible.ts'
import { conditionsOf } from '../../ground/database/filters.ts'
import type { Queryable } from '../../ground/database/pool.ts'
import { Problem } from '../../ground/problem/problem.ts'
import { FINAL_STATES } from './states.ts'

/**
 * Also one that has ended there. Throws Problem `desk-order-not-found`, as well to who belongs to no enterprise: a
 * desk is somebody's.
 */
export async function findAtDesk (
  connection: Queryable, view: View, reference: string
): Promise<{ orderId: string, serial: number }> {
  if (view.enterprise === null) throw new Problem('desk-order-not-found')
  const { text, values } = conditionsOf([['reference = ?', reference], ['desk is not null'], ...seenOrders(view)])
  const { rows: [row] } = await connection.query<{ orderId: string, serial: number }>(
    `select id as "orderId", application_serial as serial from orders where ${text}`, values)
  if (!row) throw new Problem('desk-order-not-found')
  return row
}

/** One that has not ended; nothing for any other. */
export async function findMoved (
  connection: Queryable, orderId: string
): Promise<{ jointNumber: string, reference: string } | undefined> {
  const { text, values } = conditionsOf([
    ['orders.id = ?', orderId], ["desk = 'moved'"], ['orders.state <> all(?)', FINAL_STATES]
  ])
  const { rows } = await connection.query<{ jointNumber: string, reference: string }>(`
    select joint_number as "jointNumber", reference from orders join applications on serial = application_serial
    where ${text}`, values)
  return rows[0]
}
