/** The accounts of people as the contract shows them, by pages. */
import type { components } from '../../openapi/hub.d.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import type { Queryable } from '../ground/database/pool.ts'
import { Problem } from '../ground/problem/problem.ts'
import type { Vault } from '../ground/sealing/vault.ts'
import { ACCOUNTS, findAccount, openDetails, type AccountRow } from '../records/people/accounts.ts'
import { heldUntil } from '../records/people/sign-in-failures.ts'
import { readPage, type PageRequest } from './page.ts'

type Schemas = components['schemas']

interface Needs {
  pool: Queryable
  vault: Vault
  now (): Date
}

export interface AccountFilter {
  state?: Schemas['AccountState'] | undefined
  role?: Schemas['Role'] | undefined
  unit?: string | undefined
}

/** Newest first. Throws Problem `invalid-parameter` for a cursor that is none. */
export async function listAccounts (
  needs: Needs, { state, role, unit, ...page }: AccountFilter & PageRequest
): Promise<Schemas['AccountPage']> {
  const { rows, next } = await readPage<AccountRow>(needs.pool, {
    select: ACCOUNTS,
    filters: [['state = ?', state], ['? = any(roles)', role], ['unit = ?', unit]],
    by: 'number',
    numberOf: ({ number }) => number,
    order: 'newest first'
  }, page)
  return { accounts: await shownOf(needs, rows), ...next }
}

/** Throws Problem `account-not-found`. */
export async function readAccount (needs: Needs, login: string): Promise<Schemas['Account']> {
  const account = await findAccount(needs.pool, login)
  if (!account) throw new Problem('account-not-found')
  return (await shownOf(needs, [account]))[0]!
}

async function shownOf ({ pool, vault, now }: Needs, accounts: AccountRow[]): Promise<Schemas['Account'][]> {
  const held = await heldUntil(pool, vault, accounts.map(({ login }) => login), now())
  return accounts.map(account => presented(vault, account, held.get(account.login)))
}

function presented (vault: Vault, account: AccountRow, heldUntil: Date | undefined): Schemas['Account'] {
  const { login, unit, roles, enterprise, state, passwordSetAt, mustChangePassword, totpSealed, createdAt } = account
  return {
    login,
    way: account.provider ?? 'own',
    ...account.detailsSealed && shownDetails(vault, account),
    unit,
    roles,
    ...enterprise !== null && { enterprise },
    state,
    ...heldUntil && { heldUntil: localTime(heldUntil) },
    passwordSetAt: localTime(passwordSetAt),
    mustChangePassword,
    enrolled: totpSealed !== null,
    createdAt: localTime(createdAt),
    ...account.closedAt && { closedAt: localTime(account.closedAt) },
    ...account.erasedAt && { erasedAt: localTime(account.erasedAt) }
  }
}

function shownDetails (vault: Vault, account: AccountRow): Pick<Schemas['Account'], 'name' | 'phone' | 'mail'> {
  const { subject: _subject, ...shown } = openDetails(vault, account)
  return shown
}
