/** 新奥燃气: the joint form as an application to the gateway, and the gateway's states as steps of the order. */
import type { components } from '../openapi/enterprises/enn.d.ts'
import {
  customer, read, remarks, type Basic, type HandedFile, type Mapping, type Meaning, type Order
} from './mapping.ts'
import { fromNative, timeTold } from './native-time.ts'

type Schemas = components['schemas']

const SERVICES: Record<Order<'gas'>['block']['kind'], Schemas['Service']> = {
  ignition: 'IGNITION', alterPipe: 'PIPE_CHANGE', transfer: 'TRANSFER', close: 'CLOSE', other: 'OTHER'
}

const NATURES: Record<Basic['businessNature'], Schemas['Premises']['nature']> = {
  residential: 'RESIDENTIAL', industrial: 'INDUSTRIAL', commercial: 'COMMERCIAL', other: 'OTHER'
}

/** Codes *assumed*: the interface document names the field and no values. */
const ID_TYPES: Record<Basic['idType'], Schemas['Customer']['idType']> = {
  residentId: 'RESIDENT_ID',
  passport: 'PASSPORT',
  residencePermit: 'RESIDENCE_PERMIT',
  permanentResidenceCard: 'OTHER',
  other: 'OTHER'
}

const STATES: Record<Schemas['State'], Meaning> = {
  RECEIVED: { ignored: '新奥燃气已收件，尚未决定是否受理' },
  ACCEPTED: 'accepted',
  REFUSED: 'refused',
  OUT_OF_AREA: 'outOfArea',
  NEED_MATERIAL: 'needsMaterial',
  SURVEY_BOOKED: 'surveyBooked',
  SURVEYED: 'surveyed',
  QUOTED: 'quoted',
  PAID: 'paid',
  BUILDING: 'building',
  INSPECTED: 'inspected',
  GAS_ON: 'completed',
  WITHDRAWN: 'withdrawn'
}

const NOTE_LIMIT = 300

export const mapping: Mapping<'gas', unknown, Schemas['Order'], Schemas['Status']> = {
  service: 'gas',
  capabilities: {
    kinds: ['ignition', 'alterPipe', 'transfer', 'close', 'other'],
    // The document limits neither number nor size: the form's own limits.
    files: { pass: 'link', maxCount: 9, maxBytes: 2 * 1024 * 1024 }
  },

  reference: ({ jointNumber }) => `${jointNumber}-G`,

  order (order, files) {
    const { basic, block } = order
    const { pressure, load } = block
    const visit = fromNative(basic.appointment?.plannedAt)
    const { text: note } = remarks(order, NOTE_LIMIT)
    return {
      externalNo: order.reference,
      service: SERVICES[block.kind],
      premises: {
        nature: NATURES[basic.businessNature],
        address: basic.address.text,
        // The original address may stand in the form for the water or the network alone.
        ...block.kind === 'alterPipe' && basic.originalAddress && { formerAddress: basic.originalAddress },
        regionCode: basic.address.regionCode
      },
      customer: nativeCustomer(basic),
      contact: { name: basic.applicantName, mobile: basic.phone },
      ...(pressure !== undefined || load !== undefined) && {
        gas: { ...pressure !== undefined && { pressureKpa: pressure }, ...load !== undefined && { loadM3h: load } }
      },
      ...visit && { visit },
      ...files.length > 0 && { attachments: files.map(nativeAttachment) },
      ...note && { note }
    }
  },

  cut: order => remarks(order, NOTE_LIMIT).cut,

  progress ({ state, stateTime, note }) {
    const { at, noSuchTime } = timeTold(stateTime)
    // Of a booking only the booked time is told, not when it was booked.
    const time = state === 'SURVEY_BOOKED' ? { bookedFor: at } : { at }
    return read(STATES, state, { ...time, noSuchTime, remark: note })
  }
}

/** `uscc` names the organisation, so `idType` and `idNo` are left for the person who applies. */
function nativeCustomer (basic: Basic): Schemas['Customer'] {
  const { organisation, name, idNumber } = customer(basic)
  return {
    kind: organisation ? 'ORGANISATION' : 'PERSON',
    name,
    ...organisation && { uscc: idNumber },
    idType: ID_TYPES[basic.idType],
    idNo: basic.idNumber
  }
}

function nativeAttachment ({ name, mediaType, handle }: HandedFile): Schemas['Attachment'] {
  return { name, mediaType, url: handle }
}
