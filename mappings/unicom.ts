/** What the joint form means to China Unicom: one customer order with a service order for each product. */
import type { components } from '../openapi/enterprises/unicom.d.ts'
import { carrierRemark } from './carrier-remark.ts'
import {
  customer, read, type Blocks, type HandedFile, type Mapping, type Meaning, type Order, type Progress, type Site
} from './mapping.ts'
import { timeTold, toNative } from './native-time.ts'

type Schemas = components['schemas']
type Native = Schemas['Order']
type Network = Blocks['network']
type Attributes = Partial<Record<Schemas['AttributeCode'], string | undefined>>

const TIME = 'yyyyMMddHHmmss'

const CERT_TYPES = {
  residentId: '02',
  passport: '08',
  residencePermit: '16',
  // The document has no code for it.
  permanentResidenceCard: '99',
  uscc: '33',
  other: '99'
} satisfies Record<ReturnType<typeof customer>['idType'], Native['CERT_TYPE']>

const TRADE_TYPES = {
  new: '0010', move: '0070', transfer: '0100', close: '0192', other: '0999'
} satisfies Record<Network['kind'], Schemas['TradeTypeCode']>

const STATES: Record<Schemas['OrderState'], Meaning> = {
  10: 'accepted',
  20: 'dispatched',
  30: 'surveyBooked',
  40: 'surveyed',
  50: 'building',
  60: 'completed',
  70: 'needsMaterial',
  80: 'withdrawn',
  90: 'refused'
}

export const mapping: Mapping<'network', unknown, Native, Schemas['Status']> = {
  service: 'network',
  capabilities: {
    kinds: ['new', 'move', 'transfer', 'close', 'other'],
    products: ['broadband', 'voice', 'cableTv'],
    otherServices: ['fixedLine', 'circuit', 'broadband', 'tv'],
    files: { pass: 'none', maxCount: 0, maxBytes: 0 }
  },
  reference: ({ jointNumber }) => `${jointNumber}-NU`,
  order,
  progress
}

function order (given: Order<'network'>, _files: HandedFile[], { county }: Site<unknown>): Native {
  const { basic } = given
  const { organisation, name, idType, idNumber } = customer(basic)
  const remark = remarkOf(given)
  return {
    SUBSCRIBE_ID: given.reference,
    CUST_NAME_CHINESE: name,
    CUST_TYPE: organisation ? '1' : '0',
    CERT_TYPE: CERT_TYPES[idType],
    CERT_CODE: idNumber,
    CUST_ADDRESS: basic.address.text,
    CUST_CONTACT_MAN_NAME: basic.applicantName,
    CUST_CONTACT_MAN_TEL: basic.phone,
    DEAL_AREA_CODE: county.code,
    TRADE_EPARCHY_CODE: county.carrierRegions.eparchyCode,
    ACCEPT_DATE: toNative(given.receivedAt, TIME),
    ...remark && { REMARK: remark },
    SRV_ORD_LIST: { SRV_ORD: serviceOrders(given) }
  }
}

/** One for each product of the form, and a LINE where its 其他服务 asks for a circuit (电路). */
function serviceOrders (given: Order<'network'>): Schemas['ServiceOrder'][] {
  const { products, bandwidth, fixedLines, tvSets, otherServices } = given.block
  const own = {
    broadband: { id: 'BB', attributes: { CON0021: bandwidth?.toString() } },
    voice: { id: 'TEL', attributes: { CON0031: fixedLines?.toString() } },
    cableTv: { id: 'TV', attributes: { CON0041: tvSets?.toString() } }
  } as const satisfies Record<Network['products'][number], { id: Schemas['ServiceId'], attributes: Attributes }>
  return [
    ...products.map(product => serviceOrder(given, own[product].id, own[product].attributes)),
    ...otherServices?.circuit ? [serviceOrder(given, 'LINE', { CON0051: otherServices.circuit })] : []
  ]
}

function serviceOrder (
  { basic, block }: Order<'network'>, id: Schemas['ServiceId'], own: Attributes
): Schemas['ServiceOrder'] {
  const attributes: Attributes = {
    CON0007: basic.address.text,
    CON0008: block.kind === 'move' ? basic.originalAddress : undefined,
    ...own,
    CON0061: basic.appointment?.plannedAt && toNative(basic.appointment.plannedAt, TIME)
  }
  return {
    SERVICE_ID: id,
    TRADE_TYPE_CODE: TRADE_TYPES[block.kind],
    ACTIVE_TYPE: '1',
    SRV_ORD_INFO: { SRV_ATTR_INFO: attributeList(attributes) }
  }
}

function attributeList (attributes: Attributes): Schemas['ServiceAttribute'][] {
  return (Object.keys(attributes) as Schemas['AttributeCode'][]).flatMap(code => {
    const value = attributes[code]
    return value === undefined ? [] : [{ ATTR_CODE: code, ATTR_VALUE: value, ATTR_ACTION: '0' as const }]
  })
}

/**
 * Everything the form says that no other field takes. A note has an attribute only at LINE (interface document,
 * applyOrder: CON0051), so the 其他服务 of the other products stand here, and so does a number whose product was not
 * chosen. The interface gives no limit; nothing is cut.
 */
function remarkOf (given: Order<'network'>): string | undefined {
  const { products, bandwidth, fixedLines, tvSets } = given.block
  const text = [
    carrierRemark(given),
    !products.includes('broadband') && bandwidth && `带宽需求：${bandwidth}Mbit/s`,
    !products.includes('voice') && fixedLines && `固话安装数量：${fixedLines}门`,
    !products.includes('cableTv') && tvSets && `电视安装数量：${tvSets}门`
  ].filter(Boolean).join('；')
  return text === '' ? undefined : text
}

/** STATE_DATE is when the state began, also of 30 已预约: the time of an agreed visit is not told. */
function progress ({ ORDER_STATE, STATE_DATE, REMARK }: Schemas['Status']): Progress {
  return read(STATES, ORDER_STATE, { ...timeTold(STATE_DATE, TIME), remark: REMARK })
}
