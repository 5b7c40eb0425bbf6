/**
 * 县行政审批: what a filing is as a 申报, and what a department's 办件状态 means to one of its items.
 */
import type { components } from '../openapi/enterprises/county-approvals.d.ts'
import {
  FILING_ITEMS, type Filing, type FilingItem, type FilingMapping, type FilingMode, type ItemMeaning
} from './filing.ts'
import { timeTold } from './native-time.ts'

type Native = components['schemas']

export const mapping: FilingMapping<Native['Project'], Native['Item']> = {
  project: (filing, { areaCode }) => ({
    areacode: areaCode,
    flowno: filing.reference,
    projectname: filing.projectName,
    applyunit: filing.applicant.name,
    applyuscc: filing.applicant.unifiedSocialCreditCode,
    linkman: filing.contact.name,
    linkphone: filing.contact.phone,
    mode: MODES[filing.mode],
    lengthm: filing.lengthMetres,
    address: filing.address,
    route: filing.route,
    startdate: filing.startDate,
    enddate: filing.endDate,
    items: itemCodes(filing),
    // Not of a notice that was not committed to: the contract stops it.
    ...filing.mode === 'notice' && filing.commitment && { commitment: true as const },
    materials: filing.materials.map(({ name, fileId }) => ({ name, fileid: fileId }))
  }),

  item: code => FILING_ITEMS.find(item => ITEM_CODES[item] === code),

  progress ({ itemcode, projectno, blzt, blsj, blyj }) {
    const item = mapping.item(itemcode)
    if (item === undefined) return { kind: 'unknown', native: `${itemcode} ${blzt}` }
    if (!Object.hasOwn(STATES, blzt)) return { kind: 'unknown', native: blzt }
    const time = timeTold(blsj, 'yyyy-MM-dd HH:mm:ss')
    const meaning = STATES[blzt as Native['StatusCode']]
    return { kind: 'mapped', item, projectNumber: projectno, ...meaning, ...time, ...blyj && { remark: blyj } }
  }
}

const MODES: Record<FilingMode, Native['Project']['mode']> = { notice: '1', parallel: '2' }

const ITEM_CODES: Record<FilingItem, Native['ItemCode']> = {
  planning: 'GH', roadExcavation: 'DLWJ', roadOccupation: 'DLZY', greenOccupation: 'LDZY'
}

/** In one sequence, whatever the filer's: the system compares what comes again with what it has. */
function itemCodes ({ items }: Filing): Array<Native['ItemCode']> {
  return FILING_ITEMS.filter(item => items.includes(item)).map(item => ITEM_CODES[item])
}

/** The whole table 办件状态. From 6 to 7 and from 9 to 10 the department's clock stands still. */
const STATES: Record<Native['StatusCode'], ItemMeaning> = {
  1: { state: 'received' },
  2: { state: 'takenBack', end: 'withdrawn' },
  3: { state: 'accepted' },
  4: { state: 'notAccepted', end: 'refused' },
  5: { state: 'notAdmitted', end: 'refused' },
  6: { state: 'needsMaterial', pause: 'material' },
  7: { state: 'materialReceived' },
  8: { state: 'underReview' },
  9: { state: 'specialProcedure', pause: 'specialProcedure' },
  10: { state: 'specialProcedureEnded' },
  11: { state: 'passed', end: 'passed' },
  12: { state: 'passedConditionally', end: 'passed' },
  13: { state: 'notPassed', end: 'refused' },
  14: { state: 'withdrawn', end: 'withdrawn' },
  15: { state: 'revoked', end: 'revoked' }
}
