/** The registry: the one place where a mapping and an adapter meet. One line an enterprise. */
import type { ZodType } from 'zod'
import type { Adapter, AdapterContext, AdapterDefinition, TransportSettings } from '../adapters/adapter.ts'
import { countyWaterAdapter } from '../adapters/county-water.ts'
import { countyWaterMapping } from '../mappings/county-water.ts'
import type { Mapping, Service } from '../mappings/mapping.ts'
import type { components } from '../openapi/hub.d.ts'

export type Slug = components['schemas']['EnterpriseSlug']

/** A connectable enterprise. Its native types have agreed in `join`; outside they are nobody's business. */
export interface Enterprise {
  name: string
  mapping: Mapping<Service, unknown, unknown, unknown>
  settings: ZodType<TransportSettings>
  statusBy: 'callback' | 'polling'
  connect (context: AdapterContext<TransportSettings>): Adapter<unknown, unknown>
}

/** Joins a mapping and an adapter that speak of the same native order and status. */
function join<S extends Service, Profile, NativeOrder, NativeStatus, Settings extends TransportSettings & { profile?: Profile }> (
  name: string, mapping: Mapping<S, Profile, NativeOrder, NativeStatus>, adapter: AdapterDefinition<Settings, NativeOrder, NativeStatus>
): Enterprise {
  return { name, mapping, ...adapter } as unknown as Enterprise
}

export const enterprises: Partial<Record<Slug, Enterprise>> = {
  'county-water': join('泾县供水', countyWaterMapping, countyWaterAdapter),
}
