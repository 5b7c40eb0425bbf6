/** Takes callbacks again of which nothing has come yet: counted, or done and recorded. */
import { CallbackRefused } from '../../adapters/failure.ts'
import type { components } from '../../openapi/hub.d.ts'
import { lockApplications } from '../records/orders/transition.ts'
import { applyMessage } from '../engines/callbacks/apply-message.ts'
import type { CallbackState } from '../records/inbox/callback-state.ts'
import { openStatus } from '../records/inbox/inbox.ts'
import { afterCommit, transaction, type Connection } from '../ground/database/pool.ts'
import type { Alarm } from '../ground/queue/alarms.ts'
import type { Hub } from '../hub.ts'
import { atWork, type Matter } from '../ground/observe/matter.ts'
import { recordAct, type ActTerms } from '../records/acts/acts.ts'
import { CALLBACK_LABELS, redrivableCallbacks, type CallbackFilter, type CallbackRow } from '../views/callbacks.ts'

type Redriven = components['schemas']['CallbacksRedriven']

/**
 * What was verified when it came is not verified again: the status is applied that was read then. One that fails again stays as it
 * is and stops none of the others.
 */
export async function redriveCallbacks (hub: Hub, filter: CallbackFilter, { actor, reason, dryRun = false }: ActTerms): Promise<Redriven> {
  const alarms: Alarm[] = []
  const { count, outcomes } = await transaction(hub.pool, async connection => {
    const chosen = await redrivableCallbacks(hub, connection, filter)
    const outcomes = new Map<CallbackState, number>()
    if (dryRun) return { count: chosen.length, outcomes }
    await lockApplications(connection, chosen.map(({ serial }) => serial!))
    const locked = await redrivableCallbacks(hub, connection, { callbackIds: chosen.map(({ id }) => id) })
    for (const row of locked) {
      const { enterprise } = row
      const outcome = await atWork(matterOf(row), () => takeAgain(hub, connection, row, alarms))
      afterCommit(connection, () => {
        atWork(matterOf(row), () => { hub.log.info({ callback: row.id, result: outcome }, 'callback taken again') })
        hub.metrics.callback({ enterprise, result: outcome })
      })
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    }
    const target = { filter, callbacks: locked.map(({ id }) => id), outcomes: Object.fromEntries(outcomes) }
    if (locked.length > 0) await recordAct(connection, { at: hub.now(), actor, action: 'callback-redrive', target, reason, affected: locked.length })
    return { count: locked.length, outcomes }
  })
  await hub.alarms.set(alarms)
  return { count, dryRun, outcomes: [...outcomes].map(([state, count]) => ({ state, stateLabel: CALLBACK_LABELS[state], count })) }
}

function matterOf ({ correlationId, jointNumber, enterprise, reference }: CallbackRow): Matter {
  return { enterprise, ...correlationId !== null && { correlationId }, ...jointNumber !== null && { jointNumber }, ...reference !== null && { reference } }
}

/** Answers what became of it. */
async function takeAgain (hub: Hub, connection: Connection, row: CallbackRow, alarms: Alarm[]): Promise<CallbackState> {
  const state = await stateOf(connection, row.id)
  // One before it has shown that the order is with its enterprise, and all that waited for that were applied.
  if (state !== row.state) return state
  await connection.query('savepoint callback')
  try {
    const mine: Alarm[] = []
    const message = { ...row, contentHash: row.contentHash!, status: openStatus(hub, row.id, row.statusSealed!), nonce: null }
    const outcome = await applyMessage(hub, hub.enterprises.get(row.enterprise)!, connection, row.orderId!, message, mine)
    await connection.query('release savepoint callback')
    alarms.push(...mine)
    return outcome
  } catch (error) {
    await connection.query('rollback to savepoint callback')
    return await refuse(hub, connection, row, error)
  }
}

async function stateOf (connection: Connection, id: number): Promise<CallbackState> {
  const { rows } = await connection.query<{ state: CallbackState }>('select state from callbacks where id = $1', [id])
  return rows[0]!.state
}

/** Its id may have been used for another message since. */
async function refuse (hub: Hub, connection: Connection, row: CallbackRow, error: unknown): Promise<CallbackState> {
  if (!(error instanceof CallbackRefused)) {
    hub.log.error({ err: error, enterprise: row.enterprise, callback: row.id }, 'callback failed again')
    return row.state
  }
  await connection.query("update callbacks set state = 'refused', reason = $2 where id = $1", [row.id, error.message])
  return 'refused'
}
