/** Reads applications as the contract shows them: one, or by pages. */
import type { OrderState } from '../../mappings/mapping.ts'
import type { components, operations } from '../../openapi/hub.d.ts'
import { seenApplications, seenByNumber, seenOrders, type View } from '../ground/access/visible.ts'
import { conditionsOf, type Filter } from '../ground/database/filters.ts'
import type { Queryable } from '../ground/database/pool.ts'
import { shownOfErased, type Statistics } from '../ground/form/statistics.ts'
import { Problem } from '../ground/problem/problem.ts'
import type { Vault } from '../ground/sealing/vault.ts'
import { resultsOf, type StoredResult } from '../records/attachments/results.ts'
import { acceptByOf } from '../records/clocks/clock.ts'
import { clocksOfAll, type StoredClock } from '../records/clocks/clocks.ts'
import type { ClockTerms } from '../records/clocks/follow.ts'
import { openForm, openRemark } from '../records/orders/form.ts'
import { soughtHashes, type SoughtValues } from '../records/orders/search-hashes.ts'
import { STATES, type ApplicationStatus } from '../records/orders/states.ts'
import { namesOfAccounts } from '../records/people/shown-names.ts'
import { readPage, type PageRequest } from './page.ts'
import {
  answeringOf, presentApplication, shownOf, statusOfOne, type ApplicationFacts, type OrderFacts
} from './present-application.ts'
import { clocksOfOrder } from './present-clock.ts'

type Schemas = components['schemas']
export type Application = Schemas['Application']
type Request = NonNullable<operations['listApplications']['parameters']['query']>

export interface ApplicationNeeds {
  pool: Queryable
  vault: Vault
  clocks: Pick<ClockTerms, 'measure'>
  nameOf (slug: string): string
  now (): Date
}

export interface ApplicationRow extends Omit<ApplicationFacts, 'form' | 'acceptBy' | 'answering'> {
  serial: number
  client: string
  accountable: string | null
  /** Null of an application whose person has been erased; then `statistics` are what is left. */
  formSealed: Buffer | null
  statistics: Statistics | null
}

interface OrderRow extends Omit<OrderFacts, 'remark' | 'withdrawalReason' | 'clocks' | 'results'> {
  id: string
  applicationSerial: number
  remarkSealed: Buffer | null
  withdrawalReasonSealed: Buffer | null
}

export const COLUMNS = `
  select serial, joint_number as "jointNumber", received_at as "receivedAt", status, notices,
         form_sealed as "formSealed", erased_at as "erasedAt", statistics, client_id as client, accountable`

const APPLICATIONS = `${COLUMNS} from applications`

/** Something was brought that its enterprise has not seen yet. Of either state there is an index that stays small. */
const SUPPLIED = ['open', 'desk'].map(state => `exists (
    select from intents as brought
    where brought.order_id = orders.id and brought.kind = 'supplement' and brought.state = '${state}')`).join(' or ')

/** With the intent of its last or present way to its enterprise. */
const ORDERS = `
  select orders.id, application_serial as "applicationSerial", orders.enterprise, service, orders.kind, reference,
         native_number as "nativeNumber", orders.state, status_code as "statusCode", since, booked_for as "bookedFor",
         remark_sealed as "remarkSealed", delivery, failure, withdrawal, desk,
         withdrawal_reason_sealed as "withdrawalReasonSealed", ${SUPPLIED} as "isSupplied",
         coalesce(attempts, 0) as attempts, case when intents.state = 'open' then due_at end as "nextAttemptAt"
  from orders left join lateral (
    select attempts, due_at, state from intents
    where order_id = orders.id and kind = 'place' order by opened_at desc, state = 'open' desc limit 1
  ) as intents on true`

/** Throws Problem `application-not-found`. */
export async function readApplication (needs: ApplicationNeeds, view: View, jointNumber: string): Promise<Application> {
  const { text, values } = seenByNumber(view, jointNumber)
  const { rows } = await needs.pool.query<ApplicationRow>(`${APPLICATIONS} where ${text}`, values)
  if (!rows[0]) throw new Problem('application-not-found')
  return (await withOrders(needs, view, needs.pool, rows))[0]!
}

/** Answers its serial number, for what is listed of one application. Throws Problem `application-not-found`. */
export async function findApplication (
  { pool }: { pool: Queryable }, view: View, jointNumber: string
): Promise<number> {
  const { text, values } = seenByNumber(view, jointNumber)
  const { rows } = await pool.query<{ serial: number }>(`select serial from applications where ${text}`, values)
  if (!rows[0]) throw new Problem('application-not-found')
  return rows[0].serial
}

/** Newest first. Filters look at no more than is seen. Throws Problem `invalid-parameter` for a cursor that is none. */
export async function listApplications (
  needs: ApplicationNeeds, view: View, request: Request
): Promise<Schemas['ApplicationPage']> {
  const { status, service, enterprise, receivedFrom, receivedTo, portalCaseNumber, number, ...page } = request
  const ofOrder = [view.enterprise ?? undefined, service, enterprise].some(asked => asked !== undefined)
  return await listBy(needs, view, {
    along: ofOrder ? 'orders' : undefined,
    filters: [
      ['applications.client_id = ?', view.client],
      ['own.enterprise = ?', view.enterprise],
      ['own.enterprise = ?', enterprise],
      ...serviceFilters(view, service, enterprise),
      ...statusFilters(view, status),
      ...numberFilters(view, number),
      ['received_at >= ?', receivedFrom],
      ['received_at < ?', receivedTo],
      // An enterprise does not see the portal's own number, so it finds nothing by it.
      view.enterprise && portalCaseNumber !== undefined
        ? ['false']
        : ["lower(portal_case_number) like '%' || lower(?::text) || '%'", literally(portalCaseNumber)]
    ],
    timed: (receivedFrom ?? receivedTo) !== undefined
  }, page)
}

/** An enterprise finds nothing by what another gave. */
function numberFilters ({ enterprise }: View, number: string | undefined, more: Filter = ['']): Filter[] {
  if (number === undefined) return []
  const joint = number.replaceAll(/[()（）\s]/g, '').toUpperCase()
  const [own, ...owner] = enterprise === null ? [''] : [' and enterprise = ?', enterprise]
  const [text, ...values] = more
  return [[`applications.serial = any(array(
    select serial from applications where joint_number = ?
    union all select application_serial from orders where native_number = ?${own}
    ${text}))`, joint, number.trim(), ...owner, ...values]]
}

/** The portal's own number too, in full; an enterprise does not see that. Its index knows three characters and more. */
function anyNumberFilters (view: View, number: string | undefined): Filter[] {
  const whole = number?.trim()
  if (view.enterprise || whole === undefined || whole.length < 3) return numberFilters(view, number)
  return numberFilters(view, number, [
    'union all select serial from applications where lower(portal_case_number) like lower(?::text)', literally(whole)])
}

/** An enterprise sees one order of an application alone; others find it by any of them, and once. */
function serviceFilters (view: View, service: string | undefined, enterprise: string | undefined): Filter[] {
  if (view.enterprise) return [['own.service = ?', service]]
  if (enterprise !== undefined) {
    return [['exists (select from orders where application_serial = serial and service = ?)', service]]
  }
  if (service === undefined) return []
  return [['own.service = ?', service], [`not exists (
    select from orders as earlier where earlier.application_serial = own.application_serial
      and earlier.service = own.service and earlier.position < own.position)`]]
}

/** To an enterprise the status is that of its own order; while that is open, so is the application. */
function statusFilters (view: View, status: ApplicationStatus | undefined): Filter[] {
  if (!view.enterprise || status === undefined) return [['status = ?', status]]
  return [['own.state = any(?)', statesWith(status)], [
    'own.application_serial = any(array(select serial from applications where status = any(?)))',
    OPEN.includes(status) ? OPEN : undefined
  ]]
}

/** Few applications are, however many there are. */
export const OPEN: readonly ApplicationStatus[] = ['processing', 'needsMaterial']

function statesWith (status: ApplicationStatus): OrderState[] {
  return (Object.keys(STATES) as OrderState[]).filter(state => statusOfOne(state) === status)
}

/** A text that `like` takes as it is. */
function literally (text: string | undefined): string | undefined {
  return text?.replaceAll(/[\\%_]/g, '\\$&')
}

/** As the list is; of applications that have every value that is sought, and the number. */
export async function searchApplications (
  needs: ApplicationNeeds, view: View, page: PageRequest, { number, ...sought }: SoughtValues
): Promise<Schemas['ApplicationPage']> {
  const [best, ...others] = soughtHashes(needs.vault, sought)
  const numbered = [...seenApplications(view), ...anyNumberFilters(view, number)]
  if (!best) return await listBy(needs, view, { along: undefined, filters: numbered, timed: false }, page)
  // What was corrected for one enterprise is no other's to find.
  const corrected = view.enterprise ?? undefined
  const having = (hashes: Buffer[], and: string): Filter => corrected === undefined
    ? [`exists (${OTHERS} and other.hash = any(?) ${and})`, hashes]
    : [`exists (${OTHERS} and other.hash = any(?) and other.of_order in ('', ?) ${and})`, hashes, corrected]
  const [before, ...values] = having(best, 'and (other.hash, other.of_order) < (own.hash, own.of_order)')
  return await listBy(needs, view, {
    along: 'search_hashes',
    filters: [
      ...numbered,
      ['own.hash = any(?)', best],
      ["own.of_order in ('', ?)", corrected],
      // Found by the form and by a correction, it is listed once.
      [`not ${before}`, ...values],
      ...others.map(hashes => having(hashes, ''))
    ],
    timed: false
  }, page)
}

const OTHERS = 'select from search_hashes as other where other.application_serial = own.application_serial'

interface Listed {
  /**
   * A table of which the filters name a row as `own`: the list goes along it, and applications that have no such row
   * are not looked at, however many there are.
   */
  along: 'orders' | 'search_hashes' | undefined
  filters: Filter[]
  /** Only those of a certain time are asked for. */
  timed: boolean
}

async function listBy (
  needs: ApplicationNeeds, view: View, { along, filters, timed }: Listed, page: PageRequest
): Promise<Schemas['ApplicationPage']> {
  const { rows, next } = await readPage<ApplicationRow>(needs.pool, {
    select: along
      ? `${COLUMNS} from ${along} as own join applications on serial = own.application_serial`
      : APPLICATIONS,
    filters,
    by: along && !timed ? 'own.application_serial' : 'serial',
    numberOf: ({ serial }) => serial,
    order: 'newest first',
    ...timed && { time: { by: 'received_at', of: ({ receivedAt }) => receivedAt } }
  }, page)
  return { applications: await withOrders(needs, view, needs.pool, rows), ...next }
}

export async function withOrders (
  needs: Omit<ApplicationNeeds, 'pool'>, view: View, connection: Queryable, applications: ApplicationRow[]
): Promise<Application[]> {
  const serials = applications.map(({ serial }) => serial)
  const { text, values } = conditionsOf([['application_serial = any(?)', serials], ...seenOrders(view)])
  const answering = view.enterprise === null ? applications.map(({ accountable }) => accountable) : []
  const [{ rows: orders }, clocks, results, nameOf] = await Promise.all([
    connection.query<OrderRow>(`${ORDERS} where ${text} order by application_serial, position`, values),
    clocksOfAll(connection, serials),
    resultsOf(connection, serials),
    namesOfAccounts(needs.vault, connection, answering)
  ])
  return applications.map(application => {
    const own = orders.filter(({ applicationSerial }) => applicationSerial === application.serial)
    const seen = clocks.filter(({ orderId }) => own.some(({ id }) => id === orderId))
    return presentApplication(
      {
        ...application,
        acceptBy: acceptByOf(seen),
        answering: answeringOf(application, nameOf),
        form: formOf(needs.vault, application)
      },
      own.map(order => opened(needs, order, seen, results)),
      { nameOf: needs.nameOf, isEnterprise: view.enterprise !== null })
  })
}

function formOf (vault: Vault, { serial, formSealed, statistics }: ApplicationRow): ApplicationFacts['form'] {
  return formSealed ? shownOf(openForm(vault, { serial, formSealed })) : shownOfErased(statistics!)
}

function opened (
  needs: Omit<ApplicationNeeds, 'pool'>, { remarkSealed, withdrawalReasonSealed, ...order }: OrderRow,
  clocks: StoredClock[], results: StoredResult[]
): OrderFacts {
  return {
    ...order,
    remark: openRemark(needs.vault, ['orderRemark', order.id], remarkSealed),
    withdrawalReason: openRemark(needs.vault, ['withdrawalReason', order.id], withdrawalReasonSealed),
    clocks: clocksOfOrder(needs, order, clocks),
    results: results.filter(({ orderId }) => orderId === order.id)
  }
}
