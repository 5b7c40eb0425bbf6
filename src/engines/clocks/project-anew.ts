/** Open clocks go by the calendar as it is: when a year is imported or a day closed, each is projected anew. */
import type { Logger } from 'pino'
import { goOver } from '../../ground/aside/set-aside.ts'
import { clocksOf, storeClocks } from '../../records/clocks/clocks.ts'
import { applicationsToProject } from '../../records/clocks/due-clocks.ts'
import { entryOf, projectedAnew, type ClockTerms } from '../../records/clocks/follow.ts'
import { changeBySerial, type OrderRecords } from '../../records/orders/application.ts'

export interface Projecting extends OrderRecords {
  clocks: ClockTerms
  calendar: { reload (): Promise<void> }
  log: Logger
}

/** Applications in one go. */
const MOST = 500

/** Answers of how many applications. A clock that is due at another time now has that in its history. */
export async function projectClocksAnew (hub: Projecting, now: Date): Promise<number> {
  // Not by one that another process has changed.
  await hub.calendar.reload()
  const { version } = hub.clocks.measure().calendar
  const serials = await applicationsToProject(hub.pool, version, now, MOST)
  return await goOver(hub, hub.pool, serials, {
    chore: 'clocks on another calendar', now, keyOf: String, act: serial => projectApplication(hub, serial, now)
  })
}

async function projectApplication (hub: Projecting, serial: number, now: Date): Promise<void> {
  await changeBySerial(hub, serial, async work => {
    const open = (await clocksOf(work, serial)).filter(({ projected }) => projected.state !== 'ended')
    storeClocks(work, serial, open.map(clock => {
      const anew = projectedAnew(hub.clocks, clock)
      const isMoved = anew.projected.dueAt?.getTime() !== clock.projected.dueAt?.getTime()
      return { ...anew, entry: isMoved ? entryOf(anew, now, 'calendar') : undefined }
    }))
  })
}
