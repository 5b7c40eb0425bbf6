/** Checks a form against the contract outside of a request, as of a given moment. */
import type { ValidateFunction } from 'ajv'
import { newAjv, type Json } from '../../../openapi/document.ts'
import { fieldErrors, type FieldError } from '../problem/field-errors.ts'
import { formFormats } from './formats.ts'

/** What is wrong with a form; planned times must be later than `asOf`. */
export type FormChecker = (form: unknown, asOf: Date) => FieldError[]

export function newFormChecker (contract: Json): FormChecker {
  let moment: Date
  const ajv = newAjv({ formats: formFormats(() => moment) }).addSchema(contract, 'contract')
  let valid: ValidateFunction | undefined
  return (form, asOf) => {
    moment = asOf
    valid ??= ajv.compile({ $ref: 'contract#/components/schemas/ApplicationForm' })
    return valid(form) ? [] : fieldErrors(valid.errors!)
  }
}
