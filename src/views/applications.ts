/** Reads applications as the contract shows them: one, or by pages. */
import type { OrderState } from '../../mappings/mapping.ts'
import type { components, operations } from '../../openapi/hub.d.ts'
import { seenApplications, seenByNumber, seenOrders, type View } from '../ground/access/visible.ts'
import { allOf, conditionsOf, type Filter } from '../ground/database/filters.ts'
import type { Queryable } from '../ground/database/pool.ts'
import { shownOfErased, type Statistics } from '../ground/form/statistics.ts'
import { Problem } from '../ground/problem/problem.ts'
import type { Vault } from '../ground/sealing/vault.ts'
import { openForm, openRemark } from '../records/orders/form.ts'
import { soughtHashes } from '../records/orders/search-hashes.ts'
import { STATES, type ApplicationStatus } from '../records/orders/states.ts'
import { readPage } from './page.ts'
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

const APPLICATIONS = `
  select serial, joint_number as "jointNumber", received_at as "receivedAt", accept_by as "acceptBy", status, notices,
         form_sealed as "formSealed", erased_at as "erasedAt", statistics
  from applications`

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
  return await listBy(needs, view, [
    view.enterprise ? withOrder(view, 'state = any(?)', status && statesWith(status)) : ['status = ?', status],
    withOrder(view, 'service = ?', service),
    withOrder(view, 'enterprise = ?', enterprise),
    ['received_at >= ?', receivedFrom],
    ['received_at < ?', receivedTo],
    // An enterprise does not see the portal's own number, so it finds nothing by it.
    view.enterprise && portalCaseNumber !== undefined
      ? ['false']
      : ['strpos(lower(portal_case_number), lower(?::text)) > 0', portalCaseNumber]
  ], page)
}

/** With an order that is seen and of which the condition holds. */
function withOrder (view: View, condition: string, value: unknown): Filter {
  const [seen, ...values] = allOf(seenOrders(view))
  const text = `exists (select from orders where application_serial = serial and ${seen} and ${condition})`
  return [text, ...values, value]
}

function statesWith (status: ApplicationStatus): OrderState[] {
  return (Object.keys(STATES) as OrderState[]).filter(state => statusOfOne(state) === status)
}

/** As the list is; of applications that have every value that is sought. */
export async function searchApplications (
  needs: ApplicationNeeds, view: View, page: Pick<Request, 'cursor' | 'limit'>, sought: Schemas['ApplicationSearch']
): Promise<Schemas['ApplicationPage']> {
  const { hashes, fields } = soughtHashes(needs.vault, sought)
  // What was corrected for one enterprise is no other's to find.
  const [found, ...values] = allOf([['hash = any(?)', hashes], ["of_order in ('', ?)", view.enterprise]])
  return await listBy(needs, view, [[`
    serial in (
      select application_serial from search_hashes where ${found}
      group by application_serial having count(distinct field) = ?)`, ...values, fields]], page)
}

async function listBy (
  needs: ApplicationNeeds, view: View, filters: Filter[], page: Pick<Request, 'cursor' | 'limit'>
): Promise<Schemas['ApplicationPage']> {
  const { rows, next } = await readPage<ApplicationRow>(needs.pool, {
    select: APPLICATIONS,
    filters: [...seenApplications(view), ...filters],
    by: 'serial',
    numberOf: ({ serial }) => serial,
    order: 'newest first'
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
