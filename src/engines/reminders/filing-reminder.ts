/** What the enterprise that has filed is told of what departments say. Their own words stand with the filing. */
import type { components } from '../../../openapi/hub.d.ts'
import { localTime } from '../../ground/calendar/local-time.ts'
import { ITEM_LABELS, MODE_LABELS } from '../../records/filings/filing-states.ts'
import type { ReminderOf } from '../../records/reminders/reminders.ts'
import { mailText } from './mail-text.ts'
import type { Texts } from './texts.ts'

type FilingReminder = ReminderOf<'filing'>

/** What somebody has to do about it comes first. */
const KIND_LABELS: Record<FilingReminder['kind'], string> = {
  filingCorrection: '部门要求补正', filingBroken: '申报已撤销', filingRefused: '申报未通过', filingPassed: '申报已通过'
}

export const filingTexts: Texts<'filing'> = {
  mail (reminders, nameOf) {
    return mailText(reminders, {
      about: '行政审批提醒',
      labels: KIND_LABELS,
      lineOf ({ jointNumber, enterprise, told: { mode, order, items } }) {
        const labels = items.map(item => ITEM_LABELS[item]).join('、')
        return `${jointNumber}  ${nameOf(enterprise!)}  ${order}  ${MODE_LABELS[mode]}  ${labels}`
      }
    })
  },
  body (reminders, nameOf, now): components['schemas']['FilingReminders'] {
    return {
      type: 'filing.reminders',
      timestamp: localTime(now),
      data: {
        reminders: reminders.map(({ kind, jointNumber, enterprise, told: { filingId, mode, order, items } }) => ({
          kind,
          kindLabel: KIND_LABELS[kind],
          jointNumber,
          enterprise: enterprise!,
          enterpriseName: nameOf(enterprise!),
          order,
          filingId,
          mode,
          modeLabel: MODE_LABELS[mode],
          items: items.map(item => ({ item, itemLabel: ITEM_LABELS[item] }))
        }))
      }
    }
  }
}
