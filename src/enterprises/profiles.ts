/**
 * The registry of profiles: the one place where a mapping and an adapter meet. A profile is an interface that the hub
 * speaks; any number of enterprises, which are blocks of the settings, may be reached by it.
 */
import type { ZodType } from 'zod'
import { withinExtent } from '../../adapters/within-extent.ts'
import type {
  Adapter, AdapterContext, AdapterDefinition, DeliveryTerms, TransportSettings
} from '../../adapters/adapter.ts'
import type { Mapping, Service } from '../../mappings/mapping.ts'
import type { Extent } from '../../openapi/extent.ts'
import type { components } from '../../openapi/hub.d.ts'

/** The name of an enterprise's entry in the settings. */
export type Slug = components['schemas']['EnterpriseSlug']

/** `join` has checked that mapping and adapter have the same native types; nobody else needs to know them. */
export interface Profile {
  mapping: Mapping<Service, unknown, unknown, unknown>
  settings: ZodType<TransportSettings>
  messages: Extent
  terms?: DeliveryTerms
  statusBy: 'callback' | 'polling'
  connect (context: AdapterContext<TransportSettings>): Adapter<unknown, unknown>
}

/** Joins a mapping and an adapter that speak of the same native order and status. */
async function join<
  S extends Service, Agreed, Order, Status, Settings extends TransportSettings & { agreed?: Agreed }
> (
  mappingFile: Promise<{ mapping: Mapping<S, Agreed, Order, Status> }>,
  adapterFile: Promise<{ adapter: AdapterDefinition<Settings, Order, Status> }>
): Promise<Profile> {
  const [{ mapping }, { adapter }] = await Promise.all([mappingFile, adapterFile])
  const connect = (context: AdapterContext<Settings>): Adapter<Order, Status> =>
    withinExtent(adapter.connect(context), adapter.messages)
  return { mapping, ...adapter, connect } as unknown as Profile
}

/** One line a profile, under the name of its files. */
const joined: Record<string, Promise<Profile>> = {
  'county-water': join(import('../../mappings/county-water.ts'), import('../../adapters/county-water.ts')),
  'state-grid': join(import('../../mappings/state-grid.ts'), import('../../adapters/state-grid.ts')),
  towngas: join(import('../../mappings/towngas.ts'), import('../../adapters/towngas.ts')),
  enn: join(import('../../mappings/enn.ts'), import('../../adapters/enn.ts')),
  telecom: join(import('../../mappings/telecom.ts'), import('../../adapters/telecom.ts')),
  mobile: join(import('../../mappings/mobile.ts'), import('../../adapters/mobile.ts')),
  unicom: join(import('../../mappings/unicom.ts'), import('../../adapters/unicom.ts')),
  anguang: join(import('../../mappings/anguang.ts'), import('../../adapters/anguang.ts')),
}

export const profiles: ReadonlyMap<string, Profile> = new Map(await Promise.all(
  Object.entries(joined).map(async ([name, profile]) => [name, await profile] as const)))
