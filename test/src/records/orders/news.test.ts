/** What a message says beside the state in which the order stands: news, or known already. */
import { test } from 'tap'
import type { Progress } from '../../../../mappings/mapping.ts'
import { requestWithdrawal } from '../../../../src/records/orders/change-order.ts'
import { changeOrder, type OrderAtHand } from '../../../../src/records/orders/application.ts'
import type { Transition } from '../../../../src/records/orders/transition.ts'
import { applyProgress } from '../../../../src/steps/progress.ts'
import { bareHub, type BareHub, type SubmittedOrder } from '../../../kit/bare-hub.ts'

type Mapped = Extract<Progress, { kind: 'mapped' }>

interface Bench extends BareHub {
  order: SubmittedOrder
  /** What became of a message, with what happened by it. */
  says (state: Mapped['state'], said?: Partial<Mapped> & { nativeNumber?: string }): Promise<{ verdict: string, events: Transition[] }>
}

async function bench (t: Parameters<typeof bareHub>[0]): Promise<Bench> {
  const bare = await bareHub(t)
  const order = await bare.submit()
  return {
    ...bare,
    order,
    says: (state, { nativeNumber, ...said } = {}) => changeOrder(bare.hub, order.orderId, async at => {
      const verdict = await applyProgress(bare.hub, at, { kind: 'mapped', state, ...said }, 'callback', { nativeNumber })
      return { verdict, events: at.application.transitions }
    })
  }
}

test('the same state with other words', async t => {
  const { says } = await bench(t)
  await says('needsMaterial', { at: '2026-01-05T08:00:00+08:00', remark: '请补身份证' })
  t.match(await says('needsMaterial', { at: '2026-01-05T08:20:00+08:00', remark: '请补房产证' }), {
    verdict: 'news', events: [{ event: 'updated', from: 'needsMaterial', state: 'needsMaterial', statusCode: 6, remark: '请补房产证', at: new Date('2026-01-05T08:20:00+08:00') }]
  })
  t.strictSame(await says('needsMaterial', { at: '2026-01-05T08:40:00+08:00', remark: '请补房产证' }), { verdict: 'repeat', events: [] })
  t.strictSame(await says('needsMaterial', { at: '2026-01-05T08:40:00+08:00' }), { verdict: 'repeat', events: [] }, 'what is left out is not denied')
  t.strictSame(await says('needsMaterial', { at: '2026-01-05T08:10:00+08:00', remark: '请补照片' }), { verdict: 'late', events: [] }, 'an older message')
  t.match(await says('needsMaterial', { remark: '请补照片' }), { verdict: 'news' }, 'without a clock it counts as it comes')
})

test('the reason of an end', async t => {
  const { says } = await bench(t)
  await says('refused')
  t.match(await says('refused', { remark: '无覆盖资源' }), { verdict: 'news', events: [{ event: 'updated', state: 'refused', remark: '无覆盖资源' }] })
  t.match(await says('completed'), { verdict: 'ended' })
})

test('an order that its applicant wanted back keeps their words', async t => {
  const { hub, order, says } = await bench(t)
  await changeOrder(hub, order.orderId, async (at: OrderAtHand) => { requestWithdrawal(hub, at, '暂不装修') })
  t.match(await says('withdrawn'), { events: [{ remark: '暂不装修' }] })
  t.strictSame(await says('withdrawn', { remark: '已撤单' }), { verdict: 'repeat', events: [] })
})

test('another visit, with its own words or none', async t => {
  const { says, rows } = await bench(t)
  await says('surveyBooked', { bookedFor: '2026-01-06T10:00:00+08:00', remark: '上午' })
  t.strictSame(await says('surveyBooked', { bookedFor: '2026-01-06T02:00:00Z' }), { verdict: 'repeat', events: [] })
  const bookedFor = new Date('2026-01-07T14:00:00+08:00')
  t.match(await says('surveyBooked', { bookedFor: '2026-01-07T14:00:00+08:00' }), { verdict: 'news', events: [{ bookedFor, remark: undefined }] })
  t.match(await rows('select booked_for, remark_sealed from orders'), [{ booked_for: bookedFor, remark_sealed: null }])
  t.match(await says('surveyBooked', { bookedFor: '2026-01-07T14:00:00+08:00', remark: '请留人' }), { verdict: 'news', events: [{ bookedFor, remark: '请留人' }] })
})

test('the enterprise\'s number of the order', async t => {
  const { says, rows } = await bench(t)
  await says('accepted', { at: '2026-01-05T08:20:00+08:00', remark: '已受理' })
  t.match(await says('accepted', { at: '2026-01-05T08:20:00+08:00', nativeNumber: 'A1' }), { verdict: 'news', events: [{ event: 'updated', remark: '已受理' }] })
  t.strictSame(await says('accepted', { nativeNumber: 'A1' }), { verdict: 'repeat', events: [] })
  t.match(await says('accepted', { at: '2026-01-05T08:40:00+08:00', nativeNumber: 'A2' }), { verdict: 'news', events: [{ event: 'updated' }] })
  t.strictSame(await says('accepted', { at: '2026-01-05T08:05:00+08:00', nativeNumber: 'A1' }), { verdict: 'late', events: [] }, 'an old one does not come back')
  t.match(await rows('select native_number from orders'), [{ native_number: 'A2' }])
})

test('a number that is learnt from a message which changes nothing else is told', async t => {
  const { says } = await bench(t)
  await says('surveyed')
  t.match(await says('accepted', { nativeNumber: 'A1' }), { verdict: 'late', events: [{ event: 'updated', state: 'surveyed' }] })
})

test('of somebody who has been erased nothing is written anew', async t => {
  const { says, rows } = await bench(t)
  await says('refused', { remark: '无覆盖资源' })
  await rows('update applications set form_sealed = null')
  await rows('update orders set remark_sealed = null')
  t.strictSame(await says('refused', { remark: '请联系王小梅' }), { verdict: 'repeat', events: [] })
})
