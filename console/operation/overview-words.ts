/** How the state of what the hub works with is shown. */
import type { components } from '../../openapi/hub.d.ts'
import type { Tone } from '../pieces/Tag.vue'

type Schemas = components['schemas']

export const HEALTH: Record<Schemas['EnterpriseHealth']['state'], Tone> = {
  closed: 'good', open: 'bad', halfOpen: 'warned'
}

export const CALLBACKS: Record<Schemas['CallbackState'], Tone> = {
  refused: 'bad',
  unknownReference: 'bad',
  unknownStatus: 'bad',
  failed: 'bad',
  parked: 'warned',
  applied: 'good',
  repeated: 'still',
  late: 'still',
  ignored: 'still'
}
