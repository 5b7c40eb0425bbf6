/** What people are called whom others work with: by the names that acts and orders record them under. */
import { loginOf } from '../../ground/access/caller.ts'
import type { Queryable } from '../../ground/database/pool.ts'
import type { Vault } from '../../ground/sealing/vault.ts'
import { openDetails } from './accounts.ts'

interface Row { login: string, id: string, detailsSealed: Buffer | null }

/** Nothing of who is erased. */
export async function namesOfAccounts (
  vault: Vault, connection: Queryable, logins: ReadonlyArray<string | null>
): Promise<(login: string) => string | undefined> {
  const asked = new Set(logins.filter(login => login !== null))
  if (asked.size === 0) return () => undefined
  const { rows } = await connection.query<Row>({
    name: 'shown-names',
    text: `
      select login, id, details_sealed as "detailsSealed" from people
      where login = any($1) and details_sealed is not null`,
    values: [[...asked]]
  })
  const names = new Map(rows.map(({ login, ...account }) => [login, openDetails(vault, account).name]))
  return login => names.get(login)
}

/** Of who is erased what is recorded; of a program, too, unless there is a name for its client. */
export async function shownNames (
  vault: Vault, connection: Queryable, actors: ReadonlyArray<string | null>,
  nameOfClient: (id: string) => string = id => id
): Promise<(actor: string) => string> {
  const logins = actors.map(actor => (actor === null ? undefined : loginOf(actor)) ?? null)
  const nameOf = await namesOfAccounts(vault, connection, logins)
  return actor => nameOf(loginOf(actor) ?? '') ?? nameOfClient(actor)
}
