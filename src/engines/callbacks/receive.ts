/**
 * Takes the enterprises' callbacks:
 * adapter.accept() (signature, contract) -> order locked -> mapping.progress() -> advance() -> reactions -> message and
 * what became of it stored, in one transaction -> native answer.
 */
import type { Accepted, CallbackOutcome, CallbackSide, NativeAnswer, NativeRequest } from '../../../adapters/adapter.ts'
import { CallbackRefused } from '../../../adapters/failure.ts'
import type { ConnectedEnterprise } from '../../enterprises/connected-enterprise.ts'
import { isDatabaseAway, levelOf } from '../../ground/database/database-away.ts'
import { inSharedWork } from '../../ground/database/shared-work.ts'
import { concerns } from '../../ground/observe/matter.ts'
import type { Traces } from '../../ground/observe/traces.ts'
import { Problem } from '../../ground/problem/problem.ts'
import type { CallbackState } from '../../records/inbox/callbacks.ts'
import {
  besideTheLock, isTwin, keepAlone, keepCallback, saidBy, takenOf, type BesideTheLock, type Numbers, type Verified
} from '../../records/inbox/keep-callback.ts'
import { lockNamed, type Found } from '../../records/orders/application.ts'
import { changeFound } from '../../records/orders/change-among-others.ts'
import type { Steps } from '../../steps/steps.ts'
import { applyMessage, type Message } from './apply-message.ts'
import { askInstead } from './ask-instead.ts'
import { recordCallback } from './record-callback.ts'
import type { Refusals } from './refusals.ts'
import { tellUnreadable } from './tell-unreadable.ts'

export interface Receiving extends Steps {
  traces: Traces
  refusals: Pick<Refusals, 'note'>
}

/** Who calls back, and what is done with what it says. */
export interface Sender {
  slug: string
  side: CallbackSide<unknown>
  /** Settles and stores a message that was verified, once. Throws CallbackRefused. */
  take (receipt: Receipt, verified: Verified): Promise<CallbackState>
  /** Of a message that is not believed: what it may be about is asked about instead. */
  askInstead (body: Buffer): Promise<unknown>
}

/** One callback on its way through, and what became of it. */
export interface Receipt {
  sender: Sender
  request: NativeRequest
  receivedAt: Date
  verified?: Verified
  /** Once it has some. */
  numbers?: Numbers
  /** `away` where nothing could be stored for want of the database. */
  state: CallbackState | 'away'
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
  return await receiveFrom(engine, {
    slug,
    side,
    take: (receipt, verified) => takeOnce(engine, enterprise, receipt, verified),
    askInstead: body => askInstead(engine, enterprise, body)
  }, request)
}

/** Everything is answered in the sender's own words. */
export async function receiveFrom (
  engine: Receiving, sender: Sender, request: NativeRequest
): Promise<NativeAnswer> {
  const { slug, side } = sender
  const receipt: Receipt = { sender, request, receivedAt: engine.now(), state: 'failed' }
  concerns({ enterprise: slug })
  try {
    receipt.verified = verifiedOf(engine, receipt, await side.accept(request))
    return side.answer(await take(engine, receipt, receipt.verified), request)
  } catch (error) {
    return await refuse(engine, receipt, error)
  } finally {
    report(engine, receipt)
  }
}

function verifiedOf (
  { vault }: Receiving, { sender: { slug }, receivedAt, request }: Receipt, accepted: Accepted<unknown>
): Verified {
  const { reference, status, knownByBody, nonce = null, nativeNumber = null } = accepted
  // Once the search key has changed what comes again is no repeat: it says what is known, and changes nothing either.
  const messageId = knownByBody
    ? vault.search.fingerprint('callback', request.body).toString('base64url')
    : accepted.messageId ?? null
  return { enterprise: slug, receivedAt, request, reference, messageId, nonce, nativeNumber, status }
}

async function take (engine: Receiving, receipt: Receipt, verified: Verified): Promise<CallbackOutcome> {
  // A twin was stored while its order was waited for: this one is its repeat.
  receipt.state = await receipt.sender.take(receipt, verified).catch(async error => {
    if (!isTwin(error)) throw error
    return await receipt.sender.take(receipt, verified)
  })
  if (receipt.state !== 'unknownReference') return 'stored'
  const facts = { enterprise: verified.enterprise, callback: receipt.numbers!.id }
  engine.log.warn({ alert: 'unknown-reference', ...facts }, 'callback for an unknown order')
  return 'unknownReference'
}

async function takeOnce (
  engine: Receiving, enterprise: ConnectedEnterprise, receipt: Receipt, verified: Verified
): Promise<CallbackState> {
  const { sender: { side }, request, receivedAt } = receipt
  const { vault } = engine
  const share = { kind: 'callback', key: JSON.stringify([verified.enterprise, verified.reference]), isOwn: isReplay }
  return await inSharedWork(engine, share, async work => {
    const { found, beside: { id, exchange, earlier } } = await lockNamed<BesideTheLock>(
      work, verified.enterprise, verified.reference, besideTheLock(verified))
    receipt.numbers = { id, exchange }
    if (!found) {
      keepCallback(work, vault, id, verified, { state: 'unknownReference' })
      return 'unknownReference'
    }
    concernsOrder(receipt, verified, found)
    const given = { orderId: found.order.id, erased: found.application.formSealed === null }
    return await changeFound(engine, work, found, async at => {
      const outcome = await applyMessage(engine, enterprise, at, messageOf(id, verified), takenOf(vault, earlier),
        (state, isRepeat = false) => { keepCallback(work, vault, id, verified, { state, isRepeat, ...given }) })
      const answer = side.answer('stored', request)
      recordCallback(engine, enterprise, at, { exchange, receivedAt, outcome, request, answer })
      return outcome
    })
  })
}

/** Found before anything of its order is touched. */
function isReplay (error: unknown): boolean {
  return error instanceof CallbackRefused && error.reason === 'replayed'
}

function messageOf (id: number, verified: Verified): Message {
  return { id, ...verified, says: saidBy(verified.reference, verified.status) }
}

function concernsOrder (receipt: Receipt, { reference }: Verified, { application, origin }: Found): void {
  receipt.traceparent = origin.traceparent
  concerns({ jointNumber: application.jointNumber, correlationId: origin.correlationId, reference })
}

/** Nothing was changed. An error of the hub's own is answered so that the enterprise sends again. */
async function refuse (engine: Receiving, receipt: Receipt, error: unknown): Promise<NativeAnswer> {
  const { sender: { side }, request } = receipt
  if (error instanceof CallbackRefused) {
    receipt.state = 'refused'
    await disbelieve(engine, receipt, error)
    return side.answer(error.reason, request, error.field)
  }
  receipt.state = isDatabaseAway(error) ? 'away' : 'failed'
  if (receipt.state === 'away') engine.log.warn('callback not taken: the database is away')
  else engine.log.error({ err: error, callback: receipt.numbers?.id }, 'callback failed')
  await keepFailed(engine, receipt)
  return side.answer('internal', request)
}

/** Whatever of this cannot be done, the enterprise hears that its message was refused. */
async function disbelieve (engine: Receiving, receipt: Receipt, refusal: CallbackRefused): Promise<void> {
  const { sender: { slug: enterprise, side, askInstead }, receivedAt, request } = receipt
  const refused = { enterprise, receivedAt, reason: refusal.message, request }
  const id = await engine.refusals.note(refused)
  try {
    if (refusal.genuine) await tellUnreadable(engine, { id, enterprise, side, request }, refusal)
    await askInstead(request.body)
  } catch (error) {
    engine.log[levelOf(error)]({ err: error }, 'order not asked about instead')
  }
}

/** What was verified stays verified and is taken again; of anything else little is kept, as of what is refused. */
async function keepFailed (engine: Receiving, receipt: Receipt): Promise<void> {
  const { pool, vault, log, refusals } = engine
  const { sender: { slug: enterprise }, receivedAt, request, numbers, verified } = receipt
  if (!verified) {
    await refusals.note({ enterprise, receivedAt, reason: 'internal', request })
    return
  }
  try {
    await keepAlone(pool, vault, numbers?.id, verified)
  } catch (error) {
    if (!isDatabaseAway(error)) log.error({ err: error }, 'callback not kept')
  }
}

const FAULTY = new Set<Receipt['state']>(['refused', 'unknownReference', 'unknownStatus', 'failed', 'away'])

function report (
  { now, log, metrics, traces }: Receiving, { sender: { slug }, receivedAt, numbers, state, traceparent }: Receipt
): void {
  const durationMs = now().getTime() - receivedAt.getTime()
  log.info({ callback: numbers?.id, result: state, durationMs }, 'callback')
  metrics.callback({ enterprise: slug, result: state }, durationMs / 1000)
  traces.record({ name: 'callback', begun: traceparent, startedAt: receivedAt }, {
    attributes: { 'lianban.outcome': state }, ...FAULTY.has(state) && { failure: state }
  })
}
