/** Values that no form has: of every type, too long, too deep, and what readers are known to stumble over. */
import fc from 'fast-check'

/** Text that databases, parsers, logs, shells and other people's systems misread. */
const TEXTS = [
  '', ' ', '\u0000', 'a\u0000b', '\ud800', '\udfff', '\ufeff', '\u202e', 'ｆｕｌｌ', '𠮷', '👩‍👩‍👧‍👦',
  'a\r\nX-Injected: 1', 'a\nb', '\t', "'; drop table applications; --", '" or ""="',
  '<script>alert(1)</script>', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>', '&lol9;', ']]>',
  '$' + '{jndi:ldap://127.0.0.1/a}', '{{7*7}}', '../../../../etc/passwd', '..%2f..%2f', '%00', '%', '%c0%ae',
  'null', 'undefined', 'NaN', 'true', '0', '-1', '1e999', '2026-02-30T25:61:61Z', '0000-00-00',
  '99999999999999999999', 'JXLB000000', 'JXLB999999999999', 'constructor', '__proto__',
  'a'.repeat(300), '字'.repeat(5_000)
]

const NUMBERS = [0, -0, -1, 1.005, 1e-9, 2 ** 31, 2 ** 53, -(2 ** 63), 1e21, Number.MAX_VALUE, Number.MIN_VALUE]

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...TEXTS),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 })
)

export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom<unknown>(
    ...NUMBERS, null, true, false, [], {}, [[]], [null], { toString: 1 }, { length: 1e9 }, { then: 1 }
  ),
  fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' }),
  fc.array(hostileText, { maxLength: 60 })
)

const NO_UTF8 = Buffer.from([0xc0, 0xaf, 0xed, 0xa0, 0x80, 0xff])

/** XML that grows when its entities are put in. */
const ENTITIES = '<?xml version="1.0" encoding="GBK"?>' +
  '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]><ContractRoot>&c;</ContractRoot>'

/** Bodies that are not the JSON one expects, or no JSON at all; always as bytes. */
export function hostileBytes (json: string): fc.Arbitrary<Buffer> {
  const text = (...texts: string[]): fc.Arbitrary<Buffer> => fc.constantFrom(...texts.map(text => Buffer.from(text)))
  return fc.oneof(
    fc.nat({ max: Math.max(1, json.length - 1) }).map(length => Buffer.from(json.slice(0, length))),
    text(
      json + json, json.replace('{', '{"a":1,"a":2,'), json.replace('{', '{"__proto__":{"a":1},'), `\ufeff${json}`,
      '['.repeat(5_000), `${'{"a":'.repeat(500)}1${'}'.repeat(500)}`, `{"a":${'9'.repeat(400)}}`,
      `"${'\\u0000'.repeat(100)}"`
    ),
    fc.constant(Buffer.concat([Buffer.from('{"a":"'), NO_UTF8, Buffer.from('"}')])),
    text(ENTITIES, '<ContractRoot>'.repeat(2_000), '<?xml version="1.0" encoding="UTF-7"?><a/>'),
    fc.uint8Array({ maxLength: 200 }).map(bytes => Buffer.from(bytes))
  )
}
