/** When the next of what was promised of an application is due. */
import type { components } from '../../openapi/hub.d.ts'

export function nextDue ({ orders }: Pick<components['schemas']['Application'], 'orders'>): string | undefined {
  const due = orders.flatMap(({ clocks }) => clocks)
    .flatMap(({ outcome, dueAt }) => outcome === undefined && dueAt !== undefined ? [dueAt] : [])
  return due.sort()[0]
}
