/** An enterprise that orders can go to: named in the settings, with an adapter that speaks to it. */
import type { Adapter, TransportSettings } from '../../adapters/adapter.ts'
import type { CallbackFrom } from './callback-from.ts'
import type { DeliverySettings } from './delivery-settings.ts'
import type { Enterprise, Slug } from './profiles.ts'

export type EnterpriseSettings = TransportSettings & { delivery: DeliverySettings, callbackFrom?: CallbackFrom | undefined }

export interface ConnectedEnterprise extends Pick<Enterprise, 'name' | 'mapping' | 'statusBy'> {
  slug: Slug
  settings: EnterpriseSettings
  adapter: Adapter<unknown, unknown>
}

export type Enterprises = ReadonlyMap<Slug, ConnectedEnterprise>
