/**
 * Opens what the hub works with: the database's pool, the storage, the enterprises' adapters, the reactions to what
 * happens to orders. Programs and doors pass it on whole; every room below states in an interface of its own which
 * parts it needs.
 */
import type { Logger } from 'pino'
import { connectEnterprises } from './connect.ts'
import type { Enterprises } from './enterprises/connected-enterprise.ts'
import { enterpriseName } from './enterprises/settings.ts'
import { openPool, type Pool } from './ground/database/pool.ts'
import { openMetrics, type Metrics } from './ground/observe/metrics.ts'
import { NO_TRACES, type Traces } from './ground/observe/traces.ts'
import type { Alarms } from './ground/queue/alarms.ts'
import { checkKeys } from './ground/sealing/keys.ts'
import { openVault, type Vault } from './ground/sealing/vault.ts'
import { openStorage, type Storage } from './records/attachments/storage.ts'
import { endGivenUp } from './records/intents/intents.ts'
import type { Reaction, Transition } from './records/orders/application.ts'
import { isFinal } from './records/orders/states.ts'
import { tellPortal } from './records/outbox/notifications.ts'
import type { Settings } from './settings.ts'

export interface Hub {
  settings: Settings
  pool: Pool
  alarms: Alarms
  storage: Storage
  vault: Vault
  enterprises: Enterprises
  /** What an enterprise is called, connected or not; its slug where nothing else is known of it. */
  nameOf (slug: string): string
  reactions: readonly Reaction[]
  log: Logger
  metrics: Metrics
  traces: Traces
  /** Requests are taken while it is up. */
  phase: 'starting' | 'up' | 'stopping'
  now (): Date
  /** Evenly spread over [0, 1); for jitter. */
  random (): number
}

export interface OpenOptions {
  settings: Settings
  /** Of a database that has been migrated. */
  databaseUrl: string
  alarms: Alarms
  log: Logger
  /** None unless given. */
  traces?: Traces
  now (): Date
  random (): number
}

/**
 * `close` closes all of it but the alarms. Throws WrongSettings when the database needs keys that the settings do not
 * have.
 */
export async function openHub (
  { settings, databaseUrl, alarms, log, traces = NO_TRACES, now, random }: OpenOptions
): Promise<{ hub: Hub, close: () => Promise<void> }> {
  let closing = false
  const pool = openPool(databaseUrl, error => { if (!closing) log.warn({ err: error }, 'database connection') })
  const vault = openVault(settings.personalData)
  const storage = await openStorage(settings.hub.attachmentStorage, pool, vault)
  const metrics = openMetrics()
  const enterprises = connectEnterprises(settings, pool, now)
  const nameOf = (slug: string): string => enterpriseName(settings.enterprises, slug)
  const reactions = reactionsOf(settings, metrics)
  const hub: Hub = {
    settings,
    pool,
    alarms,
    storage,
    vault,
    enterprises,
    nameOf,
    reactions,
    log,
    metrics,
    traces,
    phase: 'starting',
    now,
    random
  }
  async function close (): Promise<void> {
    await Promise.all([...hub.enterprises.values()].map(({ adapter }) => adapter.close()))
    storage.close()
    closing = true
    await pool.end()
    await traces.close()
  }

  await checkKeys(pool, vault).catch(async error => {
    await close()
    throw error
  })
  return { hub, close }
}

/** What follows from a transition of an order, whoever makes it. */
export function reactionsOf ({ portal }: Pick<Settings, 'portal'>, metrics: Metrics): Reaction[] {
  const count: Reaction = (work, transitions) => work.afterwards(() => transitions.forEach(measure(metrics)))
  return [endGivenUp, ...portal ? [tellPortal] : [], count]
}

function measure (metrics: Metrics): (transition: Transition) => void {
  return ({ enterprise, service, from, state, source, receivedAt, recordedAt }) => {
    if (from === null) return metrics.orderOpened({ enterprise, service })
    if (from === state) return
    const sinceReceived = (recordedAt.getTime() - receivedAt.getTime()) / 1000
    metrics.moved({ enterprise, from, to: state, source, ended: isFinal(state) }, sinceReceived)
  }
}
