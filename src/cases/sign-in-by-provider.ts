/**
 * Signing in by the county's identity provider, whatever protocol it speaks: the browser is sent away, comes back once,
 * and the person is who the provider says, with the roles that it gives them at this moment. A second factor is the
 * provider's business.
 */
import type { Logger } from 'pino'
import { departureOf, NotVouched, ProviderAway, type Provider } from '../ground/access/provider.ts'
import { grantedBy, loginOf, nameOf, type Granted, type Vouched } from '../ground/access/vouched.ts'
import { inWork, type Work } from '../ground/database/work.ts'
import { Problem } from '../ground/problem/problem.ts'
import { recordAct } from '../records/acts/acts.ts'
import { openDetails, storeDetails, storeRights, type AccountRow } from '../records/people/accounts.ts'
import { endDeparture, noteDeparture } from '../records/people/departures.ts'
import { beginSession, endSessionOfBrowser, endSessionsOf, type Begun } from '../records/people/sessions.ts'
import { lockVouched, openVouched } from '../records/people/vouched-accounts.ts'
import { told } from './administer-accounts.ts'
import { arrive, attempt, Refused, type From, type SigningIn } from './sign-in.ts'

export interface SigningInByProvider extends Omit<SigningIn, 'passwords'> { log: Logger }

/** Where the browser goes, and what it is to hold until it comes back. Throws Problem `provider-unavailable`. */
export async function goAway (
  { pool, now }: Pick<SigningInByProvider, 'pool' | 'now'>, provider: Provider, returnTo: string
): Promise<{ to: URL, secret: string }> {
  const secret = await noteDeparture(pool, { provider: provider.way, returnTo }, now())
  return { to: await provider.begin(departureOf(secret)).catch(unavailable), secret }
}

interface Return {
  /** What the provider had the browser bring along. */
  query: URLSearchParams
  /** What the browser was given when it went away. */
  secret: string | undefined
  /** The session that it has shown, whoever's it is. */
  browser: string | undefined
  from: From
}

/**
 * Throws Problem `provider-refused`, `no-role`, `account-unusable`, `sign-in-held`, or `provider-unavailable`, which is
 * no failure of the person.
 */
export async function comeBack (
  hub: SigningInByProvider, provider: Provider, { query, secret, browser, from }: Return
): Promise<Begun & { returnTo: string }> {
  const { pool, log, now } = hub
  const { way } = provider
  const returnTo = secret === undefined ? undefined : await endDeparture(pool, { provider: way, secret }, now())
  if (secret === undefined || returnTo === undefined) {
    // Any page can have a browser ask for this: it is nobody's attempt, and holds no address.
    log.info({ way }, 'a browser comes back from a provider that was not sent there')
    throw new Problem('provider-refused')
  }
  return await attempt(hub, { from }, async () => {
    const vouched = await provider.identify(query, departureOf(secret)).catch(notVouched)
    if (vouched instanceof NotVouched) {
      log.warn({ way, err: vouched }, 'a provider does not vouch for who comes back')
      return new Refused('providerRefused', 'provider-refused')
    }
    const begun = await inWork(hub, work => takeIn(hub, work, provider, vouched, { browser, from }))
    return begun instanceof Refused ? begun : { ...begun, returnTo }
  })
}

function notVouched (error: unknown): NotVouched {
  return error instanceof NotVouched ? error : unavailable(error)
}

function unavailable (error: unknown): never {
  throw error instanceof ProviderAway ? new Problem('provider-unavailable', { cause: error }) : error
}

async function takeIn (
  hub: SigningInByProvider, work: Work, { way, settings }: Provider, vouched: Vouched,
  { browser, from }: Pick<Return, 'browser' | 'from'>
): Promise<Begun | Refused> {
  const now = hub.now()
  const known = await lockVouched(hub.vault, work, vouched)
  const granted = grantedBy(settings, vouched.claims)
  if (typeof granted === 'string') {
    hub.log.warn({ way, reason: granted }, 'a provider gives somebody no role')
    // What they were here they are no more.
    if (known) endSessionsOf(work, known.id)
    return new Refused('noRole', 'no-role', known?.login)
  }
  const name = nameOf(settings, vouched)
  const { account, opened } = known
    ? { account: known, opened: false }
    : await openVouched(hub.vault, work, {
      ...granted, provider: way, subject: vouched, details: { name }, login: loginOf(settings, vouched), now
    })
  if (account.state !== 'active') return new Refused('refused', 'account-unusable', account.login)
  if (opened) await record(hub, work, { way, action: 'account-opening', login: account.login, granted })
  else await renew(hub, work, account, { name, granted, way })
  if (browser !== undefined) endSessionOfBrowser(work, browser)
  await arrive(hub, work, account.login, from)
  return beginSession(work, { personId: account.id, wanted: 'nothing', begunAt: now }, hub.terms, now)
}

interface Renewal { name: string, granted: Granted, way: Provider['way'] }

/** As the provider has them now. Whoever is signed in with other rights is so no more. */
async function renew (
  hub: SigningInByProvider, work: Work, account: AccountRow, { name, granted, way }: Renewal
): Promise<void> {
  const had = openDetails(hub.vault, account)
  if (had.name !== name) storeDetails(hub.vault, work, account.id, { ...had, name })
  if (isSame(account, granted)) return
  storeRights(work, account.id, granted)
  endSessionsOf(work, account.id)
  await record(hub, work, { way, action: 'account-change', login: account.login, granted })
}

function isSame (account: Granted, granted: Granted): boolean {
  const written = ({ unit, roles, enterprise }: Granted): string =>
    JSON.stringify([unit, [...roles].sort(), enterprise])
  return written(account) === written(granted)
}

interface Recorded {
  way: Provider['way']
  action: string
  login: string
  granted: Granted
}

async function record (
  hub: SigningInByProvider, work: Work, { way, action, login, granted }: Recorded
): Promise<void> {
  const target = { login, ...told(granted) }
  await recordAct(hub, work, {
    at: hub.now(), actor: `provider:${way}`, action, target, reason: '统一身份认证登录时给出', affected: 1
  })
}
