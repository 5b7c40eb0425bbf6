/** What those who come to a visit are told: times and joint numbers, nothing of the person who is visited. */
import type { components } from '../../../openapi/hub.d.ts'
import { localTime } from '../../ground/calendar/local-time.ts'
import type { VisitReminder, VisitReminderKind } from '../../records/reminders/reminders.ts'
import { presentSlot } from '../../records/visits/visit-news.ts'
import { mailText, type Mail } from './mail-text.ts'

/** What is nearest comes first. */
const KIND_LABELS: Record<VisitReminderKind, string> = {
  visitDayOff: '踏勘日已改为休息日，请改期',
  visitSoon: '即将踏勘',
  visitEve: '明日踏勘',
  visitCancelled: '踏勘已取消',
  visitAgreed: '踏勘时间已定',
  visitProposed: '请答复踏勘时间'
}

export function visitMailOf (reminders: readonly VisitReminder[], nameOf: (slug: string) => string): Mail {
  const lineFor = (reminder: VisitReminder): string => lineOf(reminder, nameOf)
  return mailText(reminders, { about: '联合踏勘提醒', labels: KIND_LABELS, lineOf: lineFor })
}

function lineOf ({ jointNumber, enterprise, visit }: VisitReminder, nameOf: (slug: string) => string): string {
  const { label } = presentSlot(visit.slot)
  const who = enterprise === null ? '各参加企业' : nameOf(enterprise)
  return `${jointNumber}  ${who}  ${label}（第 ${visit.proposal} 次提出的时间）`
}

export function visitWebhookOf (
  reminders: readonly VisitReminder[], nameOf: (slug: string) => string, now: Date
): components['schemas']['VisitReminders'] {
  return {
    type: 'visit.reminders',
    timestamp: localTime(now),
    data: {
      reminders: reminders.map(({ kind, jointNumber, enterprise, visit }) => ({
        kind,
        kindLabel: KIND_LABELS[kind],
        jointNumber,
        ...enterprise !== null && { enterprise, enterpriseName: nameOf(enterprise) },
        proposal: visit.proposal,
        slot: presentSlot(visit.slot)
      }))
    }
  }
}
