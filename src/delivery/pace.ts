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
    // Leave is taken at the moment of leaving, never in advance: whoever wakes up late would come together with the next one.
    while (!await mayLeave(pool, slug, spacing)) await sleep(await untilNext(pool, slug))
  }
}

async function mayLeave (pool: Queryable, slug: string, spacing: number): Promise<boolean> {
  const { rowCount } = await pool.query(`
    insert into pacing (enterprise, next_at) values ($1, clock_timestamp() + $2 * interval '1 millisecond')
    on conflict (enterprise) do update set next_at = clock_timestamp() + $2 * interval '1 millisecond' where pacing.next_at <= clock_timestamp()`, [slug, spacing])
  return rowCount === 1
}

async function untilNext (pool: Queryable, slug: string): Promise<number> {
  const { rows } = await pool.query<{ wait: number }>(`
    select greatest(1, extract(epoch from next_at - clock_timestamp()) * 1000)::float8 as wait from pacing where enterprise = $1`, [slug])
  return rows[0]!.wait
}
