/**
 * Signing in, step by step: the password, then a code of the person's telephone, then another password where one is
 * due. Each step ends the session of the one before. What fails is counted before it is tried, and neither the answer
 * nor the work tells whether there is such an account.
 */
import { hashRecoveryCode, stepOf } from '../ground/access/one-time-codes.ts'
import { spelt } from '../ground/access/password-rules.ts'
import type { PeopleSettings } from '../ground/access/people-settings.ts'
import type { SecretVerifier } from '../ground/access/secret-verifier.ts'
import { inWork, type Work, type Workplace } from '../ground/database/work.ts'
import { Problem, type ProblemCode } from '../ground/problem/problem.ts'
import type { Vault } from '../ground/sealing/vault.ts'
import {
  findAccount, isOwn, lockAccount, passwordUntil, storeRecoveryHashes, storeStep, type AccountRow
} from '../records/people/accounts.ts'
import {
  beginSession, endSession, endSessionOfBrowser, isStanding, type Begun, type Session, type Wanted
} from '../records/people/sessions.ts'
import { countAttempt, forgetFailures, takeBack } from '../records/people/sign-in-failures.ts'
import { noteSignIn, type SignIn } from '../records/people/sign-ins.ts'

export interface SigningIn extends Workplace {
  vault: Vault
  terms: PeopleSettings
  passwords: SecretVerifier
  now (): Date
}

/** From where. */
export interface From {
  address: string
  /** By what it is counted. */
  network: string
}

/** A step that was taken: the session as it is now, and whose it is. */
export interface Step { account: AccountRow, begun: Begun }

/** Throws Problem `sign-in-held`, or `sign-in-refused`. `browser`: the session that it has shown, whoever's it is. */
export async function signIn (
  hub: SigningIn, { login, password }: { login: string, password: string }, from: From, browser: string | undefined
): Promise<Step> {
  const found = await findAccount(hub.pool, login)
  return await attempt(hub, { login, known: found?.login, from }, async () => {
    // An account of a provider has no password, and of one that is locked or closed none is good: whoever tries one
    // learns nothing of that, not by the time either that a password takes which was right before.
    const isUsable = found === undefined || found.state === 'active'
    const hashes = found && isUsable && isOwn(found) ? [found.passwordHash] : undefined
    const isRight = await hub.passwords.verify(hashes, spelt(password))
    if (!isRight || !found) return new Refused(isUsable ? 'passwordWrong' : 'refused')
    return await inWork(hub, async work => {
      const account = await lockAccount(work, login)
      // It may have changed while the password was looked at.
      if (account?.state !== 'active' || account.passwordHash !== found.passwordHash) {
        return new Refused('refused')
      }
      if (browser !== undefined) endSessionOfBrowser(work, browser)
      const wanted = account.totpSealed ? 'code' : 'telephone'
      const now = hub.now()
      return { account, begun: beginSession(work, { personId: account.id, wanted, begunAt: now }, hub.terms, now) }
    })
  })
}

/** Throws Problem `not-wanted`, `sign-in-held`, `sign-in-refused`, or `unauthenticated` where the session has ended. */
export async function enterCode (hub: SigningIn, session: Session, code: string, from: From): Promise<Step> {
  if (session.wanted !== 'code') throw new Problem('not-wanted')
  return await attemptOf(hub, session, from, 'codeWrong', async (work, account) => {
    const taken = await takeCode(hub, work, { account, from }, code)
    return taken && await goOn(hub, work, { account: taken, session, from })
  })
}

/** A code of the telephone, or a recovery code; it is good no more. Answers the account without it, or nothing. */
export async function takeCode (
  hub: SigningIn, work: Work, { account, from }: Omit<Way, 'session'>, code: string
): Promise<AccountRow | undefined> {
  const { vault, now } = hub
  const { id, totpSealed, totpStep, recoveryHashes } = account
  const step = totpSealed ? stepOf(vault.openBytes(['totp', id], totpSealed), digitsOf(code), now()) : undefined
  if (step !== undefined && step > totpStep) {
    storeStep(work, id, step)
    return { ...account, totpStep: step }
  }
  const hash = hashRecoveryCode(code)
  if (!recoveryHashes.includes(hash)) return undefined
  const left = recoveryHashes.filter(other => other !== hash)
  storeRecoveryHashes(work, id, left)
  await note(hub, work, { login: account.login, from, outcome: 'recoveryCodeUsed' })
  return { ...account, recoveryHashes: left }
}

/** However it was typed: `123 456`. */
export function digitsOf (code: string): string {
  return code.replaceAll(/[ -]/g, '')
}

interface Way { account: AccountRow, session: Session, from: From }

/** To the next step of a sign-in, or to its end. Throws Problem `unauthenticated` where another request was first. */
export async function goOn (hub: SigningIn, work: Work, { account, session, from }: Way): Promise<Step> {
  if (!await endSession(work, session.idHash)) throw new Problem('unauthenticated')
  const now = hub.now()
  const wanted: Wanted = isPasswordDue(account, hub.terms, now) ? 'password' : 'nothing'
  if (wanted === 'nothing' && session.wanted !== wanted) await arrive(hub, work, account.login, from)
  const { personId, begunAt } = session
  return { account, begun: beginSession(work, { personId, wanted, begunAt }, hub.terms, now) }
}

/** Somebody is signed in. */
export async function arrive (
  hub: Omit<SigningIn, 'passwords'>, work: Work, login: string, from: From
): Promise<void> {
  await forgetFailures(work, hub.vault, login)
  await note(hub, work, { login, from, outcome: 'signedIn' })
}

function isPasswordDue (account: AccountRow, terms: PeopleSettings, now: Date): boolean {
  return account.mustChangePassword || passwordUntil(account, terms.passwordAge) <= now
}

export async function signOut (hub: SigningIn, session: Session, from: From): Promise<void> {
  await inWork(hub, async work => {
    if (!await endSession(work, session.idHash)) return
    await note(hub, work, { login: session.login, from, outcome: 'signedOut' })
  })
}

interface Noted { login: string | null, from: From, outcome: SignIn['outcome'] }

export async function note (
  { now }: Pick<SigningIn, 'now'>, connection: Pick<Work, 'query'>, { login, from, outcome }: Noted
): Promise<void> {
  await noteSignIn(connection, { at: now(), login, address: from.address, outcome })
}

/** An attempt that failed: what is noted of it, of whom, and what is answered. */
export class Refused {
  readonly outcome: SignIn['outcome']
  readonly problem: ProblemCode
  readonly login: string | undefined

  constructor (outcome: SignIn['outcome'], problem: ProblemCode = 'sign-in-refused', login?: string) {
    this.outcome = outcome
    this.problem = problem
    this.login = login
  }
}

interface Attempt {
  /** What was typed; nothing where that is not known beforehand. */
  login?: string
  /** Of the account, if there is one. */
  known?: string | undefined
  from: From
}

/** Whatever fails but with Refused is no failure of the person. Throws Problem `sign-in-held`, or what Refused says. */
export async function attempt<T extends object> (
  hub: Omit<SigningIn, 'passwords'>, { login, known, from }: Attempt, act: () => Promise<T | Refused>
): Promise<T> {
  const { pool, vault } = hub
  const tried = { login, address: from.network }
  const held = await countAttempt(pool, vault, tried, hub.terms.failuresOfAddress, hub.now())
  if (held) {
    if (held.first) await note(hub, pool, { login: known ?? null, from, outcome: 'held' })
    const seconds = Math.max(1, Math.ceil((held.until.getTime() - hub.now().getTime()) / 1000))
    throw new Problem('sign-in-held', { headers: { 'retry-after': String(seconds) } })
  }
  const done = await act().catch(async error => {
    await takeBack(pool, vault, tried)
    throw error
  })
  if (done instanceof Refused) {
    await note(hub, pool, { login: done.login ?? known ?? null, from, outcome: done.outcome })
    throw new Problem(done.problem)
  }
  await takeBack(pool, vault, tried)
  return done
}

/** Of somebody who has a session, and has it still: in one transaction with what they change. */
export async function attemptOf<T extends object> (
  hub: SigningIn, session: Session, from: From, failure: SignIn['outcome'],
  act: (work: Work, account: AccountRow) => Promise<T | undefined>
): Promise<T> {
  const { login } = session
  const account = await findAccount(hub.pool, login)
  return await attempt<T>(hub, { login, known: account?.login, from }, () =>
    inWork(hub, async work => await act(work, await ownAccount(work, session)) ?? new Refused(failure)))
}

/**
 * Locks the account of a session. Throws Problem `unauthenticated` where the account or the session has ended while
 * it was waited for.
 */
export async function ownAccount (work: Work, { login, idHash }: Session): Promise<AccountRow> {
  const account = await lockAccount(work, login)
  if (account?.state !== 'active' || !await isStanding(work, idHash)) throw new Problem('unauthenticated')
  return account
}
