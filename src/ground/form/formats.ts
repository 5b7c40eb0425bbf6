/** The string formats that the hub's contract names and JSON Schema does not know. */
import type { Formats } from '../../../openapi/document.ts'
import { localTime } from '../calendar/local-time.ts'
import { isWorkingDay } from '../calendar/working-days.ts'

/** All formats of `hub.yaml`; `now` is the hub's clock. */
export function formFormats (now: () => Date): Formats {
  return {
    'resident-id': text => isResidentId(text) && bornOn(text) <= localTime(now()).slice(0, 10),
    'unified-social-credit-code': isUnifiedSocialCreditCode,
    'future-time': text => !(Date.parse(text) < now().getTime()),
    'working-day': text => Number.isNaN(Date.parse(text)) || isWorkingDay(new Date(text))
  }
}

const RESIDENT_ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const RESIDENT_ID_CHECK = '10X98765432'

/** GB 11643-1999: 17 digits with a real date of birth, and the check character by Σ mod 11. */
export function isResidentId (text: string): boolean {
  if (!/^[1-9]\d{16}[\dX]$/.test(text)) return false
  const sum = RESIDENT_ID_WEIGHTS.reduce((total, weight, index) => total + weight * Number(text[index]), 0)
  return RESIDENT_ID_CHECK[sum % 11] === text[17] && isRealDate(text.slice(6, 14))
}

function bornOn (id: string): string {
  return `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`
}

function isRealDate (yyyymmdd: string): boolean {
  const iso = `${yyyymmdd.slice(0, 4)}-${yyyymmdd.slice(4, 6)}-${yyyymmdd.slice(6)}`
  const date = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) && yyyymmdd >= '18000101'
}

const CREDIT_CODE_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const CREDIT_CODE_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** GB 32100-2015: 18 characters of an alphabet without I O Z S V, check = (31 − Σ mod 31) mod 31. */
export function isUnifiedSocialCreditCode (text: string): boolean {
  const values = [...text].map(character => CREDIT_CODE_ALPHABET.indexOf(character))
  if (values.length !== 18 || values.includes(-1)) return false
  const sum = CREDIT_CODE_WEIGHTS.reduce((total, weight, index) => total + weight * values[index]!, 0)
  return (31 - sum % 31) % 31 === values[17]
}
