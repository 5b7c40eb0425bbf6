/**
 * What follows from what an identity provider says of a person: who they are here, and what they may. Nothing of it is
 * guessed: whoever has no role by the settings has none.
 */
import { readableLine } from '../../../openapi/readable-text.ts'
import type { Role } from './caller.ts'
import { rolesExclude } from './caller.ts'
import type { ProviderSettings } from './provider-settings.ts'

/** By which protocol a provider is asked. */
export type ProviderWay = 'oidc' | 'cas'

/** A person for whom a provider vouches. */
export interface Vouched {
  /** Who vouches, and whom it means: together they stay the same, whatever else changes. */
  issuer: string
  subject: string
  claims: Record<string, unknown>
}

export interface Granted { unit: string, roles: Role[], enterprise: string | null }

/** Why nothing is granted, for the log: what an administrator of the provider has to put right. */
export type Ungranted = 'no-role' | 'roles-exclude' | 'several-enterprises' | 'no-unit'

type Naming = Pick<ProviderSettings, 'rolesFrom' | 'roles' | 'unitFrom'>

export function grantedBy ({ rolesFrom, roles, unitFrom }: Naming, claims: Vouched['claims']): Granted | Ungranted {
  const values = textsOf(claimOf(claims, rolesFrom))
  const given = roles.filter(({ value }) => values.includes(value))
  if (given.length === 0) return 'no-role'
  const distinct = [...new Set(given.map(({ role }) => role))]
  if (rolesExclude(distinct)) return 'roles-exclude'
  const enterprises = new Set(given.map(({ enterprise }) => enterprise ?? null))
  if (enterprises.size > 1) return 'several-enterprises'
  const unit = given.find(({ unit }) => unit !== undefined)?.unit ??
    (unitFrom === undefined ? undefined : line(claimOf(claims, unitFrom), 60))
  if (unit === undefined) return 'no-unit'
  return { unit, roles: distinct, enterprise: [...enterprises][0]! }
}

/** By its name, else inside others: `realm_access.roles`. Only what the provider has said itself. */
export function claimOf (claims: object, name: string): unknown {
  if (Object.hasOwn(claims, name)) return (claims as Record<string, unknown>)[name]
  return name.split('.').reduce<unknown>((at, key) => (
    typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? (at as Record<string, unknown>)[key] : undefined
  ), claims)
}

function textsOf (value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter(one => typeof one === 'string')
}

/** One line that can be read, of so many characters at most; nothing where there is none. */
function line (value: unknown, most: number): string | undefined {
  const [text] = textsOf(value)
  const readable = text === undefined ? undefined : readableLine(text.toWellFormed())
  return readable === undefined || readable.length > most ? undefined : readable
}

/** What the person is called; who has no name that can be shown is called as the provider knows them. */
export function nameOf ({ nameFrom }: Pick<ProviderSettings, 'nameFrom'>, { claims, subject }: Vouched): string {
  return line(claimOf(claims, nameFrom), 50) ?? line(subject.slice(0, 50), 50) ?? '（未给出姓名）'
}

const LOGIN = /^[a-z][a-z0-9._-]{2,31}$/

/** A telephone, a certificate: acts are recorded under the name of the account, and keep it. */
const LONG_NUMBER = /\d{7}/

/** What an account may be called, if it can be called as the provider has it. */
export function loginOf (
  { loginFrom }: Pick<ProviderSettings, 'loginFrom'>, { claims }: Vouched
): string | undefined {
  const [text] = textsOf(claimOf(claims, loginFrom))
  const login = text?.toLowerCase()
  return login !== undefined && LOGIN.test(login) && !LONG_NUMBER.test(login) ? login : undefined
}
