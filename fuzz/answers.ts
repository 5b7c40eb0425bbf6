/** Whether an answer is one that the contract gives for the operation. */
import type { ValidateFunction } from 'ajv/dist/2020.js'
import { absolute, newAjv, type Formats, type Json } from '../openapi/document.ts'
import type { Operation, Wire } from './requests.ts'

export interface Answer { status: number, type: string, body: Buffer }

/** Says what is wrong with an answer, or nothing. */
export type Judge = (wire: Wire, answer: Answer) => string | undefined

export function newJudge (contract: Json, operations: Operation[], formats: Formats): Judge {
  const ajv = newAjv({ formats }).addSchema(contract, 'contract')
  const compiled = new Map<Json, ValidateFunction>()
  const byId = new Map(operations.map(operation => [operation.operationId, operation]))

  function mismatch (schema: Json, value: unknown): string | undefined {
    const valid = compiled.get(schema) ?? ajv.compile(absolute(schema, 'contract'))
    compiled.set(schema, valid)
    if (valid(value)) return undefined
    return valid.errors!.map(({ instancePath, message }) => `${instancePath} ${message}`).join(', ')
  }

  return ({ operationId }, { status, type, body }) => {
    if (status >= 500) return `status ${status}: ${body}`
    const response = byId.get(operationId)!.responses[status]
    if (!response) return `status ${status} is not in the contract: ${body}`
    const content: Record<string, Json> = response['content'] ?? {}
    if (Object.keys(content).length === 0) return undefined
    const essence = type.split(';', 1)[0]!
    const medium = content[essence] ?? content['*/*']
    if (!medium) return `status ${status}: media type ${type} is not in the contract`
    if (!/json$/.test(essence) || content['*/*']) return undefined
    return mismatch(medium['schema'], JSON.parse(body.toString()))
  }
}
