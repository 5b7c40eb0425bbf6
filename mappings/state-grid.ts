/**
 * 国网县供电公司: what the joint form is as a 办电预申请, and what the grid's 办件状态 means. The Anhui dictionaries behind
 * busiTypeCode, custType, certType and fileType are assumed; on site they are replaced here and in the native contract
 * alone.
 */
import { DateTime } from 'luxon'
import type { components } from '../openapi/enterprises/state-grid.d.ts'
import {
  customer, read, remarks, type AttachmentKind, type Blocks, type HandedFile, type Mapping, type Meaning, type Order
} from './mapping.ts'
import { timeTold, toNative } from './native-time.ts'

type Native = components['schemas']

/** What was agreed with the supply company on site. */
export interface Agreed {
  /** 供电单位 that serves the county. */
  orgNo: string
}

/** Milliseconds that Asia/Shanghai is ahead. */
const SHANGHAI = 8 * 3_600_000

const REMARK_LIMIT = 200

export const mapping: Mapping<'electricity', Agreed, Native['Order'], Native['Status']> = {
  service: 'electricity',
  capabilities: {
    kinds: ['new', 'changeCategory', 'transfer', 'close', 'temporary', 'increase', 'other'],
    // The document limits the size, not the number; nine is what the form holds.
    files: { pass: 'inline', maxCount: 9, maxBytes: 3 * 1024 * 1024 }
  },

  /**
   * The last two digits of the running number keep two applications of one second apart; a hundred apart, the second
   * moves back.
   */
  reference ({ jointNumber, receivedAt }, candidate, county) {
    // Thousands may be made where thousands of applications came in one second.
    const local = new Date(Date.parse(receivedAt) - candidate * 1000 + SHANGHAI)
    const second = local.toISOString().slice(0, 19).replaceAll(/\D/g, '')
    return `XC${county.code}${second}${jointNumber.slice(-2)}`
  },

  order (order, files, { agreed, county }) {
    const { basic, block } = order
    const { organisation, name, idType, idNumber } = customer(basic)
    const custType = customerType(order)
    const { text: remark } = remarks(order, REMARK_LIMIT)
    return {
      preAppNo: order.reference,
      channelNo: '64',
      proCode: county.provinceCode,
      cityCode: county.cityCode,
      countyCode: county.code,
      ...basic.address.streetCode && { streetCode: basic.address.streetCode },
      elecAddr: basic.address.text,
      busiTypeCode: BUSINESS_TYPES[block.kind],
      reduceCapMode: '010202',
      custType,
      userMarketSort: organisation ? '02' : '01',
      consName: name,
      certType: CERTIFICATE_TYPES[idType],
      certNo: idNumber,
      orgNo: agreed.orgNo,
      isInstTrans: block.transformer ? '1' : '0',
      isPeakValley: block.peakValley ? '1' : '0',
      ...block.mainCapacity !== undefined && { contractCap: block.mainCapacity },
      ...block.backupCapacity !== undefined && { capRunCap: block.backupCapacity },
      ...serviceTime(order, custType),
      custContactLists: [{ contactName: basic.applicantName, contactMobile: basic.phone, contactType: '01' }],
      ...files.length > 0 && { files: files.map(nativeFile) },
      ...remark && { remark }
    }
  },

  cut: order => remarks(order, REMARK_LIMIT).cut,

  progress ({ sendElectType, auditTime, reasonNo, reasonName, auditContent }) {
    // An inquiry is answered without it while the grid has the pre-application and has not come to anything yet.
    if (sendElectType === undefined || sendElectType === null || sendElectType === '') {
      return { kind: 'ignored', native: '', why: '供电公司已收到预申请，尚无审批结果' }
    }
    const remark = [reasonName || reasonText(reasonNo), auditContent].filter(Boolean).join('：')
    return read(STATES, String(sendElectType), { ...timeTold(auditTime, 'yyyy-MM-dd HH:mm:ss'), remark })
  }
}

const BUSINESS_TYPES: Record<Blocks['electricity']['kind'], Native['Order']['busiTypeCode']> = {
  new: '0102',
  changeCategory: '0109',
  transfer: '0114',
  close: '0117',
  temporary: '0105',
  increase: '0110',
  other: '0199'
}

const CERTIFICATE_TYPES: Record<ReturnType<typeof customer>['idType'], Native['Order']['certType']> = {
  residentId: '01',
  passport: '02',
  residencePermit: '03',
  // The document has no code for it.
  permanentResidenceCard: '99',
  uscc: '07',
  other: '99'
}

const FILE_TYPES: Record<AttachmentKind, Native['File']['fileType']> = {
  idCard: '01',
  businessLicence: '02',
  powerOfAttorney: '03',
  propertyCertificate: '99',
  other: '99'
}

const STATES: Record<Native['SendElectType'], Meaning> = {
  3: 'accepted',
  4: 'refused',
  5: 'notAdmitted',
  6: 'needsMaterial',
  7: 'materialReceived',
  // 部门开始办理 is the survey at the supply company.
  8: 'surveyed',
  9: 'specialProcedure',
  10: 'specialProcedureEnded',
  11: 'completed',
  12: 'completedConditionally',
  14: 'withdrawn',
  15: 'revoked'
}

const REASONS: Record<Native['ReasonNo'], string> = {
  '01': '照片不清',
  '02': '照片不对',
  '03': '业务未上线',
  '04': '客户重复申请',
  '05': '资料审核不通过'
}

/** 高压 from above 160 kVA in total, or with a transformer of one's own; else by who lives or works there. */
function customerType ({ basic, block }: Order<'electricity'>): Native['Order']['custType'] {
  const hundredths = Math.round((block.mainCapacity ?? 0) * 100) + Math.round((block.backupCapacity ?? 0) * 100)
  if (hundredths > 160_00 || block.transformer) return '01'
  return basic.applicantType === 'household' && basic.businessNature === 'residential' ? '03' : '02'
}

/** The date of the appointment; 低压非居民 must name one and gets the day after tomorrow. */
function serviceTime (
  { basic, receivedAt }: Order<'electricity'>, custType: Native['Order']['custType']
): { serviceTime?: string } {
  const planned = basic.appointment?.plannedAt
  if (planned) return { serviceTime: toNative(planned, 'yyyy-MM-dd') }
  return custType === '02' ? { serviceTime: toNative(later(receivedAt, { days: 2 }), 'yyyy-MM-dd') } : {}
}

function nativeFile ({ kind, name, handle }: HandedFile): Native['File'] {
  return { fileType: FILE_TYPES[kind], fileName: name, fileBase64: handle }
}

function reasonText (reasonNo: string | null | undefined): string | undefined {
  return Object.entries(REASONS).find(([code]) => code === reasonNo)?.[1]
}

function later (rfc3339: string, by: { days: number }): string {
  return DateTime.fromISO(rfc3339, { setZone: true }).plus(by).toISO()!
}
