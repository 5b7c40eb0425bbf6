/** Applies what the approvals system says of a filing, from whichever side it comes: the one door to its states. */
import type { FilingItem, ItemProgress } from '../../mappings/filing.ts'
import { APPROVALS } from '../enterprises/approvals.ts'
import { endFilingIntents } from '../records/intents/filing-intents.ts'
import { openIntents } from '../records/intents/intents.ts'
import {
  moveFiling, moveItem, noteFiling, type FilingAtHand, type FilingSource
} from '../records/filings/change-filing.ts'
import { openWords, type Item } from '../records/filings/filing.ts'
import { advanceItem, type ItemVerdict } from '../records/filings/filing-states.ts'
import type { Settled } from '../records/inbox/callbacks.ts'
import { presentable } from '../records/orders/change-order.ts'
import { endWithItems, keepItemClocks, tellFiler, tellPortal } from './end-filing.ts'
import type { FilingTerms } from './filing-terms.ts'
import { tellNoSuchTime, timeOf } from './told-time.ts'

export interface Taken {
  nativeNumber?: string
  /** By item. */
  projectNumbers?: ReadonlyMap<FilingItem, string>
}

/** The approvals system has the filing: it is asked about from now on, and the departments' clocks run. */
export async function takeIn (
  terms: FilingTerms, at: FilingAtHand, source: FilingSource, { nativeNumber, projectNumbers }: Taken = {}
): Promise<void> {
  const { filing, work } = at
  filing.nativeNumber = nativeNumber ?? filing.nativeNumber
  for (const item of filing.items) item.projectNumber = projectNumbers?.get(item.item) ?? item.projectNumber
  if (!moveFiling(terms, at, 'open')) return
  const now = terms.now()
  filing.submittedAt = now
  filing.failure = null
  for (const item of filing.items) Object.assign(item, { state: 'received', reached: 'received', since: now })
  noteFiling(terms, at, { event: 'submitted', source })
  endFilingIntents(work, filing.id, 'place')
  const first = new Date(now.getTime() + terms.approvals!.settings.delivery.watch.first)
  openIntents(terms.vault, work, [
    { filingId: filing.id, enterprise: APPROVALS, kind: 'watch', at: first, now }
  ])
  await keepItemClocks(terms, at, filing.items.map(({ item }) => item))
}

/** `notFiled`: it is about an item that is none of the filing's. */
export type ItemApplied = ItemVerdict | 'unknownStatus' | 'notFiled'

/**
 * Answers the verdict, or why the message could not have one. One that overtakes the answer to the submission shows
 * that the system has the filing. Whoever calls stores it.
 */
export async function applyItemProgress (
  terms: FilingTerms, at: FilingAtHand, progress: ItemProgress, source: FilingSource, heardAt = terms.now()
): Promise<ItemApplied> {
  const { filing } = at
  if (progress.kind === 'unknown') {
    const native = progress.native.slice(0, LONGEST_STATUS)
    terms.log.error({ alert: 'unknown-status', enterprise: APPROVALS, reference: filing.reference, native },
      'unknown native status')
    return 'unknownStatus'
  }
  const item = filing.items.find(({ item }) => item === progress.item)
  if (!item) return 'notFiled'
  if (filing.state === 'pending') await takeIn(terms, at, source)
  if (item.state === null) return 'ended'
  const teller = { who: 'department', enterprise: APPROVALS, reference: filing.reference } as const
  const nativeAt = timeOf(terms, teller, progress, source, heardAt)
  const verdict = advanceItem(standingOf(item), progress.state, nativeAt)
  tellNoSuchTime(terms, teller, progress.noSuchTime?.slice(0, LONGEST_STATUS), source, verdict === 'moves')
  item.projectNumber ??= progress.projectNumber || null
  if (verdict !== 'moves' && !(verdict === 'repeat' && saysMore(terms, at, item, progress.remark, nativeAt))) {
    return verdict
  }
  await move(terms, at, item, progress, source, nativeAt)
  return 'moves'
}

/** Where an item stands, a department may say something else than before: other material that is wanted. */
function saysMore (
  { vault }: FilingTerms, { application, order }: FilingAtHand, { id, nativeAt, remarkSealed }: Item,
  remark: string | undefined, at: Date | undefined
): boolean {
  if (!remark || !at || !nativeAt || at <= nativeAt || !application.formSealed) return false
  return presentable(vault, application, order, remark) !== openWords(vault, 'filingRemark', id, remarkSealed)
}

const LONGEST_STATUS = 64

function standingOf ({ state, reached, nativeAt }: Item): Parameters<typeof advanceItem>[0] {
  return { state: state!, reached: reached ?? 'received', nativeAt }
}

async function move (
  terms: FilingTerms, at: FilingAtHand, item: Item, progress: Extract<ItemProgress, { kind: 'mapped' }>,
  source: FilingSource, nativeAt: Date | undefined
): Promise<void> {
  const { state, projectNumber, remark } = progress
  moveItem(terms, at, item, { state, source, nativeAt, projectNumber, remark })
  await keepItemClocks(terms, at, [item.item])
  tellPortal(terms, at, 'filingProgressed', item.item)
  if (state === 'needsMaterial') tellFiler(terms, at, 'filingCorrection', [item])
  await endWithItems(terms, at)
}

/** What a message of the approvals system comes to by what applying it came to. */
export const ITEM_RESULTS: Record<Exclude<ItemApplied, 'notFiled'>, Settled> = {
  moves: 'applied', repeat: 'repeated', late: 'late', ended: 'late', unknownStatus: 'unknownStatus'
}
