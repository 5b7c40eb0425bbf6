/**
 * Keeps to an enterprise's rate limit, over all processes: requests leave one by one, evenly spaced, so that no second (or
 * whatever the period is) ever holds more than the limit.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { DeliverySettings } from '../config.ts'
import type { Queryable } from '../database/pool.ts'

/** Spaced wider than the limit, since requests do not reach the other side as evenly as they set out. */
const MARGIN = 1.25

/** A function that waits until the next request may leave. */
export function newPace (pool: Queryable, slug: string, rateLimit: DeliverySettings['rateLimit']): () => Promise<void> {
  if (!rateLimit) return async () => {}
  const spacing = rateLimit.per / rateLimit.requests * MARGIN
  return async () => {
    const { rows } = await pool.query<{ wait: number }>(`
      insert into pacing (enterprise, next_at) values ($1, clock_timestamp())
      on conflict (enterprise) do update set next_at = greatest(pacing.next_at + $2 * interval '1 millisecond', clock_timestamp())
      returning extract(epoch from next_at - clock_timestamp())::float8 * 1000 as wait`, [slug, spacing])
    if (rows[0]!.wait > 0) await sleep(rows[0]!.wait)
  }
}
