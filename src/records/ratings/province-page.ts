/**
 * The address of a case on the province's page of evaluation. Its query tells who the applicant is, and Base64 protects
 * nothing: it is built when the browser is led there, and is neither stored nor written to any log. *Assumed*, from
 * public code of municipalities of the province: the query is encoded twice.
 */
import type { ProvinceSettings } from './settings.ts'

export interface RatedCase {
  /** What the portal calls it, or else its joint number. */
  caseNumber: string
  applicantName: string
  idNumber: string
  phone: string
  /** The county's division (GB/T 2260). */
  division: string
}

/** The way by which the evaluation came about, in the province's words. */
const CHANNEL = 'PJQ'

export function provincePage (
  { url, parameter }: Pick<ProvinceSettings, 'url' | 'parameter'>,
  { caseNumber, applicantName, idNumber, phone, division }: RatedCase
): string {
  const query = new URLSearchParams({
    projectNo: caseNumber,
    userName: applicantName,
    idCard: idNumber,
    phone,
    // A county has no streets of its own in it: twelve digits all the same.
    regionCode: `${division}000000`,
    evaluateChannel: CHANNEL
  })
  return `${url}?${new URLSearchParams({ [parameter]: encoded(encoded(query.toString())) })}`
}

function encoded (text: string): string {
  return Buffer.from(text).toString('base64')
}
