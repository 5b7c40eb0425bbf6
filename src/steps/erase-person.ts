/**
 * Takes the person out of an application that has ended: what they told, in every row that holds it, and their files. What is left
 * is its statistics. The trail of its exchanges, in which there is no person, is kept as long as logs are.
 */
import { openForm } from '../records/orders/form.ts'
import type { Connection } from '../ground/database/pool.ts'
import type { Hub } from '../hub.ts'
import { statisticsOf } from '../ground/form/statistics.ts'

/**
 * False, with nothing changed, for an application that cannot be erased: it is open, erased already, or an exchange about it is under
 * way. Runs in a transaction, in which from here on append-only tables can be changed.
 */
export async function eraseApplication (hub: Hub, connection: Connection, serial: number, now: Date): Promise<boolean> {
  const { rows } = await connection.query<{ formSealed: Buffer }>(`
    select form_sealed as "formSealed" from applications
    where serial = $1 and status in ('completed', 'ended') and erased_at is null for update`, [serial])
  if (!rows[0] || !await settleIntents(connection, serial, now)) return false
  const statistics = statisticsOf(openForm(hub, { serial, formSealed: rows[0].formSealed }))
  await connection.query("set local lianban.purging = 'on'")
  await connection.query(`
    update applications set form_sealed = null, portal_case_number = null, notices = '[]', erased_at = $2, statistics = $3 where serial = $1`,
  [serial, now, JSON.stringify(statistics)])
  await connection.query(`
    update orders set native_number = null, corrections_sealed = null, remark_sealed = null, failure = null, withdrawal_reason_sealed = null, booked_for = null
    where application_serial = $1`, [serial])
  await connection.query('update transitions set remark_sealed = null where application_serial = $1 and remark_sealed is not null', [serial])
  await connection.query(`
    update callbacks set url_sealed = null, body_sealed = null, status_sealed = null, told_native_number = null
    where order_id in (select id from orders where application_serial = $1)
      or (enterprise, told_reference) in (select enterprise, reference from orders where application_serial = $1)`, [serial])
  await connection.query('delete from search_hashes where application_serial = $1', [serial])
  await connection.query('delete from idempotency_keys where application_serial = $1', [serial])
  await removeAttachments(hub, connection, serial)
  return true
}

/** Nothing is owed any more. An attempt that is under way still reads the form, so it is let finish first. */
async function settleIntents (connection: Connection, serial: number, now: Date): Promise<boolean> {
  const { rows } = await connection.query<{ busy: boolean }>(`
    select leased_until > $2 and state = 'open' as busy from intents
    where order_id in (select id from orders where application_serial = $1) for update`, [serial, now])
  if (rows.some(({ busy }) => busy)) return false
  await connection.query(`
    update intents set state = case state when 'open' then 'done' else state end, payload_sealed = null, leased_until = null
    where order_id in (select id from orders where application_serial = $1)`, [serial])
  return true
}

/** Contents go first: should the transaction fail then, the rows are there to try again by. */
async function removeAttachments (hub: Hub, connection: Connection, serial: number): Promise<void> {
  const { rows } = await connection.query<{ id: string }>('select id from attachments where application_serial = $1', [serial])
  if (rows.length === 0) return
  await hub.storage.remove(rows.map(({ id }) => id))
  await connection.query('delete from attachments where application_serial = $1', [serial])
}
