/**
 * How a filing ends, or one of its items, and what follows: clocks, what the portal and the filer are told, the order
 * that waited.
 */
import type { FilingItem, FilingMode } from '../../mappings/filing.ts'
import type { components } from '../../openapi/hub.d.ts'
import { keepClock } from '../records/clocks/keep.ts'
import { endFilingIntents } from '../records/intents/filing-intents.ts'
import { moveFiling, moveItem, type FilingAtHand } from '../records/filings/change-filing.ts'
import type { Item } from '../records/filings/filing.ts'
import { allEvents, itemTimesOf } from '../records/filings/filing-events.ts'
import {
  FILING_CODES, FILING_LABELS, hasItemEnded, hasItemPassed, itemCode, ITEM_LABELS, MODE_LABELS, outcomeOf,
  type FilingState
} from '../records/filings/filing-states.ts'
import { announce, type AnnouncementKind } from '../records/orders/announcements.ts'
import { STATUS_LABELS } from '../records/orders/states.ts'
import { releaseOrder } from './hold-order.ts'
import type { FilingTelling, FilingTerms } from './filing-terms.ts'

/** Which ends the filer is told of, and which departments' they are; who takes a filing back knows. */
const ENDINGS_TOLD: Partial<Record<FilingState, {
  kind: FilingTelling['kind'], concerns: (state: Item['state']) => boolean
}>> = {
  passed: { kind: 'filingPassed', concerns: () => true },
  refused: { kind: 'filingRefused', concerns: state => state === null || !hasItemPassed(state) },
  broken: { kind: 'filingBroken', concerns: () => true }
}

/** Ends it, if the table allows it; answers whether it did. */
export async function endFiling (terms: FilingTerms, at: FilingAtHand, to: FilingState): Promise<boolean> {
  if (!moveFiling(terms, at, to)) return false
  if (to === 'broken') at.filing.brokenAt = terms.now()
  endFilingIntents(at.work, at.filing.id)
  if (to === 'cancelled') await endItems(terms, at)
  tellPortal(terms, at, to === 'broken' ? 'filingBroken' : 'filingEnded')
  const news = ENDINGS_TOLD[to]
  if (news) tellFiler(terms, at, news.kind, at.filing.items.filter(({ state }) => news.concerns(state)))
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

/** `items`: which of them it is about. */
export function tellFiler (
  terms: Pick<FilingTerms, 'tellFiler' | 'now'>, { work, application: { jointNumber }, order, filing }: FilingAtHand,
  kind: FilingTelling['kind'], items: readonly Item[]
): void {
  const { id: filingId, mode, enterprise } = filing
  terms.tellFiler(work, {
    kind,
    jointNumber,
    enterprise,
    told: { filingId, mode: mode as FilingMode, order: order.reference, items: items.map(({ item }) => item) },
    at: terms.now()
  })
}
