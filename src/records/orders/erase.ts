/** Takes the person out of an application that has ended; what is left are its statistics, states and times. */
import { notAside } from '../../ground/aside/set-aside.ts'
import type { Queryable } from '../../ground/database/pool.ts'
import type { Work } from '../../ground/database/work.ts'
import { statisticsOf } from '../../ground/form/statistics.ts'
import type { Vault } from '../../ground/sealing/vault.ts'
import { openForm } from './form.ts'

export interface Erasable { serial: number, jointNumber: string, formSealed: Buffer }

/** The form of an application that has ended and still has its person, locked; nothing for any other. */
export async function lockErasable (
  work: Work, serial: number
): Promise<Erasable | undefined> {
  const { rows } = await work.query<Erasable>(`
    select serial, joint_number as "jointNumber", form_sealed as "formSealed" from applications
    where serial = $1 and status in ('completed', 'ended') and erased_at is null for no key update`, [serial])
  return rows[0]
}

/** In a work that may change append-only tables. */
export function erasePerson (
  vault: Vault, work: Work, erasable: Erasable, now: Date
): void {
  const { serial } = erasable
  const statistics = statisticsOf(openForm(vault, erasable))
  work.write(`
    update applications
    set form_sealed = null, query_code_sealed = null, portal_case_number = null, notices = '[]', erased_at = $2,
        statistics = $3
    where serial = $1`,
  [serial, now, JSON.stringify(statistics)])
  work.write(`
    update orders set native_number = null, corrections_sealed = null, remark_sealed = null, failure = null,
                      withdrawal_reason_sealed = null, wish_sealed = null, booked_for = null
    where application_serial = $1`, [serial])
  work.write(`
    update transitions set remark_sealed = null, booked_for = null
    where application_serial = $1 and (remark_sealed is not null or booked_for is not null)`, [serial])
  work.write('delete from search_hashes where application_serial = $1', [serial])
  work.write(`
    delete from desk_readings where order_id = any(array(select id from orders where application_serial = $1))`,
  [serial])
}

/** SQL: those that came in first of all whose last transition was before `$1`, `$2` at most. */
function due (more = ''): string {
  return `
    select serial, joint_number as "jointNumber" from applications
    where erased_at is null and received_at < $1 and status in ('completed', 'ended')
      and (select recorded_at from transitions where (application_serial, sequence) = (serial, last_sequence)) < $1
      ${more}
    order by received_at limit $2`
}

export async function countDueApplications (connection: Queryable, before: Date, most: number): Promise<number> {
  const { rows } = await connection.query<{ count: number }>(`select count(*) from (${due()}) as due`, [before, most])
  return rows[0]!.count
}

/**
 * So many at most of the oldest, without those that are set aside; in the sequence in which every work locks that locks
 * many (`lockAll`).
 */
export async function dueApplications (
  connection: Queryable, before: Date, most: number, now: Date
): Promise<Array<{ serial: number, jointNumber: string }>> {
  const { rows } = await connection.query<{ serial: number, jointNumber: string }>(
    due(`and ${notAside('erasure', 'serial', '$3')}`), [before, most, now])
  return rows.toSorted((one, other) => one.serial - other.serial)
}
