/** Sends events to the portal again: the same event under the same id, in the order of its application. */
import type { components } from '../../openapi/hub.d.ts'
import { applicationSeen, type View } from '../ground/access/visible.ts'
import { transaction } from '../ground/database/pool.ts'
import type { Hub } from '../hub.ts'
import { recordAct, type ActTerms } from '../records/acts/acts.ts'
import { oneAtATime, requirePortal } from '../records/outbox/endpoint.ts'
import { wakePortal } from '../engines/portal/wake.ts'

export type RedeliveryFilter = components['schemas']['RedeliveryFilter']

/** SQL: what a filter takes of what is seen, by the places of `valuesOf`. The count and the act share it, so that one says what the other does. */
const TAKEN = `
  ($1::uuid[] is null or id = any($1))
  and ($2::text is null or application_serial = (select serial from applications where joint_number = $2))
  and ($3::integer is null or sequence >= $3)
  and ($4::integer is null or sequence <= $4)
  and ($5::timestamptz is null or opened_at >= $5)
  and ($6::timestamptz is null or opened_at < $6)
  and ($7::text is null or state = $7)
  and exists (select from applications where serial = application_serial and ${applicationSeen(8, 9)})`

function valuesOf ({ ids, jointNumber, sequenceFrom, sequenceTo, from, to, state }: RedeliveryFilter, { client, enterprise }: View): unknown[] {
  return [ids, jointNumber, sequenceFrom, sequenceTo, from, to, state, client, enterprise]
}

/** Answers how many events are sent again, or would be. Throws Problem `webhook-endpoint-not-found` where no portal is told. */
export async function redeliver (
  hub: Pick<Hub, 'pool' | 'settings' | 'now' | 'alarms' | 'log'>, view: View, filter: RedeliveryFilter, { actor, reason, dryRun = false }: ActTerms
): Promise<number> {
  requirePortal(hub.settings)
  if (dryRun) {
    const { rows } = await hub.pool.query<{ count: number }>(`select count(*) as count from notifications where ${TAKEN}`, valuesOf(filter, view))
    return rows[0]!.count
  }
  const now = hub.now()
  const count = await transaction(hub.pool, async connection => {
    await oneAtATime(connection)
    const { rowCount } = await connection.query(`
      update notifications set state = 'open', due_at = $10, horizon_from = $10, failures = 0, delivered_at = null where ${TAKEN}`, [...valuesOf(filter, view), now])
    await recordAct(connection, { at: now, actor, action: 'webhook-redelivery', target: filter, reason, affected: rowCount! })
    return rowCount!
  })
  if (count > 0) await wakePortal(hub)
  return count
}
