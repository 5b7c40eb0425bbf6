/** Orders at the desk of an enterprise as its specialists see them: by pages, the first one due first, and one. */
import type { components, operations } from '../../openapi/hub.d.ts'
import { printedNumber } from '../enterprises/county.ts'
import type { View } from '../ground/access/visible.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import { conditionsOf, type Filter } from '../ground/database/filters.ts'
import { mergePatches } from '../ground/form/merge-patch.ts'
import type { ApplicationForm } from '../ground/form/order-view.ts'
import { shownOfErased, type Statistics } from '../ground/form/statistics.ts'
import { resultsOf, type StoredResult } from '../records/attachments/results.ts'
import { clocksOfAll, LAST, type StoredClock } from '../records/clocks/clocks.ts'
import {
  DESK_STEPS, DESK_TASKS, legalSteps, taskOf, type DeskTask, type OrderAtDesk
} from '../records/orders/desk-steps.ts'
import { findAtDesk } from '../records/orders/find-at-desk.ts'
import { openCorrections, openForm, openRemark } from '../records/orders/form.ts'
import type { LockedOrder } from '../records/orders/locked-order.ts'
import { shownNames } from '../records/people/shown-names.ts'
import type { ApplicationNeeds } from './applications.ts'
import { openingsOf } from './desk-openings.ts'
import { ORDER_PLACE } from './order-place.ts'
import { readPage } from './page.ts'
import { presentOrder, shownOf, type OrderFacts } from './present-application.ts'
import { clocksOfOrder } from './present-clock.ts'

type Schemas = components['schemas']
export type DeskOrder = Schemas['DeskOrder']
type Request = NonNullable<operations['listDeskOrders']['parameters']['query']>

type Kept = Omit<OrderFacts, 'remark' | 'withdrawalReason' | 'clocks' | 'results' | 'attempts' | 'nextAttemptAt'>

interface Row extends Kept, Pick<LockedOrder, 'reached' | 'takenBy' | 'version' | 'service'> {
  id: string
  place: number
  serial: number
  jointNumber: string
  receivedAt: Date
  formSealed: Buffer | null
  statistics: Statistics | null
  remarkSealed: Buffer | null
  withdrawalReasonSealed: Buffer | null
  correctionsSealed: Buffer | null
  isSupplied: boolean
  openFilings: OrderAtDesk['openFilings']
  dueAt: Date | null
}

const SUPPLIED = `
  exists (select from intents where order_id = orders.id and intents.kind = 'supplement' and intents.state = 'desk')`

const COLUMNS = `
  select orders.id, ${ORDER_PLACE} as place, serial, joint_number as "jointNumber", received_at as "receivedAt",
         form_sealed as "formSealed", statistics, orders.enterprise, service, orders.kind, reference,
         native_number as "nativeNumber", orders.state, reached, status_code as "statusCode", since,
         booked_for as "bookedFor", remark_sealed as "remarkSealed", delivery, orders.failure, withdrawal,
         withdrawal_reason_sealed as "withdrawalReasonSealed", corrections_sealed as "correctionsSealed", desk,
         taken_by as "takenBy", version, ${SUPPLIED} as "isSupplied", due."dueAt",
         array(
           select mode from filings where order_id = orders.id and filings.state in ('pending', 'open')
         ) as "openFilings"`

/** The first time at which something that is promised of an order itself is due and has not ended. */
const DUE = `
  left join lateral (
    select min(due_at) as "dueAt" from clocks
    where clocks.application_serial = serial and clocks.order_id = orders.id and clocks.state <> 'ended'
      and subject is null
  ) as due on true`

/** What waits at a desk is an intent: an open order has one to be taken, or one to be worked on, until it ends. */
const AT_DESK = `
  from intents as own join orders on orders.id = own.order_id
  join applications on serial = application_serial ${DUE}`

const DUE_OR_LAST = `coalesce(due."dueAt", '${LAST.toISOString()}')`

/** As `taskOf` judges them. */
const TASKS: Record<DeskTask, Filter[]> = {
  take: [["own.kind = 'place'"]],
  answerWithdrawal: [["own.kind = 'watch'"], ["withdrawal = 'requested'"]],
  checkSupplement: [["own.kind = 'watch'"], ["withdrawal is distinct from 'requested'"], [SUPPLIED]],
  proceed: [
    ["own.kind = 'watch'"], ["withdrawal is distinct from 'requested'"], [`not ${SUPPLIED}`],
    ["orders.state <> 'needsMaterial'"]
  ],
  awaitApplicant: [
    ["own.kind = 'watch'"], ["withdrawal is distinct from 'requested'"], [`not ${SUPPLIED}`],
    ["orders.state = 'needsMaterial'"]
  ]
}

/** What somebody at the desk is to do something about. */
const FOR_THE_DESK: Filter = [`orders.state <> 'needsMaterial' or withdrawal = 'requested' or ${SUPPLIED}`]

/** Throws Problem `invalid-parameter` for a cursor that is none. */
export async function listDeskOrders (
  needs: ApplicationNeeds, view: View, { task, state, jointNumber, dueFrom, dueTo, ...page }: Request, reader?: string
): Promise<Schemas['DeskOrderPage']> {
  const { rows, next } = await readPage<Row>(needs.pool, {
    select: COLUMNS + AT_DESK,
    filters: [
      ["own.state = 'desk'"],
      ["own.kind in ('place', 'watch')"],
      // A desk is somebody's: to who belongs to no enterprise there is none.
      ...view.enterprise === null ? [['false'] as const] : [['own.enterprise = ?', view.enterprise] as const],
      ...task ? TASKS[task] : [FOR_THE_DESK],
      ['orders.state = ?', state],
      ['joint_number = ?', jointNumber],
      [`${DUE_OR_LAST} >= ?`, dueFrom],
      [`${DUE_OR_LAST} < ?`, dueTo]
    ],
    by: ORDER_PLACE,
    numberOf: ({ place }) => place,
    order: 'oldest first',
    time: { by: DUE_OR_LAST, of: ({ dueAt }) => dueAt ?? LAST }
  }, page)
  const found = await besideOf(needs, rows, reader)
  return { orders: rows.map(row => present(needs, row, found)), ...next }
}

/** Also one that has ended there. Throws Problem `desk-order-not-found`. */
export async function readDeskOrder (
  needs: ApplicationNeeds, view: View, reference: string, reader?: string
): Promise<DeskOrder> {
  const { orderId } = await findAtDesk(needs.pool, view, reference)
  const { text, values } = conditionsOf([['orders.id = ?', orderId]])
  const { rows: [row] } = await needs.pool.query<Row>(`
    ${COLUMNS} from orders join applications on serial = application_serial ${DUE} where ${text}`, values)
  return present(needs, row!, await besideOf(needs, [row!], reader))
}

interface Beside {
  clocks: StoredClock[]
  results: StoredResult[]
  openings: Awaited<ReturnType<typeof openingsOf>>
  nameOf (actor: string): string
}

async function besideOf (needs: ApplicationNeeds, rows: Row[], reader: string | undefined): Promise<Beside> {
  const serials = rows.map(({ serial }) => serial)
  const [clocks, results, openings, nameOf] = await Promise.all([
    clocksOfAll(needs.pool, serials), resultsOf(needs.pool, serials),
    openingsOf(needs, rows.map(({ id }) => id), reader),
    shownNames(needs.vault, needs.pool, rows.map(({ takenBy }) => takenBy))
  ])
  return { clocks, results, openings, nameOf }
}

function present (needs: ApplicationNeeds, row: Row, beside: Beside): DeskOrder {
  const { jointNumber, receivedAt, takenBy, version, dueAt } = row
  const { applicant, address } = shown(needs, row)
  const task = taskOf(row)
  const lastOpened = beside.openings.get(row.id)
  return {
    jointNumber,
    printedNumber: printedNumber(jointNumber),
    receivedAt: localTime(receivedAt),
    applicant,
    address,
    order: presentOrder(factsOf(needs, row, beside), needs.nameOf),
    ...dueAt && { dueAt: localTime(dueAt) },
    ...task && { task, taskLabel: DESK_TASKS[task] },
    ...takenBy !== null && { takenBy: beside.nameOf(takenBy) },
    ...lastOpened && { lastOpened },
    version,
    steps: legalSteps(row).map(step => ({ step, label: DESK_STEPS[step] }))
  }
}

/** With what was corrected for this order. */
function shown (
  { vault }: ApplicationNeeds, { serial, formSealed, statistics, id, correctionsSealed }: Row
): Pick<DeskOrder, 'applicant' | 'address'> {
  if (!formSealed) return shownOfErased(statistics!)
  const corrections = openCorrections(vault, { id, correctionsSealed })
  return shownOf(mergePatches(openForm(vault, { serial, formSealed }), corrections) as ApplicationForm)
}

/** Nothing is sent of it, so there are no attempts. */
function factsOf (
  needs: ApplicationNeeds, { remarkSealed, withdrawalReasonSealed, ...row }: Row, { clocks, results }: Beside
): OrderFacts {
  return {
    ...row,
    attempts: 0,
    nextAttemptAt: null,
    remark: openRemark(needs.vault, ['orderRemark', row.id], remarkSealed),
    withdrawalReason: openRemark(needs.vault, ['withdrawalReason', row.id], withdrawalReasonSealed),
    clocks: clocksOfOrder(needs, row, clocks),
    results: results.filter(({ orderId }) => orderId === row.id)
  }
}
