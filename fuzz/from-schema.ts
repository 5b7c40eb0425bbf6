/**
 * Values as a schema of the contract describes them. What a schema says only under conditions (if/then) is left to
 * chance: half of the work is to be refused.
 */
import fc from 'fast-check'
import type { Json } from '../openapi/document.ts'
import { hostileValue } from './hostile.ts'

/** One text for each format of the contract. */
const FORMATS: Record<string, string[]> = {
  'date-time': ['2026-12-01T10:00:00+08:00', '2030-01-01T00:00:00Z'],
  date: ['2026-12-01'],
  uuid: ['5f0c1d1e-8f0a-4b6e-9a52-1f7c1c0f6a11'],
  uri: ['https://portal.example/'],
  'resident-id': ['11010519491231002X'],
  'permanent-residence-card': ['911124198108030024'],
  'unified-social-credit-code': ['91350100M000100Y43'],
  binary: ['bytes']
}

export interface Drawing {
  contract: Json
  /** One value in so many is not what the schema says; 0 for never. */
  oddOneIn: number
}

/** Draws from a schema. `depth` bounds schemas that contain themselves. */
export function fromSchema (drawing: Drawing, node: Json | boolean, depth = 8): fc.Arbitrary<unknown> {
  if (typeof node === 'boolean' || depth === 0) return hostileValue
  const schema = flattened(drawing.contract, node)
  const fitting = fittingValue(drawing, schema, depth - 1)
  if (drawing.oddOneIn === 0) return fitting
  return fc.oneof({ weight: drawing.oddOneIn - 1, arbitrary: fitting }, { weight: 1, arbitrary: hostileValue })
}

/** References followed, `allOf` poured in; conditions dropped. */
function flattened (contract: Json, node: Json): Json {
  const { $ref, allOf, if: _if, then: _then, else: _else, ...own } = node
  const target = $ref ? flattened(contract, pointed(contract, $ref)) : {}
  const parts: Json[] = (allOf ?? []).map((part: Json) => flattened(contract, part))
  const layers: Json[] = [target, ...parts, own]
  const properties = Object.assign({}, ...layers.map(layer => layer['properties']))
  return Object.assign({}, ...layers, { properties })
}

/** What a reference within the contract points to. */
export function pointed (contract: Json, ref: string): Json {
  return ref.slice(2).split('/').map(key => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<Json>((at, key) => at[key], contract)
}

function fittingValue (drawing: Drawing, schema: Json, depth: number): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema['const'])
  if (schema['enum']) return fc.constantFrom(...schema['enum'])
  const choices: Json[] | undefined = schema['oneOf'] ?? schema['anyOf']
  if (choices) return fc.oneof(...choices.map(choice => fromSchema(drawing, choice, depth)))
  switch (typeOf(schema)) {
    case 'object': return objectOf(drawing, schema, depth)
    case 'array': return arrayOf(drawing, schema, depth)
    case 'integer': return integerOf(schema)
    case 'number': return fc.integer({ min: 1, max: 100_000 }).map(hundredths => hundredths / 100)
    case 'boolean': return fc.boolean()
    default: return textOf(schema)
  }
}

function typeOf (schema: Json): string {
  const type = Array.isArray(schema['type']) ? schema['type'][0] : schema['type']
  return type ?? (Object.keys(schema['properties']).length > 0 ? 'object' : 'string')
}

function objectOf (drawing: Drawing, schema: Json, depth: number): fc.Arbitrary<unknown> {
  const properties = Object.entries<Json | boolean>(schema['properties']).filter(([, property]) => property !== false)
  const fields = Object.fromEntries(properties.map(([name, property]) => [name, fromSchema(drawing, property, depth)]))
  return fc.record(fields, { requiredKeys: schema['required'] ?? [] })
}

function arrayOf (drawing: Drawing, schema: Json, depth: number): fc.Arbitrary<unknown[]> {
  const { items = true, minItems = 0, maxItems = 3 } = schema
  return fc.array(fromSchema(drawing, items, depth), { minLength: minItems, maxLength: Math.min(maxItems, 6) })
}

function integerOf ({ minimum = 0, maximum = 1_000_000 }: Json): fc.Arbitrary<number> {
  return fc.integer({ min: minimum, max: Math.min(maximum, 2 ** 31) })
}

/** Characters that fast-check cannot draw from a pattern's classes are drawn as examples. */
function textOf ({ format, pattern, examples, minLength = 1, maxLength = 20 }: Json): fc.Arbitrary<string> {
  const samples: string[] = [...examples ?? [], ...FORMATS[format] ?? []]
  if (samples.length > 0) return fc.constantFrom(...samples)
  if (pattern && !/\(\?|\\p/.test(pattern)) return fc.stringMatching(new RegExp(pattern))
  return fc.string({
    unit: fc.constantFrom(...'泾县王小梅号楼abcXYZ019（）-'),
    minLength: Math.max(minLength, 1),
    maxLength: Math.min(maxLength, 30)
  })
}
