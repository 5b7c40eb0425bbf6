/** 乡镇水厂: what a water application is called there, and what its statuses mean. */
import type { components } from '../openapi/enterprises/town-water.d.ts'
import { customer, read, remarks, type Blocks, type Mapping, type Meaning } from './mapping.ts'
import { timeTold, toNative } from './native-time.ts'

type Native = components['schemas']

/** The works do no other business. */
const KINDS = {
  new: '新装', transfer: '过户', close: '停用', other: '其他'
} as const satisfies Partial<Record<Blocks['water']['kind'], Native['Kind']>>

const CERTIFICATES: Record<ReturnType<typeof customer>['idType'], Native['Customer']['certificate']> = {
  residentId: '身份证', passport: '护照', residencePermit: '居住证', permanentResidenceCard: '其他', uscc: '统一社会信用代码', other: '其他'
}

const STATUSES: Record<Native['OrderStatus'], Meaning> = {
  受理: 'accepted',
  踏勘: 'surveyed',
  施工: 'building',
  通水: 'completed',
  补件: 'needsMaterial',
  退件: 'refused',
  撤销: 'withdrawn'
}

const REMARK_LIMIT = 300

export const mapping: Mapping<'water', unknown, Native['Order'], Native['Status']> = {
  service: 'water',
  capabilities: {
    kinds: ['new', 'transfer', 'close', 'other'],
    files: { pass: 'none', maxCount: 0, maxBytes: 0 }
  },

  reference: ({ jointNumber }) => `${jointNumber}-W`,

  order (order) {
    const { reference, basic, block } = order
    const { organisation, name, idType, idNumber } = customer(basic)
    const visitAt = basic.appointment?.plannedAt
    const { text: remark } = remarks(order, REMARK_LIMIT)
    return {
      reference,
      // Submission refuses what is not among the capabilities.
      kind: KINDS[block.kind as keyof typeof KINDS],
      customer: { type: organisation ? '单位' : '个人', name, certificate: CERTIFICATES[idType], certificateNo: idNumber },
      contact: { name: basic.applicantName, phone: basic.phone },
      address: basic.address.text,
      ...block.demand !== undefined && { demand: block.demand },
      ...visitAt && { visitAt: toNative(visitAt, "yyyy-MM-dd'T'HH:mm:ssZZ") },
      ...remark && { remark }
    }
  },

  cut: order => remarks(order, REMARK_LIMIT).cut,

  progress ({ status, changedAt, remark }) {
    return read(STATUSES, status, { ...timeTold(changedAt), ...remark && { remark } })
  }
}
