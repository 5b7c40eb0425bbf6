/** The rows of clocks: begun with an order, changed under its application's lock, projected anew with the calendar. */
import type { FilingItem } from '../../../mappings/filing.ts'
import type { Service } from '../../../mappings/mapping.ts'
import type { Queryable } from '../../ground/database/pool.ts'
import type { Work } from '../../ground/database/work.ts'
import type { Promised } from '../orders/promises.ts'
import type { OrderStep } from './chains.ts'
import type { ClockEntry, ClockFacts, Projected, Told } from './clock.ts'
import type { Ledger, Pause, PauseCause } from './ledger.ts'

/** A clock as it is stored. */
export interface StoredClock {
  id: string
  orderId: string
  /** What it is of, if that is not the order itself: the item of a filing, a rating. */
  subject: string | null
  /** Of a department's, as it is read: which has to decide. */
  item?: FilingItem | null
  enterprise: string
  service: Service
  kind: string
  ledger: Ledger
  facts: ClockFacts
  told: Told
  projected: Projected
}

/** What is told of a clock to the people who answer for it. */
export interface ClockWarning {
  kind: 'warned' | 'expired' | 'digest'
  clock: StoredClock
  jointNumber: string
  at: Date
}

/**
 * SQL: when a clock is due, as the indexes have it. What stands still without having been late has no due time: it
 * comes last.
 */
export const DUE = "coalesce(clocks.due_at, clocks.exceeded_at, '9999-12-31 00:00:00+00')"

/** The time of what comes last. */
export const LAST = new Date('9999-12-31T00:00:00Z')

export interface ClockRow extends Omit<Projected, 'state'> {
  id: string
  orderId: string
  subject: string | null
  item: FilingItem | null
  enterprise: string
  service: Service
  kind: string
  promise: Promised
  days: number
  startedAt: Date
  pauses: Array<{ from: string, to: string | null, cause: PauseCause }>
  acceptedAt: Date | null
  endedAt: Date | null
  facts: ClockFacts
  state: Projected['state']
  toldRung: number
  digestOn: string | null
}

/** The columns of a ClockRow. */
export const CLOCK_COLUMNS = `
  clocks.id, clocks.order_id as "orderId", subject, clocks.enterprise, clocks.service, clocks.kind, promise, days,
  case when promise = 'approval' then (select item from filing_items where filing_items.id = subject) end as item,
  started_at as "startedAt", pauses, ended_at as "endedAt", facts, clocks.state, due_at as "dueAt",
  exceeded_at as "exceededAt", warn_at as "warnAt", next_at as "nextAt", provisional,
  calendar_version as "calendarVersion", outcome, spent, used, paused, told_rung as "toldRung",
  digest_on as "digestOn", accepted_at as "acceptedAt", accepted_spent as "acceptedSpent",
  accepted_paused as "acceptedPaused"`

/** Those of applications, each one's in the order in which they began. */
export async function clocksOfAll (connection: Queryable, serials: readonly number[]): Promise<StoredClock[]> {
  return await clocksWhere(connection, 'clocks-of-all', 'application_serial = any($1)', serials)
}

/**
 * Those of one application, whose lock the work has. A list of one would be planned anew each time: PostgreSQL takes a
 * list that it does not know for a longer one.
 */
export async function clocksOf (work: Work, serial: number): Promise<StoredClock[]> {
  return await clocksWhere(work, 'clocks-of', 'application_serial = $1', serial)
}

async function clocksWhere (
  connection: Queryable, name: string, condition: string, value: unknown
): Promise<StoredClock[]> {
  const { rows } = await connection.query<ClockRow>({
    name,
    // What is written before it in a work is not about clocks: it goes with that.
    joins: true,
    text: `select ${CLOCK_COLUMNS} from clocks where ${condition} order by started_at, number`,
    values: [value]
  })
  return rows.map(storedClock)
}

export function storedClock (row: ClockRow): StoredClock {
  const {
    id, orderId, subject, item, enterprise, service, kind, promise, days, startedAt, pauses, acceptedAt, endedAt,
    facts, toldRung, digestOn, ...projected
  } = row
  return {
    id,
    orderId,
    subject,
    item,
    enterprise,
    service,
    kind,
    ledger: {
      promise,
      days,
      startedAt,
      pauses: pauses.map(pauseOf),
      acceptedAt,
      end: endedAt && { at: endedAt, kept: projected.outcome !== 'ended' }
    },
    facts,
    told: { rung: toldRung, digestOn },
    projected
  }
}

function pauseOf ({ from, to, cause }: ClockRow['pauses'][number]): Pause {
  return { from: new Date(from), to: to === null ? null : new Date(to), cause }
}

/**
 * What has happened to the orders of one application, in sequence, with the visits that were missed; clocks themselves
 * move nothing.
 */
export async function stepsOf (work: Work, serial: number): Promise<OrderStep[]> {
  const { rows } = await work.query<OrderStep>({
    name: 'steps-of',
    text: `
      select coalesce(order_id, missed::uuid) as "orderId", event, state, at, recorded_at as "recordedAt",
             (absence ->> 'begins')::boolean as absent
      from transitions left join lateral jsonb_array_elements_text(absence -> 'orderIds') as missed on true
      where application_serial = $1 and clock is null and (order_id is not null or missed is not null)
      order by sequence`,
    values: [serial]
  })
  return rows
}

/** `entry`: what its history gains, if it gains anything. */
export interface ChangedClock extends StoredClock { entry: ClockEntry | undefined }

/** Stores new clocks and changed ones, in one statement. */
export function storeClocks (work: Work, serial: number, clocks: readonly ChangedClock[]): void {
  if (clocks.length === 0) return
  work.write({
    name: 'store-clocks',
    joins: true,
    text: `
      insert into clocks (
        id, application_serial, order_id, subject, enterprise, service, kind, promise, days, started_at, pauses,
        ended_at, facts, state, due_at, exceeded_at, warn_at, next_at, provisional, calendar_version, outcome, spent,
        used, paused, told_rung, digest_on, accepted_at, accepted_spent, accepted_paused, history)
      select id, application_serial, order_id, subject, enterprise, service, kind, promise, days, started_at, pauses,
             ended_at, facts, state, due_at, exceeded_at, warn_at, next_at, provisional, calendar_version, outcome,
             spent, used, paused, told_rung, digest_on, accepted_at, accepted_spent, accepted_paused, history
      from jsonb_to_recordset($1::jsonb) as given (
        id uuid, application_serial bigint, order_id uuid, subject uuid, enterprise text, service text, kind text,
        promise text, days smallint, started_at timestamptz, pauses jsonb, ended_at timestamptz, facts jsonb,
        state text, due_at timestamptz, exceeded_at timestamptz, warn_at timestamptz, next_at timestamptz,
        provisional boolean, calendar_version text, outcome text, spent integer, used double precision, paused jsonb,
        told_rung double precision, digest_on text, accepted_at timestamptz, accepted_spent integer,
        accepted_paused jsonb, history jsonb)
      on conflict (id) do update set
        order_id = excluded.order_id, enterprise = excluded.enterprise, pauses = excluded.pauses,
        ended_at = excluded.ended_at, state = excluded.state, due_at = excluded.due_at,
        exceeded_at = excluded.exceeded_at, warn_at = excluded.warn_at, next_at = excluded.next_at,
        provisional = excluded.provisional, calendar_version = excluded.calendar_version, outcome = excluded.outcome,
        spent = excluded.spent, used = excluded.used, paused = excluded.paused, told_rung = excluded.told_rung,
        digest_on = excluded.digest_on, accepted_at = excluded.accepted_at,
        accepted_spent = excluded.accepted_spent, accepted_paused = excluded.accepted_paused,
        history = clocks.history || excluded.history`,
    rows: clocks.map(clock => ({ ...rowOf(clock), application_serial: serial }))
  })
}

/** The unit of the first contact is written in the applicant's words, and nobody is reminded any more. */
export function eraseFacts (work: Pick<Work, 'write'>, serial: number): void {
  work.write(`
    update clocks set facts = facts - 'firstContactUnit'
    where application_serial = $1 and facts ? 'firstContactUnit'`, [serial])
}

function rowOf (
  { id, orderId, subject, enterprise, service, kind, ledger, facts, told, projected, entry }: ChangedClock
): object {
  return {
    id,
    order_id: orderId,
    subject,
    enterprise,
    service,
    kind,
    promise: ledger.promise,
    days: ledger.days,
    started_at: ledger.startedAt,
    pauses: ledger.pauses,
    ended_at: ledger.end?.at ?? null,
    facts,
    state: projected.state,
    due_at: projected.dueAt,
    exceeded_at: projected.exceededAt,
    warn_at: projected.warnAt,
    next_at: projected.nextAt,
    provisional: projected.provisional,
    calendar_version: projected.calendarVersion,
    outcome: projected.outcome,
    spent: projected.spent,
    used: projected.used,
    paused: projected.paused,
    told_rung: told.rung,
    digest_on: told.digestOn,
    accepted_at: ledger.acceptedAt,
    accepted_spent: projected.acceptedSpent,
    accepted_paused: projected.acceptedPaused,
    history: entry ? [entry] : []
  }
}
