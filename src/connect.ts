/** Connects the enterprises of the settings: gives each adapter its settings and what all processes share. */
import { randomInt } from 'node:crypto'
import { newHttpClient } from '../adapters/http.ts'
import { leased } from './engines/delivery/lease.ts'
import { newPace, newQueryPace } from './engines/delivery/pace.ts'
import { sharedToken } from './engines/delivery/token.ts'
import type { ConnectedEnterprise } from './enterprises/connected-enterprise.ts'
import { profiles, type Slug } from './enterprises/profiles.ts'
import type { EnterpriseSettings } from './enterprises/settings.ts'
import type { Pool } from './ground/database/pool.ts'
import { WrongSettings } from './ground/settings/wrong-settings.ts'
import { trailObserver } from './records/trail/messages.ts'
import type { Settings } from './settings.ts'

/** Throws WrongSettings when an enterprise needs a setting beside its own block. */
export function connectEnterprises (settings: Settings, pool: Pool, now: () => Date): Map<Slug, ConnectedEnterprise> {
  const connected = new Map<Slug, ConnectedEnterprise>()
  for (const [slug, entry] of Object.entries(settings.enterprises)) {
    if (entry.connected) connected.set(slug, connect(slug, entry, settings, pool, now))
  }
  return connected
}

function connect (
  slug: Slug, own: EnterpriseSettings, { county, hub }: Settings, pool: Pool, now: () => Date
): ConnectedEnterprise {
  const { mapping, statusBy, connect } = profiles.get(own.profile)!
  if (mapping.capabilities.files.pass === 'link' && !hub.attachmentLinks) {
    throw new WrongSettings(`hub.attachmentLinks：${slug} 以链接取附件，必须设置`)
  }
  const adapter = connect({
    settings: own,
    http: newHttpClient(own.timeout, now, leased(trailObserver(own, now))),
    token: sharedToken(pool, slug, { timeout: own.timeout, now }),
    pace: newPace(pool, slug, own.delivery.rateLimit),
    paceQuery: newQueryPace(pool, slug, own.delivery.queryInterval, now),
    now,
    digits: count => Array.from({ length: count }, () => randomInt(10)).join('')
  })
  return { slug, name: own.name, mapping, statusBy, settings: own, site: { agreed: own.agreed, county }, adapter }
}
