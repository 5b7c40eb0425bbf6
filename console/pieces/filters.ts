/**
 * The filters of a list and the page one is at live in the address: a list can be sent to a colleague, and after an act
 * one is back in the same list at the same place.
 */
import { computed, toValue, type ComputedRef, type MaybeRefOrGetter } from 'vue'
import { useRoute, useRouter, type LocationQuery } from 'vue-router'
import type { Option } from '../contract/words.ts'

export interface Filter {
  /** Its name in the address. */
  name: string
  label: string
  /** What can be chosen; any text where it is missing, a day where it is `day`. */
  options?: readonly Option[] | 'day'
  placeholder?: string
}

export interface Filters {
  values: ComputedRef<Record<string, string>>
  set (name: string, value: string | undefined): Promise<void>
}

/** The place of the page in the list, not a filter. */
export const PAGE = 'after'

export function useFilters (
  filters: MaybeRefOrGetter<readonly Filter[]>, standard: Record<string, string> = {}
): Filters {
  const route = useRoute()
  const router = useRouter()
  const values = computed<Record<string, string>>(before => {
    const isOwn = Object.keys(route.query).some(name => name !== PAGE)
    const now = chosen(toValue(filters), isOwn ? route.query : standard)
    // What a filter offers may come later: as long as the same is chosen, nobody has to read anything anew.
    return before && JSON.stringify(before) === JSON.stringify(now) ? before : now
  })

  async function set (name: string, value: string | undefined): Promise<void> {
    const { [name]: _before, ...others } = values.value
    const query = value ? { ...others, [name]: value } : others
    // An address without anything means the standard filters; that all are taken away has to be said.
    await router.push({ query: Object.keys(query).length > 0 ? query : { all: '' } })
  }

  return { values, set }
}

function chosen (filters: readonly Filter[], query: LocationQuery | Record<string, string>): Record<string, string> {
  return Object.fromEntries(filters.flatMap(({ name }) => {
    const value = query[name]
    return typeof value === 'string' && value !== '' ? [[name, value]] : []
  }))
}
