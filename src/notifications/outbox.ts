/** The portal's notifications as rows: which one of an application is next, and what became of it. */
import type { components } from '../../openapi/hub.d.ts'
import type { EventKind } from '../applications/transition.ts'
import type { Pool, Queryable } from '../database/pool.ts'

type Schemas = components['schemas']

export interface Pending {
  id: string
  event: EventKind
  sequence: number
  /** This attempt's number, from 1. */
  attempts: number
  jointNumber: string
  correlationId: string
  portalCaseNumber: string | null
  enterprise: Schemas['EnterpriseSlug']
  service: Schemas['Service']
  reference: string
  nativeNumber: string | null
  state: Schemas['OrderState']
  statusCode: number
  at: Date
  recordedAt: Date
  remark: string | null
}

/**
 * Claims the first open notification of the application that notification `id` belongs to. Answers when to come back while it
 * waits or another process is at it, and nothing when none is open.
 */
export async function claimHead (pool: Pool, id: string, now: Date, leasedUntil: Date): Promise<{ head: Pending } | { again: Date } | undefined> {
  const { rows } = await pool.query<{ id: string, busyUntil: Date | null }>(`
    select head.id, case when head.due_at > $2 or head.leased_until > $2 then greatest(head.due_at, head.leased_until) end as "busyUntil"
    from notifications as named
    join notifications as head on head.application_serial = named.application_serial and head.state = 'open'
    where named.id = $1 order by head.sequence limit 1`, [id, now])
  if (!rows[0]) return undefined
  if (rows[0].busyUntil) return { again: rows[0].busyUntil }
  const { rows: claimed } = await pool.query<Pending>(`
    update notifications set leased_until = $3, attempts = attempts + 1
    from transitions, orders, applications
    where notifications.id = $1 and notifications.state = 'open' and (leased_until is null or leased_until <= $2)
      and (transitions.application_serial, transitions.sequence) = (notifications.application_serial, notifications.sequence)
      and orders.id = transitions.order_id and applications.serial = notifications.application_serial
    returning notifications.id, event, notifications.sequence, attempts, joint_number as "jointNumber", correlation_id as "correlationId", portal_case_number as "portalCaseNumber",
              enterprise, service, reference, native_number as "nativeNumber", transitions.state, transitions.status_code as "statusCode",
              transitions.at, recorded_at as "recordedAt", transitions.remark`, [rows[0].id, now, leasedUntil])
  // Another process took it in between; it goes on with the later ones too.
  return claimed[0] ? { head: claimed[0] } : { again: leasedUntil }
}

export async function markDelivered (pool: Queryable, { id }: Pending, now: Date): Promise<void> {
  await pool.query("update notifications set state = 'delivered', delivered_at = $2, leased_until = null, failure = null where id = $1", [id, now])
}

export async function postpone (pool: Queryable, { id }: Pending, at: Date, failure: string): Promise<void> {
  await pool.query('update notifications set due_at = $2, failure = $3, leased_until = null where id = $1', [id, at, failure])
}

/**
 * First open notifications of their applications that should have been sent by `before`, are not being sent, and were not returned
 * here since `sweptBefore`.
 */
export async function overdueNotifications (pool: Queryable, now: Date, before: Date, sweptBefore: Date): Promise<Array<{ queue: string, id: string }>> {
  const { rows } = await pool.query<{ id: string }>(`
    update notifications set swept_at = $1 where id in (
      select id from notifications as head
      where state = 'open' and due_at <= $2 and (leased_until is null or leased_until <= $2) and (swept_at is null or swept_at <= $3)
        and not exists (select from notifications as earlier
                        where earlier.application_serial = head.application_serial and earlier.state = 'open' and earlier.sequence < head.sequence)
      order by due_at limit 1000
    ) returning id`, [now, before, sweptBefore])
  return rows.map(({ id }) => ({ queue: 'portal', id }))
}
