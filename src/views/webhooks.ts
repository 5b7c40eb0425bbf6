/** What became of each event for the portal, as the contract shows it: by pages, and one with every attempt. */
import type { components, operations } from '../../openapi/hub.d.ts'
import { seenApplications, type View } from '../ground/access/visible.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import { conditionsOf } from '../ground/database/filters.ts'
import type { Queryable } from '../ground/database/pool.ts'
import { Problem } from '../ground/problem/problem.ts'
import type { Vault } from '../ground/sealing/vault.ts'
import { STOPPED } from '../records/outbox/endpoint.ts'
import { EVENT_COLUMNS, EVENT_TYPES, portalEvent, type EventRow } from '../records/outbox/event.ts'
import { webhookFailure } from '../records/outbox/webhook-failure.ts'
import { readPage } from './page.ts'

type Schemas = components['schemas']
type Delivery = Schemas['WebhookDelivery']
export type DeliveryFilters = NonNullable<operations['listWebhookDeliveries']['parameters']['query']>

type DeliveryRow = EventRow & Delivered

interface Delivered {
  id: string
  number: number
  delivery: Delivery['state']
  attempts: number
  openedAt: Date
  dueAt: Date
  deliveredAt: Date | null
  failure: string | null
  /** Of an open one: the first open event of its application. */
  head: number | null
  stopped: boolean
}

const DELIVERIES = `
  select notifications.id, number, notifications.state as delivery, attempts, opened_at as "openedAt",
         due_at as "dueAt", delivered_at as "deliveredAt", notifications.failure, ${STOPPED} as stopped,
         case when notifications.state = 'open' then (
           select open.sequence from notifications as open
           where open.application_serial = notifications.application_serial and open.state = 'open'
           order by open.sequence limit 1
         ) end as head, ${EVENT_COLUMNS}
  from notifications
  join transitions
    on transitions.application_serial = notifications.application_serial
    and transitions.sequence = notifications.sequence
  left join orders on orders.id = transitions.order_id
  join applications on serial = notifications.application_serial`

/** Newest first. Throws Problem `invalid-parameter` for a cursor that is none. */
export async function listDeliveries (
  { pool }: { pool: Queryable }, view: View, { state, jointNumber, from, to, ...page }: DeliveryFilters
): Promise<Schemas['WebhookDeliveryPage']> {
  const { rows, next } = await readPage<DeliveryRow>(pool, {
    select: DELIVERIES,
    filters: [
      ...seenApplications(view),
      ['notifications.state = ?', state],
      ['joint_number = ?', jointNumber],
      ['opened_at >= ?', from],
      ['opened_at < ?', to]
    ],
    by: 'number',
    numberOf: ({ number }) => number,
    order: 'newest first',
    ...(from ?? to) !== undefined && { time: { by: 'opened_at', of: ({ openedAt }) => openedAt } }
  }, page)
  return { deliveries: rows.map(present), ...next }
}

interface AttemptRow { at: Date, durationMs: number, status: number | null, failure: string | null }

/** Throws Problem `webhook-delivery-not-found`. */
export async function readDelivery (
  needs: { pool: Queryable, vault: Vault }, view: View, id: string
): Promise<Schemas['WebhookDeliveryDetail']> {
  const { text, values } = conditionsOf([...seenApplications(view), ['notifications.id = ?', id]])
  const { rows: [row] } = await needs.pool.query<DeliveryRow>(`${DELIVERIES} where ${text}`, values)
  if (!row) throw new Problem('webhook-delivery-not-found')
  const { rows: attempts } = await needs.pool.query<AttemptRow>(`
    select at, duration_ms as "durationMs", status, failure
    from webhook_attempts where notification_id = $1 order by id`, [id])
  return {
    delivery: present(row),
    exchanges: attempts.map(({ at, durationMs, status, failure }) => ({
      at: localTime(at),
      durationMs,
      ...status !== null && { status },
      ...failure !== null && { failure: webhookFailure(failure) }
    })),
    payload: portalEvent(needs.vault, row)
  }
}

const DELIVERY_LABELS: Record<Delivery['state'], string> = { open: '待推送', delivered: '已推送', failed: '推送失败' }

function present (row: DeliveryRow): Delivery {
  const next = row.delivery === 'open' && row.head === row.sequence
  return {
    id: row.id,
    jointNumber: row.jointNumber,
    sequence: row.sequence,
    type: EVENT_TYPES[row.event],
    state: row.delivery,
    stateLabel: DELIVERY_LABELS[row.delivery],
    recordedAt: localTime(row.recordedAt),
    attempts: row.attempts,
    ...next && !row.stopped && { nextAttemptAt: localTime(row.dueAt) },
    ...row.delivery === 'open' && !next && { waitsFor: row.head! },
    ...row.deliveredAt && { deliveredAt: localTime(row.deliveredAt) },
    ...row.failure && { failure: webhookFailure(row.failure) }
  }
}
