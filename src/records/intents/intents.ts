/** Intents: what the hub owes an enterprise about an order. The rows are the truth; alarms only point at them. */
import { randomUUID } from 'node:crypto'
import type { Queryable } from '../../ground/database/pool.ts'
import type { Hub } from '../../hub.ts'
import type { Alarm } from '../../ground/queue/alarms.ts'

/**
 * `place`: hand the order over. `watch`: ask where it stands, until it has ended. `withdraw`: ask for it back. `supplement`: send
 * corrected material.
 */
export type IntentKind = 'place' | 'watch' | 'withdraw' | 'supplement'

export interface Intent {
  id: string
  orderId: string
  enterprise: string
  kind: IntentKind
  /** This attempt's number, from 1; what did not count as an attempt shares its number with the next one. */
  attempts: number
  /** Tells this claim from every other. */
  claims: number
  openedAt: Date
  leasedUntil: Date
  /** An earlier attempt began and nobody knows how it ended; false again once the enterprise has been asked. */
  askFirst: boolean
  /** Of a placement: the enterprise had the order before. */
  lost: boolean
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
    update intents set leased_until = $3, attempts = intents.attempts + 1, claims = claims + 1, ask_first = true, held = false
    from (select id, ask_first from intents where id = $1 for update) as before
    where intents.id = before.id and state = 'open' and due_at <= $2 and (leased_until is null or leased_until <= $2)
    returning intents.id, order_id as "orderId", enterprise, kind, attempts, claims, opened_at as "openedAt", leased_until as "leasedUntil",
              before.ask_first as "askFirst", lost, payload_sealed as "payloadSealed"`,
  [id, now, leasedUntil])
  if (rows[0]) return { intent: opened(hub, rows[0]) }
  const { rows: waiting } = await hub.pool.query<{ again: Date }>(`
    select greatest(due_at, leased_until) as again from intents where id = $1 and state = 'open'`, [id])
  return waiting[0]
}

function opened (hub: Hub, { payloadSealed, ...intent }: SealedIntent): Intent {
  return { ...intent, payload: payloadSealed && hub.vault.open(['payload', intent.id], payloadSealed) }
}

/** Questions about orders that are under way come after everything that somebody waits for. */
function alarmOf ({ id, enterprise, kind }: Pick<Intent, 'id' | 'enterprise' | 'kind'>): Omit<Alarm, 'at'> {
  return { queue: enterprise, id, ...kind === 'watch' && { patient: true } }
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
  return rowCount === 1 ? [{ ...alarmOf({ ...intent, id }), at: intent.at }] : []
}

/** The payload of an order's last intent of a kind that has not been carried out; nothing without one. */
export async function openPayload (hub: Hub, connection: Queryable, orderId: string, kind: IntentKind): Promise<unknown> {
  const { rows } = await connection.query<{ id: string, payloadSealed: Buffer }>(`
    select id, payload_sealed as "payloadSealed" from intents
    where order_id = $1 and kind = $2 and state <> 'done' and payload_sealed is not null order by opened_at desc limit 1`, [orderId, kind])
  return rows[0] && hub.vault.open(['payload', rows[0].id], rows[0].payloadSealed)
}

/**
 * Opens the placement of an order anew that its enterprise had and has lost. It asks first, once more; and its horizon counts from
 * the first loss, so that an enterprise which loses an order again and again ends in front of a person.
 */
export async function openAgain (connection: Queryable, { orderId, enterprise, at, now }: { orderId: string, enterprise: string, at: Date, now: Date }): Promise<Alarm[]> {
  const { rows } = await connection.query<{ id: string }>(`
    insert into intents (order_id, enterprise, kind, opened_at, due_at, ask_first, lost)
    select $1, $2, 'place', coalesce(min(opened_at), $3), $4, true, true from intents where order_id = $1 and lost
    on conflict (order_id, kind) where state = 'open' do nothing returning id`, [orderId, enterprise, now, at])
  return rows.map(({ id }) => ({ ...alarmOf({ id, enterprise, kind: 'place' }), at }))
}

/** The payload of one intent. */
export async function payloadOf (hub: Hub, connection: Queryable, id: string): Promise<unknown> {
  const { rows } = await connection.query<{ payloadSealed: Buffer }>('select payload_sealed as "payloadSealed" from intents where id = $1', [id])
  return hub.vault.open(['payload', id], rows[0]!.payloadSealed)
}

/**
 * Opens an intent anew that was given up: tried at once, with all its time before it, and knowing of an unknown outcome what it knew.
 * Nothing when it was not given up, or its order has an open one of the kind.
 */
export async function reopenIntent (connection: Queryable, id: string, now: Date): Promise<Alarm | undefined> {
  const { rows } = await connection.query<{ enterprise: string, orderId: string, kind: IntentKind, askFirst: boolean }>(`
    update intents set state = 'open', attempts = 0, opened_at = $2, due_at = $2, given_up_at = null, held = false, swept_at = null
    where id = $1 and state = 'undeliverable'
      and not exists (select from intents as other where other.order_id = intents.order_id and other.kind = intents.kind and other.state = 'open')
    returning enterprise, order_id as "orderId", kind, ask_first as "askFirst"`, [id, now])
  if (!rows[0]) return undefined
  const { enterprise, orderId, kind, askFirst } = rows[0]
  if (kind === 'place') await connection.query('update orders set delivery = $2 where id = $1', [orderId, askFirst ? 'unknown' : 'pending'])
  return { ...alarmOf({ id, enterprise, kind }), at: now }
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

/** Moves the end of a claim on; false for an attempt that has lost its lease, or whose intent has been ended meanwhile. */
export async function renewLease (connection: Queryable, { id, claims }: Intent, leasedUntil: Date): Promise<boolean> {
  const { rowCount } = await connection.query("update intents set leased_until = $3 where id = $1 and claims = $2 and state = 'open'", [id, claims, leasedUntil])
  return rowCount === 1
}

/** Ends an intent; false for an attempt that has lost its lease to a later one, which leaves the row to that one. */
export async function closeIntent (connection: Queryable, { id, claims }: Intent): Promise<boolean> {
  const { rowCount } = await connection.query("update intents set state = 'done', ask_first = false, leased_until = null where id = $1 and claims = $2", [id, claims])
  return rowCount === 1
}

/** Puts an intent in front of a person; false for an attempt that has lost its lease, or whose intent has been ended meanwhile. */
export async function giveUpIntent (connection: Queryable, { id, claims }: Intent, { askFirst, now }: { askFirst: boolean, now: Date }): Promise<boolean> {
  const { rowCount } = await connection.query(`
    update intents set state = 'undeliverable', given_up_at = $4, ask_first = $3, leased_until = null where id = $1 and claims = $2 and state = 'open'`,
  [id, claims, askFirst, now])
  return rowCount === 1
}

/** What was given up about an order, of one kind or at all, waits for nobody any more. */
export async function endGivenUp (connection: Queryable, orderId: string, kind?: IntentKind): Promise<void> {
  await connection.query(`
    update intents set state = 'done', given_up_at = null where order_id = $1 and ($2::text is null or kind = $2) and state = 'undeliverable'`, [orderId, kind])
}

/** Ends whatever is left to be done about an order, or of one kind. */
export async function endIntents (connection: Queryable, orderId: string, kind?: IntentKind): Promise<void> {
  await connection.query(`
    update intents set state = 'done', given_up_at = null, leased_until = null where order_id = $1 and ($2::text is null or kind = $2) and state <> 'done'`, [orderId, kind])
}

export interface Postponement {
  at: Date
  /** What becomes of the attempt that is over is unknown. */
  askFirst: boolean
  /** It counted as an attempt. */
  spent?: boolean
  /** The hub itself held it back. */
  held?: boolean
}

/** Puts an intent off; false for an attempt that has lost its lease, or whose intent has been ended meanwhile. */
export async function postponeIntent (connection: Queryable, { id, claims }: Intent, { at, askFirst, spent = true, held = false }: Postponement): Promise<boolean> {
  const { rowCount } = await connection.query(`
    update intents set due_at = $3, ask_first = $4, attempts = attempts - $5, held = $6, leased_until = null where id = $1 and claims = $2 and state = 'open'`,
  [id, claims, at, askFirst, spent ? 0 : 1, held])
  return rowCount === 1
}

/**
 * Brings what was held for an enterprise forward, the oldest first, evenly over a time: it must not all come at once. The sweep sees
 * to the alarms. Answers how many there were.
 */
export async function releaseHeld (connection: Queryable, enterprise: string, now: Date, over: number): Promise<number> {
  const { rowCount } = await connection.query(`
    update intents set due_at = least(due_at, $2::timestamptz + place * $3::float8 * interval '1 millisecond'), held = false
    from (
      select id, percent_rank() over (order by opened_at, id) as place from intents where enterprise = $1 and held and state = 'open'
    ) as queue
    where intents.id = queue.id and held`, [enterprise, now, over])
  return rowCount ?? 0
}

/**
 * Open intents that should have been worked on by `before`, are not being worked on, and were not returned here since `sweptBefore`:
 * a long queue is not looked through again and again.
 */
export async function overdueIntents (pool: Queryable, now: Date, before: Date, sweptBefore: Date): Promise<Array<Omit<Alarm, 'at'>>> {
  const { rows } = await pool.query<Pick<Intent, 'id' | 'enterprise' | 'kind'>>(`
    update intents set swept_at = $1 where id in (
      select id from intents
      where state = 'open' and due_at <= $2 and (leased_until is null or leased_until <= $2) and (swept_at is null or swept_at <= $3)
      order by due_at limit 1000 for update skip locked
    ) returning id, enterprise, kind`, [now, before, sweptBefore])
  return rows.map(alarmOf)
}
