/**
 * The ContractRoot message of 中国电信: XML whose bytes are GBK in both directions (interface document, Transport). What
 * comes in is untrusted: no DTD, no entities but the five predefined and the numeric ones.
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import iconv from 'iconv-lite'
import { NOT_XML, entityDecoder } from './xml-entities.ts'

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

/** The bytes of an XML text in GBK; a character that GBK lacks becomes a numeric character reference. */
export function encodeGbk (xml: string): Buffer {
  const bytes = iconv.encode(xml, 'gbk')
  if (isGbk(xml, bytes)) return bytes
  return iconv.encode(xml.replace(/[^\p{ASCII}]/gu, character => (
    isGbk(character, iconv.encode(character, 'gbk')) ? character : `&#${character.codePointAt(0)};`)), 'gbk')
}

/**
 * GBK is CP936: so IANA registers it, and so Java and strict decoders read it. iconv-lite knows more, which others read
 * as something else or not at all.
 */
function isGbk (text: string, bytes: Buffer): boolean {
  return !BEYOND_CP936.test(text) && iconv.decode(bytes, 'gbk') === text
}

/**
 * Where iconv-lite has characters and CP936 none: two pinyin letters, the signs that describe ideographs, and the
 * eighty radicals and ideographs, 䶮 among them, that GB 18030 gave places which GBK had left to private use.
 */
const ADDED = [[0xa8bc, 0xa8bc], [0xa8bf, 0xa8bf], [0xa989, 0xa995], [0xfe50, 0xfea0]] as const

/** And the euro, a single byte that Windows added, and private use, which every system fills by itself. */
const BEYOND_CP936 = new RegExp(`[€\\p{Co}${ADDED.map(charactersIn).join('')}]`, 'u')

function charactersIn ([from, to]: readonly [from: number, to: number]): string {
  const codes = Array.from({ length: to - from + 1 }, (_, index) => [(from + index) >> 8, (from + index) & 0xff])
  return iconv.decode(Buffer.from(codes.filter(([, second]) => second !== 0x7f).flat()), 'gbk')
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
  entityDecoder
})
