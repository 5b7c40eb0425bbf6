/** Who else has opened an order at its desk last, as those at the desk are told. */
import type { components } from '../../openapi/hub.d.ts'
import { loginOf } from '../ground/access/caller.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import type { Queryable } from '../ground/database/pool.ts'
import type { Vault } from '../ground/sealing/vault.ts'
import { openDetails } from '../records/people/accounts.ts'

type Opening = NonNullable<components['schemas']['DeskOrder']['lastOpened']>

interface Row { orderId: string, login: string, at: Date, id: string, detailsSealed: Buffer | null }

/** By order. `reader`: who is told, by the caller's id. Whoever is erased has a login alone. */
export async function openingsOf (
  { pool, vault }: { pool: Queryable, vault: Vault }, orderIds: readonly string[], reader: string | undefined
): Promise<Map<string, Opening>> {
  const own = reader === undefined ? undefined : loginOf(reader)
  const { rows } = await pool.query<Row>({
    name: 'openings-of',
    text: `
      select distinct on (order_id) order_id as "orderId", login, at, people.id, details_sealed as "detailsSealed"
      from desk_readings join people using (login)
      where order_id = any($1) and ($2::text is null or login <> $2) order by order_id, at desc`,
    values: [orderIds, own ?? null]
  })
  return new Map(rows.map(({ orderId, login, at, ...account }) => {
    const by = account.detailsSealed ? openDetails(vault, account).name : login
    return [orderId, { by, at: localTime(at) }]
  }))
}
