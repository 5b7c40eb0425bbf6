/** Valid forms to start from; a test changes what it is about. */
import type { ApplicationForm } from '../../src/ground/form/order-view.ts'

export function householdForm (): ApplicationForm {
  return {
    origin: { channel: 'portal' },
    portalCaseNumber: 'AH341823-2026-0001',
    consent: true,
    basic: {
      businessNature: 'residential',
      services: ['water'],
      address: { text: '泾川镇稼祥中路12号3幢502室', regionCode: '341823', streetCode: '341823100' },
      applicantType: 'household',
      applicantName: '王小梅',
      phone: '13800000001',
      idType: 'residentId',
      idNumber: '11010519491231002X'
    },
    water: { kind: 'new', demand: 0.5 }
  }
}

/** All four services, one enterprise each. */
export function wholeHouseForm (): ApplicationForm {
  const form = householdForm()
  return {
    ...form,
    basic: { ...form.basic, services: ['water', 'electricity', 'gas', 'network'] },
    electricity: { kind: 'new', mainCapacity: 8 },
    gas: { kind: 'ignition', supplier: 'towngas' },
    network: { carriers: ['unicom'], products: ['broadband'], kind: 'new', bandwidth: 300 }
  }
}

export function electricityForm (): ApplicationForm {
  const { water: _water, ...form } = householdForm()
  return { ...form, basic: { ...form.basic, services: ['electricity'] }, electricity: { kind: 'new', mainCapacity: 8 } }
}

export function agentForm (powerOfAttorney: string): ApplicationForm {
  const form = householdForm()
  return {
    ...form,
    basic: { ...form.basic, applicantType: 'agent', organisationName: '泾县云岭餐饮有限公司', unifiedSocialCreditCode: '91350100M000100Y43' },
    attachments: [{ id: powerOfAttorney, kind: 'powerOfAttorney' }]
  }
}
