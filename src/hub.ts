/**
 * Opens what the hub works with: the database's pool, the storage, the enterprises' adapters, the reactions to what
 * happens to orders. Programs and doors pass it on whole; every room below states in an interface of its own which
 * parts it needs.
 */
import type { Logger } from 'pino'
import { connectApprovals, connectEnterprises } from './connect.ts'
import { newRefusals, type Refusals } from './engines/callbacks/refusals.ts'
import type { ConnectedApprovals } from './enterprises/connected-approvals.ts'
import type { Enterprises } from './enterprises/connected-enterprise.ts'
import { remind, remindOfFiling, remindOfVisit } from './engines/reminders/remind.ts'
import type { PromiseSettings } from './enterprises/promise-settings.ts'
import { nameOfSystem } from './enterprises/approvals-settings.ts'
import { promisesOf } from './enterprises/settings.ts'
import { randomDigits } from './ground/access/random-digits.ts'
import { officeHoursOf } from './ground/calendar/settings.ts'
import { readDatabaseTime, type DatabaseTime } from './ground/database/database-time.ts'
import { openPool, type Pool } from './ground/database/pool.ts'
import type { Work } from './ground/database/work.ts'
import { openMetrics, type Metrics } from './ground/observe/metrics.ts'
import { NO_TRACES, type Traces } from './ground/observe/traces.ts'
import type { Alarms } from './ground/queue/alarms.ts'
import { checkKeys } from './ground/sealing/keys.ts'
import { openVault, type Vault } from './ground/sealing/vault.ts'
import { openStorage, type Storage } from './records/attachments/storage.ts'
import { endAppointments, openAppointments } from './records/intents/appointments.ts'
import { endGivenUp } from './records/intents/intents.ts'
import { openCalendar, type CalendarInForce } from './records/calendar/calendar-in-force.ts'
import type { CalendarReaction } from './records/calendar/change-calendar.ts'
import { fillYears } from './records/calendar/fill-years.ts'
import type { ClockWarning } from './records/clocks/clocks.ts'
import { followClocks, type ClockTerms } from './records/clocks/follow.ts'
import { countFigures } from './records/figures/figures.ts'
import type { Reaction } from './records/orders/application.ts'
import { newTakenReferences, type TakenReferences } from './records/orders/taken-references.ts'
import type { Transition } from './records/orders/transition.ts'
import { isFinal } from './records/orders/states.ts'
import { tellPortal } from './records/outbox/notifications.ts'
import { expectRatings } from './records/ratings/invitations.ts'
import type { VisitTerms } from './records/visits/arrange.ts'
import { followVisits } from './records/visits/follow-orders.ts'
import type { Settings } from './settings.ts'
import { canAppoint } from './steps/appointment.ts'
import type { FilingTerms } from './steps/filing-terms.ts'
import { cancelWithOrder, holdWhileFiling } from './steps/follow-filings.ts'

export interface Hub {
  settings: Settings
  pool: Pool
  /** For what one process does at a time: the lock is held here while the work takes connections of the other. */
  lockPool: Pool
  alarms: Alarms
  storage: Storage
  vault: Vault
  enterprises: Enterprises
  /** Where filings go; missing where a county has no approvals system. */
  approvals: ConnectedApprovals | undefined
  /** What an enterprise is called, connected or not; its slug where nothing else is known of it. */
  nameOf (slug: string): string
  reactions: readonly Reaction[]
  /** What orders are called that this process has opened lately. */
  references: TakenReferences
  clocks: ClockTerms
  visits: VisitTerms
  /** Has the people who answer for a promise reminded of it. */
  remind (work: Work, warning: ClockWarning): void
  /** Has the specialists of an enterprise told of its filing. */
  tellFiler: FilingTerms['tellFiler']
  calendar: CalendarInForce
  calendarReactions: readonly CalendarReaction[]
  refusals: Refusals
  log: Logger
  metrics: Metrics
  traces: Traces
  /** For what goes for good. */
  databaseTime: DatabaseTime
  /** Requests are taken while it is up. */
  phase: 'starting' | 'up' | 'stopping'
  now (): Date
  /** Evenly spread over [0, 1); for jitter. */
  random (): number
  /** So many digits that nobody can foresee. */
  digits (count: number): string
}

export interface OpenOptions {
  settings: Settings
  /** Of a database that has been migrated. */
  databaseUrl: string
  alarms: Alarms
  log: Logger
  /** None unless given. */
  traces?: Traces
  /** Whoever has a connection and takes a second one fails; else that is told and done. */
  strict?: boolean
  /** The database's own, unless given. */
  databaseTime?: DatabaseTime
  now (): Date
  random (): number
  /** Drawn by the machine (node:crypto), unless given. */
  digits?: (count: number) => string
}

/**
 * `close` closes all of it but the alarms. Throws WrongSettings when the database needs keys that the settings do not
 * have.
 */
export async function openHub (
  options: OpenOptions
): Promise<{ hub: Hub, close: () => Promise<void> }> {
  const { settings, databaseUrl, alarms, log, traces = NO_TRACES, strict = false, now, random } = options
  const { databaseTime = readDatabaseTime, digits = randomDigits } = options
  let closing = false
  const tell = (error: Error): void => { if (!closing) log.warn({ err: error }, 'database connection') }
  const onSecond = (error: Error): void => {
    if (strict) throw error
    log.error({ alert: 'second-connection', err: error }, 'a work does not keep to its connection')
  }
  const pool = openPool(databaseUrl, tell, { onSecond })
  const lockPool = openPool(databaseUrl, tell, { most: 1, onSecond })
  const vault = openVault(settings.personalData)
  const storage = await openStorage(settings.hub.attachmentStorage, vault)
  const metrics = openMetrics()
  const enterprises = connectEnterprises(settings, { pool, vault }, now)
  const approvals = connectApprovals(settings, { pool, vault }, now)
  const nameOf = (slug: string): string => nameOfSystem(settings, slug)
  const timekeeping = timekeepingOf(settings, pool, enterprises)
  const hub: Hub = {
    settings,
    pool,
    lockPool,
    alarms,
    storage,
    vault,
    enterprises,
    approvals,
    nameOf,
    reactions: reactionsOf(settings, timekeeping, metrics, { vault, now, log, approvals, ...timekeeping }),
    ...timekeeping,
    references: newTakenReferences(),
    refusals: newRefusals({ pool, vault, log }),
    log,
    metrics,
    traces,
    databaseTime,
    phase: 'starting',
    now,
    random,
    digits
  }
  async function close (): Promise<void> {
    await Promise.all([...hub.enterprises.values()].map(({ adapter }) => adapter.close()))
    await hub.approvals?.adapter.close()
    storage.close()
    await hub.refusals.close()
    closing = true
    await Promise.all([pool.end(), lockPool.end()])
    await traces.close()
  }

  try {
    await checkKeys(pool, vault)
    await fillYears(hub)
  } catch (error) {
    await close()
    throw error
  }
  return { hub, close }
}

/** What the time of promises is counted by, as the calendar is at the moment. */
export function timekeepingOf (
  { clock, visits, enterprises, reminders }: Pick<Settings, 'clock' | 'visits' | 'enterprises' | 'reminders'>,
  pool: Pool, connected: Enterprises
): Pick<Hub, 'calendar' | 'calendarReactions' | 'clocks' | 'visits' | 'remind' | 'tellFiler'> {
  const { afterHours, rungs, acceptAndSurvey } = clock
  const promises = (slug: string): PromiseSettings => promisesOf(enterprises, slug)
  const calendar = openCalendar(pool, officeHoursOf(clock))
  return {
    calendar,
    calendarReactions: [],
    clocks: {
      measure: () => ({ calendar: calendar.current(), afterHours, rungs }),
      surveyDays: acceptAndSurvey,
      promisesOf: promises
    },
    visits: {
      measure: () => ({ calendar: calendar.current(), ...visits }),
      promisesOf: promises,
      tell: (work, telling) => remindOfVisit(reminders, work, telling),
      appoint (work, orders, times) {
        const told = orders.filter(({ enterprise }) => canAppoint(connected.get(enterprise)))
        if (told.length > 0) openAppointments(work, told, times)
      }
    },
    remind: (work, warning) => remind(reminders, work, warning),
    tellFiler: (work, telling) => remindOfFiling(reminders, work, telling)
  }
}

/** What follows from a transition of an order, whoever makes it. */
export function reactionsOf (
  { portal, ratings }: Pick<Settings, 'portal' | 'ratings'>, { clocks, visits }: Pick<Hub, 'clocks' | 'visits'>,
  metrics: Metrics, filings?: FilingTerms
): Reaction[] {
  const count: Reaction = (work, transitions) => work.afterwards(() => transitions.forEach(measure(metrics)))
  return [
    endGivenUp,
    endAppointments,
    ...filings ? [holdWhileFiling(filings), cancelWithOrder(filings)] : [],
    followClocks(clocks),
    followVisits(visits),
    countFigures,
    ...portal ? [tellPortal(portal.clients)] : [],
    expectRatings(ratings),
    count
  ]
}

function measure (metrics: Metrics): (transition: Transition) => void {
  return ({ enterprise, service, from, state, source, receivedAt, recordedAt }) => {
    if (from === null) return metrics.orderOpened({ enterprise, service })
    if (from === state) return
    const sinceReceived = (recordedAt.getTime() - receivedAt.getTime()) / 1000
    metrics.moved({ enterprise, from, to: state, source, ended: isFinal(state) }, sinceReceived)
  }
}
