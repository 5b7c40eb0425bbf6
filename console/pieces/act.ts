/** Something that a person does: once at a time, and what the hub says against it is kept to be shown. */
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { Refusal } from '../hub/refusal.ts'

export interface Act<Given extends unknown[]> {
  act: (...given: Given) => Promise<void>
  isBusy: Ref<boolean>
  refusal: ShallowRef<Refusal | undefined>
}

export function useAct<Given extends unknown[]> (work: (...given: Given) => Promise<void>): Act<Given> {
  const isBusy = ref(false)
  const refusal = shallowRef<Refusal>()

  async function act (...given: Given): Promise<void> {
    if (isBusy.value) return
    isBusy.value = true
    try {
      await work(...given)
      refusal.value = undefined
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refusal.value = error
    } finally {
      isBusy.value = false
    }
  }

  return { act, isBusy, refusal }
}
