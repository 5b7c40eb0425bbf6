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

/**
 * A lane, and its first open notification, to be sent now; none when it was seen to by others while the lane was free.
 */
export interface Begun { lane: Lane, head: Pending | undefined }

/** Or when to come back, with the lane left to others. */
export type Turn = Begun | { again: Date } | undefined

type Row = Lane & Pending & { turn: string | null, id: string | null, again: Date }

/**
 * SQL: begins an attempt at the first open notification of the application in `chosen`, in the lane that `held` takes
 * or keeps until `$3`; not one that has changed since it was looked at, while the lane was waited for. `head` is empty
 * when none is open or the end-point is stopped.
 */
function begin (chosen: string, lane: string): string {
  return `
    with chosen as (${chosen}), head as (
      select notifications.id, due_at from notifications join chosen using (application_serial)
      where notifications.state = 'open' and not ${STOPPED} order by sequence limit 1
    ), ${lane}, begun as (
      update notifications set attempts = attempts + 1 from head, held
      where notifications.id = head.id and notifications.state = 'open' and notifications.due_at <= $2
      returning notifications.id, notifications.application_serial, notifications.sequence, attempts, failures,
                coalesce(horizon_from, opened_at) as counted_from
    )
    select chosen.application_serial as serial, turn, begun.id, begun.attempts, begun.failures,
           counted_from as "countedFrom", correlation_id as "correlationId", traceparent, ${EVENT_COLUMNS},
           greatest(head.due_at, (select leased_until from busy), $2) as again
    from chosen join head on true
    left join held on true
    left join begun on true
    left join transitions
      on (transitions.application_serial, transitions.sequence) = (begun.application_serial, begun.sequence)
    left join orders on orders.id = transitions.order_id
    left join applications on serial = begun.application_serial`
}

const TAKE = begin('select application_serial from notifications where id = $1', `
  busy as (
    select leased_until from webhook_lanes join chosen using (application_serial) where leased_until > $2
  ), held as (
    insert into webhook_lanes (application_serial, turn, leased_until)
    select application_serial, gen_random_uuid(), $3 from chosen, head where head.due_at <= $2
    on conflict (application_serial) do update set turn = excluded.turn, leased_until = excluded.leased_until
    where webhook_lanes.leased_until <= $2
    returning turn
  )`)

const KEEP = begin('select $1::bigint as application_serial', `
  busy as (select null::timestamptz as leased_until), held as (
    update webhook_lanes set leased_until = $3 from head
    where application_serial = $1 and turn = $4 and head.due_at <= $2 returning turn
  ), left_to_others as (
    delete from webhook_lanes
    where application_serial = $1 and turn = $4 and not exists (select from head where due_at <= $2)
  )`)

/**
 * Takes the lane of the application that notification `id` belongs to and begins its first open one. Answers when to
 * come back while that waits for its time or another process is at it, and nothing when none is open or the end-point
 * is stopped.
 */
export async function takeLane (pool: Pool, id: string, now: Date, leasedUntil: Date): Promise<Turn> {
  const { rows } = await pool.query<Row>({ name: 'take-lane', text: TAKE, values: [id, now, leasedUntil] })
  return turnOf(rows)
}

/**
 * The next one of a lane. The lane is left when nothing of it is due, and is lost when another process has taken it:
 * then there is none either.
 */
export async function keepLane (pool: Queryable, { serial, turn }: Lane, now: Date, leasedUntil: Date): Promise<Turn> {
  const { rows } = await pool.query<Row>({ name: 'keep-lane', text: KEEP, values: [serial, now, leasedUntil, turn] })
  const next = turnOf(rows)
  const isLost = next && 'again' in next && next.again <= now
  return isLost ? undefined : next
}

function turnOf ([row]: Row[]): Turn {
  if (!row) return undefined
  const { serial, turn, again, ...head } = row
  if (turn === null) return { again }
  return { lane: { serial, turn }, head: head.id === null ? undefined : head }
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
  const { rowCount } = await pool.query({
    name: 'store-webhook-attempt',
    text: `
      with attempt as (
        insert into webhook_attempts (notification_id, at, duration_ms, status, failure) values ($1, $4, $5, $6, $7)
      )
      update notifications set state = $8, due_at = coalesce($9, due_at), failure = $7,
        failures = case when $7::text is null then 0 else failures + 1 end, delivered_at = $10
      where id = $1 and attempts = $2 and coalesce(horizon_from, opened_at) = $3 and state = 'open'`,
    values: [
      id, attempts, countedFrom, exchange.at, exchange.durationMs, exchange.status ?? null, exchange.failure ?? null,
      outcome.state, outcome.state === 'open' ? outcome.dueAt : null, outcome.state === 'delivered' ? now : null
    ]
  })
  return rowCount === 1
}
