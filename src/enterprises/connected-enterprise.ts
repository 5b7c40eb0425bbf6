/** An enterprise that orders can go to: a block of settings, with the two halves of its profile. */
import type { Adapter } from '../../adapters/adapter.ts'
import type { Site } from '../../mappings/mapping.ts'
import type { Profile, Slug } from './profiles.ts'
import type { EnterpriseSettings } from './settings.ts'

export interface ConnectedEnterprise extends Pick<Profile, 'mapping' | 'statusBy'> {
  slug: Slug
  name: string
  settings: EnterpriseSettings
  /** What its mapping is told beside an order. */
  site: Site<unknown>
  adapter: Adapter<unknown, unknown>
  /** It has no system: its orders are worked by hand, at its desk. */
  atDesk: boolean
}

/** In the order of the settings. */
export type Enterprises = ReadonlyMap<Slug, ConnectedEnterprise>
