/** Visits in their rows: read under the lock of their application, stored with all that has changed. */
import type { Slot } from '../../ground/calendar/slots.ts'
import { bytea, bytesOf, type Queryable } from '../../ground/database/pool.ts'
import type { Work } from '../../ground/database/work.ts'
import type { LockedApplication } from '../orders/application.ts'
import { OPEN_STATES, type VisitOutcome } from './visit-states.ts'
import type { Party, Visit } from './visit.ts'

/** A row of `visits`, and the rows of its answers as JSON. */
export interface VisitRow extends Omit<Visit, 'slot' | 'parties'> {
  from: Date
  to: Date
  half: Slot['half']
  hourly: boolean
  parties: StoredParty[]
}

interface StoredParty extends Pick<Party, 'enterprise' | 'service' | 'answer' | 'source'> {
  order_id: string
  answered_at: string | null
  other: Slot | null
  remark_sealed: string | null
  left_at: string | null
  surveyed_at: string | null
  missed_at: string | null
  missed_sealed: string | null
  has_result: boolean
}

/** The columns of a visit and of those who are asked, of a row of `visits`. */
export const VISIT_COLUMNS = `
  visits.id, visits.number, visits.application_serial as serial, visits.client_id as "clientId", visits.state,
  visits.version, proposal, visits.slot_from as "from", slot_to as "to", half, hourly, proposed_by as "proposedBy",
  proposed_at as "proposedAt", closes_at as "closesAt", applicant, agreed_at as "agreedAt", begun_at as "begunAt",
  ended_at as "endedAt", ending, reason_sealed as "reasonSealed", remind_at as "remindAt",
  day_off_told as "dayOffTold",
  (select json_agg(row_to_json(party) order by party.position) from (
    select visit_answers.*, orders.position, exists (
      select from visit_results as result
      where result.visit_id = visits.id and result.order_id = visit_answers.order_id) as has_result
    from visit_answers join orders on orders.id = visit_answers.order_id
    where visit_answers.visit_id = visits.id) as party) as parties`

export function visitOf ({ from, to, half, hourly, parties, ...rest }: VisitRow): Visit {
  const slot = { from: from.getTime(), to: to.getTime(), half, hourly }
  return { ...rest, slot, parties: parties.map(partyOf) }
}

function partyOf (row: StoredParty): Party {
  return {
    orderId: row.order_id,
    enterprise: row.enterprise,
    service: row.service,
    answer: row.answer,
    source: row.source,
    answeredAt: timeOf(row.answered_at),
    other: row.other,
    remarkSealed: bytesOf(row.remark_sealed),
    leftAt: timeOf(row.left_at),
    surveyedAt: timeOf(row.surveyed_at),
    missedAt: timeOf(row.missed_at),
    missedSealed: bytesOf(row.missed_sealed),
    hasResult: row.has_result
  }
}

function timeOf (text: string | null): Date | null {
  return text === null ? null : new Date(text)
}

/** One work sees one visit of an application, whoever asks for it. */
const atHand = new WeakMap<LockedApplication, Visit>()

/** The visit of an application that is open, or the one that ended last; nothing where there was none. */
export async function visitAtHand (work: Work, application: LockedApplication): Promise<Visit | undefined> {
  const known = atHand.get(application)
  if (known) return known
  const { rows: [row] } = await work.query<VisitRow>({
    name: 'visit-at-hand',
    text: `
      select ${VISIT_COLUMNS} from visits
      where application_serial = $1 order by state = any($2) desc, number desc limit 1`,
    values: [application.serial, OPEN_STATES]
  })
  if (!row) return undefined
  const visit = visitOf(row)
  atHand.set(application, visit)
  return visit
}

/** The one that everybody sees from here on. */
export function takeInHand (application: LockedApplication, visit: Visit): void {
  atHand.set(application, visit)
  application.hasVisit = true
}

/** How many times were proposed for an application by now. */
export async function proposalsSoFar (work: Work, { serial, isNew }: LockedApplication): Promise<number> {
  if (isNew) return 0
  const { rows: [row] } = await work.query<{ last: number | null }>(
    'select max(number) as last from visit_proposals where application_serial = $1', [serial])
  return row!.last ?? 0
}

/** Notes that the time in force was proposed, and by whom. */
export function storeProposal (work: Work, visit: Visit, actor: string | null): void {
  const { serial, proposal, id, slot, proposedBy, proposedAt, closesAt } = visit
  work.write(`
    insert into visit_proposals (
      application_serial, number, visit_id, slot_from, slot_to, half, hourly, proposed_by, actor, proposed_at,
      closes_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
  [
    serial, proposal, id, new Date(slot.from), new Date(slot.to), slot.half, slot.hourly, proposedBy, actor,
    proposedAt, closesAt
  ])
}

/** What nobody is shown: whoever has the visit open goes on with the version that they see. */
export function noteTold (
  work: Work, { id, remindAt, dayOffTold }: Pick<Visit, 'id' | 'remindAt' | 'dayOffTold'>
): void {
  work.write('update visits set remind_at = $2, day_off_told = $3 where id = $1', [id, remindAt, dayOffTold])
}

/** With those who are asked, in their rows. */
export function storeVisit (work: Work, visit: Visit): void {
  const { slot, parties, ...rest } = visit
  visit.version++
  work.write(`
    insert into visits (
      id, application_serial, client_id, state, version, proposal, slot_from, slot_to, half, hourly, proposed_by,
      proposed_at, closes_at, applicant, agreed_at, begun_at, ended_at, ending, reason_sealed, remind_at,
      day_off_told)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
    on conflict (id) do update set
      state = $4, version = $5, proposal = $6, slot_from = $7, slot_to = $8, half = $9, hourly = $10, proposed_by = $11,
      proposed_at = $12, closes_at = $13, applicant = $14, agreed_at = $15, begun_at = $16, ended_at = $17,
      ending = $18, reason_sealed = $19, remind_at = $20, day_off_told = $21`,
  [
    rest.id, rest.serial, rest.clientId, rest.state, visit.version, rest.proposal, new Date(slot.from),
    new Date(slot.to), slot.half, slot.hourly, rest.proposedBy, rest.proposedAt, rest.closesAt, rest.applicant,
    rest.agreedAt, rest.begunAt, rest.endedAt, rest.ending, rest.reasonSealed, rest.remindAt,
    rest.dayOffTold
  ])
  storeParties(work, rest.id, slot, parties)
}

function storeParties (work: Work, visitId: string, slot: Slot, parties: readonly Party[]): void {
  work.write(`
    insert into visit_answers (
      visit_id, order_id, enterprise, service, slot_from, answer, source, answered_at, other, remark_sealed, left_at,
      surveyed_at, missed_at, missed_sealed)
    select $1, order_id, enterprise, service, $2, answer, source, answered_at, other, remark_sealed, left_at,
           surveyed_at, missed_at, missed_sealed
    from jsonb_to_recordset($3::jsonb) as given (
      order_id uuid, enterprise text, service text, answer text, source text, answered_at timestamptz, other jsonb,
      remark_sealed bytea, left_at timestamptz, surveyed_at timestamptz, missed_at timestamptz, missed_sealed bytea)
    on conflict (visit_id, order_id) do update set
      slot_from = excluded.slot_from, answer = excluded.answer, source = excluded.source,
      answered_at = excluded.answered_at, other = excluded.other, remark_sealed = excluded.remark_sealed,
      left_at = excluded.left_at, surveyed_at = excluded.surveyed_at, missed_at = excluded.missed_at,
      missed_sealed = excluded.missed_sealed`,
  [visitId, new Date(slot.from), JSON.stringify(parties.map(party => ({
    order_id: party.orderId,
    enterprise: party.enterprise,
    service: party.service,
    answer: party.answer,
    source: party.source,
    answered_at: party.answeredAt,
    other: party.other,
    remark_sealed: bytea(party.remarkSealed),
    left_at: party.leftAt,
    surveyed_at: party.surveyedAt,
    missed_at: party.missedAt,
    missed_sealed: bytea(party.missedSealed)
  })))])
}

/** What an enterprise has found; its words are sealed. */
export interface NewResult {
  visitId: string
  orderId: string
  outcome: VisitOutcome
  length: number | undefined
  wordsSealed: Buffer
  at: Date
}

export function storeResult (work: Work, { visitId, orderId, outcome, length, wordsSealed, at }: NewResult): void {
  work.write(`
    insert into visit_results (visit_id, order_id, outcome, length, words_sealed, at) values ($1, $2, $3, $4, $5, $6)`,
  [visitId, orderId, outcome, length ?? null, wordsSealed, at])
}

export interface StoredResult {
  visitId: string
  orderId: string
  outcome: VisitOutcome
  length: number | null
  /** Null once the person has been erased. */
  wordsSealed: Buffer | null
  at: Date
}

export async function resultsOfVisits (connection: Queryable, ids: readonly string[]): Promise<StoredResult[]> {
  const { rows } = await connection.query<StoredResult>(`
    select visit_id as "visitId", order_id as "orderId", outcome, length, words_sealed as "wordsSealed", at
    from visit_results where visit_id = any($1)`, [ids])
  return rows
}

/** Takes what was written about a person out; in a work that erases them. What is left are states and times. */
export function eraseVisits (work: Work, serial: number): void {
  const own = 'select id from visits where application_serial = $1'
  work.write('update visits set reason_sealed = null where application_serial = $1', [serial])
  work.write(`
    update visit_answers set remark_sealed = null, missed_sealed = null
    where visit_id = any(array(${own}))`, [serial])
  work.write(`update visit_results set words_sealed = null where visit_id = any(array(${own}))`, [serial])
}

/** SQL: the oldest due first, without those that are set aside. */
function dueBy (column: string, condition: string, aside: string): string {
  return `
    select application_serial as serial from visits where ${column} <= $1 and ${condition} and ${aside}
    order by ${column} limit $2`
}

export async function dueVisits (
  connection: Queryable, what: 'settle' | 'remind', aside: string, now: Date, most: number
): Promise<number[]> {
  const [column, condition] = what === 'settle'
    ? ['closes_at', "state = 'proposed'"]
    : ['remind_at', 'remind_at is not null']
  const { rows } = await connection.query<{ serial: number }>(dueBy(column!, condition!, aside), [now, most])
  return rows.map(({ serial }) => serial)
}

/** Open visits that are still to come, after this application, in the sequence of their applications. */
export async function visitsToCome (
  connection: Queryable, after: number, aside: string, now: Date, most: number
): Promise<Array<{ serial: number, slot: Slot, dayOffTold: Date | null }>> {
  const { rows } = await connection.query<Pick<VisitRow, 'serial' | 'from' | 'to' | 'half' | 'hourly' | 'dayOffTold'>>(`
    select application_serial as serial, slot_from as "from", slot_to as "to", half, hourly,
           day_off_told as "dayOffTold"
    from visits
    where state in ('proposed', 'agreed') and application_serial > $2 and begun_at is null and slot_from > $1
      and ${aside}
    order by application_serial limit $3`, [now, after, most])
  return rows.map(({ serial, from, to, half, hourly, dayOffTold }) => (
    { serial, slot: { from: from.getTime(), to: to.getTime(), half, hourly }, dayOffTold }))
}
