/** Who is to be reminded of a promise that runs out, and who is told of a visit and of a filing. */
import { unitOf } from '../../ground/access/caller.ts'
import type { Work } from '../../ground/database/work.ts'
import type { ClockWarning } from '../../records/clocks/clocks.ts'
import {
  openForAccountable, openReminders, type NewReminder, type Reminder, type ReminderOf
} from '../../records/reminders/reminders.ts'
import type { VisitTelling } from '../../records/visits/arrange.ts'
import type { FilingTelling } from '../../steps/filing-terms.ts'
import type { ReminderSettings } from './settings.ts'

/**
 * Opens a reminder for each of the people who answer for the clock, the enterprise's specialists, the unit that took
 * the application first, whoever in it answers for it (首问责任) and the supervisors, and for the site's webhook.
 */
export function remind (settings: ReminderSettings, work: Work, { kind, clock, jointNumber, at }: ClockWarning): void {
  const { enterprise, facts, ledger: { promise }, projected: { dueAt } } = clock
  const { specialists, firstContactUnits, supervisors } = settings
  const reminder: ReminderOf<'clock'> = {
    topic: 'clock', kind, jointNumber, enterprise, told: { promise, dueAt: dueAt!.toISOString() }
  }
  const recipients = new Set([
    ...addressesOf(specialists, enterprise), ...addressesOf(firstContactUnits, facts.firstContactUnit), ...supervisors
  ])
  openReminders(work, [...mails(settings, reminder, [...recipients]), ...toSite(settings, reminder)], at)
  if (settings.smtp) openForAccountable(work, reminder, at)
}

/**
 * Opens what those who come to a visit are told: the specialists of each enterprise, the unit that took the application
 * first, whoever in it answers for it, and the site's webhook.
 */
export function remindOfVisit (
  settings: ReminderSettings, work: Work, { kind, visit, jointNumber, enterprises, at }: VisitTelling
): void {
  const { clientId, proposal, slot } = visit
  const { specialists, firstContactUnits } = settings
  const lead: ReminderOf<'visit'> = {
    topic: 'visit', kind, jointNumber, enterprise: null, told: { proposal, slot }
  }
  const each = enterprises.map(enterprise => ({ ...lead, enterprise }))
  openReminders(work, [
    ...each.flatMap(reminder => mails(settings, reminder, addressesOf(specialists, reminder.enterprise))),
    ...mails(settings, lead, addressesOf(firstContactUnits, unitOf(clientId))),
    ...each.flatMap(reminder => toSite(settings, reminder))
  ], at)
  if (settings.smtp) openForAccountable(work, lead, at)
}

/** Opens what the specialists of the enterprise that has filed are told, and the site's webhook. */
export function remindOfFiling (
  settings: ReminderSettings, work: Work, { at, enterprise, ...telling }: FilingTelling
): void {
  const reminder: ReminderOf<'filing'> = { topic: 'filing', enterprise, ...telling }
  const recipients = addressesOf(settings.specialists, enterprise)
  openReminders(work, [...mails(settings, reminder, recipients), ...toSite(settings, reminder)], at)
}

function mails ({ smtp }: ReminderSettings, reminder: Reminder, recipients: readonly string[]): NewReminder[] {
  return smtp ? recipients.map(recipient => ({ ...reminder, channel: 'mail', recipient })) : []
}

function toSite ({ webhook }: ReminderSettings, reminder: Reminder): NewReminder[] {
  return webhook ? [{ ...reminder, channel: 'webhook', recipient: '' }] : []
}

function addressesOf (lists: Record<string, string[]>, name: string | undefined): string[] {
  return name !== undefined && Object.hasOwn(lists, name) ? lists[name]! : []
}
