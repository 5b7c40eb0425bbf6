/** Finds a filing by its id, and the order that a filing is for, as far as the caller sees them. */
import type { View } from '../../ground/access/visible.ts'
import { conditionsOf, type Filter } from '../../ground/database/filters.ts'
import type { Queryable } from '../../ground/database/pool.ts'
import { Problem } from '../../ground/problem/problem.ts'

/** Conditions on a row of `filings`. */
export function seenFilings ({ client, enterprise }: View): Filter[] {
  return [['filings.client_id = ?', client], ['filings.enterprise = ?', enterprise]]
}

export interface FoundFiling { id: string, orderId: string, serial: number, jointNumber: string }

/** Throws Problem `filing-not-found`. */
export async function findFiling (connection: Queryable, view: View, id: string): Promise<FoundFiling> {
  const { text, values } = conditionsOf([['filings.id = ?', id], ...seenFilings(view)])
  const { rows: [row] } = await connection.query<FoundFiling>(`
    select filings.id, order_id as "orderId", serial, joint_number as "jointNumber"
    from filings join applications on serial = application_serial where ${text}`, values)
  if (!row) throw new Problem('filing-not-found')
  return row
}

/** An order of the caller's enterprise. Throws Problem `order-not-found`, as well to who belongs to none. */
export async function findOwnOrder (
  connection: Queryable, { enterprise }: View, reference: string
): Promise<{ orderId: string, serial: number }> {
  if (enterprise === null) throw new Problem('order-not-found')
  const { rows: [row] } = await connection.query<{ orderId: string, serial: number }>(`
    select id as "orderId", application_serial as serial from orders where enterprise = $1 and reference = $2`,
  [enterprise, reference])
  if (!row) throw new Problem('order-not-found')
  return row
}
