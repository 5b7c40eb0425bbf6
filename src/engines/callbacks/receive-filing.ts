/**
 * Takes what the approvals system calls back: adapter.accept() -> application locked -> mapping.progress() ->
 * advanceItem() -> what follows -> message and what became of it stored, in one transaction -> native answer.
 */
import type { NativeAnswer, NativeRequest } from '../../../adapters/adapter.ts'
import { CallbackRefused } from '../../../adapters/failure.ts'
import type { ConnectedApprovals } from '../../enterprises/connected-approvals.ts'
import { inWork, type Work } from '../../ground/database/work.ts'
import { concerns } from '../../ground/observe/matter.ts'
import { Problem } from '../../ground/problem/problem.ts'
import { filingAtHand, storeFiling } from '../../records/filings/change-filing.ts'
import { filingById, findByReference } from '../../records/filings/filing.ts'
import type { CallbackState, Settled } from '../../records/inbox/callbacks.ts'
import {
  keepCallback, nextCallback, saidBy, takenBefore, type Verified
} from '../../records/inbox/keep-callback.ts'
import { askFilingSooner } from '../../records/intents/filing-intents.ts'
import { changeLocked, type OrderAtHand } from '../../records/orders/application.ts'
import { nextExchange } from '../../records/trail/exchanges.ts'
import { applyItemProgress, ITEM_RESULTS } from '../../steps/filing-progress.ts'
import type { FilingTerms } from '../../steps/filing-terms.ts'
import { wordsOf } from './ask-instead.ts'
import { receiveFrom, type Receipt, type Receiving } from './receive.ts'
import { recordCallback } from './record-callback.ts'

export interface ReceivingFilings extends Receiving, Omit<FilingTerms, keyof Receiving> {}

/** Throws Problem `no-callbacks` where the county has no approvals system. */
export async function receiveFiling (engine: ReceivingFilings, request: NativeRequest): Promise<NativeAnswer> {
  const { approvals, pool, now } = engine
  if (!approvals) throw new Problem('no-callbacks')
  return await receiveFrom(engine, {
    slug: approvals.slug,
    side: approvals.adapter.callback,
    take: (receipt, verified) => take(engine, approvals, receipt, verified),
    async askInstead (body) {
      const at = now()
      const askedSince = new Date(at.getTime() - approvals.settings.delivery.watch.first)
      await askFilingSooner(pool, wordsOf(body.toString('latin1')), at, askedSince)
    }
  }, request)
}

async function take (
  engine: ReceivingFilings, approvals: ConnectedApprovals, receipt: Receipt, verified: Verified
): Promise<CallbackState> {
  return await inWork(engine, async work => {
    const id = await nextCallback(work)
    const exchange = await nextExchange(work)
    receipt.numbers = { id, exchange }
    const found = await findByReference(work, verified.reference)
    if (!found) {
      keepCallback(work, engine.vault, id, verified, { state: 'unknownReference' })
      return 'unknownReference'
    }
    const orderId = await orderOf(work, found.id)
    return await changeLocked(engine, work, orderId, async at => {
      concerns({ jointNumber: at.application.jointNumber, reference: verified.reference })
      const { state, isRepeat } = await apply(engine, approvals, at, { id, filingId: found.id, verified })
      const erased = at.application.formSealed === null
      keepCallback(work, engine.vault, id, verified, { state, isRepeat, orderId, erased })
      recordCallback(engine, approvals, at, {
        exchange,
        receivedAt: receipt.receivedAt,
        outcome: state,
        request: receipt.request,
        answer: receipt.sender.side.answer('stored', receipt.request),
        kind: 'filingCallback'
      })
      return state
    })
  })
}

async function orderOf (work: Work, filingId: string): Promise<string> {
  const { rows } = await work.query<{ orderId: string }>(
    'select order_id as "orderId" from filings where id = $1', [filingId])
  return rows[0]!.orderId
}

interface Said { id: number, filingId: string, verified: Verified }

/** Throws CallbackRefused for an item that was not filed: nothing of it is done. */
async function apply (
  engine: ReceivingFilings, { mapping, slug }: ConnectedApprovals, order: OrderAtHand, { id, filingId, verified }: Said
): Promise<{ state: Settled, isRepeat: boolean }> {
  const { work } = order
  const { messageId, status, reference, receivedAt } = verified
  const earlier = await takenBefore(work, engine.vault, slug, { id, messageId })
  const says = saidBy(reference, status)
  if (earlier.some(one => one.says !== null && one.says !== says)) throw new CallbackRefused('replayed')
  if (earlier.length > 0) return { state: 'repeated', isRepeat: true }
  const at = filingAtHand(order, (await filingById(work, filingId))!)
  const applied = await applyItemProgress(engine, at, mapping.progress(status), 'callback', receivedAt)
  if (applied === 'notFiled') {
    const facts = { alert: 'item-not-filed', enterprise: slug, reference }
    engine.log.error(facts, 'a department that was not asked answers')
    throw new CallbackRefused('malformed', '/params/itemcode')
  }
  storeFiling(engine, at)
  return { state: ITEM_RESULTS[applied], isRepeat: false }
}
