/** What becomes of a callback's row: the steps of its table, and none that is not there. */
import { test } from 'tap'
import { inWork } from '../../../../src/ground/database/work.ts'
import {
  CALLBACK_STATES, giveToOrder, leftoverCallbacks, parkedStatuses, refuseKept, settleCallback, stateOfCallback, UNSETTLED, type CallbackState
} from '../../../../src/records/inbox/callbacks.ts'
import { takenBefore } from '../../../../src/records/inbox/keep-callback.ts'
import { changeOrder } from '../../../../src/records/orders/application.ts'
import { bareHub } from '../../../kit/bare-hub.ts'
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

  for (const from of STATES) {
    await t.test(`from ${from}`, async t => {
      for (const to of STATES) {
        const legal = CALLBACK_STATES[from].includes(to)
        const before = await put(from)
        await inWork(hub, async work => settleCallback(work, id, to))
        if (legal) t.equal(await stateOfCallback(pool, id), to, `settled as ${to}`)
        else t.strictSame(await row(), before, `not settled as ${to}`)
      }
      const before = await put(from)
      await refuseKept(pool, id, 'replayed')
      if (CALLBACK_STATES[from].includes('refused')) t.match(await row(), { state: 'refused', reason: 'replayed', url_sealed: null, body_sealed: null, status_sealed: null })
      else t.strictSame(await row(), before, 'not refused')
      for (const to of ['parked', 'repeated'] as const) {
        const before = await put(from)
        await inWork(hub, async work => giveToOrder(work, id, orderId, to, to === 'repeated'))
        if (CALLBACK_STATES[from].includes(to)) t.match(await row(), { state: to, order_id: orderId, nonce: null, message_id: to === 'repeated' ? null : 'A' })
        else t.strictSame(await row(), before, `not ${to}`)
      }
    })
  }
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
  t.strictSame(await inWork(hub, work => parkedStatuses(work, vault, orderId)), [0, 2].map(place => ({ id: ids[place], receivedAt: bare.clock.now, status: statuses[place] })))
})

test('taken before are those of the enterprise that an order has', async t => {
  const bare = await bareHub(t)
  const { orderId } = await bare.submit()
  const { id } = await keptCallback(bare, { messageId: 'A' })
  const before = async (enterprise = 'unicom'): Promise<Array<string | null>> =>
    (await takenBefore(bare.hub.pool, bare.hub.vault, enterprise, { id, messageId: 'A' })).map(({ messageId }) => messageId)
  t.strictSame(await before(), [], 'it is not its own repeat')
  await keptCallback(bare, { messageId: 'A' })
  t.strictSame(await before(), [], 'one that came to nothing has used nothing up')
  await keptCallback(bare, { state: 'applied', messageId: 'C', orderId })
  t.strictSame(await before(), [])
  await keptCallback(bare, { state: 'applied', messageId: 'A', orderId })
  t.strictSame(await before(), ['A'])
  t.strictSame(await before('telecom'), [])
})

test('left over are those that failed, of an order and an enterprise that there are', async t => {
  const bare = await bareHub(t)
  const { reference } = await bare.submit()
  const { id } = await keptCallback(bare, { reference })
  for (const other of [{}, { reference, status: null }, { reference, state: 'unknownStatus' as const }]) await keptCallback(bare, other)
  const left = async (cameBefore: number, triedBefore: number, slugs = ['unicom']): Promise<number[]> => (await leftoverCallbacks(bare.hub.pool, slugs, {
    cameBefore: new Date(bare.clock.now.getTime() + cameBefore), triedBefore: new Date(bare.clock.now.getTime() + triedBefore), now: bare.clock.now, most: 20
  })).map(({ id }) => id)
  t.strictSame(await left(1, 0), [id])
  t.strictSame(await left(0, 0), [], 'one that has just come')
  t.strictSame(await left(1, 0, ['telecom']), [])
  await bare.rows('update callbacks set taken_again_at = $1', [bare.clock.now])
  t.strictSame(await left(1, 0), [], 'one that was tried just now')
  t.strictSame(await left(1, 1), [id])
})
