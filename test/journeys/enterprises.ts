/** What the journeys need to know of each enterprise: a form that reaches it alone, and its native words for three states. */
import type { ApplicationForm } from '../../src/ground/form/order-view.ts'
import type { Slug } from '../../src/enterprises/profiles.ts'
import { householdForm } from '../kit/forms.ts'

export interface Known { service: Partial<ApplicationForm>, accepted: string, needsMaterial: string, finished: string }

type Carrier = NonNullable<ApplicationForm['network']>['carriers'][number]

function carrier (slug: Carrier): Partial<ApplicationForm> {
  return { network: { carriers: [slug], products: ['broadband'], kind: 'new', bandwidth: 300 } }
}

export const KNOWN: Record<Slug, Known> = {
  'county-water': { service: { water: { kind: 'new', demand: 0.5 } }, accepted: '受理', needsMaterial: '退补', finished: '通水' },
  'state-grid': { service: { electricity: { kind: 'new', mainCapacity: 8 } }, accepted: '3', needsMaterial: '6', finished: '11' },
  towngas: { service: { gas: { kind: 'ignition', supplier: 'towngas' } }, accepted: '10', needsMaterial: '70', finished: '60' },
  enn: { service: { gas: { kind: 'ignition', supplier: 'enn' } }, accepted: 'ACCEPTED', needsMaterial: 'NEED_MATERIAL', finished: 'GAS_ON' },
  telecom: { service: carrier('telecom'), accepted: '101200', needsMaterial: '401200', finished: '201300' },
  mobile: { service: carrier('mobile'), accepted: '1', needsMaterial: '7', finished: '6' },
  unicom: { service: carrier('unicom'), accepted: '10', needsMaterial: '70', finished: '60' },
  anguang: { service: carrier('anguang'), accepted: 'acknowledged', needsMaterial: 'held', finished: 'completed' }
}

/** A form whose one order goes to the enterprise. */
export function formFor (slug: Slug): ApplicationForm {
  const { water: _water, ...form } = householdForm()
  const { service } = KNOWN[slug]
  return { ...form, ...service, basic: { ...form.basic, services: Object.keys(service) as ApplicationForm['basic']['services'] } }
}
