/**
 * Intents: what the hub owes an enterprise about an order. The rows are the truth; alarms only point at them. Whoever
 * works on one claims it first; what an attempt makes of it counts only while its claim is the latest.
 */
import type { FailureFacts } from '../../../adapters/failure.ts'
import { bytea, type Queryable } from '../../ground/database/pool.ts'
import { newRowId } from '../../ground/database/row-id.ts'
import type { Alarm, Work } from '../../ground/database/work.ts'
import type { Vault } from '../../ground/sealing/vault.ts'
import type { Transition } from '../orders/transition.ts'
import { isFinal } from '../orders/states.ts'

/**
 * `place`: hand the order over. `watch`: ask where it stands, until it has ended. `withdraw`: ask for it back.
 * `supplement`: send corrected material. `appoint`: tell when it is expected.
 */
export type IntentKind = 'place' | 'watch' | 'withdraw' | 'supplement' | 'appoint'

/**
 * `open`: to be worked on. `desk`: with the specialists of an enterprise whose desk has the order; the hub sends
 * nothing. `undeliverable`: in front of an operator.
 */
export type IntentState = 'open' | 'desk' | 'undeliverable' | 'done'

/** What may follow what. Drawn in docs/architecture from this table. */
export const INTENT_STATES: Record<IntentState, readonly IntentState[]> = {
  open: ['done', 'undeliverable'],
  desk: ['done'],
  // Taken up again by an operator, settled by one, or overtaken by the end of its order.
  undeliverable: ['open', 'done'],
  done: []
}

/** SQL: the states from which an intent may come to be in `state`. */
function before (state: IntentState): string {
  const states = (Object.keys(INTENT_STATES) as IntentState[]).filter(from => INTENT_STATES[from].includes(state))
  return `(${states.map(from => `'${from}'`).join(', ')})`
}

/** SQL: ends those of which what is said behind it holds. */
const END = `
  update intents set state = 'done', given_up_at = null, leased_until = null where state in ${before('done')}`

/** A claim of an intent by one attempt. */
export interface ClaimedIntent {
  id: string
  /** How often the intent has been claimed: distinguishes this claim from every other. */
  claims: number
}

/** Questions about orders that are under way come after everything that somebody waits for. */
export function alarmOf (
  { id, enterprise, kind }: { id: string, enterprise: string, kind: IntentKind }
): Omit<Alarm, 'at'> {
  return { queue: enterprise, id, ...kind === 'watch' && { patient: true } }
}

export type NewIntent = (AboutOrder | AboutFiling) & Terms

interface AboutOrder { orderId: string, filingId?: never }
/** Towards the approvals system, which is its `enterprise`. */
interface AboutFiling { filingId: string, orderId?: never }

interface Terms {
  enterprise: string
  kind: IntentKind
  at: Date
  now: Date
  /** For the people at its desk. */
  atDesk?: boolean
  /** The order may have come to its enterprise by another way: it is asked first. */
  askFirst?: boolean
  /** Of a supplement: the corrections it brings. */
  payload?: unknown
}

/**
 * Opens intents, except where the order, or the filing, has an open one of that kind; an alarm that then points at no
 * row does nothing.
 */
export function openIntents (vault: Vault, work: Work, intents: NewIntent[]): void {
  if (intents.length === 0) return
  const rows = intents.map(({ orderId, filingId, enterprise, kind, at, now, atDesk, askFirst = false, payload }) => {
    const id = newRowId()
    const state: IntentState = atDesk ? 'desk' : 'open'
    if (!atDesk) work.ring({ ...alarmOf({ id, enterprise, kind }), at })
    const sealed = payload === undefined ? null : vault.seal(['payload', id], payload)
    const row = { id, order_id: orderId, filing_id: filingId, enterprise, kind, state, opened_at: now, due_at: at }
    return { ...row, ask_first: askFirst, payload_sealed: bytea(sealed) }
  })
  work.write({
    name: 'open-intents',
    joins: true,
    text: `
      insert into intents (
        id, order_id, filing_id, enterprise, kind, state, opened_at, due_at, ask_first, payload_sealed)
      select id, order_id, filing_id, enterprise, kind, state, opened_at, due_at, ask_first, payload_sealed
      from jsonb_to_recordset($1::jsonb) as given (
        id uuid, order_id uuid, filing_id uuid, enterprise text, kind text, state text, opened_at timestamptz,
        due_at timestamptz, ask_first boolean, payload_sealed bytea)
      on conflict do nothing`,
    rows
  })
}

/** The enterprise has the order: its placement ends, and from `at` on it is asked where the order stands. */
export function watchPlaced (
  work: Work, { orderId, enterprise, at, now }: { orderId: string, enterprise: string, at: Date, now: Date }
): void {
  const id = newRowId()
  const given = '(select order_id from jsonb_to_recordset($1::jsonb) as placed (order_id uuid))'
  const placed = `${END} and kind = 'place' and order_id = any(array${given})`
  work.write({ name: 'end-placement', joins: true, text: placed, rows: [{ order_id: orderId }] })
  work.write({
    name: 'open-watch',
    joins: true,
    text: `
      insert into intents (id, order_id, enterprise, kind, opened_at, due_at)
      select id, order_id, enterprise, 'watch', opened_at, due_at
      from jsonb_to_recordset($1::jsonb) as given (
        id uuid, order_id uuid, enterprise text, opened_at timestamptz, due_at timestamptz)
      on conflict (order_id, kind) where state = 'open' do nothing`,
    rows: [{ id, order_id: orderId, enterprise, opened_at: now, due_at: at }]
  })
  work.ring({ ...alarmOf({ id, enterprise, kind: 'watch' }), at })
}

/**
 * Opens the placement of an order anew that its enterprise had and has lost. It asks first, once more; and its horizon
 * counts from the first loss, so that an enterprise which loses an order again and again ends in front of a person.
 */
export function openAgain (
  work: Work, { orderId, enterprise, at, now }: { orderId: string, enterprise: string, at: Date, now: Date }
): void {
  const id = newRowId()
  work.write(`
    insert into intents (id, order_id, enterprise, kind, opened_at, due_at, ask_first, lost)
    select $1, $2, $3, 'place', coalesce(min(opened_at), $4), $5, true, true from intents where order_id = $2 and lost
    on conflict (order_id, kind) where state = 'open' do nothing`, [id, orderId, enterprise, now, at])
  work.ring({ ...alarmOf({ id, enterprise, kind: 'place' }), at })
}

/** Whether nothing was tried since an intent that was given up had been claimed so often. */
export async function isGivenUpStill (connection: Queryable, id: string, claims: number): Promise<boolean> {
  const { rowCount } = await connection.query(
    "select from intents where id = $1 and claims = $2 and state = 'undeliverable'", [id, claims])
  return rowCount === 1
}

/** The payload of one intent. */
export async function payloadOf (vault: Vault, work: Queryable, id: string): Promise<unknown> {
  const { rows } = await work.query<{ payloadSealed: Buffer }>(
    'select payload_sealed as "payloadSealed" from intents where id = $1', [id])
  return vault.open(['payload', id], rows[0]!.payloadSealed)
}

/**
 * Opens an intent anew that was given up: due at once, its horizon counted from now. Answers its kind and whether the
 * enterprise is to be asked first, as before; nothing when it was not given up, or its order has an open one of the
 * kind.
 */
export async function reopenIntent (
  work: Work, id: string, now: Date
): Promise<{ kind: IntentKind, askFirst: boolean } | undefined> {
  const { rows } = await work.query<{ enterprise: string, kind: IntentKind, askFirst: boolean }>(`
    update intents set
      state = 'open', attempts = 0, opened_at = $2, due_at = $2, given_up_at = null, held = false, swept_at = null,
      underway = false, failure = null
    where id = $1 and state in ${before('open')}
      and not exists (
        select from intents as other
        where (other.order_id = intents.order_id or other.filing_id = intents.filing_id)
          and other.kind = intents.kind and other.state = 'open')
    returning enterprise, kind, ask_first as "askFirst"`, [id, now])
  if (!rows[0]) return undefined
  const { enterprise, kind, askFirst } = rows[0]
  work.ring({ ...alarmOf({ id, enterprise, kind }), at: now })
  return { kind, askFirst }
}

export async function hasOpenIntent (connection: Queryable, orderId: string, kind: IntentKind): Promise<boolean> {
  const { rowCount } = await connection.query(
    "select from intents where order_id = $1 and kind = $2 and state in ('open', 'desk')", [orderId, kind])
  return rowCount === 1
}

/** What waits at its desk about an order, of one kind. */
export async function waitingAtDesk (
  connection: Queryable, orderId: string, kind: IntentKind
): Promise<string | undefined> {
  const { rows } = await connection.query<{ id: string }>(
    "select id from intents where order_id = $1 and kind = $2 and state = 'desk'", [orderId, kind])
  return rows[0]?.id
}

/** Ends an order's placement of which no attempt is under way or in doubt; false when there is none of that kind. */
export async function cancelUnbegun (work: Work, orderId: string): Promise<boolean> {
  const { rowCount } = await work.query(`
    update intents set state = 'done', given_up_at = null
    where order_id = $1 and kind = 'place' and state in ${before('done')} and not ask_first`, [orderId])
  return rowCount === 1
}

/**
 * Moves the end of a claim on; false for an attempt that has lost its lease, or whose intent has been ended meanwhile.
 */
export async function renewLease (
  connection: Queryable, { id, claims }: ClaimedIntent, leasedUntil: Date
): Promise<boolean> {
  const { rowCount } = await connection.query(
    "update intents set leased_until = $3 where id = $1 and claims = $2 and state = 'open'", [id, claims, leasedUntil])
  return rowCount === 1
}

/** Ends an intent, unless its attempt has lost its lease to a later one, which then has it. */
export function closeIntent (work: Work, { id, claims }: ClaimedIntent): void {
  work.write({
    name: 'close-intent',
    text: `
      update intents set state = 'done', ask_first = false, leased_until = null, given_up_at = null
      where id = $1 and claims = $2 and state in ${before('done')}`,
    values: [id, claims]
  })
}

export interface GivenUp {
  askFirst: boolean
  /** What an order does not show, because nothing about it waits for this. */
  failure?: Pick<FailureFacts, 'code' | 'message'> | undefined
  now: Date
}

/**
 * Puts an intent in front of a person; false for an attempt that has lost its lease, or whose intent has been ended
 * meanwhile.
 */
export async function giveUpIntent (
  work: Work, { id, claims }: ClaimedIntent, { askFirst, failure, now }: GivenUp
): Promise<boolean> {
  const { rowCount } = await work.query(`
    update intents set
      state = 'undeliverable', given_up_at = $4, ask_first = $3, failure = $5, leased_until = null
    where id = $1 and claims = $2 and state in ${before('undeliverable')}`,
  [id, claims, askFirst, now, failure ? JSON.stringify(failure) : null])
  return rowCount === 1
}

/** Ends whatever is left to be done about an order, or of one kind. */
export function endIntents (work: Work, orderId: string, kind?: IntentKind): void {
  work.write({
    name: 'end-intents',
    text: `${END} and order_id = $1 and ($2::text is null or kind = $2)`,
    values: [orderId, kind ?? null]
  })
}

/**
 * A reaction: what a person was to see to about an order that has ended, or about material that is wanted no more,
 * is over.
 */
export function endGivenUp (work: Work, transitions: readonly Transition[]): void {
  const ended = transitions.filter(({ state }) => isFinal(state)).map(({ orderId }) => orderId)
  const supplied = transitions.filter(({ from, state }) => from === 'needsMaterial' && state !== from)
    .map(({ orderId }) => orderId)
  if (ended.length + supplied.length === 0) return
  work.write({
    name: 'end-given-up',
    text: `
      update intents set state = 'done', given_up_at = null
      where state in ('undeliverable', 'desk')
        and (order_id = any($1) or (order_id = any($2) and kind = 'supplement'))`,
    values: [ended, supplied]
  })
}
