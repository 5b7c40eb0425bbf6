/**
 * What orders came to in a period (考核数据), by enterprise, service and kind. Everything counts on the day on which it
 * happened, and a promise that is missed on the day it was due: a month that is over stays as it was.
 */
import type { components, operations } from '../../openapi/hub.d.ts'
import { seesEverything, type View } from '../ground/access/visible.ts'
import { dateOf, DAY, dayAt, dayOf, startOfDay } from '../ground/calendar/chinese-time.ts'
import { localTime } from '../ground/calendar/local-time.ts'
import type { Queryable } from '../ground/database/pool.ts'
import { fieldError, type FieldError } from '../ground/problem/field-errors.ts'
import { Problem } from '../ground/problem/problem.ts'
import type { CalendarInForce } from '../records/calendar/calendar-in-force.ts'
import { countedIn, type CountedRow, type OwnRow, type VisitedRow } from './count-figures.ts'
import { addTo, newTally, presentTally, type FigureRow } from './figure-tally.ts'
import { departmentsOf, isDecided } from './filing-tally.ts'
import { kindLabel, SERVICE_LABELS } from './order-labels.ts'
import { visitsOf } from './visit-tally.ts'

export type Figures = components['schemas']['Figures']
export type FiguresRequest = NonNullable<operations['readFigures']['parameters']['query']>

export interface FigureNeeds {
  pool: Queryable
  calendar: CalendarInForce
  settings: { enterprises: object }
  nameOf (slug: string): string
  now (): Date
}

/** Throws Problem `invalid-parameter` for a period that is none, and for an enterprise that there is not. */
export async function readFigures (needs: FigureNeeds, view: View, request: FiguresRequest): Promise<Figures> {
  const now = needs.now()
  const { enterprise, service, kind } = request
  const { first, last } = periodOf(request, now)
  await needs.calendar.reload()
  const period = { from: new Date(startOfDay(first)), to: new Date(startOfDay(last + 1)) }
  const all = await countedIn(needs.pool, view, { ...period, enterprise, service, kind }, now)
  // A visit is of several enterprises, and what was rated as a whole is no enterprise's.
  const visited = all.filter(isVisited)
  const own = all.filter(row => !isVisited(row))
  const [counted, whole] = [own.filter(row => !isOfWhole(row)), own.filter(isOfWhole)]
  const hasWhole = seesEverything(view) && enterprise === undefined && service === undefined && kind === undefined
  // Who is in no settings any more has its figures all the same.
  if (enterprise !== undefined && counted.length === 0 && !isKnown(needs, view, enterprise)) {
    throw wrong(fieldError('/enterprise', 'value', '没有这家企业'))
  }
  const rows = groupsOf(counted, row => `${row.enterprise} ${row.service} ${row.kind}`)
  const enterprises = groupsOf(counted, row => row.enterprise)
  return {
    from: dateOf(first),
    to: dateOf(last),
    countedAt: localTime(now),
    calendarVersion: needs.calendar.current().version,
    rows: rows.map(group => ({ ...named(needs, group[0]!), ...kindOf(group[0]!), ...summed(group) })),
    enterprises: enterprises.map(group => ({ ...named(needs, group[0]!), ...summed(group) })),
    total: summed(counted),
    departments: departmentsOf(counted.filter(isDecided)),
    ...hasWhole && { visits: visitsOf(visited), applications: summed(whole).ratings }
  }
}

interface Period { first: number, last: number }

/** Days of chinese-time.ts, both of it; the month under way where none is asked for. */
export function periodOf ({ month, from, to }: FiguresRequest, now: Date): Period {
  if (month !== undefined && (from ?? to) !== undefined) {
    throw wrong(fieldError('/month', 'value', 'month 与 from、to 只取其一'))
  }
  if (from === undefined && to === undefined) return monthOf(month ?? dateOf(dayAt(now.getTime())).slice(0, 7))
  if (from === undefined) throw wrong(fieldError('/from', 'required'))
  if (to === undefined) throw wrong(fieldError('/to', 'required'))
  const period = { first: dayOf(from)!, last: dayOf(to)! }
  if (period.last < period.first) throw wrong(fieldError('/to', 'ends-before-it-begins'))
  return period
}

function monthOf (month: string): Period {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return { first: Date.UTC(year, number - 1) / DAY, last: Date.UTC(year, number) / DAY - 1 }
}

function wrong (error: FieldError): Problem {
  return new Problem('invalid-parameter', { errors: [error] })
}

/** To an enterprise there is no other. */
function isKnown ({ settings }: FigureNeeds, view: View, enterprise: string): boolean {
  return view.enterprise === null ? Object.hasOwn(settings.enterprises, enterprise) : view.enterprise === enterprise
}

function isVisited (row: CountedRow): row is VisitedRow {
  return row.enterprise === null
}

function isOfWhole (row: OwnRow): boolean {
  return 'what' in row && row.what === 'whole'
}

function groupsOf (counted: readonly OwnRow[], keyOf: (row: OwnRow) => string): OwnRow[][] {
  return [...Map.groupBy(counted, keyOf)].sort(([one], [other]) => one < other ? -1 : 1).map(([, group]) => group)
}

function named ({ nameOf }: FigureNeeds, { enterprise, service }: OwnRow): Partial<FigureRow> {
  return { enterprise, enterpriseName: nameOf(enterprise), service, serviceLabel: SERVICE_LABELS[service] }
}

function kindOf ({ service, kind }: OwnRow): Partial<FigureRow> {
  return { kind, kindLabel: kindLabel(service, kind) }
}

function summed (counted: readonly OwnRow[]): FigureRow {
  const tally = newTally()
  for (const row of counted) addTo(tally, row)
  return presentTally(tally)
}
