/**
 * A callback that is not believed changes nothing. But it may be the enterprise's own, signed with a key that the hub was not
 * told of, so the order it names is asked about: what the enterprise then says itself can be believed.
 */
import type { ConnectedEnterprise, Hub } from '../../hub.ts'

/** References are words of this kind in every interface document; an encrypted message shows none. */
const WORD = /[A-Za-z0-9-]{8,40}/g
const MOST_WORDS = 100

/**
 * Brings the next question about the order forward, of one order for each message, and not more often than an order is first
 * watched: a stranger must not be able to make the hub send. The sweep sets the alarm. Answers whether there was one.
 */
export async function askInstead (hub: Hub, { slug, settings }: Pick<ConnectedEnterprise, 'slug' | 'settings'>, body: Buffer): Promise<boolean> {
  const words = [...new Set(body.toString('latin1').match(WORD))].slice(0, MOST_WORDS)
  const now = hub.now()
  const { rowCount } = await hub.pool.query(`
    update intents set due_at = $3 where id = (
      select intents.id from intents join orders on orders.id = order_id
      where orders.enterprise = $1 and reference = any($2) and intents.state = 'open' and due_at > $3
        and (intents.kind = 'watch' or (intents.kind = 'place' and delivery = 'placed'))
        and not exists (select from exchanges where exchanges.order_id = orders.id and exchanges.kind = 'inquire' and started_at > $4)
      limit 1)`,
  [slug, words, now, new Date(now.getTime() - settings.delivery.watch.first)])
  return rowCount === 1
}
