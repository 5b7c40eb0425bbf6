/**
 * The states of a filing and of its items, one for each department, and what may follow what. Every message about an
 * item is judged by `advanceItem` first.
 */
import type { FilingItem, FilingMode, ItemState } from '../../../mappings/filing.ts'
import type { components } from '../../../openapi/hub.d.ts'

type Schemas = components['schemas']

/** What the table of the settings decides about a filing. */
export type Mode = Schemas['FilingDecisionKind']

/**
 * `exempt`: recorded, and sent nowhere. `pending`: to be sent. `open`: the approvals system has it, and a department
 * has not ended. `broken`: what was promised was not kept, or a department has revoked what it had passed (撤销).
 */
export type FilingState = Schemas['FilingState']

/** What may follow what. Drawn in docs/architecture from this table. */
export const FILING_STATES: Record<FilingState, readonly FilingState[]> = {
  exempt: [],
  pending: ['open', 'refused', 'cancelled'],
  open: ['passed', 'refused', 'cancelled', 'broken'],
  passed: ['broken'],
  refused: [],
  cancelled: [],
  broken: []
}

export const FILING_LABELS: Record<FilingState, string> = {
  exempt: '免予审批', pending: '待送审批系统', open: '审批中', passed: '已通过', refused: '未通过', cancelled: '已撤回', broken: '已撤销'
}

/** The national 办件状态 of a filing as a whole; what is exempt has none. */
export const FILING_CODES: Record<Exclude<FilingState, 'exempt'>, number> = {
  pending: 1, open: 8, passed: 11, refused: 13, cancelled: 14, broken: 15
}

export const MODE_LABELS: Record<Mode, string> = { exempt: '免予审批', notice: '告知承诺备案', parallel: '并联审批' }

export const ITEM_LABELS: Record<FilingItem, string> = {
  planning: '建设工程规划', roadExcavation: '道路挖掘', roadOccupation: '道路占用', greenOccupation: '绿地临时占用'
}

/** Whether it waits for somebody outside the hub: the order stands still meanwhile, if it is a `parallel` one. */
export function isOpen (state: FilingState): boolean {
  return state === 'pending' || state === 'open'
}

/** Whether the order is in 特别程序 because of such a filing. */
export function holdsOrder (mode: Mode | FilingMode): boolean {
  return mode === 'parallel'
}

/** The way of an item that goes well. */
const LINE: readonly ItemState[] = ['received', 'accepted', 'underReview', 'passed']

/** Where an item can stand beside the line, and come back from. */
const ASIDE: readonly ItemState[] = ['needsMaterial', 'materialReceived', 'specialProcedure', 'specialProcedureEnded']

const ENDINGS: readonly ItemState[] = [
  'passed', 'passedConditionally', 'takenBack', 'notAccepted', 'notAdmitted', 'notPassed', 'withdrawn', 'revoked'
]

/** Departments leave states out as enterprises do. Drawn in docs/architecture from this table. */
export const ITEM_TRANSITIONS: Record<ItemState, readonly ItemState[]> = {
  received: ['accepted', 'underReview', ...ASIDE, ...ENDINGS],
  accepted: ['underReview', ...ASIDE, ...ENDINGS],
  underReview: [...ASIDE, ...ENDINGS],
  needsMaterial: ['materialReceived', 'specialProcedure', 'accepted', 'underReview', ...ENDINGS],
  materialReceived: ['needsMaterial', 'specialProcedure', 'accepted', 'underReview', ...ENDINGS],
  specialProcedure: ['specialProcedureEnded', 'needsMaterial', 'accepted', 'underReview', ...ENDINGS],
  specialProcedureEnded: ['specialProcedure', 'needsMaterial', 'accepted', 'underReview', ...ENDINGS],
  passed: ['revoked'],
  passedConditionally: ['revoked'],
  takenBack: [],
  notAccepted: [],
  notAdmitted: [],
  notPassed: [],
  withdrawn: [],
  revoked: []
}

/** The national table by number. */
const CODES: Record<ItemState, number> = {
  received: 1,
  takenBack: 2,
  accepted: 3,
  notAccepted: 4,
  notAdmitted: 5,
  needsMaterial: 6,
  materialReceived: 7,
  underReview: 8,
  specialProcedure: 9,
  specialProcedureEnded: 10,
  passed: 11,
  passedConditionally: 12,
  notPassed: 13,
  withdrawn: 14,
  revoked: 15
}

export function itemCode (state: ItemState): number {
  return CODES[state]
}

export function hasItemEnded (state: ItemState): boolean {
  return ENDINGS.includes(state)
}

export interface ItemStanding {
  state: ItemState
  /** The furthest place on the line so far. */
  reached: ItemState
  /** The department's own time of the last message that moved it. */
  nativeAt: Date | null
}

/** `moves`: to be stored. `repeat`: said already. `late`: overtaken by a newer message. `ended`: the item is closed. */
export type ItemVerdict = 'moves' | 'repeat' | 'late' | 'ended'

/**
 * Whether a message moves an item. On the line its place decides; to the side and back the department's clock does,
 * because an item can stand aside more than once.
 */
export function advanceItem (standing: ItemStanding, state: ItemState, at?: Date): ItemVerdict {
  const { state: current, reached, nativeAt } = standing
  if (current === state) return 'repeat'
  if (!ITEM_TRANSITIONS[current].includes(state)) return hasItemEnded(current) ? 'ended' : 'late'
  if (hasItemEnded(state) || (isOnLine(current) && isOnLine(state))) return 'moves'
  if (at && nativeAt && at.getTime() !== nativeAt.getTime()) return at > nativeAt ? 'moves' : 'late'
  return isNews(current, reached, state) ? 'moves' : 'late'
}

/** Messages of one second, or without a time, can only be new where they lead on. */
function isNews (current: ItemState, reached: ItemState, state: ItemState): boolean {
  if (isOnLine(state)) return LINE.indexOf(state) > LINE.indexOf(reached)
  return isOnLine(current) || ASIDE.indexOf(state) > ASIDE.indexOf(current)
}

function isOnLine (state: ItemState): boolean {
  return LINE.includes(state)
}

export function furthestOf (reached: ItemState, state: ItemState): ItemState {
  return LINE.indexOf(state) > LINE.indexOf(reached) ? state : reached
}

const PASSED: readonly ItemState[] = ['passed', 'passedConditionally']
const WITHDRAWN: readonly ItemState[] = ['takenBack', 'withdrawn']

export function hasItemPassed (state: ItemState): boolean {
  return PASSED.includes(state)
}

export function isItemWithdrawn (state: ItemState): boolean {
  return WITHDRAWN.includes(state)
}

/** What the departments make of a filing once all of them have ended; undefined while one has not. */
export function outcomeOf (states: ReadonlyArray<ItemState | null>): FilingState | undefined {
  if (!states.every(state => state !== null && hasItemEnded(state))) return undefined
  const ended = states as ItemState[]
  if (ended.includes('revoked')) return 'broken'
  if (ended.every(hasItemPassed)) return 'passed'
  return ended.some(state => !hasItemPassed(state) && !isItemWithdrawn(state)) ? 'refused' : 'cancelled'
}
