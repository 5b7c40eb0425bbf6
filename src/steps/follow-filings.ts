/** What follows for filings from what happens to their orders. */
import type { Work } from '../ground/database/work.ts'
import { filingAtHand, storeFiling, type FilingAtHand } from '../records/filings/change-filing.ts'
import { filingsOf } from '../records/filings/filing.ts'
import { holdsOrder, isOpen } from '../records/filings/filing-states.ts'
import type { LockedApplication, OrderRecords, Reaction } from '../records/orders/application.ts'
import type { LockedOrder } from '../records/orders/locked-order.ts'
import { isCompleted, isFinal } from '../records/orders/states.ts'
import type { Transition } from '../records/orders/transition.ts'
import { cancelFilingOf } from './cancel-filing.ts'
import type { FilingTerms } from './filing-terms.ts'
import { holdOrder } from './hold-order.ts'

/** A reaction: what an enterprise says meanwhile counts, and then the order stands in 特别程序 again. */
export function holdWhileFiling (pen: Pick<OrderRecords, 'vault' | 'now'>): Reaction {
  return (work, transitions, application) => {
    for (const order of movedOrders(transitions, application)) {
      if (!isFinal(order.state)) holdOrder(pen, { work, application, order })
    }
  }
}

/** A reaction: an order that ends takes its filings with it; a notice stays with an order that is completed. */
export function cancelWithOrder (terms: FilingTerms): Reaction {
  return async (work, transitions, application) => {
    const ended = movedOrders(transitions, application).filter(({ state }) => isFinal(state))
    for (const order of ended.filter(({ openFilings }) => openFilings.length > 0)) {
      for (const at of await openFilingsOf(work, application, order)) {
        if (isCompleted(order.state) && !holdsOrder(at.filing.mode)) continue
        await cancelFilingOf(terms, at, { reason: '单项业务已结束或撤回', actor: null })
        storeFiling(terms, at)
      }
    }
  }
}

async function openFilingsOf (
  work: Work, application: LockedApplication, order: LockedOrder
): Promise<FilingAtHand[]> {
  const filings = await filingsOf(work, application.serial)
  return filings.filter(({ orderId, state, cancelReasonSealed }) =>
    orderId === order.id && isOpen(state) && cancelReasonSealed === null)
    .map(filing => filingAtHand({ work, application, order }, filing))
}

function movedOrders (transitions: readonly Transition[], { orders }: LockedApplication): LockedOrder[] {
  const moved = new Set(transitions.filter(({ from, state }) => from !== state).map(({ orderId }) => orderId))
  return orders.filter(({ id }) => moved.has(id))
}
