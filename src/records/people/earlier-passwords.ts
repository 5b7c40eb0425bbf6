/** The passwords that an account has had, so that it does not get one of the last ones again. */
import type { AccountRow } from './accounts.ts'

/** The one in force among them. */
const REMEMBERED = 5

/** The hashes of the last ones. */
export function lastHashes ({ passwordHash, earlierHashes }: Passwords): string[] {
  return [passwordHash, ...earlierHashes].slice(0, REMEMBERED)
}

/** What is remembered beside the one that takes the place of that in force. */
export function earlierWith (account: Passwords): string[] {
  return lastHashes(account).slice(0, REMEMBERED - 1)
}

type Passwords = Pick<AccountRow, 'earlierHashes'> & { passwordHash: string }
