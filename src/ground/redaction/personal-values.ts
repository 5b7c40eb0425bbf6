/** What applicants write about themselves: the texts that have to be taken out of what is kept and shown. */

export interface PersonalValues {
  /** Who somebody is and where they live: names, numbers, addresses. */
  identity: string[]
  /** What else they wrote, in words of their own. */
  words: string[]
}

/**
 * Fields that hold a code, a time or an id, by the last name of their path. Every other text of a form is somebody's
 * own words.
 */
const CODED = new Set([
  'channel', 'portalCaseNumber', 'businessNature', 'services', 'regionCode', 'streetCode', 'applicantType', 'idType',
  'plannedAt', 'kind', 'carriers', 'supplier', 'products', 'id'
])

const IDENTITY = new Set([
  'text', 'originalAddress', 'organisationName', 'unifiedSocialCreditCode', 'applicantName', 'phone', 'idNumber',
  'registrar'
])

/**
 * Of a form, corrections to it (a merge patch), the reason of a withdrawal: of anything the applicant told, in its own
 * structure.
 */
export function personalValues (...given: unknown[]): PersonalValues {
  const values = { identity: new Set<string>(), words: new Set<string>() }
  function collect (value: unknown, name: string): void {
    if (typeof value === 'string') {
      if (!CODED.has(name) && value.trim() !== '') values[IDENTITY.has(name) ? 'identity' : 'words'].add(value)
    } else if (Array.isArray(value)) {
      for (const item of value) collect(item, name)
    } else if (value !== null && typeof value === 'object') {
      for (const [key, item] of Object.entries(value)) collect(item, key)
    }
  }
  for (const each of given) collect(each, '')
  return { identity: [...values.identity].flatMap(spellings), words: [...values.words] }
}

/** A landline is written with and without its hyphen. */
function spellings (value: string): string[] {
  return /^0\d{2,3}-\d{7,8}$/.test(value) ? [value, value.replace('-', '')] : [value]
}
