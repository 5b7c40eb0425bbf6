/** The string formats that the hub's contract names and JSON Schema does not know. */
import type { Formats } from '../../../openapi/document.ts'
import { localTime } from '../calendar/local-time.ts'
import { isWorkingDay as isPublishedWorkingDay } from '../calendar/working-days.ts'

/** All formats of `hub.yaml`; `now` is the hub's clock, `isWorkingDay` its calendar, if there is one. */
export function formFormats (now: () => Date, isWorkingDay: (time: Date) => boolean = isPublishedWorkingDay): Formats {
  return {
    'resident-id': text => isResidentId(text) && bornOn(text) <= localTime(now()).slice(0, 10),
    'permanent-residence-card': isPermanentResidenceCard,
    'unified-social-credit-code': isUnifiedSocialCreditCode,
    'future-time': text => !(Date.parse(text) < now().getTime()),
    'foreseeable-time': text => !(Date.parse(text) > now().getTime() + FORESEEABLE),
    'working-day': text => Number.isNaN(Date.parse(text)) || isWorkingDay(new Date(text))
  }
}

/** Two years: nobody has arranged a visit for later, and who says so has mistyped the year. */
const FORESEEABLE = 2 * 366 * 86_400_000

const RESIDENT_ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const RESIDENT_ID_CHECK = '10X98765432'

/**
 * GB 11643-1999: 17 digits with a real date of birth, and the check character by Σ mod 11. No region begins with 9; the
 * numbers of Hong Kong, Macao and Taiwan residents have a region of their own.
 */
export function isResidentId (text: string): boolean {
  return /^[1-8]\d{16}[\dX]$/.test(text) && isChecked(text) && isRealDate(text.slice(6, 14))
}

function isChecked (text: string): boolean {
  const sum = RESIDENT_ID_WEIGHTS.reduce((total, weight, index) => total + weight * Number(text[index]), 0)
  return RESIDENT_ID_CHECK[sum % 11] === text[17]
}

/** 外国人永久居留身份证: since 2023 eighteen digits from 9 with the check character of GB 11643, before fifteen places. */
export function isPermanentResidenceCard (text: string): boolean {
  return /^[A-Z]{3}\d{12}$/.test(text) || (/^9\d{16}[\dX]$/.test(text) && isChecked(text))
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

/**
 * Registering authority, its kind, the division by a province's code of GB/T 2260 (10 for the State itself). Kinds are
 * added now and then, so that what an authority registers is left open.
 */
const CREDIT_CODE_BEGINNING =
  /^[1-9AGNY][1-9](?:1[0-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])\d{4}/

/** GB 32100-2015: 18 characters of an alphabet without I O Z S V, check = (31 − Σ mod 31) mod 31. */
export function isUnifiedSocialCreditCode (text: string): boolean {
  if (!CREDIT_CODE_BEGINNING.test(text)) return false
  const values = [...text].map(character => CREDIT_CODE_ALPHABET.indexOf(character))
  if (values.length !== 18 || values.includes(-1)) return false
  const sum = CREDIT_CODE_WEIGHTS.reduce((total, weight, index) => total + weight * values[index]!, 0)
  return (31 - sum % 31) % 31 === values[17]
}
