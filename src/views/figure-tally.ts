/** Adds up what was counted, and makes the figures of it that are shown. */
import type { components } from '../../openapi/hub.d.ts'
import { STATUS_LABELS } from '../records/orders/states.ts'
import type { CountedRow } from './count-figures.ts'
import { addRating, newRatingTally, presentRatings, type RatingTally } from './rating-tally.ts'

type Schemas = components['schemas']
export type FigureRow = Schemas['FigureRow']
export type FigureStage = Schemas['FigureStage']

export interface Tally {
  received: number
  accepted: StageTally
  surveyed: StageTally
  connected: StageTally
  completed: number
  corrected: number
  refused: Map<number, number>
  withdrawn: number
  undeliverable: number
  ratings: RatingTally
}

interface StageTally {
  onTime: number
  late: number
  outstanding: number
  /** How many took so many working days. */
  days: Map<number, number>
  applicant: number
  approval: number
}

export function newTally (): Tally {
  return {
    received: 0,
    accepted: newStage(),
    surveyed: newStage(),
    connected: newStage(),
    completed: 0,
    corrected: 0,
    refused: new Map(),
    withdrawn: 0,
    undeliverable: 0,
    ratings: newRatingTally()
  }
}

function newStage (): StageTally {
  return { onTime: 0, late: 0, outstanding: 0, days: new Map(), applicant: 0, approval: 0 }
}

export function addTo (tally: Tally, row: CountedRow): void {
  switch (row.source) {
    case 'received':
      tally.received += row.count
      return
    case 'accepted':
      done(tally.accepted, row)
      return
    case 'kept':
      done(stageOf(tally, row), row)
      return
    case 'open':
      missed(stageOf(tally, row), row, true)
      if (row.acceptance) missed(tally.accepted, row, row.acceptance === 'outstanding')
      return
    case 'missed':
      // One whose order ended before is neither kept nor missed; it can have been accepted late all the same.
      if (row.outcome === 'late') missed(stageOf(tally, row), row, false)
      if (row.acceptance === 'late') missed(tally.accepted, row, false)
      return
    case 'counted':
      if (row.what === 'refused') add(tally.refused, row.reason!, row.count)
      else tally[row.what] += row.count
      return
    default:
      addRating(tally.ratings, row)
  }
}

function stageOf (tally: Tally, { promise }: { promise: Schemas['ClockPromise'] }): StageTally {
  return promise === 'connect' ? tally.connected : tally.surveyed
}

/** One that was late counts as such on the day on which it was due, not on that on which it was done. */
function done (stage: StageTally, row: Extract<CountedRow, { source: 'accepted' | 'kept' }>): void {
  const { outcome, days, count, applicant, approval } = row
  if (outcome === 'onTime') stage.onTime += count
  add(stage.days, days, count)
  stage.applicant += applicant
  stage.approval += approval
}

function missed (stage: StageTally, { count }: { count: number }, isOutstanding: boolean): void {
  stage.late += count
  if (isOutstanding) stage.outstanding += count
}

function add (counts: Map<number, number>, key: number, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count)
}

export function presentTally (tally: Tally): FigureRow {
  const { received, accepted, surveyed, connected, completed, corrected, refused, withdrawn, undeliverable } = tally
  const ended = completed + withdrawn + [...refused.values()].reduce((all, count) => all + count, 0)
  return {
    received,
    accepted: presentStage(accepted),
    surveyed: presentStage(surveyed),
    connected: presentStage(connected),
    completed,
    corrections: corrected,
    refusals: [...refused].sort(([one], [other]) => one - other).map(([statusCode, count]) => (
      { statusCode, statusLabel: STATUS_LABELS[statusCode]!, count })),
    withdrawn,
    undeliverable,
    ratings: presentRatings(tally.ratings, ended)
  }
}

function presentStage ({ onTime, late, outstanding, days, applicant, approval }: StageTally): FigureStage {
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
function rounded (value: number, parts: number): number {
  return Math.round(value * parts) / parts
}

/** Codes of 办件状态 that an order ends with which is refused. */
export const REFUSALS = [4, 5, 13, 15] as const

export function refusedAs ({ refusals }: FigureRow, code: number): number {
  return refusals.find(({ statusCode }) => statusCode === code)?.count ?? 0
}

/** For whatever reason. */
export function refusedAtAll ({ refusals }: FigureRow): number {
  return refusals.reduce((all, { count }) => all + count, 0)
}

export function percent (rate: number | undefined): string | undefined {
  return rate === undefined ? undefined : `${(rate * 100).toFixed(1)}%`
}
