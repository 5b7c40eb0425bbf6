/**
 * A county water company (县供水): what a water application is called there, and what its nodes (环节) mean. Interface
 * document §2 and §3.
 */
import type { components } from '../openapi/enterprises/county-water.d.ts'
import {
  customer, read, remarks, type Basic, type Blocks, type HandedFile, type Mapping, type Meaning
} from './mapping.ts'
import { timeTold, toNative } from './native-time.ts'

type Schemas = components['schemas']
type NativeOrder = Schemas['Order']

const REMARK_LIMIT = 500

const FLOW_CODES: Record<Blocks['water']['kind'], Schemas['FlowCode']> = {
  new: 'water_new',
  alter: 'water_move',
  transfer: 'water_transfer',
  close: 'water_cancel',
  temporary: 'water_temp',
  fire: 'water_fire',
  increase: 'water_expand',
  other: 'water_other'
}

const USER_TYPES: Record<Basic['businessNature'], Schemas['UserType']> = {
  residential: '1',
  industrial: '2',
  commercial: '3',
  other: '9'
}

const CERTIFICATE_TYPES: Record<ReturnType<typeof customer>['idType'], Schemas['CertificateType']> = {
  residentId: '01',
  uscc: '02',
  passport: '03',
  residencePermit: '04',
  // The document has no code for it.
  permanentResidenceCard: '99',
  other: '99'
}

const NODES: Record<Schemas['Node'], Meaning> = {
  受理: 'accepted',
  踏勘: 'surveyed',
  设计: 'designed',
  预算: 'quoted',
  缴费: 'paid',
  施工: 'building',
  验收: 'inspected',
  通水: 'completed',
  退补: 'needsMaterial',
  作废: 'withdrawn',
  退件: 'refused'
}

const SUFFIXES: Record<HandedFile['mediaType'], Schemas['AttachedFile']['filesuffix']> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'application/pdf': 'pdf'
}

export const mapping: Mapping<'water', unknown, NativeOrder, Schemas['Status']> = {
  service: 'water',
  capabilities: {
    kinds: ['new', 'alter', 'transfer', 'close', 'temporary', 'fire', 'increase', 'other'],
    files: { pass: 'inline', maxCount: 5, maxBytes: 2 * 1024 * 1024 }
  },
  reference: ({ jointNumber }) => `${jointNumber}-W`,

  order (order, files) {
    const { basic, block, registrar } = order
    const { name, idType, idNumber } = customer(basic)
    const { text: remark } = remarks(order, REMARK_LIMIT)
    return {
      flowsn: order.reference,
      flowcode: FLOW_CODES[block.kind],
      usertype: USER_TYPES[basic.businessNature],
      corporative: name,
      credtype: CERTIFICATE_TYPES[idType],
      credno: idNumber,
      linkman: basic.applicantName,
      tel: basic.phone,
      address: basic.address.text,
      // The original address may stand in the form for the gas or the network alone.
      ...block.kind === 'alter' && basic.originalAddress && { oldaddress: basic.originalAddress },
      ...block.demand !== undefined && { dayflow: block.demand.toFixed(2) },
      ...basic.appointment?.plannedAt && { appointment: toNative(basic.appointment.plannedAt, 'yyyy-MM-dd HH:mm') },
      ...registrar && { approvaluser: registrar },
      ...remark && { remark },
      ...files.length > 0 && { attachList: [attachmentGroup(files)] }
    }
  },

  cut: order => remarks(order, REMARK_LIMIT).cut,

  progress ({ node, nodeTime, handler, remark }) {
    const progress = read(NODES, node, { ...timeTold(nodeTime, 'yyyy-MM-dd HH:mm:ss'), remark })
    // Between two questions a bill may have been accepted and refused. That it was accepted shows by its 经办人员, whom
    // a bill has from 受理 on (*assumed*: the document names the member and does not say when it is there).
    return progress.kind === 'mapped' && node === '退件' && handler ? { ...progress, accepted: true } : progress
  }
}

/** The document shows one file type, `86`, and lists no other; *assumed* to stand for every kind of file. */
function attachmentGroup (files: HandedFile[]): Schemas['AttachmentGroup'] {
  return {
    filetype: '86',
    files: files.map(({ name, mediaType, handle }) => ({
      filename: name, filesuffix: SUFFIXES[mediaType], filecontent: handle
    }))
  }
}
