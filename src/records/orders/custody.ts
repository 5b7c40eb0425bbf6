/**
 * The custody of an order: who has it, as far as the hub knows. It says how far handing the order over has come, apart
 * from the state, which says how far the enterprise has come with it. Drawn in docs/architecture from this table.
 */
import type { components } from '../../../openapi/hub.d.ts'

export type Custody = components['schemas']['DeliveryState']

/**
 * `pending`: the hub has it. `unknown`: an attempt began and nobody knows how it ended, or the enterprise has lost it.
 * `placed`: the enterprise gave a receipt. `acknowledged`: the enterprise has it, or has declined it. `undeliverable`:
 * it stands in front of a person.
 */
export const CUSTODY: Record<Custody, readonly Custody[]> = {
  pending: ['unknown', 'placed', 'acknowledged', 'undeliverable'],
  unknown: ['pending', 'placed', 'acknowledged', 'undeliverable'],
  // Asked after a receipt, the enterprise may not have the order: then it is to be handed over anew.
  placed: ['pending', 'unknown', 'acknowledged', 'undeliverable'],
  // Its enterprise does not know it any more when asked.
  acknowledged: ['unknown'],
  // Moved to its enterprise's desk, it is with people there and not taken yet.
  undeliverable: ['pending', 'unknown', 'placed', 'acknowledged']
}

export const CUSTODY_LABELS: Record<Custody, string> = {
  pending: '待送达', unknown: '结果待核实', placed: '已送出待确认', acknowledged: '已送达', undeliverable: '需人工处理'
}

/** Whether an order in custody `from` may come to be in `to`; where it is already it stays. */
export function mayPass (from: Custody, to: Custody): boolean {
  return from === to || CUSTODY[from].includes(to)
}
