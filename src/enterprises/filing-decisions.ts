/**
 * Which filings are exempt, which are recorded on a commitment (告知承诺备案) and which the departments decide side by side
 * (并联审批): a table of the settings. The first row that fits decides. A county publishes its own, so the product has
 * none.
 */
import { z } from 'zod'
import type { Service } from '../../mappings/mapping.ts'
import type { components } from '../../openapi/hub.d.ts'
import { fieldError, type FieldError } from '../ground/problem/field-errors.ts'

type Schemas = components['schemas']

const FILE_KINDS = [
  'routeDrawing', 'constructionPlan', 'trafficPlan', 'greenPlan', 'commitmentLetter', 'photo', 'other'
] as const satisfies Array<Schemas['FilingFileKind']>

/** Every condition that a row names has to hold; one that it leaves out always does. */
const conditions = {
  services: z.array(z.enum(['water', 'electricity', 'gas', 'network'])).min(1).optional(),
  /** Up to this voltage, kV; of electricity alone. */
  maxKilovolts: z.number().positive().optional(),
  /** Up to this length, metres: all that an enterprise builds for one application, or at one address, in a year. */
  maxLength: z.number().positive().optional(),
  /** Whether it crosses a road. */
  crossing: z.boolean().optional(),
  /** Up to this green area, square metres. */
  maxGreenArea: z.number().min(0).optional()
}

const said = {
  /** Why, for people: the rule of the county that says so. */
  reason: z.string().min(1).max(200)
}

const decided = {
  /** Working days that each department has. */
  days: z.number().int().min(1).max(1_000),
  /** Files that it has to bring, by kind: routeDrawing, constructionPlan, trafficPlan, greenPlan, commitmentLetter. */
  files: z.array(z.enum(FILE_KINDS)).default([])
}

const row = z.discriminatedUnion('decision', [
  z.strictObject({ ...conditions, ...said, decision: z.literal('exempt') }),
  z.strictObject({ ...conditions, ...said, ...decided, decision: z.literal('notice') }),
  z.strictObject({ ...conditions, ...said, ...decided, decision: z.literal('parallel') })
])

type Row = z.infer<typeof row>

export const filingDecisions = z.strictObject({
  /** Kept with every decision: a table that is changed has another one. */
  version: z.string().min(1).max(50),
  /** The first that fits decides; the last one fits everything. */
  rows: z.array(row).min(1).max(100)
}).superRefine(({ rows }, context) => {
  for (const [index, { services, maxKilovolts }] of rows.entries()) {
    if (maxKilovolts === undefined || services?.join() === 'electricity') continue
    const path = ['rows', index, 'maxKilovolts']
    context.addIssue({ code: 'custom', path, message: '只有电力业务有电压，须写明 services: [electricity]' })
  }
  const last = rows.length - 1
  if (Object.keys(conditions).some(name => rows[last]?.[name as keyof typeof conditions] !== undefined)) {
    context.addIssue({ code: 'custom', path: ['rows', last], message: '最后一行不得有条件，须适用于其余全部情形' })
  }
})

export type FilingDecisions = z.infer<typeof filingDecisions>

/** What the table looks at. */
export interface Measures {
  service: Service
  /** With the lengths that were added. */
  length: number
  kilovolts: number | undefined
  crossing: boolean | undefined
  greenArea: number | undefined
}

export interface Decision {
  kind: Schemas['FilingDecisionKind']
  /** Place of the row in the table, from 1. */
  row: number
  /** Missing where nobody has to decide. */
  days?: number
  reason: string
  /** Kinds of files that it has to bring. */
  files: ReadonlyArray<Schemas['FilingFileKind']>
}

/**
 * The decision; or which measures are missing that a row needs which stands before the one that fits, or is it. What is
 * not known is never taken for small.
 */
export function decide (
  { rows }: FilingDecisions, measures: Measures
): { decision: Decision } | { errors: FieldError[] } {
  const missing = new Set<keyof Measures>()
  for (const [index, row] of rows.entries()) {
    if (row.services && !row.services.includes(measures.service)) continue
    const unknown = neededBy(row).filter(name => measures[name] === undefined)
    for (const name of unknown) missing.add(name)
    if (unknown.length > 0 || !fits(row, measures)) continue
    if (missing.size > 0) break
    return { decision: decisionOf(row, index) }
  }
  return { errors: [...missing].map(name => fieldError(`/${name}`, 'measure-needed')) }
}

function neededBy ({ maxKilovolts, crossing, maxGreenArea }: Row): Array<keyof Measures> {
  return [
    ...maxKilovolts === undefined ? [] : ['kilovolts' as const],
    ...crossing === undefined ? [] : ['crossing' as const],
    ...maxGreenArea === undefined ? [] : ['greenArea' as const]
  ]
}

/** Of a row whose measures are all known. */
function fits (row: Row, { length, kilovolts, crossing, greenArea }: Measures): boolean {
  const within = (most: number | undefined, value: number | undefined): boolean => most === undefined || value! <= most
  return within(row.maxLength, length) && within(row.maxKilovolts, kilovolts) &&
    within(row.maxGreenArea, greenArea) && (row.crossing === undefined || row.crossing === crossing)
}

function decisionOf (row: Row, index: number): Decision {
  const { decision: kind, reason } = row
  if (row.decision === 'exempt') return { kind, row: index + 1, reason, files: [] }
  return { kind, row: index + 1, days: row.days, reason, files: row.files }
}
