/** Checks a form against the contract outside of a request, as of a given moment. */
import { newAjv, type Json } from '../../../openapi/document.ts'
import { fieldErrors, type FieldError } from '../problem/field-errors.ts'
import { formFormats } from './formats.ts'

/** What a form fails on; `asOf` is the moment that planned times are measured against. */
export type FormChecker = (form: unknown, asOf: Date) => FieldError[]

export function newFormChecker (contract: Json): FormChecker {
  let moment: Date
  const valid = newAjv({ formats: formFormats(() => moment) })
    .addSchema(contract, 'contract')
    .compile({ $ref: 'contract#/components/schemas/ApplicationForm' })
  return (form, asOf) => {
    moment = asOf
    return valid(form) ? [] : fieldErrors(valid.errors!)
  }
}
