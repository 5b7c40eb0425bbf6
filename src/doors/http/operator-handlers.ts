/** Answers the operations about what waits for a person: looking at it, taking it up again, settling it. */
import type { operations } from '../../../openapi/hub.d.ts'
import type { Handlers } from '../../../openapi/serve-contract.ts'
import { MOVE_OUTCOMES, moveToDesk, returnFromDesk } from '../../cases/move-to-desk.ts'
import { redriveCallbacks } from '../../cases/redrive-callbacks.ts'
import { redriveOrders } from '../../cases/redrive-orders.ts'
import { settleOrder } from '../../cases/settle-order.ts'
import { Problem } from '../../ground/problem/problem.ts'
import type { Hub } from '../../hub.ts'
import { listCallbacks, readCallback } from '../../views/callbacks.ts'
import { listMovedOrders } from '../../views/moved-orders.ts'
import { readOverview } from '../../views/overview.ts'
import { listUndeliverableOrders, readUndeliverableOrder } from '../../views/undeliverable-orders.ts'
import { termsOf } from './access/caller-of.ts'

type OperatorOperations =
  'readOverview' |
  'listUndeliverableOrders' | 'readUndeliverableOrder' | 'redriveOrder' | 'redriveOrders' | 'settleOrder' |
  'listMovedOrders' | 'moveOrderToDesk' | 'returnOrderFromDesk' |
  'listCallbacks' | 'readCallback' | 'redriveCallback' | 'redriveCallbacks'

export function operatorHandlers (hub: Hub): Handlers<Pick<operations, OperatorOperations>> {
  return {
    readOverview: () => readOverview(hub),
    listUndeliverableOrders: request => listUndeliverableOrders(hub, request.query),
    readUndeliverableOrder: request => readUndeliverableOrder(hub, request.params.orderId),
    async redriveOrder (request) {
      const count = await redriveOrders(hub, { orderIds: [request.params.orderId] }, termsOf(request))
      if (count === 0) throw new Problem('undeliverable-order-not-found')
      return { count, dryRun: false }
    },
    async redriveOrders (request) {
      const { filter, dryRun = false } = request.body
      return { count: await redriveOrders(hub, filter, { ...termsOf(request), dryRun }), dryRun }
    },
    async settleOrder (request, reply) {
      const { reason: _reason, ...settlement } = request.body
      await settleOrder(hub, request.params.orderId, settlement, termsOf(request))
      reply.code(204)
      return undefined
    },
    listMovedOrders: request => listMovedOrders(hub, request.query),
    async moveOrderToDesk (request) {
      const outcome = await moveToDesk(hub, request.params.orderId, termsOf(request), request.body.vouched)
      return { outcome, outcomeLabel: MOVE_OUTCOMES[outcome] }
    },
    async returnOrderFromDesk (request, reply) {
      await returnFromDesk(hub, request.params.orderId, termsOf(request))
      reply.code(204)
      return undefined
    },
    listCallbacks: request => listCallbacks(hub, request.query),
    readCallback: request => readCallback(hub, request.params.callbackId),
    async redriveCallback (request) {
      const { callbackId } = request.params
      await readCallback(hub, callbackId)
      const redriven = await redriveCallbacks(hub, { callbackIds: [callbackId] }, termsOf(request))
      if (redriven.count === 0) throw new Problem('not-redrivable')
      return redriven
    },
    async redriveCallbacks (request) {
      const { filter, dryRun = false } = request.body
      return await redriveCallbacks(hub, filter, { ...termsOf(request), dryRun })
    }
  }
}
