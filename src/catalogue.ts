/** The catalogue of enterprises: every one the hub knows, whether it is connected, and what it can do. */
import type { components } from '../openapi/hub.d.ts'
import { readNativeContract } from '../openapi/document.ts'
import { enterprises, type Slug } from './enterprises.ts'
import type { Hub } from './hub.ts'

type Enterprise = components['schemas']['Enterprise']

export function catalogue (hub: Hub): Enterprise[] {
  return Object.entries(enterprises).map(([slug, { name, mapping, statusBy }]) => ({
    slug: slug as Slug,
    name,
    service: mapping.service,
    connected: hub.enterprises.has(slug as Slug),
    kinds: [...mapping.capabilities.kinds],
    ...mapping.capabilities.products && { products: [...mapping.capabilities.products] },
    ...mapping.capabilities.otherServices && { otherServices: [...mapping.capabilities.otherServices] },
    files: mapping.capabilities.files,
    statusBy,
    ...statusBy === 'callback' && { callbackPath: `/v1/callbacks/${slug}` },
    provenance: readNativeContract(slug)['info']['x-provenance']
  }))
}
