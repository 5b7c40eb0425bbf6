/** What became of each event for the portal, as the contract shows it: by pages, and one with every attempt. */
import type { components, operations } from '../../openapi/hub.d.ts'
import { applicationSeen, type View } from '../ground/access/visible.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import { readCursor, writeCursor } from './cursor.ts'
import type { Hub } from '../hub.ts'
import { Problem } from '../ground/problem/problem.ts'
import { STOPPED } from '../records/outbox/endpoint.ts'
import { EVENT_COLUMNS, progressEvent, type EventRow } from '../records/outbox/event.ts'
import { webhookFailure } from '../records/outbox/webhook-failure.ts'

type Schemas = components['schemas']
type Delivery = Schemas['WebhookDelivery']
export type DeliveryFilters = NonNullable<operations['listWebhookDeliveries']['parameters']['query']>

interface Row extends EventRow {
  id: string
  number: number
  delivery: Delivery['state']
  attempts: number
  dueAt: Date
  deliveredAt: Date | null
  failure: string | null
  /** Of the first open event of its application. */
  head: number | null
  stopped: boolean
}

const DELIVERIES = `
  select notifications.id, number, notifications.state as delivery, attempts, due_at as "dueAt", delivered_at as "deliveredAt", notifications.failure,
         (select min(open.sequence) from notifications as open where open.application_serial = notifications.application_serial and open.state = 'open') as head,
         ${STOPPED} as stopped, ${EVENT_COLUMNS}
  from notifications
  join transitions on (transitions.application_serial, transitions.sequence) = (notifications.application_serial, notifications.sequence)
  join orders on orders.id = transitions.order_id
  join applications on serial = notifications.application_serial`

/** Newest first. Throws Problem `invalid-parameter` for a cursor that is none. */
export async function listDeliveries ({ pool }: Pick<Hub, 'pool'>, view: View, filters: DeliveryFilters): Promise<Schemas['WebhookDeliveryPage']> {
  const limit = filters.limit ?? 20
  const { rows } = await pool.query<Row>(`
    ${DELIVERIES}
    where ${applicationSeen(1, 2)}
      and ($3::bigint is null or number < $3)
      and ($4::text is null or notifications.state = $4)
      and ($5::text is null or joint_number = $5)
      and ($6::timestamptz is null or opened_at >= $6)
      and ($7::timestamptz is null or opened_at < $7)
    order by number desc limit $8`,
  [view.client, view.enterprise, readCursor(filters.cursor), filters.state, filters.jointNumber, filters.from, filters.to, limit + 1])
  const page = rows.slice(0, limit)
  return {
    deliveries: page.map(present),
    ...rows.length > limit && { nextCursor: writeCursor(page.at(-1)!.number) }
  }
}

/** Throws Problem `webhook-delivery-not-found`. */
export async function readDelivery (hub: Hub, view: View, id: string): Promise<Schemas['WebhookDeliveryDetail']> {
  const { rows } = await hub.pool.query<Row>(`${DELIVERIES} where ${applicationSeen(1, 2)} and notifications.id = $3`, [view.client, view.enterprise, id])
  if (!rows[0]) throw new Problem('webhook-delivery-not-found')
  const { rows: exchanges } = await hub.pool.query<{ at: Date, durationMs: number, status: number | null, failure: string | null }>(`
    select at, duration_ms as "durationMs", status, failure from webhook_attempts where notification_id = $1 order by id`, [id])
  return {
    delivery: present(rows[0]),
    exchanges: exchanges.map(({ at, durationMs, status, failure }) => ({
      at: localTime(at), durationMs, ...status !== null && { status }, ...failure !== null && { failure: webhookFailure(failure) }
    })),
    payload: progressEvent(hub, rows[0])
  }
}

const LABELS: Record<Delivery['state'], string> = { open: '待推送', delivered: '已推送', failed: '推送失败' }

function present (row: Row): Delivery {
  const next = row.delivery === 'open' && row.head === row.sequence
  return {
    id: row.id,
    jointNumber: row.jointNumber,
    sequence: row.sequence,
    type: `order.${row.event}`,
    state: row.delivery,
    stateLabel: LABELS[row.delivery],
    recordedAt: localTime(row.recordedAt),
    attempts: row.attempts,
    ...next && !row.stopped && { nextAttemptAt: localTime(row.dueAt) },
    ...row.delivery === 'open' && !next && { waitsFor: row.head! },
    ...row.deliveredAt && { deliveredAt: localTime(row.deliveredAt) },
    ...row.failure && { failure: webhookFailure(row.failure) }
  }
}
