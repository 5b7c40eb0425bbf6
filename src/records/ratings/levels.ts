/**
 * The five levels of the national evaluation of government services (好差评, GB/T 39735) and the reasons of the two lower
 * ones. The options and their codes are those that the evaluation terminals of several provinces have in common; that
 * this county's province has the same is *assumed*.
 */
import type { components } from '../../../openapi/hub.d.ts'

export type RatingLevel = components['schemas']['RatingLevel']

/** 5 is the best, as it is counted everywhere. */
export type LevelNumber = 1 | 2 | 3 | 4 | 5

interface Level { number: LevelNumber, name: RatingLevel, label: string }

/** The best first, as they are shown. None of them is chosen beforehand. */
export const LEVELS: readonly Level[] = [
  { number: 5, name: 'verySatisfied', label: '非常满意' },
  { number: 4, name: 'satisfied', label: '满意' },
  { number: 3, name: 'fairlySatisfied', label: '基本满意' },
  { number: 2, name: 'dissatisfied', label: '不满意' },
  { number: 1, name: 'veryDissatisfied', label: '非常不满意' }
]

/** 差评: it needs a reason, and somebody has to put right what it is about. */
export function isBad (level: LevelNumber): boolean {
  return level <= 2
}

export function levelOf (number: LevelNumber): Level {
  return LEVELS.find(level => level.number === number)!
}

export function levelNamed (name: RatingLevel): Level {
  return LEVELS.find(level => level.name === name)!
}

/** The reasons of each of the two lower levels, by their codes. */
export const OPTIONS: Readonly<Record<1 | 2, Readonly<Record<number, string>>>> = {
  2: {
    207: '没有提供材料样本',
    208: '没有提供材料清单',
    209: '未在承诺时间内办结',
    210: '同样内容的证明材料被要求多次提交',
    211: '承诺网办但无法在线办理',
    212: '在线预约办理后到实体大厅重复取号排队',
    213: '窗口人员业务不熟练',
    214: '服务态度生硬'
  },
  1: {
    108: '在办事指南之外增加新的审批条件',
    109: '需提供办事指南之外的申报材料',
    110: '无理由超过法定办理时间',
    111: '办事指南提供样本有错',
    112: '承诺在线收取申报材料实际无法收取',
    113: '多头跑窗口和部门',
    114: '跑动次数与承诺的不一致',
    115: '服务态度差效率低'
  }
}

/** Nothing for a level that needs no reason. */
export function optionsOf (level: LevelNumber): Readonly<Record<number, string>> {
  return level === 1 || level === 2 ? OPTIONS[level] : {}
}

export function optionText (code: number): string {
  return OPTIONS[1][code] ?? OPTIONS[2][code] ?? String(code)
}

export type RatingChannel = components['schemas']['RatingChannel']

export const CHANNEL_LABELS: Record<RatingChannel, string> = {
  window: '窗口', portal: '政务平台', sms: '短信', self: '自助终端'
}
