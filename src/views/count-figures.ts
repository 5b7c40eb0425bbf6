/** Counts what happened in a period: one statement, so that no figure is older than another. */
import type { FilingItem, FilingMode } from '../../mappings/filing.ts'
import type { Service } from '../../mappings/mapping.ts'
import type { View } from '../ground/access/visible.ts'
import { allOf, conditionsOf, type Filter } from '../ground/database/filters.ts'
import type { Queryable } from '../ground/database/pool.ts'
import { DUE } from '../records/clocks/clocks.ts'
import type { CountedOfWhole } from '../records/figures/announced.ts'
import type { Counted } from '../records/figures/figures.ts'
import type { LevelNumber } from '../records/ratings/levels.ts'
import type { Promised } from '../records/orders/promises.ts'
import type { OrderKind } from './order-labels.ts'

export interface Asked {
  /** The first instant. */
  from: Date
  /** The first instant that is not of it any more. */
  to: Date
  enterprise?: string | undefined
  service?: string | undefined
  kind?: string | undefined
}

interface Of {
  enterprise: string
  service: Service
  kind: OrderKind
  count: number
}

/** What was done within a stage: working days, and pauses of all together. */
interface Done extends Of { outcome: 'onTime' | 'late', days: number, applicant: number, approval: number }

/** What acceptance had come to when the promise was missed: nothing, or it was late itself. */
type Acceptance = 'outstanding' | 'late' | null

/** Of the orders, or of the application as a whole; what is rated as a whole is no enterprise's figure. */
interface OfRating extends Of { what: 'order' | 'whole' }

/** What is promised to whoever has rated badly. */
type Redress = 'callBack' | 'rectify'

/** What departments made of an item of filings, by how it was to be decided. */
interface OfItem extends Of { promise: FilingMode, what: FilingItem }

/** Of what an enterprise has to answer for. */
export type OwnRow =
  | Of & { source: 'received' }
  | Done & { source: 'accepted' }
  | Done & { source: 'kept', promise: Promised }
  | Of & { source: 'open', promise: Promised, acceptance: Acceptance }
  | Of & { source: 'missed', promise: Promised, acceptance: Acceptance, outcome: 'late' | 'ended' }
  | Of & { source: 'counted', what: Counted, reason: number | null }
  | RatedRow
  | DecidedRow

export type RatedRow =
  | OfRating & { source: 'rated', reason: LevelNumber, outcome: 'marked' | null }
  | OfRating & { source: 'participated' }
  | OfRating & { source: 'promiseKept', promise: Redress, outcome: Done['outcome'] }
  | OfRating & { source: 'promiseOpen' | 'promiseMissed', promise: Redress }

export type DecidedRow =
  | Done & OfItem & { source: 'promiseKept' }
  | OfItem & { source: 'promiseOpen' | 'promiseMissed' }

/** Of joint visits, which are of several enterprises. */
export interface VisitedRow {
  source: 'counted'
  enterprise: null
  what: CountedOfWhole
  reason: number | null
  count: number
}

export type CountedRow = OwnRow | VisitedRow

/** How often it happened. */
export type CountOf = (what: Counted) => number

/** Every part has all columns, in this order. */
function part (source: CountedRow['source'], columns: Record<string, string>, from: string): string {
  const { promise = 'null', outcome = 'null', acceptance = 'null', days = 'null', paused } = columns
  const { what = 'null', reason = 'null' } = columns
  return `
    select '${source}' as source, enterprise, service, kind, ${promise}::text as promise, ${outcome}::text as outcome,
           ${acceptance}::text as acceptance, ${what}::text as what, ${reason}::integer as reason,
           ${days}::integer as days, count(*) as count, ${minutesOf(paused, 'applicant')} as applicant,
           ${minutesOf(paused, 'approval')} as approval
    from ${from} group by 2, 3, 4, 5, 6, 7, 8, 9, 10`
}

function minutesOf (paused: string | undefined, cause: string): string {
  return paused === undefined ? '0::float8' : `coalesce(sum((${paused} ->> '${cause}')::float8), 0)`
}

function acceptanceAt (due: string): string {
  return `case when promise = 'acceptAndSurvey' then
    case when accepted_at is null then 'outstanding' when accepted_at > ${due} then 'late' end end`
}

/** What is promised of the order itself. */
const OF_ORDER: Filter = ["promise in ('acceptAndSurvey', 'connect')"]

const WHAT = "case when order_id is null then 'whole' else 'order' end"

/** Of a clock that is not of the order itself its subject tells: the item of a filing, or the rating. */
const ITEM = 'filing_items where filing_items.id = clocks.subject'
const BESIDE = {
  promise: `coalesce((select mode from filings where filings.id = (select filing_id from ${ITEM})), promise)`,
  what: `coalesce((select item from ${ITEM}), (select ${WHAT} from ratings where ratings.id = clocks.subject))`
}

const IS_BESIDE: Filter = ['subject is not null']

type Part = [parameters: Parameters<typeof part>, filters: Filter[]]

type Within = (time: string, until?: Date) => Filter

/** Ratings on the day on which they were given; those who rated among the orders that ended in the period. */
function ratingParts (within: Within): Part[] {
  return [
    [
      ['rated', { what: WHAT, reason: 'level', outcome: "case when mark is not null then 'marked' end" }, 'ratings'],
      [within('at')]
    ],
    [['participated', { what: WHAT }, 'ratings'], [within('ended_at')]]
  ]
}

/** What is promised to those who rated badly, and by departments. */
function besideParts (within: Within, missedUntil: Date): Part[] {
  const done = { ...BESIDE, outcome: 'outcome', days: 'spent', paused: 'paused' }
  return [
    [['promiseKept', done, 'clocks'], [["outcome in ('onTime', 'late')"], IS_BESIDE, within('ended_at')]],
    [['promiseOpen', BESIDE, 'clocks'], [["state <> 'ended'"], IS_BESIDE, within(DUE, missedUntil)]],
    [['promiseMissed', BESIDE, 'clocks'], [["outcome = 'late'"], IS_BESIDE, within('due_at', missedUntil)]]
  ]
}

export async function countedIn (
  connection: Queryable, view: View, { from, to, enterprise, service, kind }: Asked, now: Date
): Promise<CountedRow[]> {
  const asked: Filter[] = [
    // Looked up for each row: joined, it would be all that a client has ever submitted.
    ['(select client_id from applications where serial = application_serial) = ?', view.client],
    ['enterprise = ?', view.enterprise],
    ['enterprise = ?', enterprise],
    ['service = ?', service],
    ['kind = ?', kind]
  ]
  const within: Within = (time, until = to) => [`${time} >= ? and ${time} < ?`, from, until]
  // What is due from now on is not missed.
  const missedUntil = to < now ? to : now
  const parts: Part[] = [
    [['received', {}, 'clocks'], [["promise = 'acceptAndSurvey'"], within('started_at')]],
    [[
      'accepted', {
        outcome: "case when accepted_at <= coalesce(due_at, exceeded_at, 'infinity') then 'onTime' else 'late' end",
        days: 'accepted_spent',
        paused: 'accepted_paused'
      }, 'clocks'
    ], [within('accepted_at')]],
    [
      ['kept', { promise: 'promise', outcome: 'outcome', days: 'spent', paused: 'paused' }, 'clocks'],
      [["outcome in ('onTime', 'late')"], OF_ORDER, within('ended_at')]
    ],
    [
      ['open', { promise: 'promise', acceptance: acceptanceAt(DUE) }, 'clocks'],
      [["state <> 'ended'"], OF_ORDER, within(DUE, missedUntil)]
    ],
    [
      ['missed', { promise: 'promise', outcome: 'outcome', acceptance: acceptanceAt('due_at') }, 'clocks'],
      [["outcome in ('late', 'ended')"], OF_ORDER, within('due_at', missedUntil)]
    ],
    [['counted', { what: 'what', reason: 'reason' }, 'figures'], [within('at')]],
    ...ratingParts(within),
    ...besideParts(within, missedUntil)
  ]
  const filled = parts.map(([[source, columns, table], filters]): Filter => {
    const [condition, ...values] = allOf([...filters, ...asked])
    return [part(source, columns, `${table} where ${condition}`), ...values]
  })
  const { text, values } = conditionsOf([[
    filled.map(([sql]) => sql).join(' union all '), ...filled.flatMap(([, ...given]) => given)
  ]])
  const { rows } = await connection.query<CountedRow>(text, values)
  return rows
}
