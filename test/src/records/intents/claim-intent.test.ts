/** Who works on an intent, and what the attempt is told with it. */
import { test } from 'tap'
import { inWork } from '../../../../src/ground/database/work.ts'
import { closeIntent, giveUpIntent, openIntents, renewLease } from '../../../../src/records/intents/intents.ts'
import { postponeIntent } from '../../../../src/records/intents/postpone-intent.ts'
import { changeOrder } from '../../../../src/records/orders/application.ts'
import { learnNumber, requestWithdrawal } from '../../../../src/records/orders/change-order.ts'
import { type Claim, claimIntent, intentOf } from '../../../kit/attempts.ts'
import { bareHub, NINE } from '../../../kit/bare-hub.ts'
import { correctOrder } from '../../../kit/correct-order.ts'

const MINUTE = 60_000

function after (milliseconds: number): Date {
  return new Date(NINE.getTime() + milliseconds)
}

test('a claim', async t => {
  const { hub, hub: { pool }, submit, rows } = await bareHub(t)
  const claim = (id: string, now: Date): Promise<Claim> => claimIntent(hub, id, now, new Date(now.getTime() + MINUTE))

  await t.test('the first one counts an attempt and has nothing to ask about', async t => {
    const { orderId, intentId } = await submit()
    const { exchange, ...intent } = intentOf(await claim(intentId, NINE))
    t.ok(exchange! > 0, 'the number of its exchange is taken with it')
    t.strictSame(intent, { id: intentId, orderId, enterprise: 'unicom', kind: 'place', attempts: 1, claims: 1, openedAt: NINE, leasedUntil: after(MINUTE), askFirst: false, lost: false, underway: false, payload: null, uselessFrom: null })
  })

  await t.test('tells of the order as it stands then', async t => {
    const { orderId, intentId, jointNumber, reference } = await submit()
    await correctOrder(hub, orderId, { phone: '13900000009' })
    await changeOrder(hub, orderId, async at => {
      learnNumber(at, '56001')
      requestWithdrawal(hub, at, '暂不装修')
    })
    const [{ serial, formSealed, correlationId, ...sealed }] = await rows(`
      select serial, form_sealed as "formSealed", correlation_id as "correlationId", corrections_sealed as "correctionsSealed", wish_sealed as "wishSealed"
      from applications join orders on serial = application_serial where orders.id = $1`, [orderId])
    const claimed = await claim(intentId, NINE)
    t.strictSame(claimed && 'order' in claimed && claimed.order, {
      service: 'network', reference, nativeNumber: '56001', delivery: 'pending', ...sealed, serial, jointNumber, receivedAt: NINE, formSealed, correlationId, traceparent: null
    })
  })

  await t.test('a supplement comes with its corrections', async t => {
    const { orderId } = await submit()
    const payload = { corrections: { basic: { phone: '13900000009' } } }
    await inWork(hub, async work => openIntents(hub.vault, work, [{ orderId, enterprise: 'unicom', kind: 'supplement', at: NINE, now: NINE, payload }]))
    const [{ id }] = await rows("select id from intents where kind = 'supplement'")
    t.strictSame(intentOf(await claim(id, NINE)).payload, payload)
  })

  await t.test('a claimed intent is nobody else\'s until the lease ends; then it asks first', async t => {
    const { intentId } = await submit()
    await claim(intentId, NINE)
    t.strictSame(await claim(intentId, NINE), { again: after(MINUTE) })
    t.strictSame(await claim(intentId, after(MINUTE - 1)), { again: after(MINUTE) })
    t.match(await claim(intentId, after(MINUTE)), { intent: { attempts: 2, askFirst: true } })
  })

  await t.test('of many claims at once one succeeds', async t => {
    const { intentId } = await submit()
    const claims = await Promise.all(Array.from({ length: 10 }, () => claim(intentId, NINE)))
    t.equal(claims.filter(claim => claim && 'intent' in claim).length, 1)
    // Whoever came while it was being claimed is told of the row as it was: to come back.
    t.equal(claims.filter(claim => claim && 'again' in claim).length, 9)
    t.match(await rows('select attempts from intents where id = $1', [intentId]), [{ attempts: 1 }])
  })

  await t.test('an intent that is not due says when it is', async t => {
    const { intentId } = await submit()
    await postponeIntent(pool, intentOf(await claim(intentId, NINE)), { at: after(MINUTE), askFirst: false })
    t.strictSame(await claim(intentId, after(MINUTE - 1)), { again: after(MINUTE) })
    t.match(await claim(intentId, after(MINUTE)), { intent: { attempts: 2, askFirst: false, payload: null } }, 'nothing is unknown about an attempt that failed for certain')
  })

  await t.test('a postponement remembers that the outcome is unknown', async t => {
    const { intentId } = await submit()
    await postponeIntent(pool, intentOf(await claim(intentId, NINE)), { at: NINE, askFirst: true })
    t.match(await claim(intentId, NINE), { intent: { attempts: 2, askFirst: true } })
  })

  await t.test('a closed intent, or one that never was, is no work', async t => {
    const { intentId } = await submit()
    const intent = intentOf(await claim(intentId, NINE))
    await inWork(hub, async work => closeIntent(work, intent))
    t.equal(await claim(intentId, after(MINUTE)), undefined)
    t.equal(await claim('00000000-0000-4000-8000-000000000000', NINE), undefined)
  })

  await t.test('an attempt that lost its lease changes nothing any more', async t => {
    const { intentId } = await submit()
    const first = intentOf(await claim(intentId, NINE))
    const second = intentOf(await claim(intentId, after(MINUTE)))
    t.equal(await postponeIntent(pool, first, { at: after(60 * MINUTE), askFirst: false }), false)
    t.equal(await renewLease(pool, first, after(60 * MINUTE)), false)
    await inWork(hub, async work => {
      closeIntent(work, first)
      t.equal(await giveUpIntent(work, first, { askFirst: false, now: after(2 * MINUTE) }), false)
    })
    t.match(await rows('select state, due_at, leased_until, ask_first from intents where id = $1', [intentId]),
      [{ state: 'open', due_at: NINE, leased_until: after(2 * MINUTE), ask_first: true }])
    await inWork(hub, async work => closeIntent(work, second))
    t.match(await rows('select state from intents where id = $1', [intentId]), [{ state: 'done' }])
  })

  await t.test('what was no attempt is not counted, but its claim is over', async t => {
    const { intentId } = await submit()
    const first = intentOf(await claim(intentId, NINE))
    await postponeIntent(pool, first, { at: NINE, askFirst: false, spent: false, held: true })
    t.match(await rows('select attempts, held, ask_first from intents where id = $1', [intentId]), [{ attempts: 0, held: true, ask_first: false }])
    const second = intentOf(await claim(intentId, NINE))
    t.match(second, { attempts: 1, askFirst: false })
    await inWork(hub, async work => closeIntent(work, first))
    t.match(await rows('select state from intents where id = $1', [intentId]), [{ state: 'open' }], 'the number of the attempt is the same, the claim is not')
    t.ok(await postponeIntent(pool, second, { at: NINE, askFirst: true }))
    t.match(await rows('select held from intents where id = $1', [intentId]), [{ held: false }])
  })
})
