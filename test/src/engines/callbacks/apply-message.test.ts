/** A message as a row: kept when it is verified, applied once, ready to be taken again when that failed. */
import { test } from 'tap'
import { CallbackRefused } from '../../../../adapters/failure.ts'
import { applyMessage, type Message } from '../../../../src/engines/callbacks/apply-message.ts'
import { giveToOrder } from '../../../../src/records/inbox/callbacks.ts'
import { takenOf, type Earlier } from '../../../../src/records/inbox/keep-callback.ts'
import { changeOrder } from '../../../../src/records/orders/application.ts'
import { bareHub, type BareHub, type SubmittedOrder } from '../../../kit/bare-hub.ts'
import { ACCEPTED, keptCallback } from '../../../kit/kept-callback.ts'

async function apply (bare: BareHub, { orderId }: SubmittedOrder, message: Message): Promise<string> {
  const earlier = takenOf(bare.hub.vault, await bare.rows(`
    select id, nonce, message_id as "messageId", told_reference as reference, encode(status_sealed, 'hex') as "statusSealed" from callbacks
    where order_id is not null and id <> $1`, [message.id]) as Earlier)
  return await changeOrder(bare.hub, orderId, at => applyMessage(bare.hub, bare.enterprise, at, message, earlier,
    (state, isRepeat) => { giveToOrder(at.work, message.id, orderId, state, isRepeat) }))
}

test('a message for an order that was given up is applied with those that waited, and ends as applied', async t => {
  const bare = await bareHub(t)
  const order = await bare.submit()
  const early = await keptCallback(bare, {})
  t.equal(await apply(bare, order, early), 'parked')
  await bare.rows("update orders set delivery = 'undeliverable'")
  await bare.rows("update intents set state = 'undeliverable', given_up_at = $1", [bare.clock.now])
  t.equal(await apply(bare, order, await keptCallback(bare, { status: { ...ACCEPTED, ORDER_STATE: '20' } })), 'applied')
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
  await keptCallback(bare, { messageId: 'A', nonce: 'n' })
  const again = await keptCallback(bare, { messageId: 'A', nonce: 'n' })
  t.equal(await apply(bare, order, again), 'applied', 'the first one had failed')
  await bare.rows("update callbacks set nonce = 'n' where id = $1", [again.id])
  t.equal(await apply(bare, order, await keptCallback(bare, { messageId: 'A', nonce: 'o' })), 'repeated')
  await t.rejects(apply(bare, order, await keptCallback(bare, { messageId: 'B', nonce: 'n' })), new CallbackRefused('replayed'))
  await t.rejects(apply(bare, order, await keptCallback(bare, { status: { ...ACCEPTED, ORDER_STATE: '20' }, messageId: 'A' })), new CallbackRefused('replayed'))
})
