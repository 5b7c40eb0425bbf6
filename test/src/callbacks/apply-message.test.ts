/** A message as a row: kept when it is verified, applied once, ready to be taken again when that failed. */
import { createHash } from 'node:crypto'
import { test } from 'tap'
import { CallbackRefused } from '../../../adapters/failure.ts'
import { applyMessage, type Message } from '../../../src/callbacks/apply-message.ts'
import { keepMessage, sealStatus } from '../../../src/callbacks/inbox.ts'
import { transaction } from '../../../src/database/pool.ts'
import type { Alarm } from '../../../src/delivery/queue.ts'
import { bareHub, type BareHub, type SubmittedOrder } from '../../bare-hub.ts'

const ACCEPTED = { ORDER_STATE: '10', STATE_DATE: '20260105093000' }

async function row (bare: BareHub, status: object, { messageId = null, nonce = null }: Partial<Message> = {}): Promise<Message> {
  const contentHash = createHash('sha256').update(JSON.stringify(status)).digest()
  const id = await keepMessage(bare.hub, 'unicom', { method: 'POST', url: '/', query: {}, headers: {}, body: Buffer.alloc(0) })
  await bare.rows('update callbacks set message_id = $2, nonce = $3, content_hash = $4, status_sealed = $5 where id = $1',
    [id, messageId, nonce, contentHash, sealStatus(bare.hub, id, status)])
  return { id, messageId, nonce, nativeNumber: '56001', contentHash, status }
}

async function apply (bare: BareHub, { orderId }: SubmittedOrder, message: Message): Promise<string> {
  const alarms: Alarm[] = []
  return await transaction(bare.hub.pool, connection => applyMessage(bare.hub, bare.enterprise, connection, orderId, message, alarms))
}

test('a message for an order that was given up is applied with those that waited, and ends as applied', async t => {
  const bare = await bareHub(t)
  const order = await bare.submit()
  const early = await row(bare, ACCEPTED)
  t.equal(await apply(bare, order, early), 'parked')
  await bare.rows("update orders set delivery = 'undeliverable'")
  await bare.rows("update intents set state = 'undeliverable', given_up_at = $1", [bare.clock.now])
  t.equal(await apply(bare, order, await row(bare, { ...ACCEPTED, ORDER_STATE: '20' })), 'applied')
  t.strictSame(await bare.rows('select state from callbacks order by id'), [{ state: 'applied' }, { state: 'applied' }])
  t.match(await bare.rows('select state, delivery, native_number from orders'), [{ state: 'dispatched', delivery: 'acknowledged', native_number: '56001' }])
  t.strictSame(await bare.rows('select kind, state, given_up_at from intents order by kind'), [
    { kind: 'place', state: 'done', given_up_at: null }, { kind: 'watch', state: 'open', given_up_at: null }
  ], 'nothing is left to hand over')
})

test('an id or nonce is used up by a message that was taken, and by no other', async t => {
  const bare = await bareHub(t)
  const order = await bare.submit()
  await bare.rows("update orders set delivery = 'acknowledged'")
  await row(bare, ACCEPTED, { messageId: 'A', nonce: 'n' })
  const again = await row(bare, ACCEPTED, { messageId: 'A', nonce: 'n' })
  t.equal(await apply(bare, order, again), 'applied', 'the first one had failed')
  t.equal(await apply(bare, order, await row(bare, ACCEPTED, { messageId: 'A', nonce: 'o' })), 'repeated')
  await t.rejects(apply(bare, order, await row(bare, ACCEPTED, { messageId: 'B', nonce: 'n' })), new CallbackRefused('replayed'))
  await t.rejects(apply(bare, order, await row(bare, { ...ACCEPTED, ORDER_STATE: '20' }, { messageId: 'A' })), new CallbackRefused('replayed'))
})
