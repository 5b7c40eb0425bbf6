/** Adds up what was promised of one stage: kept, missed, in how many working days; and makes the figures of it. */
import type { components } from '../../openapi/hub.d.ts'

type Schemas = components['schemas']
export type FigureStage = Schemas['FigureStage']

export interface StageTally {
  onTime: number
  late: number
  outstanding: number
  /** How many took so many working days. */
  days: Map<number, number>
  applicant: number
  approval: number
}

export function newStage (): StageTally {
  return { onTime: 0, late: 0, outstanding: 0, days: new Map(), applicant: 0, approval: 0 }
}

export interface DoneInStage {
  outcome: 'onTime' | 'late'
  days: number
  count: number
  applicant: number
  approval: number
}

/** One that was late counts as such on the day on which it was due, not on that on which it was done. */
export function done (stage: StageTally, { outcome, days, count, applicant, approval }: DoneInStage): void {
  if (outcome === 'onTime') stage.onTime += count
  add(stage.days, days, count)
  stage.applicant += applicant
  stage.approval += approval
}

export function missed (stage: StageTally, { count }: { count: number }, isOutstanding: boolean): void {
  stage.late += count
  if (isOutstanding) stage.outstanding += count
}

export function add<Key> (counts: Map<Key, number>, key: Key, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count)
}

export function presentStage ({ onTime, late, outstanding, days, applicant, approval }: StageTally): FigureStage {
  const judged = onTime + late
  return {
    onTime,
    late,
    outstanding,
    ...judged > 0 && { rate: rounded(onTime / judged, 10_000) },
    days: presentDays(days),
    pausedMinutes: {
      ...applicant > 0 && { applicant: rounded(applicant, 100) },
      ...approval > 0 && { approval: rounded(approval, 100) }
    }
  }
}

function presentDays (days: StageTally['days']): Schemas['FigureDays'] {
  const count = [...days.values()].reduce((all, some) => all + some, 0)
  if (count === 0) return { count }
  const sum = [...days].reduce((all, [each, some]) => all + each * some, 0)
  return { count, mean: rounded(sum / count, 100), percentile90: nearestRank(days, Math.ceil(count * 9 / 10)) }
}

/** The least number of days within which so many were done. */
function nearestRank (days: StageTally['days'], rank: number): number {
  let within = 0
  for (const [each, some] of [...days].sort(([one], [other]) => one - other)) {
    within += some
    if (within >= rank) return each
  }
  throw new RangeError('a rank beyond all of them')
}

/** To so many parts of one. */
export function rounded (value: number, parts: number): number {
  return Math.round(value * parts) / parts
}
