/** How mails are written that remind of several things at once: by kind, the first kind first. */

export interface Mail { subject: string, text: string }

interface Of<Reminder extends { kind: string }> {
  /** What all of it is about. */
  about: string
  /** What each kind is called, in the order in which they come. */
  labels: Record<Reminder['kind'], string>
  lineOf (reminder: Reminder): string
}

export function mailText<Reminder extends { kind: string }> (
  reminders: readonly Reminder[], { about, labels, lineOf }: Of<Reminder>
): Mail {
  const groups = Object.entries<string>(labels)
    .map(([kind, label]) => ({ label, own: reminders.filter(reminder => reminder.kind === kind) }))
    .filter(({ own }) => own.length > 0)
  const counts = groups.map(({ label, own }) => `${label} ${own.length} 项`).join('、')
  const parts = groups.map(({ label, own }) => [`【${label}】`, ...own.map(lineOf)].join('\n'))
  return {
    subject: `${about}：${counts}`,
    text: `${parts.join('\n\n')}\n\n请登录联办系统办理。本邮件由系统自动发出。\n`
  }
}
