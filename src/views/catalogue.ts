/** The catalogue: every enterprise of the settings, whether it is connected, what it can do, and whether it answers. */
import { readNativeContract } from '../../openapi/document.ts'
import type { components } from '../../openapi/hub.d.ts'
import { readBreakers, type Breaker, type BreakerState } from '../engines/delivery/breaker.ts'
import type { ConnectedEnterprise } from '../enterprises/connected-enterprise.ts'
import { DESK, deskMapping } from '../enterprises/desk.ts'
import { profiles, type Slug } from '../enterprises/profiles.ts'
import type { EnterpriseEntries, EnterpriseEntry } from '../enterprises/settings.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import type { Pool } from '../ground/database/pool.ts'

type Schemas = components['schemas']

/** A function that answers the catalogue as it is now, in the order of the settings. */
export function newCatalogue (
  { pool, settings }: { pool: Pool, settings: { enterprises: EnterpriseEntries } }
): () => Promise<Schemas['Enterprise'][]> {
  const known = Object.entries(settings.enterprises).map(([slug, entry]) => described(slug, entry))
  return async () => {
    const breakers = await readBreakers(pool)
    return known.map(enterprise => ({
      ...enterprise,
      ...enterprise.connected && enterprise.profile !== DESK && { health: healthOf(breakers.get(enterprise.slug)) }
    }))
  }
}

function described (slug: Slug, { profile, name, service, connected }: EnterpriseEntry): Schemas['Enterprise'] {
  const known = { slug, name, profile, service, connected }
  if (profile === DESK) return { ...known, ...offered(deskMapping(service)) }
  const { mapping, statusBy } = profiles.get(profile)!
  return {
    ...known,
    ...offered(mapping),
    statusBy,
    ...statusBy === 'callback' && { callbackPath: `/v1/callbacks/${slug}` },
    provenance: readNativeContract(profile)['info']['x-provenance']
  }
}

function offered ({ capabilities }: Pick<ConnectedEnterprise, 'mapping'>['mapping']): Partial<Schemas['Enterprise']> {
  return {
    kinds: [...capabilities.kinds],
    ...capabilities.products && { products: [...capabilities.products] },
    ...capabilities.otherServices && { otherServices: [...capabilities.otherServices] },
    files: capabilities.files
  }
}

const HEALTH_LABELS: Record<BreakerState, string> = { closed: '正常', open: '无应答，暂停送单', halfOpen: '正在试探' }

/** An enterprise that has never been silent has no breaker. */
export function healthOf (
  { state, failures, openedAt, probeAt }: Breaker = { state: 'closed', failures: 0, openedAt: null, probeAt: null }
): Schemas['EnterpriseHealth'] {
  return {
    state,
    stateLabel: HEALTH_LABELS[state],
    failures,
    ...openedAt && { since: localTime(openedAt) },
    ...state === 'open' && probeAt && { nextProbeAt: localTime(probeAt) }
  }
}
