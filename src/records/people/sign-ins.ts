/**
 * Who signed in and out, when and from where, and what failed; kept as long as logs are. Rows are added, never changed.
 */
import type { components } from '../../../openapi/hub.d.ts'
import type { Queryable } from '../../ground/database/pool.ts'
import type { Work } from '../../ground/database/work.ts'

export interface SignIn {
  at: Date
  /** None where there is no such account: what was typed instead may be a password. */
  login: string | null
  address: string
  outcome: components['schemas']['SignInOutcome']
}

export async function noteSignIn (connection: Queryable, { at, login, address, outcome }: SignIn): Promise<void> {
  await connection.query('insert into sign_ins (at, login, address, outcome) values ($1, $2, $3, $4)',
    [at, login, address, outcome])
}

/** So many at most. */
export async function purgeSignIns (work: Work, before: Date, most: number): Promise<void> {
  await work.query(`
    delete from sign_ins where id = any(array(
      select id from sign_ins where at < $1 order by at, id limit $2))`, [before, most])
}
