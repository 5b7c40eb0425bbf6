/** Where a simulated enterprise works: of what its native contract allows it takes what names its own place. */
import type { Json } from '../openapi/document.ts'

/** Codes of divisions (GB/T 2260), and what carriers call the place. */
export interface Place { code: string, cityCode: string, provinceCode: string, lanId: string, eparchyCode: string }

export const SANDBOX_PLACE: Place = {
  code: '341823', cityCode: '341800', provinceCode: '340000', lanId: '8341800', eparchyCode: '0563'
}

/** The contract with fields of its schemas fixed to a value each, `Premises.regionCode` to `341823`. */
export function fixed (contract: Json, values: Record<string, string>): Json {
  const copy = structuredClone(contract)
  for (const [field, value] of Object.entries(values)) {
    const [schema, property] = field.split('.') as [string, string]
    const { properties } = copy['components'].schemas[schema]
    if (!properties[property]) throw new Error(`the contract has no field ${field}`)
    properties[property] = { const: value }
  }
  return copy
}
