/** What operators did by hand: who, when, to what, why. The table takes rows and gives none up. */
import type { components, operations } from '../../../openapi/hub.d.ts'
import { localTime } from '../../ground/calendar/local-time.ts'
import { readCursor, writeCursor } from '../../views/cursor.ts'
import type { Queryable } from '../../ground/database/pool.ts'
import type { Hub } from '../../hub.ts'

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

/** On which terms something is done by hand. */
export interface ActTerms extends Pick<Act, 'actor' | 'reason'> {
  /** Counts, and changes nothing. */
  dryRun?: boolean
}

/** Stores an act; inside the transaction of what was done, so that neither is without the other. */
export async function recordAct (connection: Queryable, { at, actor, action, target, reason, affected }: Act): Promise<void> {
  await connection.query(`
    insert into acts (at, actor, action, target, reason, affected) values ($1, $2, $3, $4, $5, $6)`,
  [at, actor, action, JSON.stringify(target), reason, affected])
}

type Filters = NonNullable<operations['listActs']['parameters']['query']>

/** Newest first. Throws Problem `invalid-parameter` for a cursor that is none. */
export async function listActs ({ pool }: Pick<Hub, 'pool'>, { action, by, from, to, cursor, limit = 20 }: Filters): Promise<components['schemas']['ActPage']> {
  const { rows } = await pool.query<Act & { id: number, target: Record<string, unknown> }>(`
    select id, at, actor, action, target, reason, affected from acts
    where ($1::bigint is null or id < $1)
      and ($2::text is null or action = $2)
      and ($3::text is null or actor = $3)
      and ($4::timestamptz is null or at >= $4)
      and ($5::timestamptz is null or at < $5)
    order by id desc limit $6`, [readCursor(cursor), action, by, from, to, limit + 1])
  const page = rows.slice(0, limit)
  return {
    acts: page.map(({ id, at, actor, affected, ...act }) => ({ actId: id, at: localTime(at), by: actor, count: affected, ...act })),
    ...rows.length > limit && { nextCursor: writeCursor(page.at(-1)!.id) }
  }
}
