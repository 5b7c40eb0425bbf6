/** A session of a person as the contract shows it: what is wanted next, or who is signed in and what they may. */
import type { components } from '../../openapi/hub.d.ts'
import { scopesOf } from '../ground/access/caller.ts'
import type { PeopleSettings } from '../ground/access/people-settings.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import type { Queryable } from '../ground/database/pool.ts'
import { Problem } from '../ground/problem/problem.ts'
import type { Vault } from '../ground/sealing/vault.ts'
import { findAccount, openDetails, passwordUntil, type AccountRow } from '../records/people/accounts.ts'
import type { Session } from '../records/people/sessions.ts'

type Shown = components['schemas']['Session']

interface Needs { vault: Vault, terms: PeopleSettings }

type State = Pick<Session, 'wanted' | 'begunAt' | 'goodUntil'>

export function presentSession (
  { vault, terms }: Needs, account: AccountRow, { wanted, begunAt, goodUntil }: State
): Shown {
  const step = { wanted, endsAt: localTime(goodUntil) }
  // Whoever has the password alone learns nothing of whose it is.
  if (wanted !== 'nothing') return step
  const { login, unit, roles, enterprise, provider, recoveryHashes } = account
  return {
    ...step,
    endsAtLatest: localTime(new Date(begunAt.getTime() + terms.longest)),
    login,
    name: openDetails(vault, account).name,
    unit,
    roles,
    ...enterprise !== null && { enterprise },
    scopes: [...scopesOf(roles)],
    way: provider ?? 'own',
    ...provider === null && {
      passwordUntil: localTime(passwordUntil(account, terms.passwordAge)),
      recoveryCodesLeft: recoveryHashes.length
    }
  }
}

export async function readSession (needs: Needs & { pool: Queryable }, session: Session): Promise<Shown> {
  const account = await findAccount(needs.pool, session.login)
  if (!account) throw new Problem('unauthenticated')
  return presentSession(needs, account, session)
}
