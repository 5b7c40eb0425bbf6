/** What a reminder says: of promises and joint numbers, nothing of the people that the applications are about. */
import type { components } from '../../../openapi/hub.d.ts'
import { localMinute, localTime } from '../../ground/calendar/local-time.ts'
import { PROMISE_LABELS } from '../../records/orders/promises.ts'
import type { ClockReminder, ClockReminderKind, InvitationReminder } from '../../records/reminders/reminders.ts'

const KIND_LABELS: Record<ClockReminderKind, string> = { expired: '超期', digest: '仍超期', warned: '临期' }

/** What is worst comes first. */
const KINDS = Object.keys(KIND_LABELS) as ClockReminderKind[]

export interface Mail { subject: string, text: string }

export function mailOf (reminders: readonly ClockReminder[], nameOf: (slug: string) => string): Mail {
  const groups = KINDS.map(kind => ({ kind, own: reminders.filter(reminder => reminder.kind === kind) }))
    .filter(({ own }) => own.length > 0)
  const counts = groups.map(({ kind, own }) => `${KIND_LABELS[kind]} ${own.length} 项`).join('、')
  const parts = groups.map(({ kind, own }) =>
    [`【${KIND_LABELS[kind]}】`, ...own.map(reminder => lineOf(reminder, nameOf))].join('\n'))
  return {
    subject: `联办承诺时限提醒：${counts}`,
    text: `${parts.join('\n\n')}\n\n请登录联办系统办理。本邮件由系统自动发出。\n`
  }
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
