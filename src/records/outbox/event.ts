/** What the portal is told: the body of a webhook, made from the rows each time it is sent. */
import type { components } from '../../../openapi/hub.d.ts'
import { localTime } from '../../ground/calendar/local-time.ts'
import type { Vault } from '../../ground/sealing/vault.ts'
import type { EventKind } from '../orders/application.ts'
import { openRemark } from '../orders/form.ts'
import { PROMISE_LABELS, type ClockNews } from '../orders/promises.ts'
import { STATES, STATUS_LABELS } from '../orders/states.ts'

type Schemas = components['schemas']

/** A stored transition with what names its order. */
export interface EventRow {
  event: EventKind
  applicationSerial: number
  sequence: number
  jointNumber: string
  portalCaseNumber: string | null
  enterprise: Schemas['EnterpriseSlug']
  service: Schemas['Service']
  reference: string
  nativeNumber: string | null
  state: Schemas['OrderState']
  statusCode: number
  at: Date
  recordedAt: Date
  bookedFor: Date | null
  remarkSealed: Buffer | null
  clock: ClockNews | null
}

/** What an event is called towards the portal. */
export const EVENT_TYPES: Record<EventKind, Schemas['OrderEventType']> = {
  progressed: 'order.progressed',
  updated: 'order.updated',
  withdrawalDeclined: 'order.withdrawalDeclined',
  handedOver: 'order.handedOver',
  clockWarned: 'clock.warned',
  clockExpired: 'clock.expired'
}

/** The columns of an EventRow, from `transitions`, `orders` and `applications`. */
export const EVENT_COLUMNS = `
  transitions.event, transitions.application_serial as "applicationSerial", transitions.sequence,
  joint_number as "jointNumber", portal_case_number as "portalCaseNumber", orders.enterprise, service, reference,
  native_number as "nativeNumber",
  transitions.state, transitions.status_code as "statusCode", transitions.at, recorded_at as "recordedAt",
  transitions.booked_for as "bookedFor", transitions.remark_sealed as "remarkSealed", transitions.clock`

export function progressEvent (vault: Vault, row: EventRow): Schemas['OrderProgressed'] {
  const remark = openRemark(vault, ['transitionRemark', row.applicationSerial, row.sequence], row.remarkSealed)
  return {
    type: EVENT_TYPES[row.event],
    timestamp: localTime(row.recordedAt),
    data: {
      jointNumber: row.jointNumber,
      ...row.portalCaseNumber && { portalCaseNumber: row.portalCaseNumber },
      sequence: row.sequence,
      enterprise: row.enterprise,
      service: row.service,
      reference: row.reference,
      ...row.nativeNumber && { nativeNumber: row.nativeNumber },
      state: row.state,
      stateLabel: STATES[row.state].label,
      statusCode: row.statusCode,
      statusLabel: STATUS_LABELS[row.statusCode]!,
      at: localTime(row.at),
      ...row.bookedFor && { bookedFor: localTime(row.bookedFor) },
      ...remark && { remark },
      ...row.clock && { clock: { ...row.clock, promiseLabel: PROMISE_LABELS[row.clock.promise] } }
    }
  }
}
