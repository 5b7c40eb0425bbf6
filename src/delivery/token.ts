/** Session tokens that all processes share: each enterprise limits how many it gives, or ends the old one with the new. */
import type { SharedToken } from '../../adapters/adapter.ts'
import { transaction, type Pool, type Queryable } from '../database/pool.ts'

/** A token this near its end may be refused by the time it arrives. */
const MARGIN = 5_000

export function sharedToken (pool: Pool, slug: string, now: () => Date): SharedToken {
  async function held (connection: Queryable, refused?: string): Promise<string | undefined> {
    const { rows } = await connection.query<{ value: string }>(`
      select value from tokens where enterprise = $1 and expires_at > $2 and value is distinct from $3`,
    [slug, new Date(now().getTime() + MARGIN), refused ?? null])
    return rows[0]?.value
  }

  return {
    async current (renew, refused) {
      const token = await held(pool, refused)
      if (token !== undefined) return token
      return await transaction(pool, async connection => {
        await connection.query("select pg_advisory_xact_lock(hashtext('token ' || $1))", [slug])
        const brought = await held(connection, refused)
        if (brought !== undefined) return brought
        const { value, expiresAt } = await renew()
        await connection.query(`
          insert into tokens (enterprise, value, expires_at) values ($1, $2, $3)
          on conflict (enterprise) do update set value = excluded.value, expires_at = excluded.expires_at`, [slug, value, expiresAt])
        return value
      })
    }
  }
}
