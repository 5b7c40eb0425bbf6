/** What the parts of the hub work with: passed to them, never imported by them, so that tests can make one of their own. */
import type { Logger } from 'pino'
import type { Storage } from './records/attachments/storage.ts'
import type { Settings } from './settings.ts'
import type { Pool } from './ground/database/pool.ts'
import type { Alarms } from './ground/queue/alarms.ts'
import type { ConnectedEnterprise, ConnectedEnterprises } from './enterprises/connected.ts'
import type { Metrics } from './ground/observe/metrics.ts'
import type { Traces } from './ground/observe/traces.ts'
import type { Vault } from './ground/sealing/vault.ts'

export type { ConnectedEnterprise }

export interface Hub {
  settings: Settings
  pool: Pool
  alarms: Alarms
  storage: Storage
  vault: Vault
  enterprises: ConnectedEnterprises
  log: Logger
  metrics: Metrics
  traces: Traces
  /** Requests are taken while it is up. */
  phase: 'starting' | 'up' | 'stopping'
  now (): Date
  /** Evenly spread over [0, 1); for jitter. */
  random (): number
}
