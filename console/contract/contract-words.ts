/**
 * Gives the console the words and limits of the contract when it is built, so that no list of them is written twice:
 * `virtual:contract-words` has them by the name of the schema, `Water`, or of one of its fields, `Water/kind`.
 */
import type { Plugin } from 'vite'
import { readDocument, type Json } from '../../openapi/document.ts'

const CONTRACT = new URL('../../openapi/hub.yaml', import.meta.url)
const NAME = 'virtual:contract-words'

export interface SchemaWords {
  title?: string
  /** Characters. */
  maxLength?: number
  maxItems?: number
  /** What it may be, and what people call that. */
  options?: Array<{ value: string, label: string }>
}

export function contractWords (): Plugin {
  return {
    name: 'contract-words',
    resolveId: id => id === NAME ? `\0${NAME}` : null,
    load (id) {
      if (id !== `\0${NAME}`) return null
      return `export const SCHEMAS = ${JSON.stringify(schemaWords(readDocument(CONTRACT)))}`
    }
  }
}

export function schemaWords (contract: Json): Record<string, SchemaWords> {
  const schemas: Json = contract['components'].schemas
  const words: Record<string, SchemaWords> = {}
  for (const [name, schema] of Object.entries<Json>(schemas)) {
    put(words, name, wordsOf(schema))
    putFields(words, schemas, name, schema)
  }
  // One of several lists: it may be what any of them has.
  for (const [name, { anyOf = [] }] of Object.entries<Json>(schemas)) {
    const options = anyOf.flatMap(({ $ref }: Json) => words[nameIn($ref)]?.options ?? [])
    if (options.length > 0) put(words, name, { ...words[name], options })
  }
  return words
}

function putFields (words: Record<string, SchemaWords>, schemas: Json, name: string, schema: Json): void {
  for (const [field, own] of Object.entries<Json>(schema['properties'] ?? {})) {
    if (typeof own !== 'object') continue
    put(words, `${name}/${field}`, { ...wordsOf(referred(schemas, own)), ...wordsOf(own) })
    // An object that has no name of its own: its fields are found by where they stand.
    putFields(words, schemas, `${name}/${field}`, own)
  }
}

function put (words: Record<string, SchemaWords>, name: string, found: SchemaWords): void {
  if (Object.keys(found).length > 0) words[name] = found
}

function referred (schemas: Json, { $ref }: Json): Json {
  return $ref ? schemas[nameIn($ref)] : {}
}

function nameIn ($ref: string): string {
  return $ref.slice('#/components/schemas/'.length)
}

function wordsOf ({ title, description, maxLength, maxItems, enum: values }: Json): SchemaWords {
  const labels = labelsIn(description ?? '')
  return {
    ...title !== undefined && { title },
    ...maxLength !== undefined && { maxLength },
    ...maxItems !== undefined && { maxItems },
    ...values !== undefined && {
      options: values.map((value: string) => ({ value, label: labels.get(value) ?? value }))
    }
  }
}

/** Descriptions say of each value how people call it, in Chinese: "`new` 新装, `alter` 改装". */
function labelsIn (description: string): Map<string, string> {
  const told = description.matchAll(/`([\w.]+)`\s+(\p{Script=Han}[^\s`,.;:，。：]*)/gv)
  return new Map([...told].map(([, value, label]) => [value!, label!]))
}
