/** Puts a running hub together from its settings, and takes it down again so that nothing under way is lost. */
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { buildApp, buildWorkerApp } from './doors/http/app.ts'
import { missingYearsReporter, watchCalendar } from './engines/calendar/watch-calendar.ts'
import { catchUpRegularly } from './engines/callbacks/catch-up.ts'
import { settleLeftovers } from './engines/callbacks/settle-leftovers.ts'
import { deliver } from './engines/delivery/deliver.ts'
import { deliverFilings } from './engines/delivery/deliver-filing.ts'
import { attachClocks } from './engines/clocks/attach.ts'
import { projectClocksAnew } from './engines/clocks/project-anew.ts'
import { newReminderSender } from './engines/reminders/send-reminders.ts'
import { tellOfClocks } from './engines/clocks/tell.ts'
import { notify, type Notifier } from './engines/portal/notify.ts'
import { inviteToRate, removeLeftOfRatings } from './engines/ratings/invite.ts'
import { eraseClosed, removeLeftDrafts, removeSignIns } from './engines/purge/forget-people.ts'
import { purgeDaily } from './engines/purge/purge.ts'
import { retentionClock } from './engines/purge/retention-clock.ts'
import { removeUnused } from './engines/purge/remove-unused.ts'
import { sweepRegularly, type Rounds } from './engines/sweep/sweep.ts'
import { remindOfVisits, reviewVisits, settleDueVisits } from './engines/visits/see-to-visits.ts'
import type { ConnectedApprovals } from './enterprises/connected-approvals.ts'
import type { ConnectedEnterprise } from './enterprises/connected-enterprise.ts'
import type { Role } from './environment.ts'
import { forgetLeft } from './ground/aside/set-aside.ts'
import { migrate } from './ground/database/migrate.ts'
import { steadyClock } from './ground/observe/steady-clock.ts'
import type { Traces } from './ground/observe/traces.ts'
import type { Answering } from './ground/queue/alarms.ts'
import { openAlarms } from './ground/queue/open-alarms.ts'
import { regularly } from './ground/queue/regularly.ts'
import { openHub, type Hub } from './hub.ts'
import { dueIntents, openElsewhere, overdueIntents, unsweepIntents } from './records/intents/due-intents.ts'
import { removeLeftLanes } from './records/outbox/lanes.ts'
import { dueNotifications, overdueNotifications, unsweepNotifications } from './records/outbox/notifications.ts'
import type { Settings } from './settings.ts'

export interface StartOptions {
  settings: Settings
  databaseUrl: string
  redisUrl?: string
  /** Both unless given. */
  role?: Role
  log: Logger
  /** None unless given. */
  traces?: Traces
  /** Of connections (hub.ts). */
  strict?: boolean
  /** The machine's, unless given; one that is given is the database's as well. */
  now?: () => Date
  random?: () => number
}

export interface RunningHub {
  hub: Hub
  app: FastifyInstance
  /** Takes no more requests, lets those and the deliveries under way finish, then lets go of everything. */
  stop (): Promise<void>
}

/**
 * Migrates the database, connects the enterprises, starts the workers where the role has any. The app is ready to
 * listen or to be injected into; of a worker it answers the platform only.
 */
export async function startHub (options: StartOptions): Promise<RunningHub> {
  const { settings, databaseUrl, redisUrl, role = 'all', log, traces, strict = false } = options
  const { now: given, random = Math.random } = options
  const now = given ?? machineClock(log)
  await migrate(databaseUrl)
  const { takeOverAfter } = settings.hub
  const alarms = await openAlarms({ ...redisUrl && { redisUrl }, takeOverAfter, now, log })
  const opening = openHub({
    settings,
    databaseUrl,
    alarms,
    log,
    ...traces && { traces },
    strict,
    ...given && { databaseTime: async () => given() },
    now,
    random
  })
  const { hub, close } = await opening.catch(async error => {
    await alarms.close()
    throw error
  })
  const unwatchCalendar = watchCalendar(hub)
  const work = role === 'api' ? undefined : startWork(hub, redisUrl !== undefined)
  if (work) await reportOrdersOfNobody(hub)
  const app = role === 'worker' ? buildWorkerApp(hub) : buildApp(hub)
  await app.ready()
  // From here on callbacks are taken.
  const stopCatchingUp = role === 'worker' ? undefined : catchUpRegularly(hub)
  hub.phase = 'up'
  return {
    hub,
    app,
    async stop () {
      hub.phase = 'stopping'
      await app.close()
      await stopCatchingUp?.()
      await unwatchCalendar()
      await work?.stop()
      await alarms.close()
      await work?.notifier?.close()
      await close()
    }
  }
}

function machineClock (log: Logger): () => Date {
  return steadyClock({ told: () => Date.now(), passed: () => performance.now() }, (leap, by) => {
    if (leap === 'leapt') log.error({ alert: 'clock-leapt', by }, "the machine's clock has leapt, it is counted on")
    else log.warn({ by, leap }, "the machine's clock is believed again")
  })
}

interface Work {
  notifier: Notifier | undefined
  /** What is done again and again. */
  stop (): Promise<void>
}

/** Alarms that are `jobs` may get lost; otherwise the rows are looked through all the time. */
function startWork (hub: Hub, jobs: boolean): Work {
  const { sources, chores } = roundsOf(hub)
  const stopSweeping = sweepRegularly(hub, { sources: jobs ? sources : [], chores })
  const stopReminding = remindRegularly(hub)
  return {
    notifier: answerQueues(hub),
    async stop () {
      await stopSweeping()
      await stopReminding()
    }
  }
}

function remindRegularly (hub: Hub): () => Promise<void> {
  const sender = newReminderSender(hub)
  const stop = regularly(hub.settings.hub.sweepEvery, async () => {
    await sender.sendDue().catch(error => { hub.log.warn({ err: error }, 'reminders failed') })
  })
  return async () => {
    await stop()
    await sender.close()
  }
}

/** An enterprise that was taken out of the settings, or is not connected any more, may still be owed something. */
async function reportOrdersOfNobody ({ pool, enterprises, approvals, log }: Hub): Promise<void> {
  const served = [...enterprises.keys(), ...approvals ? [approvals.slug] : []]
  for (const owed of await openElsewhere(pool, served)) {
    log.error({ alert: 'orders-of-nobody', ...owed }, 'open orders of an enterprise that is not connected')
  }
}

/** A new room whose rows have alarms, or that has something to remove now and then, is added here. */
export function roundsOf (hub: Hub): Rounds {
  const retention = retentionClock(hub)
  const review = reviewVisits(hub)
  return {
    sources: [
      { name: 'overdue intents', overdue: overdueIntents, unsweep: unsweepIntents },
      { name: 'overdue notifications', overdue: overdueNotifications, unsweep: unsweepNotifications }
    ],
    chores: [
      { name: 'clocks on another calendar', act: async now => { await projectClocksAnew(hub, now) } },
      { name: 'orders without clocks', act: attachClocks(hub) },
      { name: 'clocks to tell of', act: async now => { await tellOfClocks(hub, now) } },
      { name: 'invitations to rate', act: async now => { await inviteToRate(hub, now) } },
      { name: 'visits to settle', act: async now => { await settleDueVisits(hub, now) } },
      { name: 'visits on days off', act: async now => { await review(now) } },
      { name: 'visits to remind of', act: async now => { await remindOfVisits(hub, now) } },
      { name: 'left lanes', act: now => removeLeftLanes(hub.pool, now) },
      { name: 'unused attachments', act: () => retention(now => removeUnused(hub, now)) },
      { name: 'left callbacks', act: () => settleLeftovers(hub) },
      { name: 'purge', act: () => retention(now => purgeDaily(hub, now)) },
      { name: 'closed accounts', act: () => retention(now => eraseClosed(hub, now)) },
      { name: 'sign-ins', act: () => retention(now => removeSignIns(hub, now)) },
      { name: 'left of ratings', act: () => retention(now => removeLeftOfRatings(hub, now)) },
      { name: 'left drafts', act: () => retention(now => removeLeftDrafts(hub, now)) },
      { name: 'rows set aside', act: now => forgetLeft(hub.pool, now) },
      { name: 'missing years', act: missingYearsReporter(hub) }
    ]
  }
}

function answerQueues (hub: Hub): Notifier | undefined {
  for (const enterprise of hub.enterprises.values()) hub.alarms.answer(deliveries(hub, enterprise))
  if (hub.approvals) hub.alarms.answer(filings(hub, hub.approvals))
  if (!hub.settings.portal) return undefined
  const notifier = notify(hub, hub.settings.portal)
  hub.alarms.answer(notifications(hub, notifier))
  return notifier
}

/** A queue for each enterprise, so that a dead one holds up nobody else. */
export function deliveries (hub: Hub, enterprise: ConnectedEnterprise): Answering {
  return owed(hub, enterprise, deliver(hub, enterprise))
}

/** One for the approvals system. */
function filings (hub: Hub, approvals: ConnectedApprovals): Answering {
  return owed(hub, approvals, deliverFilings(hub, approvals))
}

/** What is owed to a system of somebody else. */
function owed (
  { pool }: Hub, { slug, settings }: ConnectedEnterprise | ConnectedApprovals, handler: Answering['handler']
): Answering {
  return {
    queue: slug,
    concurrency: settings.delivery.concurrency,
    handler,
    due: (now, known, most) => dueIntents(pool, slug, { now, known, most })
  }
}

/** And one for the portal. */
export function notifications (hub: Hub, { handler, concurrency }: Notifier): Answering {
  return {
    queue: 'portal',
    concurrency,
    handler,
    due: (now, known, most) => dueNotifications(hub.pool, { now, known, most })
  }
}
