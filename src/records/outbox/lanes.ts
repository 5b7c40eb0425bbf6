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

export type Pending = EventRow & Attempted

interface Attempted {
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

type Row = Lane & Pending & { key: string, turn: string | null, id: string | null, again: Date }

/**
 * SQL: begins an attempt at the first open notification of each application in `asked`, in the lane that `held` takes
 * or keeps until `$3`; not one that has changed since it was looked at, while the lane was waited for. An application
 * is not in the answer when none of it is open or the end-point is stopped.
 */
function begin (asked: string, lanes: string, isHeld: string): string {
  return `
    with asked as (${asked}), head as (
      select application_serial, id, due_at
      from (select distinct application_serial from asked) as chosen cross join lateral (
        select id, due_at from notifications
        where notifications.application_serial = chosen.application_serial and state = 'open' and not ${STOPPED}
        order by sequence limit 1
      ) as first
    ), ${lanes}, begun as (
      update notifications set attempts = attempts + 1 from head join held using (application_serial)
      where notifications.id = head.id and notifications.state = 'open' and notifications.due_at <= $2
      returning notifications.id, notifications.application_serial, notifications.sequence, attempts, failures,
                coalesce(horizon_from, opened_at) as counted_from
    )
    select asked.key, asked.application_serial as serial, held.turn, begun.id, begun.attempts, begun.failures,
           counted_from as "countedFrom", correlation_id as "correlationId", traceparent, ${EVENT_COLUMNS},
           greatest(head.due_at, busy.leased_until, $2) as again
    from asked join head using (application_serial)
    left join busy using (application_serial)
    left join held on held.application_serial = asked.application_serial and ${isHeld}
    left join begun on begun.application_serial = held.application_serial
    left join transitions
      on (transitions.application_serial, transitions.sequence) = (begun.application_serial, begun.sequence)
    left join orders on orders.id = transitions.order_id
    left join applications on serial = begun.application_serial`
}

// Lanes are locked by number, so that two processes that lock several cannot block each other.
const TAKE = begin('select id as key, application_serial from notifications where id = any($1)', `
  busy as (
    select distinct application_serial, leased_until from webhook_lanes join asked using (application_serial)
    where leased_until > $2
  ), held as (
    insert into webhook_lanes (application_serial, turn, leased_until)
    select application_serial, gen_random_uuid(), $3 from head where due_at <= $2 order by application_serial
    on conflict (application_serial) do update set turn = excluded.turn, leased_until = excluded.leased_until
    where webhook_lanes.leased_until <= $2
    returning application_serial, turn
  )`, 'true')

const KEEP = begin(`
  select turn as key, application_serial, turn from unnest($1::bigint[], $4::uuid[]) as lane (application_serial, turn)
  `, `
  busy as (select null::bigint as application_serial, null::timestamptz as leased_until), mine as (
    select application_serial, turn from webhook_lanes join asked using (application_serial, turn)
    order by application_serial for no key update of webhook_lanes
  ), held as (
    update webhook_lanes set leased_until = $3 from mine join head using (application_serial)
    where webhook_lanes.application_serial = mine.application_serial and head.due_at <= $2
    returning mine.application_serial, mine.turn
  ), left_to_others as (
    delete from webhook_lanes using mine
    where webhook_lanes.application_serial = mine.application_serial
      and not exists (select from head where head.application_serial = mine.application_serial and due_at <= $2)
  )`, 'held.turn = asked.turn')

/**
 * Takes the lane of the application that each notification belongs to and begins its first open one, in one statement.
 * Answers for each when to come back while that waits for its time or somebody else is at it, and nothing when none is
 * open or the end-point is stopped.
 */
export async function takeLanes (pool: Pool, ids: string[], now: Date, leasedUntil: Date): Promise<Turn[]> {
  const { rows } = await pool.query<Row>({ name: 'take-lanes', text: TAKE, values: [ids, now, leasedUntil] })
  const byId = new Map(rows.map(row => [row.key, row]))
  const taken = new Set<number>()
  return ids.map(id => {
    const row = byId.get(id)
    if (!row || row.turn === null) return turnOf(row)
    // Several of one application: whoever has its lane sends them all.
    if (taken.has(row.serial)) return { again: leasedUntil }
    taken.add(row.serial)
    return turnOf(row)
  })
}

/**
 * The next one of each lane, in one statement. A lane is left when nothing of it is due, and is lost when another
 * process has taken it: then there is none either.
 */
export async function keepLanes (pool: Queryable, lanes: Lane[], now: Date, leasedUntil: Date): Promise<Turn[]> {
  const values = [lanes.map(({ serial }) => serial), now, leasedUntil, lanes.map(({ turn }) => turn)]
  const { rows } = await pool.query<Row>({ name: 'keep-lanes', text: KEEP, values })
  const byTurn = new Map(rows.map(row => [row.key, row]))
  return lanes.map(({ turn }) => {
    const next = turnOf(byTurn.get(turn))
    const isLost = next && 'again' in next && next.again <= now
    return isLost ? undefined : next
  })
}

function turnOf (row: Row | undefined): Turn {
  if (!row) return undefined
  const { key: _key, serial, turn, again, ...head } = row
  if (turn === null) return { again }
  return { lane: { serial, turn }, head: head.id === null ? undefined : head }
}

export async function leaveLane (pool: Queryable, { serial, turn }: Lane): Promise<void> {
  await pool.query('delete from webhook_lanes where application_serial = $1 and turn = $2', [serial, turn])
}

/** Removes the lanes of processes that died while they had them; whoever is taking one just now is not waited for. */
export async function removeLeftLanes (connection: Queryable, now: Date): Promise<void> {
  await connection.query(`
    delete from webhook_lanes where application_serial = any(array(
      select application_serial from webhook_lanes where leased_until <= $1 for update skip locked))`, [now])
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

/** An attempt that has ended, what it was and what becomes of its notification. */
export interface Told { lane: Lane, head: Pending, exchange: WebhookAttempt, outcome: Outcome }

/**
 * Stores attempts and what becomes of their notifications by them, in one statement. False for one after which a later
 * attempt has begun meanwhile, or whose notification an operator has had sent again: then only the attempt is stored.
 *
 * It locks the lanes, so that `keepLanes` behind it in the same transaction sees all that anybody was told before that
 * he is to leave it to the lane's owner; whoever asks later waits for the end, and takes a lane that was left.
 */
export async function storeAttempts (pool: Queryable, told: Told[], now: Date): Promise<boolean[]> {
  const rows = told.map(({ lane, head: { id, attempts, countedFrom }, exchange, outcome }) => ({
    id,
    application_serial: lane.serial,
    turn: lane.turn,
    attempts,
    counted_from: countedFrom,
    at: exchange.at,
    duration_ms: exchange.durationMs,
    status: exchange.status,
    failure: exchange.failure,
    state: outcome.state,
    due_at: outcome.state === 'open' ? outcome.dueAt : undefined,
    delivered_at: outcome.state === 'delivered' ? now : undefined
  }))
  const { rows: changed } = await pool.query<{ id: string, attempts: number }>({
    name: 'store-webhook-attempts',
    text: `
      with told as (
        select * from jsonb_to_recordset($1::jsonb) as told (
          id uuid, application_serial bigint, turn uuid, attempts integer, counted_from timestamptz, at timestamptz,
          duration_ms integer, status smallint, failure text, state text, due_at timestamptz, delivered_at timestamptz)
      ), locked as (
        select from webhook_lanes join told using (application_serial, turn)
        order by application_serial for no key update of webhook_lanes
      ), attempt as (
        insert into webhook_attempts (notification_id, at, duration_ms, status, failure)
        select id, at, duration_ms, status, failure from told
      )
      update notifications set state = told.state, due_at = coalesce(told.due_at, notifications.due_at),
        failure = told.failure, failures = case when told.failure is null then 0 else failures + 1 end,
        delivered_at = told.delivered_at
      from told
      where notifications.id = told.id and notifications.attempts = told.attempts
        and coalesce(horizon_from, opened_at) = counted_from and notifications.state = 'open'
        and (select count(*) from locked) >= 0
      returning notifications.id, notifications.attempts`,
    values: [JSON.stringify(rows)]
  })
  return told.map(({ head }) => changed.some(({ id, attempts }) => id === head.id && attempts === head.attempts))
}
