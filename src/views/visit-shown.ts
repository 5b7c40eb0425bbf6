/** What an application's joint visit (联合踏勘) has come to, for the applicant: of what was announced of it last. */
import type { HalfDay } from '../ground/calendar/slots.ts'
import type { Queryable } from '../ground/database/pool.ts'
import type { VisitTerms } from '../records/visits/arrange.ts'
import { isOnDayOff } from '../records/visits/visit.ts'

/** As much of the news of a visit (`VisitNews` of the contract) as concerns the applicant. */
export interface VisitShown {
  state: string
  slot: { from: string, to: string, half: HalfDay }
  /** Who was not there. */
  absentee?: string
  /** Enterprises that have accepted the time, and those that were told to come; missing until it is agreed. */
  coming?: string[]
  unconfirmed?: string[]
  /** Offices are closed then by now: it is to be moved. */
  dayOff?: boolean
}

export async function readVisitShown (
  { pool, visits }: { pool: Queryable, visits: Pick<VisitTerms, 'measure'> }, jointNumber: string
): Promise<VisitShown | undefined> {
  const { rows } = await pool.query<{ visit: unknown }>(`
    select about->'visit' as visit from transitions join applications on serial = application_serial
    where joint_number = $1 and order_id is null and about->'visit' is not null order by sequence desc limit 1`,
  [jointNumber])
  const visit = rows[0]?.visit
  if (!isShown(visit)) return undefined
  const { from, half } = visit.slot
  return { ...visit, dayOff: isOnDayOff(visits.measure().calendar, { slot: { from: Date.parse(from), half } }) }
}

function isShown (visit: unknown): visit is VisitShown {
  const { state, slot } = (visit ?? {}) as Partial<VisitShown>
  return typeof state === 'string' && typeof slot?.from === 'string' && typeof slot.to === 'string' &&
    typeof slot.half === 'string'
}
