/** Puts a running hub together from its settings, and takes it down again so that nothing under way is lost. */
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { buildApp, buildWorkerApp } from './doors/http/app.ts'
import { deliver } from './engines/delivery/deliver.ts'
import { notify, type Notifier } from './engines/portal/notify.ts'
import { purgeDaily } from './engines/purge/purge.ts'
import { sweepRegularly, type Rounds } from './engines/sweep/sweep.ts'
import type { ConnectedEnterprise } from './enterprises/connected-enterprise.ts'
import type { Role } from './environment.ts'
import { migrate } from './ground/database/migrate.ts'
import { inWork } from './ground/database/work.ts'
import type { Traces } from './ground/observe/traces.ts'
import type { Answering } from './ground/queue/alarms.ts'
import { openAlarms } from './ground/queue/open-alarms.ts'
import { openHub, type Hub } from './hub.ts'
import { removeUnusedAttachments } from './records/attachments/attachments.ts'
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
  const { settings, databaseUrl, redisUrl, role = 'all', log, traces } = options
  const { now = () => new Date(), random = Math.random } = options
  await migrate(databaseUrl)
  const { takeOverAfter } = settings.hub
  const alarms = await openAlarms({ ...redisUrl && { redisUrl }, takeOverAfter, now, log })
  const opening = openHub({ settings, databaseUrl, alarms, log, ...traces && { traces }, now, random })
  const { hub, close } = await opening.catch(async error => {
    await alarms.close()
    throw error
  })
  const work = role === 'api' ? undefined : startWork(hub, redisUrl !== undefined)
  if (work) await reportOrdersOfNobody(hub)
  const app = role === 'worker' ? buildWorkerApp(hub) : buildApp(hub)
  await app.ready()
  hub.phase = 'up'
  return {
    hub,
    app,
    async stop () {
      hub.phase = 'stopping'
      await app.close()
      await work?.stopSweeping()
      await alarms.close()
      await work?.notifier?.close()
      await close()
    }
  }
}

interface Work { notifier: Notifier | undefined, stopSweeping: () => Promise<void> }

/** Alarms that are `jobs` may get lost; otherwise the rows are looked through all the time. */
function startWork (hub: Hub, jobs: boolean): Work {
  const { sources, chores } = roundsOf(hub)
  return { notifier: answerQueues(hub), stopSweeping: sweepRegularly(hub, { sources: jobs ? sources : [], chores }) }
}

/** An enterprise that was taken out of the settings, or is not connected any more, may still be owed something. */
async function reportOrdersOfNobody ({ pool, enterprises, log }: Hub): Promise<void> {
  for (const owed of await openElsewhere(pool, [...enterprises.keys()])) {
    log.error({ alert: 'orders-of-nobody', ...owed }, 'open orders of an enterprise that is not connected')
  }
}

/** A new room whose rows have alarms, or that has something to remove now and then, is added here. */
export function roundsOf (hub: Hub): Rounds {
  return {
    sources: [
      { overdue: overdueIntents, unsweep: unsweepIntents },
      { overdue: overdueNotifications, unsweep: unsweepNotifications }
    ],
    chores: [
      { name: 'left lanes', act: now => removeLeftLanes(hub.pool, now) },
      {
        name: 'unused attachments',
        act: async now => { await inWork(hub, work => removeUnusedAttachments(hub.storage, work, now)) }
      },
      { name: 'purge', act: () => purgeDaily(hub) }
    ]
  }
}

function answerQueues (hub: Hub): Notifier | undefined {
  for (const enterprise of hub.enterprises.values()) hub.alarms.answer(deliveries(hub, enterprise))
  if (!hub.settings.portal) return undefined
  const notifier = notify(hub, hub.settings.portal)
  hub.alarms.answer(notifications(hub, notifier))
  return notifier
}

/** A queue for each enterprise, so that a dead one holds up nobody else. */
export function deliveries (hub: Hub, enterprise: ConnectedEnterprise): Answering {
  return {
    queue: enterprise.slug,
    concurrency: enterprise.settings.delivery.concurrency,
    handler: deliver(hub, enterprise),
    due: (now, known, most) => dueIntents(hub.pool, enterprise.slug, { now, known, most })
  }
}

/** And one for the portal. */
export function notifications (hub: Hub, { handler }: Notifier): Answering {
  return {
    queue: 'portal',
    concurrency: 8,
    handler,
    due: (now, known, most) => dueNotifications(hub.pool, { now, known, most })
  }
}
