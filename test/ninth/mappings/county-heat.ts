/** 县供热: what a heat application is called there, and what its statuses mean. */
import type { components } from '../openapi/enterprises/county-heat.d.ts'
import { customer, read, remarks, type Blocks, type Mapping, type Meaning } from './mapping.ts'
import { fromNative, toNative } from './native-time.ts'

type Native = components['schemas']

const KINDS: Record<Blocks['heat']['kind'], Native['Kind']> = { new: '新装', transfer: '过户', close: '停用', other: '其他' }

const CERTIFICATES: Record<ReturnType<typeof customer>['idType'], Native['Customer']['certificate']> = {
  residentId: '身份证', passport: '护照', residencePermit: '居住证', uscc: '统一社会信用代码', other: '其他'
}

const STATUSES: Record<Native['OrderStatus'], Meaning> = {
  受理: 'accepted',
  踏勘: 'surveyed',
  施工: 'building',
  供热: 'completed',
  补件: 'needsMaterial',
  退件: 'refused',
  撤销: 'withdrawn'
}

const REMARK_LIMIT = 300

export const countyHeatMapping: Mapping<'heat', unknown, Native['Order'], Native['Status']> = {
  service: 'heat',
  capabilities: {
    kinds: ['new', 'transfer', 'close', 'other'],
    files: { pass: 'none', maxCount: 0, maxBytes: 0 }
  },

  reference: ({ jointNumber }) => `${jointNumber}-H`,

  order (order) {
    const { reference, basic, block } = order
    const { organisation, name, idType, idNumber } = customer(basic)
    const visitAt = basic.appointment?.plannedAt
    const remark = remarks(order, REMARK_LIMIT)
    return {
      reference,
      kind: KINDS[block.kind],
      customer: { type: organisation ? '单位' : '个人', name, certificate: CERTIFICATES[idType], certificateNo: idNumber },
      contact: { name: basic.applicantName, phone: basic.phone },
      address: basic.address.text,
      ...block.area !== undefined && { area: block.area },
      ...visitAt && { visitAt: toNative(visitAt, "yyyy-MM-dd'T'HH:mm:ssZZ") },
      ...remark && { remark }
    }
  },

  progress ({ status, changedAt, remark }) {
    const at = fromNative(changedAt)
    return read(STATUSES, status, { ...at && { at }, ...remark && { remark } })
  }
}
