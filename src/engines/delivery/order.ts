/** Reads what the delivery of one order needs. */
import type { OrderKey } from '../../../adapters/adapter.ts'
import type { Order, Service } from '../../../mappings/mapping.ts'
import { openCorrections, openForm, type SealedForm } from '../../records/orders/form.ts'
import { mergePatch } from '../../ground/form/merge-patch.ts'
import { orderView, type ApplicationForm, type ReceivedForm } from '../../ground/form/order-view.ts'
import { personalValues, type PersonalValues } from '../../ground/redaction/personal-values.ts'
import { localTime } from '../../ground/calendar/local-time.ts'
import type { Hub } from '../../hub.ts'

export interface LoadedOrder {
  id: string
  applicationSerial: number
  correlationId: string
  /** Where the application's trace began. */
  traceparent: string | null
  key: OrderKey
  delivery: string
  /** What the applicant told of themselves, before and after corrections. */
  personal: PersonalValues
  /** The application cut down to this order. */
  view: Order<Service>
  received: ReceivedForm
}

interface Row extends SealedForm {
  id: string
  service: Service
  reference: string
  nativeNumber: string | null
  correlationId: string
  traceparent: string | null
  jointNumber: string
  receivedAt: Date
  correctionsSealed: Buffer | null
  delivery: string
}

/** `told`: what the applicant has told beside the form and its corrections. */
export async function loadOrder (hub: Hub, orderId: string, told?: unknown): Promise<LoadedOrder> {
  const { rows } = await hub.pool.query<Row>(`
    select orders.id, orders.service, orders.reference, orders.native_number as "nativeNumber", serial,
           correlation_id as "correlationId", traceparent, joint_number as "jointNumber", received_at as "receivedAt", form_sealed as "formSealed",
           corrections_sealed as "correctionsSealed", delivery
    from orders join applications on serial = application_serial where orders.id = $1`, [orderId])
  const { id, service, reference, nativeNumber, serial, correlationId, traceparent, jointNumber, receivedAt, correctionsSealed, delivery } = rows[0]!
  const received = { jointNumber, receivedAt: localTime(receivedAt), form: openForm(hub, rows[0]!) }
  const key = { reference, ...nativeNumber !== null && { nativeNumber } }
  const corrections = openCorrections(hub, id, correctionsSealed)
  const personal = personalValues(received.form, corrections, told)
  const order = { id, applicationSerial: serial, correlationId, traceparent, key, delivery, personal, received, view: orderView(service, reference, received) }
  return corrected(order, corrections)
}

/** The order as it is with corrections of its form. */
export function corrected (order: LoadedOrder, corrections: unknown): LoadedOrder {
  const received = { ...order.received, form: mergePatch(order.received.form, corrections) as ApplicationForm }
  return { ...order, received, view: orderView(order.view.basic.services[0]!, order.key.reference, received) }
}
