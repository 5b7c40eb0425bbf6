/** Applies what an enterprise says about an order, from whichever side it comes: the one door to an order's state. */
import type { Progress } from '../../mappings/mapping.ts'
import type { Connection } from '../ground/database/pool.ts'
import type { Alarm } from '../ground/queue/alarms.ts'
import type { Hub } from '../hub.ts'
import { handOver } from './hand-over.ts'
import { advance, isFinal, type Verdict } from '../records/orders/states.ts'
import { transit, type LockedOrder, type Source } from '../records/orders/transition.ts'

/**
 * Runs in a transaction that holds the application's lock. Answers the verdict, or why the message could not have one; the
 * alarms that follow from it are added to `alarms`, to be set after the commit. `order` is kept up to date.
 */
export async function applyProgress (
  hub: Hub, connection: Connection, order: LockedOrder, progress: Progress, source: Source, alarms: Alarm[]
): Promise<Verdict | 'ignored' | 'unknownStatus'> {
  switch (progress.kind) {
    case 'ignored': return 'ignored'
    case 'unknown':
      hub.log.error({ alert: 'unknown-status', enterprise: order.enterprise, reference: order.reference, native: progress.native }, 'unknown native status')
      return 'unknownStatus'
    case 'outOfArea':
      if (isFinal(order.state)) return 'ended'
      await handOver(hub, connection, order, progress.remark, source, alarms)
      return 'moves'
    case 'mapped': {
      const nativeAt = progress.at === undefined ? undefined : new Date(progress.at)
      const verdict = advance(order, progress.state, nativeAt)
      if (verdict !== 'moves') return verdict
      await transit(hub, connection, order, { ...progress, source, nativeAt }, alarms)
      return 'moves'
    }
  }
}
