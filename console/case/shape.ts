/** What somebody looks for, told by its shape. */
export type Sought =
  | { by: 'jointNumber', value: string }
  | { by: PersonalField, value: string }
  | { by: 'number', value: string }

export type PersonalField = 'idNumber' | 'phone' | 'applicantName' | 'unifiedSocialCreditCode'

/** As it is printed, as it stands in a message, and what orders are called after it (`JXLB000001-W`). */
const JOINT_NUMBER = /^\(?([A-Za-z]{2,8})\)?(\d{6,12})(?:-[A-Za-z]{1,2}\d*)?$/
const ID_NUMBER = /^\d{17}[\dXx]$/
const CREDIT_CODE = /^[0-9A-HJ-NPQRTUWXY]{18}$/i
const PHONE = /^(?:1[3-9]\d{9}|0\d{2,3}[2-9]\d{6,7})$/
/** Names have letters alone; a number of any enterprise has digits. */
const NAME = /^[^\d]{2,}$/

/**
 * `prefix`: what the county's own joint numbers begin with. They alone may stand in an address: a passport or an old
 * certificate is letters and digits too.
 */
export function soughtBy (text: string, prefix: string): Sought {
  const typed = text.trim()
  // Full-width digits and brackets are what an input method leaves.
  const close = typed.normalize('NFKC').replaceAll(/\s/g, '')
  const [, letters, digits] = JOINT_NUMBER.exec(close) ?? []
  if (letters?.toUpperCase() === prefix) return { by: 'jointNumber', value: prefix + digits! }
  const bare = close.replaceAll(/[-()]/g, '')
  if (ID_NUMBER.test(bare)) return { by: 'idNumber', value: bare.toUpperCase() }
  const phone = bare.replace(/^(?:\+|00)?86(?=1[3-9]\d{9}$)/, '').replace(/^(?:\+|00)86/, '')
  const national = bare === phone || phone.startsWith('1') || phone.startsWith('0') ? phone : `0${phone}`
  if (PHONE.test(national)) return { by: 'phone', value: national }
  if (CREDIT_CODE.test(bare)) return { by: 'unifiedSocialCreditCode', value: bare.toUpperCase() }
  return NAME.test(typed) ? { by: 'applicantName', value: typed } : { by: 'number', value: close }
}
