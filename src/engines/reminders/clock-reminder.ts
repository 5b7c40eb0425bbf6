/** Promises that run out. */
import type { components } from '../../../openapi/hub.d.ts'
import { localMinute, localTime } from '../../ground/calendar/local-time.ts'
import { PROMISE_LABELS } from '../../records/orders/promises.ts'
import type { ReminderOf } from '../../records/reminders/reminders.ts'
import { mailText } from './mail-text.ts'
import type { Texts } from './texts.ts'

type ClockReminder = ReminderOf<'clock'>

/** What is worst comes first. */
const KIND_LABELS: Record<ClockReminder['kind'], string> = { expired: '超期', digest: '仍超期', warned: '临期' }

export const clockTexts: Texts<'clock'> = {
  mail (reminders, nameOf) {
    return mailText(soonestFirst(reminders), {
      about: '联办承诺时限提醒',
      labels: KIND_LABELS,
      lineOf ({ jointNumber, enterprise, told: { promise, dueAt } }) {
        const due = localMinute(new Date(dueAt))
        return `${jointNumber}  ${nameOf(enterprise!)}  ${PROMISE_LABELS[promise]}  应于 ${due} 前完成`
      }
    })
  },
  body (reminders, nameOf, now): components['schemas']['ClockReminders'] {
    return {
      type: 'clock.reminders',
      timestamp: localTime(now),
      data: {
        reminders: soonestFirst(reminders).map(({ kind, jointNumber, enterprise, told: { promise, dueAt } }) => ({
          kind,
          kindLabel: KIND_LABELS[kind],
          jointNumber,
          enterprise: enterprise!,
          enterpriseName: nameOf(enterprise!),
          promise,
          promiseLabel: PROMISE_LABELS[promise],
          dueAt: localTime(new Date(dueAt))
        }))
      }
    }
  }
}

function soonestFirst (reminders: readonly ClockReminder[]): ClockReminder[] {
  return reminders.toSorted((one, other) => Date.parse(one.told.dueAt) - Date.parse(other.told.dueAt))
}
