/** Checks a form against the contract outside of a request: all of it as of a given moment, or parts of it. */
import type { ValidateFunction } from 'ajv'
import type { Service } from '../../../mappings/mapping.ts'
import { newAjv, type Json } from '../../../openapi/document.ts'
import { fieldErrors, type FieldError } from '../problem/field-errors.ts'
import { formFormats } from './formats.ts'
import type { ApplicationForm } from './order-view.ts'

/** What is wrong with a form; planned times must be later than `asOf`. */
export type FormChecker = (form: unknown, asOf: Date) => FieldError[]

/** What of a form, valid or not, keeps the contract by itself. */
export type PartReader = (form: unknown) => SoundParts

export type SoundParts = Pick<ApplicationForm, Service | 'attachments'> & {
  basic: { services: Service[], address?: ApplicationForm['basic']['address'] }
}

/** `isWorkingDay` as of the hub's calendar, if there is one. */
export function newFormChecker (contract: Json, isWorkingDay?: (time: Date) => boolean): FormChecker {
  let moment: Date
  let valid: ValidateFunction | undefined
  return (form, asOf) => {
    moment = asOf
    valid ??= newAjv({ verbose: true, formats: formFormats(() => moment, isWorkingDay) })
      .addSchema(contract, 'contract')
      .compile({ $ref: 'contract#/components/schemas/ApplicationForm' })
    return valid(form) ? [] : fieldErrors(valid.errors!)
  }
}

/** In the order of the form. */
export const SERVICES = ['water', 'electricity', 'gas', 'network'] as const satisfies Service[]
const PARTS = [...SERVICES, 'attachments'] as const

/** Of the parts that say where a form goes, and with which files. A service whose block is not sound is left out. */
export function newPartReader (contract: Json): PartReader {
  let validators: PartValidators | undefined
  return form => {
    validators ??= partValidators(contract)
    const { basic, ...blocks } = fieldsOf(form)
    const { services, address } = fieldsOf(basic)
    const sound = validators.parts.filter(([part, valid]) => valid(blocks[part])).map(([part]) => part)
    const chosen = new Set<unknown>(Array.isArray(services) ? services : [])
    return {
      ...Object.fromEntries(sound.map(part => [part, blocks[part]])),
      basic: {
        services: SERVICES.filter(service => chosen.has(service) && sound.includes(service)),
        ...validators.address(address) && { address: address as ApplicationForm['basic']['address'] }
      }
    }
  }
}

interface PartValidators { address: ValidateFunction, parts: Array<[string, ValidateFunction]> }

function partValidators (contract: Json): PartValidators {
  const ajv = newAjv({ formats: formFormats(() => new Date(0)) }).addSchema(contract, 'contract')
  const compile = (place: string): ValidateFunction => ajv.compile({ $ref: `contract#/components/schemas/${place}` })
  return {
    address: compile('Basic/properties/address'),
    parts: PARTS.map(part => [part, compile(`ApplicationForm/properties/${part}`)])
  }
}

function fieldsOf (value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : {}
}
