/**
 * Who calls: the kinds of clients, the scopes that each kind may be given at all, the roles of people with theirs, and
 * the caller of one request. A settings file that gives a client more than its kind may have is refused at the start.
 */
import type { components } from '../../../openapi/hub.d.ts'

/**
 * `portal` submits and follows its own applications, `enterprise` sees its own orders, `supervisor` reads everything
 * and changes nothing, `operator` keeps the hub running.
 */
export type ClientKind = 'portal' | 'enterprise' | 'supervisor' | 'operator'

/** What shows or changes other clients' applications is never granted to a portal or an enterprise. */
export const GRANTABLE: Record<ClientKind, readonly string[]> = {
  portal: [
    'applications:submit', 'applications:read', 'applications:change', 'attachments:upload', 'enterprises:read',
    'webhooks:read', 'webhooks:manage', 'personal:search', 'personal:read', 'calendar:read'
  ],
  enterprise: [
    'applications:read', 'enterprises:read', 'personal:search', 'figures:read', 'calendar:read', 'desk:work',
    'rectifications:read', 'rectifications:work', 'visits:answer', 'filings:write'
  ],
  supervisor: [
    'applications:read', 'enterprises:read', 'webhooks:read', 'redrive:read', 'audit:read', 'personal:search',
    'metrics:read', 'figures:read', 'calendar:read', 'ratings:read',
    'rectifications:read'
  ],
  operator: [
    'applications:read', 'enterprises:read', 'webhooks:read', 'webhooks:manage', 'redrive:read', 'redrive:act',
    'audit:read', 'personal:search', 'personal:read', 'erasure:act', 'metrics:read', 'figures:read',
    'calendar:read', 'calendar:write', 'ratings:read', 'rectifications:read', 'appeals:decide', 'visits:arrange',
    'filings:supervise'
  ]
}

export type Role = components['schemas']['Role']

/**
 * What a person of each role may. Who sees to accounts reads no records of what was done, and whoever reads those sees
 * to no accounts: neither has a part in the business (三权分立).
 */
export const ROLE_SCOPES: Record<Role, readonly string[]> = {
  clerk: [
    'applications:submit', 'applications:read', 'applications:change', 'attachments:upload', 'enterprises:read',
    'personal:search', 'personal:read', 'calendar:read', 'rectifications:read', 'rectifications:work',
    'visits:arrange'
  ],
  specialist: [
    'applications:read', 'enterprises:read', 'personal:search', 'figures:read', 'calendar:read', 'desk:work',
    'rectifications:read', 'rectifications:work', 'visits:answer', 'filings:write'
  ],
  supervisor: [
    'applications:read', 'enterprises:read', 'webhooks:read', 'redrive:read', 'audit:read', 'metrics:read',
    'figures:read', 'calendar:read', 'ratings:read',
    'rectifications:read'
  ],
  operator: GRANTABLE.operator,
  administrator: ['accounts:read', 'accounts:manage', 'enterprises:read'],
  auditor: ['audit:read', 'sign-ins:read']
}

/** What a person of these roles may, each scope once. */
export function scopesOf (roles: readonly Role[]): Set<string> {
  return new Set(roles.flatMap(role => ROLE_SCOPES[role]))
}

/** Both see everything. Every other role sees something else than the rest, and stands alone. */
const TOGETHER: readonly Role[] = ['supervisor', 'operator']

export function rolesExclude (roles: readonly Role[]): boolean {
  return roles.length > 1 && !roles.every(role => TOGETHER.includes(role))
}

export interface Caller {
  /** The client's, as the settings name it; of a person the name that acts are recorded by. */
  id: string
  kind: ClientKind | Role
  /** Of an enterprise's client, or its specialist: whose. */
  enterprise?: components['schemas']['EnterpriseSlug']
  /** Whose the applications and files are that it submits: the client's own, of a clerk the unit's. */
  owner: string
  /** What its token is good for, or what the person's roles give. */
  scopes: ReadonlySet<string>
}

/** Stands before the name of an account, where a client has its id and the command line has `cli:`. */
const PERSON = 'person:'

/** By what name acts, disclosures and transitions of a person are recorded. */
export function actorOf (login: string): string {
  return PERSON + login
}

/** The account that a caller's id names; nothing of a client. */
export function loginOf (id: string): string | undefined {
  return id.startsWith(PERSON) ? id.slice(PERSON.length) : undefined
}

/** What clerks of one unit submit is kept under. No client can be called so. */
const UNIT = 'unit:'

export function ownerOf (unit: string): string {
  return UNIT + unit
}

/** Undefined of what a program submitted. */
export function unitOf (owner: string): string | undefined {
  return owner.startsWith(UNIT) ? owner.slice(UNIT.length) : undefined
}
