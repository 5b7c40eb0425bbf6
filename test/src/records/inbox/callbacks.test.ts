/** What becomes of a callback's row: the steps of its table, and none that is not there. */
import { test } from 'tap'
import { inWork } from '../../../../src/ground/database/work.ts'
import {
  CALLBACK_STATES, eraseMessage, giveToOrder, keepMessage, keepVerified, parkedStatuses, refuseCallback, settleCallback,
  stateOfCallback, takenBefore, UNSETTLED, type CallbackState, type Verified
} from '../../../../src/records/inbox/callbacks.ts'
import { changeOrder } from '../../../../src/records/orders/application.ts'
import { bareHub, NINE } from '../../../kit/bare-hub.ts'
import { ACCEPTED, keptCallback } from '../../../kit/kept-callback.ts'

const STATES = Object.keys(CALLBACK_STATES) as CallbackState[]

test('every step is one of the table, and no other changes the row', async t => {
  const bare = await bareHub(t)
  const { hub, hub: { pool }, rows } = bare
  const { orderId, reference } = await bare.submit()
  const { id } = await keptCallback(bare, { reference, nonce: 'n', messageId: 'A' })
  const row = async (): Promise<any> => (await rows('select xmin::text, * from callbacks where id = $1', [id]))[0]
  async function put (state: CallbackState): Promise<any> {
    await rows("update callbacks set state = $2, order_id = null, message_id = 'A', nonce = null, reason = null where id = $1", [id, state])
    return await row()
  }

  t.strictSame(UNSETTLED.filter(state => CALLBACK_STATES[state].length === 0), [], 'something may come of what is not settled')
  t.strictSame(STATES.filter(state => CALLBACK_STATES[state].length > 0).sort(), [...UNSETTLED].sort(), 'and of nothing else')
  t.strictSame(STATES.filter(state => CALLBACK_STATES[state].includes('received')), [], 'a message comes once')

  for (const from of STATES) {
    await t.test(`from ${from}`, async t => {
      for (const to of STATES) {
        const legal = CALLBACK_STATES[from].includes(to)
        const before = await put(from)
        await inWork(hub, async work => settleCallback(work, id, to))
        if (legal) t.equal(await stateOfCallback(pool, id), to, `settled as ${to}`)
        else t.strictSame(await row(), before, `not settled as ${to}`)
      }
      for (const to of ['refused', 'failed'] as const) {
        const before = await put(from)
        await refuseCallback(pool, id, to, 'replayed')
        if (CALLBACK_STATES[from].includes(to)) t.match(await row(), { state: to, reason: 'replayed' })
        else t.strictSame(await row(), before, `not ${to}`)
      }
      for (const to of ['parked', 'repeated'] as const) {
        const before = await put(from)
        await inWork(hub, async work => giveToOrder(work, { id, nonce: 'o' }, orderId, to, to === 'repeated'))
        if (CALLBACK_STATES[from].includes(to)) t.match(await row(), { state: to, order_id: orderId, nonce: 'o', message_id: to === 'repeated' ? null : 'A' })
        else t.strictSame(await row(), before, `not ${to}`)
      }
    })
  }
})

test('a verified message is known by the order it names', async t => {
  const { hub: { pool, vault }, submit, rows } = await bareHub(t)
  const { orderId, jointNumber, reference } = await submit()
  const keep = async (): Promise<number> => (await keepMessage(pool, vault, 'unicom', { method: 'POST', url: '/v1/callbacks/unicom', query: {}, headers: {}, body: Buffer.from('{}') }, NINE)).id
  const verified: Verified = { reference, messageId: 'A', nonce: 'n', nativeNumber: '56001', contentHash: Buffer.from('hash'), status: ACCEPTED }
  const one = await keep()
  const [{ correlation_id: correlationId }] = await rows('select correlation_id from applications')
  t.strictSame(await keepVerified(pool, vault, 'unicom', one, verified), { order: { orderId, jointNumber, correlationId, traceparent: null }, earlier: [] })
  t.match(await rows('select state, told_reference, message_id, nonce, told_native_number, order_id from callbacks where id = $1', [one]), [
    { state: 'received', told_reference: reference, message_id: 'A', nonce: 'n', told_native_number: '56001', order_id: null }
  ])
  const other = await keep()
  t.strictSame(await keepVerified(pool, vault, 'telecom', other, verified), { order: undefined, earlier: [] }, 'another enterprise has no such order')
  t.equal(await stateOfCallback(pool, other), 'unknownReference')
})

test('parked messages wait with their order in the sequence in which they came', async t => {
  const bare = await bareHub(t)
  const { hub, hub: { vault } } = bare
  const { orderId } = await bare.submit()
  const hasParked = (): Promise<boolean> => changeOrder(hub, orderId, async at => at.order.hasParked)
  t.equal(await hasParked(), false)
  const statuses = ['10', '20', '30'].map(state => ({ ...ACCEPTED, ORDER_STATE: state }))
  const ids: number[] = []
  for (const status of statuses) ids.push((await keptCallback(bare, { orderId, state: 'parked', status })).id)
  await inWork(hub, async work => settleCallback(work, ids[1]!, 'applied'))
  t.equal(await hasParked(), true)
  t.strictSame(await inWork(hub, work => parkedStatuses(work, vault, orderId)), [{ id: ids[0], status: statuses[0] }, { id: ids[2], status: statuses[2] }])
})

test('taken before are those of the enterprise that an order has', async t => {
  const bare = await bareHub(t)
  const { orderId } = await bare.submit()
  const { id } = await keptCallback(bare, { messageId: 'A', nonce: 'n' })
  const before = (enterprise = 'unicom'): Promise<Array<string | null>> =>
    takenBefore(bare.hub.pool, enterprise, { id, messageId: 'A', nonce: 'n' }).then(rows => rows.map(({ messageId }) => messageId))
  t.strictSame(await before(), [], 'it is not its own repeat')
  await keptCallback(bare, { messageId: 'B', nonce: 'n' })
  t.strictSame(await before(), [], 'one that came to nothing has used nothing up')
  await keptCallback(bare, { state: 'applied', messageId: 'C', nonce: 'm', orderId })
  t.strictSame(await before(), [])
  await keptCallback(bare, { state: 'applied', messageId: 'A', nonce: 'p', orderId })
  t.strictSame(await before(), ['A'])
  t.strictSame(await before('telecom'), [])
})

test('an erased message says nothing any more, but that it came', async t => {
  const bare = await bareHub(t)
  const { id } = await keptCallback(bare, { state: 'applied' })
  await inWork(bare.hub, async work => eraseMessage(work, id))
  t.match(await bare.rows('select state, received_at, url_sealed, body_sealed, status_sealed from callbacks'), [
    { state: 'applied', received_at: NINE, url_sealed: null, body_sealed: null, status_sealed: null }
  ])
})
