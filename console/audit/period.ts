/** From one day to another, both of them whole: filters of every record. */
import type { Filter } from '../pieces/filters.ts'
import { beginOf, endOf } from '../pieces/times.ts'

export const PERIOD: readonly Filter[] = [
  { name: 'from', label: '从（含）', options: 'day' },
  { name: 'to', label: '到（含）', options: 'day' }
]

/** The filters as the hub takes them. */
export function withinPeriod ({ from, to, ...others }: Record<string, string>): Record<string, string> {
  return { ...others, ...from && { from: beginOf(from) }, ...to && { to: endOf(to) } }
}
