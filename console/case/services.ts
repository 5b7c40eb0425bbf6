/** Which services an application is about, in words. */
import type { components } from '../../openapi/hub.d.ts'
import { labelOf } from '../contract/words.ts'

export function servicesOf ({ services }: { services: ReadonlyArray<components['schemas']['Service']> }): string {
  return services.map(service => labelOf('Service', service)).join('、')
}
