/**
 * Lanes: which notification of an application is next, and what became of it. A process takes an application's lane
 * before it sends and keeps it from one to the next, so that none overtakes another, whatever is opened again
 * meanwhile.
 */
import type { Pool, Queryable } from '../../ground/database/pool.ts'
import { STOPPED } from './endpoint.ts'
import { EVENT_COLUMNS, type EventRow } from './event.ts'

export interface Lane {
  serial: number
  /** Distinguishes this taking of the lane from every other; a later one makes it worthless. */
  turn: string
}

export interface Pending extends EventRow {
  id: string
  correlationId: string
  traceparent: string | null
  /** This attempt's number, from 1. */
  attempts: number
  /** Attempts before this one that were not taken, since the horizon began. */
  failures: number
  /** The horizon counts from here. */
  countedFrom: Date
}

/** SQL: the application of the notification `named` has open ones. */
const HAS_OPEN = `exists (
  select from notifications as open
  where open.application_serial = named.application_serial and open.state = 'open')`

/**
 * Takes the lane of the application that notification `id` belongs to. Answers when to come back while another process
 * is at it, and nothing when nothing of it is open or the end-point is stopped.
 */
export async function takeLane (
  pool: Pool, id: string, now: Date, leasedUntil: Date
): Promise<{ lane: Lane } | { again: Date } | undefined> {
  const { rows } = await pool.query<Lane>(`
    insert into webhook_lanes (application_serial, turn, leased_until)
    select application_serial, gen_random_uuid(), $3 from notifications as named
    where id = $1 and not ${STOPPED} and ${HAS_OPEN}
    on conflict (application_serial) do update set turn = excluded.turn, leased_until = excluded.leased_until
    where webhook_lanes.leased_until <= $2
    returning application_serial as serial, turn`, [id, now, leasedUntil])
  if (rows[0]) return { lane: rows[0] }
  const { rows: busy } = await pool.query<{ again: Date }>(`
    select greatest(webhook_lanes.leased_until, $2) as again
    from notifications as named left join webhook_lanes using (application_serial)
    where named.id = $1 and not ${STOPPED} and ${HAS_OPEN}`, [id, now])
  return busy[0]
}

/**
 * Begins an attempt at the lane's first open notification and holds the lane until then. Answers when to come back
 * while it waits for its time, and nothing when none is open, the end-point is stopped, or the lane was lost.
 */
export async function beginHead (
  pool: Pool, { serial, turn }: Lane, now: Date, leasedUntil: Date
): Promise<{ head: Pending } | { again: Date } | undefined> {
  const { rows } = await pool.query<Pending & { dueAt: Date, id: string | null }>(`
    with held as (
      update webhook_lanes set leased_until = $4 where application_serial = $1 and turn = $2
      returning application_serial
    ), head as (
      select notifications.id, due_at from notifications join held using (application_serial)
      where notifications.state = 'open' and not ${STOPPED} order by sequence limit 1
    ), begun as (
      update notifications set attempts = attempts + 1 from head
      where notifications.id = head.id and head.due_at <= $3
      returning notifications.id, application_serial, notifications.sequence, attempts, failures,
                coalesce(horizon_from, opened_at) as counted_from
    )
    select head.due_at as "dueAt", begun.id, begun.attempts, begun.failures, counted_from as "countedFrom",
           correlation_id as "correlationId", traceparent, ${EVENT_COLUMNS}
    from head
    left join begun on true
    left join transitions
      on (transitions.application_serial, transitions.sequence) = (begun.application_serial, begun.sequence)
    left join orders on orders.id = transitions.order_id
    left join applications on serial = begun.application_serial`, [serial, turn, now, leasedUntil])
  const [first] = rows
  if (!first) return undefined
  return first.id === null ? { again: first.dueAt } : { head: first }
}

export async function leaveLane (pool: Queryable, { serial, turn }: Lane): Promise<void> {
  await pool.query('delete from webhook_lanes where application_serial = $1 and turn = $2', [serial, turn])
}

/** Removes the lanes of processes that died while they had them; whoever needs one takes it anew. */
export async function removeLeftLanes (connection: Queryable, now: Date): Promise<void> {
  await connection.query('delete from webhook_lanes where leased_until <= $1', [now])
}

/** One exchange with the portal. */
export interface WebhookAttempt {
  at: Date
  durationMs: number
  /** The status of the answer, if there was one. */
  status?: number
  /** Why it does not count as taken; missing when it was taken. */
  failure?: string
}

/** What becomes of a notification by an attempt. */
export type Outcome = { state: 'delivered' } | { state: 'open', dueAt: Date } | { state: 'failed' }

/**
 * Stores an attempt and what becomes of the notification by it. False when a later attempt has begun meanwhile, or an
 * operator has had the notification sent again: then only the attempt is stored.
 */
export async function storeAttempt (
  pool: Queryable, { id, attempts, countedFrom }: Pending, exchange: WebhookAttempt, outcome: Outcome, now: Date
): Promise<boolean> {
  const { rowCount } = await pool.query(`
    with attempt as (
      insert into webhook_attempts (notification_id, at, duration_ms, status, failure) values ($1, $4, $5, $6, $7)
    )
    update notifications set state = $8, due_at = coalesce($9, due_at), failure = $7,
      failures = case when $7::text is null then 0 else failures + 1 end, delivered_at = $10
    where id = $1 and attempts = $2 and coalesce(horizon_from, opened_at) = $3 and state = 'open'`,
  [id, attempts, countedFrom, exchange.at, exchange.durationMs, exchange.status ?? null, exchange.failure ?? null,
    outcome.state, outcome.state === 'open' ? outcome.dueAt : null, outcome.state === 'delivered' ? now : null])
  return rowCount === 1
}
