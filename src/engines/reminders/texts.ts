/** How a topic is told, by mail and by the site's webhook: nothing of the people that applications are about. */
import type { ReminderOf, Topic } from '../../records/reminders/reminders.ts'
import type { Mail } from './mail-text.ts'

export type NameOf = (slug: string) => string

export interface Texts<T extends Topic> {
  /** Missing where it is told by the webhook alone. */
  mail?: (reminders: ReadonlyArray<ReminderOf<T>>, nameOf: NameOf) => Mail
  /** What the site's webhook posts. */
  body (reminders: ReadonlyArray<ReminderOf<T>>, nameOf: NameOf, now: Date): object
}
