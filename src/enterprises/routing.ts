/**
 * The settings of which enterprise gets an order where the form does not say: operating areas, and who has the rest.
 */
import { z } from 'zod'
import type { Service } from '../../mappings/mapping.ts'
import type { ApplicationForm } from '../ground/form/order-view.ts'
import type { Slug } from './profiles.ts'
import type { EnterpriseEntries } from './settings.ts'

/** Within one area any code or word is enough. */
const area = z.strictObject({
  enterprise: z.string(),
  regionCodes: z.array(z.string().regex(/^\d{6}$/, '应为六位行政区划代码')).default([]),
  streetCodes: z.array(z.string().regex(/^\d{9}$/, '应为九位街道代码')).default([]),
  /** Words in the address. */
  keywords: z.array(z.string().min(1)).default([])
})

const rule = z.strictObject({
  /** Who has what lies in no area; needed where several enterprises of the service are connected. */
  default: z.string().optional(),
  /** The first that fits decides. */
  areas: z.array(area).default([])
})

/** Carriers are always chosen on the form, so network has no routing. */
export const routing = z.strictObject({
  water: rule.optional(),
  electricity: rule.optional(),
  gas: rule.optional()
})

export type RoutingSettings = z.infer<typeof routing>

type Address = ApplicationForm['basic']['address']

/** The enterprise of an address as the settings draw it; the enterprise itself may still say that it is not its own. */
export function routed (rules: RoutingSettings, service: Service, address: Address): Slug | undefined {
  const rule = service === 'network' ? undefined : rules[service]
  const area = rule?.areas.find(({ regionCodes, streetCodes, keywords }) =>
    regionCodes.includes(address.regionCode) ||
    (address.streetCode !== undefined && streetCodes.includes(address.streetCode)) ||
    keywords.some(keyword => address.text.includes(keyword)))
  return area?.enterprise ?? rule?.default
}

export interface SettingsFault { path: Array<string | number>, message: string }

/**
 * What no setting can say by itself: who is named has to be an entry of the service, and somebody must have every
 * address.
 */
export function routingFaults (rules: RoutingSettings, entries: EnterpriseEntries): SettingsFault[] {
  return (Object.keys(routing.shape) as Array<keyof RoutingSettings>).flatMap(service => {
    const { default: fallback, areas = [] } = rules[service] ?? {}
    const own = Object.keys(entries).filter(slug => entries[slug]!.service === service)
    const named = [
      ...fallback === undefined ? [] : [{ slug: fallback, path: ['default'] }],
      ...areas.map(({ enterprise }, index) => ({ slug: enterprise, path: ['areas', index, 'enterprise'] }))
    ]
    const unclear = fallback === undefined && own.filter(slug => entries[slug]!.connected).length > 1
    return [
      ...named.filter(({ slug }) => !own.includes(slug))
        .map(({ path }) => ({ path: ['routing', service, ...path], message: '没有这家企业，或不办理此业务' })),
      ...unclear ? [{ path: ['routing', service, 'default'], message: '该业务接入了多家企业，须指定其余地址由谁办理' }] : []
    ]
  })
}
