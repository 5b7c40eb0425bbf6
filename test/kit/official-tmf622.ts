/** The official TMF622 definitions (test/fixtures/anguang), Swagger 2.0 read as JSON Schema. */
import { readFileSync } from 'node:fs'
import { newAjv, type Json } from '../../openapi/document.ts'

const file = new URL('../fixtures/anguang/tmf622-v4.0.0.swagger.json', import.meta.url)
const definitions = asJsonSchema(JSON.parse(readFileSync(file, 'utf8')).definitions)
const ajv = newAjv().addSchema({ $id: 'tmf622', definitions })

/** What a value fails on by the official definition of this name; nothing when it is valid. */
export function officialErrors (name: string, value: unknown): string[] {
  const valid = ajv.getSchema(`tmf622#/definitions/${name}`)
  if (!valid) throw new Error(`no official definition ${name}`)
  return valid(value) ? [] : valid.errors!.map(({ instancePath, message }) => `${instancePath} ${message}`)
}

/** Beside a reference Swagger 2.0 ignores everything, and `float` is a format of numbers that says nothing about their value. */
function asJsonSchema (node: any): any {
  if (Array.isArray(node)) return node.map(asJsonSchema)
  if (node === null || typeof node !== 'object') return node
  if (typeof node.$ref === 'string') return { $ref: node.$ref }
  return Object.fromEntries(Object.entries(node as Json)
    .filter(([key, value]) => key !== 'discriminator' && !(key === 'format' && value === 'float'))
    .map(([key, value]) => [key, asJsonSchema(value)]))
}
