/** Reads what the delivery of one order needs. */
import type { OrderKey } from '../../adapters/adapter.ts'
import type { Order, Service } from '../../mappings/mapping.ts'
import { mergePatch } from '../applications/merge-patch.ts'
import { orderView, type ApplicationForm, type ReceivedForm } from '../applications/order-view.ts'
import { localTime } from '../clock/local-time.ts'
import type { Queryable } from '../database/pool.ts'

export interface LoadedOrder {
  id: string
  applicationSerial: number
  correlationId: string
  key: OrderKey
  delivery: string
  /** The application cut down to this order. */
  view: Order<Service>
  received: ReceivedForm
}

interface Row {
  id: string
  service: Service
  reference: string
  nativeNumber: string | null
  applicationSerial: number
  correlationId: string
  jointNumber: string
  receivedAt: Date
  form: ApplicationForm
  corrections: unknown
  delivery: string
}

export async function loadOrder (pool: Queryable, orderId: string): Promise<LoadedOrder> {
  const { rows } = await pool.query<Row>(`
    select orders.id, orders.service, orders.reference, orders.native_number as "nativeNumber", serial as "applicationSerial",
           correlation_id as "correlationId", joint_number as "jointNumber", received_at as "receivedAt", form, corrections, delivery
    from orders join applications on serial = application_serial where orders.id = $1`, [orderId])
  const { id, service, reference, nativeNumber, applicationSerial, correlationId, jointNumber, receivedAt, form, corrections, delivery } = rows[0]!
  const received = { jointNumber, receivedAt: localTime(receivedAt), form }
  const key = { reference, ...nativeNumber !== null && { nativeNumber } }
  return corrected({ id, applicationSerial, correlationId, key, delivery, received, view: orderView(service, reference, received) }, corrections)
}

/** The order as it is with corrections of its form. */
export function corrected (order: LoadedOrder, corrections: unknown): LoadedOrder {
  const received = { ...order.received, form: mergePatch(order.received.form, corrections) as ApplicationForm }
  return { ...order, received, view: orderView(order.view.basic.services[0]!, order.key.reference, received) }
}
