/**
 * 中国电信: what a network application is called on its service bus, and what its order states mean. The contents of the
 * services are *assumed* (interface document, SVC80003 and SVC80010); no field limits are given, so nothing is cut.
 */
import type { components } from '../openapi/enterprises/telecom.d.ts'
import { carrierRemark } from './carrier-remark.ts'
import { customer, read, type Blocks, type Mapping, type Meaning, type Order } from './mapping.ts'
import { timeTold, toNative } from './native-time.ts'

type Schemas = components['schemas']
type Network = Blocks['network']
type Item = Pick<Schemas['OrderItem'], 'PROD_ID' | 'ATTR'>

const TIME = 'yyyyMMddHHmmss'

const SERVICE_OFFERS: Record<Network['kind'], Schemas['ServiceOffer']> = {
  new: '4010100000',
  move: '4020200000',
  transfer: '4030300000',
  close: '4040400000',
  other: '4090900000'
}

const CERTIFICATE_TYPES: Record<ReturnType<typeof customer>['idType'], Schemas['CertificateType']> = {
  residentId: '1',
  passport: '2',
  residencePermit: '4',
  // The document has no code for it.
  permanentResidenceCard: '99',
  uscc: '15',
  other: '99'
}

const PRODUCTS: Record<Network['products'][number], (block: Network) => Item> = {
  broadband: ({ bandwidth }) => ({
    PROD_ID: '9', ...bandwidth && { ATTR: { CD: 'BANDWIDTH', VAL: String(bandwidth) } }
  }),
  voice: ({ fixedLines }) => ({ PROD_ID: '2', ...fixedLines && { ATTR: { CD: 'LINES', VAL: String(fixedLines) } } }),
  cableTv: ({ tvSets }) => ({ PROD_ID: '881', ...tvSets && { ATTR: { CD: 'SETS', VAL: String(tvSets) } } })
}

const STATES: Record<Schemas['StatusCode'], Meaning> = {
  101200: 'accepted',
  101300: 'dispatched',
  101400: 'surveyBooked',
  101500: 'surveyed',
  201100: 'building',
  201300: 'completed',
  401100: 'withdrawn',
  401200: 'needsMaterial',
  401300: 'refused'
}

export const mapping: Mapping<'network', undefined, Schemas['Order'], Schemas['Status']> = {
  service: 'network',
  capabilities: {
    kinds: ['new', 'move', 'transfer', 'close', 'other'],
    products: ['broadband', 'voice', 'cableTv'],
    otherServices: ['fixedLine', 'circuit', 'broadband', 'tv'],
    files: { pass: 'none', maxCount: 0, maxBytes: 0 }
  },
  reference: ({ jointNumber }) => `${jointNumber}-NT`,

  order (order, _files, { county }) {
    const { reference, basic } = order
    const { name, idType, idNumber } = customer(basic)
    const remark = carrierRemark(order)
    return {
      EXT_CUST_ORDER_ID: reference,
      LAN_ID: county.carrierRegions.lanId,
      REGION_ID: basic.address.regionCode,
      CUST: {
        CUST_NAME: name,
        CERT_TYPE: CERTIFICATE_TYPES[idType],
        CERT_NUMBER: idNumber,
        CONTACT_NAME: basic.applicantName,
        CONTACT_PHONE: basic.phone
      },
      ORDER_ITEMS: { ORDER_ITEM: itemsOf(order) },
      ...basic.appointment?.plannedAt && { BOOK_TIME: toNative(basic.appointment.plannedAt, TIME) },
      ...remark && { REMARK: remark }
    }
  },

  // STATUS_DATE is when the state began, also of 已预约上门; the agreed visit itself is not told.
  progress ({ STATUS_CD, STATUS_DATE, REMARK }) {
    return read(STATES, STATUS_CD, { ...timeTold(STATUS_DATE, TIME), remark: REMARK })
  }
}

function itemsOf ({ basic, block }: Order<'network'>): Schemas['OrderItem'][] {
  const circuit = block.otherServices?.circuit
  const items = block.products.map(product => PRODUCTS[product](block))
  if (circuit) items.push({ PROD_ID: '1179', ATTR: { CD: 'NOTE', VAL: circuit } })
  return items.map(({ PROD_ID, ATTR }) => ({
    SERVICE_OFFER_ID: SERVICE_OFFERS[block.kind],
    PROD_ID,
    INSTALL_ADDR: basic.address.text,
    // The original address may stand in the form for the water or the gas alone.
    ...block.kind === 'move' && basic.originalAddress && { OLD_ADDR: basic.originalAddress },
    ...ATTR && { ATTR }
  }))
}
