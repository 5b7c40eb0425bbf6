/** What an application's joint visit (联合踏勘) has come to, for the applicant: of what was announced of it last. */
import type { Queryable } from '../ground/database/pool.ts'

/** As much of the news of a visit (`VisitNews` of the contract) as concerns the applicant. */
export interface VisitShown {
  state: string
  slot: { from: string, to: string }
  /** Who was not there. */
  absentee?: string
  /** Enterprises that have accepted the time, and those that were told to come; missing until it is agreed. */
  coming?: string[]
  unconfirmed?: string[]
}

export async function readVisitShown (connection: Queryable, jointNumber: string): Promise<VisitShown | undefined> {
  const { rows } = await connection.query<{ visit: unknown }>(`
    select about->'visit' as visit from transitions join applications on serial = application_serial
    where joint_number = $1 and order_id is null and about->'visit' is not null order by sequence desc limit 1`,
  [jointNumber])
  const visit = rows[0]?.visit
  return isShown(visit) ? visit : undefined
}

function isShown (visit: unknown): visit is VisitShown {
  const { state, slot } = (visit ?? {}) as Partial<VisitShown>
  return typeof state === 'string' && typeof slot?.from === 'string' && typeof slot.to === 'string'
}
