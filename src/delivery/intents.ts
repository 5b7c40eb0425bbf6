/** Intents: what the hub owes an enterprise about an order. The rows are the truth; alarms only point at them. */
import { randomUUID } from 'node:crypto'
import type { Queryable } from '../database/pool.ts'
import type { Hub } from '../hub.ts'
import type { Alarm } from './queue.ts'

/**
 * `place`: hand the order over. `watch`: ask where it stands, until it has ended. `withdraw`: ask for it back. `supplement`: send
 * corrected material.
 */
export type IntentKind = 'place' | 'watch' | 'withdraw' | 'supplement'

export interface Intent {
  id: string
  orderId: string
  kind: IntentKind
  /** This attempt's number, from 1. */
  attempts: number
  openedAt: Date
  /** An earlier attempt began and nobody knows how it ended. */
  askFirst: boolean
  /** Of a supplement: the corrections it brings; of a withdrawal: the applicant's reason. */
  payload: unknown
}

interface SealedIntent extends Omit<Intent, 'payload'> { payloadSealed: Buffer | null }

/** The intent to work on; or when to come back; or nothing when it is done. */
export type Claim = { intent: Intent } | { again: Date } | undefined

/**
 * Claims a due intent for one process until `leasedUntil`. From here on the attempt counts as begun: should the process die,
 * the next one asks before it places.
 */
export async function claimIntent (hub: Hub, id: string, now: Date, leasedUntil: Date): Promise<Claim> {
  const { rows } = await hub.pool.query<SealedIntent>(`
    update intents set leased_until = $3, attempts = intents.attempts + 1, ask_first = true
    from (select id, ask_first from intents where id = $1 for update) as before
    where intents.id = before.id and state = 'open' and due_at <= $2 and (leased_until is null or leased_until <= $2)
    returning intents.id, order_id as "orderId", kind, attempts, opened_at as "openedAt", before.ask_first as "askFirst",
              payload_sealed as "payloadSealed"`,
  [id, now, leasedUntil])
  if (rows[0]) return { intent: opened(hub, rows[0]) }
  const { rows: waiting } = await hub.pool.query<{ again: Date }>(`
    select greatest(due_at, leased_until) as again from intents where id = $1 and state = 'open'`, [id])
  return waiting[0]
}

function opened (hub: Hub, { payloadSealed, ...intent }: SealedIntent): Intent {
  return { ...intent, payload: payloadSealed && hub.vault.open(['payload', intent.id], payloadSealed) }
}

/** Opens an intent, unless the order has an open one of that kind. */
export async function openIntent (
  hub: Hub, connection: Queryable, intent: { orderId: string, enterprise: string, kind: IntentKind, at: Date, now: Date, payload?: unknown }
): Promise<Alarm[]> {
  const id = randomUUID()
  const { rowCount } = await connection.query(`
    insert into intents (id, order_id, enterprise, kind, opened_at, due_at, payload_sealed) values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (order_id, kind) where state = 'open' do nothing`,
  [id, intent.orderId, intent.enterprise, intent.kind, intent.now, intent.at, intent.payload === undefined ? null : hub.vault.seal(['payload', id], intent.payload)])
  return rowCount === 1 ? [{ queue: intent.enterprise, id, at: intent.at }] : []
}

/** The payload of an order's open intent of a kind; nothing without one. */
export async function openPayload (hub: Hub, connection: Queryable, orderId: string, kind: IntentKind): Promise<unknown> {
  const { rows } = await connection.query<{ id: string, payloadSealed: Buffer }>(`
    select id, payload_sealed as "payloadSealed" from intents where order_id = $1 and kind = $2 and state = 'open' and payload_sealed is not null`, [orderId, kind])
  return rows[0] && hub.vault.open(['payload', rows[0].id], rows[0].payloadSealed)
}

export async function hasOpenIntent (connection: Queryable, orderId: string, kind: IntentKind): Promise<boolean> {
  const { rowCount } = await connection.query("select from intents where order_id = $1 and kind = $2 and state = 'open'", [orderId, kind])
  return rowCount === 1
}

/** Ends an order's placement of which no attempt is under way or in doubt; false when there is none of that kind. */
export async function cancelUnbegun (connection: Queryable, orderId: string): Promise<boolean> {
  const { rowCount } = await connection.query(`
    update intents set state = 'done' where order_id = $1 and kind = 'place' and state in ('open', 'undeliverable') and not ask_first`, [orderId])
  return rowCount === 1
}

/** Ends an intent; false for an attempt that has lost its lease to a later one, which leaves the row to that one. */
export async function closeIntent (connection: Queryable, { id, attempts }: Intent, state: 'done' | 'undeliverable', askFirst = false): Promise<boolean> {
  const { rowCount } = await connection.query('update intents set state = $3, ask_first = $4, leased_until = null where id = $1 and attempts = $2', [id, attempts, state, askFirst])
  return rowCount === 1
}

/** Puts an intent off until `at`; false for an attempt that has lost its lease, or whose intent has been ended meanwhile. */
export async function postponeIntent (connection: Queryable, { id, attempts }: Intent, at: Date, askFirst: boolean): Promise<boolean> {
  const { rowCount } = await connection.query(`
    update intents set due_at = $3, ask_first = $4, leased_until = null where id = $1 and attempts = $2 and state = 'open'`, [id, attempts, at, askFirst])
  return rowCount === 1
}

/**
 * Open intents that should have been worked on by `before`, are not being worked on, and were not returned here since `sweptBefore`:
 * a long queue is not looked through again and again.
 */
export async function overdueIntents (pool: Queryable, now: Date, before: Date, sweptBefore: Date): Promise<Array<{ queue: string, id: string }>> {
  const { rows } = await pool.query<{ queue: string, id: string }>(`
    update intents set swept_at = $1 where id in (
      select id from intents
      where state = 'open' and due_at <= $2 and (leased_until is null or leased_until <= $2) and (swept_at is null or swept_at <= $3)
      order by due_at limit 1000
    ) returning enterprise as queue, id`, [now, before, sweptBefore])
  return rows
}
