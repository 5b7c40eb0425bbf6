/** Applies callbacks again that have changed nothing so far, and records that; a dry run only counts them. */
import type { components } from '../../openapi/hub.d.ts'
import { takeAgain } from '../engines/callbacks/take-again.ts'
import { inWork } from '../ground/database/work.ts'
import { atWork, type Matter } from '../ground/observe/matter.ts'
import { recordAct, type ActTerms } from '../records/acts/acts.ts'
import type { CallbackState } from '../records/inbox/callbacks.ts'
import { lockAll } from '../records/orders/application.ts'
import type { Steps } from '../steps/steps.ts'
import { CALLBACK_LABELS, redrivableCallbacks, type CallbackFilter, type CallbackRow } from '../views/callbacks.ts'

type Redriven = components['schemas']['CallbacksRedriven']

/** One that fails again stays as it is and stops none of the others. */
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
      const { reference, statusSealed, orderId } = row
      const kept = { ...row, reference: reference!, statusSealed: statusSealed!, orderId: orderId! }
      const outcome = await atWork(matterOf(row), () =>
        takeAgain(hub, hub.enterprises.get(row.enterprise)!, work, kept))
      work.afterwards(() => {
        atWork(matterOf(row), () => { hub.log.info({ callback: row.id, result: outcome }, 'callback taken again') })
        hub.metrics.callback({ enterprise: row.enterprise, result: outcome })
      })
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    }
    const target = { filter, callbacks: locked.map(({ id }) => id), outcomes: Object.fromEntries(outcomes) }
    if (locked.length > 0) {
      const about = locked.map(({ jointNumber }) => jointNumber!)
      await recordAct(hub, work, {
        at: hub.now(), actor, action: 'callback-redrive', target, about, reason, affected: locked.length
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
