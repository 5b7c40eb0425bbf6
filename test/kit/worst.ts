/** The worst that a message can hold within its limits, as JSON or in a place of it. */
import type { Json } from '../../openapi/document.ts'

export interface Room { bytes: number, parts: number, depth: number }

/** What it is, and its JSON. */
export type Worst = [what: string, json: string]

/** What texts are full of, in JSON: what is looked for in texts begins with some of these, and is never found. */
const PIECES = [
  '0', ' ', '😀', 'a1-', '\\r\\n', '二', 'a', '.', '@', '1234567890', '\u0301', 'https://', '<a ', '%e4', '王小梅', '13800000001 ', '\\"', '\\u0000', '\\ud83d', '\\\\u0061'
]

/** The first of them are those that formats and patterns read furthest. */
const TELLING = 5

/** Texts that fill the room; `all` of them, or those that tell most. */
export function worstTexts ({ bytes }: Room, all = false): Worst[] {
  return PIECES.slice(0, all ? PIECES.length : TELLING).map(piece => [`a text of '${piece}'`, `"${piece.repeat(bytes / Buffer.byteLength(piece))}"`])
}

/** Lists of as many as there may be. */
export function worstLists ({ bytes, parts, depth }: Room): Worst[] {
  const items = (how: (index: number) => string, each = 1): string => `[${Array.from({ length: parts / each - 1 }, (_, index) => how(index)).join()}]`
  const long = 'a'.repeat(bytes / parts - 4)
  return [
    ['a list of numbers', items(() => '1')],
    ['a list of nulls', items(() => 'null')],
    ['a list of objects', items(() => '{}', 2)],
    ['a list of objects with something', items(index => `{"id":"${index}","kind":"other","x":${index}}`, 4)],
    ['a list of texts', items(index => `"${index}"`)],
    ['a list of long texts', items(() => `"${long}"`)],
    ['a list of lists', items(() => `${'['.repeat(depth - 2)}${']'.repeat(depth - 2)}`, depth - 1)]
  ]
}

/** Objects of as many members as there may be. */
export function worstObjects ({ bytes, parts }: Room): Worst[] {
  const members = (name: (index: number) => string): string => `{${Array.from({ length: parts - 1 }, (_, index) => `"${name(index)}":1`).join()}}`
  return [
    ['an object of many', members(index => `x${index}`)],
    ['an object of long names', members(index => `${index}`.padEnd(bytes / parts - 6, '~'))],
    ['an object of numbers', members(index => `${index}`)]
  ]
}

/** What is no text, list or object, or not for long. */
export function worstOthers ({ bytes, depth }: Room): Worst[] {
  return [['a number of many digits', '9'.repeat(bytes)], ['deep down', `${'{"a":['.repeat(depth / 2 - 1)}1${']}'.repeat(depth / 2 - 1)}`]]
}

/** A place in a message: which members lead to it, what may stand there, and what is asked of that. */
export interface Place { path: string[], kind: 'text' | 'list' | 'object', asked?: string }

/** Every place that a schema names, lists by their first item. */
export function placesOf (contract: Json, schema: Json, path: string[] = [], known = new Map<string, Place>()): Place[] {
  const node = follow(contract, schema)
  const { type, properties = {}, items, allOf = [], anyOf = [], oneOf = [] } = node
  const kind = type === 'array' ? 'list' : type === 'object' || node['properties'] ? 'object' : 'text'
  const own = allOf.length + anyOf.length + oneOf.length === 0 || type
  if (own && !known.has(path.join('/'))) known.set(path.join('/'), { path, kind, asked: JSON.stringify(node) })
  for (const [name, member] of Object.entries<Json>(properties)) placesOf(contract, member, [...path, name], known)
  if (items) placesOf(contract, items, [...path, '0'], known)
  for (const part of [...allOf, ...anyOf, ...oneOf]) placesOf(contract, part, path, known)
  return [...known.values()]
}

function follow (contract: Json, node: Json): Json {
  const target = node['$ref']?.slice(2).split('/').reduce((at: Json, key: string) => at[key], contract)
  return target ? follow(contract, target) : node
}

/** Every place of a message; of lists the first item stands for all of them. */
export function placesIn (value: unknown, path: string[] = []): Place[] {
  if (typeof value !== 'object' || value === null) return [{ path, kind: 'text' }]
  const [kind, within] = Array.isArray(value) ? ['list' as const, Object.entries(value).slice(0, 1)] : ['object' as const, Object.entries(value)]
  return [{ path, kind }, ...within.flatMap(([name, item]) => placesIn(item, [...path, name]))]
}

export function worstAt (kind: Place['kind'], room: Room): Worst[] {
  return kind === 'text' ? worstTexts(room) : kind === 'list' ? worstLists(room) : worstObjects(room)
}

const HERE = '\uE000'

/** The JSON of a message with something else in a place of it; what leads there is made where it is not. */
export function withWorst (message: unknown, path: string[], json: string): string {
  return JSON.stringify(replaced(message, path)).replace(`"${HERE}"`, () => json)
}

function replaced (value: any, [name, ...path]: string[]): unknown {
  if (name === undefined) return HERE
  if (Array.isArray(value) || (name === '0' && typeof value !== 'object')) {
    const items = Array.isArray(value) ? value : []
    return Object.assign([...items], { [name]: replaced(items[Number(name)], path) })
  }
  const members = typeof value === 'object' ? value : {}
  return { ...members, [name]: replaced(members?.[name], path) }
}
