/** The portal's end-point as the contract shows it. */
import type { components } from '../../openapi/hub.d.ts'
import type { PortalSettings } from '../engines/portal/settings.ts'
import type { Queryable } from '../ground/database/pool.ts'
import { Problem } from '../ground/problem/problem.ts'
import { readEndpoint } from '../records/outbox/endpoint.ts'

export interface MaybePortal { settings: { portal?: PortalSettings | undefined } }

/** Throws Problem `webhook-endpoint-not-found` where no portal is told. */
export function requirePortal ({ settings }: MaybePortal): PortalSettings {
  if (!settings.portal) throw new Problem('webhook-endpoint-not-found')
  return settings.portal
}

/** Throws Problem `webhook-endpoint-not-found` where no portal is told. */
export async function readWebhookEndpoint (
  needs: MaybePortal & { pool: Queryable, now (): Date }
): Promise<components['schemas']['WebhookEndpoint']> {
  requirePortal(needs)
  return await readEndpoint(needs.pool, needs.now())
}
