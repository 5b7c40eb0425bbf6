/** Joint visits as the contract shows them: that of one application, and by pages along their slots. */
import type { components, operations } from '../../openapi/hub.d.ts'
import { printedNumber } from '../enterprises/county.ts'
import type { View } from '../ground/access/visible.ts'
import { dayOf, startOfDay } from '../ground/calendar/chinese-time.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import type { Queryable } from '../ground/database/pool.ts'
import { Problem } from '../ground/problem/problem.ts'
import type { Vault } from '../ground/sealing/vault.ts'
import { clocksOfAll, type StoredClock } from '../records/clocks/clocks.ts'
import { presentSlot } from '../records/visits/visit-news.ts'
import {
  ANSWER_LABELS, ATTENDANCE_LABELS, ENDING_LABELS, isOpen, OPEN_STATES, OUTCOME_LABELS, PROPOSER_LABELS, VISIT_LABELS
} from '../records/visits/visit-states.ts'
import {
  resultsOfVisits, VISIT_COLUMNS, visitOf, type StoredResult, type VisitRow
} from '../records/visits/stored-visits.ts'
import type { VisitTerms } from '../records/visits/arrange.ts'
import { attendanceOf, isOnDayOff, stepsOf, type Party, type Visit } from '../records/visits/visit.ts'
import { findApplication } from './applications.ts'
import { readPage } from './page.ts'

type Schemas = components['schemas']
export type PresentedVisit = Schemas['Visit']
type Request = NonNullable<operations['listVisits']['parameters']['query']>

export interface VisitNeeds {
  pool: Queryable
  vault: Vault
  visits: Pick<VisitTerms, 'measure'>
  nameOf (slug: string): string
  now (): Date
}

interface Row extends VisitRow { jointNumber: string, number: number, references: Record<string, string> }

const COLUMNS = `
  select ${VISIT_COLUMNS}, joint_number as "jointNumber",
         (select json_object_agg(id, reference) from orders
          where orders.application_serial = visits.application_serial) as references`

const VISITS = `${COLUMNS} from visits join applications on applications.serial = visits.application_serial`

const OF_ENTERPRISE = `
  ${COLUMNS} from visit_answers as own join visits on visits.id = own.visit_id
  join applications on applications.serial = visits.application_serial`

const HAS_ENTERPRISE = `
  exists (select from visit_answers as own where own.visit_id = visits.id and own.enterprise = ?)`

/** The open one, or the last. Throws Problem `application-not-found` or `visit-not-found`. */
export async function readVisit (needs: VisitNeeds, view: View, jointNumber: string): Promise<PresentedVisit> {
  const serial = await findApplication(needs, view, jointNumber)
  const { rows } = await needs.pool.query<Row>(`
    ${VISITS} where visits.application_serial = $1 order by visits.state = any($2) desc, visits.number desc limit 1`,
  [serial, OPEN_STATES])
  const [visit] = await present(needs, view, rows)
  if (!visit) throw new Problem('visit-not-found')
  return visit
}

/** The earliest slot first. Throws Problem `invalid-parameter` for a cursor that is none. */
export async function listVisits (
  needs: VisitNeeds, view: View, { from, to, state, enterprise, ...page }: Request
): Promise<Schemas['VisitPage']> {
  const own = [view.enterprise, enterprise].filter(slug => slug !== null && slug !== undefined)
  // Of open ones there are few, whoever comes; all others are found by who came.
  const byEnterprise = own.length > 0 && !(state !== undefined && OPEN_STATES.includes(state))
  const along = byEnterprise ? 'own.slot_from' : 'visits.slot_from'
  const { rows, next } = await readPage<Row>(needs.pool, {
    select: byEnterprise ? OF_ENTERPRISE : VISITS,
    filters: [
      ...own.map(slug => [byEnterprise ? 'own.enterprise = ?' : HAS_ENTERPRISE, slug] as const),
      ['visits.client_id = ?', view.client],
      ['visits.state = ?', state],
      [`${along} >= ?`, from === undefined ? undefined : new Date(startOfDay(dayOf(from)!))],
      [`${along} < ?`, to === undefined ? undefined : new Date(startOfDay(dayOf(to)! + 1))]
    ],
    by: 'visits.number',
    numberOf: ({ number }) => number,
    order: 'oldest first',
    time: { by: along, of: ({ from: slot }) => slot }
  }, page)
  return { visits: await present(needs, view, rows), ...next }
}

async function present (needs: VisitNeeds, view: View, rows: Row[]): Promise<PresentedVisit[]> {
  const open = rows.filter(({ state }) => isOpen(state)).map(({ serial }) => serial)
  const [results, clocks] = await Promise.all([
    resultsOfVisits(needs.pool, rows.map(({ id }) => id)), open.length > 0 ? clocksOfAll(needs.pool, open) : []
  ])
  return rows.map(row => presentOne(needs, view, row, results, clocks))
}

function presentOne (
  { vault, visits, nameOf, now }: VisitNeeds, view: View, row: Row, found: StoredResult[],
  clocks: readonly StoredClock[]
): PresentedVisit {
  const visit = visitOf(row)
  const isToMove = isOpen(visit.state) && !visit.begunAt && isOnDayOff(visits.measure().calendar, visit)
  const { agreedAt, begunAt, endedAt, ending, reasonSealed } = visit
  const { jointNumber, references } = row
  const seen = visit.parties.filter(({ enterprise }) => view.enterprise === null || enterprise === view.enterprise)
  return {
    jointNumber,
    printedNumber: printedNumber(jointNumber),
    state: visit.state,
    stateLabel: VISIT_LABELS[visit.state],
    version: visit.version,
    proposal: visit.proposal,
    slot: presentSlot(visit.slot),
    ...isToMove && { dayOff: true },
    proposedBy: visit.proposedBy,
    proposedByLabel: PROPOSER_LABELS[visit.proposedBy],
    proposedAt: localTime(visit.proposedAt),
    answersUntil: localTime(visit.closesAt),
    ...agreedAt && { agreedAt: localTime(agreedAt) },
    ...begunAt && { begunAt: localTime(begunAt) },
    ...endedAt && { endedAt: localTime(endedAt) },
    ...ending && { ending, endingLabel: ENDING_LABELS[ending] },
    ...reasonSealed && { reason: vault.open<string>(['visitReason', visit.id], reasonSealed) },
    applicant: visit.applicant,
    applicantLabel: ANSWER_LABELS[visit.applicant],
    parties: seen.map(party => ({
      ...presentParty({ vault, nameOf }, visit, party, references[party.orderId]!),
      ...promiseBefore(visit, party, clocks),
      ...presentResult(vault, found.find(({ visitId, orderId }) => visitId === visit.id && orderId === party.orderId))
    })),
    steps: stepsOf(visit, now())
  }
}

function presentParty (
  { vault, nameOf }: Pick<VisitNeeds, 'vault' | 'nameOf'>, visit: Visit, party: Party, reference: string
): Schemas['VisitParty'] {
  const { enterprise, service, answer, answeredAt, other, orderId, remarkSealed, missedSealed } = party
  const attendance = attendanceOf(visit, party)
  return {
    enterprise,
    enterpriseName: nameOf(enterprise),
    service,
    reference,
    answer,
    answerLabel: ANSWER_LABELS[answer],
    ...answeredAt && { answeredAt: localTime(answeredAt) },
    ...other && { other: presentSlot(other) },
    ...remarkSealed && { remark: vault.open<string>(['visitRemark', visit.id, orderId], remarkSealed) },
    attendance,
    attendanceLabel: ATTENDANCE_LABELS[attendance],
    ...missedSealed && { missedReason: vault.open<string>(['visitMissed', visit.id, orderId], missedSealed) }
  }
}

/** Nothing is forbidden by it: applicants may wish for a later time. That it is later is to be seen beforehand. */
function promiseBefore (
  { slot }: Visit, { orderId, leftAt }: Party, clocks: readonly StoredClock[]
): Pick<Schemas['VisitParty'], 'promiseEndsBefore'> {
  const clock = clocks.find(({ orderId: of, ledger }) => of === orderId && ledger.promise === 'acceptAndSurvey')
  const { ledger, projected: { dueAt = null } = {} } = clock ?? {}
  if (leftAt || ledger?.end || dueAt === null || slot.from <= dueAt.getTime()) return {}
  return { promiseEndsBefore: localTime(dueAt) }
}

function presentResult (vault: Vault, found: StoredResult | undefined): { result?: Schemas['VisitResult'] } {
  if (!found) return {}
  const { visitId, orderId, outcome, length, wordsSealed, at } = found
  const words = wordsSealed ? vault.open<object>(['visitWords', visitId, orderId], wordsSealed) : {}
  return {
    result: {
      outcome, outcomeLabel: OUTCOME_LABELS[outcome], ...length !== null && { length }, ...words, at: localTime(at)
    }
  }
}
