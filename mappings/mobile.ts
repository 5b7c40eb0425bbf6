/**
 * 中国移动: what the order of 能力开放平台 means. Business fields and states are *assumed* (interface document, Methods and
 * Callback); the document gives no field limits, so nothing is cut.
 */
import type { components } from '../openapi/enterprises/mobile.d.ts'
import { carrierRemark } from './carrier-remark.ts'
import { customer, read, type Blocks, type Mapping, type Meaning } from './mapping.ts'
import { timeTold, toNative } from './native-time.ts'

type Schemas = components['schemas']
type Network = Blocks['network']

const TIME = 'yyyyMMddHHmmss'

const BUSI_TYPES: Record<Network['kind'], Schemas['BusiType']> = {
  new: 'NEW',
  move: 'MOVE',
  transfer: 'TRANSFER',
  close: 'CANCEL',
  other: 'OTHER'
}

const CERT_TYPES: Record<ReturnType<typeof customer>['idType'], Schemas['CertType']> = {
  residentId: '01',
  passport: '02',
  residencePermit: '03',
  // The document has no code for it.
  permanentResidenceCard: '99',
  uscc: '11',
  other: '99'
}

const PRODUCTS: Record<Network['products'][number], (block: Network) => Schemas['Product']> = {
  broadband: ({ bandwidth }) => ({ prodType: 'BROADBAND', ...bandwidth && { bandwidth } }),
  voice: ({ fixedLines }) => ({ prodType: 'VOICE', ...fixedLines && { lines: fixedLines } }),
  cableTv: ({ tvSets }) => ({ prodType: 'TV', ...tvSets && { sets: tvSets } })
}

const STATES: Record<Schemas['State'], Meaning> = {
  1: 'accepted',
  2: 'dispatched',
  3: 'surveyBooked',
  4: 'surveyed',
  5: 'building',
  6: 'completed',
  7: 'needsMaterial',
  8: 'withdrawn',
  9: 'refused'
}

export const mapping: Mapping<'network', undefined, Schemas['Order'], Schemas['Status']> = {
  service: 'network',
  capabilities: {
    kinds: ['new', 'move', 'transfer', 'close', 'other'],
    products: ['broadband', 'voice', 'cableTv'],
    otherServices: ['fixedLine', 'circuit', 'broadband', 'tv'],
    files: { pass: 'none', maxCount: 0, maxBytes: 0 }
  },
  reference: ({ jointNumber }) => `${jointNumber}-NM`,
  order (order) {
    const { reference, basic, block } = order
    const { organisation, name, idType, idNumber } = customer(basic)
    const remark = carrierRemark(order)
    return {
      extOrderId: reference,
      busiType: BUSI_TYPES[block.kind],
      regionCode: basic.address.regionCode,
      custName: name,
      custType: organisation ? '1' : '0',
      certType: CERT_TYPES[idType],
      certNo: idNumber,
      linkName: basic.applicantName,
      linkPhone: basic.phone,
      installAddr: basic.address.text,
      // The old address may belong to another service's alteration; only a move of this one needs it.
      ...block.kind === 'move' && basic.originalAddress && { oldAddr: basic.originalAddress },
      products: productsOf(block),
      ...basic.appointment?.plannedAt && { bookTime: toNative(basic.appointment.plannedAt, TIME) },
      ...remark && { remark }
    }
  },
  // The one time of a status is when the state began, also of 已预约; the agreed visit itself is not told.
  progress ({ state, stateTime, remark }) {
    return read(STATES, state, { ...timeTold(stateTime, TIME), remark })
  }
}

function productsOf (block: Network): Schemas['Product'][] {
  const products = block.products.map(product => PRODUCTS[product](block))
  const circuit = block.otherServices?.circuit
  return circuit ? [...products, { prodType: 'CIRCUIT', note: circuit }] : products
}
