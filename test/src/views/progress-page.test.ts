/** What an applicant reads of an application: of every state something plain, and of what is wanted of them all. */
import { test } from 'tap'
import type { components } from '../../../openapi/hub.d.ts'
import type { OrderState } from '../../../mappings/mapping.ts'
import { FINAL_STATES, STATES } from '../../../src/records/orders/states.ts'
import { progressPage, siteOf } from '../../../src/views/progress-page.ts'
import { comingNext, deadlinesOf, explanation, standing, visitWords, wantedOf } from '../../../src/views/progress-words.ts'
import type { VisitShown } from '../../../src/views/visit-shown.ts'

type Order = components['schemas']['Order']
type Clock = components['schemas']['Clock']

const SITE = siteOf({ name: '云岭县', prefix: 'YLXB' })
const NOW = '2026-11-30T09:00:00+08:00'

function clock (given: Partial<Clock>): Clock {
  return { id: 'a', promise: 'acceptAndSurvey', promiseLabel: '受理踏勘', days: 1, startedAt: NOW, state: 'running', stateLabel: '正常', ...given } as Clock
}

function order (state: OrderState, given: Partial<Order> = {}): Order {
  return {
    enterprise: 'county-water',
    enterpriseName: '云岭供水',
    service: 'water',
    kind: 'new',
    reference: 'R',
    state,
    stateLabel: STATES[state].label,
    statusCode: 1,
    statusLabel: '接件',
    since: NOW,
    next: '',
    delivery: { state: 'acknowledged', stateLabel: '已送达', attempts: 1 },
    clocks: [],
    ...given
  }
}

function wordsOn (orders: Order[], visit?: VisitShown): string {
  const page = progressPage({ application: { printedNumber: '(YLXB)000001', receivedAt: NOW, status: 'processing', orders }, visit }, SITE, NOW)
  return page.replace(/^[\s\S]*<main>/, '').replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
}

test('every state is said in whole sentences', async t => {
  for (const state of Object.keys(STATES) as OrderState[]) {
    for (const words of [standing(order(state)), comingNext(order(state))]) t.match(words, /^\p{Script=Han}[^<>&]*。$/u, `${state}: ${words}`)
  }
})

test('what stands in the way is said before the state', async t => {
  const delivery = (state: components['schemas']['DeliveryState']): Partial<Order> => ({ delivery: { state, stateLabel: '', attempts: 1 } })
  t.match(comingNext(order('received', delivery('undeliverable'))), '县里的工作人员正在处理')
  t.match(comingNext(order('received', delivery('placed'))), '等企业接单')
  t.match(comingNext(order('building', { withdrawal: { state: 'requested', stateLabel: '' } })), '您要求撤回')
  t.match(comingNext(order('needsMaterial', { supplementSent: true })), '已经交上')
  for (const state of FINAL_STATES) t.equal(comingNext(order(state, { ...delivery('undeliverable'), withdrawal: { state: 'requested', stateLabel: '' } })), comingNext(order(state)))
})

test('what is wanted of the applicant stands first, and nothing else does', async t => {
  t.match(wordsOn([order('needsMaterial', { remark: '缺房产证' }), order('building')]), /请您办理： 供水 · 新装（云岭供水）：补交材料。.*企业的说明 缺房产证/)
  t.match(wordsOn([order('quoted')]), /请您办理： 供水 · 新装（云岭供水）：缴费。/)
  t.match(wordsOn([order('completedConditionally')]), /请您办理： 供水 · 新装（云岭供水）：补齐所缺的材料。/)
  t.match(wordsOn([order('surveyBooked', { bookedFor: '2026-12-01T14:30:00+08:00' })]), /在 2026年12月1日（星期二）14:30 等候工作人员上门。.*约好的上门时间 2026年12月1日（星期二）14:30/)
  for (const nothing of [order('needsMaterial', { supplementSent: true }), order('surveyBooked'), order('building'), order('surveyed', { bookedFor: NOW })]) {
    const words = wordsOn([nothing])
    t.match(words, '提示： 现在没有需要您办的事。')
    t.notMatch(words, /请您办理|约好的上门时间/)
  }
  for (const state of Object.keys(STATES) as OrderState[]) t.equal(wantedOf(order(state)) !== undefined, ['needsMaterial', 'completedConditionally', 'quoted'].includes(state), state)
})

test('what the enterprise says is shown where it explains', async t => {
  t.equal(explanation(order('refused', { remark: '不具备条件' })), '不具备条件')
  t.equal(explanation(order('withdrawn', { remark: '因投靠亲友搬离' })), undefined, 'not the applicant\'s own words')
  t.equal(explanation(order('building', { remark: '施工队已进场' })), undefined)
  t.equal(explanation(order('building', { withdrawal: { state: 'declined', stateLabel: '', remark: '已施工。' } })), '企业不同意撤回。已施工。')
})

test('until when, and whether that is kept', async t => {
  const said = (given: Partial<Clock>, state: OrderState = 'building'): string => deadlinesOf(order(state, { clocks: [clock(given)] })).map(({ promise, words }) => `${promise}：${words}`).join()
  const dueAt = '2026-12-01T17:30:00+08:00'
  t.equal(said({ dueAt }), '受理并上门查看：应在 2026年12月1日（星期二）17:30 前完成。在时限之内。')
  t.equal(said({ dueAt, state: 'warned' }), '受理并上门查看：应在 2026年12月1日（星期二）17:30 前完成。在时限之内。')
  t.equal(said({ dueAt, state: 'late', promise: 'connect' }), '接通开通：应在 2026年12月1日（星期二）17:30 前完成。已经超过时限。')
  t.equal(said({ state: 'late' }), '受理并上门查看：已经超过时限。')
  t.equal(said({ state: 'paused', pausedBy: 'applicant' }, 'needsMaterial'), '受理并上门查看：暂停计时：等您补正材料。')
  t.equal(said({ state: 'paused', pausedBy: 'applicant' }), '受理并上门查看：暂停计时：等您另约上门时间。')
  t.equal(said({ state: 'paused', pausedBy: 'approval' }), '受理并上门查看：暂停计时：等主管部门审批。')
  t.equal(said({ state: 'ended', outcome: 'onTime', endedAt: dueAt }), '受理并上门查看：已于 2026年12月1日（星期二）17:30 完成，没有超过时限。')
  t.equal(said({ state: 'ended', outcome: 'late' }), '受理并上门查看：已经完成，超过了时限。')
  t.equal(said({ state: 'ended', outcome: 'ended' }), '受理并上门查看：不再计时。')
  for (const promise of ['approval', 'callBack', 'rectify'] as const) t.equal(said({ promise, dueAt }), '', 'what is no promise to the applicant')
  t.match(wordsOn([order('building', { clocks: [clock({ dueAt, provisional: true })] })]), '国家还没有公布相关年份的放假安排')
})

test('a joint visit is told once', async t => {
  const slot = { from: '2026-12-01T14:30:00+08:00', to: '2026-12-01T17:30:00+08:00', half: 'afternoon' as const }
  const SPAN = '2026年12月1日（星期二）14:30 至 17:30'
  const booked = [order('surveyBooked', { bookedFor: '2026-12-01T15:00:00+08:00' })]
  const two = { coming: ['county-water'], unconfirmed: ['enn'] }
  const agreed = wordsOn(booked, { state: 'agreed', slot, ...two })
  t.match(agreed, `请您办理： 在 ${SPAN} 等候各企业一起上门。时间不合适的话`)
  t.match(agreed, '各企业一起上门（联合踏勘） 已经约好')
  t.notMatch(agreed, '在 2026年12月1日（星期二）15:00 等候', 'and not by each enterprise again')
  t.match(wordsOn([order('surveyBooked', { bookedFor: '2026-12-02T15:00:00+08:00' })], { state: 'agreed', slot }), '在 2026年12月2日（星期三）15:00 等候工作人员上门。')
  t.match(visitWords({ state: 'proposed', slot }), { standing: `正在商定时间，提出的是 ${SPAN}。`, wanted: undefined })
  for (const state of ['proposed', 'agreed']) t.strictSame(visitWords({ state, slot, dayOff: true }), { standing: `原定 ${SPAN}，那天已经改为休息日，会另约时间，请留意通知。` }, 'nobody waits at home on a day off')
  t.match(visitWords({ state: 'noShow', slot, absentee: 'applicant' }), { wanted: '另约上门时间' })
  t.match(visitWords({ state: 'noShow', slot, absentee: 'enterprise' }), { standing: '企业没有按时上门', wanted: undefined })
  for (const state of ['done', 'cancelled', 'anything']) t.equal(visitWords({ state, slot }), undefined)

  const one = wordsOn([order('accepted')], { state: 'agreed', slot, coming: [], unconfirmed: ['county-water'] })
  t.match(one, `请您办理： 在 ${SPAN} 等候工作人员上门。`, 'of one that comes alone nothing is joint')
  t.match(one, '上门查看现场（踏勘） 已经约好')
  t.notMatch(one + wordsOn([order('accepted'), order('completed')], { state: 'proposed', slot }), /一起|联合踏勘/)
  t.match(wordsOn([order('accepted'), order('received')], { state: 'proposed', slot }), '各企业一起上门（联合踏勘） 正在商定时间')
})

test('whoever has to be there for a visit is not told that there is nothing to do', async t => {
  const slot = { from: '2026-12-01T14:30:00+08:00', to: '2026-12-01T17:30:00+08:00', half: 'afternoon' as const }
  const comes = { slot, coming: ['county-water'], unconfirmed: ['enn'] }
  for (const state of ['received', 'submitted', 'accepted', 'materialReceived'] as const) {
    t.match(comingNext(order(state)), /您现在不用做什么。$/)
    t.match(comingNext(order(state), { state: 'agreed', ...comes }), /请按约好的时间等候上门。$/, state)
    t.match(comingNext(order(state), { state: 'noShow', absentee: 'applicant', ...comes }), /请另约上门时间。$/, state)
    t.match(comingNext(order(state, { enterprise: 'telecom' }), { state: 'agreed', ...comes }), /您现在不用做什么。$/, 'by one that does not come')
    t.match(comingNext(order(state), { state: 'noShow', absentee: 'enterprise', ...comes }), /您现在不用做什么。$/)
  }
})
