/** The operations for what waits for a person, as the contract names them. */
import type { operations } from '../../../openapi/hub.d.ts'
import { callerOf } from './access/caller-of.ts'
import type { Handlers } from '../../../openapi/serve-contract.ts'
import type { Hub } from '../../hub.ts'
import { Problem } from '../../ground/problem/problem.ts'
import { listActs } from '../../records/acts/acts.ts'
import { listCallbacks, readCallback } from '../../views/callbacks.ts'
import { redriveCallbacks } from '../../cases/redrive-callbacks.ts'
import { redriveOrders } from '../../cases/redrive-orders.ts'
import { settleOrder } from '../../cases/settle-order.ts'
import { listUndeliverableOrders, readUndeliverableOrder } from '../../views/undeliverable-orders.ts'

type OperatorOperations =
  'listUndeliverableOrders' | 'readUndeliverableOrder' | 'redriveOrder' | 'redriveOrders' | 'settleOrder' |
  'listCallbacks' | 'readCallback' | 'redriveCallback' | 'redriveCallbacks' | 'listActs'

export function operatorHandlers (hub: Hub): Handlers<Pick<operations, OperatorOperations>> {
  return {
    listUndeliverableOrders: request => listUndeliverableOrders(hub, request.query),
    readUndeliverableOrder: request => readUndeliverableOrder(hub, request.params.orderId),
    async redriveOrder (request) {
      const count = await redriveOrders(hub, { orderIds: [request.params.orderId] }, { actor: callerOf(request).id, reason: request.body.reason })
      if (count === 0) throw new Problem('undeliverable-order-not-found')
      return { count, dryRun: false }
    },
    async redriveOrders (request) {
      const { filter, reason, dryRun = false } = request.body
      return { count: await redriveOrders(hub, filter, { actor: callerOf(request).id, reason, dryRun }), dryRun }
    },
    async settleOrder (request, reply) {
      const { reason, ...settlement } = request.body
      await settleOrder(hub, request.params.orderId, settlement, { actor: callerOf(request).id, reason })
      reply.code(204)
      return undefined
    },
    listCallbacks: request => listCallbacks(hub, request.query),
    readCallback: request => readCallback(hub, request.params.callbackId),
    async redriveCallback (request) {
      const { callbackId } = request.params
      await readCallback(hub, callbackId)
      const redriven = await redriveCallbacks(hub, { callbackIds: [callbackId] }, { actor: callerOf(request).id, reason: request.body.reason })
      if (redriven.count === 0) throw new Problem('not-redrivable')
      return redriven
    },
    async redriveCallbacks (request) {
      const { filter, reason, dryRun = false } = request.body
      return await redriveCallbacks(hub, filter, { actor: callerOf(request).id, reason, dryRun })
    },
    listActs: request => listActs(hub, request.query)
  }
}
