/**
 * That an enterprise is to be told when it is expected. What it is told is read when it is told: the time that holds
 * then.
 */
import { newRowId } from '../../ground/database/row-id.ts'
import type { Work } from '../../ground/database/work.ts'
import type { Reaction } from '../orders/application.ts'
import type { LockedOrder } from '../orders/locked-order.ts'
import { alarmOf } from './intents.ts'

/**
 * A time that was not told yet is overtaken: whatever an attempt under way makes of it counts no more, and the new one
 * is told once the lease of that attempt is over. What was given up of an earlier time is over.
 */
export function openAppointments (
  work: Work, orders: readonly LockedOrder[], { begins, now }: { begins: Date, now: Date }
): void {
  endGivenUp(work, orders)
  const rows = orders.map(({ id: orderId, enterprise }) => ({ id: newRowId(), order_id: orderId, enterprise }))
  work.write({
    name: 'open-appointments',
    text: `
      insert into intents (id, order_id, enterprise, kind, opened_at, due_at, useless_from)
      select id, order_id, enterprise, 'appoint', $2, $2, $3
      from jsonb_to_recordset($1::jsonb) as given (id uuid, order_id uuid, enterprise text)
      on conflict (order_id, kind) where state = 'open' do update set
        opened_at = excluded.opened_at, due_at = excluded.due_at, useless_from = excluded.useless_from,
        attempts = 0, claims = intents.claims + 1, ask_first = false, held = false, swept_at = null`,
    values: [JSON.stringify(rows), now, begins]
  })
  work.ring(...rows.map(({ id, enterprise }) => ({ ...alarmOf({ id, enterprise, kind: 'appoint' }), at: now })))
}

/**
 * A reaction: what a person was to see to of a time is over once that time is another, or the visit has begun or will
 * not be, or the enterprise goes alone.
 */
export const endAppointments: Reaction = (work, _transitions, { isNew, orders }, announcements) => {
  const over = announcements.flatMap(({ event, about: { visit } }) => {
    if (!visit || event === 'visitAgreed') return []
    if (event !== 'visitAnswered') return orders
    return visit.answer === 'declined' ? orders.filter(({ enterprise }) => enterprise === visit.enterprise) : []
  })
  if (!isNew && over.length > 0) endGivenUp(work, over)
}

function endGivenUp (work: Work, orders: readonly LockedOrder[]): void {
  work.write({
    name: 'end-appointments',
    text: `
      update intents set state = 'done', given_up_at = null
      where order_id = any($1) and kind = 'appoint' and state = 'undeliverable'`,
    values: [orders.map(({ id }) => id)]
  })
}
