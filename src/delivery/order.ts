/** Reads what the delivery of one order needs. */
import type { OrderKey } from '../../adapters/adapter.ts'
import type { Order, Service } from '../../mappings/mapping.ts'
import { orderView, type ApplicationForm } from '../applications/order-view.ts'
import { localTime } from '../clock/local-time.ts'
import type { Queryable } from '../database/pool.ts'

export interface LoadedOrder {
  id: string
  applicationSerial: number
  key: OrderKey
  /** The application cut down to this order. */
  view: Order<Service>
}

interface Row {
  id: string
  service: Service
  reference: string
  nativeNumber: string | null
  applicationSerial: number
  jointNumber: string
  receivedAt: Date
  form: ApplicationForm
}

export async function loadOrder (pool: Queryable, orderId: string): Promise<LoadedOrder> {
  const { rows } = await pool.query<Row>(`
    select orders.id, orders.service, orders.reference, orders.native_number as "nativeNumber", serial as "applicationSerial",
           joint_number as "jointNumber", received_at as "receivedAt", form
    from orders join applications on serial = application_serial where orders.id = $1`, [orderId])
  const { id, service, reference, nativeNumber, applicationSerial, jointNumber, receivedAt, form } = rows[0]!
  return {
    id,
    applicationSerial,
    key: { reference, ...nativeNumber !== null && { nativeNumber } },
    view: orderView(service, reference, { jointNumber, receivedAt: localTime(receivedAt), form })
  }
}
