/**
 * What operators did by hand: who, when, to what, why. Rows are added, never removed; of one that is about somebody who
 * is erased the words change (own-words.ts), and nothing else.
 */
import type { Queryable } from '../../ground/database/pool.ts'
import type { Vault } from '../../ground/sealing/vault.ts'
import { personsOf } from '../orders/persons.ts'
import { withoutPersons } from './own-words.ts'

export interface Act {
  at: Date
  /** Who, by the caller's id. */
  actor: string
  /** A word for what was done, `webhook-redelivery`. */
  action: string
  /** The names of rows, or the filter they were chosen by: never words of anybody's own. */
  target: object
  /** The joint numbers of the applications that it is about. */
  about?: readonly string[]
  /** In the operator's words. */
  reason: string
  /** How many rows it changed. */
  affected: number
}

/** Who does something by hand, why, and whether for real. */
export interface ActTerms extends Pick<Act, 'actor' | 'reason'> {
  /** Counts, and changes nothing. */
  dryRun?: boolean
}

/** At most so many are told. */
const MOST_TOLD = 20

/** What was done at the desk about one order since it had this version, the oldest first. */
export async function actsAtDesk (
  connection: Queryable, orderId: string, since: number
): Promise<Array<Pick<Act, 'at' | 'actor' | 'reason'>>> {
  const { rows } = await connection.query<Pick<Act, 'at' | 'actor' | 'reason'>>(`
    select at, actor, reason from acts
    where action = 'desk-step' and target->>'orderId' = $1 and (target->>'version')::integer >= $2
    order by id limit ${MOST_TOLD}`, [orderId, since])
  return rows
}

/** What is done to more applications than these at once is about none of them. */
const MEANT = 100

/**
 * Stores an act without the persons in its reason; inside the transaction of what was done, so that neither is without
 * the other.
 */
export async function recordAct (
  { vault }: { vault: Vault }, connection: Queryable, { at, actor, action, target, about = [], reason, affected }: Act
): Promise<void> {
  const meant = [...new Set(about)]
  const persons = meant.length > MEANT ? undefined : await personsOf(vault, connection, meant)
  await connection.query(`
    insert into acts (at, actor, action, target, about, reason, affected) values ($1, $2, $3, $4, $5, $6, $7)`,
  [
    at, actor, action, JSON.stringify(target), persons ? meant : [],
    await withoutPersons({ vault }, connection, reason, persons), affected
  ])
}
