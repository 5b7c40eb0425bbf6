/**
 * The accounts whose persons an identity provider vouches for: each is known by a keyed digest of who vouches and whom
 * it means, and has no password.
 */
import { randomBytes } from 'node:crypto'
import type { Granted, ProviderWay, Vouched } from '../../ground/access/vouched.ts'
import type { Queryable } from '../../ground/database/pool.ts'
import { newRowId } from '../../ground/database/row-id.ts'
import type { Work } from '../../ground/database/work.ts'
import type { Vault } from '../../ground/sealing/vault.ts'
import { ACCOUNTS, findAccount, openDetails, type AccountRow, type Details } from './accounts.ts'

type Subject = Pick<Vouched, 'issuer' | 'subject'>

/** How it is made now, and how it was made before. */
function digestsOf (vault: Vault, { issuer, subject }: Subject): Buffer[] {
  return vault.search.fingerprints('providerSubject', Buffer.from(JSON.stringify([issuer, subject])))
}

/** Nobody else changes it before the work has ended. */
export async function lockVouched (
  vault: Vault, work: Work, subject: Subject
): Promise<AccountRow | undefined> {
  const digests = digestsOf(vault, subject)
  const { rows } = await work.query<AccountRow>(`
    ${ACCOUNTS} where subject_digest = any($1) for no key update`, [digests])
  const [account] = rows
  if (account) {
    work.write('update people set subject_digest = $2 where id = $1 and subject_digest <> $2',
      [account.id, digests[0]])
  }
  return account
}

export interface NewVouched extends Granted {
  provider: ProviderWay
  subject: Subject
  details: Details
  /** What it is called if that is free, and was never taken. */
  login: string | undefined
  now: Date
}

/** `opened`: false where another request has opened it for the same person meanwhile. */
export async function openVouched (
  vault: Vault, work: Work, person: NewVouched
): Promise<{ account: AccountRow, opened: boolean }> {
  const free = `sso-${randomBytes(8).toString('hex')}`
  for (const login of [...person.login === undefined ? [] : [person.login], free]) {
    if (await insert(vault, work, person, login)) return { account: (await findAccount(work, login))!, opened: true }
    const other = await lockVouched(vault, work, person.subject)
    if (other) return { account: other, opened: false }
  }
  throw new Error('an account cannot be opened under a name that nobody has')
}

async function insert (
  vault: Vault, work: Work, { unit, roles, enterprise, provider, subject, details, now }: NewVouched, login: string
): Promise<boolean> {
  const id = newRowId()
  const sealed: Details = { ...details, subject: { issuer: subject.issuer, subject: subject.subject } }
  const { rowCount } = await work.query(`
    insert into people (
      id, login, unit, roles, enterprise, details_sealed, provider, subject_digest, password_set_at,
      must_change_password, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, false, $9)
    on conflict do nothing`,
  [id, login, unit, roles, enterprise, vault.seal(['personDetails', id], sealed), provider,
    digestsOf(vault, subject)[0], now])
  return rowCount === 1
}

export interface VouchedRow { id: string, detailsSealed: Buffer, subjectDigest: Buffer }

/** A page of them, after this one. */
export async function vouchedAfter (
  connection: Queryable, after: string | undefined, most: number
): Promise<VouchedRow[]> {
  const { rows } = await connection.query<VouchedRow>(`
    select id, details_sealed as "detailsSealed", subject_digest as "subjectDigest" from people
    where subject_digest is not null and ($1::uuid is null or id > $1) order by id limit $2`, [after, most])
  return rows
}

/** By the present search key; answers whether it was by another. Throws NotOpened. */
export async function rehashVouched (
  vault: Vault, connection: Queryable, { id, detailsSealed, subjectDigest }: VouchedRow
): Promise<boolean> {
  const { subject } = openDetails(vault, { id, detailsSealed })
  const [digest] = digestsOf(vault, subject!)
  if (digest!.equals(subjectDigest)) return false
  await connection.query('update people set subject_digest = $3 where id = $1 and subject_digest = $2',
    [id, subjectDigest, digest])
  return true
}
