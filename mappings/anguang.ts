/** 安广网络: the joint form as a TMF622 product order, and the states of such an order as steps of the joint order. */
import type { components } from '../openapi/enterprises/anguang.d.ts'
import type { components as hub } from '../openapi/hub.d.ts'
import { customer, read, remarks, type Basic, type Blocks, type Mapping, type Meaning, type Order } from './mapping.ts'
import { fromNative, timeTold } from './native-time.ts'

type Schemas = components['schemas']
type Kind = Blocks['network']['kind']
type Offering = Schemas['SentItem']['productOffering']['id']

const ACTIONS: Record<Kind, Schemas['SentItem']['action']> = {
  new: 'add', move: 'modify', transfer: 'modify', other: 'modify', close: 'delete'
}

/** 安广网络 has no 固话; submission refuses it, so it does not come this far. */
const OFFERINGS: Record<hub['schemas']['NetworkProduct'], Offering | undefined> = {
  broadband: 'BROADBAND', cableTv: 'CABLE_TV', voice: undefined
}

/** *Assumed*: the document names the characteristic and no values. */
const CERTIFICATE_TYPES: Record<ReturnType<typeof customer>['idType'], Schemas['CertType']> = {
  residentId: 'residentId',
  passport: 'passport',
  residencePermit: 'residencePermit',
  permanentResidenceCard: 'other',
  uscc: 'uscc',
  other: 'other'
}

const STATES: Record<Schemas['ProductOrderStateType'], Meaning> = {
  acknowledged: 'accepted',
  // 办理中 without saying at which step: the first step after acceptance, never further than is known.
  pending: 'dispatched',
  inProgress: 'dispatched',
  held: 'needsMaterial',
  rejected: 'refused',
  failed: 'refused',
  partial: 'completed',
  completed: 'completed',
  cancelled: 'withdrawn',
  assessingCancellation: { ignored: '安广网络正在审核撤单申请' },
  pendingCancellation: { ignored: '安广网络正在办理撤单' }
}

export const mapping: Mapping<'network', unknown, Schemas['Order'], Schemas['Status']> = {
  service: 'network',
  capabilities: {
    kinds: ['new', 'move', 'transfer', 'close', 'other'],
    products: ['broadband', 'cableTv'],
    otherServices: ['broadband', 'tv'],
    files: { pass: 'none', maxCount: 0, maxBytes: 0 }
  },

  reference: ({ jointNumber }) => `${jointNumber}-NA`,

  order (order) {
    const requestedStartDate = fromNative(order.basic.appointment?.plannedAt)
    const note = notes(order)
    return {
      externalId: order.reference,
      category: '水电气网联合报装',
      channel: [{ id: 'lianban', name: '水电气网联合报装' }],
      relatedParty: [party(order.basic)],
      ...note.length > 0 && { note },
      ...requestedStartDate && { requestedStartDate },
      productOrderItem: offerings(order.block).map((offering, index) => item(order, offering, String(index + 1)))
    }
  },

  progress (status) {
    const state = status.eventType === 'ProductOrderInformationRequiredEvent' ? 'held' : status.state
    return read(STATES, state, { ...timeTold(status.eventTime ?? dateOfState(status)), remark: remarkOf(status) })
  }
}

function offerings ({ products }: Blocks['network']): Offering[] {
  return products.flatMap(product => OFFERINGS[product] ?? [])
}

function item ({ basic, block }: Order<'network'>, offering: Offering, id: string): Schemas['SentItem'] {
  return {
    id,
    action: ACTIONS[block.kind],
    productOffering: { id: offering },
    product: {
      place: places(basic, block.kind),
      productCharacteristic: [
        { name: 'businessKind', value: block.kind },
        ...offering === 'BROADBAND' && block.bandwidth !== undefined
          ? [{ name: 'bandwidthMbps' as const, value: block.bandwidth }]
          : [],
        ...offering === 'CABLE_TV' && block.tvSets !== undefined
          ? [{ name: 'tvSets' as const, value: block.tvSets }]
          : [],
        { name: 'contactName', value: basic.applicantName },
        { name: 'contactPhone', value: basic.phone },
        { name: 'certType', value: CERTIFICATE_TYPES[customer(basic).idType] }
      ]
    }
  }
}

function places (basic: Basic, kind: Kind): Schemas['SentPlace'][] {
  const installation: Schemas['SentPlace'] = {
    role: 'installationAddress', name: basic.address.text, '@referredType': 'GeographicAddress'
  }
  if (kind !== 'move') return [installation]
  // The form demands the former address of every move.
  return [installation, { role: 'formerAddress', name: basic.originalAddress!, '@referredType': 'GeographicAddress' }]
}

function party (basic: Basic): Schemas['SentParty'] {
  const { organisation, name, idNumber } = customer(basic)
  return { id: idNumber, name, role: 'customer', '@referredType': organisation ? 'Organization' : 'Individual' }
}

/** 其他服务 has no characteristic of its own and travels as a note. The document limits no note, so none is cut. */
function notes (order: Order<'network'>): Schemas['SentNote'][] {
  const { broadband, tv } = order.block.otherServices ?? {}
  const texts = [remarks(order, Infinity).text, broadband && `其他服务（宽带）：${broadband}`, tv && `其他服务（电视）：${tv}`]
  return texts.flatMap(text => text ? [{ text }] : [])
}

/** Of an order that was asked for only these states have a time. */
function dateOfState ({ state, orderDate, completionDate, cancellationDate }: Schemas['Status']): string | undefined {
  if (state === 'acknowledged') return orderDate
  if (state === 'completed' || state === 'partial') return completionDate
  return state === 'cancelled' ? cancellationDate : undefined
}

function remarkOf ({ state, description, fieldPath, cancellationReason }: Schemas['Status']): string | undefined {
  const wanted = fieldPath && `待补字段：${fieldPath}`
  const told = [description, wanted].filter(Boolean).join('；')
  return told || (state === 'cancelled' ? cancellationReason : undefined)
}
