/** Who is to be reminded of a promise that runs out. */
import type { Work } from '../../ground/database/work.ts'
import { openForAccountable, openReminders, type NewReminder } from '../../records/reminders/reminders.ts'
import type { ReminderSettings } from './settings.ts'
import type { ClockWarning } from './tell.ts'

/**
 * Opens a reminder for each of the people who answer for the clock, the enterprise's specialists, the unit that took
 * the application first, whoever in it answers for it (首问责任) and the supervisors, and for the site's webhook.
 */
export function remind (settings: ReminderSettings, work: Work, { kind, clock, jointNumber, at }: ClockWarning): void {
  const { id: clockId, enterprise, facts, ledger: { promise }, projected: { dueAt } } = clock
  const reminder = { clockId, kind, jointNumber, enterprise, promise, dueAt: dueAt! }
  const mails = recipientsOf(settings, enterprise, facts.firstContactUnit)
    .map((recipient): NewReminder => ({ ...reminder, channel: 'mail', recipient }))
  const webhook: NewReminder[] = settings.webhook ? [{ ...reminder, channel: 'webhook', recipient: '' }] : []
  openReminders(work, [...mails, ...webhook], at)
  if (settings.smtp) openForAccountable(work, reminder, at)
}

/** Each once, whatever parts they have. */
function recipientsOf (
  { smtp, supervisors, specialists, firstContactUnits }: ReminderSettings, enterprise: string, unit: string | undefined
): string[] {
  if (!smtp) return []
  return [...new Set([
    ...addressesOf(specialists, enterprise), ...unit === undefined ? [] : addressesOf(firstContactUnits, unit),
    ...supervisors
  ])]
}

function addressesOf (lists: Record<string, string[]>, name: string): string[] {
  return Object.hasOwn(lists, name) ? lists[name]! : []
}
