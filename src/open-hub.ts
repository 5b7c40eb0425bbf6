/** Opens what every program of the hub works with: the database's pool, the storage, the enterprises' adapters. */
import type { Logger } from 'pino'
import { openStorage } from './records/attachments/storage.ts'
import type { Settings } from './settings.ts'
import { connectEnterprises } from './connect.ts'
import { enterpriseName } from './enterprises/name.ts'
import { openPool } from './ground/database/pool.ts'
import type { Alarms } from './ground/queue/alarms.ts'
import type { Hub } from './hub.ts'
import { openMetrics } from './ground/observe/metrics.ts'
import { NO_TRACES, type Traces } from './ground/observe/traces.ts'
import { checkKeys } from './ground/sealing/keys.ts'
import { openVault } from './ground/sealing/vault.ts'

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

/** `close` closes all of it but the alarms. Throws WrongSettings when the database needs keys that the settings do not have. */
export async function openHub ({ settings, databaseUrl, alarms, log, traces = NO_TRACES, now, random }: OpenOptions): Promise<{ hub: Hub, close: () => Promise<void> }> {
  let closing = false
  const pool = openPool(databaseUrl, error => { if (!closing) log.warn({ err: error }, 'database connection') })
  const vault = openVault(settings.personalData)
  const storage = await openStorage(settings.hub.attachmentStorage, pool, vault)
  const enterprises = connectEnterprises(settings, pool, now)
  const hub: Hub = {
    settings, pool, alarms, storage, vault, enterprises, nameOf: enterpriseName, log, metrics: openMetrics(), traces, phase: 'starting', now, random
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
