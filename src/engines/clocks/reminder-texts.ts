/** What a reminder says: of promises and joint numbers, nothing of the people that the applications are about. */
import type { components } from '../../../openapi/hub.d.ts'
import { localMinute, localTime } from '../../ground/calendar/local-time.ts'
import { PROMISE_LABELS } from '../../records/orders/promises.ts'
import type { ClockReminder, ClockReminderKind, InvitationReminder } from '../../records/reminders/reminders.ts'
import { mailText, type Mail } from './mail-text.ts'

/** What is worst comes first. */
const KIND_LABELS: Record<ClockReminderKind, string> = { expired: '超期', digest: '仍超期', warned: '临期' }

export function mailOf (reminders: readonly ClockReminder[], nameOf: (slug: string) => string): Mail {
  const lineFor = (reminder: ClockReminder): string => lineOf(reminder, nameOf)
  return mailText(reminders, { about: '联办承诺时限提醒', labels: KIND_LABELS, lineOf: lineFor })
}

function lineOf ({ jointNumber, enterprise, promise, dueAt }: ClockReminder, nameOf: (slug: string) => string): string {
  const due = localMinute(dueAt)
  return `${jointNumber}  ${nameOf(enterprise)}  ${PROMISE_LABELS[promise]}  应于 ${due} 前完成`
}

export function webhookOf (
  reminders: readonly ClockReminder[], nameOf: (slug: string) => string, now: Date
): components['schemas']['ClockReminders'] {
  return {
    type: 'clock.reminders',
    timestamp: localTime(now),
    data: {
      reminders: reminders.map(({ kind, jointNumber, enterprise, promise, dueAt }) => ({
        kind,
        kindLabel: KIND_LABELS[kind],
        jointNumber,
        enterprise,
        enterpriseName: nameOf(enterprise),
        promise,
        promiseLabel: PROMISE_LABELS[promise],
        dueAt: localTime(dueAt)
      }))
    }
  }
}

/** Whom the site invites to rate. */
export function invitationsOf (
  reminders: readonly InvitationReminder[], now: Date
): components['schemas']['RatingInvitations'] {
  return {
    type: 'rating.invitations',
    timestamp: localTime(now),
    data: { invitations: reminders.map(({ jointNumber, invited: { orders } }) => ({ jointNumber, orders })) }
  }
}
