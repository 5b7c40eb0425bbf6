/** Who of the people at a desk has opened which order. There are no locks: the others see it, and do as they like. */
import type { Work } from '../../ground/database/work.ts'

/** Of each person the last time alone. */
export function noteReading (work: Work, { orderId, login, at }: { orderId: string, login: string, at: Date }): void {
  work.write(`
    insert into desk_readings (order_id, login, at) values ($1, $2, $3)
    on conflict (order_id, login) do update set at = excluded.at`, [orderId, login, at])
}
