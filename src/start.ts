/** Puts a running hub together from its settings, and takes it down again so that nothing under way is lost. */
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { buildApp, buildWorkerApp } from './doors/http/app.ts'
import type { Role, Settings } from './settings.ts'
import { migrate } from './ground/database/migrate.ts'
import { deliver } from './engines/delivery/deliver.ts'
import { openAlarms } from './ground/queue/alarms.ts'
import { sweepRegularly } from './engines/sweep/sweep.ts'
import type { Hub } from './hub.ts'
import { notify, type Notifier } from './engines/portal/notify.ts'
import type { Traces } from './ground/observe/traces.ts'
import { openHub } from './open-hub.ts'

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
 * Migrates the database, connects the enterprises, starts the workers where the role has any. The app is ready to listen or to
 * be injected into; of a worker it answers the platform only.
 */
export async function startHub ({ settings, databaseUrl, redisUrl, role = 'all', log, traces, now = () => new Date(), random = Math.random }: StartOptions): Promise<RunningHub> {
  await migrate(databaseUrl)
  const alarms = openAlarms({ databaseUrl, ...redisUrl && { redisUrl }, takeOverAfter: settings.hub.takeOverAfter, now, log })
  const { hub, close } = await openHub({ settings, databaseUrl, alarms, log, ...traces && { traces }, now, random }).catch(async error => {
    await alarms.close()
    throw error
  })
  const work = role === 'api' ? undefined : startWork(hub)
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

function startWork (hub: Hub): Work {
  return { notifier: answerQueues(hub), stopSweeping: sweepRegularly(hub) }
}

/** A queue for each enterprise, so that a dead one holds up nobody else, and one for the portal. */
function answerQueues (hub: Hub): Notifier | undefined {
  for (const enterprise of hub.enterprises.values()) {
    hub.alarms.answer(enterprise.slug, enterprise.settings.delivery.concurrency, deliver(hub, enterprise))
  }
  if (!hub.settings.portal) return undefined
  const notifier = notify(hub, hub.settings.portal)
  hub.alarms.answer('portal', 8, notifier.handler)
  return notifier
}
