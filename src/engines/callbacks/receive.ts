/**
 * Takes the enterprises' callbacks:
 * raw body stored -> adapter.accept() (signature, contract) -> mapping.progress() -> advance() -> reactions -> native
 * answer.
 */
import { createHash } from 'node:crypto'
import stringify from 'safe-stable-stringify'
import type { Accepted, CallbackOutcome, CallbackSide, NativeAnswer, NativeRequest } from '../../../adapters/adapter.ts'
import { CallbackRefused } from '../../../adapters/failure.ts'
import type { ConnectedEnterprise } from '../../enterprises/connected-enterprise.ts'
import { concerns } from '../../ground/observe/matter.ts'
import type { Traces } from '../../ground/observe/traces.ts'
import { Problem } from '../../ground/problem/problem.ts'
import {
  isTwin, keepMessage, keepVerified, refuseCallback, takenBefore, type CallbackState, type KnownOrder, type Numbers,
  type TakenBefore
} from '../../records/inbox/callbacks.ts'
import { changeOrder } from '../../records/orders/application.ts'
import type { Steps } from '../../steps/steps.ts'
import { applyMessage, type Message } from './apply-message.ts'
import { askInstead } from './ask-instead.ts'
import { recordCallback } from './record-callback.ts'

export interface Receiving extends Steps {
  traces: Traces
}

/** One callback on its way through, and what became of it. */
interface Receipt {
  enterprise: ConnectedEnterprise
  side: CallbackSide<unknown>
  request: NativeRequest
  receivedAt: Date
  /** Once there is a row. */
  numbers?: Numbers
  state: CallbackState
  traceparent?: string | null
}

/**
 * Throws Problem `no-callbacks` where an enterprise has none; everything else is answered in the enterprise's own
 * words.
 */
export async function receive (engine: Receiving, slug: string, request: NativeRequest): Promise<NativeAnswer> {
  const enterprise = engine.enterprises.get(slug)
  const side = enterprise?.adapter.callback
  if (!enterprise || !side) throw new Problem('no-callbacks')
  const receipt: Receipt = { enterprise, side, request, receivedAt: engine.now(), state: 'failed' }
  concerns({ enterprise: slug })
  try {
    receipt.numbers = await keepMessage(engine.pool, engine.vault, slug, request, receipt.receivedAt)
    return side.answer(await accept(engine, receipt), request)
  } catch (error) {
    return await refuse(engine, receipt, error)
  } finally {
    report(engine, receipt)
  }
}

async function accept (engine: Receiving, receipt: Receipt): Promise<CallbackOutcome> {
  const { enterprise, side, request } = receipt
  const accepted = await side.accept(request)
  const { id } = receipt.numbers!
  const message = messageOf(id, accepted)
  const verified = { ...message, reference: accepted.reference }
  const { order, earlier } = await keepVerified(engine.pool, engine.vault, enterprise.slug, id, verified)
  if (!order) {
    receipt.state = 'unknownReference'
    const facts = { enterprise: enterprise.slug, callback: id }
    engine.log.warn({ alert: 'unknown-reference', ...facts }, 'callback for an unknown order')
    return 'unknownReference'
  }
  concernsOrder(receipt, order, accepted)
  receipt.state = await apply(engine, receipt, order, message, earlier).catch(async error => {
    if (!isTwin(error)) throw error
    const both = await takenBefore(engine.pool, enterprise.slug, message)
    return await apply(engine, receipt, order, message, both)
  })
  return 'stored'
}

async function apply (
  engine: Receiving, { enterprise, side, request, receivedAt, numbers }: Receipt, { orderId }: KnownOrder,
  message: Message, earlier: TakenBefore[]
): Promise<CallbackState> {
  return await changeOrder(engine, orderId, async at => {
    const outcome = await applyMessage(engine, enterprise, at, message, earlier)
    const answer = side.answer('stored', request)
    recordCallback(engine, enterprise, at, { ...numbers!, receivedAt, outcome, request, answer })
    return outcome
  })
}

function messageOf (id: number, { reference, status, messageId, nonce, nativeNumber }: Accepted<unknown>): Message {
  return {
    id,
    messageId: messageId ?? null,
    nonce: nonce ?? null,
    nativeNumber: nativeNumber ?? null,
    contentHash: createHash('sha256').update(stringify([reference, status])!).digest(),
    status
  }
}

function concernsOrder (
  receipt: Receipt, { orderId: _orderId, traceparent, ...facts }: KnownOrder, { reference }: Accepted<unknown>
): void {
  receipt.traceparent = traceparent
  concerns({ ...facts, reference })
}

/** Nothing was changed; the row says why. An error of the hub's own is answered so that the enterprise sends again. */
async function refuse (engine: Receiving, receipt: Receipt, error: unknown): Promise<NativeAnswer> {
  const { side, request, enterprise, numbers } = receipt
  const id = numbers?.id
  receipt.state = error instanceof CallbackRefused ? 'refused' : 'failed'
  if (error instanceof CallbackRefused) {
    await refuseCallback(engine.pool, id!, 'refused', error.message)
    const asking = await askInstead(engine, enterprise, request.body)
    engine.log.warn({ enterprise: enterprise.slug, callback: id, reason: error.reason, asking }, 'callback refused')
    return side.answer(error.reason, request, error.field)
  }
  engine.log.error({ err: error, enterprise: enterprise.slug, callback: id }, 'callback failed')
  if (id !== undefined) {
    await refuseCallback(engine.pool, id, 'failed')
      .catch(failure => { engine.log.error({ err: failure, callback: id }, 'callback row not updated') })
  }
  return side.answer('internal', request)
}

const FAULTY = new Set<CallbackState>(['refused', 'unknownReference', 'unknownStatus', 'failed'])

function report (
  { now, log, metrics, traces }: Receiving, { enterprise: { slug }, receivedAt, numbers, state, traceparent }: Receipt
): void {
  const durationMs = now().getTime() - receivedAt.getTime()
  log.info({ callback: numbers?.id, result: state, durationMs }, 'callback')
  metrics.callback({ enterprise: slug, result: state }, durationMs / 1000)
  traces.record({ name: 'callback', begun: traceparent, startedAt: receivedAt }, {
    attributes: { 'lianban.outcome': state }, ...FAULTY.has(state) && { failure: state }
  })
}
