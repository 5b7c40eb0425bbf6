/** What is counted and stands on no clock: what happened to orders, and what was announced of visits and filings. */
import type { Work } from '../../ground/database/work.ts'
import type { Announcement } from '../orders/announcements.ts'
import type { LockedApplication, OrderAtHand } from '../orders/application.ts'
import type { Transition } from '../orders/transition.ts'
import { isCompleted } from '../orders/states.ts'
import { countedOf, type CountedOfOrder, type CountedOfWhole } from './announced.ts'

/** What is counted. Whoever has something new to count adds a word, and a place in the answer (views/figures.ts). */
export type Counted = 'corrected' | 'completed' | 'refused' | 'withdrawn' | 'undeliverable' | CountedOfOrder

interface Happening {
  at: Date
  /** Null of the application as a whole. */
  orderId: string | null
  what: Counted | CountedOfWhole
  /** Of a refusal its 办件状态; of a visit that took place how many enterprises came. */
  reason?: number
}

/** A reaction. */
export function countFigures (
  work: Work, transitions: readonly Transition[], application: LockedApplication,
  announcements: readonly Announcement[]
): void {
  const { receivedAt } = application
  store(work, application, [
    ...transitions.flatMap((transition): Happening[] => {
      const what = countedAs(transition)
      const { orderId, statusCode } = transition
      return what ? [{ at: dayOf(transition), orderId, what, ...what === 'refused' && { reason: statusCode } }] : []
    }),
    ...announcements.flatMap(announcement => countedOf(application, announcement)
      .map((counted): Happening => ({ at: dayOf({ ...announcement, receivedAt }), ...counted })))
  ])
}

/** An order that could not be handed over stands in front of a person. Of one order that counts once. */
export function countUndeliverable (at: OrderAtHand, now: Date): void {
  store(at.work, at.application, [{ at: now, orderId: at.order.id, what: 'undeliverable' }])
}

function countedAs ({ from, state }: Pick<Transition, 'from' | 'state'>): Counted | undefined {
  if (from === null || from === state) return undefined
  if (state === 'needsMaterial') return 'corrected'
  if (isCompleted(state)) return 'completed'
  if (state === 'withdrawn') return 'withdrawn'
  return state === 'notAdmitted' || state === 'refused' || state === 'revoked' ? 'refused' : undefined
}

/** The enterprise's own time, unless that lies after its receipt or before the application. */
function dayOf ({ at, recordedAt, receivedAt }: Pick<Transition, 'at' | 'recordedAt' | 'receivedAt'>): Date {
  return at >= receivedAt && at <= recordedAt ? at : recordedAt
}

function store (work: Work, { serial, orders }: LockedApplication, happenings: readonly Happening[]): void {
  if (happenings.length === 0) return
  const rows = happenings.map(({ at, orderId, what, reason }) => {
    const { enterprise, service, kind } = orders.find(({ id }) => id === orderId) ?? {}
    return { at, application_serial: serial, order_id: orderId, enterprise, service, kind, what, reason }
  })
  work.write({
    name: 'store-figures',
    joins: true,
    text: `
      insert into figures (at, application_serial, order_id, enterprise, service, kind, what, reason)
      select at, application_serial, order_id, enterprise, service, kind, what, reason
      from jsonb_to_recordset($1::jsonb) as given (
        at timestamptz, application_serial bigint, order_id uuid, enterprise text, service text, kind text,
        what text, reason smallint)
      on conflict (order_id) where what = 'undeliverable' do nothing`,
    rows
  })
}
