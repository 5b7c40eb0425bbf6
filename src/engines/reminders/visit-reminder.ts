/** What those who come to a visit are told. */
import type { components } from '../../../openapi/hub.d.ts'
import { localTime } from '../../ground/calendar/local-time.ts'
import type { ReminderOf } from '../../records/reminders/reminders.ts'
import { presentSlot } from '../../records/visits/visit-news.ts'
import { mailText } from './mail-text.ts'
import type { Texts } from './texts.ts'

type VisitReminder = ReminderOf<'visit'>

/** What is nearest comes first. */
const KIND_LABELS: Record<VisitReminder['kind'], string> = {
  visitDayOff: '踏勘日已改为休息日，请改期',
  visitSoon: '即将踏勘',
  visitEve: '明日踏勘',
  visitCancelled: '踏勘已取消',
  visitAgreed: '踏勘时间已定',
  visitProposed: '请答复踏勘时间'
}

export const visitTexts: Texts<'visit'> = {
  mail (reminders, nameOf) {
    return mailText(earliestFirst(reminders), {
      about: '联合踏勘提醒',
      labels: KIND_LABELS,
      lineOf ({ jointNumber, enterprise, told: { slot, proposal } }) {
        const who = enterprise === null ? '各参加企业' : nameOf(enterprise)
        return `${jointNumber}  ${who}  ${presentSlot(slot).label}（第 ${proposal} 次提出的时间）`
      }
    })
  },
  body (reminders, nameOf, now): components['schemas']['VisitReminders'] {
    return {
      type: 'visit.reminders',
      timestamp: localTime(now),
      data: {
        reminders: earliestFirst(reminders).map(({ kind, jointNumber, enterprise, told: { slot, proposal } }) => ({
          kind,
          kindLabel: KIND_LABELS[kind],
          jointNumber,
          ...enterprise !== null && { enterprise, enterpriseName: nameOf(enterprise) },
          proposal,
          slot: presentSlot(slot)
        }))
      }
    }
  }
}

function earliestFirst (reminders: readonly VisitReminder[]): VisitReminder[] {
  return reminders.toSorted((one, other) => one.told.slot.from - other.told.slot.from)
}
