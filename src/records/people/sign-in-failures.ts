/**
 * How often signing in may fail: by account and by address, counted in the database, so that all processes count
 * together. An account that there is not is counted like any other, and what is typed is kept as a keyed digest.
 * Looking up an application by its query code is counted beside it (look-up-failures.ts).
 */
import type { Queryable } from '../../ground/database/pool.ts'
import type { Vault } from '../../ground/sealing/vault.ts'

/** So many of one account, and then it is held (GB/T 22239-2019 8.1.4.1 b). */
export const FAILURES = 5

/** How long. */
const WHILE = 900_000

/** `login`: of whom it is known before they have signed in. */
export interface Tried { login?: string | undefined, address: string }

/** What is counted, and how much of it is let pass. */
export interface Counted { key: Buffer, most: number }

function counted (vault: Vault, { login, address }: Tried, ofAddress: number): Counted[] {
  // The address first, always: two attempts never wait for each other's rows.
  const key = vault.search.fingerprint('signInAddress', Buffer.from(address))
  return [{ key, most: ofAddress }, ...login === undefined ? [] : [{ key: accountKey(vault, login), most: FAILURES }]]
}

function accountKey (vault: Vault, login: string): Buffer {
  return vault.search.fingerprint('signInAccount', Buffer.from(login))
}

export interface Held {
  until: Date
  /** This attempt is the first that is not taken. */
  first: boolean
}

export async function countAttempt (
  connection: Queryable, vault: Vault, tried: Tried, ofAddress: number, now: Date
): Promise<Held | undefined> {
  return await countFailure(connection, counted(vault, tried, ofAddress), now)
}

/**
 * Counts an attempt as failed before it is made, so that many at once are no more than their number; answers whether it
 * may not be made at all. What comes with many others stands first.
 */
export async function countFailure (
  connection: Queryable, counted: readonly Counted[], now: Date
): Promise<Held | undefined> {
  const [keys, most] = [counted.map(({ key }) => key), counted.map(({ most }) => most)]
  const { rows } = await connection.query<{ key: Buffer, count: number, until: Date }>(`
    insert into sign_in_failures as known (key, count, until)
    select key, 1, $3 from unnest($1::bytea[], $2::integer[]) with ordinality as given (key, most, place) order by place
    on conflict (key) do update set
      count = case when known.until <= $4 then 1 else known.count + 1 end,
      until = case
        when known.until <= $4 or known.count < ($2::integer[])[array_position($1::bytea[], known.key)] then $3
        else known.until end
    returning key, count, until`, [keys, most, new Date(now.getTime() + WHILE), now])
  const over = rows.map(row => ({ ...row, most: most[keys.findIndex(key => key.equals(row.key))]! }))
    .filter(({ count, most }) => count > most)
  if (over.length === 0) return undefined
  const until = new Date(Math.max(...over.map(({ until }) => until.getTime())))
  return { until, first: over.some(({ count, most }) => count === most + 1) }
}

/** The attempt did not fail. */
export async function takeBack (connection: Queryable, vault: Vault, tried: Tried): Promise<void> {
  await takeBackOf(connection, counted(vault, tried, 0).map(({ key }) => key))
}

export async function takeBackOf (connection: Queryable, keys: readonly Buffer[]): Promise<void> {
  await connection.query('update sign_in_failures set count = count - 1 where key = any($1) and count > 0', [keys])
}

/** Of an account that somebody has signed in with, or that was let in again. */
export async function forgetFailures (connection: Queryable, vault: Vault, login: string): Promise<void> {
  await forgetFailuresOf(connection, accountKey(vault, login))
}

export async function forgetFailuresOf (connection: Queryable, key: Buffer): Promise<void> {
  await connection.query('delete from sign_in_failures where key = $1', [key])
}

/** Until when each of these accounts is held; those that are not are missing. */
export async function heldUntil (
  connection: Queryable, vault: Vault, logins: readonly string[], now: Date
): Promise<Map<string, Date>> {
  const keys = logins.map(login => accountKey(vault, login))
  const { rows } = await connection.query<{ key: Buffer, until: Date }>(`
    select key, until from sign_in_failures where key = any($1) and count >= $2 and until > $3`, [keys, FAILURES, now])
  return new Map(rows.map(({ key, until }) => [logins[keys.findIndex(own => own.equals(key))]!, until]))
}

export async function removePast (connection: Queryable, now: Date): Promise<void> {
  await connection.query('delete from sign_in_failures where until <= $1', [now])
}
