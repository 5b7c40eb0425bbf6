/** What the fields of one form share: what is in it, and what is wrong with it. */
import { inject, provide, type ComputedRef, type InjectionKey } from 'vue'
import type { Refusal } from '../hub/refusal.ts'
import type { FormModel } from './form-model.ts'

export interface Filling {
  model: FormModel
  /** What is wrong at fields that have been touched. */
  wrong: ComputedRef<Refusal | undefined>
}

const FILLING: InjectionKey<Filling> = Symbol('filling')

export function provideFilling (filling: Filling): void {
  provide(FILLING, filling)
}

export function useFilling (): Filling {
  return inject(FILLING)!
}
