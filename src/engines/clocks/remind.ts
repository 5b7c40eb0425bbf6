/** Who is to be reminded of a promise that runs out, and who is told of a visit. */
import { unitOf } from '../../ground/access/caller.ts'
import type { Work } from '../../ground/database/work.ts'
import {
  openForAccountable, openReminders, type NewClockReminder, type NewVisitReminder
} from '../../records/reminders/reminders.ts'
import type { VisitTelling } from '../../records/visits/arrange.ts'
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
    .map((recipient): NewClockReminder => ({ ...reminder, channel: 'mail', recipient }))
  const webhook: NewClockReminder[] = settings.webhook ? [{ ...reminder, channel: 'webhook', recipient: '' }] : []
  openReminders(work, [...mails, ...webhook], at)
  if (settings.smtp) openForAccountable(work, reminder, at)
}

/**
 * Opens what those who come to a visit are told: the specialists of each enterprise, the unit that took the application
 * first, whoever in it answers for it, and the site's webhook.
 */
export function remindOfVisit (
  settings: ReminderSettings, work: Work, { kind, visit, jointNumber, enterprises, at }: VisitTelling
): void {
  const { id: visitId, clientId, proposal, slot } = visit
  const reminder = { visitId, kind, jointNumber, visit: { proposal, slot } }
  const { smtp, specialists, firstContactUnits } = settings
  const mails = (recipients: string[], enterprise: string | null): NewVisitReminder[] => smtp
    ? recipients.map(recipient => ({ ...reminder, enterprise, channel: 'mail', recipient }))
    : []
  const webhook = settings.webhook
    ? enterprises.map((enterprise): NewVisitReminder =>
      ({ ...reminder, enterprise, channel: 'webhook', recipient: '' }))
    : []
  openReminders(work, [
    ...enterprises.flatMap(enterprise => mails(addressesOf(specialists, enterprise), enterprise)),
    ...mails(addressesOf(firstContactUnits, unitOf(clientId) ?? ''), null),
    ...webhook
  ], at)
  if (smtp) openForAccountable(work, { ...reminder, enterprise: null }, at)
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
