/**
 * Session tokens that all processes share, sealed: each enterprise limits how many it gives, or ends the old one with
 * the new. While one is fetched no connection to the database is held: an enterprise that does not answer must not use
 * up what the others need.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { SharedToken } from '../../../adapters/adapter.ts'
import type { DeliverySettings } from '../../enterprises/delivery-settings.ts'
import { gather } from '../../ground/database/gather.ts'
import type { Queryable } from '../../ground/database/pool.ts'
import type { Vault } from '../../ground/sealing/vault.ts'
import { newTokenLimit } from './token-limit.ts'

/** A token this near its end may be refused by the time it arrives. */
const MARGIN = 5_000

/** How long beyond the time-out of its exchange a renewal is left to the process that began it. */
const GRACE = 10_000

/** How often it is looked whether another process has brought a token. */
const POLL = 50

interface TokenTerms {
  timeout: number
  now: () => Date
  tokenLimit?: DeliverySettings['tokenLimit']
}

export function sharedToken (
  { pool, vault }: { pool: Queryable, vault: Vault }, slug: string, { timeout, now, tokenLimit }: TokenTerms
): SharedToken {
  type Renew = Parameters<SharedToken['current']>[0]
  let renewing: Promise<string> | undefined
  const spend = newTokenLimit(pool, slug, tokenLimit, now)

  /** The same for all who ask at the same time, which every message does. */
  const stored = gather(async (asked: undefined[]) => {
    const { rows: [row] } = await pool.query<{ sealed: Buffer }>({
      name: 'held-token',
      text: `
        select value_sealed as sealed from tokens
        where enterprise = $1 and expires_at > $2 and value_sealed is not null`,
      values: [slug, new Date(now().getTime() + MARGIN)]
    })
    const value = row && vault.open<string>(['sessionToken', slug], row.sealed)
    return asked.map(() => value)
  })

  async function held (refused?: string): Promise<string | undefined> {
    const value = await stored(undefined)
    return value === refused ? undefined : value
  }

  /** Renews it, or waits for the process that does. */
  async function brought (renew: Renew, refused?: string): Promise<string> {
    for (;;) {
      const token = await held(refused)
      if (token !== undefined) return token
      const until = new Date(now().getTime() + timeout + GRACE)
      if (await claimRenewal(pool, slug, now(), until)) return await renewed(renew, refused, until)
      await sleep(POLL)
    }
  }

  async function renewed (renew: Renew, refused: string | undefined, until: Date): Promise<string> {
    try {
      const meanwhile = await held(refused)
      if (meanwhile !== undefined) return meanwhile
      await spend()
      const { value, expiresAt } = await renew()
      await pool.query('update tokens set value_sealed = $2, expires_at = $3 where enterprise = $1',
        [slug, vault.seal(['sessionToken', slug], value), expiresAt])
      return value
    } finally {
      await pool.query(
        'update tokens set renewing_until = null where enterprise = $1 and renewing_until = $2', [slug, until])
    }
  }

  return {
    async current (renew, refused) {
      const token = await held(refused)
      if (token !== undefined) return token
      // One renewal for all callers of this process; what another caller's brings may be the very one that was refused
      // here.
      const value = await renewing
      if (value !== undefined && value !== refused) return value
      renewing ??= brought(renew, refused).finally(() => { renewing = undefined })
      return await renewing
    }
  }
}

/** True for one process, until it has renewed the token or its time is over. */
async function claimRenewal (pool: Queryable, slug: string, now: Date, until: Date): Promise<boolean> {
  const { rowCount } = await pool.query(`
    insert into tokens (enterprise, expires_at, renewing_until) values ($1, $2, $3)
    on conflict (enterprise) do update set renewing_until = excluded.renewing_until
    where tokens.renewing_until is null or tokens.renewing_until <= $2`, [slug, now, until])
  return rowCount === 1
}
