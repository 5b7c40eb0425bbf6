/** Makes the bytes of a message readable: decodes them, takes them apart, gives file contents by their size alone. */
import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { beyond, type Extent } from '../../../openapi/extent.ts'

export type Legible =
  /** JSON, or the fields of a form. */
  | { kind: 'fields', value: unknown }
  | { kind: 'markup', text: string }
  | { kind: 'text', text: string }

/** Longer texts are not taken apart, whatever they claim to be. */
const LONGEST = 256 * 1024

/** Nor is JSON that holds more: every field is looked through by itself, and every level is a step down. */
const JSON_EXTENT: Extent = { format: 'json', bytes: 4 * LONGEST, depth: 20, parts: 10_000 }

/** Of a text that is not taken apart no more is looked at. */
export const BEGINNING = 64 * 1024

/** File contents and ciphertext: nothing else is that long without a break. */
const BLOB = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{256,}={0,2}/g

/** Shorter ones stand alone in a field. */
const FIELD_BLOB = /^[A-Za-z0-9+/]{64,}={0,2}$/

export function legible (body: Buffer | string, contentType = ''): Legible {
  const text = decoded(body, contentType)
  if (text === undefined) return { kind: 'text', text: `[${body.length} bytes]` }
  const short = text.replace(BLOB, blob => `[${bytesOf(blob)} bytes]`)
  if (short.length > LONGEST) return { kind: 'text', text: short.slice(0, BEGINNING) }
  if (/x-www-form-urlencoded/i.test(contentType)) {
    return { kind: 'fields', value: Object.fromEntries(new URLSearchParams(short)) }
  }
  const json = parsed(short)
  if (json !== undefined) return { kind: 'fields', value: json }
  return { kind: /^\s*</.test(short) ? 'markup' : 'text', text: short.slice(0, BEGINNING) }
}

/** The value of one field: itself, its size when it is a blob, or the JSON inside it. */
export function legibleField (text: string): unknown {
  if (FIELD_BLOB.test(text)) return `[${bytesOf(text)} bytes]`
  return /^\s*[{[]/.test(text) ? parsed(text) ?? text : text
}

/** Undefined for what is no text. */
function decoded (body: Buffer | string, contentType: string): string | undefined {
  if (typeof body === 'string') return body
  if (/^\s*(?:image|audio|video|multipart)\/|octet-stream|pdf/i.test(contentType)) return undefined
  // By the media type or the XML declaration, which are ASCII in every encoding that enterprises use.
  const [, declared] = /charset\s*=\s*"?([\w-]+)/i.exec(contentType) ??
    /^<\?xml[^>]*\sencoding\s*=\s*["']([\w-]+)/.exec(body.toString('latin1', 0, 200)) ?? []
  try {
    return new TextDecoder(declared ?? 'utf-8', { fatal: true }).decode(body)
  } catch {
    return undefined
  }
}

function parsed (text: string): unknown {
  if (beyond(Buffer.from(text), JSON_EXTENT)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function bytesOf (blob: string): number {
  const digits = blob.replace(/={1,2}$/, '')
  return /^[0-9a-fA-F]+$/.test(digits) ? digits.length / 2 : Math.floor(digits.length * 3 / 4)
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** What every escape begins with. */
export const ESCAPES = /[%\\&]/

/** Each takes one kind of escapes out of a text: those of URLs, of JSON (two kinds) and of XML. */
export const UNESCAPES: Array<(text: string) => string> = [
  text => text.replace(/(?:%[0-9a-f]{2})+/gi, escapes => fromPercent(escapes)),
  text => text.replace(/\\u([0-9a-f]{4})/gi, (_whole, digits: string) => String.fromCharCode(parseInt(digits, 16))),
  text => text.replace(/\\(["\\/])/g, '$1').replace(/\\[nrt]/g, ' '),
  withoutEntities
]

export function unescaped (text: string): string {
  return UNESCAPES.reduce((read, unescape) => unescape(read), text)
}

const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,4}));/gi

export function withoutEntities (text: string): string {
  return text.replace(ENTITY, (whole, decimal?: string, hexadecimal?: string, name = '') => {
    if (name) return NAMED[name.toLowerCase()] ?? whole
    const point = decimal ? parseInt(decimal, 10) : parseInt(hexadecimal!, 16)
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole
  })
}

/** In UTF-8, else in GBK, which some write in URLs too. */
function fromPercent (escapes: string): string {
  const bytes = Buffer.from(escapes.replaceAll('%', ''), 'hex')
  if (isUtf8(bytes)) return bytes.toString()
  const read = iconv.decode(bytes, 'gbk')
  // GBK has no U+FFFD of its own.
  return read.includes('\uFFFD') ? escapes : read
}
