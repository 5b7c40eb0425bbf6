/**
 * Applicants who have rated nothing are invited to, some days after the end of their application: noted when it ends,
 * done once under the application's lock.
 */
import { startOfDay, dayAt } from '../../ground/calendar/chinese-time.ts'
import type { Queryable } from '../../ground/database/pool.ts'
import type { Work } from '../../ground/database/work.ts'
import type { Reaction } from '../orders/application.ts'
import { isFinal } from '../orders/states.ts'
import { isOver } from './ratings.ts'
import type { RatingSettings } from './settings.ts'

/** Nobody is written to at night. */
const NINE = 9 * 3_600_000

/** A reaction: an application that has come to its end. */
export function expectRatings ({ inviteAfter }: Pick<RatingSettings, 'inviteAfter'>): Reaction {
  return (work, transitions, { serial, orders }) => {
    const last = transitions.findLast(({ from, state }) => from !== state && isFinal(state))
    if (!last || !isOver(orders)) return
    work.write({
      name: 'expect-ratings',
      joins: true,
      text: `
        insert into rating_invitations (application_serial, due_at, state)
        select application_serial, due_at, 'due'
        from jsonb_to_recordset($1::jsonb) as given (application_serial bigint, due_at timestamptz)
        on conflict (application_serial) do nothing`,
      rows: [{ application_serial: serial, due_at: inviteOn(last.recordedAt, inviteAfter) }]
    })
  }
}

/** In the morning of that many calendar days later. */
export function inviteOn (end: Date, days: number): Date {
  return new Date(startOfDay(dayAt(end.getTime()) + days) + NINE)
}

/** The longest due first, so many at most. */
export async function dueInvitations (connection: Queryable, now: Date, most: number): Promise<number[]> {
  const { rows } = await connection.query<{ serial: number }>(`
    select application_serial as serial from rating_invitations where state = 'due' and due_at <= $1
    order by due_at limit $2`, [now, most])
  return rows.map(({ serial }) => serial)
}

/** Whether this is who does it: of one application once, whatever came of it. */
export async function endInvitation (
  work: Work, serial: number, state: 'invited' | 'rated' | 'gone'
): Promise<boolean> {
  const { rowCount } = await work.query(`
    update rating_invitations set state = $2 where application_serial = $1 and state = 'due'`, [serial, state])
  return rowCount === 1
}
