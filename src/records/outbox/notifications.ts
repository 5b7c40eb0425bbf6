/**
 * Events that the portal is to be told of: opened with the transition, sent again on request, removed when their time
 * is over.
 */
import type { components } from '../../../openapi/hub.d.ts'
import { seenApplications, type View } from '../../ground/access/visible.ts'
import { allOf, conditionsOf, type Conditions } from '../../ground/database/filters.ts'
import type { Queryable } from '../../ground/database/pool.ts'
import { newRowId } from '../../ground/database/row-id.ts'
import type { Work } from '../../ground/database/work.ts'
import type { Ring } from '../../ground/queue/alarms.ts'
import type { Reaction } from '../orders/application.ts'
import type { Transition } from '../orders/transition.ts'
import { STOPPED } from './endpoint.ts'

export type NotificationState = components['schemas']['WebhookDelivery']['state']

/** What may follow what. Drawn in docs/architecture from this table. */
export const NOTIFICATION_STATES: Record<NotificationState, readonly NotificationState[]> = {
  open: ['delivered', 'failed'],
  // Either may be sent again.
  delivered: ['open'],
  failed: ['open']
}

/**
 * A reaction: every transition and every announcement is an event to the portal; those of the named clients'
 * applications, where some are.
 */
export function tellPortal (clients?: readonly string[]): Reaction {
  return (work, transitions, { serial, clientId }, announcements) => {
    if (clients && !clients.includes(clientId)) return
    openNotifications(work, serial, [...transitions, ...announcements])
  }
}

function openNotifications (
  work: Work, serial: number, events: ReadonlyArray<Pick<Transition, 'sequence' | 'recordedAt'>>
): void {
  const rows = events.toSorted((one, other) => one.sequence - other.sequence).map(({ sequence, recordedAt }) => (
    { id: newRowId(), application_serial: serial, sequence, at: recordedAt }))
  work.write({
    name: 'open-notifications',
    joins: true,
    text: `
      insert into notifications (id, application_serial, sequence, opened_at, due_at)
      select id, application_serial, sequence, at, at
      from jsonb_to_recordset($1::jsonb) as given (
        id uuid, application_serial bigint, sequence integer, at timestamptz)`,
    rows
  })
  // Whoever answers for the first sends all that its application has open, in their sequence (lanes.ts).
  const [first] = rows
  if (first) work.ring({ queue: 'portal', id: first.id, at: first.at })
}

export type RedeliveryFilter = components['schemas']['RedeliveryFilter']

/** Which notifications a filter takes of those that the caller sees: as many are opened as were counted. */
function taken (view: View, filter: RedeliveryFilter): Conditions {
  const { ids, jointNumber, sequenceFrom, sequenceTo, from, to, state } = filter
  const [seen, ...values] = allOf(seenApplications(view))
  return conditionsOf([
    ['id = any(?)', ids],
    ['application_serial = (select serial from applications where joint_number = ?)', jointNumber],
    ['sequence >= ?', sequenceFrom],
    ['sequence <= ?', sequenceTo],
    ['opened_at >= ?', from],
    ['opened_at < ?', to],
    ['state = ?', state],
    [`exists (select from applications where serial = application_serial and ${seen})`, ...values]
  ])
}

export async function countTaken (connection: Queryable, view: View, filter: RedeliveryFilter): Promise<number> {
  const { text, values } = taken(view, filter)
  const { rows } = await connection.query<{ count: number }>(
    `select count(*) as count from notifications where ${text}`, values)
  return rows[0]!.count
}

/** Has events sent again, each with a new horizon; answers how many. */
export async function openAnew (work: Work, view: View, filter: RedeliveryFilter, now: Date): Promise<number> {
  const { text, values } = taken(view, filter)
  const place = `$${values.length + 1}`
  const { rowCount } = await work.query(`
    update notifications set
      state = 'open', due_at = ${place}, horizon_from = ${place}, failures = 0, delivered_at = null
    where ${text}`, [...values, now])
  return rowCount!
}

/**
 * Waits until nobody else changes many notifications or sends any, and has them wait: each locks one after the other,
 * and two of them could wait for each other's. Whoever sends has lanes.
 */
export async function oneAtATime (work: Work): Promise<void> {
  await work.query('lock table webhook_lanes in exclusive mode')
}

/** SQL: `head` is the first open notification of its application, and that is not being sent at `$1`. */
const NEXT = `
  not ${STOPPED}
  and not exists (
    select from notifications as earlier
    where earlier.application_serial = head.application_serial and earlier.state = 'open'
      and earlier.sequence < head.sequence)
  and not exists (
    select from webhook_lanes
    where webhook_lanes.application_serial = head.application_serial and webhook_lanes.leased_until > $1)`

/**
 * First open notifications of their applications that are due and are not being sent, but for those that are `known`:
 * `most` of them, the longest due first. None while the end-point is stopped.
 */
export async function dueNotifications (
  connection: Queryable, { now, known, most }: { now: Date, known: string[], most: number }
): Promise<Ring[]> {
  const { rows } = await connection.query<Ring>({
    name: 'due-notifications',
    text: `
      select id from notifications as head
      where state = 'open' and due_at <= $1 and id <> all($2) and ${NEXT}
      order by due_at limit $3`,
    values: [now, known, most]
  })
  return rows
}

/**
 * First open notifications of their applications that should have been sent by `before`, are not being sent, and were
 * not returned here since `sweptBefore`; none while the end-point is stopped.
 */
export async function overdueNotifications (
  connection: Queryable, now: Date, before: Date, sweptBefore: Date
): Promise<Array<{ queue: string, id: string }>> {
  const { rows } = await connection.query<{ id: string }>(`
    update notifications set swept_at = $2 where id = any(array(
      select id from notifications as head
      where state = 'open' and due_at <= $1 and (swept_at is null or swept_at <= $3) and ${NEXT}
      order by due_at limit 1000 for update skip locked
    )) returning id`, [before, now, sweptBefore])
  return rows.map(({ id }) => ({ queue: 'portal', id }))
}

/** Has them looked for again by the next sweep: their alarms could not be set. None is waited for. */
export async function unsweepNotifications (connection: Queryable, ids: string[]): Promise<void> {
  await connection.query(`
    update notifications set swept_at = null
    where id = any(array(select id from notifications where id = any($1) for update skip locked))`, [ids])
}

/** SQL: those that were delivered first and before `$1`, `$2` at most, of applications that have ended. */
const DUE = `
  select id from notifications
  cross join lateral (
    select status from applications where serial = application_serial offset 0
  ) as its_application
  where state = 'delivered' and delivered_at < $1 and status in ('completed', 'ended')
  order by delivered_at limit $2`

export async function countDueNotifications (connection: Queryable, before: Date, most: number): Promise<number> {
  const { rows } = await connection.query<{ count: number }>(`select count(*) from (${DUE}) as due`, [before, most])
  return rows[0]!.count
}

/** Removes so many at most with their attempts, and none that somebody is changing; answers how many there were. */
export async function purgeNotifications (work: Work, before: Date, most: number): Promise<number> {
  const { rowCount } = await work.query(
    `delete from notifications where id = any(array(${DUE} for update of notifications skip locked))`, [before, most])
  return rowCount!
}
