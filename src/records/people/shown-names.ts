/** What people are called whom others work with: by the names that acts and orders record them under. */
import { loginOf } from '../../ground/access/caller.ts'
import type { Queryable } from '../../ground/database/pool.ts'
import type { Vault } from '../../ground/sealing/vault.ts'
import { openDetails } from './accounts.ts'

interface Row { login: string, id: string, detailsSealed: Buffer | null }

/** Of programs, and of who is erased, what is recorded. */
export async function shownNames (
  vault: Vault, connection: Queryable, actors: ReadonlyArray<string | null>
): Promise<(actor: string) => string> {
  const logins = actors.flatMap(actor => (actor === null ? undefined : loginOf(actor)) ?? [])
  if (logins.length === 0) return actor => actor
  const { rows } = await connection.query<Row>({
    name: 'shown-names',
    text: `
      select login, id, details_sealed as "detailsSealed" from people
      where login = any($1) and details_sealed is not null`,
    values: [[...new Set(logins)]]
  })
  const names = new Map(rows.map(({ login, ...account }) => [login, openDetails(vault, account).name]))
  return actor => names.get(loginOf(actor) ?? '') ?? actor
}
