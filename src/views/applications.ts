/** Reads applications as the contract shows them: one, by pages, and the timeline of one. Personal data is masked here. */
import type { components, operations } from '../../openapi/hub.d.ts'
import type { OrderState } from '../../mappings/mapping.ts'
import { applicationSeen, EVERYTHING, orderSeen, type View } from '../ground/access/visible.ts'
import { shownOfErased, type ShownOfForm, type Statistics } from '../ground/form/statistics.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import { readCursor, writeCursor } from './cursor.ts'
import type { Queryable } from '../ground/database/pool.ts'
import { printedNumber } from '../enterprises/county.ts'
import { enterpriseName } from '../enterprises/settings.ts'
import type { Hub } from '../hub.ts'
import { soughtHashes, type Sought } from '../records/orders/search-hashes.ts'
import { Problem } from '../ground/problem/problem.ts'
import { openForm } from '../records/orders/form.ts'
import { maskAddress, maskIdNumber, maskName, maskPhone } from '../ground/form/mask.ts'
import type { ApplicationForm } from '../ground/form/order-view.ts'
import { openRemark } from '../records/orders/remark.ts'
import { APPLICATION_LABELS, isFinal, overallStatus, STATES, STATUS_LABELS, type ApplicationStatus } from '../records/orders/states.ts'

type Schemas = components['schemas']
export type Application = Schemas['Application']
type Filters = NonNullable<operations['listApplications']['parameters']['query']>

interface ApplicationRow {
  serial: number
  /** Null of an application whose person has been erased; then `statistics` are what is left. */
  formSealed: Buffer | null
  erasedAt: Date | null
  statistics: Statistics | null
  jointNumber: string
  receivedAt: Date
  acceptBy: Date
  notices: Schemas['Notice'][]
  status: ApplicationStatus
}

interface OrderRow {
  id: string
  applicationSerial: number
  enterprise: Schemas['EnterpriseSlug']
  service: Schemas['Service']
  kind: string
  reference: string
  nativeNumber: string | null
  state: Schemas['OrderState']
  statusCode: number
  since: Date
  bookedFor: Date | null
  remarkSealed: Buffer | null
  delivery: Schemas['DeliveryState']
  failure: Schemas['DeliveryFailure'] | null
  withdrawal: Schemas['Withdrawal']['state'] | null
  withdrawalReasonSealed: Buffer | null
  attempts: number
  nextAttemptAt: Date | null
}

const APPLICATION_COLUMNS = `
  serial, joint_number as "jointNumber", received_at as "receivedAt", accept_by as "acceptBy", form_sealed as "formSealed",
  erased_at as "erasedAt", statistics, notices, status`

/** Throws Problem `application-not-found`. */
export async function readApplication (hub: Hub, view: View, jointNumber: string): Promise<Application> {
  const { rows } = await hub.pool.query<ApplicationRow>(`
    select ${APPLICATION_COLUMNS} from applications where joint_number = $1 and ${applicationSeen(2, 3)}`, [jointNumber, view.client, view.enterprise])
  if (!rows[0]) throw new Problem('application-not-found')
  return (await withOrders(hub, view, hub.pool, rows))[0]!
}

export async function readBySerial (hub: Hub, connection: Queryable, serial: number): Promise<Application> {
  const { rows } = await connection.query<ApplicationRow>(`select ${APPLICATION_COLUMNS} from applications where serial = $1`, [serial])
  return (await withOrders(hub, EVERYTHING, connection, rows))[0]!
}

/** Newest first. Filters look at no more than is seen. Throws Problem `invalid-parameter` for a cursor that is none. */
export async function listApplications (hub: Hub, view: View, filters: Filters): Promise<Schemas['ApplicationPage']> {
  return await readPage(hub, view, filters)
}

/** As the list is; of applications that have every value that is sought. */
export async function searchApplications (
  hub: Hub, view: View, page: Pick<Filters, 'cursor' | 'limit'>, sought: Schemas['ApplicationSearch']
): Promise<Schemas['ApplicationPage']> {
  return await readPage(hub, view, page, soughtHashes(hub, sought))
}

async function readPage (hub: Hub, view: View, filters: Filters, sought?: Sought): Promise<Schemas['ApplicationPage']> {
  const { status, service, enterprise, receivedFrom, receivedTo, portalCaseNumber, cursor, limit = 20 } = filters
  const { rows } = await hub.pool.query<ApplicationRow>(`
    select ${APPLICATION_COLUMNS} from applications
    where ${applicationSeen(1, 2)}
      and ($3::bigint is null or serial < $3)
      and ($4::text is null or case when $2::text is null then status = $4 else exists (select from orders where application_serial = serial and ${orderSeen(2)} and state = any($5)) end)
      and ($6::text is null or exists (select from orders where application_serial = serial and ${orderSeen(2)} and service = $6))
      and ($7::text is null or exists (select from orders where application_serial = serial and ${orderSeen(2)} and enterprise = $7))
      and ($8::timestamptz is null or received_at >= $8)
      and ($9::timestamptz is null or received_at < $9)
      and ($10::text is null or ($2::text is null and strpos(lower(portal_case_number), lower($10)) > 0))
      and ($11::bytea[] is null or serial in (
        select application_serial from search_hashes
        where hash = any($11) and (of_order = '' or $2::text is null or of_order = $2) group by application_serial having count(distinct field) = $12))
    order by serial desc limit $13`,
  [
    view.client, view.enterprise, readCursor(cursor), status, statesWith(status), service, enterprise, receivedFrom, receivedTo, portalCaseNumber,
    sought?.hashes, sought?.fields, limit + 1
  ])
  const page = rows.slice(0, limit)
  return {
    applications: await withOrders(hub, view, hub.pool, page),
    ...rows.length > limit && { nextCursor: writeCursor(page.at(-1)!.serial) }
  }
}

async function withOrders (hub: Hub, view: View, connection: Queryable, applications: ApplicationRow[]): Promise<Application[]> {
  const { rows } = await connection.query<OrderRow>(`
    select orders.id, application_serial as "applicationSerial", orders.enterprise, service, orders.kind, reference, native_number as "nativeNumber",
           orders.state, status_code as "statusCode", since, booked_for as "bookedFor", remark_sealed as "remarkSealed", delivery, failure, withdrawal,
           withdrawal_reason_sealed as "withdrawalReasonSealed",
           coalesce(attempts, 0) as attempts, case when intents.state = 'open' then due_at end as "nextAttemptAt"
    from orders left join lateral (
      select attempts, due_at, state from intents where order_id = orders.id and kind = 'place' order by opened_at desc, state = 'open' desc limit 1
    ) as intents on true
    where application_serial = any($1) and ${orderSeen(2)} order by application_serial, position`,
  [applications.map(({ serial }) => serial), view.enterprise])
  return applications.map(row => present(hub, view, row, rows.filter(order => order.applicationSerial === row.serial).map(order => presentOrder(hub, order))))
}

/** To an enterprise an application is its own order: no other service, no overall status, no number that is the portal's own. */
function present (hub: Hub, { enterprise }: View, row: ApplicationRow, orders: Schemas['Order'][]): Application {
  const { serial, formSealed, jointNumber, receivedAt, acceptBy, notices, erasedAt } = row
  const { portalCaseNumber, ...told } = formSealed ? shownOf(openForm(hub, { serial, formSealed })) : shownOfErased(row.statistics!)
  const status = enterprise ? statusOfOne(orders[0]!.state) : row.status
  return {
    jointNumber,
    printedNumber: printedNumber(jointNumber),
    date: localTime(receivedAt).slice(0, 10),
    receivedAt: localTime(receivedAt),
    status,
    statusLabel: APPLICATION_LABELS[status],
    ...told,
    ...portalCaseNumber && !enterprise && { portalCaseNumber },
    ...enterprise && { services: orders.map(({ service }) => service) },
    acceptBy: localTime(acceptBy),
    orders,
    notices,
    ...erasedAt && { erasedAt: localTime(erasedAt) }
  }
}

/** What the answers show of a form. */
function shownOf ({ origin, portalCaseNumber, basic }: ApplicationForm): ShownOfForm {
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
function statusOfOne (state: OrderState): ApplicationStatus {
  return state === 'handedOver' ? 'ended' : overallStatus([state])
}

function statesWith (status: ApplicationStatus | undefined): OrderState[] {
  return (Object.keys(STATES) as OrderState[]).filter(state => statusOfOne(state) === status)
}

const DELIVERY_LABELS: Record<Schemas['DeliveryState'], string> = {
  pending: '待送达', unknown: '结果待核实', placed: '已送出待确认', acknowledged: '已送达', undeliverable: '需人工处理'
}

function presentOrder (hub: Hub, row: OrderRow): Schemas['Order'] {
  const remark = openRemark(hub, ['orderRemark', row.id], row.remarkSealed)
  return {
    enterprise: row.enterprise,
    enterpriseName: enterpriseName(hub.settings.enterprises, row.enterprise),
    service: row.service,
    kind: row.kind,
    reference: row.reference,
    ...row.nativeNumber && { nativeNumber: row.nativeNumber },
    state: row.state,
    stateLabel: STATES[row.state].label,
    statusCode: row.statusCode,
    statusLabel: STATUS_LABELS[row.statusCode]!,
    since: localTime(row.since),
    ...row.bookedFor && { bookedFor: localTime(row.bookedFor) },
    ...remark && { remark },
    ...presentWithdrawal(hub, row),
    next: nextOf(row),
    delivery: {
      state: row.delivery,
      stateLabel: DELIVERY_LABELS[row.delivery],
      attempts: row.attempts,
      ...row.nextAttemptAt && { nextAttemptAt: localTime(row.nextAttemptAt) },
      ...row.failure && { failure: row.failure }
    }
  }
}

const WITHDRAWAL_LABELS: Record<Schemas['Withdrawal']['state'], string> = { requested: '正在向企业申请撤回', declined: '企业不同意撤回' }

/** Of an order that has ended, its end says all. */
function presentWithdrawal (hub: Hub, { id, state, withdrawal, withdrawalReasonSealed }: OrderRow): { withdrawal?: Schemas['Withdrawal'] } {
  if (withdrawal === null || isFinal(state)) return {}
  const remark = openRemark(hub, ['withdrawalReason', id], withdrawalReasonSealed)
  return { withdrawal: { state: withdrawal, stateLabel: WITHDRAWAL_LABELS[withdrawal], ...remark && { remark } } }
}

function nextOf ({ state, delivery, withdrawal }: OrderRow): string {
  if (isFinal(state)) return STATES[state].next
  if (delivery === 'undeliverable') return '未能送达企业，由县级服务专员人工处理'
  return withdrawal === 'requested' ? '等待企业答复撤回申请' : STATES[state].next
}
