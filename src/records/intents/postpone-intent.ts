/** An attempt that is over and has not ended its intent: when the next one may begin, and what it has to know. */
import type { Queryable } from '../../ground/database/pool.ts'
import type { ClaimedIntent } from './intents.ts'

export interface Postponement {
  at: Date
  /** What becomes of the attempt that is over is unknown. */
  askFirst: boolean
  /** It counted as an attempt. */
  spent?: boolean
  /** The hub itself held it back. */
  held?: boolean
  /** Of a withdrawal: the enterprise sees to it. */
  underway?: boolean
}

/** Puts an intent off; false for an attempt that has lost its lease, or whose intent has been ended meanwhile. */
export async function postponeIntent (
  connection: Queryable, { id, claims }: ClaimedIntent,
  { at, askFirst, spent = true, held = false, underway = false }: Postponement
): Promise<boolean> {
  const { rowCount } = await connection.query({
    name: 'postpone-intent',
    text: `
      update intents set due_at = $3, ask_first = $4, attempts = attempts - $5, held = $6, underway = $7,
        leased_until = null
      where id = $1 and claims = $2 and state = 'open'`,
    values: [id, claims, at, askFirst, spent ? 0 : 1, held, underway]
  })
  return rowCount === 1
}
