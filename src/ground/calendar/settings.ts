/** How time is counted: office hours, what comes in after them, and when to warn. */
import { z } from 'zod'
import { dayOf } from './chinese-time.ts'
import type { Hours, OfficeHours } from './office-hours.ts'

const MINUTE = 60_000

const span = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, '应为起止时刻，例如 08:00-12:00')
  .transform(text => {
    const [from, to] = text.split('-').map(time => {
      const [hour, minute] = time.split(':').map(Number) as [number, number]
      return (hour * 60 + minute) * MINUTE
    }) as [number, number]
    return { from, to }
  })
  .refine(({ from, to }) => from < to, '起须早于止')

const hours = z.array(span).min(1, '至少应有一段办公时间').refine(isInOrder, '各段应按先后排列，不得重叠')

/** 2000 is a leap year. */
const monthAndDay = z.string().refine(text => dayOf(`2000-${text}`) !== undefined, '应为月日，例如 05-01')

const share = z.number().refine(share => share > 0 && share <= 1, '应大于 0，不超过 1')
  .refine(share => Math.abs(share * 10_000 - Math.round(share * 10_000)) < 1e-6, '至多四位小数')

export const clock = z.strictObject({
  /** When offices are open on a working day, Asia/Shanghai; what is due is due at the end of the last span. */
  officeHours: hours.prefault(['08:00-12:00', '14:30-17:30']),
  /** Seasons with hours of their own; of two that fit the first counts. */
  seasons: z.array(z.strictObject({
    /** First day, `05-01`. */
    from: monthAndDay,
    /** Last day, `09-30`; before the first one it is of the next year. */
    to: monthAndDay,
    /** When offices are open then. */
    hours
  })).default([]),
  /**
   * Which day what comes in after the close, or on a day off, belongs to: `sameDay`, its own, or `nextWorkingDay`. Days
   * are counted from the next one.
   */
  afterHours: z.enum(['sameDay', 'nextWorkingDay']).default('sameDay'),
  /** The shares of a promise's days at which there is a warning, in their order; 1 is when it is due. */
  rungs: z.array(share).refine(isRising, '应由小到大排列，不得重复，最后一项为 1').default([0.75, 1]),
  /** Working days within which acceptance and survey are promised (建办〔2023〕87号). */
  acceptAndSurvey: z.number().int().min(1).max(1_000).default(1)
})

export type ClockSettings = z.infer<typeof clock>

export function officeHoursOf ({ officeHours, seasons }: Pick<ClockSettings, 'officeHours' | 'seasons'>): OfficeHours {
  return { hours: officeHours, seasons }
}

function isInOrder (spans: Hours): boolean {
  return spans.every(({ from }, index) => index === 0 || spans[index - 1]!.to <= from)
}

/** The last rung is the due time itself. */
function isRising (rungs: readonly number[]): boolean {
  return rungs.at(-1) === 1 && rungs.every((rung, index) => index === 0 || rungs[index - 1]! < rung)
}
