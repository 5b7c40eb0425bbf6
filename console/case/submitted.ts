/** What has just been submitted in this page: held while it is open, so that it can be printed without a disclosure. */
import { shallowReadonly, shallowRef } from 'vue'
import type { components } from '../../openapi/hub.d.ts'
import type { ShownCode } from './query-code.ts'

type Schemas = components['schemas']

export interface Submitted { jointNumber: string, form: Schemas['ApplicationForm'], code: ShownCode | undefined }

const held = shallowRef<Submitted>()

export const submitted = shallowReadonly(held)

export function holdSubmitted (just: Submitted | undefined): void {
  held.value = just
}
