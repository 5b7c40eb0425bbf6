/**
 * The accounts of people. What is personal of them is sealed, passwords are hashed, and a name is never given twice.
 */
import type { Role } from '../../ground/access/caller.ts'
import type { ProviderWay } from '../../ground/access/vouched.ts'
import type { Queryable } from '../../ground/database/pool.ts'
import type { Work } from '../../ground/database/work.ts'
import type { Vault } from '../../ground/sealing/vault.ts'

/** Who has the account. */
export interface Details {
  name: string
  phone?: string
  mail?: string
  /** Who it is at the provider, for the digest of it to be made anew when the search key changes. Never shown. */
  subject?: { issuer: string, subject: string }
}

/** What an account may. */
export interface Rights { unit: string, roles: Role[], enterprise: string | null }

export interface AccountRow extends Rights {
  id: string
  number: number
  login: string
  state: 'active' | 'locked' | 'closed'
  detailsSealed: Buffer | null
  /** By whom its person is vouched for; null for an account of the hub's own. */
  provider: ProviderWay | null
  /** None where a provider vouches. */
  passwordHash: string | null
  passwordSetAt: Date
  mustChangePassword: boolean
  earlierHashes: string[]
  totpSealed: Buffer | null
  nextTotpSealed: Buffer | null
  totpStep: number
  recoveryHashes: string[]
  createdAt: Date
  closedAt: Date | null
  erasedAt: Date | null
}

/** Whose person signs in with a password. */
export type OwnAccountRow = AccountRow & { provider: null, passwordHash: string }

export function isOwn (account: AccountRow): account is OwnAccountRow {
  return account.provider === null
}

export const ACCOUNTS = `
  select id, number, login, unit, enterprise, roles, state, details_sealed as "detailsSealed", provider,
         password_hash as "passwordHash", password_set_at as "passwordSetAt",
         must_change_password as "mustChangePassword", earlier_hashes as "earlierHashes",
         totp_sealed as "totpSealed", next_totp_sealed as "nextTotpSealed", totp_step as "totpStep",
         recovery_hashes as "recoveryHashes", created_at as "createdAt", closed_at as "closedAt",
         erased_at as "erasedAt"
  from people`

export interface NewAccount extends Rights {
  id: string
  login: string
  details: Details
  passwordHash: string
  now: Date
}

/** False where there is, or was, an account of this name. */
export async function insertAccount (
  vault: Vault, work: Work, { id, login, unit, roles, enterprise, details, passwordHash, now }: NewAccount
): Promise<boolean> {
  const { rowCount } = await work.query(`
    insert into people (
      id, login, unit, roles, enterprise, details_sealed, password_hash, password_set_at, must_change_password,
      created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, true, $8)
    on conflict (login) do nothing`,
  [id, login, unit, roles, enterprise, vault.seal(['personDetails', id], details), passwordHash, now])
  return rowCount === 1
}

export async function findAccount (connection: Queryable, login: string): Promise<AccountRow | undefined> {
  const { rows } = await connection.query<AccountRow>(`${ACCOUNTS} where login = $1`, [login])
  return rows[0]
}

/** Nobody else changes it before the work has ended. */
export async function lockAccount (work: Work, login: string): Promise<AccountRow | undefined> {
  const { rows } = await work.query<AccountRow>(`${ACCOUNTS} where login = $1 for no key update`, [login])
  return rows[0]
}

export function openDetails (vault: Vault, { id, detailsSealed }: Pick<AccountRow, 'id' | 'detailsSealed'>): Details {
  return vault.open(['personDetails', id], detailsSealed!)
}

export function storeRights (work: Work, id: string, { unit, roles, enterprise }: Rights): void {
  work.write('update people set unit = $2, roles = $3, enterprise = $4 where id = $1', [id, unit, roles, enterprise])
}

export function storeDetails (vault: Vault, work: Work, id: string, details: Details): void {
  work.write('update people set details_sealed = $2 where id = $1', [id, vault.seal(['personDetails', id], details)])
}

export function storeState (work: Work, id: string, state: 'active' | 'locked'): void {
  work.write('update people set state = $2 where id = $1', [id, state])
}

/** Nothing opens it any more. */
export function closeAccount (work: Work, id: string, now: Date): void {
  work.write(`
    update people set state = 'closed', closed_at = $2, totp_sealed = null, next_totp_sealed = null,
           recovery_hashes = '{}', earlier_hashes = '{}'
    where id = $1`, [id, now])
}

export interface NewPassword {
  hash: string
  /** Hashes of the passwords before it that must not come back, the newest first. */
  earlier: readonly string[]
  /** By somebody else, so that it has to be changed. */
  given: boolean
  now: Date
}

export function storePassword (work: Work, id: string, { hash, earlier, given, now }: NewPassword): void {
  work.write(`
    update people set password_hash = $2, password_set_at = $3, must_change_password = $4, earlier_hashes = $5
    where id = $1`, [id, hash, now, given, earlier])
}

/** The account is to be given to a telephone anew. */
export function forgetTelephone (work: Work, id: string): void {
  work.write(`
    update people set totp_sealed = null, next_totp_sealed = null, recovery_hashes = '{}' where id = $1`, [id])
}

/** Who they were; under which name they acted stays, since what is recorded under it has to keep its meaning. */
export async function erasePeople (work: Work, closedBefore: Date, now: Date): Promise<number> {
  const { rowCount } = await work.query(`
    update people set details_sealed = null, subject_digest = null, erased_at = $2
    where state = 'closed' and erased_at is null and closed_at < $1`, [closedBefore, now])
  return rowCount!
}

/** A secret that the person's telephone has not shown yet to have. */
export function storeNextTotp (vault: Vault, work: Work, id: string, secret: Buffer): void {
  work.write('update people set next_totp_sealed = $2 where id = $1', [id, vault.sealBytes(['nextTotp', id], secret)])
}

export interface Telephone { secret: Buffer, step: number, recoveryHashes: readonly string[] }

/** The telephone has shown that it has the secret, by the code of a step. */
export function storeTelephone (
  vault: Vault, work: Work, id: string, { secret, step, recoveryHashes }: Telephone
): void {
  work.write(`
    update people set totp_sealed = $2, next_totp_sealed = null, totp_step = $3, recovery_hashes = $4 where id = $1`,
  [id, vault.sealBytes(['totp', id], secret), step, recoveryHashes])
}

export function storeStep (work: Work, id: string, step: number): void {
  work.write('update people set totp_step = $2 where id = $1', [id, step])
}

export function storeRecoveryHashes (work: Work, id: string, hashes: readonly string[]): void {
  work.write('update people set recovery_hashes = $2 where id = $1', [id, hashes])
}

/** From then on another is wanted. */
export function passwordUntil ({ passwordSetAt }: Pick<AccountRow, 'passwordSetAt'>, age: number): Date {
  return new Date(passwordSetAt.getTime() + age)
}
