/** The words of the contract, as the screens show them. */
import { SCHEMAS } from 'virtual:contract-words'

export interface Option { value: string, label: string }

/** What a schema may be, `Service`, or one of its fields, `Water/kind`. Throws where the contract lists nothing. */
export function optionsOf (schema: string): readonly Option[] {
  const options = SCHEMAS[schema]?.options
  if (!options) throw new Error(`no values in the contract: ${schema}`)
  return options
}

export function labelOf (schema: string, value: string | undefined): string {
  return optionsOf(schema).find(option => option.value === value)?.label ?? value ?? ''
}

/** Whether the contract lists what it may be. */
export function isListed (schema: string): boolean {
  return SCHEMAS[schema]?.options !== undefined
}

export function titleOf (schema: string): string {
  return SCHEMAS[schema]?.title ?? schema
}

/** Characters; undefined where the contract has no limit. */
export function lengthOf (schema: string): number | undefined {
  return SCHEMAS[schema]?.maxLength
}
