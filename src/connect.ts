/** Connects the enterprises of the settings: gives each adapter its settings and what all processes share. */
import { newHttpClient } from '../adapters/http.ts'
import { noSystem } from './engines/delivery/no-system.ts'
import { leased } from './engines/delivery/lease.ts'
import { newPace, newQueryPace } from './engines/delivery/pace.ts'
import { sharedToken } from './engines/delivery/token.ts'
import { APPROVALS, approvals } from './enterprises/approvals.ts'
import type { ConnectedApprovals } from './enterprises/connected-approvals.ts'
import type { ConnectedEnterprise } from './enterprises/connected-enterprise.ts'
import { deskMapping, isAtDesk } from './enterprises/desk.ts'
import { profiles, type Slug } from './enterprises/profiles.ts'
import type { EnterpriseSettings } from './enterprises/settings.ts'
import { randomDigits } from './ground/access/random-digits.ts'
import type { Pool } from './ground/database/pool.ts'
import type { Vault } from './ground/sealing/vault.ts'
import { WrongSettings } from './ground/settings/wrong-settings.ts'
import { trailObserver } from './records/trail/messages.ts'
import type { Settings } from './settings.ts'

/** What all processes have in common. */
interface Shared { pool: Pool, vault: Vault }

/** Throws WrongSettings when an enterprise needs a setting beside its own block. */
export function connectEnterprises (
  settings: Settings, shared: Shared, now: () => Date
): Map<Slug, ConnectedEnterprise> {
  const connected = new Map<Slug, ConnectedEnterprise>()
  for (const [slug, entry] of Object.entries(settings.enterprises)) {
    if (entry.connected) connected.set(slug, connect(slug, entry, settings, shared, now))
  }
  return connected
}

function connect (
  slug: Slug, own: EnterpriseSettings, { county, hub }: Settings, { pool, vault }: Shared, now: () => Date
): ConnectedEnterprise {
  if (isAtDesk(own)) return atDesk(slug, own, county)
  const { mapping, messages, statusBy, connect } = profiles.get(own.profile)!
  if (mapping.capabilities.files.pass === 'link' && !hub.attachmentLinks) {
    throw new WrongSettings(`hub.attachmentLinks：${slug} 以链接取附件，必须设置`)
  }
  const adapter = connect({
    settings: own,
    http: newHttpClient({ timeout: own.timeout, messages, now }, leased(trailObserver(own, now))),
    token: sharedToken({ pool, vault }, slug, { timeout: own.timeout, now, tokenLimit: own.delivery.tokenLimit }),
    pace: newPace(pool, slug, own.delivery.rateLimit),
    paceQuery: newQueryPace(pool, slug, own.delivery.queryInterval, now),
    now,
    digits: randomDigits
  })
  const site = { agreed: own.agreed, county }
  return { slug, name: own.name, mapping, statusBy, settings: own, site, adapter, atDesk: false }
}

/** Undefined where a county has no approvals system. */
export function connectApprovals (
  { approvals: own, county }: Settings, { pool, vault }: Shared, now: () => Date
): ConnectedApprovals | undefined {
  if (!own) return undefined
  const { mapping, messages, connect } = approvals
  const areaCode = own.areaCode ?? county.code
  const adapter = connect({
    settings: { ...own, areaCode },
    http: newHttpClient({ timeout: own.timeout, messages, now }, leased(trailObserver(own, now))),
    token: sharedToken({ pool, vault }, APPROVALS, { timeout: own.timeout, now, tokenLimit: own.delivery.tokenLimit }),
    pace: newPace(pool, APPROVALS, own.delivery.rateLimit),
    // The document has no limit to questions.
    paceQuery: async () => {},
    now,
    digits: randomDigits
  })
  return { slug: APPROVALS, name: own.name, settings: own, mapping, site: { areaCode }, adapter }
}

/** Nothing is sent to an enterprise without a system. */
function atDesk (slug: Slug, own: EnterpriseSettings, county: Settings['county']): ConnectedEnterprise {
  const { name, service } = own
  const site = { agreed: undefined, county }
  const mapping = deskMapping(service)
  return { slug, name, mapping, statusBy: 'polling', settings: own, site, adapter: noSystem(), atDesk: true }
}
