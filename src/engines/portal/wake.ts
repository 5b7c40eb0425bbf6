/**
 * Sets alarms at once for notifications that an operator has made due; the sweep sees to those that are too many for
 * one go.
 */
import type { Logger } from 'pino'
import type { Pool } from '../../ground/database/pool.ts'
import type { Alarms } from '../../ground/queue/alarms.ts'
import { overdueNotifications } from '../../records/outbox/notifications.ts'

export interface Waking { pool: Pool, alarms: Pick<Alarms, 'set' | 'insist'>, log: Logger, now (): Date }

export async function wakePortal ({ pool, alarms, now, log }: Waking): Promise<void> {
  const moment = now()
  const heads = await overdueNotifications(pool, moment, moment, moment)
  const results = await Promise.allSettled(heads.map(head => alarms.insist(head)))
  const failed = results.find(result => result.status === 'rejected')
  if (failed) log.warn({ err: failed.reason }, 'alarm not set')
}
