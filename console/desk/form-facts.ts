/** The blocks of the form as lines to read: each field by its title in the contract, each value in words. */
import { isListed, labelOf, titleOf } from '../contract/words.ts'
import { UNITS } from '../form/units.ts'

export interface Fact {
  /** JSON pointer into the form. */
  pointer: string
  label: string
  text: string
}

/** The schemas of objects and of lists of words that stand in the blocks. */
const WITHIN: Record<string, string> = {
  'Basic/address': 'Address',
  'Basic/appointment': 'Appointment',
  'Basic/services': 'Service',
  'Network/products': 'NetworkProduct'
}

/** Says how an enterprise is called, and when a time is. */
export interface Told { enterprise (slug: string): string, time (at: string): string }

export function factsOf (schema: string, block: object, pointer: string, told: Told): Fact[] {
  return Object.entries(block).flatMap(([name, value]): Fact[] => {
    const field = `${schema}/${name}`
    const at = `${pointer}/${name}`
    if (value === null || value === undefined || value === '') return []
    if (typeof value === 'object' && !Array.isArray(value)) return factsOf(WITHIN[field] ?? field, value, at, told)
    const text = [value].flat().map(one => textOf(field, one, told)).join('、')
    return [{ pointer: at, label: titleOf(field), text }]
  })
}

function textOf (field: string, value: unknown, told: Told): string {
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (field === 'Network/carriers' || field === 'Gas/supplier') return told.enterprise(String(value))
  if (field === 'Appointment/plannedAt') return told.time(String(value))
  const unit = UNITS[field]
  return unit === undefined ? wordOf(WITHIN[field] ?? field, String(value)) : `${String(value)} ${unit}`
}

/** What the contract lists is said in its words; everything else as it was written. */
function wordOf (schema: string, value: string): string {
  return isListed(schema) ? labelOf(schema, value) : value
}
