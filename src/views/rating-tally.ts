/** Adds up ratings and what followed from bad ones, and makes the figures of it that are shown. */
import type { components } from '../../openapi/hub.d.ts'
import { isBad, LEVELS, type LevelNumber } from '../records/ratings/levels.ts'
import type { RatedRow } from './count-figures.ts'
import { add, rounded } from './stage-tally.ts'

type Schemas = components['schemas']
export type FigureRatings = Schemas['FigureRatings']
export type FigureKept = Schemas['FigureKept']

export interface RatingTally {
  levels: Map<LevelNumber, number>
  marked: Map<LevelNumber, number>
  participants: number
  callBack: KeptTally
  rectify: KeptTally
}

interface KeptTally { onTime: number, late: number, outstanding: number }

export function newRatingTally (): RatingTally {
  const kept = (): KeptTally => ({ onTime: 0, late: 0, outstanding: 0 })
  return { levels: new Map(), marked: new Map(), participants: 0, callBack: kept(), rectify: kept() }
}

export function addRating (tally: RatingTally, row: RatedRow): void {
  switch (row.source) {
    case 'rated':
      add(tally.levels, row.reason, row.count)
      if (row.outcome === 'marked') add(tally.marked, row.reason, row.count)
      return
    case 'participated':
      tally.participants += row.count
      return
    case 'promiseKept':
      if (row.outcome === 'onTime') tally[row.promise].onTime += row.count
      return
    case 'promiseOpen':
      tally[row.promise].outstanding += row.count
      tally[row.promise].late += row.count
      return
    case 'promiseMissed':
      tally[row.promise].late += row.count
  }
}

/** `ended`: how many could have been rated. */
export function presentRatings (
  { levels, marked, participants, callBack, rectify }: RatingTally, ended: number
): FigureRatings {
  const sum = (counts: Map<LevelNumber, number>, of: (level: LevelNumber) => boolean = () => true): number =>
    [...counts].reduce((all, [level, count]) => of(level) ? all + count : all, 0)
  const rated = sum(levels)
  const unmarked = rated - sum(marked)
  const isGood = (level: LevelNumber): boolean => !isBad(level)
  const good = sum(levels, isGood)
  return {
    rated,
    levels: Object.fromEntries(LEVELS.map(({ name, number }) => [name, levels.get(number) ?? 0])) as
      Schemas['RatingLevelCounts'],
    bad: sum(levels, isBad),
    badMarked: sum(marked, isBad),
    ...rated > 0 && { satisfaction: rounded(good / rated, 10_000) },
    ...unmarked > 0 && { satisfactionUnmarked: rounded((good - sum(marked, isGood)) / unmarked, 10_000) },
    participants,
    ...ended > 0 && { participation: rounded(participants / ended, 10_000) },
    callBack: presentKept(callBack),
    rectified: presentKept(rectify)
  }
}

function presentKept ({ onTime, late, outstanding }: KeptTally): FigureKept {
  const judged = onTime + late
  return { onTime, late, outstanding, ...judged > 0 && { rate: rounded(onTime / judged, 10_000) } }
}
