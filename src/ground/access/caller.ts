/**
 * Who calls: the kinds of clients, the scopes that each kind may be given at all, and the caller of one request. A
 * settings file that gives a client more than its kind may have is refused at the start.
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
    'webhooks:read', 'webhooks:manage', 'personal:read'
  ],
  enterprise: ['applications:read', 'enterprises:read'],
  supervisor: ['applications:read', 'enterprises:read', 'webhooks:read', 'redrive:read', 'audit:read', 'metrics:read'],
  operator: [
    'applications:read', 'enterprises:read', 'webhooks:read', 'webhooks:manage', 'redrive:read', 'redrive:act',
    'audit:read', 'personal:read', 'erasure:act', 'metrics:read'
  ]
}

export interface Caller {
  /** The client's, as the settings name it. */
  id: string
  kind: ClientKind
  /** Of an enterprise's client: whose. */
  enterprise?: components['schemas']['EnterpriseSlug']
  /** What its token is good for. */
  scopes: ReadonlySet<string>
}
