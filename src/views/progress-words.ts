/**
 * What an applicant reads of an order, in words that need no explanation: where it stands, what comes next, and what is
 * wanted of them.
 */
import type { OrderState } from '../../mappings/mapping.ts'
import type { components } from '../../openapi/hub.d.ts'
import { isFinal } from '../records/orders/states.ts'
import { spanOf, withWeekday } from './date-words.ts'
import type { VisitShown } from './visit-shown.ts'

type Schemas = components['schemas']
type Order = Schemas['Order']

const NOTHING_TO_DO = '您现在不用做什么。'
const ANEW = '可以按企业说明的原因改好后重新申请。'

const WORDS: Record<OrderState, { now: string, next: string }> = {
  received: { now: '已经收到您的申请。', next: `正在把申请送到企业。${NOTHING_TO_DO}` },
  submitted: { now: '申请已经送到企业。', next: `等企业受理。${NOTHING_TO_DO}` },
  accepted: { now: '企业已经受理。', next: `等企业安排人员上门查看现场（踏勘）。${NOTHING_TO_DO}` },
  dispatched: { now: '企业已经安排了人员。', next: '等工作人员上门查看现场（踏勘）。' },
  surveyBooked: { now: '已经约好上门查看现场（踏勘）。', next: '请按约好的时间等候工作人员上门。' },
  surveyed: { now: '现场已经查看完。', next: `等企业设计或者施工。${NOTHING_TO_DO}` },
  designed: { now: '设计已经完成。', next: `等企业算出费用。${NOTHING_TO_DO}` },
  quoted: { now: '费用已经算出。', next: '请您缴费，缴费后企业继续办理。' },
  paid: { now: '已经缴费。', next: `等企业施工。${NOTHING_TO_DO}` },
  building: { now: '正在施工。', next: `等企业施工完成。${NOTHING_TO_DO}` },
  inspected: { now: '已经验收。', next: `等企业开通。${NOTHING_TO_DO}` },
  completed: { now: '已经办好。', next: '这项业务办完了。' },
  needsMaterial: { now: '材料不齐或者有错，要您补正。', next: '请您补交材料，企业收到后继续办理。' },
  materialReceived: { now: '补正的材料已经收到。', next: `等企业继续办理。${NOTHING_TO_DO}` },
  specialProcedure: { now: '正在等主管部门审批（特别程序）。', next: `审批结束后企业继续办理。${NOTHING_TO_DO}` },
  specialProcedureEnded: { now: '主管部门的审批已经结束。', next: `等企业继续办理。${NOTHING_TO_DO}` },
  completedConditionally: { now: '已经办好，还缺材料（容缺办理）。', next: '请您按企业的说明补齐所缺的材料。' },
  notAdmitted: { now: '企业没有受理。', next: ANEW },
  refused: { now: '没有通过。', next: ANEW },
  withdrawn: { now: '已经撤回。', next: '这项业务不再办理。' },
  revoked: { now: '已经撤销。', next: ANEW },
  handedOver: { now: '已经转给另一家企业。', next: '由另一家企业继续办理，请看本页的其他业务。' }
}

/** Of the application as a whole. */
export const OVERALL: Record<Schemas['ApplicationStatus'], string> = {
  processing: '正在办理。', needsMaterial: '等您补正材料。', completed: '全部办好了。', ended: '已经结束，没有全部办成。'
}

/** Where an order stands. */
export function standing ({ state }: Pick<Order, 'state'>): string {
  return WORDS[state].now
}

type Next = Pick<Order, 'enterprise' | 'state' | 'delivery' | 'withdrawal' | 'supplementSent'>

/** What comes next. Nobody is told that there is nothing to do who has to be there for the visit, or to arrange one. */
export function comingNext (order: Next, visit?: VisitShown): string {
  const words = nextOf(order)
  const toDo = visit && comersOf(visit)?.includes(order.enterprise) ? visitWords(visit)?.ofOrder : undefined
  return toDo === undefined ? words : words.replace(NOTHING_TO_DO, toDo)
}

function nextOf ({ state, delivery, withdrawal, supplementSent }: Next): string {
  if (isFinal(state)) return WORDS[state].next
  if (delivery.state === 'undeliverable') return `申请还没能送到企业，县里的工作人员正在处理。${NOTHING_TO_DO}`
  if (withdrawal?.state === 'requested') return '您要求撤回，正在等企业答复。'
  if (state === 'needsMaterial' && supplementSent) return `补正的材料已经交上，等企业查看。${NOTHING_TO_DO}`
  if (state === 'received' && delivery.state === 'placed') return `申请已经到了企业，等企业接单。${NOTHING_TO_DO}`
  return WORDS[state].next
}

const BRING = '请带上材料到受理窗口，或者在政务服务网上补交。'

/** What the applicant has to do about it, if anything. */
export function wantedOf ({ state, supplementSent, bookedFor }: Order): string | undefined {
  switch (state) {
    case 'needsMaterial': return supplementSent ? undefined : `补交材料。${BRING}`
    case 'completedConditionally': return `补齐所缺的材料。${BRING}`
    case 'quoted': return '缴费。'
    case 'surveyBooked': return bookedFor === undefined ? undefined : `在 ${withWeekday(bookedFor)} 等候工作人员上门。`
    default: return undefined
  }
}

/** States of which the enterprise's own words say what is wanted, or why it ended so. */
const EXPLAINED: readonly OrderState[] = [
  'needsMaterial', 'quoted', 'surveyBooked', 'completedConditionally', 'notAdmitted', 'refused', 'revoked'
]

/** What the enterprise says about it, without the applicant's data. */
export function explanation ({ state, remark, withdrawal }: Order): string | undefined {
  if (withdrawal?.state === 'declined') return `企业不同意撤回。${withdrawal.remark ?? ''}`
  return EXPLAINED.includes(state) ? remark : undefined
}

/** Promises to the applicant. What departments and the county promise each other is not shown here. */
const PROMISES: Partial<Record<Schemas['ClockPromise'], string>> = {
  acceptAndSurvey: '受理并上门查看', connect: '接通开通'
}

/** An applicant is waited for with material, or after a visit at which nobody was there. */
function pauseWords (cause: Schemas['PauseCause'] | undefined, { state }: Pick<Order, 'state'>): string {
  if (cause === 'approval') return '暂停计时：等主管部门审批。'
  return state === 'needsMaterial' ? '暂停计时：等您补正材料。' : '暂停计时：等您另约上门时间。'
}

export interface Deadline { promise: string, words: string }

/** Until when something is promised, and whether that is kept. */
export function deadlinesOf (order: Pick<Order, 'clocks' | 'state'>): Deadline[] {
  return order.clocks.flatMap(clock => {
    const promise = PROMISES[clock.promise]
    return promise === undefined ? [] : [{ promise, words: deadlineWords(clock, order) }]
  })
}

function deadlineWords (
  { state, dueAt, outcome, endedAt, pausedBy }: Schemas['Clock'], order: Pick<Order, 'state'>
): string {
  const due = dueAt === undefined ? '' : `应在 ${withWeekday(dueAt)} 前完成。`
  switch (state) {
    case 'ended': {
      if (outcome !== 'onTime' && outcome !== 'late') return '不再计时。'
      const done = endedAt === undefined ? '已经完成' : `已于 ${withWeekday(endedAt)} 完成`
      return outcome === 'onTime' ? `${done}，没有超过时限。` : `${done}，超过了时限。`
    }
    case 'late': return `${due}已经超过时限。`
    case 'paused': return pauseWords(pausedBy, order)
    default: return `${due}在时限之内。`
  }
}

const ANOTHER_TIME = '时间不合适的话，请尽早到受理窗口或者在政务服务网上另约。'

/** Nobody knows before a time is agreed. */
function comersOf ({ coming, unconfirmed }: VisitShown): string[] | undefined {
  return coming && [...coming, ...unconfirmed ?? []]
}

/** Whether more than one enterprise comes; while that is not known, as many as have not ended. */
export function isJoint (visit: VisitShown, orders: ReadonlyArray<Pick<Order, 'state'>>): boolean {
  return (comersOf(visit) ?? orders.filter(({ state }) => !isFinal(state))).length > 1
}

interface VisitWords { standing: string, wanted?: string, ofOrder?: string }

/** Where the visit stands, and what the applicant has to do about it, by each order too; nothing where it is over. */
export function visitWords ({ state, slot, absentee, dayOff }: VisitShown, joint = true): VisitWords | undefined {
  if (dayOff && (state === 'proposed' || state === 'agreed')) {
    return { standing: `原定 ${spanOf(slot)}，那天已经改为休息日，会另约时间，请留意通知。` }
  }
  switch (state) {
    case 'proposed': return { standing: `正在商定时间，提出的是 ${spanOf(slot)}。${ANOTHER_TIME}` }
    case 'agreed': return {
      standing: `已经约好，${spanOf(slot)}。`,
      wanted: `在 ${spanOf(slot)} 等候${joint ? '各企业一起' : '工作人员'}上门。${ANOTHER_TIME}`,
      ofOrder: '请按约好的时间等候上门。'
    }
    case 'noShow': return absentee !== 'applicant'
      ? { standing: '企业没有按时上门，县里的工作人员会另约时间。' }
      : {
          standing: '上门时没有人在。',
          wanted: '另约上门时间：请到受理窗口或者在政务服务网上约。',
          ofOrder: '请另约上门时间。'
        }
    default: return undefined
  }
}

/** Whether an order's own visit is the joint one, of which is told once. */
export function isWithin (visit: VisitShown | undefined, bookedFor: string | undefined): boolean {
  if (visit?.state !== 'agreed' || bookedFor === undefined) return false
  const at = Date.parse(bookedFor)
  return at >= Date.parse(visit.slot.from) && at <= Date.parse(visit.slot.to)
}
