/** The clerks of one unit, to whom a duty can be handed: what others of the unit know of them anyway. */
import type { components } from '../../openapi/hub.d.ts'
import { unitOf, type Caller } from '../ground/access/caller.ts'
import type { Queryable } from '../ground/database/pool.ts'
import type { Vault } from '../ground/sealing/vault.ts'
import { ACCOUNTS, openDetails, type AccountRow } from '../records/people/accounts.ts'

/** A unit has fewer. */
const MOST = 500

/** None to a program. */
export async function listColleagues (
  { pool, vault }: { pool: Queryable, vault: Vault }, { owner }: Pick<Caller, 'owner'>
): Promise<components['schemas']['Colleagues']> {
  const { rows } = await pool.query<AccountRow>(`
    ${ACCOUNTS} where unit = $1 and state = 'active' and 'clerk' = any(roles) order by login limit ${MOST}`,
  [unitOf(owner) ?? null])
  return { colleagues: rows.map(row => ({ login: row.login, name: openDetails(vault, row).name })) }
}
