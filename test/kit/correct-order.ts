/** A correction of an order, as a supplement brings it. */
import type { ApplicationForm } from '../../src/ground/form/order-view.ts'
import { changeOrder, type OrderRecords } from '../../src/records/orders/application.ts'
import { correct } from '../../src/records/orders/change-order.ts'

export async function correctOrder (records: OrderRecords, orderId: string, basic: Partial<ApplicationForm['basic']>): Promise<void> {
  // A merge patch (RFC 7396) names some fields of the block.
  await changeOrder(records, orderId, async at => correct(records, at, [{ basic: basic as ApplicationForm['basic'] }]))
}
