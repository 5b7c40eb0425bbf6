/** How a filing ends, or one of its items, and what follows: clocks, the portal's event, the order that waited. */
import type { FilingItem } from '../../mappings/filing.ts'
import type { components } from '../../openapi/hub.d.ts'
import { keepClock } from '../records/clocks/keep.ts'
import { endFilingIntents } from '../records/intents/filing-intents.ts'
import { moveFiling, moveItem, type FilingAtHand } from '../records/filings/change-filing.ts'
import { allEvents, itemTimesOf } from '../records/filings/filing-events.ts'
import {
  FILING_CODES, FILING_LABELS, hasItemEnded, itemCode, ITEM_LABELS, MODE_LABELS, outcomeOf, type FilingState
} from '../records/filings/filing-states.ts'
import { announce, type AnnouncementKind } from '../records/orders/announcements.ts'
import { STATUS_LABELS } from '../records/orders/states.ts'
import { releaseOrder } from './hold-order.ts'
import type { FilingTerms } from './filing-terms.ts'

/** Ends it, if the table allows it; answers whether it did. */
export async function endFiling (terms: FilingTerms, at: FilingAtHand, to: FilingState): Promise<boolean> {
  if (!moveFiling(terms, at, to)) return false
  if (to === 'broken') at.filing.brokenAt = terms.now()
  endFilingIntents(at.work, at.filing.id)
  if (to === 'cancelled') await endItems(terms, at)
  tellPortal(terms, at, to === 'broken' ? 'filingBroken' : 'filingEnded')
  await releaseOrder(terms, at)
  return true
}

/** Of a filing that the approvals system knows nothing of (any more): no department says that it has stopped. */
async function endItems (terms: FilingTerms, at: FilingAtHand): Promise<void> {
  const open = at.filing.items.filter(({ state }) => state !== null && !hasItemEnded(state))
  for (const item of open) {
    const state = item.reached === 'received' ? 'takenBack' : 'withdrawn'
    moveItem(terms, at, item, { state, source: 'hub' })
  }
  await keepItemClocks(terms, at, open.map(({ item }) => item))
}

/** Once every department has ended the filing has. */
export async function endWithItems (terms: FilingTerms, at: FilingAtHand): Promise<void> {
  const outcome = outcomeOf(at.filing.items.map(({ state }) => state))
  if (outcome && outcome !== at.filing.state) await endFiling(terms, at, outcome)
}

/** The clock of each department counts from when it had the filing. */
export async function keepItemClocks (
  { vault, clocks, now }: FilingTerms, at: FilingAtHand, items: readonly FilingItem[]
): Promise<void> {
  const { work, application, filing } = at
  const { submittedAt, decision: { days } } = filing
  if (!submittedAt || days === undefined) return
  const events = await allEvents(vault, at)
  for (const { id, item } of filing.items.filter(({ item }) => items.includes(item))) {
    const { pauses, end } = itemTimesOf(events, item, submittedAt)
    await keepClock(clocks, work, application, {
      orderId: filing.orderId, promise: 'approval', subject: id, days, startedAt: submittedAt, pauses, end
    }, now())
  }
}

/** `item`: which of them has moved. Nothing in words of a person's own. */
export function tellPortal (
  terms: Pick<FilingTerms, 'now'>, { application, filing, order }: FilingAtHand, event: AnnouncementKind,
  item?: FilingItem
): void {
  const { mode, state } = filing
  const news: components['schemas']['FilingNews'] = {
    filingId: filing.id,
    enterprise: filing.enterprise,
    service: order.service,
    mode,
    modeLabel: MODE_LABELS[mode],
    state,
    stateLabel: FILING_LABELS[state],
    ...state !== 'exempt' && { statusCode: FILING_CODES[state] },
    items: filing.items.map(({ item, state }) => ({
      item,
      itemLabel: ITEM_LABELS[item],
      ...state !== null && { statusCode: itemCode(state), stateLabel: STATUS_LABELS[itemCode(state)]! }
    })),
    ...item && { moved: item }
  }
  announce(terms, application, { event, about: { filing: news } })
}
