/**
 * The ContractRoot message of 中国电信 for its simulator, written from the interface document (Transport) and sharing
 * nothing with the hub's adapter. It reads strictly what the document shows and nothing else.
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import iconv from 'iconv-lite'

export type Json = Record<string, any>

/** The content of `ContractRoot`, attributes as properties; a text that says what is wrong when it cannot be read. */
export function readContractRoot (bytes: Buffer): Json | string {
  const text = decode(bytes)
  if (text === undefined) return '报文不是 GBK 编码'
  if (!text.startsWith('<?xml version="1.0" encoding="GBK"?>')) return '报文声明不是 GBK'
  if (/<!(?!--|\[CDATA\[)/.test(text)) return '报文不得含有 DTD'
  if (XMLValidator.validate(text) !== true) return '报文不是合法的 XML'
  if (/&(?!(amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)/.test(text.replace(/<!\[CDATA\[.*?(?:\]\]>|$)/gs, ''))) {
    return '报文含有未约定的实体'
  }
  return parse(text)
}

function parse (text: string): Json | string {
  try {
    const root = new XMLParser(OPTIONS).parse(text)
    const alone = Object.keys(root).join() === 'ContractRoot' && !Array.isArray(root['ContractRoot'])
    return alone ? root['ContractRoot'] : '报文的根不是 ContractRoot'
  } catch {
    return '报文不是合法的 XML'
  }
}

/**
 * CP936: one byte or two. The platform's decoder is that of GB 18030, which knows more; by characters that is what came
 * into Unicode after the 20,902 ideographs it began with, what describes ideographs, and what is private.
 */
function decode (bytes: Buffer): string | undefined {
  try {
    const text = new TextDecoder('gbk', { fatal: true }).decode(bytes)
    // eslint-disable-next-line no-control-regex
    const oneOrTwo = /^(?:[\x00-\x7f]|[\x81-\xfe][\x40-\x7e\x80-\xfe])*$/.test(bytes.toString('latin1'))
    return oneOrTwo && !LATER.test(text) ? text : undefined
  } catch {
    return undefined
  }
}

const LATER = /[€ǹḿ〾⿰-⿻\u2e80-\u2eff\u3400-\u4dbf\u9fa6-\u9fff\ufe10-\ufe19\p{Co}]/u

const NAMES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const OPTIONS = {
  ignoreAttributes: false,
  attributeNamePrefix: '',
  ignoreDeclaration: true,
  parseTagValue: false,
  parseAttributeValue: false,
  isArray: (name: string) => name === 'ORDER_ITEM',
  entityDecoder: {
    decode: (text: string) => text.replace(/&(#x)?(#)?(\w+);/g, (_whole, hexadecimal, decimal, name) => {
      if (hexadecimal) return String.fromCodePoint(parseInt(name, 16))
      return decimal ? String.fromCodePoint(Number(name)) : NAMES[name]!
    }),
    addInputEntities () {},
    setExternalEntities () {},
    setXmlVersion () {},
    reset () {}
  }
}

/** An XML text as the bus sends it; `body` is what stands in `ContractRoot`. */
export function gbk (body: string): Buffer {
  const text = `<?xml version="1.0" encoding="GBK"?>\n<ContractRoot>${body}</ContractRoot>`
  const bytes = Array.from(text, character => {
    const code = iconv.encode(character, 'gbk')
    const lacking = LATER.test(character) || (code.toString('latin1') === '?' && character !== '?')
    return lacking ? Buffer.from(`&#x${character.codePointAt(0)!.toString(16)};`) : code
  })
  return Buffer.concat(bytes)
}

/** One element with text in it; none where there is no text. */
export function leaf (name: string, text: string | undefined): string {
  const escaped = text?.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return escaped === undefined ? '' : `<${name}>${escaped}</${name}>`
}

/** One element whose text may be anything, a Java stack too. */
export function cdata (name: string, text: string): string {
  return `<${name}><![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]></${name}>`
}

/**
 * The first element that stands before one which the document shows ahead of it. `schema` lists them in their order.
 */
export function misplaced (contract: Json, schema: Json, value: unknown): string | undefined {
  const { properties = {}, items, $ref } = schema
  if ($ref) {
    const target = $ref.slice(2).split('/').reduce((at: Json, key: string) => at[key], contract)
    return misplaced(contract, target, value)
  }
  if (Array.isArray(value)) return value.map(one => misplaced(contract, items ?? {}, one)).find(Boolean)
  if (typeof value !== 'object' || value === null) return undefined
  const order = Object.keys(properties)
  const given = Object.keys(value)
  const early = given.find((name, index) => index > 0 && order.indexOf(name) < order.indexOf(given[index - 1]!))
  return early ??
    Object.entries(value).map(([name, inner]) => misplaced(contract, properties[name] ?? {}, inner)).find(Boolean)
}
