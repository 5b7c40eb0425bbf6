/**
 * An application as the contract shows it, made of what is known of it and its orders: read from the rows, or just
 * written to them. Personal data is masked here.
 */
import type { OrderState } from '../../mappings/mapping.ts'
import type { components } from '../../openapi/hub.d.ts'
import { printedNumber } from '../enterprises/county.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import { maskAddress, maskIdNumber, maskName, maskPhone } from '../ground/form/mask.ts'
import type { ApplicationForm } from '../ground/form/order-view.ts'
import type { ShownOfForm } from '../ground/form/statistics.ts'
import { CUSTODY_LABELS } from '../records/orders/custody.ts'
import {
  APPLICATION_LABELS, isFinal, overallStatus, STATES, STATUS_LABELS, type ApplicationStatus
} from '../records/orders/states.ts'

type Schemas = components['schemas']

export interface ApplicationFacts {
  jointNumber: string
  receivedAt: Date
  acceptBy: Date
  status: ApplicationStatus
  notices: Schemas['Notice'][]
  erasedAt: Date | null
  /** By `shownOf`; of an application whose person has been erased, by `shownOfErased`. */
  form: ShownOfForm
}

export interface OrderFacts {
  enterprise: Schemas['EnterpriseSlug']
  service: Schemas['Service']
  kind: string
  reference: string
  nativeNumber: string | null
  state: OrderState
  statusCode: number
  since: Date
  bookedFor: Date | null
  remark: string | undefined
  delivery: Schemas['DeliveryState']
  failure: Schemas['DeliveryFailure'] | null
  /** Of handing it over. */
  attempts: number
  nextAttemptAt: Date | null
  withdrawal: Schemas['Withdrawal']['state'] | null
  /** Why its enterprise does not give it back. */
  withdrawalReason: string | undefined
}

export interface Reader {
  nameOf (slug: string): string
  /**
   * To an enterprise an application is its own order: no other service, no overall status, no number that is the
   * portal's own.
   */
  isEnterprise: boolean
}

export function presentApplication (
  application: ApplicationFacts, orders: OrderFacts[], { nameOf, isEnterprise }: Reader
): Schemas['Application'] {
  const { jointNumber, receivedAt, acceptBy, notices, erasedAt, form: { portalCaseNumber, ...form } } = application
  const status = isEnterprise ? statusOfOne(orders[0]!.state) : application.status
  return {
    jointNumber,
    printedNumber: printedNumber(jointNumber),
    date: localTime(receivedAt).slice(0, 10),
    receivedAt: localTime(receivedAt),
    status,
    statusLabel: APPLICATION_LABELS[status],
    ...form,
    ...portalCaseNumber && !isEnterprise && { portalCaseNumber },
    ...isEnterprise && { services: orders.map(({ service }) => service) },
    acceptBy: localTime(acceptBy),
    orders: orders.map(order => presentOrder(order, nameOf)),
    notices,
    ...erasedAt && { erasedAt: localTime(erasedAt) }
  }
}

/** Of an order that has just been opened: no attempt has been made yet. */
export function factsOfNew (
  order: Omit<OrderFacts, 'remark' | 'attempts' | 'nextAttemptAt' | 'withdrawalReason'>
): OrderFacts {
  return { ...order, remark: undefined, attempts: 0, nextAttemptAt: order.since, withdrawalReason: undefined }
}

/** What the answers show of a form. */
export function shownOf ({ origin, portalCaseNumber, basic }: ApplicationForm): ShownOfForm {
  return {
    origin,
    ...portalCaseNumber && { portalCaseNumber },
    services: basic.services,
    applicant: {
      type: basic.applicantType,
      name: maskName(basic.applicantName),
      ...basic.organisationName && { organisationName: basic.organisationName },
      phone: maskPhone(basic.phone),
      idType: basic.idType,
      idNumber: maskIdNumber(basic.idNumber)
    },
    address: maskAddress(basic.address.text)
  }
}

/** An order that went to another company has ended for the one that had it. */
export function statusOfOne (state: OrderState): ApplicationStatus {
  return state === 'handedOver' ? 'ended' : overallStatus([state])
}

export function presentOrder (order: OrderFacts, nameOf: Reader['nameOf']): Schemas['Order'] {
  return {
    enterprise: order.enterprise,
    enterpriseName: nameOf(order.enterprise),
    service: order.service,
    kind: order.kind,
    reference: order.reference,
    ...order.nativeNumber && { nativeNumber: order.nativeNumber },
    state: order.state,
    stateLabel: STATES[order.state].label,
    statusCode: order.statusCode,
    statusLabel: STATUS_LABELS[order.statusCode]!,
    since: localTime(order.since),
    ...order.bookedFor && { bookedFor: localTime(order.bookedFor) },
    ...order.remark && { remark: order.remark },
    ...presentWithdrawal(order),
    next: nextOf(order),
    delivery: {
      state: order.delivery,
      stateLabel: CUSTODY_LABELS[order.delivery],
      attempts: order.attempts,
      ...order.nextAttemptAt && { nextAttemptAt: localTime(order.nextAttemptAt) },
      ...order.failure && { failure: order.failure }
    }
  }
}

const WITHDRAWAL_LABELS: Record<Schemas['Withdrawal']['state'], string> = {
  requested: '正在向企业申请撤回', declined: '企业不同意撤回'
}

/** Of an order that has ended, its end says all. */
function presentWithdrawal (
  { state, withdrawal, withdrawalReason }: OrderFacts
): { withdrawal?: Schemas['Withdrawal'] } {
  if (withdrawal === null || isFinal(state)) return {}
  const remark = withdrawalReason && { remark: withdrawalReason }
  return { withdrawal: { state: withdrawal, stateLabel: WITHDRAWAL_LABELS[withdrawal], ...remark } }
}

function nextOf ({ state, delivery, withdrawal }: OrderFacts): string {
  if (isFinal(state)) return STATES[state].next
  if (delivery === 'undeliverable') return '未能送达企业，由县级服务专员人工处理'
  return withdrawal === 'requested' ? '等待企业答复撤回申请' : STATES[state].next
}
