/** What the people at a desk can say of an order: the steps by name, and which of them are legal where it stands. */
import type { OrderState } from '../../../mappings/mapping.ts'
import type { components } from '../../../openapi/hub.d.ts'
import type { LockedOrder } from './locked-order.ts'
import { hasReached, isCompleted, isFinal, LINE, TRANSITIONS } from './states.ts'

export type DeskStep = components['schemas']['DeskStep']

/**
 * In the order in which they are offered: what an order waits for comes first. Most are called as the state to which
 * they lead.
 */
export const DESK_STEPS: Record<DeskStep, string> = {
  take: '接单',
  withdrawalGranted: '同意撤回',
  withdrawalDeclined: '不同意撤回',
  supplementSeen: '已收补正材料',
  specialProcedureEnded: '结束特别程序',
  accepted: '受理',
  dispatched: '派工',
  surveyBooked: '预约踏勘',
  surveyed: '踏勘完成',
  designed: '设计完成',
  quoted: '出具预算',
  paid: '已缴费',
  building: '开始施工',
  inspected: '验收',
  completed: '办结',
  completedConditionally: '容缺办结',
  needsMaterial: '通知补正',
  specialProcedure: '进入特别程序',
  notAdmitted: '不予受理',
  refused: '不予办理',
  revoked: '撤销',
  outOfArea: '不在经营区域，转办',
  nativeNumber: '登记企业受理编号'
}

/** The steps that are no states. */
type Act =
  'take' | 'withdrawalGranted' | 'withdrawalDeclined' | 'supplementSeen' | 'outOfArea' | 'nativeNumber'

/** A step by which an order comes to stand in the state of its name. */
export type StateStep = Exclude<DeskStep, Act>

export type OrderAtDesk =
  Pick<LockedOrder, 'desk' | 'state' | 'reached' | 'delivery' | 'service' | 'withdrawal' | 'openFilings'> & {
    /** The applicant has brought material that nobody has looked at yet. */
    isSupplied: boolean
  }

/** By the table of transitions; as long as nobody has taken an order, there is nothing else to do about it. */
export function legalSteps (order: OrderAtDesk): DeskStep[] {
  if (order.desk === null || isFinal(order.state)) return []
  if (order.delivery !== 'acknowledged') return ['take']
  return (Object.keys(DESK_STEPS) as DeskStep[]).filter(step => isLegal(step, order))
}

function isLegal (step: DeskStep, order: OrderAtDesk): boolean {
  switch (step) {
    case 'take': return false
    case 'nativeNumber': return true
    case 'withdrawalGranted':
    case 'withdrawalDeclined': return order.withdrawal === 'requested'
    case 'supplementSeen': return order.isSupplied
    // A carrier was chosen by the applicant: what it declines is given to no other.
    case 'outOfArea': return order.service !== 'network' && !order.isSupplied
    default: return leadsOn(step, order)
  }
}

function leadsOn (state: StateStep, { state: from, reached, isSupplied, openFilings }: OrderAtDesk): boolean {
  // Another visit.
  if (state === 'surveyBooked' && from === state) return !isSupplied
  if (!TRANSITIONS[from].includes(state)) return false
  if (state === 'notAdmitted' && hasReached(reached, 'accepted')) return false
  // What the applicant has brought is looked at before anything else, unless the order ends without it.
  if (isSupplied) return isFinal(state) && !isCompleted(state)
  // While departments decide, it is over with them and not before.
  if (state === 'specialProcedureEnded') return from === 'specialProcedure' && !openFilings.includes('parallel')
  // Back on the line an order goes on where it was, and not before.
  return !isOnLine(state) || state === reached || !hasReached(reached, state)
}

function isOnLine (state: OrderState): boolean {
  return (LINE as readonly OrderState[]).includes(state)
}

/** What is to be done next about an order, and by whom: a person at the desk, or somebody who is waited for. */
export type DeskTask = components['schemas']['DeskTask']

export const DESK_TASKS: Record<DeskTask, string> = {
  take: '待接单', answerWithdrawal: '待答复撤回', checkSupplement: '待查看补正材料', proceed: '办理中', awaitApplicant: '等申请人补正'
}

export function taskOf (
  { state, delivery, withdrawal, isSupplied }: Pick<OrderAtDesk, 'state' | 'delivery' | 'withdrawal' | 'isSupplied'>
): DeskTask | undefined {
  if (isFinal(state)) return undefined
  if (delivery !== 'acknowledged') return 'take'
  if (withdrawal === 'requested') return 'answerWithdrawal'
  if (isSupplied) return 'checkSupplement'
  return state === 'needsMaterial' ? 'awaitApplicant' : 'proceed'
}
