/** What is masked of a person. The whole form and the query code are printed, and not shown among the fields. */
import type { components } from '../../openapi/hub.d.ts'
import { optionsOf } from '../contract/words.ts'

type Schemas = components['schemas']
export type PersonalName = keyof Schemas['PersonalValues']

export const PERSONAL_FIELDS = optionsOf('PersonalField').filter(({ value }) => !['form', 'queryCode'].includes(value))
  .map(({ value, label }) => ({ value: value as PersonalName, label }))

export interface Fact { label: string, value: string }

/** Those that are there, in the order of the contract. */
export function personalFacts (values: Schemas['PersonalValues']): Fact[] {
  return PERSONAL_FIELDS.flatMap(({ value: name, label }) => {
    const value = values[name]
    return value === undefined ? [] : [{ label, value }]
  })
}
