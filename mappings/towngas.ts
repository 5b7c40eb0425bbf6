/**
 * 港华燃气: a gas order as a VCC work order (5001), and what its status codes (5005, 7005) mean.
 * Field tables and status codes are *assumed* in the interface document.
 */
import type { components } from '../openapi/enterprises/towngas.d.ts'
import { customer, read, remarks, type Basic, type Blocks, type Mapping, type Meaning } from './mapping.ts'
import { timeTold, toNative } from './native-time.ts'

type Native = components['schemas']

const ORDER_TYPES: Record<Blocks['gas']['kind'], Native['OrderType']> = {
  ignition: 'TQDH',
  alterPipe: 'GG',
  transfer: 'GH',
  close: 'XH',
  other: 'QT'
}

const CUSTOMER_TYPES: Record<Basic['businessNature'], Native['CustomerType']> = {
  residential: 'R',
  industrial: 'I',
  commercial: 'C',
  other: 'O'
}

const CERTIFICATE_TYPES: Record<ReturnType<typeof customer>['idType'], Native['CertificateType']> = {
  residentId: 'ID',
  passport: 'PASSPORT',
  residencePermit: 'HMT',
  // The document has no code for it.
  permanentResidenceCard: 'OTHER',
  uscc: 'USCC',
  other: 'OTHER'
}

const STATUSES: Record<Native['StatusCode'], Meaning> = {
  10: 'accepted',
  20: 'dispatched',
  30: 'surveyed',
  40: 'building',
  50: 'inspected',
  60: 'completed',
  70: 'needsMaterial',
  80: 'withdrawn',
  90: 'refused'
}

/** 5001: remark ≤ 255. */
const REMARK_LIMIT = 255

function appointment (at: string): Pick<Native['Order'], 'appointTime'> {
  return { appointTime: toNative(at, 'yyyy-MM-dd HH:mm') }
}

export const mapping: Mapping<'gas', unknown, Native['Order'], Native['Status']> = {
  service: 'gas',
  capabilities: {
    kinds: ['ignition', 'alterPipe', 'transfer', 'close', 'other'],
    files: { pass: 'upload', maxCount: 9, maxBytes: 2 * 1024 * 1024 }
  },
  reference: ({ jointNumber }) => `${jointNumber}-G`,
  order (order, files) {
    const { basic, block } = order
    const { name, idType, idNumber } = customer(basic)
    const { text: remark } = remarks(order, REMARK_LIMIT)
    return {
      externalNo: order.reference,
      orderType: ORDER_TYPES[block.kind],
      customerType: CUSTOMER_TYPES[basic.businessNature],
      name,
      mobile: basic.phone,
      certType: CERTIFICATE_TYPES[idType],
      certNo: idNumber,
      addr: basic.address.text,
      // 5001: of 改管 only, though the form may carry it for another service's sake
      ...block.kind === 'alterPipe' && basic.originalAddress !== undefined && { oldAddr: basic.originalAddress },
      ...block.pressure !== undefined && { pressure: block.pressure },
      ...block.load !== undefined && { load: block.load },
      ...basic.appointment?.plannedAt !== undefined && appointment(basic.appointment.plannedAt),
      ...files.length > 0 && { mediaIds: files.map(file => file.handle) },
      ...remark !== undefined && { remark }
    }
  },
  // 5002, APPOINT.
  appointment,
  cut: order => remarks(order, REMARK_LIMIT).cut,
  progress: ({ status, statusTime, remark }) =>
    read(STATUSES, status, { ...timeTold(statusTime, 'yyyy-MM-dd HH:mm:ss'), remark })
}
