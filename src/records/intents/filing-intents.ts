/** Intents about filings, which the approvals system is owed: claimed with the filing, and ended with it. */
import type { Queryable } from '../../ground/database/pool.ts'
import type { Work } from '../../ground/database/work.ts'
import { whenDue, type Intent } from './claim-intent.ts'
import type { IntentKind } from './intents.ts'

/** About a filing; `orderId` is that of the order which it belongs to. */
export type FilingIntent = Omit<Intent, 'payload' | 'kind'> & { filingId: string, kind: FilingTask }

/** Nobody is told of a visit for one. */
export type FilingTask = Exclude<IntentKind, 'appoint'>

/** What an attempt needs beside the filing itself, as it stood when the intent was claimed. */
export interface ClaimedFiling {
  serial: number
  jointNumber: string
  reference: string
  correlationId: string
  traceparent: string | null
}

type Row = FilingIntent & ClaimedFiling

const CLAIM = `
  update intents set
    leased_until = $3, attempts = intents.attempts + 1, claims = claims + 1, ask_first = true, held = false
  from (select id, ask_first from intents where id = $1 for update) as before, filings, applications
  where intents.id = before.id and intents.state = 'open' and due_at <= $2
    and (leased_until is null or leased_until <= $2)
    and filings.id = intents.filing_id and applications.serial = filings.application_serial
  returning intents.id, filing_id as "filingId", filings.order_id as "orderId", intents.enterprise, intents.kind,
            attempts, claims, opened_at as "openedAt", leased_until as "leasedUntil", before.ask_first as "askFirst",
            lost, underway, serial, joint_number as "jointNumber", filings.reference,
            correlation_id as "correlationId", traceparent, nextval('exchanges_id_seq') as exchange`

export type FilingClaim = { intent: FilingIntent, about: ClaimedFiling } | { again: Date } | undefined

/**
 * Claims a due intent for one process until `leasedUntil`; or when to come back; or nothing when it is done. From here
 * on the attempt counts as begun.
 */
export async function claimFilingIntent (
  connection: Queryable, id: string, now: Date, leasedUntil: Date
): Promise<FilingClaim> {
  const { rows } = await connection.query<Row>({
    name: 'claim-filing-intent', text: CLAIM, values: [id, now, leasedUntil]
  })
  if (rows[0]) {
    const { serial, jointNumber, reference, correlationId, traceparent, ...intent } = rows[0]
    return { intent, about: { serial, jointNumber, reference, correlationId, traceparent } }
  }
  return await whenDue(connection, id)
}

export async function hasOpenFilingIntent (
  connection: Queryable, filingId: string, kind: IntentKind
): Promise<boolean> {
  const { rowCount } = await connection.query(
    "select from intents where filing_id = $1 and kind = $2 and state = 'open'", [filingId, kind])
  return rowCount === 1
}

/** Ends a submission of which no attempt is under way or in doubt; false when there is none of that kind. */
export async function cancelUnbegunFiling (work: Work, filingId: string): Promise<boolean> {
  const { rowCount } = await work.query(`
    update intents set state = 'done', given_up_at = null
    where filing_id = $1 and kind = 'place' and state in ('open', 'undeliverable') and not ask_first`, [filingId])
  return rowCount === 1
}

/** Ends whatever is left to be done about a filing, or of one kind. */
export function endFilingIntents (work: Work, filingId: string, kind?: IntentKind): void {
  work.write({
    name: 'end-filing-intents',
    text: `
      update intents set state = 'done', given_up_at = null, leased_until = null
      where filing_id = $1 and ($2::text is null or kind = $2) and state in ('open', 'undeliverable')`,
    values: [filingId, kind ?? null]
  })
}

/** What could not be done about a filing, and stands in front of a person: the last of it. */
export async function givenUpFiling (connection: Queryable, filingId: string): Promise<string | undefined> {
  const { rows } = await connection.query<{ id: string }>(`
    select id from intents where filing_id = $1 and state = 'undeliverable' order by given_up_at desc limit 1`,
  [filingId])
  return rows[0]?.id
}

/** Brings the next question about a filing forward, unless it has been asked since `askedSince`. */
export async function askFilingSooner (
  connection: Queryable, references: string[], now: Date, askedSince: Date
): Promise<boolean> {
  const { rowCount } = await connection.query(`
    update intents set due_at = $2 where id = (
      select intents.id from intents join filings on filings.id = filing_id
      where reference = any($1) and intents.state = 'open' and intents.kind = 'watch' and due_at > $2
        and not exists (
          select from exchanges
          where exchanges.order_id = filings.order_id and exchanges.kind = 'askFiling' and started_at > $3)
      limit 1)`, [references, now, askedSince])
  return rowCount === 1
}
