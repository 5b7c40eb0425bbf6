/** Puts a running hub together from its settings, and takes it down again so that nothing under way is lost. */
import { randomInt } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { buildApp } from './app.ts'
import { WrongSettings, type Settings } from './config.ts'
import { migrate } from './database/migrate.ts'
import { openPool, type Pool } from './database/pool.ts'
import { deliver } from './delivery/deliver.ts'
import { newPace } from './delivery/pace.ts'
import { openAlarms } from './delivery/queue.ts'
import { sweepRegularly } from './delivery/sweep.ts'
import { sharedToken } from './delivery/token.ts'
import { enterprises, type Slug } from './enterprises.ts'
import type { ConnectedEnterprise, Hub } from './hub.ts'
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
  const hub: Hub = { settings, pool, alarms, enterprises: connect(settings, pool, now), log, now, random }
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
      stopping = true
      await pool.end()
    }
  }
}

function connect (settings: Settings, pool: Pool, now: () => Date): Map<Slug, ConnectedEnterprise> {
  const connected = new Map<Slug, ConnectedEnterprise>()
  for (const [slug, { name, mapping, statusBy, connect }] of Object.entries(enterprises) as Array<[Slug, NonNullable<typeof enterprises[Slug]>]>) {
    const own = settings.enterprises[slug]
    if (!own) continue
    if (mapping.capabilities.files.pass === 'link' && !settings.hub.attachmentLinks) {
      throw new WrongSettings(`hub.attachmentLinks：${slug} 以链接取附件，必须设置`)
    }
    const adapter = connect({
      settings: own,
      token: sharedToken(pool, slug, now),
      pace: newPace(pool, slug, own.delivery.rateLimit),
      now,
      digits: count => Array.from({ length: count }, () => randomInt(10)).join('')
    })
    connected.set(slug, { slug, name, mapping, statusBy, settings: own, adapter })
  }
  return connected
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
