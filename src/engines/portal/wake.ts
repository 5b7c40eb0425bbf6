/** Sets alarms at once for notifications that an operator has made due; the sweep sees to those that are too many for one go. */
import type { Hub } from '../../hub.ts'
import { overdueNotifications } from '../../records/outbox/outbox.ts'

export async function wakePortal ({ pool, alarms, now, log }: Pick<Hub, 'pool' | 'alarms' | 'now' | 'log'>): Promise<void> {
  const moment = now()
  const heads = await overdueNotifications(pool, moment, moment, moment)
  const results = await Promise.allSettled(heads.map(head => alarms.insist(head)))
  const failed = results.find(result => result.status === 'rejected')
  if (failed) log.warn({ err: failed.reason }, 'alarm not set')
}
