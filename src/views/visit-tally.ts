/** Adds up joint visits (联合踏勘): as a whole, and how each enterprise took part in them; and makes the figures. */
import type { components } from '../../openapi/hub.d.ts'
import type { CountedOfWhole } from '../records/figures/announced.ts'
import type { CountOf, VisitedRow } from './count-figures.ts'
import { add, rounded } from './stage-tally.ts'

type Schemas = components['schemas']
export type FigureVisits = Schemas['FigureVisits']

export function presentAttendance (of: CountOf): Schemas['FigureAttendance'] {
  return {
    attended: of('visitAttended'),
    unconfirmed: of('visitUnconfirmed'),
    missed: of('visitMissed'),
    alone: of('visitAlone')
  }
}

export function visitsOf (rows: readonly VisitedRow[]): FigureVisits {
  const counts = new Map<CountedOfWhole, number>()
  let came = 0
  for (const { what, reason, count } of rows) {
    add(counts, what, count)
    came += (reason ?? 0) * count
  }
  const of = (what: CountedOfWhole): number => counts.get(what) ?? 0
  const done = of('visitDone') + of('visitDoneAtFirst')
  return {
    agreed: of('visitAgreed'),
    done,
    doneAtFirst: of('visitDoneAtFirst'),
    applicantAbsent: of('applicantAbsent'),
    enterprisesAbsent: of('enterprisesAbsent'),
    cancelled: of('visitCancelled'),
    ...done > 0 && { enterprisesPerVisit: rounded(came / done, 100) }
  }
}
