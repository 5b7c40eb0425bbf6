/** A list of the hub, page by page (`nextCursor`); the page one is at stands in the address. */
import { computed, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { Refusal } from '../hub/refusal.ts'
import { PAGE } from './filters.ts'
import { useReading } from './read.ts'

export interface Page<Row> { rows: readonly Row[], nextCursor?: string | undefined }

export interface Pages<Row> {
  rows: ComputedRef<readonly Row[]>
  isBusy: Ref<boolean>
  refusal: ShallowRef<Refusal | undefined>
  isFirst: ComputedRef<boolean>
  hasNext: ComputedRef<boolean>
  next (): Promise<void>
  first (): Promise<void>
  /** Reads the same page anew. */
  again (): Promise<void>
}

/** `load` reads one page; `when` is what it depends on beside the place: the filters. */
export function usePages<Row> (
  load: (cursor: string | undefined) => Promise<Page<Row>>, when: () => unknown
): Pages<Row> {
  const route = useRoute()
  const router = useRouter()
  const path = route.path
  const cursor = computed(() => typeof route.query[PAGE] === 'string' ? route.query[PAGE] : undefined)
  const { value: page, isBusy, refusal, again } = useReading(() => load(cursor.value))

  // On the way to another screen the address is not this one's any more.
  watch([cursor, when], () => { if (route.path === path) again() }, { immediate: true, deep: true })

  return {
    rows: computed(() => page.value?.rows ?? []),
    isBusy,
    refusal,
    isFirst: computed(() => cursor.value === undefined),
    hasNext: computed(() => page.value?.nextCursor !== undefined),
    next: async () => { await router.push({ query: { ...route.query, [PAGE]: page.value?.nextCursor } }) },
    first: async () => {
      const { [PAGE]: _before, ...query } = route.query
      await router.push({ query })
    },
    again
  }
}

/** Every page of a list that is short enough for one screen. */
export async function readAll<Row> (load: (cursor: string | undefined) => Promise<Page<Row>>): Promise<Row[]> {
  const found: Row[] = []
  let cursor: string | undefined
  do {
    const page = await load(cursor)
    found.push(...page.rows)
    cursor = page.nextCursor
  } while (cursor !== undefined)
  return found
}
