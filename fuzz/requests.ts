/** Requests to every operation of the contract: right, almost right, and nothing of the kind. */
import fc from 'fast-check'
import type { Json } from '../openapi/document.ts'
import { fromSchema, pointed } from './from-schema.ts'
import { hostileBytes, hostileText } from './hostile.ts'
import { mutated } from './mutate.ts'

/** One request as it goes out. */
export interface Wire {
  operationId: string
  method: string
  /** Path and query. */
  path: string
  headers: Record<string, string>
  body?: Buffer
}

export interface Operation {
  operationId: string
  method: string
  path: string
  parameters: Json[]
  /** Media type to schema. */
  content: Record<string, Json>
  responses: Record<string, Json>
  /** What a token must allow. */
  scopes: string[]
}

export interface Drawn {
  contract: Json
  /** Values of parameters that name something there is, by parameter. */
  known: Record<string, string[]>
  /** Good bodies, by operation. */
  samples: Record<string, unknown[]>
  /** Tokens of clients and what each may; between them they may do everything. */
  tokens: Array<{ token: string, scopes: string[] }>
}

export function operationsOf (contract: Json): Operation[] {
  const follow = (node: Json): Json => node['$ref'] ? pointed(contract, node['$ref']) : node
  return Object.entries<Json>(contract['paths']).flatMap(([path, { parameters: shared = [], ...methods }]) =>
    Object.entries<Json>(methods).map(([method, operation]) => {
      const security: Json[] = operation['security'] ?? contract['security'] ?? []
      const content = operation['requestBody'] ? follow(operation['requestBody'])['content'] : {}
      return {
        operationId: operation['operationId'],
        method: method.toUpperCase(),
        path,
        scopes: security.flatMap(scheme => scheme['oauth2'] ?? []),
        parameters: [...shared, ...operation['parameters'] ?? []].map(follow),
        content: each(content, ({ schema }) => schema),
        responses: each(operation['responses'], follow)
      }
    }))
}

/** The same keys, each with what is made of its value. */
function each (of: Json, make: (value: Json) => Json): Record<string, Json> {
  return Object.fromEntries(Object.entries<Json>(of).map(([key, value]) => [key, make(value)]))
}

export function requestTo (operation: Operation, drawn: Drawn): fc.Arbitrary<Wire> {
  return fc.record({
    path: pathOf(operation, drawn),
    headers: headersOf(operation, drawn),
    sent: bodyOf(operation, drawn)
  }).map(({ path, headers, sent }) => ({
    operationId: operation.operationId,
    method: operation.method,
    path,
    headers: { ...headers, ...sent && { 'content-type': sent.type } },
    ...sent && { body: sent.body }
  }))
}

function pathOf ({ path, parameters }: Operation, drawn: Drawn): fc.Arbitrary<string> {
  const fieldsIn = (place: 'path' | 'query'): Array<[string, fc.Arbitrary<string>]> =>
    parameters.filter(parameter => parameter['in'] === place)
      .map(parameter => [parameter['name'], parameterValue(parameter, drawn)])
  const inPath = record(fieldsIn('path'))
  const inQuery = record(fieldsIn('query'), [])
  const more = nowAndThen(9, fc.tuple(textInUrl, textInUrl))
  return fc.tuple(inPath, inQuery, more).map(([values, query, extra]) => {
    const filled = path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(values[name]!) || '%20')
    const search = [...Object.entries(query), ...extra ? [extra] : []]
      .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&')
    return search === '' ? filled : `${filled}?${search}`
  })
}

/** Of what a URL can hold: well formed, and short enough to be read at all. */
const textInUrl = hostileText.map(text => shortened(text, 200))

/** Texts by name; without `requiredKeys` all of them are there. */
function record (
  fields: Array<[string, fc.Arbitrary<string>]>, requiredKeys?: string[]
): fc.Arbitrary<Record<string, string>> {
  const constraints = requiredKeys ? { requiredKeys } : {}
  return fc.record(Object.fromEntries(fields), constraints) as fc.Arbitrary<Record<string, string>>
}

function parameterValue ({ name, schema }: Json, { contract, known }: Drawn): fc.Arbitrary<string> {
  const fitting = fromSchema({ contract, oddOneIn: 30 }, schema).map(value => shortened(textOf(value), 300))
  const there = known[name] ? [{ weight: 6, arbitrary: fc.constantFrom(...known[name]) }] : []
  return fc.oneof(...there, { weight: 10, arbitrary: fitting }, { weight: 1, arbitrary: textInUrl })
}

function textOf (value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function shortened (text: string, length: number): string {
  return text.slice(0, length).toWellFormed()
}

/** One time in so many. */
function nowAndThen<T> (times: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: times - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary })
}

/** What HTTP lets a header hold. */
const headerText = fc.string({
  unit: fc.constantFrom(...'abc XYZ019;,="()<>@:\\/[]?{}|~!#$%&\'*+-.^_`'),
  maxLength: 60
}).map(text => text.trim())

/** Headers that every server meets, whether its contract names them or not. */
const COMMON_HEADERS = [
  'x-request-id', 'traceparent', 'x-forwarded-for', 'accept', 'accept-encoding', 'range', 'if-none-match', 'origin'
]

function headersOf ({ parameters, scopes }: Operation, { tokens }: Drawn): fc.Arbitrary<Record<string, string>> {
  const named = parameters.filter(parameter => parameter['in'] === 'header')
  const own = record(named.map(({ name }) => [
    name.toLowerCase(),
    fc.oneof({ weight: 9, arbitrary: fc.uuid() }, { weight: 1, arbitrary: headerText })
  ]), [])
  const bearers = tokens.map(({ token }) => `Bearer ${token}`)
  const able = bearers.filter((_, index) => scopes.every(scope => tokens[index]!.scopes.includes(scope)))
  const wrong = ['Bearer', 'Bearer a.b.c', 'Basic OjpA', `${bearers[0]}x`, 'Bearer eyJhbGciOiJub25lIn0.e30.']
  const token = fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom(...able) },
    { weight: 2, arbitrary: fc.constantFrom(...bearers, ...wrong) },
    { weight: 1, arbitrary: headerText },
    // Who asks for nothing guarded mostly brings none.
    { weight: scopes.length === 0 ? 60 : 1, arbitrary: fc.constant(undefined) }
  )
  const odd = nowAndThen(6, fc.dictionary(fc.constantFrom(...COMMON_HEADERS), headerText, { maxKeys: 3 }))
  return fc.tuple(own, token, odd)
    .map(([headers, token, odd]) => ({ ...odd, ...headers, ...token !== undefined && { authorization: token } }))
}

interface Sent { type: string, body: Buffer }

function bodyOf ({ operationId, content }: Operation, drawn: Drawn): fc.Arbitrary<Sent | undefined> {
  const [type, schema] = Object.entries(content)[0] ?? []
  if (type === undefined) return fc.constant(undefined)
  const right = ofType(type, schema!, drawn.samples[operationId] ?? [], drawn)
  const foreign = fc.constantFrom(
    'text/plain', 'application/xml', 'application/octet-stream', 'application/json;charset=utf-16',
    'multipart/form-data', ''
  )
  return fc.tuple(right, nowAndThen(15, foreign))
    .map(([sent, other]) => other === undefined ? sent : { ...sent, type: other })
}

function ofType (type: string, schema: Json, samples: unknown[], drawn: Drawn): fc.Arbitrary<Sent> {
  if (type === 'multipart/form-data') return multipart
  const drawnBody = fromSchema({ contract: drawn.contract, oddOneIn: 12 }, schema)
  const value = samples.length === 0 ? drawnBody : fc.oneof(drawnBody, ...aroundSamples(samples))
  if (type === 'application/x-www-form-urlencoded') return value.map(fields => ({ type, body: urlencoded(fields) }))
  const json = value.map(value => JSON.stringify(value) ?? 'null')
  return fc.oneof(
    { weight: 8, arbitrary: json.map(text => Buffer.from(text)) },
    { weight: 1, arbitrary: json.chain(hostileBytes) }
  ).map(body => ({ type: type === '*/*' ? 'application/json' : type, body }))
}

/** Good bodies, and twice as often changed ones. */
function aroundSamples (samples: unknown[]): Array<fc.Arbitrary<unknown>> {
  return [
    fc.constantFrom(...samples),
    fc.constantFrom(...samples).chain(mutated),
    fc.constantFrom(...samples).chain(mutated)
  ]
}

function urlencoded (fields: unknown): Buffer {
  const texts = Object.entries<unknown>(Object(fields)).map(([name, field]): [string, string] => [name, textOf(field)])
  return Buffer.from(new URLSearchParams(texts).toString())
}

/** Heads of files that are what they say, or only say so. */
const FILES = [
  '%PDF-1.4\n', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0', '\xff\xd8\xff\xe0\0\x10JFIF\0',
  'PK\x03\x04\x14\0', 'GIF89a', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  '%PDF-1.4\nPK\x03\x04', ''
]

const multipart: fc.Arbitrary<Sent> = fc.record({
  name: fc.constantFrom('file', 'file', 'file', 'other', ''),
  filename: fc.constantFrom('a.png', '../../../etc/passwd', 'a\\..\\b.pdf', 'a.png\\0.exe', '照片.jpg', ''),
  head: fc.constantFrom(...FILES),
  rest: fc.uint8Array({ maxLength: 400 }),
  end: fc.constantFrom('\r\n--lianban--\r\n', '\r\n--lianban--\r\n', '\r\n--lianban\r\n', '')
}).map(({ name, filename, head, rest, end }) => ({
  type: 'multipart/form-data; boundary=lianban',
  body: Buffer.concat([Buffer.from(partHead(name, filename)), Buffer.from(head, 'latin1'), rest, Buffer.from(end)])
}))

/** What stands before the content of the file. */
function partHead (name: string, filename: string): string {
  const disposition = `Content-Disposition: form-data; name="${name}"; filename="${filename}"`
  return `--lianban\r\n${disposition}\r\nContent-Type: image/png\r\n\r\n`
}
