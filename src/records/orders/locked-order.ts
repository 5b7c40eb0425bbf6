/** An order under its application's lock; as the database tells of it in JSON (`locked_orders`), and is told of it. */
import type { FilingMode } from '../../../mappings/filing.ts'
import type { OrderState, Service } from '../../../mappings/mapping.ts'
import type { components } from '../../../openapi/hub.d.ts'
import { bytea, bytesOf } from '../../ground/database/pool.ts'
import type { Custody } from './custody.ts'

/** A row of `orders`, as far as it can change or decides about changes. */
export interface LockedOrder {
  id: string
  position: number
  enterprise: string
  service: Service
  kind: string
  reference: string
  nativeNumber: string | null
  state: OrderState
  statusCode: number
  /** The furthest state on the way from received to completed. */
  reached: OrderState
  since: Date
  /** The enterprise's own time of the last message that moved it. */
  nativeAt: Date | null
  bookedFor: Date | null
  remarkSealed: Buffer | null
  delivery: Custody
  /** A person has found out that the enterprise has it, whatever its system says. */
  vouchedFor: boolean
  failure: components['schemas']['DeliveryFailure'] | null
  correctionsSealed: Buffer | null
  withdrawal: components['schemas']['Withdrawal']['state'] | null
  withdrawalReasonSealed: Buffer | null
  /** Why the applicant wants it back. */
  wishSealed: Buffer | null
  /** At its enterprise's desk: since it was opened, or because it was moved there; null: its system has it, or will. */
  desk: 'opened' | 'moved' | null
  /** Who has taken it there. */
  takenBy: string | null
  /** Another one with every change that is stored: what a person saw is known by it. */
  version: number
  /** Callbacks wait for its acknowledgement: the enterprise has it, then. */
  hasParked: boolean
  /** How its filings that have not ended are to be decided: as long as one is `parallel` it is in 特别程序. */
  openFilings: FilingMode[]
}

/** What the JSON of a row (`locked_orders`) has as it is. */
type Plain = Pick<
  LockedOrder,
  'id' | 'position' | 'enterprise' | 'service' | 'kind' | 'reference' | 'state' | 'reached' | 'delivery' | 'failure' |
  'withdrawal' | 'desk' | 'version'
>

/** And what it calls and writes otherwise: times as text, bytes in hexadecimal. */
export interface StoredOrder extends Plain {
  native_number: string | null
  status_code: number
  since: string
  native_at: string | null
  booked_for: string | null
  remark_sealed: string | null
  corrections_sealed: string | null
  withdrawal_reason_sealed: string | null
  wish_sealed: string | null
  vouched_for: boolean
  taken_by: string | null
  has_parked: boolean
  open_filings: FilingMode[]
}

export function orderOf (row: StoredOrder): LockedOrder {
  const {
    native_number: nativeNumber, status_code: statusCode, since, native_at: nativeAt, booked_for: bookedFor,
    remark_sealed: remark, corrections_sealed: corrections, withdrawal_reason_sealed: withdrawalReason,
    wish_sealed: wish, vouched_for: vouchedFor, taken_by: takenBy, has_parked: hasParked,
    open_filings: openFilings, ...plain
  } = row
  return {
    ...plain,
    nativeNumber,
    statusCode,
    since: new Date(since),
    nativeAt: nativeAt === null ? null : new Date(nativeAt),
    bookedFor: bookedFor === null ? null : new Date(bookedFor),
    remarkSealed: bytesOf(remark),
    correctionsSealed: bytesOf(corrections),
    withdrawalReasonSealed: bytesOf(withdrawalReason),
    wishSealed: bytesOf(wish),
    vouchedFor,
    takenBy,
    hasParked,
    openFilings
  }
}

export function orderRow (order: LockedOrder): object {
  return {
    id: order.id,
    native_number: order.nativeNumber,
    state: order.state,
    status_code: order.statusCode,
    reached: order.reached,
    since: order.since,
    native_at: order.nativeAt,
    booked_for: order.bookedFor,
    remark_sealed: bytea(order.remarkSealed),
    delivery: order.delivery,
    failure: order.failure,
    corrections_sealed: bytea(order.correctionsSealed),
    withdrawal: order.withdrawal,
    withdrawal_reason_sealed: bytea(order.withdrawalReasonSealed),
    wish_sealed: bytea(order.wishSealed),
    vouched_for: order.vouchedFor,
    desk: order.desk,
    taken_by: order.takenBy,
    version: order.version
  }
}
