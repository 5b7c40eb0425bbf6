/**
 * Reads an OpenAPI 3.1 document and checks values against the schemas it names. Adapters, simulators and the hub all
 * read their contracts through this file, so what stands in a document is the same for every one of them.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
// Reads the contracts in a third of the time that `yaml` takes, which knows comments and places; every start waits.
import { load } from 'js-yaml'
import stringify from 'safe-stable-stringify'
import { TEXT_FORMATS } from './readable-text.ts'

export type Json = Record<string, any>

/** Extra string formats a document may name, beside those of JSON Schema. */
export type Formats = Record<string, (text: string) => boolean>

/** As JSON: adapters, simulators and the hub each take a document of their own, which is read from its file once. */
const texts = new Map<string, string>()

export function readDocument (file: URL): Json {
  const text = texts.get(file.href) ?? JSON.stringify(load(readFileSync(file, 'utf8')))
  texts.set(file.href, text)
  return JSON.parse(text)
}

/** The systems that take filings of enterprises that build, and no order. */
export const APPROVALS_SYSTEMS: readonly string[] = ['county-approvals']

/** The systems that the hub can speak to: each has a native contract. */
export function systemNames (): string[] {
  const files = readdirSync(new URL('enterprises/', import.meta.url)).filter(name => name.endsWith('.yaml'))
  return files.map(name => name.replace(/\.yaml$/, '')).sort()
}

/** The profiles: the systems that take orders. */
export function profileNames (): string[] {
  return systemNames().filter(name => !APPROVALS_SYSTEMS.includes(name))
}

/** The native contract of a system, `openapi/enterprises/<system>.yaml`. */
export function readNativeContract (system: string): Json {
  return readDocument(new URL(`enterprises/${system}.yaml`, import.meta.url))
}

/** RFC 3339 as its grammar has it, but for leap seconds; the offset within what a database takes. */
const RFC_3339 =
  /^(?!0000)\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/i

/**
 * Ajv for documents: all errors at once, formats checked, decimals counted in decimal (0.07 is a multiple of 0.01, 1e-9
 * is not), repeated items found in one pass. It takes their schemas as they are, without compiling the meta-schema at
 * every start: that they are schemas is a matter of the tests.
 */
export function newAjv (options: { coerce?: boolean, verbose?: boolean, formats?: Formats } = {}): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: false,
    validateSchema: false,
    verbose: options.verbose ?? false,
    formats: { ...TEXT_FORMATS, ...options.formats },
    ...options.coerce && { useDefaults: true, coerceTypes: 'array' as const }
  })
  addFormats.default(ajv)
  const isDateTime = (ajv.formats['date-time'] as { validate: (text: string) => boolean }).validate
  ajv.addFormat('date-time', text => RFC_3339.test(text) && isDateTime(text))
  // How a reader may hold a number; what it may be, its bounds beside that say.
  for (const width of ['int32', 'int64']) ajv.addFormat(width, true)
  ajv.removeKeyword('uniqueItems')
  ajv.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    validate: (unique: boolean, items: unknown[]) => !unique || new Set(items.map(sameness)).size === items.length
  })
  ajv.removeKeyword('multipleOf')
  ajv.addKeyword({
    keyword: 'multipleOf',
    type: 'number',
    schemaType: 'number',
    compile: (step: number) => {
      const decimals = Math.max(0, -Math.log10(step))
      return Number.isInteger(decimals)
        ? (value: number) => Number(value.toFixed(decimals)) === value
        : (value: number) => Number.isInteger(value / step)
    }
  })
  return ajv
}

/** Equal for values that are equal as JSON. */
function sameness (value: unknown): unknown {
  return typeof value === 'object' && value !== null ? stringify(value) : value
}

/** Makes the references in a schema name the document they point into, so that the schema can leave the document. */
export function absolute (schema: any, document: string): any {
  if (Array.isArray(schema)) return schema.map(item => absolute(item, document))
  if (schema === null || typeof schema !== 'object') return schema
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => {
    const inside = key === '$ref' && typeof value === 'string' && value.startsWith('#')
    return [key, inside ? `${document}${value}` : absolute(value, document)]
  }))
}

/** What a value fails on: a JSON pointer to the place, ajv's word for it, the name of a property that is not known. */
export interface Mismatch { pointer: string, keyword: string, message: string, unknown?: string, schema: Json }

export interface Checker<Schemas> {
  /** The value, known to be of the named schema; or what it fails on. */
  check<Name extends keyof Schemas & string>(
    name: Name, value: unknown
  ): { value: Schemas[Name] } | { mismatches: Mismatch[] }
}

/** Checks values against the schemas under `components/schemas` of one document. */
export function newChecker<Schemas> (document: Json): Checker<Schemas> {
  const ajv = newAjv({ verbose: true }).addSchema(document, 'contract')
  const compiled = new Map<string, ValidateFunction>()
  return {
    check (name, value) {
      const known = compiled.get(name) ?? ajv.compile({ $ref: `contract#/components/schemas/${name}` })
      compiled.set(name, known)
      return known(value) ? { value: value as Schemas[typeof name] } : { mismatches: known.errors!.map(describe) }
    }
  }
}

function describe (error: ErrorObject): Mismatch {
  const lacks = error.keyword === 'required' || error.keyword === 'dependentRequired'
  const missing = lacks ? `/${error.params.missingProperty}` : ''
  const unknown: string | undefined = error.params.additionalProperty
  return {
    pointer: error.instancePath + missing,
    keyword: error.keyword,
    message: error.message ?? error.keyword,
    schema: error.parentSchema ?? {},
    ...unknown !== undefined && { unknown }
  }
}
