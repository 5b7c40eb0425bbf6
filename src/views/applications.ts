/** Reads applications as the contract shows them: one, or by pages. */
import type { OrderState } from '../../mappings/mapping.ts'
import type { components, operations } from '../../openapi/hub.d.ts'
import { seenApplications, seenByNumber, seenOrders, type View } from '../ground/access/visible.ts'
import { conditionsOf, type Filter } from '../ground/database/filters.ts'
import type { Queryable } from '../ground/database/pool.ts'
import { shownOfErased, type Statistics } from '../ground/form/statistics.ts'
import { Problem } from '../ground/problem/problem.ts'
import type { Vault } from '../ground/sealing/vault.ts'
import { openForm, openRemark } from '../records/orders/form.ts'
import { soughtHashes } from '../records/orders/search-hashes.ts'
import { STATES, type ApplicationStatus } from '../records/orders/states.ts'
import { readPage, type PageRequest } from './page.ts'
import {
  presentApplication, shownOf, statusOfOne, type ApplicationFacts, type OrderFacts
} from './present-application.ts'

type Schemas = components['schemas']
export type Application = Schemas['Application']
type Request = NonNullable<operations['listApplications']['parameters']['query']>

export interface ApplicationNeeds {
  pool: Queryable
  vault: Vault
  nameOf (slug: string): string
}

interface ApplicationRow extends Omit<ApplicationFacts, 'form'> {
  serial: number
  /** Null of an application whose person has been erased; then `statistics` are what is left. */
  formSealed: Buffer | null
  statistics: Statistics | null
}

interface OrderRow extends Omit<OrderFacts, 'remark' | 'withdrawalReason'> {
  id: string
  applicationSerial: number
  remarkSealed: Buffer | null
  withdrawalReasonSealed: Buffer | null
}

const COLUMNS = `
  select serial, joint_number as "jointNumber", received_at as "receivedAt", accept_by as "acceptBy", status, notices,
         form_sealed as "formSealed", erased_at as "erasedAt", statistics`

const APPLICATIONS = `${COLUMNS} from applications`

/** With the intent of its last or present way to its enterprise. */
const ORDERS = `
  select orders.id, application_serial as "applicationSerial", orders.enterprise, service, orders.kind, reference,
         native_number as "nativeNumber", orders.state, status_code as "statusCode", since, booked_for as "bookedFor",
         remark_sealed as "remarkSealed", delivery, failure, withdrawal,
         withdrawal_reason_sealed as "withdrawalReasonSealed",
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
  const { status, service, enterprise, receivedFrom, receivedTo, portalCaseNumber, ...page } = request
  const ofOrder = [view.enterprise ?? undefined, service, enterprise].some(asked => asked !== undefined)
  return await listBy(needs, view, {
    along: ofOrder ? 'orders' : undefined,
    filters: [
      ['applications.client_id = ?', view.client],
      ['own.enterprise = ?', view.enterprise],
      ['own.enterprise = ?', enterprise],
      ...serviceFilters(view, service, enterprise),
      ...statusFilters(view, status),
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
const OPEN: readonly ApplicationStatus[] = ['processing', 'needsMaterial']

function statesWith (status: ApplicationStatus): OrderState[] {
  return (Object.keys(STATES) as OrderState[]).filter(state => statusOfOne(state) === status)
}

/** A text that `like` takes as it is. */
function literally (text: string | undefined): string | undefined {
  return text?.replaceAll(/[\\%_]/g, '\\$&')
}

/** As the list is; of applications that have every value that is sought. */
export async function searchApplications (
  needs: ApplicationNeeds, view: View, page: PageRequest, sought: Schemas['ApplicationSearch']
): Promise<Schemas['ApplicationPage']> {
  const [best, ...others] = soughtHashes(needs.vault, sought)
  // What was corrected for one enterprise is no other's to find.
  const corrected = view.enterprise ?? undefined
  const having = (hashes: Buffer[], and: string): Filter => corrected === undefined
    ? [`exists (${OTHERS} and other.hash = any(?) ${and})`, hashes]
    : [`exists (${OTHERS} and other.hash = any(?) and other.of_order in ('', ?) ${and})`, hashes, corrected]
  const [before, ...values] = having(best!, 'and (other.hash, other.of_order) < (own.hash, own.of_order)')
  return await listBy(needs, view, {
    along: 'search_hashes',
    filters: [
      ...seenApplications(view),
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

async function withOrders (
  { vault, nameOf }: Omit<ApplicationNeeds, 'pool'>, view: View, connection: Queryable, applications: ApplicationRow[]
): Promise<Application[]> {
  const serials = applications.map(({ serial }) => serial)
  const { text, values } = conditionsOf([['application_serial = any(?)', serials], ...seenOrders(view)])
  const { rows } = await connection.query<OrderRow>(`
    ${ORDERS} where ${text} order by application_serial, position`, values)
  return applications.map(application => presentApplication(
    { ...application, form: formOf(vault, application) },
    rows.filter(({ applicationSerial }) => applicationSerial === application.serial).map(order => opened(vault, order)),
    { nameOf, isEnterprise: view.enterprise !== null }))
}

function formOf (vault: Vault, { serial, formSealed, statistics }: ApplicationRow): ApplicationFacts['form'] {
  return formSealed ? shownOf(openForm(vault, { serial, formSealed })) : shownOfErased(statistics!)
}

function opened (vault: Vault, { id, remarkSealed, withdrawalReasonSealed, ...order }: OrderRow): OrderFacts {
  return {
    ...order,
    remark: openRemark(vault, ['orderRemark', id], remarkSealed),
    withdrawalReason: openRemark(vault, ['withdrawalReason', id], withdrawalReasonSealed)
  }
}
