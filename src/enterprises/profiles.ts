/** The registry: the one place where a mapping and an adapter meet. One line an enterprise. */
import type { ZodType } from 'zod'
import type {
  Adapter, AdapterContext, AdapterDefinition, DeliveryTerms, TransportSettings
} from '../../adapters/adapter.ts'
import { anguangAdapter } from '../../adapters/anguang.ts'
import { countyWaterAdapter } from '../../adapters/county-water.ts'
import { ennAdapter } from '../../adapters/enn.ts'
import { mobileAdapter } from '../../adapters/mobile.ts'
import { stateGridAdapter } from '../../adapters/state-grid.ts'
import { telecomAdapter } from '../../adapters/telecom.ts'
import { towngasAdapter } from '../../adapters/towngas.ts'
import { unicomAdapter } from '../../adapters/unicom.ts'
import { anguangMapping } from '../../mappings/anguang.ts'
import { countyWaterMapping } from '../../mappings/county-water.ts'
import { ennMapping } from '../../mappings/enn.ts'
import type { Mapping, Service } from '../../mappings/mapping.ts'
import { mobileMapping } from '../../mappings/mobile.ts'
import { stateGridMapping } from '../../mappings/state-grid.ts'
import { telecomMapping } from '../../mappings/telecom.ts'
import { towngasMapping } from '../../mappings/towngas.ts'
import { unicomMapping } from '../../mappings/unicom.ts'
import type { components } from '../../openapi/hub.d.ts'

export type Slug = components['schemas']['EnterpriseSlug']

/** A connectable enterprise. Its native types have agreed in `join`; outside they are nobody's business. */
export interface Enterprise {
  name: string
  mapping: Mapping<Service, unknown, unknown, unknown>
  settings: ZodType<TransportSettings>
  terms?: DeliveryTerms
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
  'state-grid': join('国网泾县供电公司', stateGridMapping, stateGridAdapter),
  towngas: join('港华燃气', towngasMapping, towngasAdapter),
  enn: join('新奥燃气', ennMapping, ennAdapter),
  telecom: join('中国电信', telecomMapping, telecomAdapter),
  mobile: join('中国移动', mobileMapping, mobileAdapter),
  unicom: join('中国联通', unicomMapping, unicomAdapter),
  anguang: join('安广网络', anguangMapping, anguangAdapter),
}
