/** In which tone a state is shown. */
import type { components } from '../../openapi/hub.d.ts'
import type { Tone } from '../pieces/Tag.vue'

type Schemas = components['schemas']

const ORDER: Partial<Record<Schemas['OrderState'], Tone>> = {
  completed: 'good',
  completedConditionally: 'good',
  needsMaterial: 'warned',
  specialProcedure: 'still',
  handedOver: 'still',
  withdrawn: 'still',
  notAdmitted: 'bad',
  refused: 'bad',
  revoked: 'bad'
}

const APPLICATION: Record<Schemas['ApplicationStatus'], Tone> = {
  processing: 'running', needsMaterial: 'warned', completed: 'good', ended: 'still'
}

export const DELIVERIES: Record<Schemas['WebhookDeliveryState'], Tone> = {
  open: 'running', delivered: 'good', failed: 'bad'
}

export function toneOfOrder ({ state }: Pick<Schemas['Order'], 'state'>): Tone {
  return ORDER[state] ?? 'running'
}

export function toneOfApplication ({ status }: Pick<Schemas['Application'], 'status'>): Tone {
  return APPLICATION[status]
}

const ENDED = new Set<Schemas['OrderState']>([
  'completed', 'completedConditionally', 'handedOver', 'withdrawn', 'notAdmitted', 'refused', 'revoked'
])

/** Whether the applicant is to bring something that they have not brought yet. */
export function wantsMaterial ({ state, supplementSent }: Pick<Schemas['Order'], 'state' | 'supplementSent'>): boolean {
  return state === 'needsMaterial' && !supplementSent
}

export function isOpen ({ state }: Pick<Schemas['Order'], 'state'>): boolean {
  return !ENDED.has(state)
}

/** Whether the applicant can say how it was; what was handed on goes on elsewhere. */
export function isRateable (order: Pick<Schemas['Order'], 'state'>): boolean {
  return !isOpen(order) && order.state !== 'handedOver'
}
