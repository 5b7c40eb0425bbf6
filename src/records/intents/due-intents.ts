/**
 * Intents whose time has come, and those whose time is moved: because an enterprise answers again, or because of a
 * callback that is not believed. What changes many waits for none that somebody else is changing (`skip locked`): works
 * lock those of several orders as they come to them, and may wait for one of these.
 */
import type { Queryable } from '../../ground/database/pool.ts'
import type { Alarm } from '../../ground/database/work.ts'
import type { Ring } from '../../ground/queue/alarms.ts'
import { alarmOf, type IntentKind } from './intents.ts'

/**
 * Brings what was held for an enterprise forward, the oldest first, evenly over a time: it must not all come at once.
 * Whoever looks for what is due finds them; what somebody else is changing keeps its time. Answers how many there were.
 */
export async function releaseHeld (
  connection: Queryable, enterprise: string, now: Date, over: number
): Promise<number> {
  const { rowCount } = await connection.query(`
    update intents set
      due_at = least(due_at, $2::timestamptz + place * $3::float8 * interval '1 millisecond'), held = false
    from (
      select id, percent_rank() over (order by opened_at, id) as place
      from (
        select id, opened_at from intents where enterprise = $1 and held and state = 'open' for update skip locked
      ) as free
    ) as queue
    where intents.id = queue.id`, [enterprise, now, over])
  return rowCount ?? 0
}

/** How much is owed to enterprises other than these: nobody works on it. */
export async function openElsewhere (
  connection: Queryable, enterprises: string[]
): Promise<Array<{ enterprise: string, intents: number }>> {
  const { rows } = await connection.query<{ enterprise: string, intents: number }>(`
    select enterprise, count(*) as intents from intents where state = 'open' and enterprise <> all($1)
    group by enterprise order by enterprise`, [enterprises])
  return rows
}

/** SQL: each of them is looked for by the index that has it before the time. */
const KINDS = "'{place, supplement, withdraw, appoint, watch}'::text[]"

/**
 * Intents of an enterprise that are due and that nobody is at work on, but for those that are `known`: `most` of them,
 * the longest due first, and questions about orders that are under way after all others.
 */
export async function dueIntents (
  connection: Queryable, enterprise: string, { now, known, most }: { now: Date, known: string[], most: number }
): Promise<Ring[]> {
  const { rows } = await connection.query<{ id: string, enterprise: string, kind: IntentKind }>({
    name: 'due-intents',
    text: `
      select due.* from unnest(${KINDS}) as each (kind)
      cross join lateral (
        select id, enterprise, kind, due_at from intents
        where state = 'open' and enterprise = $1 and kind = each.kind and due_at <= $2
          and (leased_until is null or leased_until <= $2) and id <> all($3)
        order by due_at limit $4
      ) as due
      order by due.kind = 'watch', due.due_at limit $4`,
    values: [enterprise, now, known, most]
  })
  return rows.map(alarmOf)
}

/**
 * Open intents that should have been worked on by `before`, are not being worked on, and were not returned here since
 * `sweptBefore`: a long queue is not looked through again and again.
 */
export async function overdueIntents (
  connection: Queryable, now: Date, before: Date, sweptBefore: Date
): Promise<Array<Omit<Alarm, 'at'>>> {
  const { rows } = await connection.query<{ id: string, enterprise: string, kind: IntentKind }>(`
    update intents set swept_at = $1 where id = any(array(
      select id from intents
      where state = 'open' and due_at <= $2
        and (leased_until is null or leased_until <= $2) and (swept_at is null or swept_at <= $3)
      order by due_at limit 1000 for update skip locked
    )) returning id, enterprise, kind`, [now, before, sweptBefore])
  return rows.map(alarmOf)
}

/** Has them looked for again by the next sweep: their alarms could not be set. */
export async function unsweepIntents (connection: Queryable, ids: string[]): Promise<void> {
  await connection.query(`
    update intents set swept_at = null
    where id = any(array(select id from intents where id = any($1) for update skip locked))`, [ids])
}

/**
 * Brings the next question about one order forward: the one that the enterprise calls by any of these words, unless it
 * has been asked since `askedSince`. Answers whether there was one.
 */
export async function askSooner (
  connection: Queryable, enterprise: string, words: string[], now: Date, askedSince: Date
): Promise<boolean> {
  const { rowCount } = await connection.query(`
    update intents set due_at = $3 where id = (
      select intents.id from intents join orders on orders.id = order_id
      where orders.enterprise = $1 and reference = any($2) and intents.state = 'open' and due_at > $3
        and (intents.kind = 'watch' or (intents.kind = 'place' and delivery = 'placed'))
        and not exists (
          select from exchanges where exchanges.order_id = orders.id and exchanges.kind = 'inquire' and started_at > $4)
      limit 1)`,
  [enterprise, words, now, askedSince])
  return rowCount === 1
}

/**
 * Brings the next question about every order that an enterprise has forward, evenly over a time, those asked about
 * longest ago first. Whoever looks for what is due finds them; what somebody else is changing keeps its time. Answers
 * how many there were.
 */
export async function askAllSooner (
  connection: Queryable, enterprise: string, now: Date, over: number
): Promise<number> {
  const { rowCount } = await connection.query(`
    update intents set due_at = least(due_at, $2::timestamptz + place * $3::float8 * interval '1 millisecond')
    from (
      select id, percent_rank() over (order by due_at, id) as place
      from (
        select id, due_at from intents where state = 'open' and enterprise = $1 and kind = 'watch'
        for update skip locked
      ) as free
    ) as queue
    where intents.id = queue.id`, [enterprise, now, over])
  return rowCount ?? 0
}

/**
 * Ends whatever is open about the orders of an application and their filings. False, with nothing changed, while an
 * attempt is under way: it still reads the form.
 */
export async function settleIntents (connection: Queryable, serial: number, now: Date): Promise<boolean> {
  const { rows } = await connection.query<{ busy: boolean }>(`
    select leased_until > $2 and state = 'open' as busy from intents where ${OF_APPLICATION} for update`, [serial, now])
  if (rows.some(({ busy }) => busy)) return false
  await connection.query(`
    update intents set
      state = case state when 'open' then 'done' else state end, payload_sealed = null, failure = null,
      leased_until = null
    where ${OF_APPLICATION}`, [serial])
  return true
}

/** SQL: those about the orders of application `$1`, and about their filings. */
const OF_APPLICATION = `
  (order_id = any(array(select id from orders where application_serial = $1))
    or filing_id = any(array(select id from filings where application_serial = $1)))`
