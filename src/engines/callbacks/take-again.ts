/**
 * Takes a callback again that was kept before and has changed nothing so far. What was verified when it came is not
 * verified again: the status is applied that was read then.
 */
import { CallbackRefused } from '../../../adapters/failure.ts'
import type { ConnectedEnterprise } from '../../enterprises/connected-enterprise.ts'
import { inPart, type Work } from '../../ground/database/work.ts'
import {
  giveToOrder, openStatus, refuseKept, stateOfCallback, type CallbackState, type KeptCallback
} from '../../records/inbox/callbacks.ts'
import { saidBy, takenBefore } from '../../records/inbox/keep-callback.ts'
import { changeLocked } from '../../records/orders/application.ts'
import type { Steps } from '../../steps/steps.ts'
import { applyMessage } from './apply-message.ts'

/**
 * The application of the order is locked. Answers what became of the callback. It is refused when its message id has
 * been used for another message meanwhile; after any other error it stays as it is, and the work goes on.
 */
export async function takeAgain (
  engine: Steps, enterprise: ConnectedEnterprise, work: Work, row: KeptCallback
): Promise<CallbackState> {
  const state = await stateOfCallback(work, row.id)
  // A callback applied before this one acknowledged the order, and so applied all of its parked callbacks.
  if (state !== row.state) return state
  try {
    const status = openStatus(engine.vault, row.id, row.statusSealed)
    const message = { ...row, nonce: null, status, says: saidBy(row.reference, status) }
    const earlier = await takenBefore(work, engine.vault, row.enterprise, message)
    return await inPart(work, part => changeLocked(engine, part, row.orderId, at =>
      applyMessage(engine, enterprise, at, message, earlier, (state, isRepeat) => {
        giveToOrder(part, row.id, row.orderId, state, isRepeat)
      })))
  } catch (error) {
    if (!(error instanceof CallbackRefused)) {
      engine.log.error({ err: error, enterprise: row.enterprise, callback: row.id }, 'callback failed again')
      return row.state
    }
    await refuseKept(work, row.id, error.message)
    return 'refused'
  }
}
