/** One attempt at an intent: who it is about, and what the parts of the delivery work with. */
import type { Adapter, OrderKey } from '../../../adapters/adapter.ts'
import type { FailureFacts } from '../../../adapters/failure.ts'
import type { Order, Service } from '../../../mappings/mapping.ts'
import type { ConnectedEnterprise } from '../../enterprises/connected-enterprise.ts'
import { localTime } from '../../ground/calendar/local-time.ts'
import type { Statement } from '../../ground/database/pool.ts'
import { mergePatches } from '../../ground/form/merge-patch.ts'
import { orderView, type ApplicationForm, type ReceivedForm } from '../../ground/form/order-view.ts'
import type { Traces } from '../../ground/observe/traces.ts'
import { personalValues, type PersonalValues } from '../../ground/redaction/personal-values.ts'
import type { Vault } from '../../ground/sealing/vault.ts'
import type { LinkSettings } from '../../records/attachments/settings.ts'
import type { Storage } from '../../records/attachments/storage.ts'
import type { ClaimedOrder, Intent } from '../../records/intents/claim-intent.ts'
import { wishOf } from '../../records/orders/change-order.ts'
import { openCorrections, openForm, type Correction } from '../../records/orders/form.ts'
import type { Steps } from '../../steps/steps.ts'

/** Those about an order, and those about a filing: `file` is handed in, `refile` is the same corrected. */
export type ExchangeKind =
  'place' | 'inquire' | 'supplement' | 'withdraw' | 'appoint' | 'file' | 'askFiling' | 'refile' | 'cancelFiling'

export interface Delivery extends Steps {
  settings: {
    hub: {
      /** How long what a process had under way is left to it beyond its time-outs, milliseconds. */
      takeOverAfter: number
      attachmentLinks?: LinkSettings | undefined
    }
  }
  storage: Pick<Storage, 'get'>
  traces: Traces
  metrics: Steps['metrics'] & { attempt (attempt: AttemptOutcome, seconds: number): void }
  /** Evenly spread over [0, 1); for jitter. */
  random (): number
}

interface AttemptOutcome {
  enterprise: string
  kind: ExchangeKind
  outcome: string
  failure?: FailureFacts | undefined
}

export interface LoadedOrder {
  id: string
  applicationSerial: number
  correlationId: string
  traceparent: string | null
  key: OrderKey
  delivery: string
  /** Why the applicant wants it back, if they do. */
  wish: string | undefined
  /** What the form says of the applicant, before and after corrections. */
  personal: PersonalValues
  /** The application cut down to this order. */
  view: Order<Service>
  received: ReceivedForm
}

export interface Attempt {
  enterprise: ConnectedEnterprise
  /** The way to the enterprise for this attempt. */
  adapter: Adapter<unknown, unknown>
  intent: Intent
  order: LoadedOrder
  /** Exchanges that are over and not in the trail yet: they go there with what follows from them. */
  unwritten: Statement[]
}

export function loadedOrder (
  vault: Vault, { orderId, payload }: Pick<Intent, 'orderId' | 'payload'>, claimed: ClaimedOrder
): LoadedOrder {
  const { reference, nativeNumber, serial, correlationId, traceparent, jointNumber, receivedAt, delivery } = claimed
  const received = { jointNumber, receivedAt: localTime(receivedAt), form: openForm(vault, claimed) }
  const corrections = openCorrections(vault, { id: orderId, correctionsSealed: claimed.correctionsSealed })
  const wish = wishOf(vault, { id: orderId, wishSealed: claimed.wishSealed })
  const key = { reference, ...nativeNumber !== null && { nativeNumber } }
  const personal = personalValues(received.form, corrections, payload, wish)
  const view = orderView(claimed.service as Service, reference, received)
  const order = {
    id: orderId, applicationSerial: serial, correlationId, traceparent, key, delivery, wish, personal, received, view
  }
  return corrected(order, corrections)
}

/** The order as it is with corrections of its form. */
export function corrected (order: LoadedOrder, corrections: Correction[]): LoadedOrder {
  const received = { ...order.received, form: mergePatches(order.received.form, corrections) as ApplicationForm }
  return { ...order, received, view: orderView(order.view.basic.services[0]!, order.key.reference, received) }
}
