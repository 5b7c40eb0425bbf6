/**
 * Removes what need not be kept any longer, a small batch at a time, so that nothing waits for it: the sweep takes a
 * step whenever it passes, until the day's purge is done. What is counted beforehand and what is removed are found by
 * the same statements, which go along the time from the oldest row on.
 */
import type { Logger } from 'pino'
import type { components } from '../../../openapi/hub.d.ts'
import { letChange } from '../../ground/database/append-only.ts'
import { COUNTED } from '../../ground/database/counted.ts'
import { LOCKS } from '../../ground/database/locks.ts'
import type { Pool, Queryable } from '../../ground/database/pool.ts'
import { inPart, inWork, type Work, type Workplace } from '../../ground/database/work.ts'
import { recordAct, type ActTerms } from '../../records/acts/acts.ts'
import { countDueAnswers, purgeAnswers } from '../../records/idempotency/answers.ts'
import { countDueCallbacks, purgeCallbacks } from '../../records/inbox/callbacks.ts'
import { countDueApplications, dueApplications } from '../../records/orders/erase.ts'
import { countDueNotifications, purgeNotifications } from '../../records/outbox/notifications.ts'
import { countDueExchanges, purgeExchanges } from '../../records/trail/exchanges.ts'
import { eraseApplication, type Erasing } from '../../steps/erase-person.ts'
import type { RetentionSettings } from './settings.ts'

/** How many rows went, or would go. `applications` are erased, not removed. */
export type Removed = components['schemas']['Removals']

export interface Purging extends Workplace, Erasing {
  settings: { retention: RetentionSettings }
  log: Logger
  now (): Date
}

/** Milliseconds between two purges. */
const EVERY = 86_400_000

/** Rows of each kind in one batch, and applications, each of which is a dozen statements. */
const BATCH = 500
const APPLICATIONS = 20

/** By hand: all there is, and recorded. */
export async function purge (hub: Purging, now: Date, { actor, reason }: ActTerms): Promise<Removed> {
  let purge = await beginPurge(hub.pool, now)
  while (!purge.ended) {
    purge = await inWork(hub, async work => {
      await work.query('select pg_advisory_xact_lock($1)', [LOCKS.purge])
      const next = await step(hub, work, purge, now)
      if (next.ended) {
        await recordAct(work, {
          at: now, actor, action: 'purge', target: next.removed, reason, affected: sum(next.removed)
        })
      }
      return next
    })
  }
  return purge.removed
}

/**
 * A batch of the day's purge, unless that is done or another process is at it. One that was cut off is brought to its
 * end.
 */
export async function purgeDaily (hub: Purging): Promise<void> {
  const now = hub.now()
  const purge = await inWork(hub, async work => {
    const { rows } = await work.query<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [LOCKS.purge])
    if (!rows[0]!.mine) return undefined
    const begun = await openPurge(work)
    if (!begun && await hasBegunSince(work, new Date(now.getTime() - EVERY))) return undefined
    return await step(hub, work, begun ?? await beginPurge(work, now), now)
  })
  if (purge?.ended && sum(purge.removed) > 0) hub.log.info({ removed: purge.removed }, 'purge ended')
}

interface Purge { id: number, removed: Removed, ended: boolean }

async function openPurge (work: Queryable): Promise<Purge | undefined> {
  const { rows } = await work.query<Purge>(
    'select id, removed, false as ended from purges where ended_at is null order by id limit 1')
  return rows[0]
}

async function hasBegunSince (work: Queryable, time: Date): Promise<boolean> {
  const { rowCount } = await work.query('select from purges where started_at > $1 limit 1', [time])
  return rowCount === 1
}

const NOTHING: Removed = {
  exchanges: 0, messages: 0, callbacks: 0, notifications: 0, idempotencyKeys: 0, applications: 0
}

async function beginPurge (connection: Queryable, now: Date): Promise<Purge> {
  const { rows } = await connection.query<Purge>(`
    insert into purges (started_at, removed) values ($1, $2) returning id, removed, false as ended`,
  [now, JSON.stringify(NOTHING)])
  return rows[0]!
}

/** Removes one batch; a batch that finds nothing ends the purge. */
async function step (hub: Purging, work: Work, { id, removed: before }: Purge, now: Date): Promise<Purge> {
  const batch = await removeBatch(hub, work, now)
  const removed = added(before, batch)
  const ended = sum(batch) === 0
  work.write('update purges set removed = $2, ended_at = $3 where id = $1', [
    id, JSON.stringify(removed), ended ? now : null
  ])
  return { id, removed, ended }
}

function sum (removed: Removed): number {
  return Object.values(removed).reduce((all, count) => all + count, 0)
}

function added (one: Removed, other: Removed): Removed {
  const sums = Object.entries(one).map(([name, count]) => [name, count + other[name as keyof Removed]])
  return Object.fromEntries(sums) as unknown as Removed
}

/** What is older than these has to go. */
function horizons (
  { cases, logs, idempotencyKeys }: RetentionSettings, now: Date
): Record<keyof RetentionSettings, Date> {
  const before = (age: number): Date => new Date(now.getTime() - age)
  return { cases: before(cases), logs: before(logs), idempotencyKeys: before(idempotencyKeys) }
}

/** How much there is to remove, `COUNTED` of each at most; of messages those of the exchanges that were counted. */
export async function countDue (
  { pool, settings }: { pool: Pool, settings: { retention: RetentionSettings } }, now: Date
): Promise<Removed> {
  const { cases, logs, idempotencyKeys } = horizons(settings.retention, now)
  return {
    ...await countDueExchanges(pool, logs, COUNTED),
    callbacks: await countDueCallbacks(pool, logs, COUNTED),
    notifications: await countDueNotifications(pool, logs, COUNTED),
    idempotencyKeys: await countDueAnswers(pool, idempotencyKeys, COUNTED),
    applications: await countDueApplications(pool, cases, COUNTED)
  }
}

async function removeBatch (hub: Purging, work: Work, now: Date): Promise<Removed> {
  const { cases, logs, idempotencyKeys } = horizons(hub.settings.retention, now)
  letChange(work)
  return {
    ...await purgeExchanges(work, logs, BATCH),
    callbacks: await purgeCallbacks(work, logs, BATCH),
    notifications: await purgeNotifications(work, logs, BATCH),
    idempotencyKeys: await purgeAnswers(work, idempotencyKeys, BATCH),
    applications: await eraseBatch(hub, work, cases, now)
  }
}

/**
 * One that cannot be erased, because its files cannot be removed just now, say, holds up no other; it is tried again
 * the next day.
 */
async function eraseBatch (hub: Purging, work: Work, before: Date, now: Date): Promise<number> {
  let erased = 0
  for (const { serial, jointNumber } of await dueApplications(work, before, APPLICATIONS)) {
    try {
      if (await inPart(work, part => eraseApplication(hub, part, serial, now))) erased++
    } catch (error) {
      hub.log.error({ alert: 'not-erased', err: error, jointNumber }, 'a person whose time is over is still there')
    }
  }
  return erased
}
