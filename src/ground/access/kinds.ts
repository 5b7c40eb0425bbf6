/** The kinds of clients, and which scopes each may be given at all: a settings file that gives more is refused at the start. */

/**
 * `portal` submits and follows its own applications, `enterprise` sees its own orders, `supervisor` reads everything and changes nothing,
 * `operator` keeps the hub running.
 */
export type ClientKind = 'portal' | 'enterprise' | 'supervisor' | 'operator'

/** What shows or changes other clients' business is out of reach of a portal and of an enterprise, whatever the settings say. */
export const GRANTABLE: Record<ClientKind, readonly string[]> = {
  portal: ['applications:submit', 'applications:read', 'applications:change', 'attachments:upload', 'enterprises:read', 'webhooks:read', 'webhooks:manage', 'personal:read'],
  enterprise: ['applications:read', 'enterprises:read'],
  supervisor: ['applications:read', 'enterprises:read', 'webhooks:read', 'redrive:read', 'audit:read', 'metrics:read'],
  operator: ['applications:read', 'enterprises:read', 'webhooks:read', 'webhooks:manage', 'redrive:read', 'redrive:act', 'audit:read', 'personal:read', 'erasure:act', 'metrics:read']
}
