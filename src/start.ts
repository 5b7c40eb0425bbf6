/** Puts a running hub together from its settings, and takes it down again so that nothing under way is lost. */
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { buildApp } from './app.ts'
import { openStorage } from './attachments/storage.ts'
import type { Settings } from './config.ts'
import { connectEnterprises } from './connect.ts'
import { migrate } from './database/migrate.ts'
import { openPool } from './database/pool.ts'
import { deliver } from './delivery/deliver.ts'
import { openAlarms } from './delivery/queue.ts'
import { sweepRegularly } from './delivery/sweep.ts'
import type { Hub } from './hub.ts'
import { notify, type Notifier } from './notifications/notify.ts'

export interface StartOptions {
  settings: Settings
  databaseUrl: string
  redisUrl?: string
  log: Logger
  now?: () => Date
  random?: () => number
}

export interface RunningHub {
  hub: Hub
  app: FastifyInstance
  /** Takes no more requests, lets those and the deliveries under way finish, then lets go of everything. */
  stop (): Promise<void>
}

/** Migrates the database, connects the enterprises, starts the workers. The app is ready to listen or to be injected into. */
export async function startHub ({ settings, databaseUrl, redisUrl, log, now = () => new Date(), random = Math.random }: StartOptions): Promise<RunningHub> {
  await migrate(databaseUrl)
  let stopping = false
  const pool = openPool(databaseUrl, error => { if (!stopping) log.warn({ err: error }, 'database connection') })
  const alarms = openAlarms({ databaseUrl, ...redisUrl && { redisUrl }, now, log })
  const storage = await openStorage(settings.hub.attachmentStorage, pool)
  const hub: Hub = { settings, pool, alarms, storage, enterprises: connectEnterprises(settings, pool, now), log, now, random }
  const notifier = startWorkers(hub)
  const stopSweeping = sweepRegularly(hub)
  const app = buildApp(hub)
  await app.ready()
  return {
    hub,
    app,
    async stop () {
      await app.close()
      await stopSweeping()
      await alarms.close()
      await Promise.all([...hub.enterprises.values()].map(({ adapter }) => adapter.close()))
      await notifier?.close()
      storage.close()
      stopping = true
      await pool.end()
    }
  }
}

/** A queue for each enterprise, so that a dead one holds up nobody else, and one for the portal. */
function startWorkers (hub: Hub): Notifier | undefined {
  for (const enterprise of hub.enterprises.values()) {
    hub.alarms.answer(enterprise.slug, enterprise.settings.delivery.concurrency, deliver(hub, enterprise))
  }
  if (!hub.settings.portal) return undefined
  const notifier = notify(hub, hub.settings.portal)
  hub.alarms.answer('portal', 8, notifier.handler)
  return notifier
}
