/** Cuts an application down to what one enterprise may see: the basic block and its own service's block. */
import type { Basic, Blocks, Order, Service } from '../../../mappings/mapping.ts'
import type { components } from '../../../openapi/hub.d.ts'

export type ApplicationForm = components['schemas']['ApplicationForm']

export interface ReceivedForm {
  jointNumber: string
  receivedAt: string
  form: ApplicationForm
}

/** The order of one service as its mapping gets it. It does not say which other services were applied for. */
export function orderView<S extends Service> (
  service: S, reference: string, { jointNumber, receivedAt, form }: ReceivedForm
): Order<S> {
  const basic: Basic = { ...form.basic, services: [service] }
  return {
    reference,
    jointNumber,
    receivedAt,
    basic,
    block: form[service] as Blocks[S],
    ...form.foot && { registrar: form.foot.registrar }
  }
}
