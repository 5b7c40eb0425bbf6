/**
 * A callback that is not believed changes nothing. But it may be the enterprise's own, signed with a key that the hub
 * was not told of, so the order it names is asked about: what the enterprise then says itself can be believed.
 */
import type { ConnectedEnterprise } from '../../enterprises/connected-enterprise.ts'
import type { Pool } from '../../ground/database/pool.ts'
import { askSooner } from '../../records/intents/due-intents.ts'

/** References are words of this kind in every interface document; an encrypted message shows none. */
const WORD = /[A-Za-z0-9-]{8,40}/g
const MOST_WORDS = 100

/**
 * Brings the next question about the order forward, of one order for each message, and not more often than an order is
 * first watched: a stranger must not be able to make the hub send. Whoever looks finds it. Answers whether there was
 * one.
 */
export async function askInstead (
  { pool, now }: { pool: Pool, now (): Date }, { slug, settings }: Pick<ConnectedEnterprise, 'slug' | 'settings'>,
  body: Buffer
): Promise<boolean> {
  const words = wordsOf(body.toString('latin1'))
  const at = now()
  return await askSooner(pool, slug, words, at, new Date(at.getTime() - settings.delivery.watch.first))
}

/** What a message may call an order. */
export function wordsOf (text: string): string[] {
  return [...new Set(text.match(WORD))].slice(0, MOST_WORDS)
}
