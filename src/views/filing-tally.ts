/** Adds up filings (行政审批) and what the departments made of them, and makes the figures of it that are shown. */
import { FILING_ITEMS, type FilingMode } from '../../mappings/filing.ts'
import type { components } from '../../openapi/hub.d.ts'
import { ITEM_LABELS } from '../records/filings/filing-states.ts'
import type { CountedRow, CountOf, DecidedRow } from './count-figures.ts'
import { done, missed, newStage, presentStage, type StageTally } from './stage-tally.ts'

type Schemas = components['schemas']
export type FigureFilings = Schemas['FigureFilings']
export type FigureDepartment = Schemas['FigureDepartment']

/** By how they were to decide. */
export type Decisions = Record<FilingMode, StageTally>

export function newDecisions (): Decisions {
  return { notice: newStage(), parallel: newStage() }
}

export function addDecision (decided: Decisions, row: DecidedRow): void {
  const stage = decided[row.promise]
  if (row.source === 'promiseKept') done(stage, row)
  else missed(stage, row, row.source === 'promiseOpen')
}

export function presentFilings (of: CountOf, decided: Decisions): FigureFilings {
  return {
    filed: { exempt: of('filedExempt'), notice: of('filedNotice'), parallel: of('filedParallel') },
    passed: of('filingPassed'),
    refused: of('filingRefused'),
    cancelled: of('filingCancelled'),
    broken: of('filingBroken'),
    decided: presentDecisions(decided)
  }
}

function presentDecisions ({ notice, parallel }: Decisions): Schemas['FigureDecisions'] {
  return { notice: presentStage(notice), parallel: presentStage(parallel) }
}

export function isDecided (row: CountedRow): row is DecidedRow {
  return 'promise' in row && (row.promise === 'notice' || row.promise === 'parallel')
}

/** One for each department that had something to decide. */
export function departmentsOf (rows: readonly DecidedRow[]): FigureDepartment[] {
  return FILING_ITEMS.flatMap(item => {
    const own = rows.filter(({ what }) => what === item)
    if (own.length === 0) return []
    const decided = newDecisions()
    for (const row of own) addDecision(decided, row)
    return [{ item, itemLabel: ITEM_LABELS[item], decided: presentDecisions(decided) }]
  })
}
