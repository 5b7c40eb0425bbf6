/** Browsers that were sent to an identity provider; each comes back once, within some minutes. */
import { departureHash, newDepartureSecret } from '../../ground/access/provider.ts'
import type { ProviderWay } from '../../ground/access/vouched.ts'
import type { Queryable } from '../../ground/database/pool.ts'

/** Milliseconds: somebody has to find their password, and a telephone. */
export const AWAY = 600_000

/** Answers what the browser is to hold. */
export async function noteDeparture (
  connection: Queryable, { provider, returnTo }: { provider: ProviderWay, returnTo: string }, now: Date
): Promise<string> {
  const secret = newDepartureSecret()
  await connection.query(`
    insert into departures (id_hash, provider, return_to, good_until) values ($1, $2, $3, $4)`,
  [departureHash(secret), provider, returnTo, new Date(now.getTime() + AWAY)])
  return secret
}

/** The page that it comes back to; nothing where it is not away, or was away too long. It is not away any more. */
export async function endDeparture (
  connection: Queryable, { provider, secret }: { provider: ProviderWay, secret: string }, now: Date
): Promise<string | undefined> {
  const { rows } = await connection.query<{ returnTo: string, goodUntil: Date }>(`
    delete from departures where id_hash = $1 and provider = $2
    returning return_to as "returnTo", good_until as "goodUntil"`, [departureHash(secret), provider])
  return rows[0] && rows[0].goodUntil > now ? rows[0].returnTo : undefined
}

export async function removeLost (connection: Queryable, now: Date): Promise<void> {
  await connection.query('delete from departures where good_until <= $1', [now])
}
