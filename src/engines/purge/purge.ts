/**
 * Removes what need not be kept any longer, a small batch at a time, so that nothing waits for it: the sweep takes a step whenever it
 * passes, until the day's purge is done. What is counted beforehand and what is removed are found by the same conditions.
 */
import type { components } from '../../../openapi/hub.d.ts'
import { transaction, type Connection, type Queryable } from '../../ground/database/pool.ts'
import type { Hub } from '../../hub.ts'
import { recordAct, type ActTerms } from '../../records/acts/acts.ts'
import { eraseApplication } from '../../steps/erase-person.ts'
import type { RetentionSettings } from './settings.ts'

/** How many rows went, or would go. `applications` are erased, not removed. */
export type Removed = components['schemas']['Removals']

/** Names the advisory lock. */
const PURGE_LOCK = 341825

/** Milliseconds between two purges. */
const EVERY = 86_400_000

/** Rows of each kind in one batch, and applications, each of which is a dozen statements. */
const BATCH = 500
const APPLICATIONS = 20

/** Logs of an application that is still open are part of it. */
const HAS_ENDED = "applications.status in ('completed', 'ended')"

const DUE_EXCHANGES = `
  from exchanges join orders on orders.id = exchanges.order_id join applications on serial = application_serial
  where exchanges.started_at < $1 and ${HAS_ENDED}`
/** Those that concern no order of the hub are nobody's. */
const DUE_CALLBACKS = `
  from callbacks left join orders on orders.id = callbacks.order_id left join applications on serial = application_serial
  where callbacks.received_at < $1 and (callbacks.order_id is null or ${HAS_ENDED})`
const DUE_NOTIFICATIONS = `
  from notifications join applications on serial = application_serial
  where notifications.state = 'delivered' and notifications.delivered_at < $1 and ${HAS_ENDED}`
const DUE_KEYS = 'from idempotency_keys where created_at < $1'
/** By the time of its last transition. */
const DUE_APPLICATIONS = `
  from applications join transitions on (application_serial, sequence) = (serial, last_sequence)
  where erased_at is null and received_at < $1 and recorded_at < $1 and ${HAS_ENDED}`

/** By hand: all there is, and recorded. */
export async function purge (hub: Hub, now: Date, { actor, reason }: ActTerms): Promise<Removed> {
  let purge = await beginPurge(hub.pool, now)
  while (!purge.ended) {
    purge = await transaction(hub.pool, async connection => {
      await connection.query('select pg_advisory_xact_lock($1)', [PURGE_LOCK])
      const next = await step(hub, connection, purge, now)
      if (next.ended) await recordAct(connection, { at: now, actor, action: 'purge', target: next.removed, reason, affected: sum(next.removed) })
      return next
    })
  }
  return purge.removed
}

/** A batch of the day's purge, unless that is done or another process is at it. One that was cut off is brought to its end. */
export async function purgeDaily (hub: Hub): Promise<void> {
  const now = hub.now()
  const purge = await transaction(hub.pool, async connection => {
    const { rows } = await connection.query<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [PURGE_LOCK])
    if (!rows[0]!.mine) return undefined
    const begun = await openPurge(connection)
    if (!begun && await hasBegunSince(connection, new Date(now.getTime() - EVERY))) return undefined
    return await step(hub, connection, begun ?? await beginPurge(connection, now), now)
  })
  if (purge?.ended && sum(purge.removed) > 0) hub.log.info({ removed: purge.removed }, 'purge ended')
}

interface Purge { id: number, removed: Removed, ended: boolean }

async function openPurge (connection: Queryable): Promise<Purge | undefined> {
  const { rows } = await connection.query<Purge>('select id, removed, false as ended from purges where ended_at is null order by id limit 1')
  return rows[0]
}

async function hasBegunSince (connection: Queryable, time: Date): Promise<boolean> {
  const { rowCount } = await connection.query('select from purges where started_at > $1 limit 1', [time])
  return rowCount === 1
}

const NOTHING: Removed = { exchanges: 0, messages: 0, callbacks: 0, notifications: 0, idempotencyKeys: 0, applications: 0 }

async function beginPurge (connection: Queryable, now: Date): Promise<Purge> {
  const { rows } = await connection.query<Purge>('insert into purges (started_at, removed) values ($1, $2) returning id, removed, false as ended', [now, JSON.stringify(NOTHING)])
  return rows[0]!
}

/** Removes one batch; one that finds nothing is the end. */
async function step (hub: Hub, connection: Connection, { id, removed: before }: Purge, now: Date): Promise<Purge> {
  const batch = await removeBatch(hub, connection, now)
  const removed = added(before, batch)
  const ended = sum(batch) === 0
  await connection.query('update purges set removed = $2, ended_at = $3 where id = $1', [id, JSON.stringify(removed), ended ? now : null])
  return { id, removed, ended }
}

function sum (removed: Removed): number {
  return Object.values(removed).reduce((all, count) => all + count, 0)
}

function added (one: Removed, other: Removed): Removed {
  return Object.fromEntries(Object.entries(one).map(([name, count]) => [name, count + other[name as keyof Removed]])) as unknown as Removed
}

/** What is older than these has to go. */
function horizons ({ cases, logs, idempotencyKeys }: RetentionSettings, now: Date): Record<keyof RetentionSettings, Date> {
  const before = (age: number): Date => new Date(now.getTime() - age)
  return { cases: before(cases), logs: before(logs), idempotencyKeys: before(idempotencyKeys) }
}

/** How much there is to remove. */
export async function countDue ({ pool, settings }: Hub, now: Date): Promise<Removed> {
  const { cases, logs, idempotencyKeys } = horizons(settings.retention, now)
  const counted = async (rows: string, before: Date): Promise<number> => (await pool.query<{ count: number }>(`select count(*) ${rows}`, [before])).rows[0]!.count
  return {
    exchanges: await counted(DUE_EXCHANGES, logs),
    messages: await counted(`from messages where exchange_id in (select exchanges.id ${DUE_EXCHANGES})`, logs),
    callbacks: await counted(DUE_CALLBACKS, logs),
    notifications: await counted(DUE_NOTIFICATIONS, logs),
    idempotencyKeys: await counted(DUE_KEYS, idempotencyKeys),
    applications: await counted(DUE_APPLICATIONS, cases)
  }
}

async function removeBatch (hub: Hub, connection: Connection, now: Date): Promise<Removed> {
  const { cases, logs, idempotencyKeys } = horizons(hub.settings.retention, now)
  await connection.query("set local lianban.purging = 'on'")
  const { rows } = await connection.query<Pick<Removed, 'exchanges' | 'messages'>>(`
    with due as (select exchanges.id ${DUE_EXCHANGES} order by exchanges.id limit $2),
      without_messages as (delete from messages where exchange_id in (select id from due) returning 1),
      gone as (delete from exchanges where id in (select id from due) returning 1)
    select (select count(*) from gone) as exchanges, (select count(*) from without_messages) as messages`, [logs, BATCH])
  const removed = async (statement: string, before: Date): Promise<number> => (await connection.query(statement, [before, BATCH])).rowCount!
  return {
    ...rows[0]!,
    callbacks: await removed(`delete from callbacks where id in (select callbacks.id ${DUE_CALLBACKS} limit $2)`, logs),
    notifications: await removed(`delete from notifications where id in (select notifications.id ${DUE_NOTIFICATIONS} limit $2)`, logs),
    idempotencyKeys: await removed(`delete from idempotency_keys where (client_id, key) in (select client_id, key ${DUE_KEYS} limit $2)`, idempotencyKeys),
    applications: await eraseBatch(hub, connection, cases, now)
  }
}

/** One that cannot be erased, because its files cannot be removed just now, say, holds up no other; it is tried again the next day. */
async function eraseBatch (hub: Hub, connection: Connection, before: Date, now: Date): Promise<number> {
  const { rows } = await connection.query<{ serial: number, jointNumber: string }>(`
    select serial, joint_number as "jointNumber" ${DUE_APPLICATIONS} order by serial limit $2`, [before, APPLICATIONS])
  let erased = 0
  for (const { serial, jointNumber } of rows) {
    await connection.query('savepoint erasure')
    try {
      if (await eraseApplication(hub, connection, serial, now)) erased++
      await connection.query('release savepoint erasure')
    } catch (error) {
      await connection.query('rollback to savepoint erasure')
      hub.log.error({ alert: 'not-erased', err: error, jointNumber }, 'a person whose time is over is still there')
    }
  }
  return erased
}
