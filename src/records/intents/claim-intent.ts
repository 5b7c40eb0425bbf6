/** Claims an intent for one attempt, and reads with it what the attempt needs of its order and application. */
import type { Queryable } from '../../ground/database/pool.ts'
import type { Vault } from '../../ground/sealing/vault.ts'
import type { ClaimedIntent, IntentKind } from './intents.ts'

export interface Intent extends ClaimedIntent {
  orderId: string
  enterprise: string
  kind: IntentKind
  /** This attempt's number, from 1; what did not count as an attempt shares its number with the next one. */
  attempts: number
  openedAt: Date
  leasedUntil: Date
  /** An earlier attempt began and nobody knows how it ended; false again once the enterprise has been asked. */
  askFirst: boolean
  /** Of a placement: the enterprise had the order before. */
  lost: boolean
  /** Of a withdrawal: the enterprise sees to it, and it is not asked for again. */
  underway: boolean
  /** Of a supplement: the corrections it brings. */
  payload: unknown
  /** Of a time to be told: that time, from which on there is no use in it. */
  uselessFrom?: Date | null | undefined
  /** The number that its first exchange has in the trail. */
  exchange: number | undefined
}

/** The order that an intent is about, as it stood when the intent was claimed. */
export interface ClaimedOrder {
  service: string
  reference: string
  nativeNumber: string | null
  delivery: string
  correctionsSealed: Buffer | null
  wishSealed: Buffer | null
  serial: number
  jointNumber: string
  receivedAt: Date
  formSealed: Buffer
  correlationId: string
  /** Where the application's trace began. */
  traceparent: string | null
}

/** As it is stored. Whoever claimed it opens it: what cannot be opened is no affair of others (`openClaimed`). */
export type SealedClaim = Omit<Intent, 'payload'> & ClaimedOrder & { payloadSealed: Buffer | null }

/** The intent to work on with its order. */
export interface Claimed { intent: Intent, order: ClaimedOrder }

/** An intent that one process is to have, and until when. */
export interface Claiming { id: string, leasedUntil: Date }

/**
 * Claims due intents, each for one process; answers for each what there is to work on, or nothing where it cannot be
 * claimed. From here on the attempt counts as begun: should the process die, the next one asks before it places.
 */
export async function claimIntents (
  connection: Queryable, asked: Claiming[], now: Date
): Promise<Array<SealedClaim | undefined>> {
  const { rows } = await connection.query<SealedClaim>({
    name: 'claim-intents',
    text: CLAIM,
    values: [JSON.stringify(asked.map(({ id, leasedUntil }) => ({ id, leased_until: leasedUntil }))), now]
  })
  const byId = new Map(rows.map(row => [row.id, row]))
  return asked.map(({ id }) => {
    const row = byId.get(id)
    // Asked for twice, it is the first one's.
    byId.delete(id)
    return row
  })
}

/** When to come back for an intent that cannot be claimed; nothing when it is done. */
export async function whenDue (connection: Queryable, id: string): Promise<{ again: Date } | undefined> {
  const { rows: [waiting] } = await connection.query<{ again: Date }>({
    name: 'when-due',
    text: "select greatest(due_at, leased_until) as again from intents where id = $1 and state = 'open'",
    values: [id]
  })
  return waiting
}

/** Of the order and its application. */
const OF_ORDER = `
  service, reference, native_number as "nativeNumber", delivery, corrections_sealed as "correctionsSealed",
  wish_sealed as "wishSealed", serial, joint_number as "jointNumber", received_at as "receivedAt",
  form_sealed as "formSealed", correlation_id as "correlationId", traceparent`

// What somebody is changing at this moment is not waited for: the others would wait, too. It is asked for once more.
const CLAIM = `
  update intents set
    leased_until = before.until, attempts = intents.attempts + 1, claims = claims + 1, ask_first = true, held = false
  from jsonb_to_recordset($1::jsonb) as asked (id uuid, leased_until timestamptz)
  cross join lateral (
    select id, ask_first, asked.leased_until as until from intents where id = asked.id for update skip locked
  ) as before, orders, applications
  where intents.id = before.id and intents.state = 'open' and due_at <= $2
    and (intents.leased_until is null or intents.leased_until <= $2)
    and orders.id = intents.order_id and applications.serial = orders.application_serial
  returning intents.id, order_id as "orderId", intents.enterprise, intents.kind, attempts, claims,
            opened_at as "openedAt", intents.leased_until as "leasedUntil", before.ask_first as "askFirst",
            lost, underway, useless_from as "uselessFrom", payload_sealed as "payloadSealed", ${OF_ORDER},
            nextval('exchanges_id_seq') as exchange`

/** As an attempt has it, of a placement that was given up; it is claimed by nobody, and has no number in the trail. */
export async function peekGivenUp (
  connection: Queryable, id: string, leasedUntil: Date
): Promise<Claimed | undefined> {
  const { rows } = await connection.query<Omit<Intent, 'payload'> & ClaimedOrder>(`
    select intents.id, order_id as "orderId", intents.enterprise, intents.kind, attempts, claims,
           opened_at as "openedAt", ask_first as "askFirst", lost, underway, ${OF_ORDER}
    from intents join orders on orders.id = order_id join applications on serial = application_serial
    where intents.id = $1 and intents.kind = 'place' and intents.state = 'undeliverable'`, [id])
  return rows[0] && split({ ...rows[0], leasedUntil, exchange: undefined }, undefined)
}

export function openClaimed (vault: Vault, { payloadSealed, ...row }: SealedClaim): Claimed {
  return split(row, payloadSealed && vault.open(['payload', row.id], payloadSealed))
}

function split (row: Omit<Intent, 'payload'> & ClaimedOrder, payload: unknown): Claimed {
  const {
    id, orderId, enterprise, kind, attempts, claims, openedAt, leasedUntil, askFirst, lost, underway, exchange,
    uselessFrom, ...order
  } = row
  const intent = {
    id,
    orderId,
    enterprise,
    kind,
    attempts,
    claims,
    openedAt,
    leasedUntil,
    askFirst,
    lost,
    underway,
    payload,
    exchange,
    uselessFrom
  }
  return { intent, order }
}
