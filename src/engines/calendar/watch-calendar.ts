/** Keeps the calendar of a process up to date, and says when the arrangements of a year are missing. */
import type { Logger } from 'pino'
import { regularly } from '../../ground/queue/regularly.ts'
import { dayAt } from '../../ground/calendar/chinese-time.ts'
import type { CalendarInForce } from '../../records/calendar/calendar-in-force.ts'
import { missingYears } from '../../records/calendar/missing-years.ts'

export interface WatchingCalendar {
  calendar: CalendarInForce
  settings: {
    hub: {
      /** Milliseconds. */
      sweepEvery: number
    }
  }
  log: Logger
  now (): Date
}

/** Looks regularly whether another process has changed it; the function it returns ends that. */
export function watchCalendar ({ calendar, settings, log }: WatchingCalendar): () => Promise<void> {
  return regularly(settings.hub.sweepEvery, async () => {
    await calendar.reload().catch(error => { log.warn({ err: error }, 'calendar could not be read again') })
  })
}

/** To be called again and again: a year that is missing is told of once a day, and once more by every process. */
export function missingYearsReporter ({ calendar, log }: WatchingCalendar): (now: Date) => Promise<void> {
  let toldOn: number | undefined
  return async now => {
    const today = dayAt(now.getTime())
    if (toldOn === today) return
    toldOn = today
    for (const year of missingYears(calendar.stored(), now)) {
      log.error({ alert: 'calendar-missing', year }, 'arrangements of holidays are not known, days are provisional')
    }
  }
}
