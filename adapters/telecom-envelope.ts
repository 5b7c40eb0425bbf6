/**
 * The ContractRoot message of 中国电信: XML whose bytes are GBK in both directions (interface document, Transport). What
 * comes in is untrusted: no DTD, no entities but the five predefined and the numeric ones.
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import iconv from 'iconv-lite'

/** An element: text, or its children in order. */
export type Content = string | { [name: string]: Content | Content[] | undefined }

/** `why` names what is wrong, never a value. */
export type Refuse = (why: string) => Error

/** Writes a message. The properties of an `ATTR` are its XML attributes; every other property is an element. */
export function writeMessage (head: Content, content?: Content): Buffer {
  const root = { TcpCont: head, ...content && { SvcCont: content } }
  return encodeGbk(`<?xml version="1.0" encoding="GBK"?>${write('ContractRoot', root)}`)
}

function write (name: string, content: Content | Content[] | undefined): string {
  if (content === undefined) return ''
  if (Array.isArray(content)) return content.map(one => write(name, one)).join('')
  if (typeof content === 'string') return `<${name}>${escape(content)}</${name}>`
  if (name === 'ATTR') {
    const attributes = Object.entries(content).map(([key, value]) => ` ${key}="${escape(String(value))}"`)
    return `<ATTR${attributes.join('')}/>`
  }
  return `<${name}>${Object.entries(content).map(([child, value]) => write(child, value)).join('')}</${name}>`
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;', '\r': '&#13;'
}

function escape (text: string): string {
  return text.toWellFormed().replace(NOT_XML, '\uFFFD').replace(/[&<>"'\r]/g, character => ESCAPES[character]!)
}

/** Characters that XML 1.0 §2.2 has no place for, not even as a reference. */
// eslint-disable-next-line no-control-regex
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/** The bytes of an XML text in GBK; a character that GBK lacks becomes a numeric character reference. */
export function encodeGbk (xml: string): Buffer {
  const bytes = iconv.encode(xml, 'gbk')
  if (isGbk(xml, bytes)) return bytes
  return iconv.encode(xml.replace(/[^\p{ASCII}]/gu, character => (
    isGbk(character, iconv.encode(character, 'gbk')) ? character : `&#${character.codePointAt(0)};`)), 'gbk')
}

/**
 * iconv-lite also knows the euro of CP936, and the private use area, which every system fills with characters of its
 * own; neither is sure to be read as it was meant.
 */
function isGbk (text: string, bytes: Buffer): boolean {
  return !/[€\p{Co}]/u.test(text) && iconv.decode(bytes, 'gbk') === text
}

/**
 * Reads the content of `ContractRoot`. Every value is text, an element that is repeated an array; attributes are left
 * out.
 */
export function readMessage (bytes: Buffer, contentType: string | undefined, refuse: Refuse): unknown {
  const xml = iconv.decode(bytes, 'gbk', { stripBOM: false })
  // GBK has no U+FFFD of its own: where it stands, the bytes were none of GBK.
  if (xml.includes('\uFFFD') || !encodings(xml, contentType).every(name => name.toUpperCase() === 'GBK')) {
    throw refuse('GBK')
  }
  if (/<!DOCTYPE/i.test(xml)) throw refuse('DOCTYPE')
  if (XMLValidator.validate(xml) !== true) throw refuse('XML')
  const { ContractRoot, ...others } = parse(xml, refuse)
  // The validator lets a second root pass when it is an empty element.
  if (ContractRoot === undefined || Array.isArray(ContractRoot) || Object.keys(others).length > 0) {
    throw refuse('ContractRoot')
  }
  return ContractRoot
}

/** What the declaration and the media type say; where both are silent the interface document says GBK. */
function encodings (xml: string, contentType = ''): string[] {
  const declared = /^<\?xml\b[^>]*?\sencoding\s*=\s*["']([^"']*)["']/.exec(xml)
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType)
  return [declared, charset].flatMap(match => match?.[1] ?? [])
}

function parse (xml: string, refuse: Refuse): Record<string, unknown> {
  try {
    return parser.parse(xml)
  } catch (error) {
    throw Object.assign(refuse('XML'), { cause: error })
  }
}

const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  entityDecoder: {
    decode: text => text.replace(/&([^&;]*;?)/g, (_whole, name: string) => characterOf(name)),
    addInputEntities: noEntities,
    setExternalEntities: noEntities,
    setXmlVersion () {},
    reset () {}
  }
})

const PREDEFINED: Record<string, string> = { 'amp;': '&', 'lt;': '<', 'gt;': '>', 'quot;': '"', 'apos;': "'" }

function characterOf (name: string): string {
  if (Object.hasOwn(PREDEFINED, name)) return PREDEFINED[name]!
  const [, decimal, hexadecimal] = /^#(?:(\d{1,7})|x([\da-f]{1,6}));$/i.exec(name) ?? []
  const point = decimal ? parseInt(decimal, 10) : parseInt(hexadecimal ?? '', 16)
  const character = point >= 0 && point <= 0x10ffff ? String.fromCodePoint(point) : ''
  if (character === '' || !character.isWellFormed() || character.search(NOT_XML) !== -1) throw new Error('entity')
  return character
}

/** Reached only by a DTD, which is refused before. */
function noEntities (entities: Record<string, string>): void {
  if (Object.keys(entities).length > 0) throw new Error('entities')
}
