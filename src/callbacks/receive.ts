/**
 * Takes the enterprises' callbacks:
 * raw body stored -> adapter.accept() (signature, contract) -> mapping.progress() -> applyProgress() -> native answer.
 */
import { createHash } from 'node:crypto'
import stringify from 'safe-stable-stringify'
import type { Accepted, CallbackOutcome, CallbackSide, NativeAnswer, NativeRequest } from '../../adapters/adapter.ts'
import { CallbackRefused } from '../../adapters/failure.ts'
import type { Verdict } from '../applications/progress.ts'
import { applyProgress } from '../applications/apply-progress.ts'
import { lockOrder, type LockedOrder } from '../applications/transition.ts'
import { transaction, type Connection, type Queryable } from '../database/pool.ts'
import { openIntent } from '../delivery/intents.ts'
import type { Alarm } from '../delivery/queue.ts'
import type { Slug } from '../enterprises.ts'
import type { ConnectedEnterprise, Hub } from '../hub.ts'
import { concerns } from '../observe/matter.ts'
import { Problem } from '../problem.ts'
import { askInstead } from './ask-instead.ts'
import { applyParked } from './parked.ts'

/** Throws Problem `no-callbacks` where an enterprise has none; everything else is answered in the enterprise's own words. */
export async function receive (hub: Hub, slug: Slug, request: NativeRequest): Promise<NativeAnswer> {
  const enterprise = hub.enterprises.get(slug)
  const side = enterprise?.adapter.callback
  if (!enterprise || !side) throw new Problem('no-callbacks')
  const receivedAt = hub.now()
  const receipt: Receipt = { state: 'failed' }
  concerns({ enterprise: slug })
  try {
    receipt.id = await keep(hub, slug, request)
    return side.answer(await take(hub, enterprise, side, receipt, request), request)
  } catch (error) {
    return await refuse(hub, enterprise, side, receipt, request, error)
  } finally {
    hub.log.info({ callback: receipt.id, result: receipt.state, durationMs: hub.now().getTime() - receivedAt.getTime() }, 'callback')
  }
}

/** The row of a callback, once there is one, and what became of it. */
interface Receipt { id?: number, state: CallbackState }

/** The states of a callback's row. */
export type CallbackState = 'refused' | 'unknownReference' | 'parked' | 'applied' | 'repeated' | 'late' | 'ignored' | 'unknownStatus' | 'failed'

/** Kept byte for byte, before anything in it is believed. */
async function keep (hub: Hub, slug: Slug, { url, body }: NativeRequest): Promise<number> {
  const { rows } = await hub.pool.query<{ id: number }>(`
    insert into callbacks (enterprise, received_at, url, body) values ($1, $2, $3, $4) returning id`, [slug, hub.now(), url, body])
  return rows[0]!.id
}

async function take (hub: Hub, enterprise: ConnectedEnterprise, side: CallbackSide<unknown>, receipt: Receipt, request: NativeRequest): Promise<CallbackOutcome> {
  const accepted = await side.accept(request)
  const id = receipt.id!
  const { rows } = await hub.pool.query<{ orderId: string, jointNumber: string, correlationId: string }>(`
    select orders.id as "orderId", joint_number as "jointNumber", correlation_id as "correlationId"
    from orders join applications on serial = application_serial where enterprise = $1 and reference = $2`, [enterprise.slug, accepted.reference])
  if (!rows[0]) {
    receipt.state = 'unknownReference'
    await hub.pool.query("update callbacks set state = 'unknownReference', status = $2 where id = $1", [id, JSON.stringify(accepted.status)])
    hub.log.warn({ alert: 'unknown-reference', enterprise: enterprise.slug, callback: id }, 'callback for an unknown order')
    return 'unknownReference'
  }
  const { orderId, ...facts } = rows[0]
  concerns({ ...facts, reference: accepted.reference })
  const alarms: Alarm[] = []
  receipt.state = await transaction(hub.pool, connection => apply(hub, enterprise, connection, { id, orderId, accepted, alarms }))
  await hub.alarms.set(alarms)
  return 'stored'
}

interface Message { id: number, orderId: string, accepted: Accepted<unknown>, alarms: Alarm[] }

async function apply (hub: Hub, enterprise: ConnectedEnterprise, connection: Connection, { id, orderId, accepted, alarms }: Message): Promise<CallbackState> {
  const order = await lockOrder(connection, orderId)
  const hash = createHash('sha256').update(stringify([accepted.reference, accepted.status])!).digest()
  if (await isRepeat(connection, enterprise.slug, accepted, hash)) {
    await connection.query("update callbacks set state = 'repeated', order_id = $2, nonce = $3 where id = $1", [id, order.id, accepted.nonce ?? null])
    return 'repeated'
  }
  await connection.query(`
    update callbacks set order_id = $2, message_id = $3, nonce = $4, content_hash = $5, status = $6, state = 'parked' where id = $1`,
  [id, order.id, accepted.messageId ?? null, accepted.nonce ?? null, hash, JSON.stringify(accepted.status)])
  if (accepted.nativeNumber) await connection.query('update orders set native_number = coalesce(native_number, $2) where id = $1', [orderId, accepted.nativeNumber])
  // It has overtaken the acknowledgement, which will apply it.
  if (order.delivery === 'pending' || order.delivery === 'unknown') return 'parked'
  if (order.delivery === 'undeliverable') await deliveredAfterAll(hub, enterprise, connection, order, alarms)
  const verdict = await applyProgress(hub, connection, order, enterprise.mapping.progress(accepted.status), 'callback', alarms)
  return await settleCallback(connection, id, verdict)
}

/** An honest repeat has the same id and content. Throws CallbackRefused when an id or nonce comes back with something else. */
async function isRepeat (connection: Connection, slug: Slug, { messageId, nonce }: Accepted<unknown>, hash: Buffer): Promise<boolean> {
  const { rows } = await connection.query<{ nonce: string | null, messageId: string | null, contentHash: Buffer | null }>(`
    select nonce, message_id as "messageId", content_hash as "contentHash" from callbacks
    where enterprise = $1 and (message_id = $2 or nonce = $3)`, [slug, messageId ?? null, nonce ?? null])
  if (nonce !== undefined && rows.some(row => row.nonce === nonce)) throw new CallbackRefused('replayed')
  const first = rows.find(row => messageId !== undefined && row.messageId === messageId)
  if (first && !first.contentHash?.equals(hash)) throw new CallbackRefused('replayed')
  return first !== undefined
}

/** The hub had given up handing the order over, but the enterprise has it: what it told before holds, too. */
async function deliveredAfterAll (hub: Hub, enterprise: ConnectedEnterprise, connection: Connection, order: LockedOrder, alarms: Alarm[]): Promise<void> {
  await connection.query("update orders set delivery = 'acknowledged', failure = null where id = $1", [order.id])
  const now = hub.now()
  const at = new Date(now.getTime() + enterprise.settings.delivery.watch.first)
  alarms.push(...await openIntent(connection, { orderId: order.id, enterprise: enterprise.slug, kind: 'watch', at, now }))
  await applyParked(hub, enterprise, connection, order, alarms)
}

const SETTLED: Record<Verdict | 'ignored' | 'unknownStatus', CallbackState> = {
  moves: 'applied', repeat: 'repeated', late: 'late', ended: 'late', ignored: 'ignored', unknownStatus: 'unknownStatus'
}

export async function settleCallback (connection: Queryable, id: number, verdict: keyof typeof SETTLED): Promise<CallbackState> {
  await connection.query('update callbacks set state = $2 where id = $1', [id, SETTLED[verdict]])
  return SETTLED[verdict]
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
