/**
 * Opening, changing and closing the accounts of people: by an account administrator, who changes everybody's rights but
 * the own, or on the command line. Each is recorded with who did it and why.
 */
import { randomBytes } from 'node:crypto'
import type { components } from '../../openapi/hub.d.ts'
import { actorOf, rolesExclude } from '../ground/access/caller.ts'
import { hashSecret } from '../ground/access/secret-hash.ts'
import { newRowId } from '../ground/database/row-id.ts'
import { inWork, type Work, type Workplace } from '../ground/database/work.ts'
import { fieldError, type FieldError } from '../ground/problem/field-errors.ts'
import { Problem } from '../ground/problem/problem.ts'
import type { Vault } from '../ground/sealing/vault.ts'
import { recordAct, type ActTerms } from '../records/acts/acts.ts'
import { removeDraftsOf } from '../records/drafts/drafts.ts'
import {
  closeAccount, forgetTelephone, insertAccount, isOwn, lockAccount, openDetails, storeDetails, storePassword,
  storeRights, storeState, type AccountRow, type OwnAccountRow, type Rights
} from '../records/people/accounts.ts'
import { earlierWith } from '../records/people/earlier-passwords.ts'
import { endSessionsOf } from '../records/people/sessions.ts'
import { forgetFailures } from '../records/people/sign-in-failures.ts'

type Schemas = components['schemas']
type Terms = Pick<ActTerms, 'actor' | 'reason'>

export interface AccountNeeds extends Workplace {
  vault: Vault
  settings: { enterprises: object }
  now (): Date
}

/** Throws Problem `account-exists`, or `validation-failed` with every failing field. */
export async function openAccount (
  hub: AccountNeeds, { login, unit, roles, enterprise = null, ...details }: Opening, terms: Terms
): Promise<Schemas['GivenPassword']> {
  const rights = { unit: unit.trim(), roles, enterprise }
  refuseWrong(hub, rights)
  const password = newGivenPassword()
  const passwordHash = await hashSecret(password)
  await inWork(hub, async work => {
    const now = hub.now()
    const opened = { id: newRowId(), login, ...rights, details, passwordHash, now }
    const added = await insertAccount(hub.vault, work, opened)
    if (!added) throw new Problem('account-exists')
    await record(hub, work, 'account-opening', { login, ...told(rights) }, terms)
  })
  return { login, password }
}

type Opening = Omit<Schemas['NewAccount'], 'enterprise'> & { enterprise?: string | null | undefined }

/**
 * What is not named stays. Throws as `openAccount`, and Problem `account-not-found`, `account-closed`, `own-account`,
 * or `account-of-provider` for rights that its provider gives.
 */
export async function changeAccount (
  hub: AccountNeeds, login: string, change: Schemas['AccountChange'], terms: Terms
): Promise<void> {
  const { unit, roles, enterprise, ...details } = change
  await administer(hub, login, terms, async (work, account) => {
    if (unit !== undefined || roles !== undefined || enterprise !== undefined) refuseOfProvider(account)
    const rights: Rights = {
      // With a blank around it it would be another unit.
      unit: unit?.trim() ?? account.unit,
      roles: roles ?? account.roles,
      enterprise: enterprise ?? (isSpecialist(roles ?? account.roles) ? account.enterprise : null)
    }
    refuseWrong(hub, rights)
    storeRights(work, account.id, rights)
    const had = openDetails(hub.vault, account)
    if (Object.keys(details).length > 0) storeDetails(hub.vault, work, account.id, { ...had, ...details })
    const stays = unit === undefined && roles === undefined && enterprise === undefined
    return { action: 'account-change', target: { ...told(rights), changed: Object.keys(change) }, stays }
  })
}

/** Until it is let in again. */
export async function lockOut (hub: AccountNeeds, login: string, terms: Terms): Promise<void> {
  await administer(hub, login, terms, async (work, { id }) => {
    storeState(work, id, 'locked')
    return { action: 'account-lock' }
  })
}

/** Also one that failures hold. */
export async function letIn (hub: AccountNeeds, login: string, terms: Terms): Promise<void> {
  await administer(hub, login, terms, async (work, { id }) => {
    storeState(work, id, 'active')
    await forgetFailures(work, hub.vault, login)
    return { action: 'account-unlock' }
  })
}

/** For good. */
export async function endAccount (hub: AccountNeeds, login: string, terms: Terms): Promise<void> {
  await administer(hub, login, terms, async (work, { id }) => {
    closeAccount(work, id, hub.now())
    removeDraftsOf(work, id)
    return { action: 'account-closure' }
  })
}

/** The answer is told once; at the next sign-in another is chosen. */
export async function resetPassword (
  hub: AccountNeeds, login: string, terms: Terms
): Promise<Schemas['GivenPassword']> {
  const password = newGivenPassword()
  const hash = await hashSecret(password)
  await administer(hub, login, terms, async (work, account) => {
    const { passwordHash, earlierHashes } = refuseOfProvider(account)
    const earlier = earlierWith({ passwordHash, earlierHashes })
    storePassword(work, account.id, { hash, earlier, given: true, now: hub.now() })
    return { action: 'account-password-reset' }
  })
  return { login, password }
}

/** At the next sign-in a telephone is made known anew. */
export async function resetTelephone (hub: AccountNeeds, login: string, terms: Terms): Promise<void> {
  await administer(hub, login, terms, async (work, account) => {
    forgetTelephone(work, refuseOfProvider(account).id)
    return { action: 'account-totp-reset' }
  })
}

/** Whoever is signed in with it is so no more. */
export async function endSessions (hub: AccountNeeds, login: string, terms: Terms): Promise<void> {
  await administer(hub, login, terms, async () => ({ action: 'account-sign-out' }))
}

interface Done {
  action: string
  target?: object
  /** What it may is as before: who is signed in with it stays so. */
  stays?: boolean
}

async function administer (
  hub: AccountNeeds, login: string, terms: Terms, act: (work: Work, account: AccountRow) => Promise<Done>
): Promise<void> {
  if (terms.actor === actorOf(login)) throw new Problem('own-account')
  await inWork(hub, async work => {
    const account = await lockAccount(work, login)
    if (!account) throw new Problem('account-not-found')
    if (account.state === 'closed') throw new Problem('account-closed')
    const { action, target, stays = false } = await act(work, account)
    if (!stays) endSessionsOf(work, account.id)
    await record(hub, work, action, { login, ...target }, terms)
  })
}

/** Throws Problem `account-of-provider` where what is to be changed is not the hub's. */
function refuseOfProvider (account: AccountRow): OwnAccountRow {
  if (!isOwn(account)) throw new Problem('account-of-provider')
  return account
}

async function record (
  hub: AccountNeeds, work: Work, action: string, target: object, { actor, reason }: Terms
): Promise<void> {
  await recordAct(hub, work, { at: hub.now(), actor, action, target, reason, affected: 1 })
}

/** What is no secret of an account: the names of people do not stand in acts. */
export function told ({ unit, roles, enterprise }: Rights): object {
  return { unit, roles, ...enterprise !== null && { enterprise } }
}

function refuseWrong ({ settings }: AccountNeeds, { roles, enterprise }: Rights): void {
  const errors: FieldError[] = []
  if (rolesExclude(roles)) errors.push(fieldError('/roles', 'roles-exclude-each-other'))
  if (isSpecialist(roles) !== (enterprise !== null)) errors.push(fieldError('/enterprise', 'enterprise-of-specialist'))
  else if (enterprise !== null && !Object.hasOwn(settings.enterprises, enterprise)) {
    errors.push(fieldError('/enterprise', 'no-such-enterprise'))
  }
  if (errors.length > 0) throw new Problem('validation-failed', { errors })
}

function isSpecialist (roles: readonly string[]): boolean {
  return roles.includes('specialist')
}

/** 96 bits; letters of both cases and digits are in it, whatever chance says. */
function newGivenPassword (): string {
  return `${randomBytes(12).toString('base64url')}-Aa1`
}
