/** Finds the clocks that somebody has to look at: to tell of them, to project them anew, to begin them. */
import { notAside } from '../../ground/aside/set-aside.ts'
import type { Queryable } from '../../ground/database/pool.ts'
import { ORDER_PROMISES } from '../orders/promises.ts'
import { FINAL_STATES } from '../orders/states.ts'

/**
 * Applications with a clock of which somebody is to be told by now, the longest due first. The time is hidden from the
 * planner, and how many at most stands in the text. Else, where many clocks run, a plan for any values seems dear next
 * to one for this moment, at which few are due, and PostgreSQL would plan it anew each time.
 */
export async function applicationsToTell (connection: Queryable, now: Date, most: number): Promise<number[]> {
  const { rows } = await connection.query<{ serial: number }>({
    name: `clocks-to-tell-${most}`,
    text: `
      select distinct serial from (
        select application_serial as serial from clocks
        where next_at <= (select $1::timestamptz) and ${notAside('clocks to tell of', 'application_serial', '$1')}
        order by next_at limit ${most}
      ) as due`,
    values: [now]
  })
  return rows.map(({ serial }) => serial)
}

/** Applications with an open clock that was projected on another calendar. */
export async function applicationsToProject (
  connection: Queryable, version: string, now: Date, most: number
): Promise<number[]> {
  const { rows } = await connection.query<{ serial: number }>(`
    select distinct serial from (
      select application_serial as serial from clocks
      where state <> 'ended' and (calendar_version < $1 or calendar_version > $1)
        and ${notAside('clocks on another calendar', 'application_serial', '$3')} limit $2
    ) as other`, [version, most, now])
  return rows.map(({ serial }) => serial)
}

/**
 * Applications under way after this one, in their sequence, and whether an open order of theirs has no open clock, or
 * one that does not know that the order was accepted; of one that is set aside it is not said.
 */
export async function applicationsUnderWay (
  connection: Queryable, after: number, now: Date, most: number
): Promise<Array<{ serial: number, lacksClocks: boolean }>> {
  const { rows } = await connection.query<{ serial: number, lacksClocks: boolean }>(`
    select serial, exists (
      select from orders where application_serial = serial and state <> all($3) and not exists (
        select from clocks
        where clocks.application_serial = serial and clocks.order_id = orders.id and clocks.state <> 'ended'
          and promise = any($5)
          and (promise <> 'acceptAndSurvey' or accepted_at is not null or reached in ('received', 'submitted')))
    ) and ${notAside('orders without clocks', 'serial', '$4')} as "lacksClocks"
    from (
      (select serial from applications where status = 'processing' and serial > $1 order by status, serial limit $2)
      union all
      (select serial from applications where status = 'needsMaterial' and serial > $1 order by status, serial limit $2)
    ) as open order by serial limit $2`, [after, most, FINAL_STATES, now, ORDER_PROMISES])
  return rows
}

/** Stores that this rung of the clock is told; false where it has been. */
export async function claimWarning (
  connection: Queryable, { clockId, rung, at }: { clockId: string, rung: string, at: Date }
): Promise<boolean> {
  const { rowCount } = await connection.query({
    name: 'claim-warning',
    text: 'insert into clock_warnings (clock_id, rung, told_at) values ($1, $2, $3) on conflict do nothing',
    values: [clockId, rung, at]
  })
  return rowCount === 1
}
