/**
 * Keeps to what an enterprise allows, over all processes: how many requests in a period, how often a question about one
 * order.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { Failure } from '../../../adapters/failure.ts'
import type { DeliverySettings } from '../../enterprises/delivery-settings.ts'
import type { Queryable } from '../../ground/database/pool.ts'
import { mayQuery } from '../../records/orders/query-pace.ts'
import { keepLease } from './lease.ts'

/** Spaced wider than the limit, since requests do not reach the other side as evenly as they set out. */
const MARGIN = 1.25

/**
 * A function that waits until the next request may leave: one by one, evenly spaced, so that no period ever holds more
 * than the limit.
 */
export function newPace (pool: Queryable, slug: string, rateLimit: DeliverySettings['rateLimit']): () => Promise<void> {
  if (!rateLimit) return async () => {}
  const spacing = rateLimit.per / rateLimit.requests * MARGIN
  return async () => {
    // A request takes its turn at the moment it leaves, never in advance: one that woke up late would leave together
    // with the next one.
    while (!await mayLeave(pool, slug, spacing)) {
      await sleep(await untilNext(pool, slug))
      await keepLease()
    }
  }
}

async function mayLeave (pool: Queryable, slug: string, spacing: number): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'may-leave',
    text: `
      insert into pacing (enterprise, next_at) values ($1, clock_timestamp() + $2 * interval '1 millisecond')
      on conflict (enterprise) do update set next_at = clock_timestamp() + $2 * interval '1 millisecond'
      where pacing.next_at <= clock_timestamp()`,
    values: [slug, spacing]
  })
  return rowCount === 1
}

async function untilNext (pool: Queryable, slug: string): Promise<number> {
  const { rows } = await pool.query<{ wait: number }>({
    name: 'until-next-leaves',
    text: `
      select greatest(1, extract(epoch from next_at - clock_timestamp()) * 1000)::float8 as wait
      from pacing where enterprise = $1`,
    values: [slug]
  })
  return rows[0]!.wait
}

/**
 * A function that lets one question about an order pass in each interval. The wait is too long to stay for: it throws
 * Failure `held`.
 */
export function newQueryPace (
  pool: Queryable, slug: string, interval: DeliverySettings['queryInterval'], now: () => Date
): (reference: string) => Promise<void> {
  if (!interval) return async () => {}
  return async reference => {
    const at = now()
    const next = await mayQuery(pool, { enterprise: slug, reference }, at, new Date(at.getTime() + interval * MARGIN))
    if (!next) return
    const retryAfter = next.getTime() - at.getTime()
    throw new Failure({
      comeBack: 'later', fault: 'hub', code: 'query-interval', message: '距上次查询此单的间隔不足', condition: 'held', retryAfter
    })
  }
}
