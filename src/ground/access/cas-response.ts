/**
 * Reads what a CAS server says of a ticket (CAS Protocol 3.0, appendix A). XML of elements and texts alone: no DTD, no
 * comments, no CDATA, no processing instructions, no entities but the five predefined and the numeric ones, so that no
 * two readers see different names in it.
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { entityDecoder } from '../../../adapters/xml-entities.ts'

export interface ServiceResponse {
  user: string
  /** An attribute that is told several times is a list. */
  attributes: Record<string, string | string[]>
}

/** Elements inside each other. */
const DEEPEST = 8

/** Throws what `refuse` makes of a reason that has no value in it. */
export function readServiceResponse (bytes: Buffer, refuse: (why: string) => Error): ServiceResponse {
  const root = parsed(bytes, refuse)
  const { serviceResponse, ...others } = root
  if (!isElement(serviceResponse) || Object.keys(others).length > 0) throw refuse('serviceResponse')
  const { authenticationSuccess, authenticationFailure, ...rest } = serviceResponse
  if (authenticationFailure !== undefined) throw refuse('authenticationFailure')
  if (!isElement(authenticationSuccess) || Object.keys(rest).length > 0) throw refuse('authenticationSuccess')
  const { user, attributes } = authenticationSuccess
  if (typeof user !== 'string' || user.trim() === '' || user.length > 200) throw refuse('user')
  if (attributes !== undefined && attributes !== '' && !isElement(attributes)) throw refuse('attributes')
  return { user: user.trim(), attributes: textsOf(attributes || {}) }
}

type Element = { [name: string]: unknown }

function parsed (bytes: Buffer, refuse: (why: string) => Error): Element {
  let xml: string
  try {
    xml = new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim()
  } catch {
    throw refuse('UTF-8')
  }
  if (xml.includes('<!')) throw refuse('declarations, comments or CDATA')
  if (xml.lastIndexOf('<?') > 0) throw refuse('processing instructions')
  if (XMLValidator.validate(xml) !== true) throw refuse('XML')
  try {
    return new XMLParser(OPTIONS).parse(xml)
  } catch {
    throw refuse('XML')
  }
}

const OPTIONS = {
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  removeNSPrefix: true,
  parseTagValue: false,
  maxNestedTags: DEEPEST,
  entityDecoder
}

function isElement (value: unknown): value is Element {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Attributes that have elements in them are none that a setting could name. */
function textsOf (attributes: Element): ServiceResponse['attributes'] {
  return Object.fromEntries(Object.entries(attributes)
    .filter((entry): entry is [string, string | string[]] => isText(entry[1]) || isListOfTexts(entry[1])))
}

function isText (value: unknown): value is string {
  return typeof value === 'string'
}

function isListOfTexts (value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isText)
}
