/** What people see to themselves: their telephone, their recovery codes and their password. */
import {
  base32, hashRecoveryCode, newRecoveryCodes, newTotpSecret, otpauthUri, stepOf
} from '../ground/access/one-time-codes.ts'
import { passwordFault, spelt } from '../ground/access/password-rules.ts'
import { inWork } from '../ground/database/work.ts'
import { fieldError } from '../ground/problem/field-errors.ts'
import { Problem } from '../ground/problem/problem.ts'
import {
  isOwn, openDetails, storeNextTotp, storePassword, storeRecoveryHashes, storeTelephone, type AccountRow,
  type OwnAccountRow
} from '../records/people/accounts.ts'
import { earlierWith, lastHashes } from '../records/people/earlier-passwords.ts'
import { beginSession, endOtherSessionsOf, endSessionsOf, type Session } from '../records/people/sessions.ts'
import {
  arrive, attemptOf, digitsOf, goOn, note, ownAccount, takeCode, type From, type SigningIn, type Step
} from './sign-in.ts'

export interface OwnAccount extends SigningIn {
  settings: { county: { name: string } }
}

/**
 * A new secret for the telephone. Of who is signed in a code is wanted, of the one that has it now. Throws Problem
 * `account-of-provider`, `not-wanted`, `sign-in-held`, `sign-in-refused`.
 */
export async function beginTelephone (
  hub: OwnAccount, session: Session, code: string | undefined, from: From
): Promise<{ secret: string, uri: string }> {
  refuseOfProvider(session)
  const secret = newTotpSecret()
  const { wanted, personId, login } = session
  if (wanted === 'telephone') {
    await inWork(hub, async work => {
      refuseSecond(session, await ownAccount(work, session))
      storeNextTotp(hub.vault, work, personId, secret)
    })
  } else if (wanted === 'nothing') {
    await attemptOf(hub, session, from, 'codeWrong', async (work, account) => {
      if (!await takeCode(hub, work, { account, from }, code ?? '')) return undefined
      storeNextTotp(hub.vault, work, personId, secret)
      return account
    })
  } else throw new Problem('not-wanted')
  return { secret: base32(secret), uri: otpauthUri(secret, `联办 ${hub.settings.county.name}`, login) }
}

/** Telephones and passwords of those for whom a provider vouches are the provider's. */
function refuseOfProvider ({ provider }: Session): void {
  if (provider !== null) throw new Problem('account-of-provider')
}

/** Who is on the way to a first telephone has not shown that they are the one who has bound another meanwhile. */
function refuseSecond ({ wanted }: Session, { totpSealed }: AccountRow): void {
  if (wanted === 'telephone' && totpSealed) throw new Problem('not-wanted')
}

/**
 * The telephone shows that it has the new secret; every other session of the account ends. Throws as `beginTelephone`,
 * or Problem `unauthenticated`.
 */
export async function confirmTelephone (
  hub: OwnAccount, session: Session, code: string, from: From
): Promise<Step & { recoveryCodes: string[] }> {
  refuseOfProvider(session)
  if (session.wanted !== 'telephone' && session.wanted !== 'nothing') throw new Problem('not-wanted')
  return await attemptOf(hub, session, from, 'codeWrong', async (work, account) => {
    refuseSecond(session, account)
    if (!account.nextTotpSealed) throw new Problem('not-wanted')
    const secret = hub.vault.openBytes(['nextTotp', account.id], account.nextTotpSealed)
    const step = stepOf(secret, digitsOf(code), hub.now())
    if (step === undefined) return undefined
    const recoveryCodes = newRecoveryCodes()
    const recoveryHashes = recoveryCodes.map(hashRecoveryCode)
    storeTelephone(hub.vault, work, account.id, { secret, step, recoveryHashes })
    endOtherSessionsOf(work, account.id, session.idHash)
    await note(hub, work, { login: account.login, from, outcome: 'telephoneBound' })
    const taken = await goOn(hub, work, { account: { ...account, recoveryHashes }, session, from })
    return { ...taken, recoveryCodes }
  })
}

/** Throws Problem `account-of-provider`, `not-wanted`, `sign-in-held`, `sign-in-refused`. */
export async function renewRecoveryCodes (
  hub: OwnAccount, session: Session, code: string, from: From
): Promise<{ recoveryCodes: string[] }> {
  refuseOfProvider(session)
  if (session.wanted !== 'nothing') throw new Problem('not-wanted')
  return await attemptOf(hub, session, from, 'codeWrong', async (work, account) => {
    if (!await takeCode(hub, work, { account, from }, code)) return undefined
    const recoveryCodes = newRecoveryCodes()
    storeRecoveryHashes(work, account.id, recoveryCodes.map(hashRecoveryCode))
    await note(hub, work, { login: account.login, from, outcome: 'recoveryCodesRenewed' })
    return { recoveryCodes }
  })
}

/**
 * Every other session of the account ends. Throws Problem `account-of-provider`, `not-wanted`, `sign-in-held`,
 * `sign-in-refused`, or `validation-failed` for a password that does not do.
 */
export async function changePassword (
  hub: OwnAccount, session: Session, { current, password }: { current: string, password: string }, from: From
): Promise<Step> {
  refuseOfProvider(session)
  if (session.wanted !== 'password' && session.wanted !== 'nothing') throw new Problem('not-wanted')
  return await attemptOf(hub, session, from, 'passwordWrong', async (work, account) => {
    if (!isOwn(account) || !await hub.passwords.verify([account.passwordHash], spelt(current))) return undefined
    const next = spelt(password)
    await refuseUnfit(hub, account, next)
    const now = hub.now()
    const hash = await hub.passwords.hash(next)
    storePassword(work, account.id, { hash, earlier: earlierWith(account), given: false, now })
    endSessionsOf(work, account.id)
    await note(hub, work, { login: account.login, from, outcome: 'passwordChanged' })
    if (session.wanted === 'password') await arrive(hub, work, account.login, from)
    const { personId, begunAt } = session
    const changed: AccountRow = { ...account, passwordHash: hash, passwordSetAt: now, mustChangePassword: false }
    return { account: changed, begun: beginSession(work, { personId, wanted: 'nothing', begunAt }, hub.terms, now) }
  })
}

async function refuseUnfit (hub: OwnAccount, account: OwnAccountRow, password: string): Promise<void> {
  const { name } = openDetails(hub.vault, account)
  const fault = passwordFault(password, [account.login, name]) ?? await repeated(hub, account, password)
  if (fault) throw new Problem('validation-failed', { errors: [fieldError('/password', fault)] })
}

/** One after another: together they would be half of what may be under way at all. */
async function repeated (
  { passwords }: OwnAccount, account: OwnAccountRow, password: string
): Promise<'password-repeated' | undefined> {
  for (const hash of lastHashes(account)) {
    if (await passwords.verify([hash], password)) return 'password-repeated'
  }
  return undefined
}
