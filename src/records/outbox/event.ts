/** What the portal is told: the body of a webhook, made from the rows each time it is sent. */
import type { components } from '../../../openapi/hub.d.ts'
import { localTime } from '../../ground/calendar/local-time.ts'
import type { Vault } from '../../ground/sealing/vault.ts'
import type { About, AnnouncementKind } from '../orders/announcements.ts'
import type { EventKind } from '../orders/transition.ts'
import { openRemark } from '../orders/form.ts'
import { PROMISE_LABELS, type ClockNews } from '../orders/promises.ts'
import { STATES, STATUS_LABELS } from '../orders/states.ts'

type Schemas = components['schemas']

/** A stored transition with what names its order. */
export interface TransitionRow {
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
  about: null
}

/** A stored announcement, which is of no order. */
export interface AnnouncementRow {
  event: AnnouncementKind
  applicationSerial: number
  sequence: number
  jointNumber: string
  portalCaseNumber: string | null
  at: Date
  recordedAt: Date
  about: About
}

export type EventRow = TransitionRow | AnnouncementRow

/** What an event is called towards the portal. */
const ORDER_EVENT_TYPES: Record<EventKind, Schemas['OrderEventType']> = {
  progressed: 'order.progressed',
  updated: 'order.updated',
  withdrawalDeclined: 'order.withdrawalDeclined',
  handedOver: 'order.handedOver',
  clockWarned: 'clock.warned',
  clockExpired: 'clock.expired'
}

const APPLICATION_EVENT_TYPES: Record<AnnouncementKind, Schemas['ApplicationEventType']> = {
  visitProposed: 'visit.proposed',
  visitAnswered: 'visit.answered',
  visitAgreed: 'visit.agreed',
  visitDayOff: 'visit.dayOff',
  visitBegun: 'visit.begun',
  visitDone: 'visit.done',
  visitMissed: 'visit.missed',
  visitCancelled: 'visit.cancelled',
  filingSubmitted: 'filing.submitted',
  filingProgressed: 'filing.progressed',
  filingEnded: 'filing.ended',
  filingBroken: 'filing.broken',
  ratingInvited: 'rating.invited'
}

export const EVENT_TYPES = { ...ORDER_EVENT_TYPES, ...APPLICATION_EVENT_TYPES }

/** The columns of an EventRow, from `transitions`, `applications`, and `orders` where it is of one. */
export const EVENT_COLUMNS = `
  transitions.event, transitions.application_serial as "applicationSerial", transitions.sequence,
  joint_number as "jointNumber", portal_case_number as "portalCaseNumber", orders.enterprise, service, reference,
  native_number as "nativeNumber",
  transitions.state, transitions.status_code as "statusCode", transitions.at, recorded_at as "recordedAt",
  transitions.booked_for as "bookedFor", transitions.remark_sealed as "remarkSealed", transitions.clock,
  about`

export function portalEvent (vault: Vault, row: EventRow): Schemas['OrderProgressed'] | Schemas['ApplicationEvent'] {
  return row.about === null ? progressEvent(vault, row) : applicationEvent(row)
}

/** Which application it is of, and its place in the sequence. */
function placeOf (
  { jointNumber, portalCaseNumber, sequence }: EventRow
): Pick<Schemas['ApplicationEventData'], 'jointNumber' | 'portalCaseNumber' | 'sequence'> {
  return { jointNumber, ...portalCaseNumber && { portalCaseNumber }, sequence }
}

function applicationEvent (row: AnnouncementRow): Schemas['ApplicationEvent'] {
  return {
    type: APPLICATION_EVENT_TYPES[row.event],
    timestamp: localTime(row.recordedAt),
    data: {
      ...placeOf(row),
      at: localTime(row.at),
      ...row.about
    }
  }
}

function progressEvent (vault: Vault, row: TransitionRow): Schemas['OrderProgressed'] {
  const remark = openRemark(vault, ['transitionRemark', row.applicationSerial, row.sequence], row.remarkSealed)
  return {
    type: ORDER_EVENT_TYPES[row.event],
    timestamp: localTime(row.recordedAt),
    data: {
      ...placeOf(row),
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
