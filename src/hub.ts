/** What the parts of the hub work with: passed to them, never imported by them, so that tests can make one of their own. */
import type { Logger } from 'pino'
import type { Adapter } from '../adapters/adapter.ts'
import type { Storage } from './records/attachments/storage.ts'
import type { EnterpriseSettings, Settings } from './settings.ts'
import type { Pool } from './ground/database/pool.ts'
import type { Alarms } from './ground/queue/alarms.ts'
import type { Enterprise, Slug } from './enterprises/profiles.ts'
import type { Metrics } from './ground/observe/metrics.ts'
import type { Traces } from './ground/observe/traces.ts'
import type { Vault } from './ground/sealing/vault.ts'

/** An enterprise that applications can choose now: known to the registry and given settings. */
export interface ConnectedEnterprise extends Pick<Enterprise, 'name' | 'mapping' | 'statusBy'> {
  slug: Slug
  settings: EnterpriseSettings
  adapter: Adapter<unknown, unknown>
}

export interface Hub {
  settings: Settings
  pool: Pool
  alarms: Alarms
  storage: Storage
  vault: Vault
  enterprises: ReadonlyMap<Slug, ConnectedEnterprise>
  /** What an enterprise is called, connected or not; its slug where nothing else is known of it. */
  nameOf (slug: string): string
  log: Logger
  metrics: Metrics
  traces: Traces
  /** Requests are taken while it is up. */
  phase: 'starting' | 'up' | 'stopping'
  now (): Date
  /** Evenly spread over [0, 1); for jitter. */
  random (): number
}
