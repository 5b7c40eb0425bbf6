/**
 * After the hub was away for longer than an enterprise sends its callbacks again, what it said meanwhile comes no more:
 * its open orders are asked about, evenly spread. Every process that takes callbacks says now and then that it is
 * there; the first one after a gap sees how long there was none.
 */
import type { Logger } from 'pino'
import type { ConnectedEnterprise } from '../../enterprises/connected-enterprise.ts'
import type { Pool } from '../../ground/database/pool.ts'
import { regularly } from '../../ground/queue/regularly.ts'
import { askAllSooner } from '../../records/intents/due-intents.ts'

/** Shorter than the shortest time that is taken for a gap. */
const EVERY = 15_000

export interface CatchingUp {
  pool: Pool
  enterprises: ReadonlyMap<string, Pick<ConnectedEnterprise, 'slug' | 'statusBy' | 'settings'>>
  log: Logger
  now (): Date
}

/** In a database that nobody has been at yet, new or of an earlier version, nobody has been there for ever. */
export async function catchUp ({ pool, enterprises, log, now }: CatchingUp): Promise<void> {
  const at = now()
  const seenAt = await seen(pool, at)
  const away = at.getTime() - seenAt.getTime()
  for (const { slug, statusBy, settings: { delivery } } of enterprises.values()) {
    if (statusBy !== 'callback' || away <= delivery.resentFor) continue
    const orders = await askAllSooner(pool, slug, at, delivery.watch.first)
    if (orders > 0) log.warn({ enterprise: slug, orders, since: seenAt }, 'callbacks may have been missed')
  }
}

/** Answers when somebody was there last. */
async function seen (pool: Pool, at: Date): Promise<Date> {
  const { rows } = await pool.query<{ seenAt: Date }>(`
    update presence set seen_at = $1 from (select one, seen_at from presence where one for update) as before
    where presence.one = before.one returning before.seen_at as "seenAt"`, [at])
  return rows[0]!.seenAt
}

/** Again and again; the function it returns ends that and waits for what is under way. */
export function catchUpRegularly (hub: CatchingUp): () => Promise<void> {
  return regularly(EVERY, async () => {
    await catchUp(hub).catch(error => { hub.log.warn({ err: error }, 'whether callbacks were missed is not known') })
  })
}
