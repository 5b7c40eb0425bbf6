/**
 * The states of an order, what may follow what, and the 办件状态 code that goes with each. Everything that moves an order
 * asks `advance` first.
 */
import type { OrderState } from '../../../mappings/mapping.ts'
import type { components } from '../../../openapi/hub.d.ts'

export type ApplicationStatus = components['schemas']['ApplicationStatus']

/** The way of an order that goes well. Enterprises report some of these; skipping any is legal, going back is not. */
export const LINE = [
  'received', 'submitted', 'accepted', 'dispatched', 'surveyBooked', 'surveyed', 'designed', 'quoted', 'paid',
  'building', 'inspected', 'completed'
] as const satisfies OrderState[]

/** Where an order can stand beside the line, and come back from. */
const ASIDE = [
  'needsMaterial', 'materialReceived', 'specialProcedure', 'specialProcedureEnded'
] as const satisfies OrderState[]

/** How an order ends that does not reach the end of the line: 容缺 is an end that leaves papers to be brought later. */
const ENDINGS = [
  'completedConditionally', 'notAdmitted', 'refused', 'withdrawn', 'revoked', 'handedOver'
] as const satisfies OrderState[]

const BEGUN = LINE.slice(LINE.indexOf('accepted'))

/** The legal transitions. Drawn in docs/architecture from this table. */
export const TRANSITIONS: Record<OrderState, readonly OrderState[]> = {
  received: onwardFrom('received'),
  submitted: onwardFrom('submitted'),
  accepted: onwardFrom('accepted'),
  dispatched: onwardFrom('dispatched'),
  surveyBooked: onwardFrom('surveyBooked'),
  surveyed: onwardFrom('surveyed'),
  designed: onwardFrom('designed'),
  quoted: onwardFrom('quoted'),
  paid: onwardFrom('paid'),
  building: onwardFrom('building'),
  inspected: onwardFrom('inspected'),
  needsMaterial: ['materialReceived', 'specialProcedure', ...BEGUN, ...ENDINGS],
  materialReceived: ['needsMaterial', 'specialProcedure', ...BEGUN, ...ENDINGS],
  specialProcedure: ['specialProcedureEnded', 'needsMaterial', ...BEGUN, ...ENDINGS],
  specialProcedureEnded: ['specialProcedure', 'needsMaterial', ...BEGUN, ...ENDINGS],
  completed: [],
  completedConditionally: [],
  notAdmitted: [],
  refused: [],
  withdrawn: [],
  revoked: [],
  handedOver: []
}

function onwardFrom (state: typeof LINE[number]): OrderState[] {
  return [...LINE.slice(LINE.indexOf(state) + 1), ...ASIDE, ...ENDINGS]
}

/** What people see of a state: its label, and what happens next. */
export const STATES: Record<OrderState, { label: string, next: string }> = {
  received: { label: '已接件', next: '正在送达企业' },
  submitted: { label: '已送达企业', next: '等待企业受理' },
  accepted: { label: '已受理', next: '等待企业派工踏勘' },
  dispatched: { label: '已派工', next: '等待企业上门踏勘' },
  surveyBooked: { label: '已预约踏勘', next: '请按预约时间等候上门' },
  surveyed: { label: '已踏勘', next: '等待企业设计或施工' },
  designed: { label: '已设计', next: '等待企业出具预算' },
  quoted: { label: '已预算', next: '请申请人缴费' },
  paid: { label: '已缴费', next: '等待企业施工' },
  building: { label: '施工中', next: '等待企业施工完成' },
  inspected: { label: '已验收', next: '等待开通' },
  completed: { label: '已办结', next: '无' },
  needsMaterial: { label: '待补正', next: '请申请人补正材料' },
  materialReceived: { label: '补正结束', next: '等待企业继续办理' },
  specialProcedure: { label: '特别程序中', next: '等待特别程序结束' },
  specialProcedureEnded: { label: '特别程序结束', next: '等待企业继续办理' },
  completedConditionally: { label: '已办结（容缺）', next: '请按企业说明补齐所缺材料' },
  notAdmitted: { label: '不予受理', next: '无；可按企业说明重新申请' },
  refused: { label: '未通过', next: '无；可按企业说明重新申请' },
  withdrawn: { label: '已撤回', next: '无' },
  revoked: { label: '已撤销', next: '无；可按企业说明重新申请' },
  handedOver: { label: '已转办', next: '由转办企业继续办理' }
}

/** The national 办件状态 table. */
export const STATUS_LABELS: Record<number, string> = {
  1: '接件',
  2: '撤件',
  3: '受理',
  4: '不受理',
  5: '不予受理',
  6: '补正开始',
  7: '补正结束',
  8: '部门开始办理',
  9: '特别程序开始',
  10: '特别程序结束',
  11: '办结(通过)',
  12: '办结(容缺通过)',
  13: '办结(不通过)',
  14: '撤回',
  15: '撤销'
}

/**
 * 办件状态 of a state. A refusal or withdrawal reads differently before and after the order was accepted or sent; a
 * hand-over is not in the national table, the case goes on under the code it had.
 */
export function statusCode (state: OrderState, reached: OrderState): number {
  if (state === 'refused') return hasReached(reached, 'accepted') ? 13 : 4
  if (state === 'withdrawn') return hasReached(reached, 'submitted') ? 14 : 2
  if (state === 'handedOver') return statusCode(reached, reached)
  return CODES[state]
}

const CODES: Record<Exclude<OrderState, 'refused' | 'withdrawn' | 'handedOver'>, number> = {
  received: 1,
  submitted: 1,
  accepted: 3,
  dispatched: 8,
  surveyBooked: 8,
  surveyed: 8,
  designed: 8,
  quoted: 8,
  paid: 8,
  building: 8,
  inspected: 8,
  completed: 11,
  completedConditionally: 12,
  notAdmitted: 5,
  revoked: 15,
  needsMaterial: 6,
  materialReceived: 7,
  specialProcedure: 9,
  specialProcedureEnded: 10
}

export interface Standing {
  state: OrderState
  /** The furthest place on the line so far. */
  reached: OrderState
  /** The enterprise's own time of the last message that moved the order. */
  nativeAt: Date | null
}

/**
 * `moves`: to be stored. `news`: it stands there already, and more is said of it. `repeat`: that was said already.
 * `late`: overtaken by a newer message. `ended`: the order is closed.
 */
export type Verdict = 'moves' | 'news' | 'repeat' | 'late' | 'ended'

/**
 * Whether a message moves an order. On the line its place decides; to the side and back the enterprise's clock does,
 * because an order can stand aside more than once. `at`: the enterprise's own time of the message, when it gives one.
 * `saysMore`: of the state where the order stands it says something else than what is known (news.ts).
 */
export function advance (standing: Standing, state: OrderState, at?: Date, saysMore = false): Verdict {
  if (standing.state === state) return !saysMore ? 'repeat' : isOlder(standing, at) ? 'late' : 'news'
  if (isFinal(standing.state)) return 'ended'
  if (!TRANSITIONS[standing.state].includes(state)) return 'late'
  if (isFinal(state) || (isOnLine(standing.state) && isOnLine(state))) return 'moves'
  if (at !== undefined && standing.nativeAt !== null && at.getTime() !== standing.nativeAt.getTime()) {
    return at > standing.nativeAt ? 'moves' : 'late'
  }
  // Clocks of one-second resolution, or none: the message may be one that the order has left behind already.
  return isNews(standing, state) ? 'moves' : 'late'
}

/** Messages of one second, or without a time, count in the order in which they come. */
function isOlder ({ nativeAt }: Standing, at?: Date): boolean {
  return at !== undefined && nativeAt !== null && at < nativeAt
}

/** Whether a state can only be new, judged without a clock. */
function isNews ({ state: current, reached }: Standing, state: OrderState): boolean {
  if (isOnLine(state)) return !hasReached(reached, state)
  return isOnLine(current) || asideIndex(state) > asideIndex(current)
}

export function isFinal (state: OrderState): boolean {
  return TRANSITIONS[state].length === 0
}

export const FINAL_STATES = (Object.keys(TRANSITIONS) as OrderState[]).filter(isFinal)

/** The furthest place on the line once an order is in `state`. */
export function furthest (reached: OrderState, state: OrderState): OrderState {
  return isOnLine(state) && !hasReached(reached, state) ? state : reached
}

/** What the orders make of their application as a whole. One that was handed over is continued by another. */
export function overallStatus (all: OrderState[]): ApplicationStatus {
  const states = all.filter(state => state !== 'handedOver')
  if (states.every(isCompleted)) return 'completed'
  if (states.every(isFinal)) return 'ended'
  return states.includes('needsMaterial') ? 'needsMaterial' : 'processing'
}

export const APPLICATION_LABELS: Record<ApplicationStatus, string> = {
  processing: '办理中', needsMaterial: '待补正', completed: '已办结', ended: '已终止'
}

function asideIndex (state: OrderState): number {
  return (ASIDE as readonly OrderState[]).indexOf(state)
}

function isOnLine (state: OrderState): boolean {
  return (LINE as readonly OrderState[]).includes(state)
}

/** Whether what was applied for is done, be it that something is still to be handed in (容缺). */
export function isCompleted (state: OrderState): boolean {
  return state === 'completed' || state === 'completedConditionally'
}

/** Whether a state lies so far on the line. */
export function hasReached (reached: OrderState, state: OrderState): boolean {
  const line: readonly OrderState[] = LINE
  return line.indexOf(reached) >= line.indexOf(state)
}
