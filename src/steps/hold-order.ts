/** While departments decide a `parallel` filing the order that it is for stands in 特别程序 (9, then 10). */
import type { OrderState } from '../../mappings/mapping.ts'
import { holdsOrder } from '../records/filings/filing-states.ts'
import type { OrderAtHand, OrderRecords } from '../records/orders/application.ts'
import { transit } from '../records/orders/change-order.ts'
import type { LockedOrder } from '../records/orders/locked-order.ts'
import { TRANSITIONS } from '../records/orders/states.ts'

type Pen = Pick<OrderRecords, 'vault' | 'now'>

const SPECIAL: readonly OrderState[] = ['specialProcedure', 'specialProcedureEnded']

const HELD = '行政审批（并联审批）办理中'
const RELEASED = '行政审批（并联审批）已结束'

/**
 * Puts an order in 特别程序 whose filing departments decide. What the applicant has to bring is waited for first: then
 * the reaction to it holds the order (follow-filings.ts).
 */
export function holdOrder (pen: Pen, at: OrderAtHand): void {
  const { state } = at.order
  if (state === 'specialProcedure' || state === 'needsMaterial' || !isHeld(at.order)) return
  if (!TRANSITIONS[state].includes('specialProcedure')) return
  transit(pen, at, { state: 'specialProcedure', source: 'hub', remark: HELD })
}

/** Ends it, once no such filing is open any more; what the enterprise itself has said to be one is its own to end. */
export async function releaseOrder (pen: Pen, at: OrderAtHand): Promise<void> {
  const { order } = at
  if (order.state !== 'specialProcedure' || isHeld(order) || !await wasHeldByHub(at)) return
  transit(pen, at, { state: 'specialProcedureEnded', source: 'hub', remark: RELEASED })
}

function isHeld ({ openFilings }: LockedOrder): boolean {
  return openFilings.some(holdsOrder)
}

/**
 * Where the order stands for its enterprise: what the hub itself has put aside, or back, the enterprise knows nothing
 * of, and its messages are judged without that.
 */
export async function ownStateOf ({ work, application, order }: OrderAtHand): Promise<OrderState> {
  if (!SPECIAL.includes(order.state)) return order.state
  const latest = application.transitions.findLast(({ orderId, event, source, state }) =>
    orderId === order.id && event === 'progressed' && !(source === 'hub' && SPECIAL.includes(state)))
  if (latest) return latest.state
  const { rows } = await work.query<{ state: OrderState }>(`
    select state from transitions
    where order_id = $1 and event = 'progressed' and not (source = 'hub' and state = any($2))
    order by sequence desc limit 1`, [order.id, SPECIAL])
  return rows[0]!.state
}

async function wasHeldByHub ({ work, application, order }: OrderAtHand): Promise<boolean> {
  const latest = application.transitions
    .findLast(({ orderId, event }) => orderId === order.id && event === 'progressed')
  if (latest) return latest.source === 'hub'
  const { rows } = await work.query<{ source: string }>(`
    select source from transitions where order_id = $1 and event = 'progressed' order by sequence desc limit 1`,
  [order.id])
  return rows[0]?.source === 'hub'
}
