/** Something that a screen shows, read from the hub when it opens and whenever what it depends on changes. */
import { shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { Refusal } from '../hub/refusal.ts'
import { useAct } from './act.ts'

export interface Read<T> {
  value: ShallowRef<T | undefined>
  isBusy: Ref<boolean>
  refusal: ShallowRef<Refusal | undefined>
  /** Reads it anew. */
  again (): Promise<void>
}

export function useRead<T> (load: () => Promise<T>, when: () => unknown = () => undefined): Read<T> {
  const read = useReading(load)
  watch(when, read.again, { immediate: true, deep: true })
  return read
}

/** Read whenever somebody says so. */
export function useReading<T> (load: () => Promise<T>): Read<T> {
  const value = shallowRef<T>()
  let asked = 0
  const { act, isBusy, refusal } = useAct(async () => {
    let mine
    // What is asked for while something is read is read next: the last one is shown.
    do {
      mine = asked
      value.value = await load()
    } while (mine !== asked)
  })

  async function again (): Promise<void> {
    asked++
    await act()
  }

  return { value, isBusy, refusal, again }
}
