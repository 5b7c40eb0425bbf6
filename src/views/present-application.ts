/**
 * An application as the contract shows it, made of what is known of it and its orders: read from the rows, or just
 * written to them. Personal data is masked here.
 */
import type { OrderState } from '../../mappings/mapping.ts'
import type { components } from '../../openapi/hub.d.ts'
import { printedNumber } from '../enterprises/county.ts'
import { unitOf } from '../ground/access/caller.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import { maskAddress, maskIdNumber, maskName, maskPhone } from '../ground/form/mask.ts'
import type { ApplicationForm } from '../ground/form/order-view.ts'
import type { ShownOfForm } from '../ground/form/statistics.ts'
import { RESULT_KINDS, type StoredResult } from '../records/attachments/results.ts'
import { CUSTODY_LABELS } from '../records/orders/custody.ts'
import type { LockedOrder } from '../records/orders/locked-order.ts'
import { DESK_STEPS } from '../records/orders/desk-steps.ts'
import {
  APPLICATION_LABELS, isFinal, overallStatus, STATES, STATUS_LABELS, type ApplicationStatus
} from '../records/orders/states.ts'

type Schemas = components['schemas']

export interface ApplicationFacts {
  jointNumber: string
  receivedAt: Date
  /** The latest time at which acceptance and survey of an order are due; null while all clocks stand still. */
  acceptBy: Date | null
  status: ApplicationStatus
  notices: Schemas['Notice'][]
  erasedAt: Date | null
  /** Null where a program submitted it. */
  answering: Schemas['Accountable'] | null
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
  desk: LockedOrder['desk']
  failure: Schemas['DeliveryFailure'] | null
  /** Of handing it over. */
  attempts: number
  nextAttemptAt: Date | null
  withdrawal: Schemas['Withdrawal']['state'] | null
  /** Why its enterprise does not give it back. */
  withdrawalReason: string | undefined
  /** The applicant has brought what its enterprise has not seen yet. */
  isSupplied: boolean
  clocks: Schemas['Clock'][]
  /** What the people at its desk have added to it. */
  results: StoredResult[]
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
  const { jointNumber, receivedAt, acceptBy, notices, erasedAt, answering } = application
  const { portalCaseNumber, ...form } = application.form
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
    ...answering && !isEnterprise && { accountable: answering },
    ...isEnterprise && { services: orders.map(({ service }) => service) },
    ...acceptBy && { acceptBy: localTime(acceptBy) },
    orders: orders.map(order => presentOrder(order, nameOf)),
    // An enterprise does not learn from them who else was applied to.
    notices: [
      ...calendarNotices(orders),
      ...notices.filter(({ enterprise }) => !enterprise || orders.some(order => order.enterprise === enterprise))
    ],
    ...erasedAt && { erasedAt: localTime(erasedAt) }
  }
}

/** Who answers for what `client` submitted. */
export function answeringOf (
  { client, accountable }: { client: string, accountable: string | null },
  nameOf?: (login: string) => string | undefined
): ApplicationFacts['answering'] {
  const unit = unitOf(client)
  if (unit === undefined || accountable === null) return null
  const name = nameOf?.(accountable)
  return { login: accountable, ...name !== undefined && { name }, unit }
}

function calendarNotices (orders: OrderFacts[]): Schemas['Notice'][] {
  if (!orders.some(({ clocks }) => clocks.some(({ provisional }) => provisional))) return []
  const message = '国务院办公厅尚未公布或系统尚未收录该年度放假安排，工作日暂按周末和法定节假日推算'
  return [{ code: 'calendar-not-covered', message }]
}

/** Of an order that has just been opened: no attempt has been made yet. */
export function factsOfNew (
  order: Omit<
    OrderFacts, 'remark' | 'attempts' | 'nextAttemptAt' | 'withdrawalReason' | 'isSupplied' | 'clocks' | 'results'>,
  clocks: Schemas['Clock'][]
): OrderFacts {
  const nothing = { remark: undefined, withdrawalReason: undefined, isSupplied: false, results: [] }
  return { ...order, ...nothing, clocks, attempts: 0, nextAttemptAt: order.since }
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
    ...order.state === 'needsMaterial' && { supplementSent: order.isSupplied },
    next: nextOf(order),
    delivery: {
      state: order.delivery,
      stateLabel: deliveryLabelOf(order),
      attempts: order.attempts,
      ...order.nextAttemptAt && { nextAttemptAt: localTime(order.nextAttemptAt) },
      ...order.failure && { failure: order.failure }
    },
    clocks: order.clocks,
    ...order.results.length > 0 && { results: order.results.map(presentResult) }
  }
}

function presentResult ({ id, kind, step, mediaType, at }: StoredResult): Schemas['Result'] {
  return { id, kind, kindLabel: RESULT_KINDS[kind], step, stepLabel: DESK_STEPS[step], mediaType, at: localTime(at) }
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

/** It waits at the desk for somebody to take it. */
function isUntaken ({ desk, delivery }: OrderFacts): boolean {
  return desk !== null && delivery === 'placed'
}

/** An order that has ended waits for nothing any more. */
function deliveryLabelOf (order: OrderFacts): string {
  const { state, delivery } = order
  if (isUntaken(order)) return isFinal(state) ? '企业未接单' : '待企业接单'
  return isFinal(state) && delivery === 'pending' ? '未送出' : CUSTODY_LABELS[delivery]
}

function nextOf (order: OrderFacts): string {
  const { state, delivery, withdrawal, isSupplied, desk } = order
  if (isFinal(state)) return STATES[state].next
  if (isUntaken(order)) return '等待企业的服务专员接单'
  if (delivery === 'undeliverable') return '未能送达企业，由县级服务专员人工处理'
  if (withdrawal === 'requested') return '等待企业答复撤回申请'
  if (state !== 'needsMaterial' || !isSupplied) return STATES[state].next
  return desk === null ? '补正材料已提交，正在送往企业' : '补正材料已提交，等待企业查看'
}
