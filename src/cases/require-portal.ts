/** Whether there is a portal that is told. */
import type { PortalSettings } from '../engines/portal/settings.ts'
import { Problem } from '../ground/problem/problem.ts'

export interface MaybePortal { settings: { portal?: PortalSettings | undefined } }

/** Throws Problem `webhook-endpoint-not-found` where no portal is told. */
export function requirePortal ({ settings }: MaybePortal): PortalSettings {
  if (!settings.portal) throw new Problem('webhook-endpoint-not-found')
  return settings.portal
}
