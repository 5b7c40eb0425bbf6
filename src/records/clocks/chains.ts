/** Orders that continue each other: what was handed over goes on elsewhere, under the same clock. */
import type { Step } from './ledger.ts'

/** A step and the order that it was made by. */
export interface OrderStep extends Step { orderId: string }

/** An order with all those that it continues, and what has happened to them since the application came in. */
export interface Chain {
  orderIds: string[]
  steps: Step[]
}

/**
 * By the order that each has come to. An order opens where another one of its application was handed over right before
 * it, or with the application itself; `steps` are in sequence.
 */
export function chainsOf (steps: readonly OrderStep[]): Chain[] {
  const chains = new Map<string, Chain>()
  let before: OrderStep | undefined
  for (const step of steps) {
    const chain = chains.get(step.orderId) ?? continued(chains, before) ?? { orderIds: [], steps: [] }
    if (!chain.orderIds.includes(step.orderId)) chain.orderIds.push(step.orderId)
    chains.set(step.orderId, chain)
    chain.steps.push(step)
    if (step.state !== null) before = step
  }
  return [...new Set(chains.values())]
}

function continued (chains: Map<string, Chain>, before: OrderStep | undefined): Chain | undefined {
  return before?.state === 'handedOver' ? chains.get(before.orderId) : undefined
}
