/** One filing that somebody sees and changes, under its application's lock, as they saw it. */
import type { Caller } from '../ground/access/caller.ts'
import { viewOf } from '../ground/access/visible.ts'
import { inWork } from '../ground/database/work.ts'
import { changedSince } from '../ground/problem/problem.ts'
import { recordAct } from '../records/acts/acts.ts'
import { filingAtHand, storeFiling, type FilingAtHand } from '../records/filings/change-filing.ts'
import { filingById } from '../records/filings/filing.ts'
import { findFiling } from '../records/filings/find-filing.ts'
import { FILING_LABELS } from '../records/filings/filing-states.ts'
import { changeLocked } from '../records/orders/application.ts'
import { readFiling, type ShownFiling } from '../views/filings.ts'
import type { ForFilings } from './file-for-order.ts'

/** By what name it is recorded, and why. */
export interface FilingAct { action: string, reason: string }

/**
 * Throws Problem `filing-not-found`, `filing-changed` where something has happened since they saw it, or what `change`
 * throws. What `change` answers is recorded.
 */
export async function actOnFiling (
  hub: ForFilings, caller: Caller, { id, version }: { id: string, version?: number },
  change: (at: FilingAtHand) => Promise<FilingAct>
): Promise<ShownFiling> {
  const view = viewOf(caller)
  await inWork(hub, async work => {
    const found = await findFiling(work, view, id)
    await changeLocked(hub, work, found.orderId, async order => {
      order.application.by = caller.id
      const filing = (await filingById(work, found.id))!
      if (version !== undefined && version !== filing.version) {
        throw changedSince('filing-changed', version, filing.version, `现状态为“${FILING_LABELS[filing.state]}”`)
      }
      const at = filingAtHand(order, filing)
      const { action, reason } = await change(at)
      storeFiling(hub, at)
      const { reference } = filing
      const { jointNumber } = found
      await recordAct(hub, work, {
        at: hub.now(),
        actor: caller.id,
        action,
        target: { filing: reference, jointNumber, order: order.order.reference },
        about: [jointNumber],
        reason,
        affected: 1
      })
    })
  })
  return await readFiling(hub, view, id)
}
