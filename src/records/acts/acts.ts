/** What operators did by hand: who, when, to what, why. Rows are added, never changed or removed. */
import type { Queryable } from '../../ground/database/pool.ts'

export interface Act {
  at: Date
  /** Who, by the caller's id. */
  actor: string
  /** A word for what was done, `webhook-redelivery`. */
  action: string
  /** The names of rows, or the filter they were chosen by. */
  target: object
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

/** Stores an act; inside the transaction of what was done, so that neither is without the other. */
export async function recordAct (
  connection: Queryable, { at, actor, action, target, reason, affected }: Act
): Promise<void> {
  await connection.query(`
    insert into acts (at, actor, action, target, reason, affected) values ($1, $2, $3, $4, $5, $6)`,
  [at, actor, action, JSON.stringify(target), reason, affected])
}
