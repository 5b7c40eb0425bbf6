/** Applies callbacks again that have changed nothing so far, and records that; a dry run only counts them. */
import { CallbackRefused } from '../../adapters/failure.ts'
import type { components } from '../../openapi/hub.d.ts'
import { applyMessage } from '../engines/callbacks/apply-message.ts'
import { inPart, inWork, type Work } from '../ground/database/work.ts'
import { atWork, type Matter } from '../ground/observe/matter.ts'
import { recordAct, type ActTerms } from '../records/acts/acts.ts'
import {
  openStatus, refuseCallback, stateOfCallback, takenBefore, type CallbackState
} from '../records/inbox/callbacks.ts'
import { changeLocked, lockAll } from '../records/orders/application.ts'
import type { Steps } from '../steps/steps.ts'
import { CALLBACK_LABELS, redrivableCallbacks, type CallbackFilter, type CallbackRow } from '../views/callbacks.ts'

type Redriven = components['schemas']['CallbacksRedriven']

/**
 * What was verified when it came is not verified again: the status is applied that was read then. One that fails again
 * stays as it is and stops none of the others.
 */
export async function redriveCallbacks (
  hub: Steps, filter: CallbackFilter, { actor, reason, dryRun = false }: ActTerms
): Promise<Redriven> {
  const { count, outcomes } = await inWork(hub, async work => {
    const chosen = await redrivableCallbacks(hub, work, filter)
    const outcomes = new Map<CallbackState, number>()
    if (dryRun) return { count: chosen.length, outcomes }
    await lockAll(work, chosen.map(({ serial }) => serial!))
    const locked = await redrivableCallbacks(hub, work, { callbackIds: chosen.map(({ id }) => id) })
    for (const row of locked) {
      const outcome = await atWork(matterOf(row), () => applyAgain(hub, work, row))
      work.afterwards(() => {
        atWork(matterOf(row), () => { hub.log.info({ callback: row.id, result: outcome }, 'callback taken again') })
        hub.metrics.callback({ enterprise: row.enterprise, result: outcome })
      })
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    }
    const target = { filter, callbacks: locked.map(({ id }) => id), outcomes: Object.fromEntries(outcomes) }
    if (locked.length > 0) {
      await recordAct(work, {
        at: hub.now(), actor, action: 'callback-redrive', target, reason, affected: locked.length
      })
    }
    return { count: locked.length, outcomes }
  })
  const labelled = [...outcomes].map(([state, count]) => ({ state, stateLabel: CALLBACK_LABELS[state], count }))
  return { count, dryRun, outcomes: labelled }
}

function matterOf ({ correlationId, jointNumber, enterprise, reference }: CallbackRow): Matter {
  return {
    enterprise,
    ...correlationId !== null && { correlationId },
    ...jointNumber !== null && { jointNumber },
    ...reference !== null && { reference }
  }
}

/** Answers what became of it. */
async function applyAgain (hub: Steps, work: Work, row: CallbackRow): Promise<CallbackState> {
  const state = await stateOfCallback(work, row.id)
  // A callback applied before this one acknowledged the order, and so applied all of its parked callbacks.
  if (state !== row.state) return state
  const status = openStatus(hub.vault, row.id, row.statusSealed!)
  const message = { ...row, contentHash: row.contentHash!, status, nonce: null }
  try {
    const earlier = await takenBefore(work, row.enterprise, message)
    return await inPart(work, part => changeLocked(hub, part, row.orderId!, at =>
      applyMessage(hub, hub.enterprises.get(row.enterprise)!, at, message, earlier)))
  } catch (error) {
    return await refuse(hub, work, row, error)
  }
}

/**
 * A callback is refused when its message id has been used for another message meanwhile; after any other error it stays
 * as it is.
 */
async function refuse (hub: Steps, work: Work, row: CallbackRow, error: unknown): Promise<CallbackState> {
  if (!(error instanceof CallbackRefused)) {
    hub.log.error({ err: error, enterprise: row.enterprise, callback: row.id }, 'callback failed again')
    return row.state
  }
  await refuseCallback(work, row.id, 'refused', error.message)
  return 'refused'
}
