/** The catalogue of enterprises: every one the hub knows, whether it is connected, what it can do, and whether it answers. */
import type { components } from '../../openapi/hub.d.ts'
import { readNativeContract } from '../../openapi/document.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import { readBreakers, type Breaker, type BreakerState } from '../engines/delivery/breaker.ts'
import { enterprises, type Slug } from '../enterprises/profiles.ts'
import type { Hub } from '../hub.ts'

type Schemas = components['schemas']

/** A function that answers the catalogue as it is now. */
export function newCatalogue (hub: Hub): () => Promise<Schemas['Enterprise'][]> {
  const known = Object.entries(enterprises).map(([slug, { name, mapping, statusBy }]) => ({
    slug: slug as Slug,
    name,
    service: mapping.service,
    kinds: [...mapping.capabilities.kinds],
    ...mapping.capabilities.products && { products: [...mapping.capabilities.products] },
    ...mapping.capabilities.otherServices && { otherServices: [...mapping.capabilities.otherServices] },
    files: mapping.capabilities.files,
    statusBy,
    ...statusBy === 'callback' && { callbackPath: `/v1/callbacks/${slug}` },
    provenance: readNativeContract(slug)['info']['x-provenance']
  }))
  return async () => {
    const breakers = await readBreakers(hub.pool)
    return known.map(enterprise => {
      const connected = hub.enterprises.has(enterprise.slug)
      return { ...enterprise, connected, ...connected && { health: healthOf(breakers.get(enterprise.slug)) } }
    })
  }
}

const HEALTH_LABELS: Record<BreakerState, string> = { closed: '正常', open: '无应答，暂停送单', halfOpen: '正在试探' }

/** An enterprise that has never been silent has no breaker. */
export function healthOf ({ state, failures, openedAt, probeAt }: Breaker = { state: 'closed', failures: 0, openedAt: null, probeAt: null }): Schemas['EnterpriseHealth'] {
  return {
    state,
    stateLabel: HEALTH_LABELS[state],
    failures,
    ...openedAt && { since: localTime(openedAt) },
    ...state === 'open' && probeAt && { nextProbeAt: localTime(probeAt) }
  }
}
