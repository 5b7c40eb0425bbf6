/** What is kept of an application's form once its person has been erased, and what answers show in the form's place. */
import type { components } from '../../../openapi/hub.d.ts'
import { HIDDEN } from './mask.ts'
import type { ApplicationForm } from './order-view.ts'

type Schemas = components['schemas']

export interface Statistics {
  channel: Schemas['Origin']['channel']
  services: Schemas['Service'][]
  businessNature: Schemas['BusinessNature']
  applicantType: Schemas['ApplicantType']
  idType: Schemas['IdType']
  regionCode: string
  streetCode?: string
}

export function statisticsOf ({ origin: { channel }, basic }: ApplicationForm): Statistics {
  const { services, businessNature, applicantType, idType, address: { regionCode, streetCode } } = basic
  return { channel, services, businessNature, applicantType, idType, regionCode, ...streetCode && { streetCode } }
}

/** What the answers show of a form. */
export type ShownOfForm =
  Pick<Schemas['Application'], 'origin' | 'portalCaseNumber' | 'services' | 'applicant' | 'address'>

export function shownOfErased ({ channel, services, applicantType, idType }: Statistics): ShownOfForm {
  return {
    origin: { channel, ...channel === 'window' && { window: HIDDEN } },
    services,
    applicant: { type: applicantType, name: HIDDEN, phone: HIDDEN, idType, idNumber: HIDDEN },
    address: HIDDEN
  }
}
