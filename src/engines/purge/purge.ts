/**
 * Removes what need not be kept any longer, a small batch at a time, so that nothing waits for it: the sweep takes a
 * step whenever it passes, until the day's purge is done. What is counted beforehand and what is removed are found by
 * the same statements, which go along the time from the oldest row on.
 */
import type { Logger } from 'pino'
import type { components } from '../../../openapi/hub.d.ts'
import { goOver, notSetAside, takeAllBack } from '../../ground/aside/set-aside.ts'
import { letChange } from '../../ground/database/append-only.ts'
import { COUNTED } from '../../ground/database/counted.ts'
import { LOCKS } from '../../ground/database/locks.ts'
import type { Pool, Queryable } from '../../ground/database/pool.ts'
import { inPart, inWork, type Work, type Workplace } from '../../ground/database/work.ts'
import { recordAct, type ActTerms } from '../../records/acts/acts.ts'
import { countDueAnswers, purgeAnswers } from '../../records/idempotency/answers.ts'
import { countDueCallbacks, purgeCallbacks } from '../../records/inbox/callbacks.ts'
import { countDueRefused, purgeRefused } from '../../records/inbox/refused-callbacks.ts'
import { countDueApplications, dueApplications } from '../../records/orders/erase.ts'
import { countDueNotifications, purgeNotifications } from '../../records/outbox/notifications.ts'
import { countDueExchanges, purgeExchanges } from '../../records/trail/exchanges.ts'
import { eraseApplication, type Erasing } from '../../steps/erase-person.ts'
import type { RetentionSettings } from './settings.ts'

/** How many rows went, or would go. `applications` are erased, not removed. */
export type Removed = components['schemas']['Removals']

export interface Purging extends Workplace, Erasing {
  settings: Erasing['settings'] & { retention: RetentionSettings }
  log: Logger
}

/** Milliseconds between two purges. */
const EVERY = 86_400_000

/** Rows of each kind in one batch, and applications, each of which is a dozen statements. */
const BATCH = 500
const APPLICATIONS = 20

/** By hand: all there is, and recorded. */
export async function purge (hub: Purging, now: Date, { actor, reason }: ActTerms): Promise<Removed> {
  for (const chore of ['erasure', 'removal'] as const) await takeAllBack(hub.pool, chore)
  let purge = await beginPurge(hub.pool, now)
  while (!purge.ended) {
    purge = await inWork(hub, async work => {
      await work.query('select pg_advisory_xact_lock($1)', [LOCKS.purge])
      const next = await step(hub, work, purge, now)
      if (next.ended) {
        await recordAct(hub, work, {
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
 * end. `now` is believed (retention-clock.ts); what was purged later than that was so by a clock that was wrong.
 */
export async function purgeDaily (hub: Purging, now: Date): Promise<void> {
  const purge = await inWork(hub, async work => {
    const { rows } = await work.query<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [LOCKS.purge])
    if (!rows[0]!.mine) return undefined
    const begun = await openPurge(work, now)
    if (!begun && await hasBegunSince(work, new Date(now.getTime() - EVERY), now)) return undefined
    return await step(hub, work, begun ?? await beginPurge(work, now), now)
  })
  if (purge?.ended && sum(purge.removed) > 0) hub.log.info({ removed: purge.removed }, 'purge ended')
}

interface Purge { id: number, removed: Removed, ended: boolean }

async function openPurge (work: Queryable, now: Date): Promise<Purge | undefined> {
  const { rows } = await work.query<Purge>(`
    select id, removed, false as ended from purges where ended_at is null and started_at <= $1 order by id limit 1`,
  [now])
  return rows[0]
}

async function hasBegunSince (work: Queryable, time: Date, now: Date): Promise<boolean> {
  const { rowCount } = await work.query(
    'select from purges where started_at > $1 and started_at <= $2 limit 1', [time, now])
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
  const { batch, isLast } = await removeBatch(hub, work, now)
  const removed = added(before, batch)
  const ended = isLast && sum(batch) === 0
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
  { cases, logs, refusedCallbacks, idempotencyKeys }: RetentionSettings, now: Date
): Record<Exclude<keyof RetentionSettings, 'closedAccounts' | 'drafts'>, Date> {
  const before = (age: number): Date => new Date(now.getTime() - age)
  return {
    cases: before(cases),
    logs: before(logs),
    refusedCallbacks: before(refusedCallbacks),
    idempotencyKeys: before(idempotencyKeys)
  }
}

/** How much there is to remove, `COUNTED` of each at most; of messages those of the exchanges that were counted. */
export async function countDue (
  { pool, settings }: { pool: Pool, settings: { retention: RetentionSettings } }, now: Date
): Promise<Removed> {
  const { cases, logs, refusedCallbacks, idempotencyKeys } = horizons(settings.retention, now)
  return {
    ...await countDueExchanges(pool, logs, COUNTED),
    callbacks: await countDueCallbacks(pool, logs, COUNTED) + await countDueRefused(pool, refusedCallbacks, COUNTED),
    notifications: await countDueNotifications(pool, logs, COUNTED),
    idempotencyKeys: await countDueAnswers(pool, idempotencyKeys, COUNTED),
    applications: await countDueApplications(pool, cases, COUNTED)
  }
}

/** What is removed by statements that take a batch each; none of them holds up the others. */
function removals (
  { logs, refusedCallbacks, idempotencyKeys }: ReturnType<typeof horizons>
): Record<string, (work: Work) => Promise<Partial<Removed>>> {
  return {
    exchanges: work => purgeExchanges(work, logs, BATCH),
    callbacks: async work => ({ callbacks: await purgeCallbacks(work, logs, BATCH) }),
    'refused callbacks': async work => ({ callbacks: await purgeRefused(work, refusedCallbacks, BATCH) }),
    notifications: async work => ({ notifications: await purgeNotifications(work, logs, BATCH) }),
    'idempotency keys': async work => ({ idempotencyKeys: await purgeAnswers(work, idempotencyKeys, BATCH) })
  }
}

/** `isLast`: there was no application to look at. */
async function removeBatch (
  hub: Purging, work: Work, now: Date
): Promise<{ batch: Removed, isLast: boolean }> {
  const before = horizons(hub.settings.retention, now)
  const kinds = removals(before)
  let batch = NOTHING
  letChange(work)
  await goOver(hub, work, await notSetAside(work, 'removal', Object.keys(kinds), now), {
    chore: 'removal',
    now,
    keyOf: String,
    act: async kind => { batch = added(batch, { ...NOTHING, ...await inPart(work, kinds[kind]!) }) }
  })
  const due = await dueApplications(work, before.cases, APPLICATIONS, now)
  const erased = await goOver(hub, work, due, {
    chore: 'erasure',
    alert: 'not-erased',
    now,
    keyOf: ({ serial }) => String(serial),
    about: ({ jointNumber }) => ({ jointNumber }),
    act: ({ serial }) => inPart(work, part => eraseApplication(hub, part, serial, now))
  })
  return { batch: { ...batch, applications: erased }, isLast: due.length === 0 }
}
