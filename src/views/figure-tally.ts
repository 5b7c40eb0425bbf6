/** Adds up what was counted, and makes the figures of it that are shown. */
import type { components } from '../../openapi/hub.d.ts'
import { STATUS_LABELS } from '../records/orders/states.ts'
import type { Counted } from '../records/figures/figures.ts'
import type { CountOf, OwnRow } from './count-figures.ts'
import { addDecision, isDecided, newDecisions, presentFilings, type Decisions } from './filing-tally.ts'
import { addRating, newRatingTally, presentRatings, type RatingTally } from './rating-tally.ts'
import { add, done, missed, newStage, presentStage, type StageTally } from './stage-tally.ts'
import { presentAttendance } from './visit-tally.ts'

type Schemas = components['schemas']
export type FigureRow = Schemas['FigureRow']

export interface Tally {
  received: number
  accepted: StageTally
  surveyed: StageTally
  connected: StageTally
  counted: Map<Counted, number>
  /** By 办件状态. */
  refused: Map<number, number>
  decided: Decisions
  ratings: RatingTally
}

export function newTally (): Tally {
  return {
    received: 0,
    accepted: newStage(),
    surveyed: newStage(),
    connected: newStage(),
    counted: new Map(),
    refused: new Map(),
    decided: newDecisions(),
    ratings: newRatingTally()
  }
}

export function addTo (tally: Tally, row: OwnRow): void {
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
      add(tally.counted, row.what, row.count)
      if (row.what === 'refused') add(tally.refused, row.reason!, row.count)
      return
    default:
      if (isDecided(row)) addDecision(tally.decided, row)
      else addRating(tally.ratings, row)
  }
}

function stageOf (tally: Tally, { promise }: { promise: Schemas['ClockPromise'] }): StageTally {
  return promise === 'connect' ? tally.connected : tally.surveyed
}

export function presentTally (
  { received, accepted, surveyed, connected, counted, refused, decided, ratings }: Tally
): FigureRow {
  const of: CountOf = what => counted.get(what) ?? 0
  const completed = of('completed')
  const withdrawn = of('withdrawn')
  return {
    received,
    accepted: presentStage(accepted),
    surveyed: presentStage(surveyed),
    connected: presentStage(connected),
    completed,
    corrections: of('corrected'),
    refusals: [...refused].sort(([one], [other]) => one - other).map(([statusCode, count]) => (
      { statusCode, statusLabel: STATUS_LABELS[statusCode]!, count })),
    withdrawn,
    undeliverable: of('undeliverable'),
    attendance: presentAttendance(of),
    filings: presentFilings(of, decided),
    ratings: presentRatings(ratings, completed + withdrawn + of('refused'))
  }
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
