/** What has happened to an order, as it is told and stored. */
import type { OrderState, Service } from '../../../mappings/mapping.ts'
import type { ClockNews } from './promises.ts'

/** Who says so: an acknowledgement, an inquiry, a callback of the enterprise, its desk, or the hub itself. */
export type Source = 'answer' | 'inquiry' | 'callback' | 'desk' | 'hub'

/** What kind of event it is to the portal. `updated`: more is said of the state in which the order stands. */
export type EventKind =
  'progressed' | 'updated' | 'withdrawalDeclined' | 'handedOver' | 'clockWarned' | 'clockExpired'

/** What has happened to an order; never changed once it is stored. */
export interface Transition {
  applicationSerial: number
  /** Its place in the application's sequence. */
  sequence: number
  orderId: string
  enterprise: string
  service: Service
  event: EventKind
  /** Where the order stood before; null of one that has just been opened. */
  from: OrderState | null
  state: OrderState
  statusCode: number
  at: Date
  recordedAt: Date
  source: Source
  /** The visit that was agreed for this state. */
  bookedFor: Date | undefined
  remark: string | undefined
  /** Of an event of a clock. */
  clock: ClockNews | undefined
  /** When the application came in. */
  receivedAt: Date
}
