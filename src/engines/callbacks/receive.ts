/**
 * Takes the enterprises' callbacks:
 * raw body stored -> adapter.accept() (signature, contract) -> applyMessage() -> mapping.progress() -> applyProgress() -> native answer.
 */
import { createHash } from 'node:crypto'
import stringify from 'safe-stable-stringify'
import type { Accepted, CallbackOutcome, CallbackSide, NativeAnswer, NativeRequest } from '../../../adapters/adapter.ts'
import { CallbackRefused } from '../../../adapters/failure.ts'
import { recordCallback } from './record-callback.ts'
import { transaction } from '../../ground/database/pool.ts'
import type { Alarm } from '../../ground/queue/alarms.ts'
import type { Slug } from '../../enterprises/profiles.ts'
import type { ConnectedEnterprise, Hub } from '../../hub.ts'
import { concerns } from '../../ground/observe/matter.ts'
import { Problem } from '../../ground/problem/problem.ts'
import { applyMessage, type Message } from './apply-message.ts'
import { askInstead } from './ask-instead.ts'
import type { CallbackState } from '../../records/inbox/callback-state.ts'
import { keepMessage, sealStatus } from '../../records/inbox/inbox.ts'

/** Throws Problem `no-callbacks` where an enterprise has none; everything else is answered in the enterprise's own words. */
export async function receive (hub: Hub, slug: Slug, request: NativeRequest): Promise<NativeAnswer> {
  const enterprise = hub.enterprises.get(slug)
  const side = enterprise?.adapter.callback
  if (!enterprise || !side) throw new Problem('no-callbacks')
  const receipt: Receipt = { receivedAt: hub.now(), state: 'failed' }
  concerns({ enterprise: slug })
  try {
    receipt.id = await keepMessage(hub, slug, request)
    return side.answer(await take(hub, enterprise, side, receipt, request), request)
  } catch (error) {
    return await refuse(hub, enterprise, side, receipt, request, error)
  } finally {
    const durationMs = hub.now().getTime() - receipt.receivedAt.getTime()
    hub.log.info({ callback: receipt.id, result: receipt.state, durationMs }, 'callback')
    hub.metrics.callback({ enterprise: slug, result: receipt.state }, durationMs / 1000)
    hub.traces.record({ name: 'callback', begun: receipt.traceparent, startedAt: receipt.receivedAt }, { attributes: { 'lianban.outcome': receipt.state }, ...FAULTY.has(receipt.state) && { failure: receipt.state } })
  }
}

/** The row of a callback, once there is one, and what became of it. */
interface Receipt { id?: number, receivedAt: Date, state: CallbackState, traceparent?: string | null }

const FAULTY = new Set<CallbackState>(['refused', 'unknownReference', 'unknownStatus', 'failed'])

async function take (hub: Hub, enterprise: ConnectedEnterprise, side: CallbackSide<unknown>, receipt: Receipt, request: NativeRequest): Promise<CallbackOutcome> {
  const accepted = await side.accept(request)
  const { order, message } = await keepAccepted(hub, enterprise.slug, receipt.id!, accepted)
  if (!order) {
    receipt.state = 'unknownReference'
    hub.log.warn({ alert: 'unknown-reference', enterprise: enterprise.slug, callback: receipt.id }, 'callback for an unknown order')
    return 'unknownReference'
  }
  const { orderId, traceparent, ...facts } = order
  receipt.traceparent = traceparent
  concerns({ ...facts, reference: accepted.reference })
  const alarms: Alarm[] = []
  receipt.state = await transaction(hub.pool, async connection => {
    const state = await applyMessage(hub, enterprise, connection, orderId, message, alarms)
    await recordCallback(hub, connection, enterprise, { id: receipt.id!, orderId, receivedAt: receipt.receivedAt, outcome: state, request, answer: side.answer('stored', request) })
    return state
  })
  await hub.alarms.set(alarms)
  return 'stored'
}

interface KnownOrder { orderId: string, jointNumber: string, correlationId: string, traceparent: string | null }

/** What was verified stays verified: from here on the message can be taken again, whatever becomes of it now. */
async function keepAccepted (
  hub: Hub, slug: Slug, id: number, { reference, status, ...accepted }: Accepted<unknown>
): Promise<{ order: KnownOrder | undefined, message: Message }> {
  const message: Message = {
    id,
    messageId: accepted.messageId ?? null,
    nonce: accepted.nonce ?? null,
    nativeNumber: accepted.nativeNumber ?? null,
    contentHash: createHash('sha256').update(stringify([reference, status])!).digest(),
    status
  }
  const { rows } = await hub.pool.query<{ order: KnownOrder | null }>(`
    update callbacks set told_reference = $3, message_id = $4, nonce = $5, told_native_number = $6, content_hash = $7, status_sealed = $8,
                         state = case when known."order" is null then 'unknownReference' else state end
    from (select (
      select json_build_object('orderId', orders.id, 'jointNumber', joint_number, 'correlationId', correlation_id, 'traceparent', traceparent)
      from orders join applications on serial = application_serial where enterprise = $2 and reference = $3) as "order") as known
    where callbacks.id = $1 returning known."order"`,
  [id, slug, reference, message.messageId, message.nonce, message.nativeNumber, message.contentHash, sealStatus(hub, id, status)])
  return { order: rows[0]!.order ?? undefined, message }
}

/** Nothing was changed; the row tells why. An error of the hub's own is answered so that the enterprise sends again. */
async function refuse (
  hub: Hub, enterprise: ConnectedEnterprise, side: CallbackSide<unknown>, receipt: Receipt, request: NativeRequest, error: unknown
): Promise<NativeAnswer> {
  const { slug } = enterprise
  const { id } = receipt
  receipt.state = error instanceof CallbackRefused ? 'refused' : 'failed'
  if (error instanceof CallbackRefused) {
    await hub.pool.query("update callbacks set state = 'refused', reason = $2 where id = $1", [id, error.message])
    const asking = await askInstead(hub, enterprise, request.body)
    hub.log.warn({ enterprise: slug, callback: id, reason: error.reason, asking }, 'callback refused')
    return side.answer(error.reason, request, error.field)
  }
  hub.log.error({ err: error, enterprise: slug, callback: id }, 'callback failed')
  await hub.pool.query("update callbacks set state = 'failed' where id = $1", [id])
    .catch(failure => { hub.log.error({ err: failure, callback: id }, 'callback row not updated') })
  return side.answer('internal', request)
}
