/** When an order is due, as it is asked for: by words that stay true in an address that is kept. */
import { beginOf, dayAfter, today } from '../pieces/times.ts'

export const DUE: ReadonlyArray<{ value: string, label: string }> = [
  { value: 'late', label: '已超期' },
  { value: 'today', label: '今天到期' },
  { value: 'tomorrow', label: '明天到期' },
  { value: 'week', label: '七天内到期' }
]

/** What the hub is asked for; nothing for what is no such word. */
export function dueWithin (word: string | undefined, now: Date): { dueFrom?: string, dueTo?: string } {
  const at = (days: number): string => beginOf(dayAfter(today(now), days))
  switch (word) {
    case 'late': return { dueTo: now.toISOString() }
    case 'today': return { dueFrom: at(0), dueTo: at(1) }
    case 'tomorrow': return { dueFrom: at(1), dueTo: at(2) }
    case 'week': return { dueFrom: at(0), dueTo: at(7) }
    default: return {}
  }
}
