import fc from 'fast-check'
import { test } from 'tap'
import { newAjv, readDocument, type Json } from '../../openapi/document.ts'
import { directionless, readableLine, TEXT_FORMATS } from '../../openapi/readable-text.ts'
import { formFormats } from '../../src/ground/form/formats.ts'

const { 'readable-line': isLine, 'readable-text': isText } = TEXT_FORMATS as Record<string, (text: string) => boolean>

/** Characters that show nothing, or turn round what stands beside them. */
const UNSEEN = [
  ...'\u0000\u0009\u001b\u007f\u0085\u00ad\u034f\u061c\u115f\u1160\u17b4\u180e\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202e\u2060\u2062\u2066\u2069\u206a\u3164\ufeff\uffa0\ufff9',
  '\u{1bca0}', '\u{1d173}', '\u{e0001}', '\u{e0041}', '\ud800', '\udc00', '\ufffe', '\uffff', '\ufdd0', '\u{1ffff}', '\u{10ffff}', '\u0378', '\u{3fffd}', '\ue000', '\ue814', '\ue865', '\uf8ff', '\u{f0000}', '\u{100000}'
]

/** They take room and show nothing; between others they do no harm. */
const BLANK = [...' \u00a0\u1680\u2003\u202f\u205f\u2800\u3000\ufffc', '\u{1d159}', '\u{13441}', '\u0301', '\ufe0f', '\u{e0100}']

test('what shows nothing is no text, alone or beside others', async t => {
  for (const character of UNSEEN) {
    const code = character.codePointAt(0)!.toString(16)
    for (const text of [character, character + character, `王${character}梅`, `${character}王`, `王${character}`]) {
      t.notOk(isLine!(text), `a line with ${code}`)
      t.notOk(isText!(text), `a text with ${code}`)
    }
  }
})

test('blanks alone are nothing to read', async t => {
  for (const blank of BLANK) {
    const code = blank.codePointAt(0)!.toString(16)
    t.notOk(isLine!(blank) || isText!(blank) || isLine!(blank + ' ' + blank), code)
  }
  for (const blank of ' \u00a0\u2003\u2800\u3000') t.ok(isLine!(`王${blank}梅`), blank.codePointAt(0)!.toString(16))
})

test('what people write is read', async t => {
  const texts = [
    '王小梅', '欧阳·娜娜', '刘䶮', '刘\ue863', '𠮷田', '\u{2ebf0}', '葛\u{e0100}城', '凯迪日耶·麦麦提', 'Mary Anne O’Neill', 'José', 'Jose\u0301', 'Nguyễn', '泾川镇稼祥中路12号3幢（东）', '２号', '¥100', '√', '/', '—', '。', '±0.5℃', '㎡ 12',
    'ئۇيغۇر', 'ᠮᠣᠩᠭᠣᠯ', 'བོད', 'क्\u200dष', 'ශ්\u200dරී', '👨‍👩‍👧', '👩🏽‍🔧', '❤\ufe0f', '1\ufe0f\u20e3', '☎', '⠃⠗ 2'
  ]
  for (const text of texts) t.ok(isLine!(text) && isText!(text), text)
  for (const text of ['王\u200d梅', '\u200d王', '王\u200d', 'e\u0301\u200dx', '👨\u200d', '葛\u{e0100}\u{e0100}', '\u{e0100}葛', 'a\u200d👧']) t.notOk(isLine!(text), encodeURI(text))
})

test('a line has one line, a text several or none', async t => {
  for (const broken of ['一\n二', '一\n', '\n一']) {
    t.notOk(isLine!(broken))
    t.ok(isText!(broken))
  }
  t.notOk(isLine!(''))
  t.ok(isText!(''))
  for (const other of ['\r\n', '一\r\n二', '一\u2028二', '一\u2029二', '一\u0085二', '一\u000b二', '\n', ' \n ']) t.notOk(isText!(other), encodeURI(other))
})

test('what Unicode says of a character decides, whichever it is', async t => {
  const unseen = /^[\p{C}\p{Zl}\p{Zp}]$/u
  fc.assert(fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), character => {
    const rare = character >= '\ue815' && character <= '\ue864'
    return !unseen.test(character) || rare || !isLine!(`王${character}梅`)
  }), { seed: 11, numRuns: 20_000 })
  t.pass('20,000 characters')
})

test('no text of any operation takes what nobody sees', async t => {
  const contract = readDocument(new URL('../../openapi/hub.yaml', import.meta.url))
  const ajv = newAjv({ formats: formFormats(() => new Date('2026-01-05T09:30:15+08:00')) }).addSchema(contract, 'contract')
  const texts = Object.entries<Json>(contract['paths']).flatMap(([path, { parameters = [], ...methods }]) => Object.values<Json>(methods).flatMap(operation => {
    const given = [...parameters, ...operation['parameters'] ?? []].map(parameter => pointed(contract, parameter)).map(({ name, schema }) => [name, schema])
    const content = Object.entries<Json>(operation['requestBody']?.content ?? {}).filter(([type]) => type === 'application/json').map(([, { schema }]) => ['', schema])
    return [...given, ...content].flatMap(([name, schema]) => stringsIn(contract, schema, `${path} ${operation['operationId']} ${name}`))
  }))
  t.ok(texts.length > 60, `${texts.length} texts`)
  const seen = [...UNSEEN, '\u2800'].filter(character => character.isWellFormed())
  for (const { place, schema } of texts) {
    const valid = ajv.compile({ ...schema, minLength: 0 })
    t.strictSame(seen.filter(character => valid(character.repeat(schema.minLength ?? 1))), [], place)
  }
})

test('foreign text is shown without changes of direction', async t => {
  t.equal(directionless('材料\u202e不全\u2066（\u200f户口簿）\u061c'), '材料不全（户口簿）')
  t.equal(directionless('王\u200d梅 ئۇيغۇر'), '王\u200d梅 ئۇيغۇر')
})

test('of a foreign line is kept what may be shown', async t => {
  t.equal(readableLine(' 王\u202e小\n梅\u3164 '), '王 小 梅')
  t.equal(readableLine('刘\ue863'), '刘\ue863')
  t.equal(readableLine('葛\u{e0100}\u{e0100}城'), '葛\u{e0100} 城')
  for (const nothing of ['', ' ', '\u3164', '\u2800', '\u0301']) t.equal(readableLine(nothing), undefined)
  fc.assert(fc.property(fc.string({ unit: fc.oneof(fc.constantFrom(...UNSEEN, ...BLANK, '王', 'क्', '👨'), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })) }), text => {
    const line = readableLine(text)
    return line === undefined || (isLine!(line) && readableLine(line) === line)
  }), { seed: 11, numRuns: 20_000 })
})

function pointed (contract: Json, node: Json): Json {
  return node['$ref'] ? node['$ref'].slice(2).split('/').reduce((at: Json, key: string) => at[key], contract) : node
}

/** Every schema of a string in a schema, with where it stands. */
function stringsIn (contract: Json, node: any, place: string): Array<{ place: string, schema: Json }> {
  if (typeof node !== 'object' || node === null) return []
  const { $ref, ...own } = node
  const schema = { ...$ref && pointed(contract, { $ref }), ...own }
  if (schema.type === 'string') return [{ place, schema: absolute(schema) }]
  return [
    ...Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => stringsIn(contract, inner, `${place}/${name}`)),
    ...stringsIn(contract, schema.items, `${place}/-`)
  ]
}

function absolute (schema: Json): Json {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"contract#/'))
}
